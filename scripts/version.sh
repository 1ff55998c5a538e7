#!/bin/sh
# Prints the version: the tag of what is checked out (v0.2.0 is 0.2.0), else the file VERSION, since a clone may have
# no tags. A tag that says something else than VERSION is a fault: a program would report the one and be named the other.
set -eu
cd "$(dirname "$0")/.."
file="$(cat VERSION)"
tag="$(git tag --points-at HEAD --list 'v[0-9]*' --sort=-v:refname 2> /dev/null | head -n 1 || true)"
if [ -n "$tag" ] && [ "${tag#v}" != "$file" ]; then
  echo "The tag here is $tag, and VERSION says $file: make them one." >&2
  exit 1
fi
echo "$file"
