#!/usr/bin/env python3
"""How the methods of `trocha effect` do where nothing is known to have happened.

Usage: measure-effect.py TROCHA

Twelve nationalities before Border Patrol, six dates from December 2021 to March 2023, the three months
after each, every scale, fits of 24 and of 36 months: how far the counterfactuals were from what came, and
how often the intervals of 95 % held it. Some of the dates lie near policies that touched one or another of
the nationalities, so no method can be right every time; the scales and lengths share the same cases.
"""
import json
import math
import statistics
import subprocess
import sys

TABLE = "measure=encounters place=us-southwest-border component=usbp nationality="
NATIONALITIES = "VEN COL CUB ECU GTM HND IND MEX NIC PER BRA SLV".split()
DATES = ["2021-12-05", "2022-03-05", "2022-06-05", "2022-09-05", "2022-12-05", "2023-03-05"]


def answer(nationality, on, scale, months):
    year, month = int(on[:4]), int(on[5:7])
    first = max(year * 12 + month - 1 - months, 2019 * 12 + 9)
    words = ["effect", TABLE + nationality, "--on", on, "--scale", scale, "--from",
             f"{first // 12:04d}-{first % 12 + 1:02d}", "--json"]
    run = subprocess.run([sys.argv[1], *words], capture_output=True, text=True)
    return json.loads(run.stdout) if run.returncode == 0 else None


def main():
    results = {}
    for scale in ("levels", "log", "scaled"):
        for months in (24, 36):
            for on in DATES:
                for nationality in NATIONALITIES:
                    report = answer(nationality, on, scale, months)
                    for method in (report or {"methods": []})["methods"]:
                        if not method["months"]:
                            continue
                        told = method["months"]
                        total = method["total"]
                        results.setdefault((method["method"], scale, months), []).append((
                            abs(math.log((total["actual"] + 1) / (max(0, total["counterfactual"]) + 1))),
                            sum(m["low"] <= 0 <= m["high"] for m in told if m["low"] is not None),
                            sum(m["low"] is not None for m in told)))
    print(f"{'method':28} {'scale':7} months  cases  |log ratio|: mean  median  in 95 %")
    for (method, scale, months), rows in sorted(results.items()):
        held = sum(r[1] for r in rows) / max(1, sum(r[2] for r in rows))
        logs = [r[0] for r in rows]
        print(f"{method:28} {scale:7} {months:6} {len(rows):6} {statistics.mean(logs):18.2f} "
              f"{statistics.median(logs):7.2f} {held:8.2f}")


main()
