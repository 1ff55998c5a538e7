#!/usr/bin/env python3
"""Ends commands that write at each step of a full disk, and by kill -9 at random instants: the record is the old or
the new one, never between.

    scripts/faults.py .build/release/trocha [--kills 1000] [--seed 1] [--only update]

A full disk is a bound on the size of any file (RLIMIT_FSIZE), raised by a page of the database at a time: the
first write past it fails, as on a disk that is full. Prints a line for each command.
"""
import argparse, hashlib, pathlib, random, resource, shutil, signal, subprocess, sys, tempfile, time

parser = argparse.ArgumentParser()
parser.add_argument("program")
parser.add_argument("--kills", type=int, default=1000)
parser.add_argument("--seed", type=int, default=1)
parser.add_argument("--only", help="one command of import, update, remove, word")
options = parser.parse_args()
random.seed(options.seed)
program = str(pathlib.Path(options.program).resolve())
folder = pathlib.Path(tempfile.mkdtemp(prefix="trocha-faults-"))
PAGE = 4096

header = "measure,place,period,value,source,dataset,publisher,title,published\n"


def table(name, source, rows):
    path = folder / name
    path.write_text(header + "".join(f"transits,camp-{i},2024-01,{i},{source},test,Office,Counts,2024-02-01\n" for i in range(rows)))
    return str(path)


small, large = table("small.csv", "small", 300), table("large.csv", "large", 2000)


def run(record, *words, limit=None, kill=None):
    def bound():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    process = subprocess.Popen([program, *words, "--record", str(record)], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                               preexec_fn=bound, cwd=folder)
    if kill is not None:
        time.sleep(kill)
        process.kill()
    output, errors = process.communicate(timeout=120)
    return process.returncode, output, errors.decode()


def state(record):
    """What the record answers for the test's sources; a record that cannot be read is neither old nor new."""
    code, output, errors = run(record, "record", "sources", "--json")
    if code != 0:
        return f"unreadable: {errors}"
    exported = run(record, "record", "export", "transits", "--source", "small")[1]
    exported += run(record, "record", "export", "transits", "--source", "large")[1]
    return hashlib.sha256(output + exported).hexdigest()


def copy(original, name):
    for ending in ("", "-wal", "-shm", ".words.csv"):
        target = folder / (name + ending)
        if target.exists():
            target.unlink()
        if pathlib.Path(str(original) + ending).exists():
            shutil.copy(str(original) + ending, target)
    return folder / name


base = folder / "base.sqlite"
run(base, "record", "sources")
assert run(base, "record", "import", small)[0] == 0
# A release as somebody brings it in a folder, of a table of one's own catalogue.
pack = folder / "pack"
pack.mkdir()
pathlib.Path(table("large.csv", "large", 500)).rename(pack / "office-2024-02.csv")
large = table("large.csv", "large", 2000)
catalogue = folder / "catalogue.yaml"
catalogue.write_text("""tables:
  - table: office
    datasets: [test]
    publisher: Office
    title: Counts
    page: https://example.org/office
    licence: CC BY 4.0
    covers: camps
    format: tidy
    every: month
    usual_lag: 14
    find:
      link: 'office-(?<year>\\d{4})-(?<month>\\d\\d)\\.csv$'
      on: https://example.org/office/downloads
""")
commands = {
    "import": ["record", "import", large],
    "update": ["record", "update", "--from", str(pack), "--catalogue", str(catalogue), "office"],
    "remove": ["record", "remove", "small"],
    "word": ["record", "word", "nationality", "VENEZOLANA X", "VEN"],
}
faults = 0
for name, words in commands.items():
    if options.only not in (None, name):
        continue
    old = state(base)
    done = copy(base, "done.sqlite")
    assert run(done, *words)[0] == 0
    new = state(done)
    tried = refused = 0
    pages, whole = 0, False
    while not whole and pages < 3000:
        record = copy(base, "tried.sqlite")
        code, output, errors = run(record, *words, limit=pages * PAGE)
        # An update says in its report what could not be had.
        errors += output.decode() if code == 3 else ""
        found = state(record)
        tried += 1
        refused += code != 0
        said = code == 0 or errors.count("\n") >= 1 and "SQLITE" not in errors and "Domain" not in errors
        if found not in (old, new) or (code == 0) != (found == new) and old != new or not said:
            faults += 1
            print(f"{name}, {pages} pages: exit {code}, {'old' if found == old else 'new' if found == new else found}: {errors}")
        whole = code == 0
        pages += 1 if pages < 80 else 8
    print(f"{name}: a full disk at each of {tried} sizes, refused {refused} times", flush=True)
    if name == "word":
        continue
    start = time.time()
    run(copy(base, "timed.sqlite"), *words)
    took = time.time() - start
    count = options.kills // 3
    held = {"old": 0, "new": 0}
    for number in range(count):
        record = copy(base, "killed.sqlite")
        run(record, *words, kill=random.uniform(0, took * 1.1))
        found = state(record)
        if found not in (old, new):
            faults += 1
            print(f"{name}, kill {number}: {found}")
        else:
            held["old" if found == old else "new"] += 1
    print(f"{name}: killed {count} times, afterwards {held['old']} old, {held['new']} new", flush=True)
code, output, _ = run(copy(base, "checked.sqlite"), "record", "check")
print("record check:", output.decode().splitlines()[0])
shutil.rmtree(folder)
sys.exit(1 if faults or code else 0)
