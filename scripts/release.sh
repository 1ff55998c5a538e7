#!/usr/bin/env bash
# Makes a release in .build/packages: a tarball for x86-64 and a Debian package, each with Swift's runtime inside, manual
# pages, completion, a bill of materials, and the checksums. Says where they are. Upload and tag are people's work: see
# docs/release.md.
#
#   scripts/release.sh [--no-build]     --no-build packs what was built before
set -euo pipefail
cd "$(dirname "$0")/.."

version="$(scripts/version.sh)"
built="${TROCHA_STATIC_BUILD:-.build/static}"
out=.build/packages
arch="$(dpkg --print-architecture)"
export SOURCE_DATE_EPOCH="${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}"

if [ "${1:-}" != --no-build ]; then
  scripts/install-missing.sh build release
  swift build -c release --static-swift-stdlib --scratch-path "$built" --product trocha
fi
said="$("$built/release/trocha" --version)"
[ "$said" = "$version" ] || { echo "The program built says $said, VERSION $version." >&2; exit 1; }

rm -rf "$out" && mkdir -p "$out"
name="trocha-$version-linux-$(uname -m)"
folder="$out/$name"
mkdir -p "$folder/completion"
strip --strip-unneeded -o "$folder/trocha" "$built/release/trocha"
# The tests' resources stay behind.
for bundle in "$built"/release/*.resources; do
  case "$bundle" in *Tests.resources) ;; *) cp -R "$bundle" "$folder/" ;; esac
done
scripts/command-pages.py "$folder/trocha" --man "$folder/man"
for shell in bash zsh fish; do
  "$folder/trocha" --generate-completion-script "$shell" > "$folder/completion/trocha.$shell"
done
scripts/sbom.py > "$folder/sbom.json"
cp LICENSE CHANGELOG.md packaging/trocha.service "$folder/"

# The libraries that the program asks for, by the packages that hold them here.
control="$(mktemp -d)"
trap 'rm -rf "$control"' EXIT
mkdir "$control/debian" && touch "$control/debian/control"
depends="$(cd "$control" && dpkg-shlibdeps -O "$OLDPWD/$folder/trocha" 2> "$control/said" | sed -n 's/^shlibs:Depends=//p')" \
  || { cat "$control/said" >&2; exit 1; }
libraries="$(echo "$depends" | tr ',' '\n' | sed 's/[(|].*//; s/ //g' | tr '\n' ' ')"
sed "s/@VERSION@/$version/g; s/@LIBRARIES@/${libraries% }/" packaging/README > "$folder/README"

export XZ_DEFAULTS="--threads=0"
tar --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" \
  -C "$out" -cJf "$out/$name.tar.xz" "$name"

# The same files, at Debian's places.
root="$control/root"
docs="$root/usr/share/doc/trocha"
install -d "$root/DEBIAN" "$root/usr/bin" "$root/usr/lib/trocha" "$root/usr/lib/systemd/system" \
  "$root/usr/share/man/man1" "$root/usr/share/bash-completion/completions" \
  "$root/usr/share/zsh/vendor-completions" "$root/usr/share/fish/vendor_completions.d" "$docs"
cp -R "$folder/trocha" "$folder"/*.resources "$root/usr/lib/trocha/"
ln -s ../lib/trocha/trocha "$root/usr/bin/trocha"
cp "$folder"/man/*.1 "$root/usr/share/man/man1/" && gzip -9n "$root"/usr/share/man/man1/*.1
cp "$folder/completion/trocha.bash" "$root/usr/share/bash-completion/completions/trocha"
cp "$folder/completion/trocha.zsh" "$root/usr/share/zsh/vendor-completions/_trocha"
cp "$folder/completion/trocha.fish" "$root/usr/share/fish/vendor_completions.d/trocha.fish"
cp packaging/trocha.service "$root/usr/lib/systemd/system/"
cp packaging/copyright "$folder/sbom.json" "$docs/"
gzip -9nc CHANGELOG.md > "$docs/changelog.gz"
for step in postinst prerm postrm; do install -m 755 "packaging/$step" "$root/DEBIAN/$step"; done
chmod -R u=rwX,go=rX "$root"
cat > "$root/DEBIAN/control" << CONTROL
Package: trocha
Version: $version
Architecture: $arch
Maintainer: The Trocha maintainers <trocha@localhost>
Installed-Size: $(du -sk "$root/usr" | cut -f1)
Depends: $depends, libjs-vega, libjs-leaflet
Recommends: poppler-utils
Section: science
Priority: optional
Description: published migration figures, forecasts, what-if and a checker of claims
 Trocha holds the published record of a migration corridor and answers questions
 from it: how many people, where, since when, compared with what, according to
 whom, and was the figure revised since. It forecasts, simulates, screens and
 checks figures in prose, in English and Spanish, without a network, on the
 command line and as a local web application (trocha serve, trocha.service).
CONTROL
fakeroot dpkg-deb --build -Zxz "$root" "$out/trocha_${version}_$arch.deb" > /dev/null

rm -rf "$folder"
(cd "$out" && sha256sum -- *.tar.xz *.deb > SHA256SUMS)
ls -l "$out"
