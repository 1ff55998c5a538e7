#!/usr/bin/env bash
# Holds the models and the outlook against statsforecast and statsmodels, which it installs from PyPI in a
# virtual environment under .tools: (a) correctness, (b) accuracy from rolling origins, (c) speed.
# Usage: Benchmarks/compare-statsforecast.sh [correctness|accuracy|speed [every]|references]
#   without a word the first three in one run; "references" makes the fixtures of the tests anew
#   RAW=FILE keeps every forecast of the peers as CSV
#   FIRST=2022-06 LAST=2024-03 are the first and last origin of the accuracy
set -euo pipefail
cd "$(dirname "$0")/.."
part="${1:-all}"
case "$part" in
  all | correctness | accuracy | speed | references) ;;
  *)
    sed -n '2,7s/^# \{0,1\}//p' "$0" >&2
    exit 64
    ;;
esac
environment=.tools/statsforecast
if [ ! -x "$environment/bin/python" ]; then
  python3 -m venv "$environment"
  "$environment/bin/pip" install --quiet statsforecast==2.1.1 statsmodels==0.15.0
fi
python="$environment/bin/python"
scripts=Benchmarks/statsforecast
# One core for each side.
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1
for product in trocha measure-outlook; do
  swift build -c release --product "$product" > /dev/null
done
if [ "$part" = all ] || [ "$part" = correctness ]; then
  echo "== Correctness"
  "$python" "$scripts/correctness.py"
fi
if [ "$part" = all ] || [ "$part" = accuracy ]; then
  echo "== Accuracy"
  "$python" "$scripts/accuracy.py" "${RAW:-/dev/null}"
fi
if [ "$part" = all ] || [ "$part" = speed ]; then
  echo "== Speed"
  "$python" "$scripts/speed.py" "${2:-1}"
fi
if [ "$part" = references ]; then
  "$python" "$scripts/references.py" Tests/ForecastingTests/Models/references
fi
