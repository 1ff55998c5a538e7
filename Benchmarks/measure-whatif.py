"""Measures what scenarios share: processor seconds of one scenario, of the five flight scenarios and of a
hundred that part on one day, each from nothing and from the states that were kept.

Usage: python3 Benchmarks/measure-whatif.py [PROGRAM] [RUNS]
"""
import os
import pathlib
import resource
import shutil
import subprocess
import sys
import tempfile
import time

root = pathlib.Path(__file__).resolve().parent.parent
program = sys.argv[1] if len(sys.argv) > 1 else str(root / ".build/release/trocha")
runs = sys.argv[2] if len(sys.argv) > 2 else "100"
flights = ["none", "monthly", "weekly", "ten-a-week", "daily"]


def seconds(words, environment):
    """Processor seconds and seconds of waiting."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([program, *words], check=True, stdout=subprocess.DEVNULL, env=environment)
    after, end = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return cpu, end - start


with tempfile.TemporaryDirectory() as folder:
    environment = dict(os.environ, TROCHA_RECORD=folder + "/record.sqlite")
    subprocess.run(
        [program, "record", "show", "darien"], check=True, stdout=subprocess.DEVNULL, env=environment)
    files = []
    for number in range(100):
        files.append(f"{folder}/s{number}.yaml")
        pathlib.Path(files[-1]).write_text(
            f"name: {{en: a, es: a}}\nchanges:\n  - policy: cbp-one\n    from: 2023-10-18\n"
            f"    set: {{capacity: {1000 + 10 * number} people/day}}\n")
    options = ["--as-of", "2023-10-05", "--through", "2024-06", "--runs", runs, "--json"]
    cases = [
        ("one scenario", ["whatif", "base", *options]),
        ("five flight scenarios", ["whatif", *[f"flights-{name}" for name in flights], *options]),
        ("a hundred that part on 18 October", ["whatif", *files, *options]),
        ("the default brief", ["brief", "--as-of", "2023-10-05", "--out", folder + "/brief"]),
    ]
    print(f"| {runs} runs, as of 5 October 2023 | CPU s | s | from kept states: CPU s | s | ratio to one |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    one = None
    for name, words in cases:
        shutil.rmtree(folder + "/cache", ignore_errors=True)
        first, again = seconds(words, environment), seconds(words, environment)
        one = one or first[0]
        ratio = f"{first[0] / one:.1f}" if words[0] == "whatif" else "–"
        print(
            f"| {name} | {first[0]:.1f} | {first[1]:.1f} | {again[0]:.1f} | {again[1]:.1f} | {ratio} |",
            flush=True)
