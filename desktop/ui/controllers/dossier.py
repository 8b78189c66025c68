"""One dossier on the screen: scan, look, confirm, sign; each key does one thing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import QListWidgetItem, QWidget

from desktop.app import App
from desktop.document.fields import Field
from desktop.model.dossier import Dossier, Page, Paper
from desktop.model.states import DigitisationState, SigningState
from desktop.ui.controllers.checklist import ChecklistItem
from desktop.ui.controllers.page_view import PageView
from desktop.ui.operations import Handle, Operation
from desktop.ui.theme import VERDICT_COLOURS
from desktop.ui.views.dossier import THUMBNAIL, DossierView
from desktop.workflow.intake import ChecklistRow

Shown = tuple[Dossier, str, list[ChecklistRow]]


class DossierPage(QWidget):
    """The dossier under the clerk's hands."""

    sign_asked = Signal(object, object)
    facts_came = Signal()
    changed = Signal()

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._dossier: Dossier | None = None
        self._rows: list[ChecklistRow] = []
        self._pages: list[Page] = []
        self._wanted_paper: UUID | None = None
        self._scan: Operation[int] | None = None
        self._removed: list[UUID] = []
        self._proposed_for: UUID | None = None
        self.view = view = DossierView(PageView())
        self.setLayout(view)
        view.scan.clicked.connect(self.scan)
        view.rescan.clicked.connect(self.rescan)
        view.remove.clicked.connect(self.remove_page)
        view.confirm.clicked.connect(self.confirm)
        view.sign.clicked.connect(self.sign)
        view.cancel.clicked.connect(self.stop)
        view.checklist.currentRowChanged.connect(self._paper_chosen)
        view.thumbnails.currentRowChanged.connect(self._page_chosen)
        # Many pages may be finished at once; one look shows them all.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(120)
        self._soon.timeout.connect(self.refresh)
        self.facts_came.connect(self._soon.start, Qt.ConnectionType.QueuedConnection)
        app.capture.on_facts(lambda _: self.facts_came.emit())
        app.sending.on_change(self.facts_came.emit)

    @property
    def page_view(self) -> PageView:
        """The large page."""
        assert isinstance(self.view.page, PageView)
        return self.view.page

    @property
    def scanning(self) -> bool:
        """Whether the scanner is running."""
        return self._scan is not None

    def show_dossier(self, dossier_id: UUID) -> None:
        """Turn to a dossier."""
        self._wanted_paper = None
        self._removed.clear()
        self._dossier = None
        Operation(self, lambda _: self._look(dossier_id, remember=True)).on_success(self._show).run()

    def refresh(self) -> None:
        """Look again at the same dossier."""
        if self._dossier:
            dossier_id = self._dossier.id
            Operation(self, lambda _: self._look(dossier_id)).on_success(self._show).run()

    def _look(self, dossier_id: UUID, *, remember: bool = False) -> Shown:
        intake = self._app.intake
        dossier = intake.open(dossier_id) if remember else intake.dossier(dossier_id)
        catalogue = self._app.catalogue.version(dossier.catalogue_version)
        return dossier, catalogue.procedure(dossier.procedure).name, intake.checklist(dossier_id)

    def _show(self, shown: Shown) -> None:
        dossier, procedure, rows = shown
        first = self._dossier is None
        self._dossier, self._rows = dossier, rows
        view = self.view
        view.heading.setText(dossier.code)
        view.subheading.setText(f"{procedure} · {dossier.party.name}")
        done = sum(row.paper.digitisation is not DigitisationState.EMPTY for row in rows)
        papers = self.tr("PAPERS")
        view.progress_words.setText(f"{papers}   {done}/{len(rows)}")
        chosen = self._wanted_paper or (rows[self._next(rows)].paper.id if rows and first else self._paper_id())
        self._fill_checklist(rows, chosen)
        self._update_keys()
        self.changed.emit()

    @staticmethod
    def _next(rows: list[ChecklistRow]) -> int:
        """Where the clerk's hand goes first: the first paper that wants something."""
        for at, row in enumerate(rows):
            if row.paper.digitisation in {DigitisationState.EMPTY, DigitisationState.SCANNED}:
                return at
        return 0

    def _fill_checklist(self, rows: list[ChecklistRow], chosen: UUID | None) -> None:
        checklist = self.view.checklist
        checklist.blockSignals(True)  # noqa: FBT003 - Qt
        checklist.clear()
        width = max(260, checklist.viewport().width())
        for row in rows:
            item = QListWidgetItem()
            widget = ChecklistItem(row)
            item.setSizeHint(widget.height_for(width))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, widget.accessibleName())
            checklist.addItem(item)
            checklist.setItemWidget(item, widget)
        at = next((n for n, row in enumerate(rows) if row.paper.id == chosen), 0)
        checklist.setCurrentRow(at)
        checklist.blockSignals(False)  # noqa: FBT003 - Qt
        self._paper_chosen(at)

    def _row(self) -> ChecklistRow | None:
        at = self.view.checklist.currentRow()
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def _paper_id(self) -> UUID | None:
        row = self._row()
        return row.paper.id if row else None

    def _paper_chosen(self, at: int) -> None:
        if not 0 <= at < len(self._rows):
            return
        paper = self._rows[at].paper
        self._wanted_paper = paper.id
        self._update_keys()
        Operation(self, lambda _: self._load_pages(paper)).on_success(self._show_pages).run()

    def _load_pages(self, paper: Paper) -> tuple[Paper, list[tuple[Page, bytes | None]], dict[str, Field]]:
        pages = self._app.intake.pages(paper.id)
        small = [(page, self._app.intake.thumbnail(page.id)) for page in pages]
        ready = bool(pages) and all(page.facts for page in pages)
        return paper, small, self._app.intake.proposals(paper.id) if ready else {}

    def _show_pages(self, loaded: tuple[Paper, list[tuple[Page, bytes | None]], dict[str, Field]]) -> None:
        paper, small, proposals = loaded
        if paper.id != self._paper_id():
            return
        before = self.view.thumbnails.currentRow() if [p.id for p in self._pages] == [p.id for p, _ in small] else 0
        self._pages = [page for page, _ in small]
        thumbnails = self.view.thumbnails
        thumbnails.blockSignals(True)  # noqa: FBT003 - Qt
        thumbnails.clear()
        for number, (page, picture) in enumerate(small, 1):
            thumbnails.addItem(self._thumbnail(number, page, picture))
        thumbnails.blockSignals(False)  # noqa: FBT003 - Qt
        empty = not small
        self.page_view.setVisible(not empty)
        thumbnails.setVisible(not empty)
        self.view.page_empty.setVisible(empty)
        self.view.page_empty.setText(
            self.tr("Put «%1» into the feeder and press F2.").replace("%1", paper.name) if empty else ""
        )
        self._show_fields(paper, proposals)
        if empty:
            self.page_view.clear()
            self.view.reasons.clear()
        else:
            thumbnails.setCurrentRow(max(0, min(before, len(small) - 1)))
            self._page_chosen(thumbnails.currentRow())
        self._update_keys()

    def _thumbnail(self, number: int, page: Page, picture: bytes | None) -> QListWidgetItem:
        pixmap = QPixmap(THUMBNAIL)
        pixmap.fill(QColor("#ffffff"))
        if picture:
            loaded = QPixmap()
            loaded.loadFromData(picture)
            pixmap = loaded.scaled(
                THUMBNAIL, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
        words = self.tr("page %1").replace("%1", str(number))
        if page.facts and page.facts.look.blank:
            words = self.tr("%1, blank?").replace("%1", str(number))
        icon = QIcon(pixmap)
        # Without its own picture for the chosen state Qt paints the page blue.
        icon.addPixmap(pixmap, QIcon.Mode.Selected)
        item = QListWidgetItem(icon, words)
        item.setSizeHint(QSize(THUMBNAIL.width() + 26, THUMBNAIL.height() + 30))
        colour = VERDICT_COLOURS[str(page.facts.verdict)] if page.facts else "#9aa7b4"
        item.setForeground(QColor(colour))
        return item

    def _page_chosen(self, at: int) -> None:
        page = self._page()
        if page is None:
            return
        reasons = page.facts.reasons if page.facts else ()
        self.view.reasons.setText("; ".join(reasons))
        self.view.reasons.setVisible(bool(reasons))
        page_id = page.id

        def show(image: bytes) -> None:
            shown = self._page()
            if shown and shown.id == page_id:
                self.page_view.show_page(image)

        Operation(self, lambda _: self._app.intake.page_image(page_id)).on_success(show).run()

    def _page(self) -> Page | None:
        at = self.view.thumbnails.currentRow()
        return self._pages[at] if 0 <= at < len(self._pages) else None

    def _show_fields(self, paper: Paper, proposals: dict[str, Field]) -> None:
        known = {
            "number": paper.details.number,
            "issued": paper.details.issued and f"{paper.details.issued:%d/%m/%Y}",
            "issuer": paper.details.issuer,
            "signer": paper.details.signer,
        }
        fresh = self._proposed_for != paper.id or not any(field.text() for field in self.view.fields.values())
        locked = paper.signing is not SigningState.UNSIGNED
        for name, field in self.view.fields.items():
            field.setEnabled(bool(self._pages) and not locked)
            if fresh or locked:
                field.setText(known[name] or _words(name, proposals.get(name)))
                field.setCursorPosition(0)
        self._proposed_for = paper.id

    def _update_keys(self) -> None:
        view, row, busy = self.view, self._row(), self._scan is not None
        locked = row is None or row.paper.signing is not SigningState.UNSIGNED
        has_pages = bool(row and row.pages)
        view.scan.setEnabled(not busy and not locked)
        view.rescan.setEnabled(not busy and not locked and has_pages)
        view.remove.setEnabled(not busy and not locked and has_pages)
        to_confirm = bool(row and row.paper.digitisation is DigitisationState.SCANNED and not row.unread)
        view.confirm.setEnabled(not busy and to_confirm)
        built = any(r.paper.digitisation is DigitisationState.BUILT for r in self._rows)
        unsigned = any(
            r.paper.digitisation is DigitisationState.BUILT and r.paper.signing is SigningState.UNSIGNED
            for r in self._rows
        )
        waiting = any(r.paper.digitisation is DigitisationState.SCANNED for r in self._rows)
        view.sign.setEnabled(not busy and built and unsigned and not waiting)
        self._one_primary(to_confirm=to_confirm, to_sign=view.sign.isEnabled())
        view.progress.setVisible(busy)
        view.cancel.setVisible(busy)

    def _one_primary(self, *, to_confirm: bool, to_sign: bool) -> None:
        """One primary action at a time: confirm what lies there, else scan what is missing, else sign."""
        view = self.view
        missing = any(row.paper.digitisation is DigitisationState.EMPTY for row in self._rows)
        primary = view.confirm if to_confirm else view.scan if missing else view.sign if to_sign else None
        for button in (view.scan, view.confirm, view.sign):
            name = "primary" if button is primary else ""
            if button.objectName() != name:
                button.setObjectName(name)
                button.style().unpolish(button)
                button.style().polish(button)

    def scan(self) -> None:
        """Scan the next missing paper; or more pages into the chosen one, where none is missing."""
        if self._scan or not self._dossier:
            return
        row = self._row()
        chosen = row.paper if row and row.paper.digitisation is DigitisationState.EMPTY else None
        target = chosen or next((r.paper for r in self._rows if r.paper.digitisation is DigitisationState.EMPTY), None)
        target = target or (row.paper if row else None)
        if target is None or target.signing is not SigningState.UNSIGNED:
            return
        paper = target
        self._wanted_paper = paper.id
        self.view.doing.setText(self.tr("Scanning «%1»…").replace("%1", paper.name))

        def work(handle: Handle) -> int:
            return self._app.capture.scan(paper.id, handle.tell, handle.cancelled)

        self._scan = Operation(self, work).on_news(self._page_came).on_success(self._scanned)
        self._scan.on_failure(self._scan_failed).run()
        self._update_keys()

    def rescan(self) -> None:
        """Scan the chosen page again, in its place."""
        page = self._page()
        if self._scan or page is None:
            return
        self.view.doing.setText(self.tr("Scanning the page again…"))

        def work(handle: Handle) -> int:
            return int(self._app.capture.rescan(page.id, handle.cancelled) is not None)

        self._scan = Operation(self, work).on_success(self._scanned).on_failure(self._scan_failed).run()
        self._update_keys()

    def stop(self) -> None:
        """Stop the scanner; what is in stays."""
        if self._scan:
            self._scan.cancel()
            self.view.doing.setText(self.tr("Stopping…"))

    def _page_came(self, page: Page) -> None:
        self.view.doing.setText(self.tr("Page %1").replace("%1", str(page.position + 1)))
        self._soon.start()

    def _scanned(self, _: int) -> None:
        self._scan_over()

    def _scan_failed(self, error: BaseException) -> None:
        self._scan_over()
        window = self.window()
        if hasattr(window, "show_trouble"):
            window.show_trouble(error)

    def _scan_over(self) -> None:
        self._scan = None
        self.view.doing.clear()
        self._update_keys()
        self.refresh()

    def remove_page(self) -> None:
        """Set the chosen page aside; Ctrl+Z brings it back."""
        page = self._page()
        if page is None or self._scan:
            return
        self._removed.append(page.id)
        Operation(self, lambda _: self._app.intake.remove_page(page.id)).on_success(self._page_set_aside).run()

    def _page_set_aside(self, _: None) -> None:
        self.view.doing.setText(self.tr("Page set aside. Ctrl+Z brings it back."))
        self.refresh()

    def undo(self) -> None:
        """Bring the last page that was set aside back."""
        if self._removed:
            page_id = self._removed.pop()
            self.view.doing.clear()
            Operation(self, lambda _: self._app.intake.restore_page(page_id)).on_success(lambda _: self.refresh()).run()

    def confirm(self) -> None:
        """All pages there, readable, of this dossier: build the file, and go on to the next paper."""
        row = self._row()
        if row is None or not self.view.confirm.isEnabled():
            return
        paper = row.paper
        details = replace(
            paper.details,
            number=self.view.fields["number"].text().strip(),
            issued=_day(self.view.fields["issued"].text()),
            issuer=self.view.fields["issuer"].text().strip(),
            signer=self.view.fields["signer"].text().strip(),
        )

        def work(_: Handle) -> None:
            self._app.intake.set_details(paper.id, details)
            self._app.confirming.confirm(paper.id)

        self.view.confirm.setEnabled(False)
        Operation(self, work).on_success(lambda _: self._confirmed()).run()

    def _confirmed(self) -> None:
        self._wanted_paper = None
        at = self.view.checklist.currentRow()
        wanting = {DigitisationState.EMPTY, DigitisationState.SCANNED}
        later = [*self._rows[at + 1 :], *self._rows[:at]]
        following = next((row.paper.id for row in later if row.paper.digitisation in wanting), None)
        self._wanted_paper = following or self._paper_id()
        self.refresh()

    def sign(self) -> None:
        """Ask for the PIN, for everything of this dossier that is confirmed."""
        if not self.view.sign.isEnabled() or not self._dossier:
            return
        papers = [
            row.paper
            for row in self._rows
            if row.paper.digitisation is DigitisationState.BUILT and row.paper.signing is SigningState.UNSIGNED
        ]
        self.sign_asked.emit(self._dossier.id, papers)

    def next_page(self, step: int) -> None:
        """Turn over."""
        thumbnails = self.view.thumbnails
        at = thumbnails.currentRow() + step
        if 0 <= at < thumbnails.count():
            thumbnails.setCurrentRow(at)

    def next_paper(self, step: int) -> None:
        """Up or down the checklist."""
        checklist = self.view.checklist
        at = checklist.currentRow() + step
        if 0 <= at < checklist.count():
            checklist.setCurrentRow(at)


def _words(name: str, field: Field | None) -> str:
    if field is None or not field.valid:
        return ""
    if name == "issued":
        try:
            return f"{datetime.fromisoformat(field.value):%d/%m/%Y}"
        except ValueError:
            return ""
    return field.value


def _day(text: str) -> date | None:
    try:
        return datetime.strptime(text.strip(), "%d/%m/%Y").date()
    except ValueError:
        return None
