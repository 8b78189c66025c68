#!/usr/bin/env bash
# The system packages that Quầy Số needs on Debian 12; does nothing where all of them are there.
# Usage: tools/system-packages.sh [installer]    (installer: what building and checking the Windows setup file needs)
set -euo pipefail

packages=(
    python3-venv
    # reading
    tesseract-ocr tesseract-ocr-vie
    # scanning
    libsane1 libsane-common sane-utils sane-airscan
    # signing tests, and programs that are not ours to check what we made
    softhsm2 openssl poppler-utils qpdf gcc libc6-dev
    # seeing whom the program calls: in a network of its own, or traced
    iproute2 strace
    # the window
    libegl1 libgl1 libglib2.0-0 libdbus-1-3 libfontconfig1 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4
    libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-xinerama0
    xvfb xauth dbus-daemon
)

if [ "${1:-}" = installer ]; then
    packages=(
        git osslsigncode ca-certificates tesseract-ocr-vie
        gcc-mingw-w64-x86-64-posix binutils-mingw-w64-x86-64 mingw-w64-x86-64-dev g++-mingw-w64-x86-64-posix nsis
        wine wine64 xvfb fonts-dejavu-core poppler-utils qpdf
    )
fi

if ! command -v dpkg-query >/dev/null; then
    echo "Not a Debian system; these packages, or what they are called here, must be installed: ${packages[*]}" >&2
    exit 0
fi

missing=()
for package in "${packages[@]}"; do
    if [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || true)" != installed ]; then
        missing+=("$package")
    fi
done
[ ${#missing[@]} -eq 0 ] && exit 0

run=()
if [ "$(id -u)" -eq 0 ]; then
    echo "Installing system packages: ${missing[*]}"
elif command -v sudo >/dev/null; then
    echo "Installing system packages with sudo: ${missing[*]}"
    run=(sudo)
else
    echo "These system packages are missing, and neither root nor sudo is at hand: ${missing[*]}" >&2
    echo "As root: apt-get install --no-install-recommends ${missing[*]}" >&2
    exit 1
fi
"${run[@]}" apt-get update -qq
"${run[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
