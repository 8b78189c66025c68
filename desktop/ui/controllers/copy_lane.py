"""The lane of one original: its pages, what is typed of it, and the words as they will stand on the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject

from desktop.app import App
from desktop.model.copies import CopySaid, copy_said
from desktop.model.dossier import Page as DossierPage
from desktop.model.errors import QuaySoError
from desktop.ui.acting import with_key
from desktop.ui.acts.table import Act
from desktop.ui.controllers.page_view import PageView
from desktop.ui.language import said_of
from desktop.ui.look.parts import tell
from desktop.ui.news import look_soon
from desktop.ui.operations import Operation, Seen
from desktop.ui.page import Page
from desktop.ui.views.copies import CopiesView

if TYPE_CHECKING:
    from desktop.workflow.copies.originals import Original


class CopyLane(QObject):
    """Shows an original, and understands what is typed of it.

    Args:
        app: the services.
        page: whose work it is.
        view: where it stands.
        page_view: shows its pages.
    """

    def __init__(self, app: App, page: Page, view: CopiesView, page_view: PageView) -> None:
        super().__init__(page)
        self._app = app
        self._page = page
        self._view = view
        self._page_view = page_view
        self._at = 0
        self._drawn: UUID | None = None
        self._seen: set[UUID] = set()
        self.original: Original | None = None
        self._soon = look_soon(page, self._look_at_words)
        for field in view.fields.values():
            field.textEdited.connect(self._typed)
        view.keep_blank.toggled.connect(lambda _: self._show_page())

    @property
    def ready(self) -> bool:
        """Whether an original is shown that is read to its end."""
        return self.original is not None and not self.original.unread

    @property
    def texts(self) -> Mapping[str, str]:
        """What stands in the fields."""
        return {name: field.text() for name, field in self._view.fields.items()}

    def fill(self, texts: Mapping[str, str]) -> None:
        """Put texts into fields."""
        for name, text in texts.items():
            self._view.fields[name].setText(text)

    def show(self, original: Original | None) -> None:
        """Show an original, or none; what was typed of it stays, and its name is proposed where none is typed."""
        before, self.original = self.original, original
        if original is None:
            self._drawn = None
            self._page_view.clear()
            return
        if before is None or before.seen.paper.id != original.seen.paper.id:
            self._at = 0
            self._seen.clear()
            self.fill({"title": "", "copies": "1"})
            self._view.keep_blank.setChecked(False)
            self.take_keys()
        title = self._view.fields["title"]
        if not title.text():
            title.setText(original.title)
            title.home(False)  # noqa: FBT003 - Qt
        # What is read later is not blank yet.
        self._view.show_blank(shown=not original.unread and any(map(_is_blank, original.seen.pages)))
        self._show_page()
        self._look_at_words()

    def take_keys(self) -> None:
        """To the field that is still empty: who asks, most often."""
        fields = self._view.fields
        field = next((one for one in fields.values() if not one.text().strip()), fields["requester"])
        field.setFocus()
        field.selectAll()

    def turn(self, step: int) -> None:
        """To another page."""
        if self.original and 0 <= self._at + step < len(self.original.seen.pages):
            self._at += step
            self._show_page()

    def look_on(self) -> bool:
        """Turn to the first page that was not on the screen yet; False where all were."""
        pages = self.original.seen.pages if self.original else ()
        unseen = next((at for at, page in enumerate(pages) if page in self._copied and page.id not in self._seen), None)
        if unseen is None:
            return False
        self._at = unseen
        self._show_page()
        return True

    @property
    def keep_blank(self) -> bool:
        """Whether the copy has the blank pages too."""
        return self._view.keep_blank.isChecked()

    @property
    def _copied(self) -> tuple[DossierPage, ...]:
        """The pages that the copy has."""
        # Here and not above: a window in which nothing is certified waits for none of it.
        from desktop.workflow.copies.originals import copied

        return copied(self.original.seen.pages, keep_blank=self.keep_blank) if self.original else ()

    def _show_page(self) -> None:
        original = self.original
        if original is None or not original.seen.pages:
            return
        pages = original.seen.pages
        self._at = min(self._at, len(pages) - 1)
        page, at = pages[self._at], self._at
        if original.unread:
            words = self.tr("%1 pages are still being read.").replace("%1", str(original.unread))
        else:
            more = any(one.id not in self._seen for one in self._copied if one is not page)
            words = self.tr("Page %1 of %2. Compare it with the original.")
            if page not in self._copied:
                words = self.tr("Page %1 of %2: blank, and not in the copy.")
            elif more:
                words = with_key(Act.CONFIRM, self.tr("Page %1 of %2. Compare it with the original; %k looks on."))
            words = words.replace("%1", str(at + 1)).replace("%2", str(len(pages)))
        self._view.standing.setText(words)
        if self._drawn == page.id and not original.unread:
            return

        def show(picture: bytes) -> None:
            if self.original is original and at == self._at:
                self._drawn = page.id
                self._seen.add(page.id)
                self._page_view.show_page(picture)

        Operation(self._page, lambda _: self._app.pictures.of_page(page.id), Seen.OWN).on_success(show).run()

    # What is typed

    def understood(self) -> CopySaid | None:
        """What is typed, understood; None where something is refused, and that is told."""
        texts = self.texts
        try:
            found = copy_said(texts["title"], texts["requester"], texts["copies"])
        except QuaySoError as error:
            self._refuse(said_of(error))
            self.take_keys()
            return None
        self._refuse("")
        return found

    def _refuse(self, words: str) -> None:
        self._view.refused.setText(words)
        tell(self._view.refused, "refused" if words else "")

    def _typed(self) -> None:
        self._refuse("")
        self._soon.start()

    def _look_at_words(self) -> None:
        texts, tell = self.texts, self._view.words.setText
        said = CopySaid(title=texts["title"], requester=texts["requester"])
        look: Callable[[object], tuple[str, ...]] = lambda _: self._app.certifying.words(said)  # noqa: E731 - typed
        Operation(self._page, look, Seen.UNASKED).on_success(lambda lines: tell("\n".join(lines))).run()


def _is_blank(page: DossierPage) -> bool:
    return bool(page.facts and page.facts.look.blank)
