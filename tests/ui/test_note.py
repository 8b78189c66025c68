"""A revoked certificate in the window: told, taken note of with a word, and told no more."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.model.owner import party_from_qr
from desktop.store import signatures
from desktop.training.people import person
from desktop.ui.controllers.lists import HealthPage, NoteDialog
from desktop.workflow.health import READING, SIGNED


def words(page: HealthPage, column: int) -> list[str]:
    """What a column of the findings says, from above."""
    model = page.view.table.model()
    return [model.index(at, column).data() for at in range(model.rowCount())]


def parts(page: HealthPage) -> list[str]:
    """What was looked at, from above."""
    return words(page, 0)


@pytest.mark.window
def test_a_revoked_certificate_is_noted_by_keyboard(application, training_app, until):
    app = training_app
    dossier = app.intake.start("1.001193", "TH1", party_from_qr(person(1).qr))
    paper = app.checklist.rows(dossier.id)[0].paper
    with app._store.writing() as tx:
        signed = signatures.Signature(
            paper_id=paper.id,
            role="official",
            signer="Nguyễn Thị Mẫu",
            certificate_sha256="0" * 64,
            level="B-B",
            time_source="clock",
            signed_at=app.clock.now() - timedelta(days=1),
            pdf_sha256="0" * 64,
            revocation="revoked",
        )
        signatures.add(tx, signed)
    page = HealthPage(app)
    page.resize(1180, 600)
    page.show()
    page.refresh()
    until(page.view.again.isEnabled)
    assert page.view.note.isVisible()
    assert parts(page)[0] == SIGNED, "what is in trouble stands first"
    assert not page.view.table.isColumnHidden(3)
    page.take_note()
    dialog = page.findChild(NoteDialog)
    assert dialog
    assert paper.name in dialog.view.found.text()
    assert not dialog.view.keep.isEnabled()
    QTest.keyClicks(dialog.view.words, "Da bao nguoi phu trach")
    QTest.keyClick(dialog.view.words, Qt.Key.Key_Return)
    until(lambda: not page.view.note.isVisible() and page.view.again.isEnabled())
    assert app.extending.revoked() == []
    order = parts(page)
    troubled = [said == "có trục trặc" for said in words(page, 1)]
    assert troubled == sorted(troubled, reverse=True)
    assert order.index(SIGNED) > sum(troubled), "what is fine again stands among the others"
    assert order[-1] == READING
    page.close()
