#!/usr/bin/env bash
# Runs published FLEE instances at full size with both engines and writes docs/validation.md.
#
# Usage: Benchmarks/validate-flee.sh [INSTANCES_DIR]
#   INSTANCES_DIR  holds the instances and a simsetting.yml (default: $TROCHA_SHARED/data/flee-instances)
#   TROCHA_BINARY  a built trocha, instead of building one
set -euo pipefail

root="$(cd "$(dirname "$0")/.." && pwd)"
instances="${1:-${TROCHA_SHARED:?Set TROCHA_SHARED or name the folder with the instances.}/data/flee-instances}"
trocha="${TROCHA_BINARY:-}"
if [ -z "$trocha" ]; then
  swift build --package-path "$root" -c release --product trocha >&2
  trocha="$(swift build --package-path "$root" -c release --show-bin-path)/trocha"
fi
scratch="$(mktemp -d)"
trap 'rm -rf "$scratch"' EXIT
names=(burundi2015 car2013 mali2012 ssudan2013 tigray2020 venezuela2022)
for engine in person cohort; do
  "$trocha" simulate validate "${names[@]/#/$instances/}" --settings "$instances/simsetting.yml" \
    --engine "$engine" --runs 10 --no-page --out "$scratch/$engine" >&2
done
python3 - "$scratch" >"$scratch/validation.md" <<'PYTHON'
import json, sys

# FLEE's errors are those of the out.csv of one run each: the share of people counted elsewhere than
# simulated, the error as FLEE computes it (both by `trocha simulate validate out.csv`), and how many people
# one simulated person stands for.
flee = {"burundi2015": (0.518, 0.459, 1), "car2013": (0.333, 0.305, 1), "mali2012": (0.347, 0.249, 1),
        "ssudan2013": (0.511, 0.419, 20), "tigray2020": (0.450, 0.106, 20),
        "venezuela2022": (0.836, 0.836, 20)}
runs = {}
for engine in ("person", "cohort"):
    answer = json.load(open(f"{sys.argv[1]}/{engine}/validation.json"))
    runs[engine] = {row["instance"]: row for row in answer["instances"]}


def spread(row, key):
    low, high = row[key + "_range"]
    return f"{row[key]:.4f} ({low:.4f}–{high:.4f})"


def table(key, column):
    print("""| instance | people | days | FLEE | person engine | cohort engine |
| --- | ---: | ---: | ---: | ---: | ---: |""")
    for name, row in flee.items():
        theirs = f"{row[column]:.3f}" + (f" (1 for {row[2]})" if row[2] > 1 else "")
        person = runs["person"][name]
        print(f"| {name} | {person['people']:,.0f} | {person['days']} | {theirs} | "
              f"{spread(person, key)} | {spread(runs['cohort'][name], key)} |")


print("""# Validation

Six conflicts as published by FabFlee (github.com/djgroen/FabFlee), run with the single setting of its
validation sweep. FLEE's own errors are from one run of its main branch of May 2026; where marked, one simulated
person stands for 20. Trocha's are means of ten runs at full size, with the lowest and highest tenth.
[simulate.md](simulate.md) defines all measures.

Written by `Benchmarks/validate-flee.sh`.

## Share of people counted elsewhere than simulated

The differences between simulated and counted people in the camps, summed, as a share of the people counted
there (not half of it, which some of the papers give), averaged over the days.
""")
table("counted_elsewhere", 0)
print("""
## Error as FLEE computes it

The same differences as a share of FLEE's raw count, which holds the total of day 0 beside the camps' counts.
The more people were counted by day 0, and the fewer after it, the smaller it is. It is here to be
compared with what FLEE's `out.csv` and its papers say.
""")
table("error_as_flee", 1)
print("""
## Measures of FLEE's post-processing

Of the mean of the person engine's ten runs. ARD is the averaged relative difference; MASE compares with a
forecast from the count of day 7 or 30 (below 1 the simulation is nearer). *Sloped* is as FLEE computes it, with a
forecast that rises far too fast; *through the count* is the line that is meant.

| instance | ARD | rescaled | MASE 7 flat | sloped | through the count | ratio | MASE 30 flat | sloped | through the count | ratio |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |""")
for name in flee:
    measures = runs["person"][name]["measures"]
    cells = [measures["averaged_relative_difference"], measures["averaged_relative_difference_rescaled"]]
    for days in ("mase7", "mase30"):
        cells += [measures.get(days, {}).get(key) for key in ("flat", "sloped", "sloped_through_count", "ratio")]
    print(f"| {name} | " + " | ".join("–" if cell is None else f"{cell:.3f}" for cell in cells) + " |")
print("""
Counts, corrections, interpolation, debt and the raw count agree with FLEE's `out.csv` to the digit in
all columns that do not depend on chance; a test checks this where the files are available.

The errors have two limits. They are small where most people are in a few large camps that the rules
find, whatever happens in the small ones (`validation.json` has each camp). And the counts they are
checked against also determine how many people set out.""")
PYTHON
cp "$scratch/validation.md" "$root/docs/validation.md"
