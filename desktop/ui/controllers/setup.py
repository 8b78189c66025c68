"""The first run as a page: one question at a time, and each step is tried as soon as nothing is open in it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QFileDialog

from desktop.app import App
from desktop.model.errors import QuaySoError
from desktop.scanner.driver import ScannedSide
from desktop.ui.acting import bind, presses, words_of
from desktop.ui.acts.table import Act
from desktop.ui.controllers.modules import ModulesDialog
from desktop.ui.look.rows import Tone
from desktop.ui.operations import Handle, Operation, Seen
from desktop.ui.page import Page, Where
from desktop.ui.views.setup import TO_STEP, SetupView
from desktop.workflow.health import Check
from desktop.workflow.setup.steps import Question, Step, StepName
from desktop.workflow.setup.walk import Standing, Walk

_TONES = {
    Standing.OPEN: Tone.SOFT,
    Standing.TRYING: Tone.ACT,
    Standing.FAILING: Tone.BAD,
    Standing.SETTLED: Tone.GOOD,
}


class SetupPage(Page):
    """The steps of the first run."""

    answered = Signal()
    """It is left with answers that this window does not work with yet."""
    training_wanted = Signal()
    """A practice dossier is wanted at a real counter."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self.walk = Walk()
        self._answering = False
        self._has_answered = False
        self._scanning: Operation[ScannedSide | None] | None = None
        self.view = SetupView()
        self.setLayout(self.view)
        self.acts = {
            Act.CONFIRM: self.go_on,
            Act.AGAIN: self.try_again,
            Act.SCAN: self.scan,
            Act.DRIVER: self.choose_driver,
        }
        self._wire()

    def _wire(self) -> None:
        view = self.view
        for name, step in view.steps.items():
            step.clicked.connect(lambda _=False, name=name: self.turn_to(name))
        for button, do in (
            (view.go_on, self.go_on),
            (view.later, self.pass_over),
            (view.change, self.change),
            (view.driver, self.choose_driver),
            (view.browse, self.choose_file),
            (view.scan, self.scan),
        ):
            button.clicked.connect(lambda _=False, do=do: do())
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        to_step = {act: partial(self.turn_to, name) for name, act in TO_STEP.items()}
        bind(self, {**to_step, Act.CHANGE: self.change, Act.FILE: self.choose_file})

    # On the screen and off it

    def enter(self, what: object = None) -> None:
        """Look how far it is, and turn to the first step that is not settled."""
        self.titled.emit(self.tr("First run"), self.tr("five steps; Esc leaves them for later"))
        self.walk = Walk()
        self._look(lambda: self.turn_to(self.walk.first_open))

    def leave(self) -> None:
        """What was settled stays; where it changes how the counter works, the window is told."""
        self._stop_scanning()
        Operation(self, lambda _: self._app.first_run.leave(), Seen.UNASKED).run()
        if self._has_answered:
            self._has_answered = False
            self.answered.emit()

    def go_back(self) -> bool:
        """Esc stops the scanner; else the first run is left."""
        return self._stop_scanning()

    def take_keys(self) -> None:
        """To the question; to the page where there is none, so that Enter goes on."""
        question = self.walk.question
        (self.view.entry(question).place if question else self).setFocus()

    def take_key(self, event: QKeyEvent) -> bool:
        """Up and down go through the steps, also from a field; in a list to choose from they choose."""
        if isinstance(QApplication.focusWidget(), QComboBox):
            return False
        for act, by in ((Act.PAPER_BEFORE, -1), (Act.PAPER_AFTER, 1)):
            if presses(event, act):
                self.turn_to(self.walk.neighbour(by))
                return True
        return False

    # Through the steps

    def turn_to(self, name: StepName, *, asks_all: bool = False) -> None:
        """Turn to a step: to its first open question; where none is open, it is tried.

        Args:
            name: which one.
            asks_all: every question of it is asked, not only those that are open.
        """
        self._stop_scanning()
        self.walk.turn_to(name, asks_all=asks_all)
        self.view.show_picture(None)
        self._begin()

    def change(self) -> None:
        """Answer the step's questions anew."""
        if self.walk.step and self.walk.step.questions:
            self.turn_to(self.walk.at, asks_all=True)

    def pass_over(self) -> None:
        """Leave this step for later."""
        self.turn_to(self.walk.neighbour(1))

    def go_on(self) -> None:
        """Keep the answer; try what does not work yet; go to the next step; begin to practise."""
        focus, walk = QApplication.focusWidget(), self.walk
        if isinstance(focus, QAbstractButton) and focus is not self.view.go_on and self.isAncestorOf(focus):
            focus.click()
        elif not self._idle or walk.step is None:
            return
        elif walk.question:
            self._answer(walk.question)
        elif not walk.step.plan.may_be_tried:
            self._practise()
        elif walk.standing(walk.step) is Standing.SETTLED:
            self.pass_over()
        else:
            self.try_again()

    @property
    def _idle(self) -> bool:
        return not (self._answering or self._scanning or self.walk.at in self.walk.trying)

    def _begin(self) -> None:
        """Put the question that stands; where none does, try the step unless it is known to work."""
        if self.walk.wants_trial:
            self.try_again()
        question = self.walk.question
        if question:
            self.view.ask(question, self._app.first_run.choices(question.ask.name))
            self._propose(question)
        self._show()
        self.take_keys()

    def _look(self, then: Callable[[], None]) -> None:
        """Look anew how far each step is, then do something."""

        def looked(steps: tuple[Step, ...]) -> None:
            self.walk.take(steps)
            then()

        Operation(self, lambda _: self._app.first_run.steps(), Seen.UNASKED).on_success(looked).run()

    def _practise(self) -> None:
        """An invented citizen's dossier: in training here, else in a training counter beside this one."""
        if self._app.training:
            self.went.emit(Where.NEW, self._app.first_run.practice_card())
        else:
            self.training_wanted.emit()

    # Its questions

    def _propose(self, question: Question) -> None:
        """Put an answer that the catalogue or a certificate gives into an empty field."""
        if question.answer or question.ask.secret:
            return

        def show(proposed: str) -> None:
            if proposed and self.walk.question is question:
                self.view.propose(proposed)

        propose = self._app.first_run.propose
        Operation(self, lambda _: propose(question.ask.name), Seen.BESIDE).on_success(show).run()

    def choose_file(self) -> None:
        """Choose the file that is the answer."""
        if not (self.walk.question and self.walk.question.ask.is_file):
            return
        kinds = self.tr("Certificates (*.pem *.crt *.cer *.der)")
        chosen, _ = QFileDialog.getOpenFileName(self, self.walk.question.ask.title, "", kinds)
        if chosen:
            self.view.take_file(chosen)

    def _answer(self, question: Question) -> None:
        text, name = self.view.entry(question).text, question.ask.name
        if question.answered and text.strip() in {question.answer, ""}:
            self._next_question()
            return

        def kept(_: None) -> None:
            self._has_answered = True
            self.walk.found.pop(self.walk.at, None)
            self._look(self._next_question)

        self._answering = True
        self._show()
        keep = Operation(self, lambda _: self._app.first_run.answer(name, text), Seen.OWN).on_over(self._answer_over)
        keep.on_success(kept).on_failure(lambda error: self._refuse(question, error)).run()

    def _answer_over(self, _: bool) -> None:
        self._answering = False
        self._show()

    def _refuse(self, question: Question, error: BaseException) -> None:
        """Say in place why an answer was not kept."""
        known = f"{error.message} {error.what_to_do}" if isinstance(error, QuaySoError) else ""
        self.view.entry(question).say(known or self.tr("The answer was not kept; see the log."), "refused")

    def _next_question(self) -> None:
        self.walk.next_question()
        self._begin()

    # Its trials

    def try_again(self) -> None:
        """Try the step that is turned to."""
        walk, name = self.walk, self.walk.at
        if not walk.may_try:
            return
        walk.trying.add(name)
        self.view.show_picture(None)
        self._show()

        def tried(check: Check) -> None:
            walk.trying.discard(name)
            walk.found[name] = check
            self._look(self._show)

        trial = Operation(self, lambda _: self._app.first_run.try_step(name), Seen.OWN)
        trial.on_success(tried).on_failure(lambda error: tried(self._trouble(name, error))).run()

    def token_came(self) -> None:
        """A signing USB came or went: whoever waits for it need not press a key."""
        if self.isVisible() and self.walk.at is StepName.TOKEN:
            self.try_again()

    def _trouble(self, name: StepName, error: BaseException) -> Check:
        if isinstance(error, QuaySoError):
            return Check(name=name, ok=False, sentence=error.message, advice=error.what_to_do)
        return Check(name=name, ok=False, sentence=self.tr("It could not be tried; see the log."))

    def choose_driver(self) -> None:
        """Choose the driver of the signing USB."""
        if self.walk.at is not StepName.TOKEN or self._app.training:
            return
        dialog = ModulesDialog(self._app, self)
        dialog.finished.connect(lambda _: self.try_again())
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def scan(self) -> None:
        """Scan one sheet, to see that it comes; nothing of it is kept."""
        if self.walk.at is not StepName.SCANNER or self.walk.question or not self._idle:
            return

        def work(handle: Handle) -> ScannedSide | None:
            return self._app.first_run.try_sheet(handle.cancelled)

        self._scanning = Operation(self, work, Seen.OWN).on_success(self._scanned).on_failure(self._not_scanned)
        self.view.show_picture(None)
        self._show()
        self._scanning.run()

    def _scanned(self, side: ScannedSide | None) -> None:
        if self._scanning is None or side is None:
            return
        self._scanning = None
        words = self.tr("One sheet came: %1 × %2 px at %3 dpi. It is not kept.")
        for place, value in (("%1", side.width), ("%2", side.height), ("%3", side.dpi)):
            words = words.replace(place, str(value))
        self.walk.found[StepName.SCANNER] = Check(name=StepName.SCANNER, ok=True, sentence=words)
        self.view.show_picture(side.image)
        self._look(self._show)

    def _not_scanned(self, error: BaseException) -> None:
        if self._scanning:
            self._scanning = None
            self.walk.found[StepName.SCANNER] = self._trouble(StepName.SCANNER, error)
            self._show()

    def _stop_scanning(self) -> bool:
        running, self._scanning = self._scanning, None
        if running:
            running.cancel()
            self._show()
        return running is not None

    # What is seen of it

    def _show(self) -> None:
        view, walk, step = self.view, self.walk, self.walk.step
        for one in walk.steps:
            view.steps[one.plan.name].show_state(self._line(one), _TONES[walk.standing(one)])
        view.steps[walk.at].setChecked(True)
        if step is None:
            return
        question = walk.question
        number = self.tr("STEP %1 OF %2").replace("%1", str(walk.number)).replace("%2", str(len(walk.steps)))
        view.where.setText(f"{number} · {step.plan.title.upper()}")
        view.question.setText(question.ask.words if question else step.plan.question)
        view.hint.setText(question.ask.hint if question else self._about(step))
        view.show_entry(view.entry(question) if question else None)
        self._show_found(step)
        view.show_given(step.given)
        missing = [] if step.plan.may_be_tried else walk.missing()
        view.show_missing([(TO_STEP[one.plan.name], one.plan.title, words) for one, words in missing])
        self._show_buttons(step)

    def _line(self, step: Step) -> str:
        standing = self.walk.standing(step)
        if standing is Standing.TRYING:
            return self.tr("being tried…")
        return self.walk.about(step) or self.tr("done")

    def _about(self, step: Step) -> str:
        if step.plan.may_be_tried or self._app.training:
            return step.plan.about
        return self.tr(
            "This counter works with real data, so no practice dossier is opened in it. The training mode has a store, "
            "a scanner, a signing USB and a province of its own, all invented. It is opened in the place of this "
            "window; opened the next time, Quầy Số works with real data again."
        )

    def _show_found(self, step: Step) -> None:
        found = self.walk.found.get(step.plan.name)
        if self._scanning:
            self.view.show_found(self.tr("Scanning… Esc stops."), tone=Tone.ACT)
        elif step.plan.name in self.walk.trying:
            self.view.show_found(self.tr("Being tried…"), tone=Tone.ACT)
        elif found and self.walk.question is None:
            self.view.show_found(found.sentence, found.advice, Tone.GOOD if found.ok else Tone.BAD)
        elif not step.plan.may_be_tried and not self.walk.missing():
            self.view.show_found(self.tr("Nothing else is missing. This counter can work."), tone=Tone.GOOD)
        else:
            self.view.show_found("")

    def _show_buttons(self, step: Step) -> None:
        view, name, question = self.view, step.plan.name, self.walk.question
        settled = self.walk.standing(step) is Standing.SETTLED
        view.scan.setVisible(name is StepName.SCANNER and not question and settled)
        view.driver.setVisible(name is StepName.TOKEN and not question and not self._app.training)
        view.browse.setVisible(question is not None and question.ask.is_file)
        view.change.setVisible(bool(step.questions) and not question)
        view.change.name(self._words_of_change(step))
        view.later.setVisible(step.plan.may_be_tried and (bool(question) or not settled))
        view.go_on.name(self._words_of_enter(step, settled=settled))
        view.go_on.setEnabled(self._idle)

    @staticmethod
    def _words_of_change(step: Step) -> str:
        """Of the step's only question, what is asked, while nobody has answered it."""
        first = next(iter(step.questions), None)
        alone = first is not None and len(step.questions) == 1 and not first.answered
        return f"{first.ask.title}…" if first and alone else words_of(Act.CHANGE)

    def _words_of_enter(self, step: Step, *, settled: bool) -> str:
        if self.walk.question:
            return self.tr("Keep and go on")
        if not step.plan.may_be_tried:
            return self.tr("Open a practice dossier") if self._app.training else self.tr("Open the training mode")
        return self.tr("Next step") if settled else self.tr("Try again")
