"""What a family of provincial systems says of itself: what its profiles must have, and how dossiers go to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desktop.sync.api import ProvinceApi
from desktop.sync.gateway import Dossiers


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """A family; it is named as its folder is.

    Attributes:
        dossiers: its class.
        paths: that its profiles must have, besides those that every profile must have.
        bodies: the templates that they must have.
    """

    dossiers: Callable[[ProvinceApi], Dossiers]
    paths: tuple[str, ...]
    bodies: tuple[str, ...]
