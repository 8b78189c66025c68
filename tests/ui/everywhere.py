"""Every screen and every dialog of a window, one after the other, with something on each, and what is read there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from typing import Any, cast
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QTableWidget,
    QWidget,
)

from desktop.document.papers.pile import Doubt, Question
from desktop.model.official import Official
from desktop.model.official import Role as OfficialRole
from desktop.model.shift import Shift, ShiftLine
from desktop.model.signature import SignatureRole
from desktop.training import names
from desktop.training.people import person
from desktop.ui.controllers.lists import NoteDialog
from desktop.ui.controllers.modules import ModulesDialog
from desktop.ui.controllers.officials.forms import new_official, new_password, own_password, own_token, roles_of
from desktop.ui.controllers.officials.shift import Looked
from desktop.ui.controllers.officials.take_here import TakeHereDialog
from desktop.ui.language import said
from desktop.ui.main_window import MainWindow
from desktop.ui.page import Where
from desktop.ui.views.backlog.doubts import Asked
from desktop.ui.views.officials.shift import Side
from desktop.ui.views.opening.owner import Way
from desktop.workflow.health import Check
from desktop.workflow.officials.desk import OfficialRow

Role = Qt.ItemDataRole
Until = Callable[[Callable[[], object], str], None]
REVOKED = Check(
    name="Giấy tờ đã ký",
    ok=False,
    sentence="Chứng thư dùng để ký 1 giấy tờ đã bị thu hồi: «Giấy chứng sinh».",
    advice="Báo người phụ trách chữ ký số của đơn vị; lập lại giấy tờ và ký bằng chứng thư còn hiệu lực.",
)


MOMENT = datetime(2026, 11, 30, 3, tzinfo=UTC)
OFFICIALS = [
    OfficialRow(
        official=Official(name=name, full_name=names.OFFICIAL, roles=frozenset(OfficialRole), disabled=disabled),
        since=MOMENT,
        logged_in_at=MOMENT,
        proven_at=MOMENT,
        failures=3,
    )
    for name, disabled in (("lan", False), ("quan", True))
]
SHIFT = Shift(
    id=UUID(int=1),
    giver="lan",
    taker="quan",
    given_at=MOMENT,
    lines=(ShiftLine(dossier_id=UUID(int=2), code="TAM-2345-6789", procedure="", papers=4, there=2, next="chờ quét"),),
)


def asked() -> Asked:
    """A value that neither reader is sure of, as it is shown."""
    number, other = "064201501167", "064201501161"
    why = said(f"hai bộ đọc khác nhau: {other}")
    return Asked(place="1/1", name=said("Số định danh"), why=why, read=number, other=other, twice=True)


def everywhere(window: MainWindow, until: Until) -> Iterator[tuple[str, QWidget]]:
    """Each screen as it looks at work, then each dialog while it is open.

    Args:
        window: on a dossier with pages (`desk`).
        until: lets the window live until something holds.
    """
    yield from _dossier(window, until)
    yield from _lists(window, until)
    yield from _books(window, until)
    yield from _officials(window, until)
    yield from _form(window, until)
    yield from _dialogs(window, until)


def page_of(window: MainWindow, where: Where) -> Any:
    """A screen's page, as what it is."""
    return window.page(where)


def _filled(view: Any, *, by_rows: bool) -> bool:
    return bool(view.rows.rows or (not by_rows and view.empty.text()))


def _lists(window: MainWindow, until: Until) -> Iterator[tuple[str, QWidget]]:
    for where in (Where.TODAY, Where.FIND, Where.AGENCY, Where.QUEUE):
        if where not in window.view.nav:
            continue
        window.show_screen(where)
        view = page_of(window, where).view
        until(partial(_filled, view, by_rows=where in {Where.TODAY, Where.FIND}), f"{where}")
        yield str(where), window
    window.view.search.setText("không có ai như thế")
    until(lambda: not page_of(window, Where.FIND).view.rows.rows, "nothing found")
    yield "nothing found", window
    window.view.search.clear()
    window.show_screen(Where.HEALTH)
    until(lambda: page_of(window, Where.HEALTH).view.again.isEnabled(), "the health check")
    page_of(window, Where.HEALTH).view.note.show()
    yield "health", window


def _books(window: MainWindow, until: Until) -> Iterator[tuple[str, QWidget]]:
    """The register books with one of them, its doubts without any, and the form of a new one."""
    app, page = window.app, page_of(window, Where.BACKLOG)
    rows = app.books.rows()
    book = rows[0].book if rows else app.books.open("KQ.G15.000001", app.limits.today().year, "1", 3)
    window.show_screen(Where.BACKLOG)
    until(lambda: page.view.rows.rows and page.view.periods, "the books")
    yield "books", window
    page.view.ask(said(Question(Doubt.BEGINNING).words))
    yield "books, a question", window
    page.view.ask("")
    window.show_screen(Where.DOUBTS, book)
    doubts = page_of(window, Where.DOUBTS)
    until(doubts.view.left.words.text, "what is left")
    yield "doubts, none", window
    doubts.view.value.show_asked(asked())
    doubts.view.show_value(asked=True)
    yield "doubts, one", window
    window.show_screen(Where.BACKLOG)
    page.open_book()
    until(QApplication.activeModalWidget, "the form of a book")
    yield "a new book", page.dialog
    page.dialog.reject()
    until(lambda: QApplication.activeModalWidget() is None, "the form gone")


def _officials(window: MainWindow, until: Until) -> Iterator[tuple[str, QWidget]]:
    """The officials and their hand-overs, at a counter that has none yet, and as they look with some."""
    page, shifts = page_of(window, Where.OFFICIALS), page_of(window, Where.SHIFT)
    window.show_screen(Where.OFFICIALS)
    until(page.view.empty.text, "no official")
    yield "officials, none", window
    page.show_officials(OFFICIALS)
    yield "officials", window
    window.show_screen(Where.SHIFT)
    yield "shift, nobody logs in", window
    shifts.show_found(Looked(window.app.board.today().lines, [one.official for one in OFFICIALS], [SHIFT], {}))
    for side in Side:
        shifts.choose(side)
        yield f"shift, {side}", window
    shifts.show_found(Looked((), (), (), {}))
    window.show_screen(Where.TODAY)
    today = page_of(window, Where.TODAY).view
    until(lambda: today.rows.rows, "today")
    today.handed.tell(f"{names.OFFICIAL}: 3")
    yield "today, handed", window
    today.handed.tell("")


def _form(window: MainWindow, until: Until) -> Iterator[tuple[str, QWidget]]:
    window.show_screen(Where.NEW)
    form = window.new
    until(lambda: form.procedure.ready, "the catalogue")
    form.enter()
    yield "new, nothing entered", window
    form.owner.card.read_text(person("citizen 1").qr)
    form.procedure.take_usual(0)
    until(lambda: form.view.prospect.sheet.isVisible(), "what is to be handed in")
    form.view.owner.by_other.setChecked(True)
    yield "new, card", window
    for way in (Way.HAND, Way.ORGANISATION, Way.FORMER):
        form.owner.turn_to(way)
        form.owner.complain()
        yield f"new, {way}", window
    form.procedure.begin()
    until(lambda: form.procedure.ready, "the catalogue again")
    form.view.procedure.words.setText("a")
    yield "new, procedures", window


def _dossier(window: MainWindow, until: Until) -> Iterator[tuple[str, QWidget]]:
    page = window.dossier
    window.show_screen(Where.DOSSIER)
    until(lambda: page.picture.shown, "the dossier")
    page.picture.turn_to(page.picture.shown.rows[0].paper.id)  # type: ignore[union-attr]
    until(lambda: page.picture.live and page.pages.page and page.contents.view.fields["number"].isEnabled(), "pages")
    page.contents.view.fields["issued"].setFocus()
    page.contents.view.fields["issued"].setText("31/2/2024")
    page.contents.view.fields["issued"].textEdited.emit("31/2/2024")
    yield "dossier, a page", window
    page.contents.view.fields["issued"].setText("")
    page.contents.view.fields["issued"].textEdited.emit("")
    for menu in (page.pages.menu, page.scans):
        yield "a menu", menu
    page.pages.crop.begin()
    until(lambda: page.pages.cropping, "the frame")
    yield "dossier, cropping", window
    page.pages.end_crop(cut=False)
    rows = page.picture.shown.rows  # type: ignore[union-attr]
    empty = next((row.paper.id for row in rows if not row.pages), None)
    if empty:
        page.picture.turn_to(empty)
        until(lambda: page.picture.live and page.picture.wanted == empty, "a paper without pages")
        yield "dossier, an empty paper", window


def dialogs_of(window: MainWindow) -> dict[str, Callable[[], object]]:
    """What opens each dialog that needs no dossier."""
    app = window.app
    return {
        "keys": window.show_keys,
        "login": window.account.ask,
        "an official": lambda: new_official(app, window, first=True).open(),
        "roles": lambda: roles_of(app, window, OFFICIALS[0].official).open(),
        "new password": lambda: new_password(app, window, OFFICIALS[0].official).open(),
        "own password": lambda: own_password(app, window).open(),
        "own signing USB": lambda: own_token(app, window).open(),
        "take over here": lambda: TakeHereDialog(app, SHIFT, names.OFFICIAL, window).open(),
        "driver": lambda: ModulesDialog(app, window).open(),
        "note": lambda: NoteDialog(app, REVOKED, window).open(),
    }


def _dialogs(window: MainWindow, until: Until) -> Iterator[tuple[str, QWidget]]:
    page = window.dossier
    window.show_screen(Where.DOSSIER)
    of_a_dossier: dict[str, Callable[[], object]] = {
        "declarations": page.declarations,
        "signing": lambda: page.finishing.ask_pin([row.paper for row in page._rows], SignatureRole.OFFICIAL),
    }
    makers = dialogs_of(window) | of_a_dossier
    for name, make in makers.items():
        make()
        until(QApplication.activeModalWidget, name)
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        if name == "signing":
            until(cast("Any", dialog).view.certificate.count, "the certificate")
        yield name, dialog
        dialog.reject()
        until(lambda: QApplication.activeModalWidget() is None, f"{name} gone")


def read_on(root: QWidget) -> Iterator[tuple[str, str]]:
    """What is seen, and what a screen reader says, of a widget and all that is seen in it: with the widget's name."""
    for widget in [root, *root.findChildren(QWidget)]:
        if widget is not root and (not widget.isVisibleTo(root) or isinstance(widget, QMenu)):
            continue
        name = f"{type(widget).__name__} «{widget.objectName()}»"
        for words in _words(widget):
            if words:
                yield name, words


def _words(widget: QWidget) -> Iterator[str]:
    yield from (widget.windowTitle(), widget.toolTip(), widget.accessibleName(), widget.accessibleDescription())
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    elif isinstance(widget, QLineEdit):
        yield widget.placeholderText()
        yield widget.text()
    elif isinstance(widget, QComboBox):
        yield from (widget.itemText(at) for at in range(widget.count()))
    elif isinstance(widget, QMenu):
        yield from (action.text() for action in widget.actions())
    elif isinstance(widget, QAbstractItemView) and widget.model():
        model = widget.model()
        columns = widget.columnCount() if isinstance(widget, QTableWidget) else 1
        for row in range(model.rowCount()):
            for index in (model.index(row, column) for column in range(columns)):
                yield from (str(index.data(role) or "") for role in (Role.DisplayRole, Role.ToolTipRole))
        if isinstance(widget, QTableWidget):
            heads = [widget.horizontalHeaderItem(at) for at in range(columns)]
            yield from (head.text() for head in heads if head)
