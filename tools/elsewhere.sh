#!/usr/bin/env bash
# Run the tests as another machine would: both cores busy with something else, in random order, at another hour, on an
# older processor, with new examples. Usage: tools/elsewhere.sh [PYTEST ARGUMENT…]    (default: all tests)
#
# SEED=N gives the same order again; HOUR=SECONDS moves the time of day; BUSY=0 leaves the cores alone.
set -euo pipefail
cd "$(dirname "$0")/.."

SEED="${SEED:-$RANDOM}"
export HOUR="${HOUR:-$((RANDOM % 86400))}"
echo "SEED=$SEED HOUR=$HOUR BUSY=${BUSY:-2}"

work="$(mktemp -d)"
gcc -shared -fPIC -O2 -o "$work/hour.so" tests/elsewhere/hour.c
for ((at = 0; at < ${BUSY:-2}; at++)); do
    while :; do :; done &
done
trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$work"' EXIT

# What each library is told to do without; only what these switches reach is proven. onnxruntime has none, so the nets'
# answers are moved by as much as another processor's rounding moves them (sitecustomize.py).
export OPENCV_CPU_DISABLE=AVX512-SKX,AVX2,FMA3,FP16,AVX,SSE4.2,SSE4.1
export OPENBLAS_CORETYPE=NEHALEM
export GLIBC_TUNABLES=glibc.cpu.hwcaps=-AVX512F,-AVX2,-FMA
export PYTHONPATH="$PWD/tests/elsewhere${PYTHONPATH:+:$PYTHONPATH}"

env -u WAYLAND_DISPLAY QT_QPA_PLATFORM=xcb xvfb-run -a -s "-screen 0 1366x768x24" \
    env LD_PRELOAD="$work/hour.so" \
    .venv/bin/python -m pytest -q -p randomly --randomly-seed="$SEED" --hypothesis-profile=elsewhere -n 2 --dist loadgroup "$@"
