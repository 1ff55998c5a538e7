#!/usr/bin/env bash
# Scores every method on the eighteen series of docs/outlook.md; with "choose" on the earlier origins by
# which the default was chosen.
# Usage: Benchmarks/backtest.sh [choose]
set -euo pipefail
cd "$(dirname "$0")/.."
series=(usbp-southwest usbp-southwest-venezuelans darien darien-venezuelans honduras-entries
  honduras-entries-venezuelans mexico-events mexico-events-venezuelans)
for nationality in CUB HTI NIC COL ECU GTM HND MEX SLV PER; do
  series+=("measure=encounters place=us-southwest-border component=usbp nationality=$nationality")
done
swift build -c release --product trocha > /dev/null
if [ "${1:-}" = choose ]; then
  .build/release/trocha backtest "${series[@]}" --from 2020-12 --to 2021-12
else
  .build/release/trocha backtest "${series[@]}" --from 2022-06 --to 2024-03
fi
