"""A feeder says that it is empty only when its next page is read, not when that is started.

Source: SANE standard 1.06, 4.3.10 (`sane_read` may give NO_DOCS); simple-scan, report 49 (Canon, backend pixma).
"""

from __future__ import annotations

from desktop.scanner.errors import BadPage, NoPaper, ScannerTrouble


def meant(empty: NoPaper, received: int) -> ScannerTrouble:
    """What an empty feeder means while a frame is read: the end, or in the middle of a page that this page is lost.

    Args:
        empty: what was said.
        received: bytes of the frame that have come.
    """
    return BadPage(cause=f"no paper after {received} bytes of a page") if received else empty
