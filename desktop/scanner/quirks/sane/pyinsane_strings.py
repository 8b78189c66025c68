"""pyinsane2 passes strings in a buffer of their own length; the standard allows a backend to read the option's size.

Source: SANE standard 1.06, 4.2.9.5 (`size`); pyinsane2 2.0.13, `sane/rawapi.py`.
"""

from __future__ import annotations


def padded(text: str, size: int) -> bytes:
    """The string in a buffer of the size that the option announces."""
    return text.encode().ljust(size, b"\0")
