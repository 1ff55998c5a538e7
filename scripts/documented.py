#!/usr/bin/env python3
"""How much of what is public has a comment, target by target.

    scripts/documented.py [--require] [--list] [TARGET …]

A declaration is public when it says so, and so is a case of a public enumeration and a requirement of a
public protocol. It has a comment when `///` lines stand right above it or above its attributes. With
`--require` the exit code is 1 when a target of a library product has one without; `--list` names them.
"""
import argparse
import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parent.parent
# What Package.swift offers as libraries.
PRODUCTS = ["Flee", "Periods", "Record", "Sampling", "Tabular", "Wording"]

MODIFIERS = (
    r"(?:@\w+(?:\([^)]*\))?\s+)*"
    r"(?:(?:public|package|internal|fileprivate|private|open|static|final|mutating|nonmutating|nonisolated|"
    r"override|indirect|lazy|consuming|borrowing|convenience|required|isolated|weak|"
    r"(?:private|fileprivate|internal|package)\(set\)|nonisolated\(unsafe\))\s+)*"
)
DECLARATION = re.compile(
    rf"^\s*(?P<modifiers>{MODIFIERS})"
    r"(?P<kind>struct|class|enum|actor|protocol|extension|func|init|var|let|subscript|typealias|associatedtype|"
    r"case|macro)\b(?P<rest>.*)"
)
TYPES = {"struct", "class", "enum", "actor", "protocol", "extension"}


def code(text):
    """The lines of a file, with what strings and comments hold blanked."""
    def blank(match):
        return re.sub(r"[^\n]", " ", match.group())

    pattern = r'#*"""[\s\S]*?"""#*|"(?:\\\((?:[^()"]|"[^"]*"|\([^()]*\))*\)|\\.|[^"\\\n])*"|/\*[\s\S]*?\*/|//[^\n]*'
    return re.sub(pattern, blank, text).split("\n")


def has_comment(lines, index):
    index -= 1
    while index >= 0 and lines[index].strip().startswith("@"):
        index -= 1
    return index >= 0 and lines[index].strip().startswith("///")


def declarations(path):
    """Line number, name and whether it has a comment, of each public declaration of a file."""
    text = path.read_text()
    lines, plain = text.split("\n"), code(text)
    # For each brace that is open: the kind of what it opens, and whether that is public.
    open_braces = []
    pending = None
    for index, line in enumerate(plain):
        kind, is_public = open_braces[-1] if open_braces else ("file", False)
        match = DECLARATION.match(line) if kind in TYPES | {"file"} else None
        if match:
            words = match["modifiers"].split()
            says_so = "public" in words or "open" in words
            is_part = (match["kind"] == "case" and kind == "enum") or kind == "protocol"
            counts = says_so or (is_part and is_public) or (kind == "extension" and is_public)
            if match["kind"] in TYPES:
                pending = (match["kind"], says_so)
            if counts and match["kind"] != "extension":
                names = match["rest"].strip() or match["kind"]
                number = 1
                if match["kind"] == "case":
                    # Labels of associated values have commas of their own.
                    number = len(re.sub(r"\([^()]*(?:\([^()]*\)[^()]*)*\)", "", names).split(","))
                shown = re.split(r"[{=]| ->", names)[0].strip()
                for _ in range(number):
                    yield index + 1, f"{match['kind']} {shown}", has_comment(lines, index)
        for character in line:
            if character == "{":
                open_braces.append(pending or ("body", False))
                pending = None
            elif character == "}" and open_braces:
                open_braces.pop()


def main():
    parser = argparse.ArgumentParser(description="How much of what is public has a comment.")
    parser.add_argument("targets", nargs="*", default=PRODUCTS, metavar="TARGET")
    parser.add_argument("--require", action="store_true", help="fail when one of a product has none")
    parser.add_argument("--list", action="store_true", help="name those without a comment")
    options = parser.parse_args()
    lacking = 0
    for target in options.targets:
        found = [
            (path, *declaration)
            for path in sorted((ROOT / "Sources" / target).rglob("*.swift"))
            for declaration in declarations(path)
        ]
        without = [entry for entry in found if not entry[3]]
        share = 1 - len(without) / len(found) if found else 1
        print(f"{target:12}{len(found):5} public declarations, {share:6.1%} with a comment")
        if options.list:
            for path, line, name, _ in without:
                print(f"  {path.relative_to(ROOT)}:{line}: {name}")
        if target in PRODUCTS:
            lacking += len(without)
    if options.require and lacking:
        raise SystemExit(1)


main()
