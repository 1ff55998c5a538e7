#!/usr/bin/env python3
"""Writes a page of each command from the program's own help: manual pages, or Markdown for the manual.

    scripts/command-pages.py PROGRAM --man FOLDER
    scripts/command-pages.py PROGRAM --markdown FOLDER
"""
import argparse, json, os, pathlib, re, subprocess

parser = argparse.ArgumentParser()
parser.add_argument("program")
kind = parser.add_mutually_exclusive_group(required=True)
kind.add_argument("--man", type=pathlib.Path)
kind.add_argument("--markdown", type=pathlib.Path)
options = parser.parse_args()


def ask(*words):
    return subprocess.run([options.program, *words], check=True, capture_output=True, text=True).stdout


def walk(command, before=()):
    name = (*before, command["commandName"])
    yield name, command
    for sub in command.get("subcommands", []):
        if sub.get("shouldDisplay", True) and sub["commandName"] != "help":
            yield from walk(sub, name)


def written(argument):
    """How an argument is typed: `--months <number>`, `<query> ...`."""
    value = f"<{argument['valueName']}>"
    if argument["kind"] == "positional":
        return value + (" ..." if argument["isRepeating"] else "")
    names = ", ".join(("-" if n["kind"] == "short" else "--") + n["name"] for n in argument["names"])
    return names if argument["kind"] == "flag" else f"{names} {value}"


def arguments(command):
    """Positional ones first; then the options, by their section."""
    shown = [a for a in command.get("arguments", []) if a.get("shouldDisplay", True)]
    sections = {"Arguments": [a for a in shown if a["kind"] == "positional"], "Options": []}
    for argument in shown:
        if argument["kind"] != "positional":
            sections.setdefault(argument.get("sectionTitle") or "Options", []).append(argument)
    return {title: list_ for title, list_ in sections.items() if list_}


def parts(command):
    """The discussion's sentences, and its examples as lines."""
    before, _, examples = command.get("discussion", "").partition("EXAMPLES")
    lines = [line.strip() for line in examples.strip("\n").splitlines()]
    return before.strip(), [line for line in lines if line]


def usage(name, command):
    words = [" ".join(name)]
    if [s for s in command.get("subcommands", []) if s["commandName"] != "help"]:
        return words[0] + " <subcommand>"
    for argument in sum(arguments(command).values(), []):
        if argument["valueName"] in ("version", "help"):
            continue
        text = written(argument).replace(", ", "|")
        words.append(f"[{text}]" if argument["isOptional"] else text)
    return " ".join(words)


def roff(text):
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return re.sub(r"^([.'])", r"\\&\1", text, flags=re.M)


def man(name, command, version):
    about, examples = parts(command)
    page = [f'.TH "{"-".join(name).upper()}" 1 "" "Trocha {version}" "Trocha"', ".SH NAME",
            roff("-".join(name)) + " \\- " + roff(command["abstract"].rstrip(".")), ".SH SYNOPSIS", roff(usage(name, command))]
    if about:
        page += [".SH DESCRIPTION", roff(about).replace("\n\n", "\n.PP\n")]
    for title, list_ in arguments(command).items():
        page.append(f'.SH "{title.upper()}"')
        for argument in list_:
            page += [".TP", ".B " + roff(written(argument)), roff(argument.get("abstract", ""))]
    subs = [s for s in command.get("subcommands", []) if s["commandName"] != "help"]
    if subs:
        page.append(".SH COMMANDS")
        for sub in subs:
            page += [".TP", f".BR {roff('-'.join((*name, sub['commandName'])))} (1)", roff(sub["abstract"])]
    if examples:
        page += [".SH EXAMPLES", ".nf", *map(roff, examples), ".fi"]
    page += [".SH EXIT STATUS", "0 where there is an answer, 64 where the command line is wrong, another number where there is none; the reason is on standard error.",
             ".SH FILES", ".TP", ".I trocha/record.sqlite", "in $XDG_DATA_HOME (~/.local/share): the record, unless \\-\\-record or TROCHA_RECORD names another."]
    if len(name) > 1:
        page += [".SH SEE ALSO", ", ".join(f".BR {roff('-'.join(name[:n]))} (1)" for n in range(len(name) - 1, len(name)))]
    return "\n".join(page) + "\n"


def markdown(name, command):
    about, examples = parts(command)
    page = [f"# {' '.join(name)}", "", command["abstract"], ""]
    page += ["```text", usage(name, command), "```", ""]
    if about:
        page += [about.replace("<", "&lt;"), ""]
    if examples:
        page += ["## Examples", "", "```text", *examples, "```", ""]
    for title, list_ in arguments(command).items():
        page += [f"## {title}", ""]
        for argument in list_:
            page.append(f"- `{written(argument)}`: {argument.get('abstract', '').replace('<', '&lt;')}")
        page.append("")
    subs = [s for s in command.get("subcommands", []) if s["commandName"] != "help"]
    if subs:
        page += ["## Commands", ""]
        page += [f"- [{' '.join((*name, s['commandName']))}]({'-'.join((*name, s['commandName']))}.md): {s['abstract']}" for s in subs]
        page.append("")
    return "\n".join(page)


tree = json.loads(ask("--experimental-dump-help"))["command"]
version = ask("--version").strip()
folder = options.man or options.markdown
os.makedirs(folder, exist_ok=True)
for name, command in walk(tree):
    if options.man:
        (folder / f"{'-'.join(name)}.1").write_text(man(name, command, version))
    else:
        (folder / f"{'-'.join(name)}.md").write_text(markdown(name, command))
