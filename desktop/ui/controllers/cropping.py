"""Cropping by hand: the page with nothing cut off, a frame around what is kept, moved by mouse or arrows."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QRectF, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop.app import App
from desktop.model.dossier import Page
from desktop.model.page import Crop
from desktop.ui.acting import with_key
from desktop.ui.acts.table import Act, key_of
from desktop.ui.controllers.page_view import PageView
from desktop.ui.operations import Doing, Operation
from desktop.workflow.pages import Uncropped


class Cropping(QObject):
    """The frame on the page, from its coming to its end.

    Args:
        app: the services.
        owner: whose part it is.
        view: shows the page.
        page: gives the page that is on the screen.
    """

    changed = Signal()
    told = Signal(str)

    def __init__(self, app: App, owner: QWidget, view: PageView, page: Callable[[], Page | None]) -> None:
        super().__init__(owner)
        self._app = app
        self._owner = owner
        self._view = view
        self._page = page
        self._uncropped: Uncropped | None = None
        self.opening = False
        """Whether a frame is on its way to the screen."""

    @property
    def framed(self) -> bool:
        """Whether a frame lies on the page."""
        return self._view.crop is not None

    def begin(self) -> None:
        """Show the page with nothing cut off, and a frame around what is kept."""
        page = self._page()
        if page is None or self.opening or self.framed:
            return
        page_id, self.opening = page.id, True
        self.changed.emit()

        def show(whole: Uncropped) -> None:
            self.opening = False
            now = self._page()
            if now and now.id == page_id:
                self._frame(whole)
            self.changed.emit()

        laying = Doing(self.tr("Laying the frame on the page…"))
        operation = Operation(self._owner, lambda _: self._app.pages.uncropped(page_id), laying)

        def fail(error: BaseException) -> None:
            self.opening = False
            self.changed.emit()
            operation.show(error)

        operation.on_success(show).on_failure(fail).run()

    def _frame(self, whole: Uncropped) -> None:
        self._uncropped = whole
        left, top, right, bottom = whole.kept
        self._view.show_page(whole.image)
        self._view.begin_crop(QRectF(left, top, right - left, bottom - top))
        words = self.tr("Arrows move a side, Tab takes the next, %k cuts, %1 leaves it")
        self.told.emit(with_key(Act.CONFIRM, words).replace("%1", key_of(Act.BACK)))

    def key(self, event: QKeyEvent) -> bool:
        """A key that moves the frame; gives whether it was one."""
        frame = self._view.crop
        return frame is not None and frame.key(event)

    def end(self) -> Crop | None:
        """Take the frame away; gives what lay in it, None where no frame was there."""
        frame, whole = self._view.crop, self._uncropped
        self._uncropped = None
        self._view.end_crop()
        self.told.emit("")
        if frame is None or whole is None:
            return None
        box = frame.box.toAlignedRect()
        return Crop(quad=whole.facts.raw_quad((box.x(), box.y(), box.width(), box.height())))
