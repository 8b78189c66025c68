"""How far the papers of a dossier are, as the list of dossiers counts them."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

from desktop.machine.folders import folders
from desktop.model.dossier import Paper, PaperKind
from desktop.model.states import DigitisationState, SyncState
from desktop.store import dossiers, papers
from desktop.store.file import Store
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
        found = papers.progress(tx, [dossier.id])
    store.close()
    assert found == {dossier.id: papers.Progress(papers=6, digitised=5, confirmed=3, reused=2)}
