"""A file is there before it is whole: a machine writes it page by page, at network speed, in several goes.

Source: paperless, reports 128 and 168; paperless-ngx, report 1279 (Lexmark CX317dn); docspell, report 3223.
"""

from __future__ import annotations

from pathlib import Path

STABLE_S = 1.0
"""A file that ends as it should and has not changed for so long is whole."""
FINAL_S = 10.0
"""A file that has not changed for so long is all there will be, however it ends."""
_FOOTERS = {b"%PDF": (b"%%EOF", 2048), b"\xff\xd8\xff": (b"\xff\xd9", 64), b"\x89PNG": (b"IEND", 16)}


def has_settled(path: Path, quiet_s: float) -> bool:
    """Whether nothing more will be written into a file.

    Args:
        path: the file.
        quiet_s: for how long it has not changed, seconds; negative where it has just done so.
    """
    return quiet_s >= FINAL_S or (quiet_s >= STABLE_S and _ends_well(path) and _closed(path))


def _ends_well(path: Path) -> bool:
    """Whether a file ends as its kind does.

    Never for kinds without a mark at their end: a TIFF of one page is a whole TIFF while the next page is written.
    """
    try:
        with path.open("rb") as file:
            head = file.read(4)
            for start, (footer, within) in _FOOTERS.items():
                if head.startswith(start):
                    file.seek(max(0, path.stat().st_size - within))
                    return footer in file.read(within)
    except OSError:
        return False
    return False


def _closed(path: Path) -> bool:
    """Whether nobody has it open for writing; on Windows the system tells."""
    try:
        with path.open("r+b"):
            return True
    except OSError:
        return False
