"""pyinsane2 starts a daemon of its own, which truncates large pages (`AssertionError` in `remote_do`).

We are in a process of our own already: it must be told before its first import.

Source: seen with the pages of SANE's test backend; pyinsane2 2.0.13, `sane/abstract_proc.py`.
"""

from __future__ import annotations

import os


def switch_off() -> None:
    """No daemon in this process."""
    os.environ["PYINSANE_SINGLE_THREAD"] = "1"
