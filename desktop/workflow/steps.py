"""How far a long work is: told step by step, and stopped between two of them by whoever is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")

Step = Callable[[int, int], None]
"""Told how many are done, of how many; it raises `WorkStopped` where no more is wanted."""


def unheard(_done: int, _of: int) -> None:
    """Nobody is told."""


def stepping(work: Sequence[T], step: Step) -> Iterator[T]:
    """What is worked on one after another, with a word before each."""
    for done, one in enumerate(work):
        step(done, len(work))
        yield one
