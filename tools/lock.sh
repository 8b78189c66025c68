#!/usr/bin/env bash
# Resolve the dependencies anew. One lock serves Linux and Windows x64; it names no registry.
# Versions already locked stay; `tools/lock.sh --upgrade` takes the newest that pyproject.toml allows.
set -euo pipefail
cd "$(dirname "$0")/.."

# Outside the checkout: two runs, or a run that is killed, leave nothing behind in it.
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet uv
uv="$work/venv/bin/uv"

# uv does not read pip's configuration; a machine that has a registry of its own names it there.
index="${PIP_INDEX_URL:-$("$work/venv/bin/pip" config get global.index-url 2>/dev/null || true)}"
if [ -n "$index" ]; then export UV_DEFAULT_INDEX="$index"; fi

$uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header "$@" \
    --extra dev --extra fast --extra sane -o locks/requirements.lock pyproject.toml
$uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-deps "$@" \
    -o locks/models.lock locks/models.in
echo "pip-audit" | $uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header "$@" \
    -o tools/audit.lock -

echo "Checking that both locks install on Windows x64, from wheels alone and by hash…"
windows=(--python-platform x86_64-pc-windows-msvc --python-version 3.11 --only-binary :all: --require-hashes)
$uv pip install --quiet --dry-run --target "$work/windows" "${windows[@]}" -r locks/requirements.lock
$uv pip install --quiet --dry-run --target "$work/windows" "${windows[@]}" --no-deps -r locks/models.lock
