#!/usr/bin/env python3
"""Makes the manual, a site that opens without a network: the pages of docs/, a page of each command, and the rest that
readers of the repository find. Needs Debian's mkdocs.

    scripts/manual.py PROGRAM [FOLDER]      default .build/manual

Ends with a fault where a page of docs/ is in no part of the manual, or a link leads nowhere.
"""
import json, pathlib, re, shutil, subprocess, sys

root = pathlib.Path(__file__).resolve().parent.parent
program = pathlib.Path(sys.argv[1]).resolve()
site = pathlib.Path(sys.argv[2] if len(sys.argv) > 2 else root / ".build/manual").resolve()
source = root / ".build/manual-source"

# Parts and their pages, in the order of who reads them.
PARTS = {
    "First half-hours": ["first/planner", "first/reporter", "first/adviser", "first/modeller"],
    "How right is it": ["how-right", "validation", "left-out", "calibration"],
    "The record": ["record", "comparisons", "coverage", "data", "calendar", "update", "watch", "takeaway"],
    "Figures in prose": ["claims"],
    "Who is affected": ["screen", "policy"],
    "What comes next": ["outlook", "outlook-models", "needs", "effect"],
    "What if": ["whatif", "corridor", "model"],
    "Simulation": ["simulate", "new-instance", "sensitivity", "fitting", "scale"],
    "Brief, service, programs": ["brief", "serve", "api", "json", "assistants"],
    "Working on it": ["testing", "release", "extend/*"],
}

shutil.rmtree(source, ignore_errors=True)
tracked = subprocess.run(["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=root, check=True,
                         capture_output=True, text=True).stdout.split("\n")
for name in filter(None, tracked):
    path = pathlib.PurePath(name)
    if (path.suffix == ".md" and path.parts[0] not in ("Tests", ".github")) or path.parts[0] in ("docs", "examples", "packaging") \
            or name in ("LICENSE", "CITATION.cff"):
        target = source / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if (root / path).is_file():
            shutil.copy(root / path, target)
subprocess.run([root / "scripts/command-pages.py", program, "--markdown", source / "commands"], check=True)

# Links into the code lead nowhere on the site: their words stay.
for page in source.rglob("*.md"):
    def kept(link):
        address = link[2].split("#")[0]
        if not address or "://" in address or address.startswith("mailto:"):
            return link[0]
        place = (page.parent / address).resolve()
        if place.exists() or not (root / page.parent.relative_to(source) / address).resolve().exists():
            return link[0]
        return link[1]
    page.write_text(re.sub(r"\[([^\]]*)\]\(([^)\s]+)\)", kept, page.read_text()))

docs = {str(page.relative_to(source / "docs").with_suffix("")) for page in (source / "docs").rglob("*.md")}
navigation = [{"Trocha": "README.md"}]
for part, names in PARTS.items():
    pages = [page for name in names for page in (sorted(p for p in docs if p.startswith(name[:-1])) if name.endswith("*") else [name])]
    navigation.append({part: [f"docs/{page}.md" for page in pages]})
    docs -= set(pages)
if docs:
    sys.exit(f"In no part of the manual (scripts/manual.py): {', '.join(sorted(docs))}")
commands = sorted(p.name for p in (source / "commands").iterdir())
navigation.append({"Commands": [f"commands/{name}" for name in commands]})
others = [p.name for p in sorted(source.glob("*.md")) if p.name != "README.md"]
navigation.append({"About": others + ["Benchmarks/README.md"]})

settings = {
    "site_name": "Trocha", "docs_dir": str(source), "site_dir": str(site), "use_directory_urls": False,
    "theme": {"name": "readthedocs", "highlightjs": False, "analytics": None, "include_homepage_in_sidebar": False},
    "markdown_extensions": ["tables", "fenced_code", "sane_lists", {"toc": {"permalink": False}}], "nav": navigation, "plugins": ["search"],
}
# JSON is YAML.
configuration = root / ".build/manual.yml"
configuration.write_text(json.dumps(settings, indent=1))
subprocess.run(["mkdocs", "build", "--strict", "--quiet", "--config-file", configuration], check=True)
print(site / "README.html" if (site / "README.html").exists() else site / "index.html")
