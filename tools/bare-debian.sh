#!/usr/bin/env bash
# Prove the README's commands on a fresh Debian 12 with only git, Python 3.11 and make. Needs root and debootstrap.
# Usage: tools/bare-debian.sh ROOT [COMMAND…]   (default: make test, then make demo)
# ROOT is made where it is not there yet, and stays; the committed state of this checkout is cloned into it.
set -euo pipefail
if [ "${1:-}" = "" ] || [ "$(id -u)" -ne 0 ]; then
    sed -n '2,4s/^# //p' "$0" >&2
    exit 2
fi

# Mounts live in a namespace of their own: they are gone with this script however it ends, so that nobody who
# removes ROOT later removes the machine's own /dev through it.
if [ "${QUAYSO_BARE:-}" != inside ]; then
    exec env QUAYSO_BARE=inside unshare --mount --propagation private bash "$0" "$@"
fi

here="$(cd "$(dirname "$0")/.." && pwd)"
root="$(realpath -m "$1")"
shift

if [ ! -x "$root/usr/bin/make" ]; then
    mirror="$(apt-get indextargets --format '$(SITE)' 'Codename: bookworm' 'Label: Debian' 2>/dev/null | sort -u | head -1)"
    [ -n "$mirror" ] || mirror="$(cat /etc/apt/sources.list /etc/apt/sources.list.d/*.sources 2>/dev/null \
        | grep -v '^#' | grep -oE 'https?://[^ ]+/debian/?' | head -1)"
    debootstrap --variant=minbase --include=git,python3,make,ca-certificates bookworm "$root" "$mirror"
    # Nothing may start a service of this machine from in there.
    printf '#!/bin/sh\nexit 101\n' > "$root/usr/sbin/policy-rc.d"
    chmod +x "$root/usr/sbin/policy-rc.d"
fi

# This machine's own ways to its registries, whatever they are: they are configuration, not part of the proof.
cp /etc/resolv.conf /etc/hosts "$root/etc/"
cp -r /etc/ssl/certs/. "$root/etc/ssl/certs/"
registry=()
while IFS= read -r one; do registry+=("$one"); done \
    < <(env | grep -E '^(PIP_[A-Z_]+|https?_proxy|no_proxy|HTTPS?_PROXY|NO_PROXY|SSL_CERT_FILE)=' || true)
for file in /etc/pip.conf "$HOME/.pip/pip.conf" "$HOME/.config/pip/pip.conf"; do
    [ -f "$file" ] && install -D "$file" "$root${file/#$HOME//root}"
done
for kind in proc sys dev dev/pts; do
    mount --bind "/$kind" "$root/$kind"
done
mkdir -p "$root/dev/shm" && mount -t tmpfs tmpfs "$root/dev/shm"
# Folders of packages that pip's configuration names.
{ pip config list 2>/dev/null || true; env | grep '^PIP_' || true; } \
    | { grep -oE '(file://)?/[^ '"'"'"\\]+' || true; } | sed 's#^file://##; s#/simple/*$##' | sort -u \
    | while IFS= read -r folder; do
        [ -d "$folder" ] || continue
        mkdir -p "$root$folder"
        mount --bind "$folder" "$root$folder"
    done

rm -rf "$root/src"
git clone --quiet --no-hardlinks "$here" "$root/src"

inside() {
    env -i HOME=/root LANG=C.UTF-8 PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
        "${registry[@]}" chroot "$root" bash -c "cd /src && $1"
}
if [ $# -gt 0 ]; then
    inside "$*"
else
    inside "make test"
    inside "make demo"
fi
