"""Measures the engines on made-up instances: people at rest, people on the move, growing numbers.

Usage: measure-movement.py TROCHA_BINARY [PYTHON_WITH_FLEE]

With a Python that has flee==3.1 (compare-flee.sh makes one), FLEE runs one of the instances too. Each figure is the median of five runs on one core, shown beside the speed at which the same core
copies memory in the same minute.
"""

import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

REST = """#name,region,country,lat,lon,location_type,conflict_date,population
T,r,home,10,-70,town,,0
C,r,home,10,-71,camp,,-1
"""
RING = "#name,region,country,lat,lon,location_type,conflict_date,population\n" + "".join(
    f"P{i},r,home,{10 + i},-70,{'conflict_zone' if i == 0 else 'town'},0,1000000\n" for i in range(12)
)


def write(folder, places, roads, people, days, settings, camp):
    """An instance in which everybody is there on day 0, in a camp or at the first place."""
    for part in ("input_csv", "source_data"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    (folder / "input_csv/locations.csv").write_text(places)
    (folder / "input_csv/routes.csv").write_text("#name1,name2,distance,forced_redirection\n" + roads)
    (folder / "input_csv/closures.csv").write_text("#type,name1,name2,start,end\n")
    (folder / "input_csv/sim_period.csv").write_text(f"StartDate,2023-01-01\nLength,{days}\n")
    (folder / "source_data/data_layout.csv").write_text(f"total,t.csv\n{camp},t.csv\n")
    (folder / "source_data/t.csv").write_text(f"2023-01-01,{people}\n2024-01-01,{people}\n")
    (folder / "simsetting.yml").write_text(settings)


def run(trocha, folder, *options, core="0"):
    """Median seconds and person-days of five runs, and the most memory held."""
    summaries = []
    for seed in range(1, 6):
        command = ["taskset", "-c", core, trocha, "simulate", "flee", str(folder), "--no-page"]
        command += ["--seed", str(seed), "--out", str(folder / "out"), "--json", *options]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        summaries.append(json.loads(done.stdout))
    middle = statistics.median(s["seconds"] for s in summaries)
    return middle, summaries[0]["person_days"], max(s["peak_megabytes"] for s in summaries)


def copied_per_second():
    """Bytes that a core copies in a second, from 256 MB to 256 MB."""
    source, target = bytearray(1 << 28), bytearray(1 << 28)
    times = []
    for _ in range(7):
        begin = time.perf_counter()
        memoryview(target)[:] = source
        times.append(time.perf_counter() - begin)
    return (1 << 28) / statistics.median(times)


def line(name, seconds, person_days, megabytes):
    print(f"{name:<44}{seconds:>9.3f} s {person_days / seconds:>10.3g} person-days/s {megabytes:>6.0f} MB")


def at_rest(trocha, root):
    write(root / "rest", REST, "T,C,100,\n", 1_000_000, 300, "move_rules: {camp_movechance: 0.001}\n", "C")
    line("person, 10⁶ in a camp, 300 days", *run(trocha, root / "rest"))


def on_the_move(trocha, root):
    roads = "".join(f"P{i},P{(i + 1) % 12},{150 + 40 * i},\n" for i in range(12))
    moving = (
        "spawn_rules: {insert_day0: false, sum_from_camps: false}\n"
        "move_rules: {default_movechance: 1.0, max_move_speed: 200.0}\n"
    )
    for exponent in (4, 5, 6):
        folder = root / f"ring{exponent}"
        write(folder, RING, roads, 10**exponent, 60, moving, "P1")
        line(f"person, 10^{exponent} on the move, 60 days", *run(trocha, folder))
    for exponent in (4, 5, 6, 8):
        folder = root / f"ring{exponent}"
        write(folder, RING, roads, 10**exponent, 60, moving, "P1")
        line(f"cohort, 10^{exponent} on the move, 60 days", *run(trocha, folder, "--engine", "cohort"))
    for threads, core in ((1, "0"), (2, "0,1")):
        seconds, days, peak = run(
            trocha, root / "ring5", "--runs", "16", "--threads", str(threads), core=core
        )
        line(f"person, 16 runs of 10^5, {threads} thread(s)", seconds, days, peak)


def flee(python, root):
    """FLEE 3.1 on the ring with 10⁵ people, beside the engines above."""
    script = pathlib.Path(__file__).with_name("run-flee.py")
    folder = root / "ring5"
    command = ["taskset", "-c", "0", python, str(script), str(folder), str(folder / "simsetting.yml")]
    answer = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    line("FLEE 3.1, 10^5 on the move, 60 days, one run", answer["seconds"], answer["person_days"], answer["peak_mb"])


def main():
    trocha = os.path.abspath(sys.argv[1])
    print(f"memory copied by one core: {copied_per_second() / 1e9:.1f} GB/s")
    with tempfile.TemporaryDirectory() as scratch:
        root = pathlib.Path(scratch)
        write(root / "ring5", RING, "", 1, 1, "", "P1")
        at_rest(trocha, root)
        on_the_move(trocha, root)
        if len(sys.argv) > 2:
            flee(os.path.abspath(sys.argv[2]), root)


if __name__ == "__main__":
    main()
