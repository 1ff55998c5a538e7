#!/usr/bin/env bash
# Runs FLEE 3.1 and both engines on the same instances with the same settings, on one core, and
# prints how long each took.
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
printf '%-14s %-8s %10s %8s %10s %14s %8s %8s\n' \
  instance engine seconds "× FLEE" "× process" person-days/s peak-MB error
for name in "${names[@]}"; do
  "${pin[@]}" "$python" "$root/Benchmarks/run-flee.py" "$instances/$name" "$instances/simsetting.yml" \
    >"$scratch/flee.json"
  for engine in person cohort; do
    for seed in 1 2 3 4 5; do
      begin="$(date +%s.%N)"
      "${pin[@]}" "$trocha" simulate flee "$instances/$name" --settings "$instances/simsetting.yml" \
        --engine "$engine" --seed "$seed" --threads 1 --out "$scratch/run" --no-page \
        >/dev/null 2>&1
      echo "$(date +%s.%N) $begin" >"$scratch/wall-$engine-$seed"
      cp "$scratch/run/summary.json" "$scratch/$engine-$seed.json"
    done
  done
  "$python" - "$scratch" "$name" <<'PYTHON'
import json, statistics, sys

scratch, name = sys.argv[1:]
line = "{:<14} {:<8} {:>10.3f} {:>8.0f} {:>10.0f} {:>14.3g} {:>8.0f} {:>8.3f}"
flee = json.load(open(f"{scratch}/flee.json"))
print(line.format(name, "FLEE 3.1", flee["seconds"], 1, 1, flee["person_days"] / flee["seconds"],
                  flee["peak_mb"], flee["mean_total_error"]))
for engine in ("person", "cohort"):
    runs = [json.load(open(f"{scratch}/{engine}-{seed}.json")) for seed in range(1, 6)]
    walls = []
    for seed in range(1, 6):
        end, begin = open(f"{scratch}/wall-{engine}-{seed}").read().split()
        walls.append(float(end) - float(begin))
    seconds = statistics.median(run["seconds"] for run in runs)
    print(line.format(
        name, engine, seconds, flee["seconds"] / seconds,
        flee["seconds_all"] / statistics.median(walls),
        statistics.median(run["personDaysPerSecond"] for run in runs),
        statistics.median(run.get("peakMegabytes") or 0 for run in runs),
        statistics.mean(run["meanTotalError"] for run in runs)))
PYTHON
done
