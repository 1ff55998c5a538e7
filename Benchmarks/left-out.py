#!/usr/bin/env python3
"""Writes docs/left-out.md from the result of `trocha simulate calibrate`.

Usage: Benchmarks/left-out.py calibration/calibration.json docs/left-out.md
"""
import json
import sys

INTRODUCTION = """# Settings found, judged on conflicts that were left out

`--settings trocha` was found on six conflicts as published by FabFlee (github.com/djgroen/FabFlee), and on no other:
no counts of another conflict were looked at for choosing settings, ranges or rules. It starts from the single setting of
FLEE's published validation sweep (`--settings flee`), and looks for fourteen of its numbers. [fitting.md](fitting.md) says
how.

```
trocha simulate calibrate mali2012 tigray2020 burundi2015 venezuela2022 car2013 ssudan2013 --settings flee \\
  --hasten 40 --first 240 --later 30 --generations 7 --kept 20
Benchmarks/left-out.py calibration/calibration.json docs/left-out.md
```

Errors are the share of people counted elsewhere than simulated, and the error as FLEE computes it
([validation.md](validation.md)). *Published* is `--settings flee`; *best* the best single setting that was found;
*ensemble* the weighted mean of the {kept} best. One run each, at full size or with 100,000 simulated people, seed {seed}.

An earlier search looked for ten numbers, without how full a camp may be (`capacity_scaling`), the power and the softening
of weights and the decay of setting out. Left out, its best settings had an error as FLEE computes it of 0.356, and
fewer people elsewhere than the published setting in 3 of 6. The four numbers were added after 160 settings of every
number and flag had been tried on these six conflicts.
"""


def number(value):
    return "–" if value is None else f"{value:.3f}"


def mean(values):
    return sum(values) / len(values)


def errors(scores):
    kinds = ("published", "best", "ensemble")
    lines = ["| conflict | elsewhere: published | best | ensemble | as FLEE: published | best | ensemble |",
             "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"]
    rows = [[score["conflict"]] + [score[kind][key] for key in ("elsewhere", "as_flee") for kind in kinds]
            for score in scores]
    rows.append(["mean"] + [mean(column) for column in list(zip(*rows))[1:]])
    lines += [f"| {row[0]} | " + " | ".join(number(value) for value in row[1:]) + " |" for row in rows]
    better = [sum(score["best"][key] < score["published"][key] for score in scores)
              for key in ("as_flee", "elsewhere")]
    lines.append(f"\nThe best single setting has a smaller error as FLEE computes it in {better[0]} of {len(scores)}, "
                 f"and fewer people elsewhere in {better[1]}.")
    worse = [score["conflict"] for score in scores if score["best"]["elsewhere"] > score["published"]["elsewhere"]]
    if worse:
        lines.append(f"It fails, with more people elsewhere than the published setting, in {', '.join(worse)}.")
    return "\n".join(lines)


def bands(scores):
    lines = ["| conflict left out | camps | counts in the band of 80 % | of 95 % |", "| --- | ---: | ---: | ---: |"]
    lines += [f"| {score['conflict']} | {len(score['camps'])} | {score['in80']:.0%} | {score['in95']:.0%} |"
              for score in scores]
    lines.append(f"| mean | {sum(len(score['camps']) for score in scores)} | "
                 f"{mean([score['in80'] for score in scores]):.0%} | {mean([score['in95'] for score in scores]):.0%} |")
    return "\n".join(lines)


def camps(score):
    lines = [f"### {score['conflict']}\n",
             "| camp | difference: published | ensemble | counted on the last day | simulated (band of 80 %) |",
             "| --- | ---: | ---: | ---: | ---: |"]
    for camp in score["camps"]:
        lines.append(f"| {camp['camp']} | {number(camp.get('published'))} | {number(camp.get('ensemble'))} | "
                     f"{camp['counted']:,} | {camp['mean']:,.0f} ({camp['low']:,.0f}–{camp['high']:,.0f}) |")
    return "\n".join(lines)


def found(answer):
    best = answer["ensemble"][0]["values"]
    lines = ["| setting | looked for in | best | ensemble: lowest | highest |", "| --- | --- | ---: | ---: | ---: |"]
    for setting in answer["settings"]:
        values = [member["values"][setting["setting"]] for member in answer["ensemble"]]
        name = setting["setting"]
        lines.append(f"| {name} | {setting['low']:g}–{setting['high']:g} ({setting['scale']}) | {best[name]:.4g} | "
                     f"{min(values):.4g} | {max(values):.4g} |")
    return "\n".join(lines)


def main():
    answer = json.load(open(sys.argv[1], encoding="utf-8"))
    left_out = answer["left_out"]
    parts = [
        INTRODUCTION.format(kept=len(answer["ensemble"]), seed=answer["seed"]),
        "## Left out\n\nEach conflict with settings that were found on the other five.\n", errors(left_out),
        "\n## The ensemble's bands\n\nThe share of the camps' daily counts after day 0 that lie in them. "
        "A band is as wide as 80 % or 95 % of the counts of the other five conflicts ask for.\n",
        bands(left_out),
        "\n## Fitted\n\nThe same conflicts with `--settings trocha` and its ensemble, which were found on all six: this "
        "says less.\n", errors(answer["fitted"]),
        "\n## The settings\n", found(answer),
        "\n## Every camp, left out\n\nThe difference is the mean over the days of the absolute difference as a share of "
        "the count.\n", "\n\n".join(camps(score) for score in left_out)]
    with open(sys.argv[2], "w", encoding="utf-8") as file:
        file.write("\n".join(parts) + "\n")


main()
