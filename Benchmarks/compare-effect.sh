#!/usr/bin/env bash
# Holds the methods of `trocha effect` against pysyncon, statsmodels and tfcausalimpact on the same panels
# in one run.
#
# Usage: Benchmarks/compare-effect.sh [--write]
#   --write        also writes the references of the tests, Tests/EffectsTests/reference.json
#   TROCHA_BINARY  a built trocha, instead of building one
set -euo pipefail

root="$(cd "$(dirname "$0")/.." && pwd)"
python="$root/.tools/effect/bin/python"
if [ ! -x "$python" ]; then
  python3 -m venv "$root/.tools/effect"
fi
"$python" -c "import pysyncon, statsmodels, causalimpact" 2>/dev/null ||
  "$python" -m pip install --quiet pysyncon==1.7.0 statsmodels==0.15.0 tfcausalimpact==0.0.19
trocha="${TROCHA_BINARY:-}"
if [ -z "$trocha" ]; then
  swift build --package-path "$root" -c release --product trocha >&2
  trocha="$(swift build --package-path "$root" -c release --show-bin-path)/trocha"
fi
arguments=("$trocha")
[ "${1:-}" = "--write" ] && arguments+=("$root/Tests/EffectsTests/reference.json")
scratch="$(mktemp -d)"
trap 'rm -rf "$scratch"' EXIT
TROCHA_RECORD="$scratch/record.sqlite" "$python" "$root/Benchmarks/compare-effect.py" "${arguments[@]}"
