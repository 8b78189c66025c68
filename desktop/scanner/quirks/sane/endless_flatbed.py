"""A flatbed never says that it is empty: started again, it scans the same sheet for ever.

Source: libinsane's normalisation of flatbed and feeder («It will never tell us that there is no paper left to scan»).
"""

from __future__ import annotations

from desktop.scanner.driver import Source


def is_last_page(source: Source) -> bool:
    """Whether the page that has come is the last one, whatever the device would give next."""
    return source is Source.FLATBED
