#!/usr/bin/env bash
# Prove the README's commands on a fresh Debian 12 with only git, Python 3.11 and make. Needs root and debootstrap.
# Usage: tools/bare-debian.sh ROOT [COMMAND…]   (default: make test, then make demo)
set -euo pipefail
here="$(cd "$(dirname "$0")/.." && pwd)"
root="${1:?the folder to make the root in}"
shift || true
mirror="$( (cat /etc/apt/sources.list /etc/apt/sources.list.d/*.sources 2>/dev/null || true) \
    | grep -v '^#' | grep -oE 'https?://[^ ]+/debian/?' | head -1)"

if [ ! -e "$root/etc/debian_version" ]; then
    debootstrap --variant=minbase --include=git,python3,make,ca-certificates bookworm "$root" "$mirror"
fi
# The machine's own ways to its registries, whatever they are.
cp -r /etc/apt/sources.list* "$root/etc/apt/" 2>/dev/null || true
cp /etc/resolv.conf /etc/hosts "$root/etc/"
for file in /etc/pip.conf; do [ -f "$file" ] && cp "$file" "$root$file"; done
cp -r /etc/ssl/certs/. "$root/etc/ssl/certs/" 2>/dev/null || true
cp -r /usr/share/keyrings/. "$root/usr/share/keyrings/" 2>/dev/null || true

rm -rf "$root/src" && git clone --quiet "$here" "$root/src"
for part in proc sys dev dev/pts; do
    mountpoint -q "$root/$part" || mount --bind "/$part" "$root/$part"
done
trap 'for part in dev/pts dev sys proc; do umount -l "$root/$part" || true; done' EXIT
mkdir -p "$root/dev/shm"

inside() {
    env -i HOME=/root LANG=C.UTF-8 PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
        PIP_CERT=/etc/ssl/certs/ca-certificates.crt $(env | grep -E '^(https?_proxy|no_proxy|PIP_)' | tr '\n' ' ') \
        chroot "$root" bash -c "cd /src && $1"
}
if [ $# -gt 0 ]; then
    inside "$*"
else
    inside "make test"
    inside "make demo"
fi
