#!/usr/bin/env python3
"""Sensitivity beside SALib: `trocha simulate sensitivity`, and SALib's own designs run by `--design`.

Usage: .tools/venv/bin/python Benchmarks/compare-salib.py TROCHA [INSTANCE] [ROWS]

Both draw their own points of the same ranges; the runs of SALib's points are averaged over ten seeds, since
each has random numbers of its own. Exit code 1 where intervals of 95 % do not overlap for more than one index
in ten.
"""
import csv
import json
import pathlib
import subprocess
import sys
import tempfile

import numpy
from SALib.analyze import morris as morris_analysis
from SALib.analyze import sobol as sobol_analysis
from SALib.sample import morris as morris_sample
from SALib.sample import sobol as sobol_sample

RANGES = {"max_move_speed": (100, 700), "conflict_movechance": (0.2, 1), "camp_movechance": (0.0001, 0.1),
          "camp_weight": (0.5, 20)}
SEEDS = 10


def answer(*arguments):
    return json.loads(subprocess.run(arguments, check=True, stdout=subprocess.PIPE).stdout)


def errors(trocha, instance, rows, folder):
    """The share counted elsewhere for each row of a design, averaged over seeds."""
    design = folder / "design.csv"
    with design.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(RANGES)
        writer.writerows(rows.tolist())
    total = numpy.zeros(len(rows))
    for seed in range(1, SEEDS + 1):
        table = folder / "errors.csv"
        subprocess.run(
            [trocha, "simulate", "flee", instance, "--design", design, "--errors", table, "--seed", str(seed),
             "--no-page", "--out", folder / "out"], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        with table.open() as file:
            total += [float(row["counted_elsewhere"]) for row in csv.DictReader(file)]
    return total / SEEDS


def main():
    trocha = sys.argv[1]
    instance = sys.argv[2] if len(sys.argv) > 2 else "examples/two-camps"
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 512
    problem = {"num_vars": len(RANGES), "names": list(RANGES), "bounds": [list(ends) for ends in RANGES.values()]}
    with tempfile.TemporaryDirectory() as path:
        folder = pathlib.Path(path)
        ranges = folder / "ranges.csv"
        ranges.write_text("setting,low,high,scale\n" + "".join(
            f"{name},{low},{high},linear\n" for name, (low, high) in RANGES.items()))
        common = [trocha, "simulate", "sensitivity", instance, "--parameters", ranges, "--output", "elsewhere",
                  "--json"]
        ours = answer(*common, "--method", "sobol", "--rows", str(count))
        rows = sobol_sample.sample(problem, count, calc_second_order=False, seed=1)
        theirs = sobol_analysis.analyze(
            problem, errors(trocha, instance, rows, folder), calc_second_order=False, seed=1)
        rows = morris_sample.sample(problem, 100, num_levels=4, seed=1)
        morris = morris_analysis.analyze(problem, rows, errors(trocha, instance, rows, folder), seed=1)
        screening = answer(*common, "--method", "morris", "--rows", "100")
    ours, screening = ours["findings"][0]["indices"], screening["findings"][0]["effects"]
    rows = [(f"{title} of {name}", ours[index][key], ours[index][key + "_low"], ours[index][key + "_high"],
             theirs[theirs_key][index], theirs[theirs_key + "_conf"][index])
            for key, theirs_key, title in (("first", "S1", "first"), ("total", "ST", "total"))
            for index, name in enumerate(RANGES)]
    rows += [(f"mean size of {name}", screening[index]["size"], screening[index]["size_low"],
              screening[index]["size_high"], morris["mu_star"][index], morris["mu_star_conf"][index])
             for index, name in enumerate(RANGES)]
    apart = 0
    print("| index | Trocha | SALib | overlap |\n| --- | ---: | ---: | --- |")
    for name, value, low, high, other, half in rows:
        overlaps = low <= other + half and other - half <= high
        apart += not overlaps
        print(f"| {name} | {value:.3f} ({low:.3f} to {high:.3f}) | {other:.3f} ({other - half:.3f} to "
              f"{other + half:.3f}) | {'yes' if overlaps else 'no'} |")
    sys.exit(apart * 10 > len(rows))


main()
