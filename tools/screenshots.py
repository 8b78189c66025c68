"""The pictures of the guide, made anew: a training dossier from its opening to its acknowledgement."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop.app import open_app
from desktop.training.people import person
from desktop.training.station import PIN
from desktop.ui.controllers.keys import KeysDialog
from desktop.ui.main_window import MainWindow
from desktop.ui.window import make_application, open_window

OUT = Path(__file__).resolve().parents[1] / "docs" / "images"
PATIENCE_S = 180


def until(holds: Callable[[], object]) -> None:
    """Let the window work until something holds."""
    deadline = time.monotonic() + PATIENCE_S
    while not holds():
        if time.monotonic() > deadline:
            raise SystemExit("the window did not come to where the picture is taken")
        QTest.qWait(20)


def take(widget: QWidget, name: str) -> None:
    """Take one picture."""
    QTest.qWait(400)
    widget.grab().save(str(OUT / f"{name}.png"))
    print(OUT / f"{name}.png")


def take_menu(window: MainWindow, name: str) -> None:
    """Take the window with the menu of a page open."""
    menu, button = window.dossier.pages.menu, window.dossier.view.edits
    menu.popup(button.mapToGlobal(button.rect().topLeft()) - QPoint(0, menu.sizeHint().height()))
    QTest.qWait(400)
    picture = window.grab()
    painter = QPainter(picture)
    painter.drawPixmap(window.mapFromGlobal(menu.pos()), menu.grab())
    painter.end()
    menu.close()
    until(window.isActiveWindow)
    picture.save(str(OUT / f"{name}.png"))
    print(OUT / f"{name}.png")


def tell(window: MainWindow) -> None:
    """One dossier, step by step."""
    ctrl = Qt.KeyboardModifier.ControlModifier

    def key(code: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or window, code, modifier)

    until(lambda: "sẵn sàng" in window.view.lights["line"].text())
    take(window, "bat-dau")
    key(Qt.Key.Key_N, ctrl)
    until(lambda: window.new.view.procedure.count())
    window.new.view.qr.setText(person("citizen 1").qr)
    take(window, "ho-so-moi")
    window.new.view.start.click()
    page = window.dossier
    until(lambda: window.view.pages.currentWidget() is page and page._rows)
    take(window, "danh-muc")
    dossier = page._dossier
    assert dossier
    intake = window.app.intake
    first = True
    while paper := intake.next_missing(dossier.id):
        key(Qt.Key.Key_F2)
        until(lambda: not page.scanning and page.view.confirm.isEnabled())
        until(lambda: page.pages.settled)
        if first:
            # The page is drawn sharp a moment after it is shown.
            QTest.qWait(1500)
            take(window, "ho-so")
            take_menu(window, "sua-trang")
            first = False
        key(Qt.Key.Key_Return)
        paper_id = paper.id
        until(lambda paper_id=paper_id: intake.paper(paper_id).digitisation == "built")
    until(page.view.sign.isEnabled)
    take(window, "da-xac-nhan")
    key(Qt.Key.Key_F9)
    until(lambda: window._dialog and window._dialog.view.certificate.count())
    dialog = window._dialog
    assert dialog
    until(dialog.view.standing.text)
    QTest.keyClicks(dialog.pin, PIN)
    take(dialog, "ky")
    dialog.view.sign.click()
    until(lambda: not dialog.isVisible())
    until(lambda: all(row.paper.province_id for row in page._rows))
    take(window, "da-gui")
    window.show_queue()
    take(window, "hang-doi")
    window.show_health()
    until(window.health.view.again.isEnabled)
    take(window, "kiem-tra")
    key(Qt.Key.Key_F1)
    until(lambda: isinstance(QApplication.activeWindow(), KeysDialog))
    sheet = QApplication.activeWindow()
    take(sheet, "phim")
    sheet.close()


def main() -> int:
    """Make all pictures."""
    OUT.mkdir(parents=True, exist_ok=True)
    application = make_application()
    with tempfile.TemporaryDirectory() as folder:
        app = open_app(Path(folder) / "data", training=True)
        window = open_window(app)
        window.resize(1366, 720)
        try:
            tell(window)
        finally:
            window.close()
            app.close()
    application.quit()
    return 0


if __name__ == "__main__":
    sys.exit(main())
