#!/usr/bin/env bash
# Scores every method on the series of docs/outlook.md, whole and by year.
# Usage: Benchmarks/backtest.sh [first [last]]
#   months such as 2022-06 and 2024-03 (default: 2020-12 to 2025-04)
set -euo pipefail
cd "$(dirname "$0")/.."
swift build -c release --product trocha > /dev/null
.build/release/trocha backtest --list Benchmarks/outlook-series.txt \
  --from "${1:-2020-12}" --to "${2:-2025-04}" --years
