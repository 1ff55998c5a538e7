"""The series of the record, read through trocha, and the backtest both sides share."""

import csv
import io
import json
import os
import subprocess

TROCHA = os.environ.get("TROCHA", ".build/release/trocha")
MEASURE = os.environ.get("MEASURE_OUTLOOK", ".build/release/measure-outlook")
NATIONALITIES = ["CUB", "HTI", "NIC", "COL", "ECU", "GTM", "HND", "MEX", "SLV", "PER"]
BACKTEST = [
    "usbp-southwest", "usbp-southwest-venezuelans", "darien", "darien-venezuelans",
    "honduras-entries", "honduras-entries-venezuelans", "mexico-events",
    "mexico-events-venezuelans",
] + [
    f"measure=encounters place=us-southwest-border component=usbp nationality={code}"
    for code in NATIONALITIES
]
LEVELS = [0.025, 0.1, 0.5, 0.9, 0.975]
# Origins that are scored.
FIRST, LAST = os.environ.get("FIRST", "2022-06"), os.environ.get("LAST", "2024-03")


def months_between(first, last):
    (a, b), (c, d) = (map(int, month.split("-")) for month in (first, last))
    return (c - a) * 12 + d - b


def ask(*words, check=True):
    return subprocess.run(
        [TROCHA, "record", *words], check=check, capture_output=True, text=True).stdout


def since_gap(rows):
    """Months and values from the last gap on, as the backtest of trocha takes them."""
    months, values = [], []
    for row in rows:
        month = row["period"]
        if len(month) != 7 or row["value"] == "":
            months, values = [], []
            continue
        if months and months_between(months[-1], month) != 1:
            months, values = [], []
        months.append(month)
        values.append(float(row["value"]))
    return months, values


def series(query):
    return since_gap(csv.DictReader(io.StringIO(ask("show", *query.split(), "--csv"))))


def all_series(shortest=36):
    """Every monthly series of the record and its parts by nationality and by sector, by name."""
    found = {}
    for row in json.loads(ask("list", "--json")):
        if row["every"] != "month":
            continue
        query = row["query"]
        found[query] = series(query)[1]
        for dimension in ("nationality", "sector"):
            if f"{dimension}=" in query:
                continue
            parts = {}
            # A series without this breakdown is refused.
            answer = ask(
                "show", *query.split(), "--by", dimension, "--top", "1000", "--csv", check=False)
            for part in csv.DictReader(io.StringIO(answer)):
                parts.setdefault(part[dimension], []).append(part)
            if len(parts) > 1:
                for name, rows in parts.items():
                    found[f"{query} {dimension}={name}"] = since_gap(rows)[1]
    return {name: values for name, values in found.items() if len(values) >= shortest}
