"""pyinsane2 hands SANE_Fixed options over as raw 16.16 numbers (the test backend's resolution, br-x, br-y).

Source: SANE standard 1.06, 4.2.2; pyinsane2 2.0.13, `sane/rawapi.py`.
"""

from __future__ import annotations

_ONE = 65536


def to_raw(kind: str, value: float) -> int:
    """A value as the option wants it."""
    return round(value * _ONE) if kind == "fixed" else round(value)


def from_raw(kind: str, value: float) -> float:
    """A value as it is meant."""
    return value / _ONE if kind == "fixed" else value
