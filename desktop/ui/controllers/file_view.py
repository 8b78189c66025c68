"""A page of a file as it is drawn: anew for every size it is shown at, so that it is sharp at each."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QImage, QPixmap

from desktop.ui.controllers.page_view import PageView

SHOWN_DPI = 150
"""What a page is drawn at before its size on the screen is known."""
LEAST_DPI, MOST_DPI = 40, 450
"""What it is drawn at, however small or large it is shown: an A4 page at the most has 20 million px. Chosen."""


class FileView(PageView):
    """Shows one page, by width at first. It takes the keyboard, so that PgUp and PgDn move the page."""

    rescaled = Signal()
    """It is shown at another size: it can be drawn sharper, or with less work."""

    def __init__(self) -> None:
        super().__init__(by_width=True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def dpi(self) -> int:
        """How densely the page has to be drawn for the size it is shown at."""
        wanted = SHOWN_DPI * self.transform().m11() * self.devicePixelRatioF()
        return round(min(MOST_DPI, max(LEAST_DPI, wanted)))

    def show_sheet(self, picture: QImage) -> None:
        """Show another page, fitted.

        Args:
            picture: drawn at `SHOWN_DPI`.
        """
        self._put(picture, SHOWN_DPI)
        self._scene.setSceneRect(QRectF(picture.rect()))
        self.fit()

    def sharpen(self, picture: QImage, dpi: int) -> None:
        """Show the same page, drawn more or less densely; it stays as large as it is."""
        self._put(picture, dpi)

    def _put(self, picture: QImage, dpi: int) -> None:
        pixmap = QPixmap.fromImage(picture)
        pixmap.setDevicePixelRatio(dpi / SHOWN_DPI)
        self._item.setPixmap(pixmap)

    def fit(self) -> None:
        """As wide as its place, or whole."""
        super().fit()
        self.rescaled.emit()

    def zoom(self, factor: float) -> None:
        """Nearer or farther."""
        super().zoom(factor)
        self.rescaled.emit()
