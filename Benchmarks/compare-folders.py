#!/usr/bin/env python3
"""Runs every instance folder below the folders named, and prints a table: opens, equal, differs, FLEE fails too.

Usage: Benchmarks/compare-folders.py [options] FOLDER...
  FOLDER      an instance, or a folder of instances
  --runs N    runs of Trocha for each comparison (default 100)
  --days D    days of the runs beside FLEE, and of folders with nothing to compare with (default 6)
  --hasten N  one simulated person for N, in the runs beside FLEE (default 1000)
  --flee-runs R  runs of FLEE for each comparison (default 5)
  --engine    person or cohort (default person)
  --json FILE also writes the rows as JSON

Environment:
  TROCHA_BINARY  a built trocha (default: .build/release/trocha)
  FLEE           a clone of FLEE, or a virtual environment with FLEE installed; without it, folders are
                 compared with their expected.csv where they have one, and with nothing otherwise

An expected.csv has day, location (or place), mean, variance and replicates (or runs). Two means agree when their difference, divided by
its standard error, behaves as a standard normal: the root mean square over all days and places near 1, and
no value far out. The limits are those of the conformance tests.
"""

import argparse
import csv
import json
import math
import os
import re
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folders", nargs="+", metavar="FOLDER")
    parser.add_argument("--runs", type=int, default=100)
    parser.add_argument("--days", type=int, default=6)
    parser.add_argument("--hasten", type=int, default=1000)
    parser.add_argument("--flee-runs", type=int, default=5)
    parser.add_argument("--engine", default="person")
    parser.add_argument("--timeout", type=int, default=300)
    parser.add_argument("--json")
    return parser.parse_args()


def is_instance(folder):
    return any(
        os.path.exists(os.path.join(folder, part, "locations.csv")) for part in ("", "input_csv"))


def instances(folders):
    for folder in folders:
        folder = os.path.abspath(folder)
        if not os.path.isdir(folder):
            sys.exit(f"{folder}: no such folder")
        if is_instance(folder):
            yield folder
            continue
        for name in sorted(os.listdir(folder)):
            path = os.path.join(folder, name)
            if os.path.isdir(path):
                yield path


def settings_of(folder):
    """The folder's own settings, or those that its parent has for all of its folders; None for none."""
    for place in (folder, os.path.dirname(folder)):
        path = os.path.join(place, "simsetting.yml")
        if os.path.exists(path):
            return path
    return None


def missing(folder):
    """The first file that FLEE cannot do without and that is not there; None where all are."""
    files = os.path.join(folder, "input_csv")
    files = files if os.path.isdir(files) else folder
    source = os.path.join(folder, "source_data")
    needed = [os.path.join(files, name) for name in
              ("locations.csv", "routes.csv", "closures.csv", "sim_period.csv")]
    layout = os.path.join(source, "data_layout.csv")
    needed.append(layout)
    if os.path.exists(layout):
        with open(layout, newline="", encoding="utf-8") as file:
            for row in csv.reader(file):
                if row and not row[0].startswith("#"):
                    needed += [os.path.join(source, name.strip()) for name in row[1:] if name.strip()]
    for path in needed:
        if not os.path.exists(path):
            return os.path.relpath(path, folder)
    return None


def hastened(path, factor, target):
    """Writes the settings with another factor of people, which is the last setting that counts."""
    with open(path, encoding="utf-8") as file:
        text = file.read()
    text, number = re.subn(r"(?m)^(\s+hasten:\s*|optimisations:.*\bhasten:\s*)[^\s,}]+", rf"\g<1>{factor}", text)
    if number == 0:
        text = re.sub(r"(?m)^optimisations:.*\n", "", text)
        text += f"\noptimisations:\n  hasten: {factor}\n"
    with open(target, "w", encoding="utf-8") as file:
        file.write(text)


class Trocha:
    def __init__(self, options):
        self.binary = os.environ.get("TROCHA_BINARY") or os.path.join(ROOT, ".build/release/trocha")
        self.options = options

    def call(self, *words):
        return subprocess.run(
            [self.binary, "simulate", *words], capture_output=True, text=True,
            timeout=self.options.timeout)

    def check(self, folder, settings):
        words = ["check", folder] + (["--settings", settings] if settings else [])
        done = self.call(*words)
        lines = [line for line in done.stderr.splitlines() if line.strip()]
        return done.returncode == 0, lines, done.stdout.strip()

    def means(self, folder, settings, runs, days=None):
        """Mean, variance and runs by day and place; raises a RuntimeError with what went wrong."""
        with tempfile.TemporaryDirectory() as out:
            words = ["flee", folder, "--engine", self.options.engine, "--runs", str(runs),
                     "--out", out, "--no-page", "--threads", "1"]
            words += ["--settings", settings] if settings else []
            words += ["--days", str(days)] if days else []
            done = self.call(*words)
            if done.returncode != 0:
                raise RuntimeError(done.stderr.strip() or "ends without a word")
            return table(os.path.join(out, "ensemble.csv"))


def table(path):
    with open(path, newline="", encoding="utf-8") as file:
        return {
            (int(row["day"]), row.get("place") or row["location"]): (
                float(row["mean"]), float(row["variance"]), int(row.get("runs") or row["replicates"]))
            for row in csv.DictReader(file)
        }


def compare(ours, theirs):
    """Root mean square and largest of the standardised differences, and where the largest is."""
    squares, worst, where = [], 0.0, None
    for key, (mean2, variance2, runs2) in theirs.items():
        if key not in ours:
            # A place without anybody may be missing from FLEE's columns, never from ours.
            return math.inf, math.inf, key
        mean1, variance1, runs1 = ours[key]
        # Few runs know their own spread badly: what both have in common is at least the larger one.
        few = variance2 if runs2 >= 100 else max(variance1, variance2)
        error = variance1 / runs1 + few / runs2
        # People are whole numbers: a column without spread in both is known to a fraction of one.
        error += (1.0 / min(runs1, runs2)) ** 2 / 4
        difference = (mean1 - mean2) / math.sqrt(error)
        squares.append(difference * difference)
        if abs(difference) > abs(worst):
            worst, where = difference, key
    return math.sqrt(sum(squares) / max(len(squares), 1)), worst, where


class FLEE:
    """Another program's runs, through Benchmarks/run-flee-places.py."""

    def __init__(self, place, options):
        self.options = options
        self.environment = dict(os.environ)
        self.python = sys.executable
        if os.path.exists(os.path.join(place, "bin", "python")):
            self.python = os.path.join(place, "bin", "python")
        else:
            self.environment["PYTHONPATH"] = place

    def means(self, folder, settings, days):
        sums = {}
        for run in range(self.options.flee_runs):
            done = subprocess.run(
                [self.python, os.path.join(HERE, "run-flee-places.py"), folder, settings, str(days)],
                capture_output=True, text=True, env=self.environment, timeout=self.options.timeout)
            if done.returncode != 0:
                lines = [line for line in done.stderr.splitlines() if line.strip()]
                raise RuntimeError(lines[-1] if lines else "ends without a word")
            for row in csv.reader(done.stdout.splitlines()):
                sums.setdefault((int(row[0]), row[1]), []).append(float(row[2]))
        result = {}
        for key, values in sums.items():
            mean = sum(values) / len(values)
            variance = sum((value - mean) ** 2 for value in values) / max(len(values) - 1, 1)
            result[key] = (mean, variance, len(values))
        return result


def verdict(rms, worst, where):
    # The limits of the conformance tests: chance alone hardly reaches them.
    if rms < 1.5 and abs(worst) < 5.5:
        return "equal", f"root mean square {rms:.2f}, largest {worst:.1f}"
    day, place = where
    return "differs", f"root mean square {rms:.2f}, largest {worst:.1f} (day {day}, {place})"


def row_of(folder, trocha, flee, options):
    name = os.path.basename(folder)
    settings = settings_of(folder)
    own = settings if settings and os.path.dirname(settings) != folder else None
    opens, lines, summary = trocha.check(folder, own)
    row = {"folder": name, "opens": opens, "warnings": len(lines) if opens else 0}
    expected = os.path.join(folder, "expected.csv")
    with tempfile.TemporaryDirectory() as scratch:
        try:
            if os.path.exists(expected):
                theirs, days, used = table(expected), None, own
            elif flee is not None:
                used = os.path.join(scratch, "simsetting.yml")
                hastened(settings or os.devnull, options.hasten, used)
                theirs, days = flee.means(folder, used, options.days), options.days
            else:
                theirs, days, used = None, options.days, own
        except (RuntimeError, subprocess.TimeoutExpired) as fault:
            row["flee"] = f"fails: {str(fault)[:160]}"
            theirs = None
            days, used = options.days, own
        if not opens:
            gone = missing(folder)
            fails = gone or "flee" in row
            row["result"] = "FLEE fails too" if fails else "refused"
            row["why"] = f"no {gone}" if gone else " | ".join(lines[:4])[:400]
            return row
        try:
            runs = options.runs if theirs is not None else 1
            if theirs is None:
                done = trocha.call(
                    "flee", folder, "--out", scratch, "--no-page", "--days", str(days),
                    *(["--settings", used] if used else []))
                row["result"] = "runs" if done.returncode == 0 else "fails"
                row["why"] = "" if done.returncode == 0 else done.stderr.strip()[:300]
                return row
            ours = trocha.means(folder, used, runs, days)
            rms, worst, where = compare(ours, theirs)
            row["result"], row["why"] = verdict(rms, worst, where)
            if row["result"] == "differs":
                # Where Trocha means to do something else, it says so.
                said = [line for line in lines if "FLEE" in line and ", as in FLEE" not in line]
                row["why"] += "".join(f"; {line}" for line in said[:3])
        except RuntimeError as fault:
            row["result"], row["why"] = "fails", str(fault)[:300]
        except subprocess.TimeoutExpired:
            row["result"], row["why"] = "runs", f"not done after {options.timeout} s"
    return row


def main():
    options = arguments()
    trocha = Trocha(options)
    flee = FLEE(os.environ["FLEE"], options) if os.environ.get("FLEE") else None
    rows = []
    print("| folder | opens | warnings | result | why |")
    print("| --- | --- | ---: | --- | --- |")
    for folder in instances(options.folders):
        if not is_instance(folder):
            row = {"folder": os.path.basename(folder), "opens": False, "warnings": 0,
                   "result": "FLEE fails too", "why": "no instance: no locations.csv"}
        else:
            row = row_of(folder, trocha, flee, options)
        rows.append(row)
        why = row.get("why", "").replace("\n", " ").replace("|", "\\|")
        if "flee" in row:
            why = f"FLEE {row['flee']}. {why}".replace("\n", " ")
        print(f"| {row['folder']} | {'yes' if row['opens'] else 'no'} | {row['warnings']} | "
              f"{row['result']} | {why} |", flush=True)
    tally = {}
    for row in rows:
        tally[row["result"]] = tally.get(row["result"], 0) + 1
    print(f"\n{len(rows)} folders, {sum(row['opens'] for row in rows)} open: "
          + ", ".join(f"{number} {result}" for result, number in sorted(tally.items())) + ".")
    if options.json:
        with open(options.json, "w", encoding="utf-8") as file:
            json.dump(rows, file, indent=1)


if __name__ == "__main__":
    main()
