"""Every SANE backend has its own names for feeder, feeder on both sides, and flatbed.

Source: libinsane's normalisation of source types; SANE's test backend, sane-airscan.
"""

from __future__ import annotations

from collections.abc import Sequence

from desktop.scanner.driver import Source

_FEEDER = ("adf", "feeder", "automatic document feeder")
_DUPLEX = ("duplex", "both")


def is_duplex(name: str) -> bool:
    """Whether a source takes both sides."""
    return any(word in name.lower() for word in _DUPLEX)


def is_feeder(name: str) -> bool:
    """Whether a source is a feeder."""
    return any(word in name.lower() for word in _FEEDER) or is_duplex(name)


def sources(names: Sequence[str]) -> tuple[Source, ...]:
    """What the device has, the feeder first."""
    found = []
    if any(is_feeder(name) for name in names):
        found.append(Source.ADF)
    if any(not is_feeder(name) for name in names) or not names:
        found.append(Source.FLATBED)
    return tuple(found)


def pick(names: Sequence[str], source: Source, *, duplex: bool) -> str | None:
    """The backend's name for what is wanted; None where it has no such thing."""
    fitting = [name for name in names if is_feeder(name) == (source is Source.ADF)]
    exact = [name for name in fitting if is_duplex(name) == duplex]
    chosen = exact or ([] if duplex else fitting)
    return chosen[0] if chosen else None
