from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from desktop.model.states import SyncState
from desktop.training.people import person
from desktop.training.station import PIN
from desktop.ui.look.rows import Tone
from desktop.ui.page import Where
from tests.ui.living import press_through

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.mark.slow
@pytest.mark.window
def test_a_dossier_is_taken_in_signed_and_sent_with_the_keyboard_alone(clerk):
    window = clerk.window
    clerk.press(Qt.Key.Key_N, CTRL)
    clerk.until(lambda: window.new.procedure.ready and window.new.view.owner.qr.hasFocus(), "the form")
    clerk.type(person("citizen 3").qr)
    clerk.press(Qt.Key.Key_Return)
    clerk.type("tinh trang hon nhan")
    clerk.until(window.new.view.start.isEnabled, "the citizen and the procedure")
    clerk.press(Qt.Key.Key_Return)
    dossier_page = window.dossier
    clerk.until(lambda: window.view.pages.currentWidget() is dossier_page and dossier_page._rows, "the dossier")
    dossier = dossier_page._dossier
    assert dossier.procedure == "1.004873"

    app = window.app
    while app.checklist.next_missing(dossier.id):
        paper = app.checklist.next_missing(dossier.id)
        clerk.press(Qt.Key.Key_F2)
        clerk.until(
            lambda: not dossier_page.scanning and dossier_page.view.confirm.isEnabled(), f"pages of {paper.code}"
        )
        assert app.papers.pages(paper.id)
        press_through(lambda: clerk.press(Qt.Key.Key_Return), dossier_page.contents)
        clerk.until(lambda paper=paper: app.papers.get(paper.id).digitisation == "built", "the file")
    clerk.until(dossier_page.view.sign.isEnabled, "everything confirmed")

    clerk.press(Qt.Key.Key_F9)
    clerk.until(
        lambda: window.dossier.finishing.dialog and window.dossier.finishing.dialog.view.certificate.count(),
        "the certificate",
    )
    dialog = window.dossier.finishing.dialog
    clerk.until(lambda: dialog.pin.hasFocus(), "the PIN field")
    clerk.type("sai-pin")
    clerk.press(Qt.Key.Key_Return)
    clerk.until(lambda: "PIN" in dialog.view.warning.text(), "the refusal of a wrong PIN")
    assert dialog.isVisible()
    clerk.until(lambda: dialog.pin.isEnabled() and dialog.pin.hasFocus(), "another try")
    clerk.type(PIN)
    clerk.until(dialog.view.sign.isEnabled, "a PIN to try")
    clerk.press(Qt.Key.Key_Return)
    clerk.until(lambda: not dialog.isVisible(), "all signed")

    def acknowledged() -> bool:
        return all(row.paper.sync is SyncState.CONFIRMED for row in app.checklist.rows(dossier.id))

    clerk.until(acknowledged, "the province's acknowledgement")
    clerk.until(lambda: window.view.heading.text().startswith("H99.12-"), "the official code on the screen")
    arrived = f"Tỉnh đã nhận đủ hồ sơ {app.dossiers.get(dossier.id).code}."
    clerk.until(lambda: window.view.message.says(arrived), "the notice says what is true by now")
    clerk.until(window.isActiveWindow, "the window again")
    clerk.turn_to(Where.QUEUE)
    clerk.until(lambda: window.shown is window.page(Where.QUEUE), "the outbox")
    queue = window.page(Where.QUEUE).view
    steps = [(dossier.id, 6, 6, Tone.GOOD)]
    clerk.until(
        lambda: [(row.key, row.done, row.of, row.tone) for row in queue.rows.rows] == steps, "every step of the chain"
    )
    assert not queue.retry.isEnabled()


@pytest.mark.slow
@pytest.mark.window
def test_a_page_set_aside_comes_back(clerk):
    window = clerk.window
    app = window.app
    from desktop.model.owner import party_from_qr

    dossier = app.intake.start("1.004873", "TH1", party_from_qr(person("citizen 4").qr))
    window.show_dossier(dossier.id)
    clerk.until(lambda: window.dossier._rows, "the dossier")
    clerk.press(Qt.Key.Key_F2)
    clerk.until(lambda: not window.dossier.scanning and window.dossier.view.confirm.isEnabled(), "the pages")
    paper = window.dossier._rows[0].paper
    before = [page.id for page in app.papers.pages(paper.id)]
    clerk.until(lambda: window.dossier.pages.thumbnails.count() == len(before), "thumbnails")
    clerk.press(Qt.Key.Key_Delete)
    clerk.until(lambda: len(app.papers.pages(paper.id)) == len(before) - 1, "the page set aside")
    clerk.until(lambda: window.dossier.pages.thumbnails.count() == len(before) - 1, "one thumbnail fewer")
    clerk.press(Qt.Key.Key_Z, CTRL)
    clerk.until(lambda: [page.id for page in app.papers.pages(paper.id)] == before, "the page back in its place")


@pytest.mark.window
def test_every_string_of_the_window_is_vietnamese(application, tmp_path):
    import shutil
    import subprocess
    import sys
    from pathlib import Path
    from xml.etree import ElementTree

    from desktop.machine.folders import resources

    ui = Path(__file__).parents[2] / "desktop" / "ui"
    fresh = tmp_path / "vi.ts"
    shutil.copy(resources() / "i18n" / "vi.ts", fresh)
    tool = Path(sys.executable).with_name("pyside6-lupdate")
    sources = [str(file) for file in sorted(ui.rglob("*.py"))]
    subprocess.run(
        [tool, "-silent", "-source-language", "en", "-target-language", "vi", *sources, "-ts", fresh], check=True
    )
    missing = [
        message.findtext("source")
        for message in ElementTree.parse(fresh).iter("message")
        if message.find("translation[@type='unfinished']") is not None or not message.findtext("translation")
    ]
    assert not missing
    assert application.translate("QPlatformTheme", "Cancel") == "Bỏ qua"
    assert application.translate("QPlatformTheme", "OK") == "Đồng ý"
