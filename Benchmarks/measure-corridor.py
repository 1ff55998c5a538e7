"""Measures the corridor model: a year of the whole corridor on one core, against people, places and
policies. The time of a run is the difference between many runs and one, so that reading the record and
the corridor is left out.

Usage: python3 Benchmarks/measure-corridor.py [PROGRAM]
"""
import csv
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

root = pathlib.Path(__file__).resolve().parent.parent
program = sys.argv[1] if len(sys.argv) > 1 else str(root / ".build/release/trocha")
shipped = root / "Sources/Corridors/Resources/corridors/venezuela-us"
RUNS = 21


def seconds(folder, engine="cohort", runs=RUNS):
    def once(number):
        begin = time.perf_counter()
        subprocess.run(
            [program, "simulate", "corridor", "--corridor", str(folder), "--prior", "--threads", "1",
             "--engine", engine, "--runs", str(number), "--through", "2022-12", "--json"],
            check=True, stdout=subprocess.DEVNULL)
        return time.perf_counter() - begin
    once(1)
    few = min(once(1) for _ in range(3))
    many = min(once(runs) for _ in range(2))
    return (many - few) / (runs - 1)


def variant(folder, people=0, copies=1, policies=0):
    """The shipped corridor with more people who set out, more places beside it, more policies."""
    shutil.copytree(shipped, folder)
    plan = folder / "movement.yaml"
    text = plan.read_text()
    if people:
        text = text.replace("stocks:\n", f"stocks:\n  - {{place: caracas, people: {people}}}\n")
    plan.write_text(text)
    for copy in range(1, copies):
        for name in ("places", "roads"):
            path = folder / f"{name}.csv"
            rows = list(csv.reader(open(shipped / f"{name}.csv")))
            columns = [0] if name == "places" else [0, 1]
            with open(path, "a", newline="") as out:
                for row in rows[1:]:
                    for column in columns:
                        row[column] += f"-{copy}"
                    csv.writer(out, lineterminator="\n").writerow(row)
        if people:
            stock = f"  - {{place: caracas-{copy}, people: {people}}}\n"
            plan.write_text(plan.read_text().replace("stocks:\n", "stocks:\n" + stock))
    with open(folder / "policies.yaml", "a") as out:
        for number in range(policies):
            out.write(
                f"  - {{id: more-{number}, kind: announcement, authority: USA, "
                f"name: {{en: a, es: a}}, rules: [{{from: 2022-01-01, source: ina-208}}]}}\n")
    return folder


with tempfile.TemporaryDirectory() as temporary:
    base = pathlib.Path(temporary)
    cases = [
        ("as shipped", {}), ("73,000 more people", {"people": 73_000}),
        ("730,000", {"people": 730_000}), ("7,300,000", {"people": 7_300_000}),
        ("73,000,000", {"people": 73_000_000}),
        ("7,300,000 people, places twice", {"people": 7_300_000, "copies": 2}),
        ("7,300,000 people, places four times", {"people": 7_300_000, "copies": 4}),
        ("7,300,000 people, 100 more policies", {"people": 7_300_000, "policies": 100}),
    ]
    print("| a year of the corridor | cohort engine, s a run, one core |")
    print("| --- | --- |")
    for number, (name, change) in enumerate(cases):
        print(f"| {name} | {seconds(variant(base / f'v{number}', **change)):.3f} |", flush=True)
    print(f"| as shipped, person engine | {seconds(shipped, 'person', runs=3):.3f} |")
