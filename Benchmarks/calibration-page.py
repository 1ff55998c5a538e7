"""Writes docs/calibration.md from what `trocha calibrate --json` found.

Usage: calibration-page.py REPORT LATER TRACK: the report of the posterior that ships, that of a calibration to
more months, and the corridor's track-record.json.
"""
import json
import math
import sys

report, later, track = (json.load(open(name)) for name in sys.argv[1:4])


def short(value):
    digits = 0 if abs(value) >= 100 else 2 if abs(value) >= 1 else 3
    return f"{value:,.{digits}f}"


def percent(part):
    return f"{100 * part:.0f} %"


IDENTIFIED = {"identified": "yes", "not-identified": "no", "in-part": "in part"}


print(f"""# Calibrate

```sh
trocha calibrate --members 20 --steps 1 --through 2022-03 --validate 2022-04 --out calibration
```

`trocha calibrate` calibrates the parameters of a corridor's movement to its monthly series by the ensemble
smoother with multiple data assimilation (Emerick and Reynolds, Computers & Geosciences 55, 2013). An
ensemble of parameters is run and updated towards the record in four steps. Each step uses the covariances of
parameters and predictions, with the variances of the errors enlarged by four. Counts are compared as
log(count + 50).

There are two rounds, each starting from the prior. Between them the discrepancy between model and record is
estimated for each series: the mean squared distance of the record from the ensemble's mean, less the
ensemble's own variance. Predictions include it as a log-normal factor. Months after the training period are
never used.

The command runs on all cores and gives the same result for any number of threads. When it is interrupted it
writes a checkpoint, from which `--resume` continues.

This page was written by `Benchmarks/validate-corridor.sh`: `{report["command"]}`.
Training {report["training"]}, validation {report["validation"]}.

## What the record identifies

*Narrowing* is the spread after the calibration divided by the spread before. Below 0.5 the record identifies
the parameter. Below 0.85 it identifies it in part. Above that the result is little more than the prior. A
parameter *goes with* others when their draws have a correlation above 0.6.

| parameter | before (8 in 10) | after (8 in 10) | narrowing | identified | goes with |
| --- | --- | --- | --- | --- | --- |""")
for p in report["parameters"]:
    before = f"{short(p['prior'][1])} – {short(p['prior'][3])}"
    after = f"{short(p['posterior'][1])} – {short(p['posterior'][3])}"
    print(
        f"| {p['label']} | {before} | {after} | {p['narrowing']:.2f} "
        f"| {IDENTIFIED.get(p['verdict'], p['verdict'])} | {', '.join(p['goes_with'])} |"
    )


def scores(report):
    print(
        "| series | fitted months in band | discrepancy | lasts | later months in band | loss: model | persistence "
        "| regression |\n| --- | --- | --- | --- | --- | --- | --- | --- |")
    for s in report["series"]:
        v = s["validation"]
        print(
            f"| {s['label']} | {percent(s['training_coverage80'])} | × {math.exp(s['discrepancy']):.2f} "
            f"| {s['persistence']:.2f} | {percent(v['coverage80'])} of {v['months']} | {v['model']:.3f} "
            f"| {v['persistence']:.3f} | {v['regression']:.3f} |"
        )


print("""
## How it covers and forecasts

For the fitted months the table shows how many of them are in the 80 % band. For the later months only the
actual entries at the Darién are given. There the table shows the coverage of the band and the weighted
quantile loss (smaller is better), compared with two other forecasts that were fitted to the same training
months: persistence, and a regression on the Darién's figures of the same month and the two before. *Lasts* is
the correlation of the discrepancy of a month and the next; what-ifs go on from how far each run is off in the last
month that is known.
""")
scores(report)
print("""
Persistence is the last fitted month, with the quantiles of the past changes over as many months. Its bands are
wide because the training months include changes by a factor of ten within months.

The model failed in one respect: it did not foresee how far Border Patrol encounters fell after December 2023,
when Mexico stepped up interception. The model has that enforcement as a policy, but nothing in the training
months could narrow its prior, and the fall was steeper than the prior allows.
""")
print(f"""### Calibrated to more months

`{later["command"]}`: training {later["training"]}, validation {later["validation"]}. Parameters of this calibration do
not ship, since most questions are about earlier days.
""")
scores(later)
print(f"""
## Totals from every origin

`{track["command"]}`: from each month from {track["from"]} to {track["to"]}, with the figures, policies and outlook of
the day on which it became known, and parameters calibrated to months known by then. *Width* is that of the band of
8 in 10, and *middle* the median, each as a mean over the mean of what came; the loss is the weighted quantile loss.

| total | months | origins | by | in 80 % | width | middle | loss |
| --- | ---: | ---: | --- | ---: | ---: | ---: | ---: |""")
labels = {s["id"]: s["label"] for s in report["series"]}
for s in track["scores"]:
    for name, key in (("what-if", "model"), ("outlook", "outlook"), ("last value", "persistence")):
        m = s[key]
        print(
            f"| {labels.get(s['series'], 'Darién transits')} | {s['months']} | {s['origins']} | {name} "
            f"| {percent(m['coverage80'])} | {m['width']:.2f} | {m['middle']:.2f} | {m['loss']:.3f} |")
print("""
## Months

Medians and 80 % bands, with the counts.
""")
for s in report["series"]:
    print(f"### {s['label']}\n\n| month | counted | 10 % | median | 90 % |\n| --- | --- | --- | --- | --- |")
    for m in s["months"]:
        counted = "" if m.get("actual") is None else f"{m['actual']:,.0f}"
        q = m["quantiles"]
        mark = "" if m["training"] else " *"
        print(f"| {m['month']}{mark} | {counted} | {q[1]:,.0f} | {q[2]:,.0f} | {q[3]:,.0f} |")
    print("\n\\* after the training period\n")
print("## People in Mexico implied by the model\n")
print("At the end of the month, everywhere in the country and on roads to it. No source publishes this number.\n")
print("| month | 10 % | median | 90 % |\n| --- | --- | --- | --- |")
for m in report["stocks"]:
    q = m["quantiles"]
    print(f"| {m['month']} | {q[1]:,.0f} | {q[2]:,.0f} | {q[3]:,.0f} |")
