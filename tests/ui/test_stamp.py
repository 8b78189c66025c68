"""The visible signature on the page to be signed: seen, dragged, moved by keys, taken back, and so signed."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pikepdf
import pytest
from PIL import Image, ImageDraw
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from desktop.document.file.pdf import PaperAbout, PdfPage, build_pdf
from desktop.model.dossier import PaperDetails
from desktop.model.owner import party_from_qr
from desktop.model.states import DigitisationState
from desktop.signing.appearance.preview import PREVIEW_DPI, preview_stamp
from desktop.signing.appearance.stamp import Stamp
from desktop.signing.verify import Word, verify_pdf
from desktop.store import contents, papers
from desktop.training.people import person
from desktop.training.station import PIN
from desktop.ui.controllers.signing import SigningDialog
from desktop.ui.controllers.stamp import Placing, StampView
from tests.ui.living import live_for

AT = datetime(2026, 3, 4, 18, 5, 6, tzinfo=UTC)
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def page_with_a_seal() -> bytes:
    """A4 with a seal in the middle."""
    image = Image.new("RGB", (1654, 2339), (250, 248, 240))
    ImageDraw.Draw(image).ellipse((600, 1000, 1000, 1400), outline=(210, 60, 60), width=12)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=80)
    return build_pdf([PdfPage(image=out.getvalue(), dpi=200)], PaperAbout(title="t", creator="c", created=AT))


@pytest.fixture
def shown(application):
    preview = preview_stamp(page_with_a_seal(), Stamp(agency="UBND xã Mẫu", signed_at=AT, signer="Nguyễn Thị Mẫu"))
    placing = Placing(preview.room)
    view = StampView()
    view.resize(600, 800)
    view.show()
    view.show_stamp(preview, placing)
    yield view, placing
    view.close()


def drag(view, to_mm):
    """Take the signature by its middle and put its corner where it is said."""
    box, scale = view.stamp_box, PREVIEW_DPI / 25.4
    start = view.mapFromScene(box.center())
    end = start + view.mapFromScene(to_mm[0] * scale, to_mm[1] * scale) - view.mapFromScene(box.topLeft())
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(view.viewport(), (start + end) / 2)
    QTest.mouseMove(view.viewport(), end)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=end)


@pytest.mark.window
def test_the_arrows_move_it_and_one_undo_takes_a_walk_back(shown):
    view, placing = shown
    start = placing.place
    for _ in range(3):
        QTest.keyClick(view, Qt.Key.Key_Down, SHIFT)
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert placing.chosen == pytest.approx((start[0] - 1, start[1] + 30))
    scale = PREVIEW_DPI / 25.4
    assert view.stamp_box.left() / scale == pytest.approx(start[0] - 1, abs=0.2)
    assert view.stamp_box.top() / scale == pytest.approx(start[1] + 30, abs=0.2)
    QTest.keyClick(view, Qt.Key.Key_Z, CTRL)
    assert placing.chosen is None
    assert placing.place == start


@pytest.mark.window
def test_the_mouse_drags_it_and_what_is_under_it_decides(shown):
    view, placing = shown
    drag(view, (30, 30))
    assert placing.chosen == pytest.approx((30, 30), abs=0.6)
    assert placing.clear
    drag(view, (90, 125))
    assert not placing.clear
    assert not placing.allowed
    QTest.keyClick(view, Qt.Key.Key_Z, CTRL)
    assert placing.chosen == pytest.approx((30, 30), abs=0.6)
    assert placing.allowed


@pytest.mark.window
def test_home_is_where_it_stands_by_itself_and_can_be_taken_back(shown):
    view, placing = shown
    drag(view, (30, 30))
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert placing.chosen is None
    QTest.keyClick(view, Qt.Key.Key_Z, CTRL)
    assert placing.chosen == pytest.approx((30, 30), abs=0.6)


@pytest.mark.window
def test_it_never_leaves_the_page(shown):
    view, placing = shown
    for _ in range(40):
        QTest.keyClick(view, Qt.Key.Key_Right, SHIFT)
        QTest.keyClick(view, Qt.Key.Key_Up, SHIFT)
    assert placing.place[1] == 0
    assert view.sceneRect().adjusted(-1, -1, 1, 1).contains(view.stamp_box)


@pytest.mark.window
def test_a_click_is_no_move_and_nothing_moves_while_signing(shown):
    view, placing = shown
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.mapFromScene(view.stamp_box.center()))
    assert placing.chosen is None
    view.hold_still(still=True)
    drag(view, (30, 30))
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert placing.chosen is None


@pytest.fixture
def to_sign(training_app):
    """A dossier whose papers are confirmed, every one of them the page with a seal."""
    pdf = page_with_a_seal()
    dossier = training_app.intake.start("1.004873", "TH1", party_from_qr(person("citizen 4").qr))
    steps = (DigitisationState.SCANNED, DigitisationState.CONFIRMED)
    with training_app._store.writing() as tx:
        sha256 = contents.keep(tx, pdf)
        for row in training_app.checklist.rows(dossier.id):
            for state in steps:
                papers.change(tx, row.paper.id, digitisation=state)
            # How long it is valid is known: nothing stops it.
            papers.change(tx, row.paper.id, details=PaperDetails(permanent=True))
            papers.change(tx, row.paper.id, digitisation=DigitisationState.BUILT, pdf_sha256=sha256)
    return dossier, [row.paper for row in training_app.checklist.rows(dossier.id)]


@pytest.fixture
def dialog(application, training_app, to_sign, until):
    _, waiting = to_sign
    parent = QWidget()
    parent.show()
    made = SigningDialog(training_app, waiting, parent)
    made.open()
    until(lambda: made.view.certificate.count() and made.view.undo.isVisible() and made.page.stamp_box.width() > 0)
    yield made
    made.close()
    parent.close()


@pytest.mark.window
def test_where_it_was_put_is_where_it_is_signed(dialog, training_app, to_sign, until):
    _, waiting = to_sign
    assert "Ctrl+M" in dialog.view.standing.text()
    drag(dialog.page, (90, 125))
    QTest.keyClicks(dialog.pin, PIN)
    assert not dialog.view.sign.isEnabled()
    assert waiting[0].name in dialog.view.warning.text()
    dialog.view.undo.click()
    assert dialog.view.sign.isEnabled()
    assert not dialog.view.warning.text()
    drag(dialog.page, (30, 200))
    place = dialog._placings[waiting[0].id].chosen
    # The second paper keeps its automatic place.
    QTest.keyClick(dialog.pin, Qt.Key.Key_Down)
    until(lambda: waiting[1].id in dialog._placings)
    room = preview_stamp(page_with_a_seal(), training_app.signing._stamp(AT, "", official=True)).room
    QTest.keyClick(dialog.pin, Qt.Key.Key_Return)
    until(lambda: not dialog.isVisible())
    boxes = []
    for paper in waiting:
        signed = training_app.papers.get(paper.id)
        with training_app._store.reading() as tx:
            pdf = contents.fetch(tx, signed.pdf_sha256)
        assert verify_pdf(pdf, training_app.signing.trusted()).word is not Word.INVALID
        with pikepdf.open(io.BytesIO(pdf)) as file:
            boxes.append([float(side) for side in file.Root.AcroForm.Fields[0].Rect])
    assert boxes[0] == [round(side) for side in room.box(place)]
    assert boxes[1:] == [[round(side) for side in room.box()]] * (len(waiting) - 1)


@pytest.mark.window
def test_what_is_signed_already_is_shown_so_and_stays(dialog, training_app, to_sign, until):
    _, waiting = to_sign
    with training_app._store.writing() as tx:
        papers.change(tx, waiting[1].id, pdf_sha256=contents.keep(tx, b"%PDF-1.7\nbroken"))
    QTest.keyClicks(dialog.pin, PIN)
    QTest.keyClick(dialog.pin, Qt.Key.Key_Return)
    until(lambda: dialog.page.stamp_box.isEmpty())
    assert dialog.isVisible()
    assert dialog.view.standing.text() == "Giấy tờ này đã ký."
    assert not dialog.view.undo.isEnabled()
    QTest.keyClick(dialog.pin, Qt.Key.Key_Down)
    until(lambda: "trang 1" in dialog.view.standing.text())


@pytest.mark.window
def test_the_page_is_reached_by_key_and_fits_a_small_screen_at_150_percent(dialog, until):
    dialog.activateWindow()
    until(lambda: dialog.isActiveWindow() and dialog.pin.hasFocus())
    QTest.keyClick(dialog.pin, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    assert dialog.page.hasFocus()
    before = dialog.page.stamp_box
    QTest.keyClick(dialog.page, Qt.Key.Key_Down)
    assert dialog.page.stamp_box != before
    dialog.view.warning.setText("Một câu dài về chữ ký. " * 4)
    assert dialog.minimumSizeHint().width() <= 911
    assert dialog.minimumSizeHint().height() <= 470
    dialog.resize(911, 440)
    width = dialog.page.width()
    dialog.view.standing.setText("Một câu rất dài về chỗ đặt chữ ký hiển thị. " * 2)
    live_for(50)
    assert dialog.page.width() == width
    assert dialog.view.sign.mapTo(dialog, QPoint(0, dialog.view.sign.height())).y() <= 440
