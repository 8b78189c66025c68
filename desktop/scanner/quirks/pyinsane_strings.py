"""pyinsane2 passes strings in a buffer of their own length; the standard allows a backend to read the option's size."""

from __future__ import annotations


def padded(text: str, size: int) -> bytes:
    """The string in a buffer of the size that the option announces."""
    return text.encode().ljust(size, b"\0")
