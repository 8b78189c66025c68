"""pyinsane2 hands SANE_Fixed options over as raw 16.16 numbers (the test backend's resolution, br-x, br-y)."""

from __future__ import annotations

from typing import Any

_SANE_TYPE_FIXED = 2
_ONE = 65536


def _scale(option: Any) -> int:
    return _ONE if int(option.val_type) == _SANE_TYPE_FIXED else 1


def to_raw(option: Any, value: float) -> int:
    """A value as the option wants it."""
    return round(value * _scale(option))


def from_raw(option: Any, value: float) -> float:
    """A value as it is meant."""
    return value / _scale(option)
