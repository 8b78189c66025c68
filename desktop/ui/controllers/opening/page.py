"""The form of a new dossier: Enter goes to what is missing, and opens the dossier where nothing is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from desktop.app import App
from desktop.model.catalogue import Case, Procedure
from desktop.model.dossier import Dossier
from desktop.model.identity import card_text
from desktop.ui.acting import bind, with_key
from desktop.ui.acts.table import USUAL, Act
from desktop.ui.controllers.opening.owner import OwnerForm, OwnerKept
from desktop.ui.controllers.opening.procedure import ProcedureForm, ProcedureKept
from desktop.ui.language import said
from desktop.ui.operations import Doing, Handle, Operation, Seen
from desktop.ui.views.opening.owner import WAYS
from desktop.ui.views.opening.page import NewDossierView
from desktop.ui.views.opening.prospect import Facts, PaperLine
from desktop.workflow.opening import Needed, Prospect


@dataclass(frozen=True, slots=True)
class Entered:
    """What stands in the form."""

    owner: OwnerKept
    procedure: ProcedureKept


Question = tuple[Procedure, Case, str]
"""What the right side answers: procedure, case, the owner's number."""


class NewDossierPage(QWidget):
    """Opens a dossier: the owner, the procedure and case, and what the owner answered about the e-store."""

    started = Signal(object)
    left = Signal()

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._starting = False
        self._shown: Question | None = None
        self._asked: set[str] = set()
        self.view = view = NewDossierView()
        self.setLayout(view)
        self.owner = OwnerForm(app, view.owner, self)
        self.procedure = ProcedureForm(app, view.procedure, self)
        for form in (self.owner, self.procedure):
            form.changed.connect(self._update)
            form.taken.connect(self._go_on)
        view.start.clicked.connect(self._start)
        view.cancel.clicked.connect(self.left.emit)
        self._keys()

    def _keys(self) -> None:
        owner = self.owner
        ways = {act: partial(owner.turn_to, way) for way, act in WAYS.items()}
        usual = {act: partial(self.procedure.take_usual, at) for at, act in enumerate(USUAL)}
        others = {
            Act.SAMPLE: owner.sample,
            Act.BY_OTHER: self.view.owner.by_other.toggle,
            Act.FILE: owner.card.choose_file,
        }
        bind(self, {**ways, **usual, **others})

    def begin(self) -> None:
        """An empty form, ready for a card."""
        self._starting, self._shown = False, None
        self._forget()
        self.view.prospect.clear()
        self.procedure.begin()
        self.owner.begin()
        self._update()

    @property
    def busy(self) -> bool:
        """Whether a card is being read, or the dossier opened."""
        return self._starting or self.owner.card.busy

    def kept(self) -> Entered:
        """What stands in the form."""
        return Entered(self.owner.kept(), self.procedure.kept())

    def restore(self, kept: Entered) -> None:
        """Have in the form what stood in another."""
        self.procedure.restore(kept.procedure)
        self.owner.restore(kept.owner)
        self._update()

    def hideEvent(self, event: QHideEvent) -> None:
        """Whoever leaves needs no card any more."""
        self.owner.card.stop()
        super().hideEvent(event)

    def _forget(self) -> None:
        """Nothing stays of those whom the e-stores were asked about and who left without a dossier."""
        asked, self._asked = self._asked, set()

        def work(_: Handle) -> None:
            for owner in asked:
                self._app.opening.forget(owner)

        if asked:
            Operation(self, work, Seen.UNASKED).run()

    def look_again(self) -> None:
        """Somebody has logged in at the province: the e-stores can be asked."""
        self._ask(self._shown)

    def enter(self) -> None:
        """Take what was typed or is chosen; else open the dossier, or go to what is missing for that."""
        focus = QApplication.focusWidget()
        if isinstance(focus, QAbstractButton) and focus is not self.view.start:
            focus.click()
        elif focus is self.view.owner.qr and self.view.owner.qr.text():
            if self.owner.card.read_typed():
                self._go_on()
        elif self._read_elsewhere(focus):
            self._go_on()
        elif focus is self.view.owner.words and self.owner.take_chosen():
            return
        elif not (focus is self.view.procedure.words and self.procedure.take_chosen()):
            self._start()

    def _read_elsewhere(self, focus: QWidget | None) -> bool:
        """A reader of codes types wherever the cursor is; whether it was a card."""
        text = focus.text() if isinstance(focus, QLineEdit) else ""
        card = card_text(text)
        if not isinstance(focus, QLineEdit) or not card:
            return False
        if focus is self.view.owner.entries["submitter_number"].place:
            self.owner.read_submitter()
            return True
        focus.setText(text.removesuffix(card))
        return self.owner.card.read_text(card)

    def _missing(self) -> QWidget | None:
        """The first place that wants something; None where nothing is missing."""
        return self.owner.complain() or self.procedure.complain()

    def _go_on(self) -> None:
        """The cursor goes to what is missing, or to the button that opens the dossier."""
        if self.owner.party is None:
            self.owner.turn_back()
            return
        (self.view.procedure.words if self.procedure.procedure is None else self.view.start).setFocus()

    def _update(self) -> None:
        procedure, case, party = self.procedure.procedure, self.procedure.case, self.owner.party
        wants_submitter = self.view.owner.by_other.isChecked() and self.owner.submitter is None
        ready = bool(procedure and case and party and not wants_submitter)
        self.view.start.setEnabled(ready and not self._starting)
        question = (procedure, case, party.number if party else "") if procedure and case else None
        if question != self._shown:
            self._shown = question
            self._ask(question)

    def _ask(self, question: Question | None) -> None:
        """Show what is known at once, then what the e-stores say."""
        if question is None:
            self.view.prospect.clear()
            return
        procedure, case, owner = question
        self._asked |= {owner} - {""}

        def work(handle: Handle) -> Prospect:
            opening = self._app.opening
            asks = bool(owner) and self._app.reuse.session().official is not None
            handle.tell((opening.prospect(procedure, case, owner), asks))
            return opening.prospect(procedure, case, owner, ask=asks)

        def show(prospect: Prospect, *, asks: bool = False) -> None:
            if question == self._shown:
                self._show(procedure, prospect, asks=asks)

        operation = Operation(self, work, Seen.BESIDE).on_success(show)
        operation.on_news(lambda news: show(news[0], asks=news[1])).run()

    def _show(self, procedure: Procedure, prospect: Prospect, *, asks: bool) -> None:
        needed = prospect.needed
        must = sum(bool(one.component.must_digitise) for one in needed)
        count = self.tr("%1 papers · %2 must be digitised").replace("%1", str(len(needed))).replace("%2", str(must))
        unknown = bool(self.owner.party) and not all(one.asked for one in needed)
        offline = with_key(Act.ACCOUNT, self.tr("The e-store was not looked into yet: %k to log in at the province."))
        store = said(prospect.why_not) or (offline if unknown else "")
        if asks:
            store = self.tr("Looking into the citizen's e-store…")
        self.view.prospect.show_papers(count, [self._line(one) for one in needed], store)
        self.view.prospect.show_facts(self._facts(procedure, prospect), doubted=not prospect.appointment.sure)

    def _line(self, needed: Needed) -> PaperLine:
        component, offer = needed.component, needed.offer
        about = []
        if component.originals:
            about.append(self.tr("%1 originals").replace("%1", str(component.originals)))
        if component.copies:
            about.append(self.tr("%1 copies").replace("%1", str(component.copies)))
        if component.must_digitise:
            about.append(self.tr("must be digitised"))
        if offer:
            about.append(f"{said(offer.where)}, {said(offer.validity)}")
        what = self.tr("reuse") if offer else self.tr("scan")
        return PaperLine(name=component.name, about=" · ".join(about), what=what, reused=offer is not None)

    def _facts(self, procedure: Procedure, prospect: Prospect) -> Facts:
        limit, found = procedure.working_days, prospect.appointment
        today = self._app.limits.today()
        if limit is None:
            words = self.tr("not stated in the catalogue")
        elif limit:
            words = self.tr("%1 working days").replace("%1", str(limit))
        else:
            words = self.tr("within the day")
        due = f"{self._weekday(found.due.weekday())}, {found.due:%d/%m/%Y}" if found.due else ""
        if found.due and not found.sure:
            due = self.tr("%1 (holidays of that year not announced yet)").replace("%1", due)
        morning = self.tr("morning of %1").replace("%1", f"{found.passed_on:%d/%m/%Y}")
        passed_on = self.tr("today") if found.passed_on == today else morning
        return Facts(limit=words, due=due, passed_on=passed_on, decides=prospect.decides)

    def _weekday(self, number: int) -> str:
        return (
            self.tr("Monday"),
            self.tr("Tuesday"),
            self.tr("Wednesday"),
            self.tr("Thursday"),
            self.tr("Friday"),
            self.tr("Saturday"),
            self.tr("Sunday"),
        )[number]

    def _start(self) -> None:
        missing = self._missing()
        procedure, case, party = self.procedure.procedure, self.procedure.case, self.owner.party
        if missing:
            missing.setFocus()
        if self._starting or missing or not procedure or not case or not party:
            return
        consent, by = self.owner.consent, self.owner.submitter

        def work(_: Handle) -> Dossier:
            return self._app.intake.start(
                procedure.code,
                case.code,
                party,
                consent=consent,
                submitter=by.party if by else None,
                authority=by.authority if by else "",
            )

        self._starting = True
        self._update()
        opening = Operation(self, work, Doing(self.tr("Opening the dossier…"))).on_over(self._start_over)
        opening.on_success(lambda dossier: self.started.emit(dossier.id)).run()

    def _start_over(self, _: bool) -> None:
        self._starting = False
        self._update()
