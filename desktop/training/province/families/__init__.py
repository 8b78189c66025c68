"""The stand-in of each family of provincial systems, a module named as the family is; each over the same books."""

from __future__ import annotations

from importlib import import_module
from typing import Protocol, cast

from fastapi import FastAPI

from desktop.model.catalogue import Catalogue
from desktop.training.province.accounts import Accounts
from desktop.training.province.books import Books
from desktop.training.province.strange.retold import Told


class StandIn(Protocol):
    """What a stand-in has; `TOLD` is what its API calls its fields."""

    TOLD: Told

    def mount(self, api: FastAPI, books: Books, catalogue: Catalogue, accounts: Accounts) -> None:
        """Add this family's paths."""


def stand_in(family: str) -> StandIn:
    """The stand-in of a family."""
    return cast(StandIn, import_module(f"{__name__}.{family}"))
