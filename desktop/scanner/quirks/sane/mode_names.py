"""Every SANE backend has its own names for colour, grey and black and white.

Source: libinsane's list of workarounds (Brother MFC-7360N: `24bit Color`, `True Gray`; Samsung CLX-3300:
`Color - 16 Million Colors`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from desktop.model.scanning import Colour

_NAMES = {
    Colour.COLOUR: ("color", "colour", "24bit color", "color - 16 million colors"),
    Colour.GREY: ("gray", "grey", "grayscale", "greyscale", "true gray", "8bit gray"),
    Colour.BLACK_AND_WHITE: ("lineart", "binary", "black & white", "monochrome", "1bit b&w", "b/w"),
}


def _find(names: Sequence[str], colour: Colour) -> str | None:
    lowered = {name.lower(): name for name in names}
    return next((lowered[known] for known in _NAMES[colour] if known in lowered), None)


def pick(names: Sequence[str], colour: Colour) -> str | None:
    """The backend's name; grey where it has no black and white of its own, None where it has nothing like it."""
    found = _find(names, colour)
    if found is None and colour is Colour.BLACK_AND_WHITE:
        return _find(names, Colour.GREY)
    return found


def has_lineart(options: Mapping[str, Any]) -> bool:
    """Whether black and white is a mode of its own, not a depth of grey."""
    mode = options.get("mode")
    return mode is not None and _find([str(name) for name in mode.choices], Colour.BLACK_AND_WHITE) is not None
