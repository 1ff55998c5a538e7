#!/usr/bin/env python3
"""Two writers and ten readers on one record: every answer is of a state that was whole, and the record is sound after it.

    scripts/crowd.py .build/release/trocha [--seconds 60]
"""
import argparse, collections, pathlib, subprocess, sys, tempfile, threading, time

parser = argparse.ArgumentParser()
parser.add_argument("program")
parser.add_argument("--seconds", type=float, default=60)
options = parser.parse_args()
program = str(pathlib.Path(options.program).resolve())
folder = pathlib.Path(tempfile.mkdtemp(prefix="trocha-crowd-"))
record = folder / "record.sqlite"
ROWS = 200
faults, done, lock = [], collections.Counter(), threading.Lock()


def run(*words):
    # The command ends by itself; two minutes is the longest that it may wait for others.
    return subprocess.run([program, *words, "--record", record], capture_output=True, text=True, timeout=120)


def note(kind, fault=None):
    with lock:
        done[kind] += 1
        if fault:
            faults.append(f"{kind}: {fault}")


def write(name):
    """Brings a source in and takes it out again: it is there with all of its rows, or not at all."""
    table = folder / f"{name}.csv"
    table.write_text("measure,place,period,value,source,dataset,publisher,title,published\n" + "".join(
        f"transits,camp-{name}-{n},2024-01,{n},{name},{name},Office,Counts,2024-02-01\n" for n in range(ROWS)))
    while time.monotonic() < end:
        for words in (["record", "import", str(table)], ["record", "remove", name]):
            ran = run(*words)
            note(words[1], ran.stderr.strip() if ran.returncode else None)


def read(number):
    while time.monotonic() < end:
        if number % 2:
            ran = run("record", "export", "transits", "--source", "one" if number % 4 == 1 else "two")
            # Above the rows stands the header; a source that is not there has neither.
            rows = max(0, ran.stdout.count("\n") - 1)
            whole = rows in (0, ROWS)
            note("export", None if whole else f"{rows} rows of {ROWS}; {ran.stderr.strip()}")
        else:
            # Published: 181,054 in the release of 19 June 2025.
            ran = run("record", "show", "usbp-southwest", "--period", "2023-08")
            note("show", None if ran.returncode == 0 and "181,054" in ran.stdout else ran.stderr.strip() or ran.stdout)


run("record", "sources")
end = time.monotonic() + options.seconds
threads = [threading.Thread(target=write, args=(name,)) for name in ("one", "two")]
threads += [threading.Thread(target=read, args=(number,)) for number in range(10)]
for one in threads:
    one.start()
for one in threads:
    one.join()
check = run("record", "check")
print(f"{options.seconds:.0f} s: " + ", ".join(f"{count} {kind}" for kind, count in sorted(done.items())) + f"; {len(faults)} faults")
print("record check:", (check.stdout or check.stderr).splitlines()[0])
for fault in faults[:10]:
    print(" ", fault[:300])
sys.exit(1 if faults or check.returncode else 0)
