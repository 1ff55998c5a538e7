"""Measures the engines on made-up instances: people at rest, people on the move, growing numbers.

Usage: measure-movement.py TROCHA_BINARY [PYTHON_WITH_FLEE]

With a Python that has flee==3.1 (compare-flee.sh makes one), FLEE runs one of the instances too. Each
figure is the median of five runs on one core, shown beside the speed at which the same core copies memory in
the same minute.

The person engine is also compared with what a perfect one would need: the random words and the bytes that
each setting out on a road takes, at the rates at which this core makes and moves them. The number of
people who set out is that of FLEE's log of links. With TROCHA_SHARED, the two published instances are
compared too.
"""

import json
import os
import pathlib
import re
import shutil
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


def words_per_second():
    """Random words of 32 bits that a core makes, by the fastest generator of numpy; else an estimate."""
    try:
        from numpy.random import SFC64
    except ImportError:
        return 2e9
    generator = SFC64(1)
    times = []
    for _ in range(7):
        begin = time.process_time()
        generator.random_raw(1 << 22)
        times.append(time.process_time() - begin)
    return 2 * (1 << 22) / statistics.median(times)


# Of a person who sets out: a number for leaving and one for the road; the state of 32 bytes, read and written.
WORDS, BYTES = 2, 64


def limit(trocha, name, folder, settings, rates):
    """What the person engine takes for each setting out on a road, and what a perfect one would."""
    logged = settings.parent / (settings.stem + "-links.yml")
    text = settings.read_text()
    if "log_levels" in text:
        text = re.sub(r"(?m)^log_levels:.*\n(?:[ \t]+.*\n)*", "", text)
    logged.write_text("log_levels: {link: 1}\n" + text)
    command = [trocha, "simulate", "flee", str(folder), "--settings", str(logged), "--no-page"]
    out = settings.parent / "links"
    subprocess.run(command + ["--out", str(out)], check=True, capture_output=True)
    last = {}
    for row in (out / "links.out.0").read_text().splitlines():
        day, start, end, number, kind = row.split(",")[:5]
        if day.isdigit() and kind == "total":
            last[start, end] = int(float(number))
    set_out = sum(last.values())
    seconds, _, _ = run(trocha, folder, "--settings", str(settings))
    words, copied = rates
    perfect = set_out * (WORDS / words + BYTES / (2 * copied))
    print(
        f"{name:<44}{set_out:>12,} set out {seconds / set_out * 1e9:>7.1f} ns each; "
        f"a perfect engine {perfect / set_out * 1e9:.1f} ns, {perfect:.3f} s of {seconds:.3f} s"
    )


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
    rates = (words_per_second(), copied_per_second())
    print(f"memory copied by one core: {rates[1] / 1e9:.1f} GB/s; random words: {rates[0]:.3g} a second")
    with tempfile.TemporaryDirectory() as scratch:
        root = pathlib.Path(scratch)
        write(root / "ring5", RING, "", 1, 1, "", "P1")
        at_rest(trocha, root)
        on_the_move(trocha, root)
        for exponent in (4, 6):
            folder = root / f"ring{exponent}"
            limit(trocha, f"limit, 10^{exponent} on the move", folder, folder / "simsetting.yml", rates)
        if shared := os.environ.get("TROCHA_SHARED"):
            published = pathlib.Path(shared) / "data/flee-instances"
            settings = pathlib.Path(shutil.copyfile(published / "simsetting.yml", root / "simsetting.yml"))
            for name in ("mali2012", "burundi2015"):
                folder = pathlib.Path(shutil.copytree(published / name, root / name))
                for part in (folder, *(path for path in folder.rglob("*") if path.is_dir())):
                    part.chmod(0o755)
                limit(trocha, f"limit, {name}", folder, settings, rates)
        if len(sys.argv) > 2:
            flee(os.path.abspath(sys.argv[2]), root)


if __name__ == "__main__":
    main()
