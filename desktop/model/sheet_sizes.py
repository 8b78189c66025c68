"""The sizes of the sheets that come to a counter (ISO 216, ISO/IEC 7810 ID-1, F4 and the like)."""

from __future__ import annotations

CARD = "card"
SIZES_MM = {
    CARD: (85.6, 54.0),
    "A6": (148.0, 105.0),
    "A5": (210.0, 148.0),
    "A4": (297.0, 210.0),
    "A3": (420.0, 297.0),
    "letter": (279.4, 215.9),
    "F4": (330.0, 215.9),
    "legal": (355.6, 215.9),
}
"""Longer and shorter side."""
TOLERANCE_MM = 2.5


def known_size(width_mm: float, height_mm: float, tolerance_mm: float = TOLERANCE_MM) -> tuple[str, list[float]] | None:
    """Name and exact width and height, mm, of the sheet that this is, lying or standing; None for any other."""
    best = None
    for name, (long, short) in SIZES_MM.items():
        exact = [long, short] if width_mm > height_mm else [short, long]
        off = max(abs(width_mm - exact[0]), abs(height_mm - exact[1]))
        if off <= tolerance_mm and (best is None or off < best[0]):
            best = (off, name, exact)
    return best and (best[1], best[2])
