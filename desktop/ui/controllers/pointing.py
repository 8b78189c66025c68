"""Pointing at the page: what is clicked or framed there goes into the field under the cursor."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, QPointF, QRectF, Signal

from desktop.app import App
from desktop.document.papers.field import Field
from desktop.model.dossier import Page
from desktop.ui.acts.table import Act, key_of
from desktop.ui.controllers.contents import ContentsPanel
from desktop.ui.controllers.pages import PagesPanel
from desktop.ui.operations import Operation, Seen


class Pointing(QObject):
    """Takes what the clerk points at.

    Args:
        app: the services.
        pages: shows the page.
        contents: has the fields.
    """

    told = Signal(str)

    def __init__(self, app: App, pages: PagesPanel, contents: ContentsPanel) -> None:
        super().__init__(pages)
        self._app = app
        self._pages = pages
        self._contents = contents
        self._asked: Operation[Any] | None = None
        contents.taking_changed.connect(lambda taking: pages.page_view.set_framing(framing=taking))
        pages.page_view.clicked.connect(self._click)
        pages.page_view.framed.connect(self._frame)

    @property
    def reading(self) -> bool:
        """Whether something framed is being read."""
        return self._asked is not None

    def stop(self) -> None:
        """What is being read goes nowhere."""
        if self._asked:
            self._asked = None
            self.told.emit("")
            self._contents.show_place()

    def _click(self, point: QPointF) -> None:
        self.stop()
        taker, page, leaf = self._contents.taker, self._pages.page, self._pages.leaf
        if taker and page and leaf:
            self._take(taker, self._app.reading.at(page, leaf.at, (point.x(), point.y()), taker[1]))

    def _frame(self, framed: QRectF) -> None:
        self.stop()
        taker, page, leaf = self._contents.taker, self._pages.page, self._pages.leaf
        if taker is None or page is None or page.facts is None or leaf is None:
            return
        rect = framed.toAlignedRect()
        box = (rect.x(), rect.y(), rect.width(), rect.height())
        found = self._app.reading.within(page, leaf.at, box, taker[1])
        if found or page.made_of:
            self._take(taker, found)
        else:
            self._ask(taker, page, leaf.at, box)

    def _ask(self, taker: tuple[UUID, str], page: Page, place: int, box: tuple[int, int, int, int]) -> None:
        """Have it read in the background; what is typed into the field meanwhile counts more."""
        field = self._contents.view.fields[taker[1]]
        before = field.text()
        read = self._app.reading.read_within
        self._asked = work = Operation(self._pages, lambda _: read(page, place, box, taker[1]), Seen.OWN)
        self._pages.page_view.point(QRectF(*box))
        self.told.emit(self.tr("Reading what is framed… %1 leaves it").replace("%1", key_of(Act.BACK)))

        def come(found: Field | None) -> None:
            if self._asked is work:
                self.stop()
                if field.text() == before:
                    self._take(taker, found)

        def fail(error: BaseException) -> None:
            if self._asked is work:
                self.stop()
                work.show(error)

        work.on_success(come).on_failure(fail).run()

    def _take(self, taker: tuple[UUID, str], found: Field | None) -> None:
        if found:
            self._contents.take(taker, found)
            self.told.emit("")
        elif self._contents.taker == taker:
            name = self._contents.view.fields[taker[1]].accessibleName()
            self.told.emit(self.tr("Nothing there can be «%1».").replace("%1", name))
