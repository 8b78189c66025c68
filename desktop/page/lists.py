"""Words that the product knows beforehand, as lists in `resources`: one entry a line, `#` for a remark."""

from __future__ import annotations

from functools import cache

from desktop.machine.folders import resources


@cache
def listed(folder: str, name: str) -> tuple[str, ...]:
    """The entries of a list, in its order.

    Args:
        folder: of `resources`.
        name: of the file, without its ending.
    """
    lines = (resources() / folder / f"{name}.txt").read_text("utf-8").splitlines()
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))
