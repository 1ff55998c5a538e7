#!/usr/bin/env bash
# Fits the corridor from Venezuela to the United States, scores it on the months after, and writes
# docs/calibration.md. Takes some three minutes on two cores.
# Usage: Benchmarks/validate-corridor.sh [MEMBERS]
set -euo pipefail
cd "$(dirname "$0")/.."
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
swift build -c release --product trocha > /dev/null
.build/release/trocha calibrate Sources/Corridors/Resources/corridors/venezuela-us \
  --members "${1:-300}" --out "$out" --install --json > "$out/report.json"
python3 Benchmarks/calibration-page.py "$out/report.json" > docs/calibration.md
cat docs/calibration.md
