#!/usr/bin/env python3
"""Measures `trocha screen --situations` for 10,000 different people: processor seconds, user and system.

    Benchmarks/measure-screening.py .build/release/trocha
"""
import itertools
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import time

ROWS = 10_000


def table() -> str:
    """Different days, nationalities and ways of arrival, as a table of an adviser has them."""
    nationalities = itertools.cycle(["VEN", "CUB", "HTI", "NIC", "COL", "HND"])
    ways = itertools.cycle(["between-ports", "port-of-entry", "air", "between-ports"])
    rows = ["nationality,in,arrived,arrival,tps-registered"]
    for number in range(ROWS):
        year, rest = divmod(number, 336)
        month, day = divmod(rest, 28)
        registered = "yes" if number % 3 else "no"
        rows.append(
            f"{next(nationalities)},USA,{1995 + year}-{month + 1:02}-{day + 1:02},{next(ways)},{registered}"
        )
    return "\n".join(rows) + "\n"


def main() -> None:
    program = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ".build/release/trocha").resolve()
    with tempfile.TemporaryDirectory() as folder:
        people = os.path.join(folder, "people.csv")
        pathlib.Path(people).write_text(table())
        for name, options in [("summary", []), ("rows", ["--csv"]), ("two days", ["--compare", "2025-11-08"])]:
            line = [str(program), "screen", "--situations", people, "--on", "2025-11-07", *options]
            best = None
            for _ in range(5):
                before = resource.getrusage(resource.RUSAGE_CHILDREN)
                start = time.monotonic()
                subprocess.run(line, check=True, stdout=subprocess.DEVNULL)
                wall = time.monotonic() - start
                after = resource.getrusage(resource.RUSAGE_CHILDREN)
                spent = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
                best = min(best or (spent, wall), (spent, wall))
            print(f"{name}: {best[0]:.2f} s of the processor, {best[1]:.2f} s by the clock")


if __name__ == "__main__":
    main()
