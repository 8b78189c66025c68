"""A backend gives a well-known option a name of its own.

Source: pyinsane2 and libinsane's list of workarounds.
"""

from __future__ import annotations

_ALIASES = {
    # Lexmark MFP CX510de.
    "scan-resolution": "resolution",
    # Samsung M288x.
    "doc-source": "source",
}


def well_known(name: str) -> str:
    """The name that the SANE standard gives it."""
    return _ALIASES.get(name, name)
