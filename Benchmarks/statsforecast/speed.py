"""Seconds that Trocha's models and statsforecast's take over every series of the record, one core each.

Usage: speed.py [EVERY]     every EVERY-th series, 1 when left out
Both sides forecast six months with bands of 80 and 95 % on raw counts, once to get warm and once timed.
"""

import json
import subprocess
import sys
import time
import warnings

import numpy as np
from statsforecast.models import AutoARIMA, AutoETS, AutoTheta

import record

PEERS = {"ets": AutoETS, "theta": AutoTheta, "arima": AutoARIMA}


def ours(series):
    text = json.dumps([{"name": name, "values": values} for name, values in series.items()])
    answer = subprocess.run(
        [record.MEASURE, "time"], input=text, check=True, capture_output=True, text=True).stdout
    return json.loads(answer)


def theirs(series, make):
    model = make(season_length=12)
    # There is nothing to compile: a few series suffice to get warm.
    for values in list(series)[:5]:
        model.forecast(np.asarray(values), h=6, level=[80, 95])
    begin = time.perf_counter()
    for values in series:
        model.forecast(np.asarray(values), h=6, level=[80, 95])
    return time.perf_counter() - begin


def main(every):
    series = dict(list(record.all_series().items())[::every])
    lengths = sorted(len(values) for values in series.values())
    print(f"{len(series)} series of {lengths[0]} to {lengths[-1]} months")
    print(f"{'model':8} {'trocha':>9} {'statsforecast':>14} {'times faster':>13}")
    taken = ours(series)
    total = [0.0, 0.0]
    for name, make in PEERS.items():
        peer = theirs(series.values(), make)
        total = [total[0] + taken[name], total[1] + peer]
        print(f"{name:8} {taken[name]:8.2f}s {peer:13.2f}s {peer / taken[name]:13.1f}", flush=True)
    print(f"{'all':8} {total[0]:8.2f}s {total[1]:13.2f}s {total[1] / total[0]:13.1f}")


if __name__ == "__main__":
    warnings.filterwarnings("ignore")
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
