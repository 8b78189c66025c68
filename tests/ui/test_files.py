"""A file that carries others: the clerk is asked whether its pages alone are taken, and decides."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton, QWidget

from desktop.app import App
from desktop.model.owner import party_from_qr
from desktop.ui.controllers.files import take_file
from desktop.workflow.importing import Brought


def invoice(place: Path) -> Path:
    out = io.BytesIO()
    Image.new("RGB", (400, 600), "white").save(out, "PDF", resolution=200)
    file = place / "hoa-don.pdf"
    with pikepdf.open(out) as pdf:
        pdf.attachments["hoadon.xml"] = b"<HDon/>"
        pdf.save(file)
    return file


def choose(button: str, seen: list[str]) -> None:
    """Press a button of the question as soon as it is there."""
    box = QApplication.activeModalWidget()
    if not isinstance(box, QMessageBox):
        QTimer.singleShot(20, lambda: choose(button, seen))
        return
    seen.append(box.text())
    wanted = [one for one in box.buttons() if one.text() == button]
    assert wanted and isinstance(wanted[0], QPushButton)
    wanted[0].click()


@pytest.mark.window
@pytest.mark.parametrize(("button", "pages"), [("Chỉ nhận các trang", 1), ("Không nhận tệp", 0)])
def test_the_clerk_decides_about_what_is_attached(
    application: QApplication,
    training_app: App,
    until: Callable[[Callable[[], object]], None],
    tmp_path: Path,
    button: str,
    pages: int,
) -> None:
    assert training_app.station
    party = party_from_qr(training_app.station.citizen(1).qr)
    dossier = training_app.intake.start("1.011616", "TH1", party)
    paper = training_app.checklist.rows(dossier.id)[0].paper
    window, came, seen = QWidget(), list[Brought](), list[str]()
    choose(button, seen)
    take_file(window, training_app, paper, invoice(tmp_path), came.append)
    until(lambda: seen and (came or not pages))
    assert "hoadon.xml" in seen[0]
    assert len(training_app.papers.pages(paper.id)) == pages
    assert training_app.capture.wait_until_quiet(120)
