"""Some machines make one file of a pile, others a file of every page, and none says which was the last.

Source: node-hp-scan-to, report 471 (a JPEG for each page, the PDF of all of them behind).
"""

from __future__ import annotations

from pathlib import Path

BATCH_S = 10.0
"""A machine that makes a file of every page has done so when nothing more has come for so long."""
_WHOLE_BATCH = {".pdf", ".tif", ".tiff"}
"""Kinds that hold all the pages of a pile."""


def more_within_s(path: Path) -> float:
    """For how long to wait for another file behind this one, seconds."""
    return 0.0 if path.suffix.lower() in _WHOLE_BATCH else BATCH_S
