"""Measures how the months of a series go together: correlations of changes over s and t months from the same
month, on the fifth root of counts, beside those of a random walk, √(s/t). Months through 2023.

Usage: python3 Benchmarks/measure-paths.py [PROGRAM]
"""
import json
import math
import pathlib
import statistics
import subprocess
import sys

root = pathlib.Path(__file__).resolve().parent.parent
program = sys.argv[1] if len(sys.argv) > 1 else str(root / ".build/release/trocha")
series = [line.split("#")[0].strip() for line in open(root / "Benchmarks/outlook-series.txt")]
pairs = [(1, 3), (1, 6), (3, 6), (3, 9), (6, 9), (1, 9)]


def values(name):
    """The months after the last gap, as far as 2023."""
    shown = subprocess.run(
        [program, "record", "show", *name.split(), "--json"], check=True, capture_output=True, text=True)
    run = []
    for one in json.loads(shown.stdout)["observations"]:
        if one["period"] > "2023-12":
            break
        run = [] if one["value"] is None else [*run, one["value"] ** 0.2]
    return run


def correlation(run, s, t):
    months = range(len(run) - 9)
    a, b = ([run[m + k] - run[m] for m in months] for k in (s, t))
    return sum(x * y for x, y in zip(a, b)) / math.sqrt(sum(x * x for x in a) * sum(y * y for y in b))


runs = [run for run in map(values, filter(None, series)) if len(run) >= 30]
print(f"| months s and t ({len(runs)} series) | mean correlation | √(s/t) |\n| --- | ---: | ---: |")
for s, t in pairs:
    print(f"| {s}, {t} | {statistics.mean(correlation(run, s, t) for run in runs):.2f} | {math.sqrt(s / t):.2f} |")
