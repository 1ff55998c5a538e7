#!/usr/bin/env bash
# Runs the tests that were built in release, with a folder of their own for temporary files: records, copies and pages of
# a run take some gigabytes, which go with it, also when it is interrupted.
#
#   scripts/run-tests.sh [argument of `swift test` …]
set -uo pipefail
cd "$(dirname "$0")/.."
TMPDIR="$(mktemp -d)"
export TMPDIR
# Some tests try what another user may do.
chmod 755 "$TMPDIR"
trap 'rm -rf "$TMPDIR"' EXIT
trap 'exit 130' INT TERM
axe="$PWD/.tools/axe/axe.min.js"
[ ! -e "$axe" ] || export TROCHA_AXE="$axe"
export TROCHA_SCREENSHOTS="${TROCHA_SCREENSHOTS:-$PWD/.build/screenshots}"
"${SWIFT:-swift}" test -c release --skip-build "$@"
