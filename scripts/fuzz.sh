#!/bin/sh
# Fuzzes readers with libFuzzer: scripts/fuzz.sh [seconds each] [reader …]. Inputs that were found to trap are kept
# in .build/fuzz-found; the corpus grows in .build/fuzz-corpus. Prints a line for each reader: inputs, seconds, edges.
# With TROCHA_FUZZ_BUILT=1 what was built before is run. The long run is `make fuzz SECONDS=1800`.
set -eu
seconds="${1:-30}"
[ $# -gt 0 ] && shift
library="$(ls "$(dirname "$(readlink -f "$(command -v swift)")")"/../lib/clang/*/lib/linux/libclang_rt.fuzzer_no_main-*.a | head -1)"
build="${TROCHA_FUZZ_BUILD:-.build/fuzz}"
[ -n "${TROCHA_FUZZ_BUILT:-}" ] || TROCHA_FUZZ=1 swift build -c release --scratch-path "$build" --product fuzz-readers \
  -Xswiftc -Xfrontend -Xswiftc -sanitize=fuzzer -Xlinker "$library" -Xlinker -lstdc++ -Xlinker -lm
program="$build/release/fuzz-readers"
[ $# -gt 0 ] || set -- $("$program")
status=0
for reader in "$@"; do
  corpus=".build/fuzz-corpus/$reader"
  mkdir -p "$corpus" ".build/fuzz-found"
  scripts/fuzz-seeds.py "$reader" "$corpus"
  log=".build/fuzz-found/$reader.log"
  # libFuzzer keeps what traps; Swift would say where, and end before.
  SWIFT_BACKTRACE=enable=no TROCHA_FUZZ_READER="$reader" "$program" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=512 \
    -max_len=65536 -print_final_stats=1 -verbosity=1 -artifact_prefix=".build/fuzz-found/$reader-" "$corpus" \
    > "$log" 2>&1 || { status=1; echo "$reader: FOUND, see $log"; }
  awk -v reader="$reader" '
    /number_of_executed_units/ { inputs = $2 } /peak_rss_mb/ { peak = $2 }
    /^Done / { seconds = $(NF - 1) }
    / cov: / { for (i = 1; i <= NF; i++) if ($i == "cov:") edges = $(i + 1) }
    END { printf "%-16s %9d inputs  %5d s  %6d edges  %5d MB\n", reader, inputs, seconds, edges, peak }' "$log"
  rm -rf /dev/shm/trocha-fuzz-*
done
exit $status
