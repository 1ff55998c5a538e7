"""The series of the record, read through trocha, and the backtest both sides share."""

import csv
import io
import json
import subprocess

import os

TROCHA = os.environ.get("TROCHA", ".build/release/trocha")
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
FIRST, LAST, END = "2022-06", "2024-03", "2024-06"


def months_between(first, last):
    (a, b), (c, d) = (map(int, month.split("-")) for month in (first, last))
    return (c - a) * 12 + d - b


def series(query, trocha=TROCHA):
    """Months and values of a series from its last gap on, as the backtest of trocha takes them."""
    answer = subprocess.run(
        [trocha, "record", "show", *query.split(), "--csv"], check=True, capture_output=True,
        text=True).stdout
    months, values = [], []
    for row in csv.DictReader(io.StringIO(answer)):
        month = row["period"]
        if len(month) != 7 or row["value"] == "":
            months, values = [], []
            continue
        if months and months_between(months[-1], month) != 1:
            months, values = [], []
        months.append(month)
        values.append(float(row["value"]))
    return months, values


def monthly_names(trocha=TROCHA):
    answer = subprocess.run(
        [trocha, "record", "list", "--json"], check=True, capture_output=True, text=True).stdout
    return [row["query"] for row in json.loads(answer) if row["every"] == "month"]
