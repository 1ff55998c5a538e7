#!/usr/bin/env bash
# Scores every method on the series of docs/outlook.md, whole and by year.
# Usage: Benchmarks/backtest.sh [--statsforecast] [first [last]]
#   --statsforecast  also scores Nixtla's automatic models on the same series, origins and months (an hour and more
#                    for the whole span), beside every method of trocha
#   months such as 2022-06 and 2024-03 (default: 2020-12 to 2025-04)
set -euo pipefail
cd "$(dirname "$0")/.."
peers=
if [ "${1:-}" = --statsforecast ]; then
  peers=yes
  shift
fi
first="${1:-2020-12}" last="${2:-2025-04}"
swift build -c release --product trocha > /dev/null
.build/release/trocha backtest --list Benchmarks/outlook-series.txt --from "$first" --to "$last" --years
if [ -n "$peers" ]; then
  FIRST="$first" LAST="$last" Benchmarks/compare-statsforecast.sh accuracy
fi
