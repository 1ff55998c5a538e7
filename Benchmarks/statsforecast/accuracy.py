"""Forecasts of statsforecast's automatic models from rolling origins, beside every method of trocha.

Usage: accuracy.py RAW.csv     the peers' forecasts are written to RAW.csv, the table to standard output
Where a peer fails, persistence stands in for it, and the failures are counted.
"""

import csv
import json
import subprocess
import sys
import warnings

import numpy as np
from statsforecast.models import AutoARIMA, AutoCES, AutoETS, AutoTheta, Naive

import record

SEASON = 12
MODELS = {
    "AutoETS": lambda: AutoETS(season_length=SEASON),
    "AutoARIMA": lambda: AutoARIMA(season_length=SEASON),
    "AutoTheta": lambda: AutoTheta(season_length=SEASON),
    "AutoCES": lambda: AutoCES(season_length=SEASON),
    "persistence": Naive,
}
MEANED = ["AutoETS", "AutoARIMA", "AutoTheta", "AutoCES"]


def quantiles(make, values, months):
    answer = make().forecast(np.asarray(values), h=months, level=[80, 95])
    names = ["lo-95", "lo-80", "mean", "hi-80", "hi-95"]
    return np.stack([np.asarray(answer[name], dtype=float) for name in names], axis=1)


def forecasts(values, months, failures):
    """By method and scale, quantiles by month ahead; where a model fails, those of persistence."""
    found = {}
    for scale in ("raw", "log"):
        past = np.log1p(values) if scale == "log" else np.asarray(values, dtype=float)
        for name, make in reversed(MODELS.items()):
            try:
                rows = quantiles(make, past, months)
                if not np.isfinite(rows).all():
                    raise ValueError("not finite")
            except Exception as error:  # a peer's failure is counted, and its forecast stood in for
                failures.append(f"{name} {scale}: {error}")
                rows = None
            if rows is None:
                found[name, scale] = found["persistence", scale]
                continue
            if scale == "log":
                rows = np.expm1(np.minimum(rows, 40))
            found[name, scale] = np.maximum(rows, 0)
        found["mean of four", scale] = np.mean([found[name, scale] for name in MEANED], axis=0)
    return found


def scaled(past):
    changes = np.abs(np.diff(past))
    return changes.mean() if len(changes) else 0.0


def pinball(levels, rows, actual):
    gap = actual[:, None] - rows
    return np.maximum(levels * gap, (levels - 1) * gap)


def scores(cases):
    """Of one method's cases: (series, horizon, quantiles, actual, scale of the errors)."""
    levels = np.array(record.LEVELS)
    losses, errors = [], []
    for name in sorted({case[0] for case in cases}):
        own = [case for case in cases if case[0] == name]
        rows, actual = np.array([case[2] for case in own]), np.array([case[3] for case in own])
        if actual.sum() > 0:
            losses.append(2 * pinball(levels, rows, actual).sum() / actual.sum() / len(levels))
        errors.append(np.mean([abs(c[3] - c[2][2]) / c[4] if c[4] > 0 else 0 for c in own]))
    rows, actual = np.array([case[2] for case in cases]), np.array([case[3] for case in cases])
    inside = lambda low, high: float(np.mean((rows[:, low] <= actual) & (actual <= rows[:, high])))
    return {"n": len(cases), "wql": float(np.mean(losses)), "mase": float(np.mean(errors)),
            "coverage80": inside(1, 3), "coverage95": inside(0, 4)}


def run(raw):
    cases, failures = {}, []
    with open(raw, "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(
            "series,origin,horizon,method,scale,q025,q10,q50,q90,q975,actual".split(","))
        for name in record.BACKTEST:
            months, values = record.series(name)
            for index, origin in enumerate(months):
                if not record.FIRST <= origin <= record.LAST:
                    continue
                past = values[:index + 1]
                ahead = min(6, len(values) - 1 - index)
                for (method, scale), rows in forecasts(past, ahead, failures).items():
                    for step in range(ahead):
                        actual = values[index + 1 + step]
                        writer.writerow([name, origin, step + 1, method, scale,
                                         *(f"{q:.3f}" for q in rows[step]), actual])
                        cases.setdefault((method, scale), []).append(
                            (name, step + 1, rows[step], actual, scaled(past)))
            file.flush()
            print(f"done {name}", file=sys.stderr, flush=True)
    return cases, failures


def own_scores(reach):
    answer = subprocess.run(
        [record.TROCHA, "backtest", *record.BACKTEST, "--from", record.FIRST, "--to", record.LAST,
         "--horizons", f"1-{reach}", "--json"], check=True, capture_output=True, text=True).stdout
    return json.loads(answer)["methods"]


def row(name, scale, s):
    return (f"{name:16} {scale:5} {s['n']:5} {s['wql']:7.4f} {s['mase']:7.3f} "
            f"{s['coverage80']:6.3f} {s['coverage95']:6.3f}")


def table(cases):
    lines = []
    for reach in (3, 6):
        lines.append(f"horizons 1-{reach}")
        lines.append(
            f"{'method':16} {'scale':5} {'n':>5} {'WQL':>7} {'MASE':>7} {'in80':>6} {'in95':>6}")
        peers = {
            key: scores([case for case in rows if case[1] <= reach]) for key, rows in cases.items()}
        lines += [row(*key, peers[key]) for key in sorted(peers)]
        own = own_scores(reach)
        lines += [row(s["method"], "own", s) for s in own]
        best = min(peers, key=lambda key: peers[key]["wql"])
        for s in own:
            if s["n"] != peers[best]["n"]:
                lines.append(f"{s['method']}: forecasts other series, and is not compared")
                continue
            lines.append(f"{s['method']}: weighted quantile loss "
                         f"{100 * (s['wql'] / peers[best]['wql'] - 1):+.1f} % against the best peer, "
                         f"{best[0]} on {best[1]} counts")
    return "\n".join(lines)


if __name__ == "__main__":
    warnings.filterwarnings("ignore")
    found, failed = run(sys.argv[1])
    print(table(found))
    print(f"failures stood in for by persistence: {len(failed)}")
    for line in sorted(set(failed)):
        print(f"  {failed.count(line)} × {line}")
