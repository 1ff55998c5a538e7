#!/usr/bin/env python3
"""Lists what Trocha is built with: a bill of materials (CycloneDX 1.5, JSON), or with --licences a table.

    scripts/sbom.py [--licences]      after a build, from Package.resolved, the checkouts and dpkg
"""
import json, pathlib, re, subprocess, sys

root = pathlib.Path(__file__).resolve().parent.parent
SYSTEM = ["libsqlite3-0", "zlib1g", "libzip4", "libzip4t64", "libxlsxwriter4", "libnlopt0", "liblapacke", "libopenblas0-pthread", "libxml2"]
MARKS = [("Apache-2.0", r"Apache License\s+Version 2\.0"), ("MIT", r"Permission is hereby granted, free of charge"),
         ("BSD-3-Clause", r"Redistribution and use in source and binary forms")]


def licence(text):
    return next((name for name, mark in MARKS if re.search(mark, text)), "see its own file")


def packages():
    for pin in json.loads((root / "Package.resolved").read_text())["pins"]:
        folder = root / ".build/checkouts" / pathlib.PurePath(pin["location"]).name.removesuffix(".git")
        files = [p for p in sorted(folder.glob("LICEN[CS]E*")) if p.is_file()] if folder.is_dir() else []
        found = licence(files[0].read_text(errors="replace")) if files else "not known: build first"
        yield pin["identity"], pin["state"].get("version", pin["state"]["revision"]), found, pin["location"]


def system():
    for name in SYSTEM:
        shown = subprocess.run(["dpkg-query", "-W", "-f", "${Status} ${Version}", name], capture_output=True, text=True)
        if shown.returncode == 0 and " installed " in shown.stdout:
            notes = pathlib.Path(f"/usr/share/doc/{name}/copyright")
            text = notes.read_text(errors="replace") if notes.exists() else ""
            names = list(dict.fromkeys(re.findall(r"^License: (\S+)", text, re.M)))
            yield name, shown.stdout.split()[-1], ", ".join(names[:3]) or licence(text), ""


rows = list(packages()) + list(system())
if "--licences" in sys.argv:
    print("| component | version | licence |\n| --- | --- | --- |")
    for name, version, found, _ in rows:
        print(f"| {name} | {version} | {found} |")
else:
    components = []
    for name, version, found, address in rows:
        kind = f"pkg:swift/{address.removeprefix('https://').removesuffix('.git')}@{version}" if address else f"pkg:deb/debian/{name}@{version}"
        components.append({"type": "library", "name": name, "version": version, "purl": kind, "licenses": [{"license": {"name": found}}]})
    print(json.dumps({"bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1,
                      "metadata": {"component": {"type": "application", "name": "trocha"}}, "components": components}, indent=2))
