"""The first run: at the left its steps, at the right one question, or what the trial of a step has found."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.acting import act_button
from desktop.ui.acts.table import Act, key_of
from desktop.ui.look import icons
from desktop.ui.look.cards import StepCard
from desktop.ui.look.flow import Flow
from desktop.ui.look.parts import label, lay_screen, note, scrolling
from desktop.ui.look.rows import Tone
from desktop.ui.look.tokens import ICON_LARGE_PX, SHEET_PX, SPACE_PX, STEPS_PX, colours
from desktop.ui.views.opening.entry import Entry
from desktop.workflow.setup.steps import PLANS, Question, StepName

translate = QCoreApplication.translate

TO_STEP = {
    StepName.SCANNER: Act.TO_SCANNER,
    StepName.TOKEN: Act.TO_TOKEN,
    StepName.PROVINCE: Act.TO_PROVINCE,
    StepName.COUNTER: Act.TO_COUNTER,
    StepName.PRACTICE: Act.TO_PRACTICE,
}
"""The act that turns to a step."""
_FOUND_ICONS = {Tone.GOOD: "circle-check", Tone.BAD: "circle-alert"}


class SetupView(QHBoxLayout):
    """The steps beside the sheet of the one that is turned to."""

    def __init__(self) -> None:
        super().__init__()
        lay_screen(self)
        self.steps = {plan.name: StepCard(plan.title, key_of(TO_STEP[plan.name])) for plan in PLANS}
        self._group = QButtonGroup(self)
        column = QVBoxLayout()
        column.setSpacing(8)
        for step in self.steps.values():
            self._group.addButton(step)
            step.setMinimumWidth(STEPS_PX[0])
            step.setMaximumWidth(STEPS_PX[1])
            column.addWidget(step)
        column.addStretch(1)
        self.addLayout(column, 2)
        self.addWidget(self._sheet(), 5)

    def _sheet(self) -> QFrame:
        frame = QFrame()
        frame.setObjectName("card")
        column = QVBoxLayout(frame)
        column.setContentsMargins(24, 16, 16, 16)
        column.setSpacing(SPACE_PX)
        self._area = scrolling(self._middle())
        column.addWidget(self._area, 1)
        column.addLayout(self._foot())
        return frame

    def _middle(self) -> QWidget:
        self.where = label("", "section")
        self.question = label("", "headline", wrap=True)
        self.hint = label("", "soft", wrap=True)
        self._typed, self._chosen = QLineEdit(), QComboBox()
        self.field, self.choice = (Entry("", place, named=False) for place in (self._typed, self._chosen))
        for place in (self._typed, self._chosen):
            place.setObjectName("large")
        self.picture = QLabel()
        self.picture.setObjectName("excerpt")
        self.given = label("", "small", wrap=True)
        self.missing_head = label(translate("SetupView", "STILL MISSING"), "section")
        self._missing = QGridLayout()
        self._missing.setHorizontalSpacing(SPACE_PX)
        self._missing.setVerticalSpacing(8)
        self._missing.setColumnStretch(2, 1)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(SPACE_PX)
        for part in (self.where, self.question, self.hint, self.field, self.choice, self._told()):
            column.addWidget(part)
        column.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.given)
        column.addSpacing(SPACE_PX)
        column.addWidget(self.missing_head)
        column.addLayout(self._missing)
        column.addStretch(1)
        return inside

    def _told(self) -> QWidget:
        """What a trial has found, and what to do about it."""
        self._sign = QLabel()
        self.sentence, self.advice = note(), note()
        self.sentence.setObjectName("sentence")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.sentence)
        words.addWidget(self.advice)
        self.told = QWidget()
        row = QHBoxLayout(self.told)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        return self.told

    def _foot(self) -> QHBoxLayout:
        self.scan = act_button(Act.SCAN, translate("SetupView", "Scan one sheet"))
        self.driver = act_button(Act.DRIVER, translate("SetupView", "Driver…"))
        self.browse = act_button(Act.FILE, translate("SetupView", "Browse…"))
        self.change = act_button(Act.CHANGE)
        self.later = act_button(Act.PAPER_AFTER, translate("SetupView", "Later"))
        self.go_on = act_button(Act.CONFIRM, primary=True)
        others = (self.change, self.browse, self.driver, self.scan)
        # What the step does not offer takes no room.
        for action in (*others, self.later):
            action.hide()
        beside = QWidget()
        beside.setLayout(Flow(*others, spacing=8))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(beside, 1)
        row.addWidget(self.later)
        row.addWidget(self.go_on)
        return row

    def entry(self, question: Question) -> Entry:
        """Where a question is answered: chosen from what there is, or typed."""
        return self.choice if question.ask.chosen else self.field

    def ask(self, question: Question, choices: Sequence[str]) -> None:
        """Put a question, with what stands as its answer; of a secret nothing is shown.

        Args:
            question: which one.
            choices: what it is chosen from; nothing where it is typed.
        """
        entry = self.entry(question)
        entry.say("")
        entry.place.setAccessibleName(question.ask.words)
        self._typed.setEchoMode(QLineEdit.EchoMode.Password if question.ask.secret else QLineEdit.EchoMode.Normal)
        self._typed.setText(question.answer)
        self._typed.selectAll()
        self._chosen.clear()
        self._chosen.addItems(list(choices))
        self._chosen.setCurrentText(question.answer)

    def show_entry(self, shown: Entry | None) -> None:
        """Show where the question is answered; None where none stands, and what was typed last is gone."""
        if shown is None:
            self._typed.clear()
        for entry in (self.field, self.choice):
            entry.setVisible(entry is shown)

    def take_file(self, file: str) -> None:
        """Put a file that was chosen into the field."""
        self._typed.setText(file)

    def propose(self, answer: str) -> None:
        """Put a proposal into the field, unless somebody has typed there already."""
        if not self._typed.text():
            self._typed.setText(answer)
            self._typed.selectAll()
            words = translate("SetupView", "As the catalogue or the certificate has it; Enter keeps it.")
            self.field.say(words)

    def show_given(self, given: Sequence[tuple[str, str]]) -> None:
        """Tell what the province has settled: title and value of each."""
        told = "; ".join(f"{title}: {value}" for title, value in given)
        self.given.setText(translate("SetupView", "Set by the province: %1.").replace("%1", told))
        self.given.setVisible(bool(given))

    def show_found(self, sentence: str, advice: str = "", tone: Tone = Tone.SOFT) -> None:
        """Say what a trial has found, in place; nothing takes no room."""
        icon = _FOUND_ICONS.get(tone, "loader")
        self._sign.setPixmap(icons.picture(icon, getattr(colours(), tone), ICON_LARGE_PX))
        self.sentence.setText(sentence)
        self.advice.setText(advice)
        self.advice.setVisible(bool(advice))
        self.told.setVisible(bool(sentence))

    def show_picture(self, picture: bytes | None) -> None:
        """Show a sheet that was scanned (JPEG), as large as there is room; None shows none."""
        drawn = QPixmap()
        if picture and drawn.loadFromData(picture):
            least, most = SHEET_PX
            room = self._area.viewport().height() - self.told.geometry().bottom() - 4 * SPACE_PX
            height = min(max(least, room), most)
            self.picture.setPixmap(drawn.scaledToHeight(height, Qt.TransformationMode.SmoothTransformation))
        self.picture.setVisible(not drawn.isNull())

    def show_missing(self, missing: Sequence[tuple[Act, str, str]]) -> None:
        """List what is missing, each with the key that leads to it.

        Args:
            missing: the act that leads there, what is led to, and what is missing there.
        """
        while item := self._missing.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for at, (act, title, sentence) in enumerate(missing):
            words = note()
            words.setText(sentence)
            for column, part in enumerate((label(key_of(act), "key"), label(title, "name"), words)):
                self._missing.addWidget(
                    part, at, column, Qt.AlignmentFlag.AlignTop if column < 2 else Qt.AlignmentFlag(0)
                )
        self.missing_head.setVisible(bool(missing))
