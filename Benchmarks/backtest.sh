#!/usr/bin/env bash
# Scores every method on the series of docs/outlook.md; with "choose" on the earlier origins by which the
# default was chosen.
# Usage: Benchmarks/backtest.sh [choose]
set -euo pipefail
cd "$(dirname "$0")/.."
origins=(--from 2022-06 --to 2024-03)
[ "${1:-}" != choose ] || origins=(--from 2020-12 --to 2021-12)
swift build -c release --product trocha > /dev/null
.build/release/trocha backtest --list Benchmarks/outlook-series.txt "${origins[@]}"
