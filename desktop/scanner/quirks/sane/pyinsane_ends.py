"""pyinsane2 has no status for two ends: it raises `StopIteration` for an empty feeder, `EOFError` behind a frame.

Source: pyinsane2 2.0.13, `sane_start` and `sane_read` in `sane/rawapi.py`.
"""

from __future__ import annotations

ENDS = (StopIteration, EOFError)
"""What is raised."""
_EOF, _NO_DOCS = 5, 7


def status_of(end: Exception) -> int:
    """SANE's status, which the library had and did not pass on.

    Args:
        end: one of `ENDS`.
    """
    return _NO_DOCS if isinstance(end, StopIteration) else _EOF
