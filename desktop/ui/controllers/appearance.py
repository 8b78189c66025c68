"""How the window speaks and looks: Vietnamese or English, light or dark; changed while it is open, and remembered."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from desktop.machine.settings import Settings
from desktop.ui.acting import with_key
from desktop.ui.acts.table import Act
from desktop.ui.language import Language, other, speak
from desktop.ui.look.sheet import dress
from desktop.ui.look.tokens import DARK, Theme, colours
from desktop.ui.operations import Operation, Seen
from desktop.ui.page import Notice

if TYPE_CHECKING:
    from desktop.app import App

Change = Callable[[], None]

_AGAIN_MS = 100


def appear(settings: Settings) -> None:
    """Speak and look as a counter has set it; what is made from now on does."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    speak(application, Language(settings.language))
    dress(application, Theme(settings.theme))


class Appearance(QObject):
    """Remembers another language or other colours, and has everything made anew in them.

    Args:
        app: its settings are the counter's.
        window: whose appearance it is.
        busy: whether something is under way that must not be cut off.
        make_anew: makes everything in the window anew, after a change.
    """

    told = Signal(object)

    def __init__(
        self, app: App, window: QWidget, busy: Callable[[], bool], make_anew: Callable[[Change], None]
    ) -> None:
        super().__init__(window)
        self._app, self._window, self._busy, self._make_anew = app, window, busy, make_anew
        self.changing = False
        """Whether a choice is being remembered, and not to be seen yet."""
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._system_changed, Qt.ConnectionType.QueuedConnection)

    def other_language(self) -> None:
        """Speak the other language."""
        self._keep("language", other(), Act.LANGUAGE)

    def next_theme(self) -> None:
        """Wear other colours: as the system has them, light, dark, and again."""
        themes = list(Theme)
        self._keep("theme", themes[(themes.index(Theme(self._app.settings.theme)) + 1) % len(themes)], Act.THEME)

    def _keep(self, name: str, value: str, act: Act) -> None:
        if self.changing:
            return
        if self._busy():
            words = with_key(act, self.tr("Wait until it is done, then press %k again."))
            self.told.emit(Notice(self.tr("Something is under way that must not be cut off."), words))
            return
        self.changing = True
        keeping = Operation(self._window, lambda _: self._app.own_settings.keep(name, value), Seen.UNASKED)
        keeping.on_success(lambda _: self._appear()).on_over(self._over).run()

    def _over(self, done: bool) -> None:
        self.changing = self.changing and done

    def _appear(self) -> None:
        if QApplication.activeModalWidget() or QApplication.activePopupWidget() or self._busy():
            # A dialog stands on what would be made anew.
            QTimer.singleShot(_AGAIN_MS, self, self._appear)
            return
        self._make_anew(lambda: appear(self._app.settings))
        self.changing = False

    def _system_changed(self) -> None:
        dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        if Theme(self._app.settings.theme) is Theme.SYSTEM and dark != (colours() is DARK):
            self._appear()
