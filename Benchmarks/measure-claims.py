#!/usr/bin/env python3
"""Time of `trocha check` on an article of 10,000 words, once the record is open.

The reference, in the same run and on the same text, is a scan by Python's regular expressions for
numbers, months and per cents: what a script would do that only finds figures and checks none.

    Benchmarks/measure-claims.py [path of trocha]
"""

import pathlib
import re
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
TROCHA = sys.argv[1] if len(sys.argv) > 1 else str(ROOT / ".build/release/trocha")
WORDS = 10_000
RUNS = 7

PATTERN = re.compile(
    r"(?:about|some|nearly|almost|more than|at least|over|up to)?\s*\$?\d[\d.,]*"
    r"(?:\s*(?:%|percent|per cent|million|billion|thousand))?"
    r"|\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
    r"(?:\s+\d{1,2})?(?:,?\s+\d{4})?",
    re.IGNORECASE,
)


def article():
    texts = [p.read_text() for p in sorted((ROOT / "Tests/ClaimsTests/articles").glob("*.en.txt"))]
    words, parts = 0, []
    while words < WORDS:
        for text in texts:
            parts.append(text)
            words += len(text.split())
    return "\n\n".join(parts), words


def main():
    text, words = article()
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        found = len(PATTERN.findall(text))
        times.append((time.perf_counter() - start) * 1000)
    reference = sorted(times)[len(times) // 2]
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "article.txt"
        path.write_text(text)
        output = subprocess.run(
            [TROCHA, "check", str(path), "--date", "2024-02-10", "--timings", str(RUNS),
             "--record", str(pathlib.Path(folder) / "record.sqlite")],
            check=True, capture_output=True, text=True,
        ).stdout
    rows = [line.split() for line in output.splitlines()]
    first, later = float(rows[0][0]), sorted(float(row[0]) for row in rows[1:])
    median = later[len(later) // 2]
    print(f"{words} words, {rows[0][1]} figures found by trocha, {found} matches by the expression")
    print(f"regular expressions of Python, finding only: {reference:.1f} ms")
    print(f"trocha, first check (asks the record):      {first:.1f} ms")
    print(f"trocha, later checks (median of {RUNS - 1}):        {median:.1f} ms, "
          f"{median / reference:.1f} times the reference")


if __name__ == "__main__":
    main()
