"""How far the papers of a dossier are, as the lists of dossiers count them."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

from desktop.machine.folders import folders
from desktop.model.dossier import Paper, PaperKind
from desktop.model.states import DigitisationState, SyncState
from desktop.store import dossiers, papers, waiting
from desktop.store.file import Store
from desktop.store.waiting import Tally
from tests.samples import MemorySecrets, sample_dossier

BUILT, EMPTY, REUSED = DigitisationState.BUILT, DigitisationState.EMPTY, DigitisationState.REUSED


def test_papers_are_counted_each(tmp_path: Path) -> None:
    store = Store(folders(tmp_path, training=False), MemorySecrets(), training=False)
    dossier = sample_dossier()
    kinds = [(BUILT, SyncState.CONFIRMED)] * 3 + [(REUSED, SyncState.LOCAL)] * 2 + [(EMPTY, SyncState.LOCAL)]
    with store.writing() as tx:
        dossiers.add(tx, dossier)
        for at, (digitisation, sync) in enumerate(kinds):
            new = Paper(
                id=uuid4(),
                dossier_id=dossier.id,
                kind=PaperKind.COMPONENT,
                code=f"GT{at}",
                name="Giấy tờ",
                position=at,
                digitisation=digitisation,
                sync=sync,
            )
            papers.add(tx, new)
        found = waiting.tallies(tx, [dossier.id])
    store.close()
    assert found == {dossier.id: Tally(papers=6, there=5, unsigned=3, confirmed=3, reused=2)}
