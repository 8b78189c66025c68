#!/usr/bin/env bash
# Compare every locked package with the public advisories of the Python Package Index; part of each release.
# Exit status 0 only where each of them was looked up and nothing is known against it. No network is no answer: it fails.
set -euo pipefail
cd "$(dirname "$0")/.."

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --require-hashes -r tools/audit.lock

# Without markers: what only Windows needs is audited here too.
cat locks/*.lock | sed -E 's/^([a-z0-9][^ ]*==[^ ]*) ; .*$/\1 \\/' > "$work/all.lock"
count="$(grep -cE '^[a-z0-9]' "$work/all.lock")"

if ! "$work/venv/bin/pip-audit" --strict --disable-pip --require-hashes --progress-spinner off -r "$work/all.lock"; then
    echo "NOT PASSED: something is known against a package above, or it could not be looked up (is there a network?)." >&2
    exit 1
fi
echo "$count packages: nothing is known against them."
echo "No such list knows these; read their projects' advisories by hand:"
python3 - <<'PYTHON'
import tomllib
from pathlib import Path

pins = tomllib.loads(Path("installer/pins.toml").read_text("utf-8"))
openssl = pins["openssl"]
print(f"  CPython {pins['python']['version']}")
print(f"  OpenSSL {openssl['version']}, out of {openssl['package']}, cared for until {openssl['supported_until']}")
PYTHON
