#!/usr/bin/env bash
# Installs what is missing on Debian and its kin; elsewhere says what to install.
# Usage: scripts/install-missing.sh GROUP...   with groups build, brief, check, test, mpi, slurm, release, manual
set -euo pipefail
cd "$(dirname "$0")/.."

packages=()
for group in "$@"; do
  case "$group" in
    build) packages+=(libsqlite3-dev zlib1g-dev libzip-dev libxlsxwriter-dev liblapacke-dev libopenblas-dev libnlopt-dev pkg-config) ;;
    brief) packages+=(libjs-vega libjs-leaflet) ;;
    check) packages+=(poppler-utils) ;;
    test) packages+=(poppler-utils chromium chromium-driver python3-venv python3-jsonschema sqlite3) ;;
    mpi) packages+=(libopenmpi-dev openmpi-bin) ;;
    slurm) packages+=(slurm-wlm munge) ;;
    release) packages+=(bc binutils dpkg-dev fakeroot debootstrap xz-utils) ;;
    manual) packages+=(mkdocs) ;;
    *) echo "install-missing.sh: there is no group \"$group\": build, brief, check, test, mpi, slurm, release, manual" >&2; exit 2 ;;
  esac
done

if ! command -v swift > /dev/null; then
  echo "Swift 6.1 or later is missing: https://www.swift.org/install" >&2
  exit 1
fi

# Whether a package, or what it would bring, is here already.
is_here() {
  case "$1" in
    chromium-driver) command -v chromedriver > /dev/null ;;
    chromium) command -v chromium > /dev/null || command -v chromium-browser > /dev/null ;;
    sqlite3) command -v sqlite3 > /dev/null ;;
    python3-jsonschema) python3 -c 'import jsonschema' 2> /dev/null ;;
    *)
      command -v dpkg-query > /dev/null \
        && [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2> /dev/null)" = installed ]
      ;;
  esac
}

missing=()
for package in "${packages[@]}"; do
  is_here "$package" || missing+=("$package")
done

if [ ${#missing[@]} -gt 0 ]; then
  if ! command -v apt-get > /dev/null; then
    echo "Please install these, or what your system calls them: ${missing[*]}" >&2
    exit 1
  fi
  echo "Installing ${missing[*]}"
  sudo=""
  [ "$(id -u)" -eq 0 ] || sudo="sudo"
  $sudo apt-get update -qq || true
  DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends \
    "${missing[@]}" > /dev/null
fi

# The accessibility checker comes from PyPI, since Debian has no package of it; it is used by the
# tests and never part of the repository. Without it its tests are reported as skipped.
if [[ " $* " == *" test "* ]] && [ ! -f .tools/axe/axe.min.js ]; then
  echo "Fetching axe-core"
  mkdir -p .tools/axe
  if python3 -m venv .tools/venv \
    && .tools/venv/bin/pip install --quiet --disable-pip-version-check axe-core-python; then
    found=$(find .tools/venv -name axe.min.js | head -n 1)
    [ -n "$found" ] && cp "$found" .tools/axe/axe.min.js
  else
    echo "axe-core could not be fetched: the accessibility tests will be skipped." >&2
  fi
fi

# So does schemathesis, which holds the service against the description of its API.
if [[ " $* " == *" test "* ]] && [ ! -x .tools/venv/bin/schemathesis ]; then
  echo "Fetching schemathesis"
  if [ ! -x .tools/venv/bin/pip ]; then python3 -m venv .tools/venv || true; fi
  .tools/venv/bin/pip install --quiet --disable-pip-version-check schemathesis \
    || echo "schemathesis could not be fetched: its test will be skipped." >&2
fi

# And the official client of the Model Context Protocol, which asks as an assistant does.
if [[ " $* " == *" test "* ]] && ! .tools/venv/bin/python -c 'import mcp' 2> /dev/null; then
  echo "Fetching the client of the Model Context Protocol"
  if [ ! -x .tools/venv/bin/pip ]; then python3 -m venv .tools/venv || true; fi
  .tools/venv/bin/pip install --quiet --disable-pip-version-check 'mcp>=2,<3' \
    || echo "The client mcp could not be fetched: its tests will be skipped." >&2
fi

# And openpyxl, with which the tests read the workbooks that Trocha writes.
if [[ " $* " == *" test "* ]] \
  && ! .tools/venv/bin/python -c 'import openpyxl' 2> /dev/null; then
  echo "Fetching openpyxl"
  if [ ! -x .tools/venv/bin/pip ]; then python3 -m venv .tools/venv || true; fi
  .tools/venv/bin/pip install --quiet --disable-pip-version-check openpyxl \
    || echo "openpyxl could not be fetched: its test will be skipped." >&2
fi

# And SALib, for which the tests run designs as its users do.
if [[ " $* " == *" test "* ]] \
  && ! .tools/venv/bin/python -c 'import SALib' 2> /dev/null; then
  echo "Fetching SALib"
  if [ ! -x .tools/venv/bin/pip ]; then python3 -m venv .tools/venv || true; fi
  .tools/venv/bin/pip install --quiet --disable-pip-version-check SALib \
    || echo "SALib could not be fetched: its test will be skipped." >&2
fi

# And textstat, with which the tests measure how easily the sheets of a screening are read.
if [[ " $* " == *" test "* ]] \
  && ! .tools/venv/bin/python -c 'import textstat' 2> /dev/null; then
  echo "Fetching textstat"
  if [ ! -x .tools/venv/bin/pip ]; then python3 -m venv .tools/venv || true; fi
  .tools/venv/bin/pip install --quiet --disable-pip-version-check 'textstat==0.7.4' \
    || echo "textstat could not be fetched: its test will be skipped." >&2
fi
