#!/usr/bin/env python3
"""Makes small random instances, runs FLEE and Trocha on each, and prints those on which the two differ.

Usage: Benchmarks/random-instances.py [options]
  --from N       number of the first instance (default 1); an instance is made from its number alone
  --count N      how many (default 100)
  --flee-runs R  runs of FLEE for each (default 60)
  --runs R       runs of Trocha for each (default 400)
  --engine       person, cohort or both (default both)
  --keep DIR     keeps the folders of instances that differ
  --alpha A      chance of a false alarm for an instance (default 0.001)

Environment:
  TROCHA_BINARY  a built trocha (default: .build/release/trocha)
  FLEE           a virtual environment with FLEE 3.1, or a clone of FLEE (default: .tools/flee)

Means of every place are compared on four days. The difference is divided by its standard error, from the
pooled variance of both; the largest of all must stay below the limit for so many comparisons (Bonferroni). An
instance above it is run again with other seeds and four times as many runs, and differs only if it is above
the limit again. With FLEE 3.1 four rules
that its main branch has changed are put in as main has them (run-flee-places.py, FLEE_AS_MAIN).
"""

import argparse
import csv
import importlib.util
import json
import math
import os
import statistics
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)


def maker():
    spec = importlib.util.spec_from_file_location("make", os.path.join(HERE, "make-random-instance.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--from", type=int, default=1, dest="first")
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--flee-runs", type=int, default=60)
    parser.add_argument("--runs", type=int, default=400)
    parser.add_argument("--engine", choices=["person", "cohort", "both"], default="both")
    parser.add_argument("--keep")
    parser.add_argument("--alpha", type=float, default=0.001)
    return parser.parse_args()


class Stopped(Exception):
    """One of the programs does not run the instance, with its last words."""


def last_words(done):
    lines = [line for line in (done.stderr or done.stdout).strip().splitlines() if line.strip()]
    return lines[-1][:200] if lines else f"exit code {done.returncode}"


def flee_means(folder, days, runs, seed):
    flee = os.environ.get("FLEE", os.path.join(ROOT, ".tools", "flee"))
    python = os.path.join(flee, "bin", "python")
    environment = dict(os.environ, FLEE_AS_MAIN="1")
    if not os.path.exists(python):
        python = sys.executable
        environment["PYTHONPATH"] = flee
    done = subprocess.run(
        [python, os.path.join(HERE, "run-flee-places.py"), folder, os.path.join(folder, "simsetting.yml"),
         str(days), str(runs), str(seed)], capture_output=True, text=True, env=environment, timeout=900)
    if done.returncode != 0:
        raise Stopped(last_words(done))
    return {(int(day), place): (float(mean), float(variance), int(number))
            for day, place, mean, variance, number in csv.reader(done.stdout.splitlines())}


def trocha_means(folder, engine, runs, seed):
    trocha = os.environ.get("TROCHA_BINARY", os.path.join(ROOT, ".build", "release", "trocha"))
    with tempfile.TemporaryDirectory() as out:
        done = subprocess.run(
            [trocha, "simulate", "flee", folder, "--runs", str(runs), "--seed", str(seed), "--engine", engine,
             "--no-page", "--out", out], capture_output=True, text=True, timeout=900)
        if done.returncode != 0:
            raise Stopped(last_words(done))
        with open(os.path.join(out, "ensemble.csv"), newline="", encoding="utf-8") as file:
            return {(int(row["day"]), row["place"]):
                    (float(row["mean"]), float(row["variance"]), int(row["runs"]))
                    for row in csv.DictReader(file)}


def scores(ours, theirs, days):
    """(score, day, place, our mean, FLEE's mean) for each comparison."""
    for (day, place), (mean, variance, number) in sorted(theirs.items()):
        if day not in days:
            continue
        if (day, place) not in ours:
            raise Stopped(f"no row for day {day}, {place}")
        other, spread, runs = ours[day, place]
        total = number + runs
        pooled = ((number - 1) * variance + (runs - 1) * spread
                  + (mean - other) ** 2 * number * runs / total) / (total - 1)
        difference = abs(mean - other)
        score = difference / math.sqrt(pooled * (1 / number + 1 / runs)) if pooled > 0 else 0
        yield score, day, place, other, mean


def worst(ours, theirs, days, alpha):
    """The largest score, and the limit that a largest of so many exceeds with the chance alpha."""
    found = list(scores(ours, theirs, days))
    limit = statistics.NormalDist().inv_cdf(1 - alpha / 2 / max(1, len(found)))
    return max(found), limit


def verdict(folder, engine, days, options, kept):
    """None where both agree, else what differs most."""
    at = sorted({max(0, days * part // 4 - 1) for part in (1, 2, 3, 4)})
    for again in (0, 1):
        if again not in kept:
            kept[again] = flee_means(folder, days, options.flee_runs * (1 + 3 * again), 1 + again * 100_000)
        ours = trocha_means(folder, engine, options.runs * (1 + 3 * again), 1 + again)
        found, limit = worst(ours, kept[again], at, options.alpha)
        if found[0] <= limit:
            return None
    score, day, place, our, their = found
    return f"{place} on day {day}: {our:.2f}, FLEE {their:.2f} (score {score:.1f}, limit {limit:.1f})"


def examine(number, make, options, tally, used):
    with tempfile.TemporaryDirectory() as scratch:
        folder = os.path.join(os.path.abspath(options.keep) if options.keep else scratch, f"instance-{number}")
        days, features = make.write(number, folder)
        engines = ["person", "cohort"] if options.engine == "both" else [options.engine]
        differs, kept = False, {}
        for engine in engines:
            try:
                what = verdict(folder, engine, days, options, kept)
                result = "differs" if what else "equal"
            except Stopped as fault:
                who = "Trocha refuses" if 0 in kept else "FLEE stops"
                result, what = who, str(fault)
            key = (engine, result)
            tally[key] = tally.get(key, 0) + 1
            differs = differs or result == "differs"
            if result != "equal":
                print(f"{number} {engine}: {result}. {what}" + (
                    f"\n   {json.dumps(features, ensure_ascii=False)}" if result == "differs" else ""), flush=True)
        for feature in features:
            used.setdefault(feature, [0, 0])[differs] += 1
        if options.keep and not differs:
            subprocess.run(["rm", "-r", folder], check=False)


def main():
    options = arguments()
    make, tally, used = maker(), {}, {}
    for number in range(options.first, options.first + options.count):
        examine(number, make, options, tally, used)
    print(f"\nInstances {options.first} to {options.first + options.count - 1}:")
    for (engine, result), number in sorted(tally.items()):
        print(f"  {engine}: {number} {result}")
    print("What is in them: equal, differs")
    for feature, (equal, different) in sorted(used.items(), key=lambda item: -item[1][1]):
        print(f"  {feature}: {equal}, {different}")


if __name__ == "__main__":
    main()
