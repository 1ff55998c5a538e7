#!/usr/bin/env bash
# Fits the corridor from Venezuela to the United States, scores it on the months after, and writes
# docs/calibration.md: the posterior that ships, a calibration to more months, and totals from every origin. Takes
# some ten minutes on two cores.
# Usage: Benchmarks/validate-corridor.sh [MEMBERS]
set -euo pipefail
cd "$(dirname "$0")/.."
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
swift build -c release --product trocha > /dev/null
folder=Sources/Corridors/Resources/corridors/venezuela-us
.build/release/trocha calibrate $folder --members "${1:-300}" --validate 2024-06 --out "$out" --install --json \
  > "$out/report.json"
.build/release/trocha calibrate $folder --members "${1:-300}" --through 2024-06 --out "$out/later" --json \
  > "$out/later.json"
.build/release/trocha backtest --model corridor --corridor $folder --install > /dev/null
python3 Benchmarks/calibration-page.py "$out/report.json" "$out/later.json" $folder/track-record.json \
  > docs/calibration.md
cat docs/calibration.md
