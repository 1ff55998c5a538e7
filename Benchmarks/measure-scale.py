#!/usr/bin/env python3
"""Measures how runs and people are shared among processes, on this machine.

    Benchmarks/measure-scale.py [--processes 2] [--factor 5000] [--repeats 3]

Needs .build/release/trocha and trocha-mpi (`make mpi`). Each line is the best of the repeats; efficiency is the
time of one process, divided by the time of n and by n. Then the bytes and seconds that docs/scale.md starts its
figures on paper from.
"""
import argparse
import json
import os
import pathlib
import shutil
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROGRAMS = ROOT / ".build/release"
ENVIRONMENT = {
    **os.environ, "OMPI_ALLOW_RUN_AS_ROOT": "1", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1",
    "OMPI_MCA_rmaps_base_oversubscribe": "1",
}


def larger(folder, factor, has_capacities):
    """The example with so many times its people."""
    copy = folder / f"two-camps-{factor}-{'full' if has_capacities else 'room'}"
    shutil.copytree(ROOT / "examples/two-camps", copy)
    for path in (copy / "source_data").glob("*.csv"):
        if path.name != "data_layout.csv":
            rows = [line.split(",") for line in path.read_text().split()]
            path.write_text("".join(f"{day},{int(count) * factor}\n" for day, count in rows))
    path = copy / "input_csv/locations.csv"
    rows = [line.split(",") for line in path.read_text().split()]
    for row in rows[1:]:
        is_camp = row[5] == "camp"
        row[7] = "-1" if is_camp and not has_capacities else str(int(row[7]) * factor)
    path.write_text("".join(",".join(row) + "\n" for row in rows))
    return copy


def best(repeats, processes, instance, folder, *options):
    """Least seconds of the simulation, and the summary."""
    summaries = []
    for _ in range(repeats):
        program = (["mpirun", "-n", str(processes), PROGRAMS / "trocha-mpi"] if processes
                   else [PROGRAMS / "trocha"])
        threads = [] if processes else ["--threads", "1"]
        subprocess.run([*program, "simulate", "flee", instance, "--no-page", "--out", folder / "out",
                        *threads, *options], check=True, env=ENVIRONMENT, stdout=subprocess.DEVNULL)
        summaries.append(json.loads((folder / "out/summary.json").read_text()))
    return min(summaries, key=lambda summary: summary["seconds"])


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--factor", type=int, default=5000)
    parser.add_argument("--repeats", type=int, default=3)
    options = parser.parse_args()
    folder = pathlib.Path(tempfile.mkdtemp())
    n = options.processes
    cases = [
        ("200 runs, two-camps with 100 times its people", larger(folder, 100, True), ["--runs", "200"]),
        ("one run, camps without capacities", larger(folder, options.factor, False), []),
        ("one run, camps that fill up", larger(folder, options.factor, True), []),
    ]
    print(f"| work | person-days | trocha, s | {n} processes, s | efficiency | megabytes each |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for name, instance, more in cases:
        one = best(options.repeats, 0, instance, folder, *more)
        several = best(options.repeats, n, instance, folder, *more)
        print(f"| {name} | {one['person_days']:,} | {one['seconds']:.2f} | {several['seconds']:.2f} | "
              f"{one['seconds'] / several['seconds'] / n:.0%} | "
              f"{one['peak_megabytes']:.0f} / {several['peak_megabytes']:.0f} |", flush=True)
    instance = cases[0][1]
    for number in (1, 1000):
        best(1, 0, instance, folder, "--runs", str(number * 2), "--shard", "1/2")
        size = (folder / "out/ensemble.checkpoint").stat().st_size
        print(f"A part with {number} runs of 4 places and 40 days: {size:,} bytes.")
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
