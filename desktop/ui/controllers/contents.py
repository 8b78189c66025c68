"""What the chosen paper says: proposed by the readers, put right by the clerk.

Green: two independent sources agree. Yellow: they differ; the other reading is one key away, the place on the page
below. No colour: one source alone. Red: what was typed is not understood; it stays until it is put right.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, QSize, Signal
from PySide6.QtWidgets import QWidget

from desktop.app import App
from desktop.document.papers.field import Field
from desktop.document.papers.suggest import Suggestion
from desktop.machine.clock import vietnam_day
from desktop.model import entry
from desktop.model.dossier import Paper, PaperDetails
from desktop.model.entry import Entered, NotUnderstood
from desktop.model.states import DigitisationState, SigningState
from desktop.ui.controllers.values import DAYS, alone, day_words, paint, proposed, recorded, set_text, written
from desktop.ui.language import said
from desktop.ui.look.parts import dress_anew, tell
from desktop.ui.look.picture import fitted
from desktop.ui.operations import Operation, Seen
from desktop.ui.views.contents import ContentsView
from desktop.workflow.reading import PaperRead
from desktop.workflow.seen import SeenPaper
from desktop.workflow.sheets import SheetCount, SheetVerdict, count_sheets

PICTURE_HEIGHT_PX = 44
SHEETS = "sheets"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a procedure wants said of a paper.

    Attributes:
        validity: the rule of its type, in words; empty for none.
        secrecy: a clerk is to say that it is no state secret (R21).
    """

    validity: str = ""
    secrecy: bool = False


NOTHING_ASKED = Asked()


@dataclass(frozen=True, slots=True)
class Doubt:
    """What holds the first confirmation of a paper, and not the second."""

    sentence: str
    advice: str


@dataclass(frozen=True, slots=True)
class Typed:
    """What a clerk has entered or decided of papers that are not confirmed yet.

    Attributes:
        drafts: what was typed, by paper and field.
        taken: what was taken from the page, by paper and field.
        kept_here: papers that stay where they are, with the code that they seem to have.
    """

    drafts: dict[UUID, dict[str, str]]
    taken: dict[UUID, dict[str, Field]]
    kept_here: set[tuple[UUID, str]]


class ContentsPanel(QWidget):
    """How many sheets one paper has, its number, date, issuer, signer; its tax number where it has one.

    What was typed stays with its paper until it is confirmed, wherever the clerk turns meanwhile.
    """

    typed = Signal()
    move_asked = Signal(object)
    pointed = Signal(object)
    """Where the value under the cursor stands: index of the page and box, clean px; None where that is not known."""
    taking_changed = Signal(bool)
    """Whether the cursor is in a field that takes what is pointed at on the page (`taker`)."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._seen: SeenPaper | None = None
        self._proposals: dict[str, Field] = {}
        self._other: Suggestion | None = None
        self._elsewhere: UUID | None = None
        self._asked = NOTHING_ASKED
        self._drafts: dict[UUID, dict[str, str]] = {}
        self._taken: dict[UUID, dict[str, Field]] = {}
        self._kept_here: set[tuple[UUID, str]] = set()
        self._told: set[str] = set()
        self._looked_at: set[str] = set()
        self._under_cursor = ""
        self._dead = True
        self.view = view = ContentsView()
        self.setLayout(view)
        view.other.clicked.connect(self.take_other)
        view.kind_keep.clicked.connect(self._keep_here)
        view.kind_move.clicked.connect(lambda: self.move_asked.emit(self._elsewhere))
        view.sheets.textEdited.connect(lambda text: self._type(SHEETS, text))
        for name, field in view.fields.items():
            field.installEventFilter(self)
            field.textEdited.connect(lambda text, name=name: self._type(name, text))

    @property
    def typed_so_far(self) -> Typed:
        """What would be lost with this panel."""
        return Typed(self._drafts, self._taken, self._kept_here)

    def take_over(self, typed: Typed) -> None:
        """Go on with what was entered in another panel."""
        self._drafts, self._taken, self._kept_here = typed.drafts, typed.taken, typed.kept_here

    def show_paper(
        self, seen: SeenPaper, read: PaperRead, elsewhere: Paper | None = None, asked: Asked = NOTHING_ASKED
    ) -> None:
        """Show what was typed, else what is known, else what is proposed.

        Args:
            seen: the paper.
            read: what the readers make of it.
            elsewhere: the dossier's own place for the kind of paper that it seems to be.
            asked: what its procedure wants said of it.
        """
        paper, locked = seen.paper, seen.paper.signing is not SigningState.UNSIGNED
        if self._seen is None or self._seen.paper.id != paper.id:
            self._under_cursor = ""
        if self._seen is None or (self._seen.paper.id, self._seen.pages) != (paper.id, seen.pages):
            self._told.clear()
            self._looked_at.clear()
        if self._seen and self._seen.paper.id == paper.id and self._seen.pages != seen.pages:
            # What was taken stays, but no longer stands where it was taken from.
            self._taken.pop(paper.id, None)
        self._seen = seen
        # What is confirmed is shown as it is recorded, empty fields too.
        is_proposed = paper.digitisation in {DigitisationState.EMPTY, DigitisationState.SCANNED} and not locked
        self._proposals = dict(read.fields) if is_proposed else {}
        self._other = None if locked or (read.other and (paper.id, read.other.code) in self._kept_here) else read.other
        self._elsewhere = elsewhere.id if elsewhere else None
        self._asked = asked
        self.view.show_rule(said(asked.validity))
        known = recorded(paper.details)
        draft = {} if locked else self._draft
        self._proposals |= {} if locked else self._taken.get(paper.id, {})
        for name, proposal in self._proposals.items():
            if proposal.other and draft.get(name) == written(name, proposal.other):
                self._proposals[name] = replace(proposal, value=proposal.other, other=proposal.value)
        for name, field in self.view.fields.items():
            set_text(field, draft.get(name, known[name] or proposed(name, self._proposals.get(name))))
        set_text(self.view.sheets, draft.get(SHEETS, ""))
        has_tax = any(source.get("tax_number") for source in (known, draft, self._proposals))
        self.view.show_row("tax_number", shown=has_tax)
        for field in (self.view.sheets, *self.view.fields.values()):
            field.setEnabled(bool(seen.pages) and not locked)
        self._show_kind(elsewhere)
        self._judge()
        self.show_place()
        self._tell_taking()

    def set_dead(self, *, dead: bool) -> None:
        """Take no letters, while another paper than this one is on its way to the screen."""
        self._dead = dead
        for field in (self.view.sheets, *self.view.fields.values()):
            if field.isReadOnly() != dead:
                field.setReadOnly(dead)
                dress_anew(field)
        self._tell_taking()

    @property
    def _draft(self) -> dict[str, str]:
        return self._drafts.get(self._seen.paper.id, {}) if self._seen else {}

    def unsaved(self, paper_id: UUID) -> bool:
        """Whether something was typed for a paper that is not confirmed yet."""
        return bool(self._drafts.get(paper_id, {}).keys() - {SHEETS})

    def forget(self, paper_id: UUID) -> None:
        """What was typed for a paper is confirmed now."""
        self._drafts.pop(paper_id, None)
        self._taken.pop(paper_id, None)

    def _type(self, name: str, text: str) -> None:
        if self._seen:
            self._drafts.setdefault(self._seen.paper.id, {})[name] = text
            self._judge()
            self.typed.emit()

    def entered(self) -> Entered:
        """What stands in the fields now, understood; the rest as it is recorded."""
        before = self._seen.paper.details if self._seen else PaperDetails()
        texts = {name: field.text() for name, field in self.view.fields.items()}
        no_secret = self._asks_secrecy and self._secrecy().sentence in self._told
        before = replace(before, no_secret=before.no_secret or no_secret)
        read = entry.paper_details(before, texts, vietnam_day(self._app.clock.now()))
        try:
            entry.count(self.view.sheets.text())
        except NotUnderstood as reason:
            return replace(read, refused={**read.refused, SHEETS: reason})
        return read

    @property
    def typing(self) -> bool:
        """Whether something is typed that is not confirmed yet."""
        return bool(self._seen and self.unsaved(self._seen.paper.id))

    def enter(self, name: str) -> None:
        """Put the cursor into a field, where there is one of this name."""
        if name in self.view.fields:
            self.view.fields[name].setFocus()

    def to_refused(self) -> NotUnderstood | None:
        """Put the cursor into the first field that is not understood; gives why it is not."""
        for name, reason in self.entered().refused.items():
            (self.view.sheets if name == SHEETS else self.view.fields[name]).setFocus()
            return reason
        return None

    def to_look_at(self) -> bool:
        """Put the cursor into the next value that is asked for and was not looked at; gives whether there was one."""
        for name, field in self.view.fields.items():
            if field.property("told") == "asked" and name not in self._looked_at and field.isEnabled():
                self._looked_at.add(name)
                field.setFocus()
                field.selectAll()
                return True
        return False

    def take_doubt(self) -> Doubt | None:
        """What speaks against confirming and was not told yet; so that a second time overrules it."""
        for doubt in self._doubts():
            if doubt.sentence not in self._told:
                self._told.add(doubt.sentence)
                return doubt
        return None

    def _doubts(self) -> list[Doubt]:
        count = self._count(self.entered())
        doubts = [Doubt(count.sentence, count.advice)] if count and count.verdict is not SheetVerdict.RIGHT else []
        doubts += [self._secrecy()] if self._asks_secrecy else []
        return [Doubt(self._kind_words(self._other), ""), *doubts] if self._other else doubts

    @property
    def _asks_secrecy(self) -> bool:
        """Whether the clerk is to say that the paper is no state secret (R21)."""
        return self._asked.secrecy and self._seen is not None and not self._seen.paper.details.no_secret

    def _secrecy(self) -> Doubt:
        name = self._seen.paper.name if self._seen else ""
        words = self.tr("The procedure does not say whether it has state secrets. «%1» must have none.")
        return Doubt(words.replace("%1", name), self.tr("Where it has one, set its pages aside."))

    @property
    def note(self) -> str:
        """What was overruled, for the audit chain."""
        return f"seems to be {self._other.code}" if self._other else ""

    def _count(self, read: Entered) -> SheetCount | None:
        typed = None if SHEETS in read.refused else entry.count(self.view.sheets.text())
        return count_sheets(self._seen.pages, typed) if self._seen and typed is not None else None

    def _judge(self) -> None:
        """Colour the fields, and say what is not understood and how the rest is."""
        read = self.entered()
        draft, known = self._draft, recorded(self._seen.paper.details) if self._seen else {}
        for name, field in self.view.fields.items():
            proposal = None if name in draft or known.get(name) else self._proposals.get(name)
            # What was proposed with a gap in it asks to be filled; it is no mistake of the clerk's.
            refused = read.refused.get(name)
            paint(field, proposal, refused=None if proposal else refused, doubted=self._other is not None)
            told = "soft" if refused is None else "asked" if proposal else "refused"
            self.view.show_note(name, alone(refused) if refused else self._meant(name, read), told)
        paint(self.view.sheets, None, refused=read.refused.get(SHEETS))
        count = self._count(read)
        found = self.view.sheets_found
        sheets = read.refused.get(SHEETS)
        found.setText(alone(sheets) if sheets else said(count.sentence) if count else "")
        right = not sheets and (count is None or count.verdict is SheetVerdict.RIGHT)
        tell(found, "green" if right else "refused")

    def _meant(self, name: str, read: Entered) -> str:
        """The day that was understood, where it was typed otherwise than it is written."""
        text = self.view.fields[name].text().strip()
        meant = day_words(getattr(read.details, name)) if name in DAYS and text else ""
        return f"= {meant}" if meant not in {"", text} else ""

    def _show_kind(self, elsewhere: Paper | None) -> None:
        view = self.view
        view.kind.setVisible(self._other is not None)
        if self._other:
            view.kind_words.setText(self._kind_words(self._other))
            view.kind_move.setVisible(elsewhere is not None)
            view.kind_move.setToolTip(elsewhere.name if elsewhere else "")

    def _kind_words(self, other: Suggestion) -> str:
        name = self._seen.paper.name if self._seen else ""
        words = self.tr("This looks like «%1», not like «%2».")
        return words.replace("%1", other.name).replace("%2", name)

    def _keep_here(self) -> None:
        if self._seen and self._other and not self._dead:
            self._kept_here.add((self._seen.paper.id, self._other.code))
            self._other = None
            self.view.kind.hide()
            self._judge()

    def take_other(self) -> None:
        """Take the other reading of the value under the cursor; once more takes the first again."""
        name = self._under_cursor
        proposal = self._proposals.get(name)
        if self._dead or not (proposal and proposal.other and self.view.fields[name].isEnabled()):
            return
        self._proposals[name] = replace(proposal, value=proposal.other, other=proposal.value)
        text = written(name, proposal.other)
        self.view.fields[name].setText(text)
        self._type(name, text)
        self._show_place(name)

    @property
    def taker(self) -> tuple[UUID, str] | None:
        """The paper and the field that take what is pointed at on the page: where the cursor is; None where nothing
        can be entered.
        """
        name = next((name for name, field in self.view.fields.items() if field.hasFocus()), "")
        return (self._seen.paper.id, name) if self._seen and self._takes(name) else None

    def _takes(self, name: str) -> bool:
        return bool(name) and not self._dead and self.view.fields[name].isEnabled()

    def take(self, taker: tuple[UUID, str], found: Field) -> None:
        """Enter what was found on the page as if it was typed; nowhere, where another paper is shown by now."""
        paper_id, name = taker
        if self._seen is None or self._seen.paper.id != paper_id or not self._takes(name):
            return
        self._taken.setdefault(paper_id, {})[name] = self._proposals[name] = found
        text = written(name, found.value)
        self.view.fields[name].setText(text)
        self._type(name, text)
        if self._under_cursor == name:
            self.show_place()

    def _tell_taking(self) -> None:
        self.taking_changed.emit(self.taker is not None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Where the cursor goes, its value's place on the page is shown."""
        if event.type() == QEvent.Type.FocusIn:
            name = next((name for name, field in self.view.fields.items() if field is watched), "")
            self._looked_at.add(name)
            self._show_place(name)
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self._tell_taking()
        return super().eventFilter(watched, event)

    def show_place(self) -> None:
        """Show anew where the value under the cursor stands."""
        self._show_place(self._under_cursor)

    def _show_place(self, name: str) -> None:
        self._under_cursor = name
        proposal, seen = self._proposals.get(name), self._seen
        self.view.other.setVisible(bool(proposal and proposal.other))
        self.view.picture.hide()
        self.pointed.emit((proposal.page, proposal.box) if proposal and proposal.box else None)
        if proposal is None or seen is None:
            return
        if proposal.other:
            words = self.tr("read otherwise: «%1»").replace("%1", written(name, proposal.other))
            self.view.other.name(words)

        def show(picture: bytes | None) -> None:
            if picture and self._under_cursor == name and self._seen is seen:
                self._show_picture(picture)

        work = Operation(self, lambda _: self._app.pictures.of_field(seen.paper.id, proposal), Seen.UNASKED)
        work.on_success(show).run()

    def _show_picture(self, picture: bytes) -> None:
        place = QSize(self.width(), PICTURE_HEIGHT_PX)
        self.view.picture.setPixmap(fitted(picture, place, self.devicePixelRatioF()))
        self.view.picture.show()
