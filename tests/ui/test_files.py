"""A file that carries others: its pages alone are offered, and the clerk decides."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from PySide6.QtWidgets import QApplication

from desktop.app import App
from desktop.model.owner import party_from_qr
from desktop.ui.controllers.files import take_file
from desktop.ui.page import Notice, Page
from desktop.workflow.importing import Brought


def invoice(place: Path) -> Path:
    out = io.BytesIO()
    Image.new("RGB", (400, 600), "white").save(out, "PDF", resolution=200)
    file = place / "hoa-don.pdf"
    with pikepdf.open(out) as pdf:
        pdf.attachments["hoadon.xml"] = b"<HDon/>"
        pdf.save(file)
    return file


@pytest.mark.window
@pytest.mark.parametrize("agrees", [True, False])
def test_the_clerk_decides_about_what_is_attached(
    application: QApplication,
    training_app: App,
    until: Callable[[Callable[[], object]], None],
    tmp_path: Path,
    *,
    agrees: bool,
) -> None:
    assert training_app.station
    party = party_from_qr(training_app.station.citizen(1).qr)
    dossier = training_app.intake.start("1.011616", "TH1", party)
    paper = training_app.checklist.rows(dossier.id)[0].paper
    page, came, told = Page(), list[Brought](), list[Notice]()
    page.told.connect(told.append)
    take_file(page, training_app, paper, invoice(tmp_path), came.append)
    until(lambda: told)
    assert "hoadon.xml" in told[0].sentence
    assert training_app.papers.pages(paper.id) == []
    offer = told[0].offer
    assert offer and offer.words == "Chỉ nhận các trang"
    if agrees:
        offer.do()
        until(lambda: came)
    assert len(training_app.papers.pages(paper.id)) == int(agrees)
    assert training_app.capture.wait_until_quiet(120)
