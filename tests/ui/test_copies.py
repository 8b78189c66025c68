"""Certified copies in the window, by keys alone: from the feeder to the signed print, keys counted."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from sqlalchemy import select

from desktop.app import App, open_app
from desktop.machine.settings_file import FILE_NAME
from desktop.model.signature import SignatureRole
from desktop.model.states import SigningState
from desktop.store.tables import audit
from desktop.training.people import person
from desktop.training.station import PIN
from desktop.ui.controllers import copy_printing
from desktop.ui.controllers.copies import CopiesPage
from desktop.ui.controllers.signing import SigningDialog
from desktop.ui.page import Where
from desktop.workflow.copies.originals import copied
from tests.ui.conftest import Clerk
from tests.ui.test_key_count import Counting

pytestmark = [pytest.mark.slow, pytest.mark.window]

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
MOST_KEYS = 6
BOTH_SIGN = 'agency_signs = true\nofficer_roles = ["van_thu"]\n'


@pytest.fixture
def training_app(training_data: Path, request: pytest.FixtureRequest) -> Iterator[App]:
    training_data.mkdir()
    (training_data / FILE_NAME).write_text(getattr(request, "param", BOTH_SIGN), "utf-8")
    app = open_app(training_data, training=True)
    app.first_run.leave()
    yield app
    app.close()


@pytest.fixture
def page(clerk: Clerk) -> CopiesPage:
    """The screen, reached by its key, with nothing in it yet."""
    clerk.turn_to(Where.COPIES)
    found = clerk.window.page(Where.COPIES)
    assert isinstance(found, CopiesPage)
    clerk.until(lambda: clerk.window.shown is found and found._looked, "the screen of copies")
    return found


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[tuple[str, int]]:
    """What the system's dialog was asked for: names and numbers of copies. It is left by Enter, into a PDF."""
    asked: list[tuple[str, int]] = []

    def ask(parent: Any, name: str, pages: int, then: Callable[[QPrinter], None], copies: int = 1) -> None:
        asked.append((name, copies))
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / f"{len(asked)}.pdf"))
        printer.setResolution(150)
        then(printer)

    monkeypatch.setattr(copy_printing, "ask_printer", ask)
    return asked


def scan(clerk: Clerk, page: CopiesPage, press: Callable[..., None]) -> None:
    press(Qt.Key.Key_F2)
    clerk.until(lambda: page.lane.ready and not page.scanner.running, "the original, read")
    clerk.until(lambda: page.lane._drawn in page.lane._seen, "its first page on the screen")


def sign(clerk: Clerk, page: CopiesPage, role: SignatureRole, press: Callable[..., None]) -> None:
    def asked() -> bool:
        dialog = page.dialog
        return bool(dialog and dialog.isVisible() and dialog.role is role and dialog.pin.hasFocus())

    clerk.until(asked, f"the PIN field of {role}")
    dialog = page.dialog
    assert isinstance(dialog, SigningDialog)
    clerk.type(PIN)
    clerk.until(dialog.view.sign.isEnabled, "a PIN to try")
    press(Qt.Key.Key_Return)
    clerk.until(lambda: not dialog.isVisible(), f"signed by {role}")


def test_a_copy_takes_six_keys(clerk: Clerk, page: CopiesPage, printed: list[tuple[str, int]], tmp_path: Path) -> None:
    app, counting = clerk.window.app, Counting(clerk)
    assert page.view.empty.text().startswith("Chưa có bản sao nào")
    begun = time.monotonic()
    scan(clerk, page, counting.press)
    assert page.view.fields["requester"].hasFocus(), "the cursor is where something is missing"
    clerk.type("Đặng Văn Mẫu")
    page.view.fields["title"].setText("Công văn")
    clerk.until(lambda: "Số chứng thực: 1," in page.view.words.text(), "the words as they will stand")
    counting.press(Qt.Key.Key_Return)
    clerk.until(lambda: page._role_that_waits() is SignatureRole.OFFICIAL, "the copy, certified")
    counting.press(Qt.Key.Key_F9)
    sign(clerk, page, SignatureRole.OFFICIAL, counting.press)
    # The agency's signature and the printer follow by themselves.
    sign(clerk, page, SignatureRole.AGENCY, counting.press)
    clerk.until(lambda: printed, "the printer's dialog")
    counting.pressed.append("Key_Return in the printer's dialog")
    clerk.until(lambda: app.copies.of_year()[0].printed_at and not page.printing.running, "it on paper")
    seconds = time.monotonic() - begun
    print(f"\n{len(counting.pressed)} keys, {seconds:.0f} s: {', '.join(counting.pressed)}")  # noqa: T201
    (one,) = app.copies.here()
    assert (one.paper.signing, one.row.said.requester) == (SigningState.AGENCY_SIGNED, "Đặng Văn Mẫu")
    assert printed == [(f"{one.row.key} Công văn", 1)]
    with pikepdf.open(tmp_path / "1.pdf") as pdf:
        assert len(pdf.pages) == one.row.pages
    clerk.until(lambda: [row.next for row in page.view.rows.rows] == ["đã in"], "its row")
    assert len(counting.pressed) <= MOST_KEYS


def test_what_is_missing_is_said_and_the_cursor_goes_there(clerk: Clerk, page: CopiesPage) -> None:
    scan(clerk, page, clerk.press)
    (before,) = clerk.window.app.originals.waiting()
    page.view.fields["title"].clear()
    clerk.press(Qt.Key.Key_F2)
    clerk.until(lambda: page.scanner.running, "more pages of the same original")

    def more() -> bool:
        shown = page.lane.original
        return shown is not None and len(shown.seen.pages) > len(before.seen.pages)

    clerk.until(lambda: more() and page.lane.ready and not page.scanner.running, "them, read")
    original = page.lane.original
    assert original and original.seen.paper.id == before.seen.paper.id
    # Enter leads to each page that was not on the screen before it certifies.
    for _ in range(len(copied(original.seen.pages)) - 1):
        clerk.press(Qt.Key.Key_Return)
        clerk.until(lambda: page.lane._drawn == original.seen.pages[page.lane._at].id, "the next page")
    page.view.fields["title"].clear()
    clerk.press(Qt.Key.Key_Return)
    clerk.until(page.view.refused.text, "what is missing")
    page.take_card(person("citizen 3").qr)
    assert page.view.fields["requester"].text()
    page.lane.take_keys()
    assert page.view.fields["title"].hasFocus()
    assert not clerk.window.app.copies.of_year()


def test_an_original_that_may_not_be_certified_goes_with_its_reason(clerk: Clerk, page: CopiesPage) -> None:
    scan(clerk, page, clerk.press)
    (original,) = clerk.window.app.originals.waiting()
    clerk.until(lambda: len(page.menu.actions()) > 1, "the reasons")
    clerk.press(Qt.Key.Key_X, ALT)
    clerk.until(page.menu.isVisible, "the menu")
    QTest.keyClick(page.menu, Qt.Key.Key_Down)
    QTest.keyClick(page.menu, Qt.Key.Key_Return)
    clerk.until(lambda: not clerk.window.app.originals.waiting(), "it is gone")
    clerk.until(lambda: page.lane.original is None, "the list again")
    with clerk.window.app._store.reading() as tx:
        told = tx.execute(select(audit.c.item, audit.c.outcome).where(audit.c.what == "copy refused")).all()
    reasons = [*clerk.window.app.originals.reasons()]
    assert [tuple(row) for row in told] == [(str(original.seen.paper.id), reasons[1])]


@pytest.mark.parametrize("training_app", [""], indirect=True)
def test_a_signed_file_comes_onto_paper_with_its_code(
    clerk: Clerk, page: CopiesPage, printed: list[tuple[str, int]], tmp_path: Path
) -> None:
    app = clerk.window.app
    scan(clerk, page, clerk.press)
    clerk.type("Đặng Văn Mẫu")
    page.view.fields["title"].setText("Công văn")
    clerk.press(Qt.Key.Key_Return)
    clerk.until(lambda: page._role_that_waits() is SignatureRole.OFFICIAL, "the copy, certified")
    clerk.press(Qt.Key.Key_F9)
    sign(clerk, page, SignatureRole.OFFICIAL, clerk.press)
    clerk.until(lambda: len(printed) == 1 and not page.printing.running, "the copy on paper")
    file = tmp_path / "ket-qua.pdf"
    file.write_bytes(app.papers.file(app.copies.of_year()[0].paper_id))
    page.printing.take_file(file)
    clerk.until(lambda: len(printed) == 2 and not page.printing.running, "the converted paper")
    (row,) = app.converting.rows()
    assert printed[1][0] == f"{row.code} ket-qua"
