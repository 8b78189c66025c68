"""Dossiers as records of a package: facts, papers and the outbox chain with the same keys and hashes as online."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import Any

from desktop.model.data import from_outside
from desktop.model.dossier import Dossier, Paper
from desktop.model.outbox import PAYLOADS, Step, StepKind
from desktop.model.states import StepState


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedDossier:
    """One dossier as it travels.

    Attributes:
        dossier: with its owner.
        papers: all of them.
        steps: its chain; those already done keep what the province answered.
    """

    dossier: Dossier
    papers: tuple[Paper, ...]
    steps: tuple[Step, ...]

    @property
    def files(self) -> set[str]:
        """Hashes of the files that must travel with it."""
        waiting = {step.paper_id for step in self.steps if step.kind is StepKind.FILE and step.state != StepState.DONE}
        return {paper.pdf_sha256 for paper in self.papers if paper.id in waiting}


_CAME_LATER = frozenset({"tax_number"})
"""Fields that counters of an earlier version do not pack."""


def from_package(data: dict[str, Any]) -> PackedDossier:
    """Read a dossier's record of a package.

    Raises:
        KeyError, TypeError, ValueError: it is not of this shape, or its parts do not belong together.
    """
    packed = PackedDossier(
        dossier=from_outside(Dossier, data["dossier"], _CAME_LATER),
        papers=tuple(from_outside(Paper, row, _CAME_LATER) for row in data["papers"]),
        steps=tuple(_step(row) for row in data["steps"]),
    )
    own = {paper.id for paper in packed.papers}
    foreign = [paper for paper in packed.papers if paper.dossier_id != packed.dossier.id]
    lost = [step for step in packed.steps if step.paper_id is not None and step.paper_id not in own]
    if foreign or lost or any(step.dossier_id != packed.dossier.id for step in packed.steps):
        raise ValueError("parts of different dossiers")
    return packed


def _step(row: dict[str, Any]) -> Step:
    """A step that is due at once: the line it waited for is another counter's."""
    bare = from_outside(Step, {**row, "payload": None, "next_at": None})
    return replace(bare, payload=from_outside(PAYLOADS[bare.kind], row["payload"]))


def sha256_of(body: bytes) -> str:
    """Hash of a file that came with a package."""
    return hashlib.sha256(body).hexdigest()
