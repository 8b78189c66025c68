#!/usr/bin/env bash
# Resolve the dependencies anew. One lock serves Linux and Windows x64; it names no registry.
set -euo pipefail
cd "$(dirname "$0")/.."

python3 -m venv .venv-lock
trap 'rm -rf .venv-lock' EXIT
.venv-lock/bin/pip install --quiet uv
uv=.venv-lock/bin/uv

$uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
    --extra dev --extra sane -o locks/requirements.lock pyproject.toml
$uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-deps \
    -o locks/models.lock locks/models.in

echo "Checking that the lock resolves to wheels for Windows x64…"
$uv pip compile --quiet --python-platform x86_64-pc-windows-msvc --python-version 3.11 --only-binary :all: \
    -c locks/requirements.lock -o /dev/null pyproject.toml
