#!/usr/bin/env python3
"""Carries out the recipes of docs/extend.

    scripts/recipes.py apply [--copy] FOLDER    all steps of all pages, in a copy of the repository
    scripts/recipes.py check [--build FOLDER]   the same in a temporary copy, and the compiler on what changed
    scripts/recipes.py try PROGRAM              the commands of the pages, with a program built with the steps

A step is a paragraph that ends with a colon, and the code block after it:

    A new file, `PATH`:
    In `PATH`, after the line `LINE`:
    In `PATH`, before the line `LINE`:
    At the end of `PATH`:
    A file to try it with, `NAME`:

The line must be there once, spaces around it aside. To be tried are the blocks of `sh`; where a block of `text`
follows one, it has lines that must be among what was printed, spaces aside. After "`trocha serve` then shows at
`/ADDRESS`:" it has what must be on that page of the service.

`check` reads the modules and the compiler's options that a build has left (default: .build/release).
The exit code is 1 when something is wrong, and 2 when there is no build to check with.
"""
import argparse
import contextlib
import csv
import html
import json
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parent.parent
PAGES = "docs/extend"
NEW = re.compile(r"A new file, `([^`]+)`:")
LINE = re.compile(r"In `([^`]+)`, (after|before) the line `([^`]+)`:")
END = re.compile(r"At the end of `([^`]+)`:")
TRIAL = re.compile(r"A file to try it with, `([^`]+)`:")
SHOWN = re.compile(r"(?:.* )?`trocha serve` then shows at `([^`]+)`:")
# Not part of a copy: what was built or fetched, and what holds the history.
LEFT_OUT = {".build", ".git", ".tools", "brief", "node_modules"}


class Fault(Exception):
    """Something wrong with a page, with the page and the line."""


class Block:
    """A code block, and the paragraph before it on one line."""

    def __init__(self, page, line, language, before, text):
        self.page, self.line, self.language, self.before, self.text = page, line, language, before, text

    def fault(self, message):
        return Fault(f"{PAGES}/{self.page.name}:{self.line}: {message}")


def blocks(page):
    """The code blocks of a page, in order."""
    found, paragraph, lines = [], [], page.read_text(encoding="utf-8").split("\n")
    index = last = 0
    while index < len(lines):
        line = lines[index]
        if line.startswith("```"):
            end = next((i for i in range(index + 1, len(lines)) if lines[i] == "```"), None)
            if end is None:
                raise Fault(f"{PAGES}/{page.name}:{index + 1}: the code block has no end")
            text = "".join(f"{x}\n" for x in lines[index + 1:end])
            found.append(Block(page, last + 1 if paragraph else index + 1, line[3:], " ".join(paragraph), text))
            paragraph, index = [], end
        elif not line.strip():
            # A blank line between a paragraph and its block does not part them.
            following = next((x for x in lines[index:] if x.strip()), "")
            if not following.startswith("```"):
                paragraph = []
        else:
            if not paragraph:
                last = index
            paragraph.append(line.strip())
        index += 1
    return found


def pages(root):
    """The pages of the recipes, in the order of the table that lists them, with the places that it allows."""
    table = root / PAGES / "README.md"
    listed = re.findall(r"^\|[^|]*\]\((\w[\w-]*\.md)\)[^|]*\|\s*(\d+)\s*\|", table.read_text(encoding="utf-8"), re.M)
    there = {x.name for x in (root / PAGES).glob("*.md")} - {"README.md"}
    if there != {name for name, _ in listed}:
        raise Fault(f"{PAGES}/README.md: the table lists {sorted(n for n, _ in listed)}, the folder has {sorted(there)}")
    return [(root / PAGES / name, int(places)) for name, places in listed]


def steps(page):
    """The steps of a page: each block with the path, the side and the line that its paragraph names."""
    result = []
    for block in blocks(page):
        new, line, end = (x.fullmatch(block.before) for x in (NEW, LINE, END))
        if new:
            result.append((block, (new[1], "new", "")))
        elif line:
            result.append((block, line.groups()))
        elif end:
            result.append((block, (end[1], "end", "")))
        else:
            to_try = TRIAL.fullmatch(block.before) or SHOWN.fullmatch(block.before)
            if block.language not in ("sh", "text") and not to_try:
                raise block.fault(f"no step says what to do with this block: \"{block.before}\"")
    if not result:
        raise Fault(f"{PAGES}/{page.name}:1: the page has no step")
    return result


def inside(folder, path, block):
    """A path of a step, which must not lead out of the folder."""
    target = (folder / path).resolve()
    if not target.is_relative_to(folder.resolve()):
        raise block.fault(f"{path} is not in the repository")
    return target


def apply(folder):
    """Carries out all steps in a folder; the paths that changed."""
    changed = []
    for page, most in pages(folder):
        new, edited = set(), []
        for block, step in steps(page):
            target = inside(folder, step[0], block)
            if step[1] == "new":
                if target.exists():
                    raise block.fault(f"{step[0]} is there already")
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(block.text, encoding="utf-8")
                new.add(step[0])
            else:
                insert(target, step, block)
                edited.append(step[0])
            changed.append(step[0])
        # Files that are new lie together and touch nothing that is there: they are one place.
        places = len(set(edited)) + (1 if new else 0)
        if places > most:
            raise Fault(f"{PAGES}/{page.name}:1: the steps touch {places} places, the table allows {most}")
    return sorted(set(changed))


def insert(target, step, block):
    path, side, anchor = step
    if not target.exists():
        raise block.fault(f"there is no {path}")
    lines = target.read_text(encoding="utf-8").split("\n")
    if side == "end":
        target.write_text("\n".join(lines).rstrip("\n") + "\n" + block.text, encoding="utf-8")
        return
    at = [index for index, line in enumerate(lines) if line.strip() == anchor.strip()]
    if len(at) != 1:
        raise block.fault(f"the line `{anchor}` stands {len(at)} times in {path}, not once")
    where = at[0] + (1 if side == "after" else 0)
    lines[where:where] = block.text.rstrip("\n").split("\n")
    target.write_text("\n".join(lines), encoding="utf-8")


def copy_of_repository(folder):
    shutil.copytree(
        ROOT, folder, symlinks=True, dirs_exist_ok=True,
        ignore=lambda _, names: [name for name in names if name in LEFT_OUT])


# Checking


def check(build):
    """Applies the recipes in a copy and holds what changed against the compiler; how many faults there are."""
    options = BuildOptions(build)
    faults = 0
    with tempfile.TemporaryDirectory(prefix="trocha-recipes-") as name:
        folder = pathlib.Path(name) / "trocha"
        copy_of_repository(folder)
        changed = apply(folder)
        targets = []
        for path in changed:
            parts = pathlib.PurePath(path).parts
            if path.endswith(".swift") and parts[0] == "Sources" and parts[1] not in targets:
                targets.append(parts[1])
            for fault in plain_faults(folder, path):
                faults += 1
                print(fault, file=sys.stderr)
        for target in targets:
            said = options.typecheck(folder, target)
            print(f"{target}: {'does not compile' if said else 'compiles'}")
            if said:
                faults += 1
                print(said.replace(f"{folder}/", ""), file=sys.stderr)
        print(f"{len(changed)} files of {len(pages(folder))} recipes, {faults} faults")
    return faults


def plain_faults(folder, path):
    """What is wrong with a changed file that is not compiled."""
    file = folder / path
    if path.endswith(".csv"):
        with open(file, newline="", encoding="utf-8") as rows:
            header, *rest = csv.reader(rows, strict=True)
        for number, row in enumerate(rest, 2):
            if len(row) != len(header):
                yield f"{path}: row {number} has {len(row)} fields, the header {len(header)}"
    elif path.endswith(".js") and shutil.which("node"):
        said = subprocess.run(["node", "--check", file], capture_output=True, text=True)
        if said.returncode:
            yield f"{path}: {said.stderr.strip()}"
    elif path.endswith(".mustache"):
        opened = []
        for mark, tag in re.findall(r"\{\{([#^/<$])\s*([\w.-]+)\s*\}\}", file.read_text(encoding="utf-8")):
            if mark != "/":
                opened.append(tag)
            elif not opened or opened.pop() != tag:
                yield f"{path}: {{{{/{tag}}}}} closes nothing that is open"
                return
        if opened:
            yield f"{path}: {{{{#{opened[-1]}}}}} is not closed"


class NoBuild(Exception):
    """There is no build to check with."""


class BuildOptions:
    """The modules of a build, and the options with which the package manager calls the compiler."""

    def __init__(self, build):
        self.build = build.resolve()
        modules = self.build / "Modules"
        if not any(modules.glob("Record.swiftmodule")):
            raise NoBuild(f"There are no modules in {modules}: build first.")
        # The manifest of a build lies beside its folder, or one up where that is named by the machine.
        manifests = [x / f"{self.build.name}.yaml" for x in self.build.parents]
        manifest = next((x for x in manifests if x.exists()), None)
        if manifest is None:
            raise NoBuild(f"There is no {self.build.name}.yaml above {self.build}.")
        self.manifest = manifest.read_text(encoding="utf-8")

    def arguments(self, target):
        """The compiler, and the options of a target that bear on reading its sources."""
        match = re.search(
            rf'^  "C\.{re.escape(target)}-[^"\n]*\.module":\n(?:    .*\n)*?    args: (\[.*\])$', self.manifest, re.M)
        if match is None:
            raise NoBuild(f"The build has no target {target}.")
        compiler, *rest = json.loads(match[1])
        kept, taken = [], iter(rest)
        for option in taken:
            if option in ("-I", "-Xcc", "-package-name", "-swift-version", "-target", "-sdk", "-F"):
                kept += [option, next(taken)]
            elif option.startswith(("-I", "-D", "-F")) or option in ("-parse-as-library",):
                kept.append(option)
        return compiler, kept

    def typecheck(self, folder, target):
        """What the compiler says of a target's sources in a folder; empty when nothing is wrong."""
        compiler, options = self.arguments(target)
        sources = sorted((folder / "Sources" / target).rglob("*.swift"))
        # `Bundle.module` is written by the package manager.
        sources += sorted((self.build / f"{target}.build").glob("DerivedSources/*.swift"))
        with tempfile.NamedTemporaryFile("w", suffix=".txt") as list_of_sources:
            list_of_sources.write("".join(shlex.quote(str(x)) + "\n" for x in sources))
            list_of_sources.flush()
            said = subprocess.run(
                [compiler, "-typecheck", "-whole-module-optimization", "-module-name", target, *options,
                 f"@{list_of_sources.name}"],
                capture_output=True, text=True)
        return (said.stdout + said.stderr).strip() or "The compiler failed." if said.returncode else ""


# Trying


def try_out(program):
    """Runs the pages' commands in a folder of their own; how many of their promises do not hold."""
    faults = 0
    with tempfile.TemporaryDirectory(prefix="trocha-recipes-") as name:
        folder = pathlib.Path(name)
        (folder / "bin").mkdir()
        (folder / "bin" / "trocha").symlink_to(program.resolve())
        (folder / "examples").symlink_to(ROOT / "examples")
        environment = {
            **os.environ, "PATH": f"{folder / 'bin'}:{os.environ['PATH']}", "COLUMNS": "100",
            "TROCHA_RECORD": str(folder / "record.sqlite")}
        for page, _ in pages(ROOT):
            printed, promises = None, 0
            for block in blocks(page):
                trial, shown = TRIAL.fullmatch(block.before), SHOWN.fullmatch(block.before)
                try:
                    if trial:
                        (folder / trial[1]).write_text(block.text, encoding="utf-8")
                    elif block.language == "sh":
                        printed = run(block, folder, environment)
                    elif shown or block.language == "text":
                        if shown:
                            printed = served(block, shown[1], folder, environment)
                        if printed is None:
                            raise block.fault("nothing was run that could have printed this")
                        promises += 1
                        compare(block, printed)
                except Fault as fault:
                    faults += 1
                    print(fault, file=sys.stderr)
                if shown or block.language == "text":
                    printed = None
            if not promises:
                faults += 1
                print(f"{PAGES}/{page.name}: nothing on the page shows that it works", file=sys.stderr)
            print(f"{page.name}: tried")
    return faults


def run(block, folder, environment):
    try:
        said = subprocess.run(
            ["bash", "-e", "-c", block.text], cwd=folder, env=environment, capture_output=True, text=True,
            timeout=600)
    except subprocess.TimeoutExpired as late:
        raise block.fault(f"not done after {late.timeout} seconds") from late
    if said.returncode:
        raise block.fault(f"exit code {said.returncode}: {said.stderr.strip()}")
    return said.stdout


def served(block, address, folder, environment):
    """The text of a page of the service."""
    with subprocess.Popen(
        ["trocha", "serve", "--port", "0"], cwd=folder, env=environment, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, text=True
    ) as service:
        try:
            base = next((x.strip() for x in iter(service.stdout.readline, "") if "http://" in x), None)
            match = re.search(r"http://\S+?:\d+", base or "")
            if match is None:
                raise block.fault("the service did not start")
            with contextlib.closing(urllib.request.urlopen(match[0] + address, timeout=60)) as answer:
                text = answer.read().decode("utf-8")
        except OSError as error:
            raise block.fault(f"{address}: {error}") from error
        finally:
            service.terminate()
    return html.unescape(re.sub(r"<[^>]*>", " ", text))


def compare(block, printed):
    flat = " ".join(printed.split())
    for line in block.text.split("\n"):
        if line.strip() and " ".join(line.split()) not in flat:
            raise block.fault(f"\"{line.strip()}\" is not among what was printed:\n{printed.strip()[:2000]}")


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    to_apply = commands.add_parser("apply")
    to_apply.add_argument("folder", type=pathlib.Path)
    to_apply.add_argument("--copy", action="store_true", help="make the copy first")
    commands.add_parser("check").add_argument("--build", type=pathlib.Path, default=ROOT / ".build" / "release")
    commands.add_parser("try").add_argument("program", type=pathlib.Path)
    asked = parser.parse_args()
    try:
        if asked.command == "apply":
            if asked.copy:
                copy_of_repository(asked.folder)
            for path in apply(asked.folder):
                print(path)
            return 0
        if asked.command == "check":
            return 1 if check(asked.build) else 0
        return 1 if try_out(asked.program) else 0
    except Fault as fault:
        print(fault, file=sys.stderr)
        return 1
    except NoBuild as reason:
        print(reason, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
