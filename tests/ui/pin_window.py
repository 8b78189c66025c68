"""A real counter with its window, in a process of its own, that signs with a PIN from stdin and waits to be looked at.

python -m tests.ui.pin_window DATA    the PINs on stdin, each ended by a line feed; the last is the right one
"""

from __future__ import annotations

import io
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import keyring
import keyring.backend
from PIL import Image
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.app import App, open_app
from desktop.catalogue.reader import read_catalogue_file
from desktop.document.file.pdf import PaperAbout, PdfPage, build_pdf
from desktop.machine.folders import resources
from desktop.model.dossier import Paper
from desktop.model.owner import party_from_qr
from desktop.model.signature import SignatureRole
from desktop.model.states import DigitisationState, SigningState
from desktop.store import contents, papers
from desktop.training.people import person
from desktop.ui.main_window import MainWindow
from desktop.ui.window import make_application
from tests.ring import Ring
from tests.ui.living import live_until, shut


def waiting(app: App) -> list[Paper]:
    """Confirmed papers of a dossier."""
    image = io.BytesIO()
    Image.new("RGB", (1654, 2339), (250, 248, 240)).save(image, "JPEG")
    about = PaperAbout(title="t", creator="c", created=datetime.now(UTC))
    pdf = build_pdf([PdfPage(image=image.getvalue(), dpi=200)], about)
    app.catalogue.take(read_catalogue_file(resources() / "catalogue" / "sample.json"))
    dossier = app.intake.start("1.004873", "TH1", party_from_qr(person("citizen 4").qr))
    with app._store.writing() as tx:
        sha256 = contents.keep(tx, pdf)
        for row in app.checklist.rows(dossier.id):
            for state in (DigitisationState.SCANNED, DigitisationState.CONFIRMED):
                papers.change(tx, row.paper.id, digitisation=state)
            papers.change(tx, row.paper.id, digitisation=DigitisationState.BUILT, pdf_sha256=sha256)
    return [row.paper for row in app.checklist.rows(dossier.id)]


def type_a_pin(window: MainWindow) -> None:
    """Letter by letter, as a keyboard does, so that this program never holds the whole of it."""
    field = window.dossier.finishing.dialog.pin  # type: ignore[union-attr]
    while (letter := os.read(0, 1)) not in {b"\n", b""}:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(field, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter.decode()))
    QTest.keyClick(field, Qt.Key.Key_Return)


def main(data: Path) -> None:
    keyring.set_keyring(Ring())
    make_application()
    with open_app(data) as app:
        todo = waiting(app)
        window = MainWindow(app.settings, training=True)
        window.live(app)
        window.show()
        window.dossier.finishing.ask_pin(list(todo), SignatureRole.OFFICIAL)
        dialog = window.dossier.finishing.dialog
        assert dialog
        live_until(lambda: dialog.view.certificate.count())
        type_a_pin(window)
        live_until(lambda: "PIN" in dialog.view.warning.text() and dialog.pin.isEnabled())
        type_a_pin(window)
        live_until(lambda: not dialog.isVisible())
        assert all(app.papers.get(paper.id).signing is SigningState.SIGNED for paper in todo)
        sys.stdout.write("signed\n")
        sys.stdout.flush()
        os.read(0, 1)
        shut(window)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
