"""Backends that gave a well-known option a name of their own (both seen by pyinsane2's author)."""

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
