"""What a counter knows of a dossier's slips."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.model.dossier import Dossier, Paper
from desktop.model.slip import Counted, Slip, SlipKind
from desktop.model.states import DossierState


@dataclass(frozen=True, slots=True, kw_only=True)
class CountRow:
    """A component to be counted.

    Attributes:
        paper: the component.
        said: what was received of it; where nobody counted it, what the catalogue asks for.
        sure: somebody counted it.
    """

    paper: Paper
    said: Counted
    sure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipDesk:
    """What the counter knows of a dossier's slips.

    Attributes:
        dossier: with its state and day of return.
        written: its slips, oldest first.
        counts: its components, to be counted.
        tells: of which slips the province tells the applicant, were they written now.
    """

    dossier: Dossier
    written: tuple[Slip, ...]
    counts: tuple[CountRow, ...]
    tells: frozenset[SlipKind] = frozenset()

    @property
    def awaiting(self) -> bool:
        """Whether additions are awaited."""
        return self.dossier.state is DossierState.AWAITING

    @property
    def to_return(self) -> int:
        """How many originals are still to go back."""
        return sum(row.said.here for row in self.counts if row.sure)
