"""One folder per family of provincial systems, named as its profiles name it; the modules beside them are shared.

The folders are the list of families: nothing else names them all (docs/development.md).
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.sync.family import Family


def family_names() -> tuple[str, ...]:
    """The families there are, by their folders; none of them is loaded."""
    return tuple(sorted(found.name for found in iter_modules(__path__) if found.ispkg))


def family_named(name: str) -> Family | None:
    """The family of this name; None where there is no such one."""
    if name not in family_names():
        return None
    found: Family = import_module(f"{__name__}.{name}").FAMILY
    return found
