"""What the program leaves alone until it is needed: each is megabytes on a counter PC, and time at every start."""

from __future__ import annotations

import subprocess
import sys

HEAVY = (
    "rfc3987_syntax",
    "jsonschema",
    "fontTools.subset",
    "openpyxl",
    "fastapi",
    "uvicorn",
    "onnxruntime",
    "tesserocr",
)


def test_a_counter_that_only_scans_carries_nothing_else():
    ask = f"import sys, desktop.app, desktop.training.station; print(*[one for one in {HEAVY} if one in sys.modules])"
    loaded = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, timeout=120, check=True)
    assert loaded.stdout.split() == []
