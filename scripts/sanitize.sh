#!/usr/bin/env bash
# Runs the program, built with a sanitizer, over what uses bare memory and many threads: readers, both of FLEE's engines
# on several threads, what-ifs, an import beside questions, and the service under a small siege.
#
#   scripts/sanitize.sh [address|thread] …      default both, one after the other
set -euo pipefail
cd "$(dirname "$0")/.."
[ $# -gt 0 ] || set -- address thread
status=0
for kind in "$@"; do
  build=".build/sanitize-$kind"
  swift build --sanitize "$kind" --scratch-path "$build" --product trocha
  program="$PWD/$build/debug/trocha"
  folder="$(mktemp -d)"
  export TROCHA_RECORD="$folder/record.sqlite"
  # A fault ends the program with a status of its own. What lives as long as the program is no leak.
  export ASAN_OPTIONS="detect_leaks=0:exitcode=86:halt_on_error=1" TSAN_OPTIONS="exitcode=86:halt_on_error=0:suppressions=$PWD/scripts/thread.supp"
  try() {
    local name="$1" code=0
    shift
    "$@" > "$folder/out" 2> "$folder/errors" || code=$?
    local found
    found="$(grep -c 'ERROR: AddressSanitizer\|WARNING: ThreadSanitizer' "$folder/errors" || true)"
    printf '%-8s %-34s exit %d, %d reports\n' "$kind" "$name" "$code" "$found"
    if [ "$code" -ne 0 ] || [ "$found" -gt 0 ]; then
      status=1
      cp "$folder/errors" "$build/$(echo "$name" | tr ' ' '-').log"
    fi
  }
  gunzip -c Tests/RecordTests/official/*.csv.gz > /dev/null 2>&1 || true
  try "record show" "$program" record show usbp-southwest --period 2023-08
  try "record check" "$program" record check
  try "check of an article" "$program" check Tests/ClaimsTests/articles/darien-september.en.txt --date 2023-09-14
  try "outlook" "$program" outlook darien --as-of 2023-10-05 --months 3
  try "screen" "$program" screen --nationality VEN --arrived 2023-08-05 --on 2023-10-10
  try "people on threads" "$program" simulate flee examples/two-camps --runs 16 --out "$folder/people"
  try "one run with logs" "$program" simulate flee examples/two-camps --out "$folder/single"
  try "cohorts on threads" "$program" simulate flee examples/two-camps --runs 16 --engine cohort --out "$folder/cohorts"
  try "what if on threads" "$program" whatif flights-none flights-weekly --as-of 2023-10-05 --through 2023-11 --runs 4
  try "the service besieged" scripts/besiege.py "$program" --slow 50 --questions 300 --listeners 100 --most-megabytes 4096
  rm -rf "$folder"
done
exit $status
