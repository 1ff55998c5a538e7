#!/usr/bin/env bash
# Runs FLEE 3.1 and both engines on the same instances with the same settings, on one core, and
# prints how long each took: by the clock, and in processor time of the whole process, which a busy
# machine changes less.
#
# Usage: Benchmarks/compare-flee.sh [INSTANCES_DIR [instance ...]]
#   INSTANCES_DIR  holds instances and a simsetting.yml (default: $TROCHA_SHARED/data/flee-instances)
#   TROCHA_BINARY  a built trocha, instead of building one
set -euo pipefail

root="$(cd "$(dirname "$0")/.." && pwd)"
instances="${1:-${TROCHA_SHARED:?Set TROCHA_SHARED or name the folder with the instances.}/data/flee-instances}"
shift || true
names=("$@")
[ ${#names[@]} -gt 0 ] || names=(mali2012 burundi2015)

python="$root/.tools/flee/bin/python"
if [ ! -x "$python" ]; then
  python3 -m venv "$root/.tools/flee"
  "$python" -m pip install --quiet flee==3.1
fi
trocha="${TROCHA_BINARY:-}"
if [ -z "$trocha" ]; then
  swift build --package-path "$root" -c release --product trocha >&2
  trocha="$(swift build --package-path "$root" -c release --show-bin-path)/trocha"
fi
pin=()
command -v taskset >/dev/null && pin=(taskset -c 0)

scratch="$(mktemp -d)"
trap 'rm -rf "$scratch"' EXIT
printf '%-14s %-8s %10s %8s %10s %10s %14s %8s %8s\n' \
  instance engine seconds "× FLEE" processor "× FLEE" person-days/s peak-MB error
TIMEFORMAT='%U %S'
for name in "${names[@]}"; do
  { time "${pin[@]}" "$python" "$root/Benchmarks/run-flee.py" "$instances/$name" \
    "$instances/simsetting.yml" >"$scratch/flee.json"; } 2>"$scratch/cpu-flee"
  for engine in person cohort; do
    for seed in 1 2 3 4 5; do
      { time "${pin[@]}" "$trocha" simulate flee "$instances/$name" \
        --settings "$instances/simsetting.yml" --engine "$engine" --seed "$seed" --threads 1 \
        --out "$scratch/run" --no-page >/dev/null 2>&1; } 2>"$scratch/cpu-$engine-$seed"
      cp "$scratch/run/summary.json" "$scratch/$engine-$seed.json"
    done
  done
  "$python" - "$scratch" "$name" <<'PYTHON'
import json, statistics, sys

scratch, name = sys.argv[1:]
line = "{:<14} {:<8} {:>10.3f} {:>8.0f} {:>10.3f} {:>10.0f} {:>14.3g} {:>8.0f} {:>8.3f}"


def processor(part):
    """Seconds of processor time of a whole process."""
    lines = open(f"{scratch}/cpu-{part}").read().splitlines()
    return sum(float(number.replace(",", ".")) for number in lines[-1].split())


flee = json.load(open(f"{scratch}/flee.json"))
print(line.format(name, "FLEE 3.1", flee["seconds"], 1, processor("flee"), 1,
                  flee["person_days"] / flee["seconds"], flee["peak_mb"], flee["mean_total_error"]))
for engine in ("person", "cohort"):
    runs = [json.load(open(f"{scratch}/{engine}-{seed}.json")) for seed in range(1, 6)]
    seconds = statistics.median(run["seconds"] for run in runs)
    spent = statistics.median(processor(f"{engine}-{seed}") for seed in range(1, 6))
    print(line.format(
        name, engine, seconds, flee["seconds"] / seconds, spent, processor("flee") / spent,
        statistics.median(run["person_days_per_second"] for run in runs),
        statistics.median(run.get("peak_megabytes") or 0 for run in runs),
        statistics.mean(run["mean_total_error"] for run in runs)))
PYTHON
done
