"""What comes in the place of a window that was closed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.ui.page import Where

if TYPE_CHECKING:
    from desktop.model.official import Official


@dataclass(frozen=True, slots=True)
class Wanted:
    """What shall be opened in the place of a window that was closed.

    Attributes:
        data: its data folder; None for the user's own.
        training: in training mode.
        first: what it shows first; None for what it shows by itself.
        official: whose it is, where officials log in; None for whoever logs in then.
    """

    data: Path | None
    training: bool
    first: Where | None = None
    official: Official | None = None
