#!/usr/bin/env python3
"""What the published tables that ship add up to, for Tests/RecordTests/shipped-totals.json.

    scripts/shipped-totals.py "$TROCHA_SHARED/data" > Tests/RecordTests/shipped-totals.json

It reads the tables themselves and shares nothing with the program that compiles them but the list in
sources.yaml: which table, published when, and which periods of it ship.
"""
import csv
import gzip
import json
import re
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "Sources/Record/Resources/figures/sources.yaml"
# The origins whose people are in the corridor.
ORIGINS = {"COL", "CUB", "ECU", "SLV", "GTM", "HTI", "HND", "MEX", "NIC", "PER", "VEN"}
MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split()
POPULATIONS = ["refugees", "asylum_seekers", "ooc", "oip", "idps", "returned_refugees",
               "returned_idps", "stateless"]


def releases():
    """(id, table, span) of each source that is compiled from a published table and ships."""
    dataset = source = published = None
    packed = False
    for line in SOURCES.read_text().splitlines():
        key, _, value = line.strip().lstrip("- ").partition(": ")
        if line.startswith("  - source:"):
            source, published, packed = value, None, False
        elif line.startswith("    dataset:"):
            dataset = value
        elif line.startswith("      - published:"):
            source, packed = f"{dataset}-{value}", False
        elif key == "packed":
            packed = value == "true"
        elif key == "compiled_from":
            table = value
            span = None
            yield_at = [source, table]
        elif key == "span" and source and not packed and yield_at[0] == source:
            yield source, dataset, table, value
    return


def month(row):
    return row.get("month") or row.get("year")


def cbp_month(row):
    """A fiscal year begins in October of the year before."""
    year = int(re.match(r"\d{4}", row["Fiscal Year"])[0])
    number = MONTHS.index(row["Month (abbv)"]) + 1
    return f"{year - (number > 9)}-{number:02}"


def figures(dataset, rows):
    """(period, labels, value) of each figure of a table."""
    for row in rows:
        if dataset.startswith("cbp-nationwide-encounters-by-state"):
            yield cbp_month(row), {
                "place": row["Land Border Region"], "state": row["State"],
                "authority": row["Title of Authority"], "demographic": row["Demographic"],
                "nationality": row["Citizenship"]}, row["Encounter Count"]
        elif dataset == "cbp-southwest-encounters-grouped":
            yield cbp_month(row), {
                "component": row["Component"], "authority": row["Title of Authority"],
                "kind": row["Encounter Type"], "demographic": row["Demographic"],
                "nationality": row["Citizenship Grouping"]}, row["Encounter Count"]
        elif dataset == "unhcr-population":
            if row["country_of_origin"] not in ORIGINS:
                continue
            middle = row["as_of"].endswith("-06-30")
            for column in POPULATIONS:
                if float(row[column] or 0) > 0:
                    period = row["year"]
                    if middle:
                        period += "-01" if column.startswith("returned") else "-06"
                    yield period, {"nationality": row["country_of_origin"], "column": column}, row[column]
        elif dataset == "unhcr-population-before-2000":
            yield row["year"], {
                "nationality": row["country_of_origin"], "place": row["country_of_asylum"]}, row["count"]
        elif dataset == "unhcr-asylum-applications":
            if row["country_of_origin"] in ORIGINS and float(row["applied"] or 0) > 0:
                yield row["year"], {"nationality": row["country_of_origin"]}, row["applied"]
        elif dataset == "unhcr-asylum-decisions":
            for column in ("dec_recognized", "dec_other", "dec_rejected", "dec_closed"):
                if row["country_of_origin"] in ORIGINS and float(row[column] or 0) > 0:
                    yield row["year"], {"nationality": row["country_of_origin"], "kind": column}, row[column]
        elif dataset == "iom-missing-migrants":
            yield row["date"][:7], {"place": row["country"]}, row["dead_and_missing"]
            if row["survivors"] and not row["survivors"].startswith("-"):
                yield row["date"][:7], {"place": row["country"], "survivors": "yes"}, row["survivors"]
        elif dataset == "ice-removals-annual":
            yield f"{int(row['fiscal_year']) - 1}-10", {}, row["removals"]
        elif dataset == "colombia-irregular-transits" and row["month"] < "2023":
            continue
        elif dataset == "ohss-southwest-encounters" and row["month"] > "2017-09":
            continue
        else:
            names = {
                "component": "component", "sector": "area_of_responsibility", "kind": "encounter_type",
                "authority": "authority", "demographic": "demographic", "nationality": "citizenship"}
            if dataset != "cbp-nationwide-encounters":
                names = {
                    "nationality": "nationality", "route": "route", "sex": "sex", "age": "age",
                    "kind": "border_type" if "frontex" in dataset else "return_type",
                    "place": "reporting_country" if "regular" in dataset else "region",
                    "citizenship": "citizenship", "sector": "sector", "from": "returned_from",
                    "group": "family_status"}
                if "demographic" in row:
                    names["demographic"] = "demographic"
            labels = {d: row[c] for d, c in names.items() if row.get(c)}
            if dataset == "mexico-irregular-situation-events-demographics":
                labels["age"] = "adult" if labels["age"] == "18+" else "minor"
            if labels.get("nationality") == "OOS" or (
                    dataset == "regular-exits-americas" and "nationality" not in labels):
                labels["nationality"] = "UNK"
            if labels.get("nationality") in ("CSK", "YUG"):
                labels["nationality"] = "OOO"
            yield month(row), labels, row["count"]


def within(period, span):
    first, _, last = span.partition("/")
    last = last or first
    if period < first[: len(period)]:
        return False
    return period[: len(last)] <= last


# Months of Honduras's table by group that the table by nationality lacks.
UNCOUNTED = {"2020-04", "2020-05"}
# Which labels are compared: those that the table and the record name one for one.
COMPARED = ["component", "sector", "authority", "kind", "demographic", "nationality", "place", "state",
            "route"]


def totals(path, dataset, span):
    opened = gzip.open(path, "rt", encoding="utf-8-sig") if path.suffix == ".gz" else open(path, encoding="utf-8-sig")
    cells = Counter()
    single = 0
    parts = {}
    total = weighted = 0
    with opened as stream:
        for period, labels, value in figures(dataset, csv.DictReader(stream)):
            if not within(period, span):
                continue
            if dataset == "honduras-irregular-entries-demographics" and period in UNCOUNTED:
                continue
            value = float(value)
            number = int(period[5:7] or 1) if len(period) > 4 else 1
            total += value
            weighted += value * (12 * int(period[:4]) + number - 1)
            cells[(period, tuple(sorted(labels.items())))] += 1
            single += 1
            for dimension, label in labels.items():
                parts.setdefault(dimension, Counter())[label] += value
    # Rows of one figure are added up, but for tables in which each row is an event or a level.
    listed = dataset.startswith(("iom", "unhcr", "cbp-southwest", "cbp-nationwide-encounters-by"))
    return {
        "figures": single if listed else len(cells), "sum": total, "weighted": weighted,
        "parts": {
            name: {"labels": len(sums), "sums": sorted(sums.values(), reverse=True)[:5]}
            for name, sums in sorted(parts.items())
            if name in COMPARED and not (name == "nationality" and "iom" in dataset)}}


def main():
    folder = Path(sys.argv[1])
    found = {
        source: totals(folder / table, dataset, span) for source, dataset, table, span in releases()}
    json.dump(found, sys.stdout, indent=1, ensure_ascii=False)
    print()


if __name__ == "__main__":
    main()
