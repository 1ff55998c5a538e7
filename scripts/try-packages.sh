#!/usr/bin/env bash
# Tries what scripts/release.sh made: the tarball in an empty folder, and the Debian package in a clean Debian (made by
# debootstrap, from the mirror of this machine's apt): install, first answer, brief, service, remove. The steps of the
# container file run in that Debian too, since they need no engine there. Prints a line for each. Needs root.
#
#   scripts/try-packages.sh [FOLDER]     default .build/packages
#   TROCHA_DEBIAN=ROOT                   a clean Debian made by debootstrap before, which is copied
set -euo pipefail
# What is mounted is so for this script alone.
[ -n "${TROCHA_OWN_MOUNTS:-}" ] || TROCHA_OWN_MOUNTS=1 exec unshare --mount --propagation private "$0" "$@"
cd "$(dirname "$0")/.."
packages="$(realpath "${1:-.build/packages}")"
work="$(mktemp -d)"
root="$work/debian"
served=""
cleanup() {
  [ -z "$served" ] || kill "$served" 2> /dev/null || true
  if mountpoint -q "$root/proc"; then umount -l "$root/proc"; fi
  rm -rf --one-file-system "$work"
}
trap cleanup EXIT

step() { printf '%-46s %s\n' "$1" "$2"; }
fail() { echo "FAILED: $*" >&2; exit 1; }
# Runs a command: what it prints goes into $work/said, what it took into $took, its processor time into $spent.
timed() {
  local TIMEFORMAT="%R %U %S" user system
  { time "$@" > "$work/said" 2> "$work/errors"; } 2> "$work/time" || { cat "$work/said" "$work/errors" >&2; fail "$*"; }
  read -r took user system < "$work/time"
  spent="$(echo "$user + $system" | bc)"
  took="$took s, $spent s of a processor"
}
# The figure is the publisher's: 181,054 in August 2023, as released on 19 June 2025.
is_right() { grep -q '181,054' "$work/said" || { cat "$work/said" >&2; fail "the first answer"; }; }

(cd "$packages" && sha256sum --quiet --check SHA256SUMS) && step "checksums" "right"
bare="$work/bare"
mkdir -p "$bare/home"
tar -xJf "$packages"/trocha-*.tar.xz -C "$bare" --strip-components=1
timed env -i PATH=/usr/bin:/bin HOME="$bare/home" "$bare/trocha" record show usbp-southwest --period 2023-08
is_right
step "tarball in an empty folder, first answer" "$took"
step "tarball, unpacked" "$(du -sm "$bare" | cut -f1) MB, the program $(du -m "$bare/trocha" | cut -f1) MB"

mirror="$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | sort | uniq -c | sort -rn | awk '/debian\/?$/ { print $2; exit }')"
suite="$(. /etc/os-release && echo "$VERSION_CODENAME")"
if [ -n "${TROCHA_DEBIAN:-}" ]; then
  cp -a "$TROCHA_DEBIAN" "$root"
else
  debootstrap --variant=minbase "$suite" "$root" "$mirror" > "$work/debootstrap.log" 2>&1 \
    || { tail -5 "$work/debootstrap.log" >&2; fail "debootstrap from $mirror"; }
fi
# The same mirror and the same way to it as here.
cp -R /etc/apt/apt.conf.d/. "$root/etc/apt/apt.conf.d/"
cp /etc/resolv.conf "$root/etc/" 2> /dev/null || true
mount -t proc proc "$root/proc"
inside() { chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 "$@"; }
step "a clean Debian" "$suite, $(inside dpkg-query -f '.\n' -W | wc -l) packages, no Swift"
inside dpkg-query -f '${Package} ${Version}\n' -W > "$work/before"

# The RUN lines of the container file, as its engine would run them, and then its user.
cp "$packages"/trocha_*.deb "$root/tmp/"
sed -n 's/^RUN //p' packaging/Containerfile > "$work/steps"
start="$(date +%s)"
while read -r line; do
  inside sh -ec "$line" > "$work/said" 2>&1 < /dev/null || { tail -20 "$work/said" >&2; fail "$line"; }
done < "$work/steps"
step "install, by the container file's $(wc -l < "$work/steps") steps" "$(($(date +%s) - start)) s, with what it needs"
timed inside trocha record show usbp-southwest --period 2023-08
is_right
step "first answer after it (under 10 s)" "$took"
# A machine that others work on may take longer; the processor does not.
[ "$(echo "$spent < 10" | bc)" = 1 ] || fail "the first answer took $took"
timed inside trocha record show usbp-southwest --period 2023-08
step "second answer" "$took"
timed inside trocha brief --out /tmp/brief
step "brief" "$took, $(du -k "$root/tmp/brief/brief.html" | cut -f1) kB"
inside test -s /usr/share/man/man1/trocha-brief.1.gz || fail "no manual page"
inside bash -c '. /usr/share/bash-completion/completions/trocha && complete -p trocha' > /dev/null || fail "completion"
if command -v systemd-analyze > /dev/null; then
  # By this machine's units: the clean Debian has no systemd. The program is only there.
  sed 's|^ExecStart=.*|ExecStart=/bin/true|' "$root/usr/lib/systemd/system/trocha.service" > "$work/trocha.service"
  systemd-analyze verify --man=no "$work/trocha.service" 2> "$work/said" || { cat "$work/said" >&2; fail "trocha.service"; }
  step "trocha.service" "systemd-analyze finds nothing"
else
  step "trocha.service" "not verified: systemd-analyze is not here"
fi

# The service as its own user, where the container file says.
port=18642
chroot --userspec=trocha "$root" env -i PATH=/usr/bin:/bin HOME=/var/lib/trocha TROCHA_RECORD=/var/lib/trocha/record.sqlite \
  trocha serve --port "$port" > "$work/served" 2>&1 &
served=$!
python3 - "$port" << 'PYTHON' || { cat "$work/served" >&2; fail "the service"; }
import sys, time, urllib.request
address = f"http://127.0.0.1:{sys.argv[1]}"
for _ in range(240):
    try:
        health = urllib.request.urlopen(address + "/health", timeout=5).read().decode()
        break
    except OSError:
        time.sleep(0.25)
else:
    sys.exit("no answer at /health")
page = urllib.request.urlopen(address + "/?lang=en", timeout=60)
sys.exit(0 if page.status == 200 and '"version"' in health else "the first page")
PYTHON
step "trocha serve" "/health and the first page answer"
kill "$served" && wait "$served" 2> /dev/null || true
served=""

inside apt-get remove -y --purge trocha > "$work/said" 2>&1 || { cat "$work/said" >&2; fail "remove"; }
left="$(cd "$root" && find usr etc lib -path '*trocha*' 2> /dev/null | head -5)"
[ -z "$left" ] || fail "left behind: $left"
step "removed" "nothing of it is left under /usr and /etc"
