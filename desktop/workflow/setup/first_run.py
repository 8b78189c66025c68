"""The first run: what is settled, tried and still missing at this counter. Window and command line ask the same."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from typing import Protocol

from desktop.machine.clock import VIETNAM, Clock
from desktop.machine.folders import Folders
from desktop.machine.provision import Provision, profile_names
from desktop.machine.secrets import SecretStore
from desktop.machine.settings import CLIENT_SECRET, SETTINGS, Settings
from desktop.machine.settings_file import FILE_NAME, keep_setting, set_by
from desktop.model.errors import QuaySoError, Refusal
from desktop.model.official import Right
from desktop.scanner.driver import ScannedSide
from desktop.store import audit, dossiers
from desktop.store.file import Store
from desktop.workflow.errors import NoCatalogue
from desktop.workflow.health import Check
from desktop.workflow.setup.steps import Known, Step, StepName, ask_of, mark_of, plan_of, steps_of, typed
from desktop.workflow.setup.trials import Parts, agency_of, own_certificates, try_step

_TRIED, _ANSWERED, _LEFT = "setup step tried", "setting answered", "setup left"
_ANEW = "answered anew"
"""Stands in the place of a mark: what a step was tried with counts no more."""
_WORK = {StepName.SCANNER: "page scanned", StepName.TOKEN: "paper signed official"}
"""What a counter's work has shown, by what the journal calls it."""


class NotAnAnswer(Refusal):
    """What was typed cannot be the answer; nothing was kept."""

    code = "not_an_answer"
    sentence = "«{subject}» chưa dùng được: {reason}."
    advice = "Gõ lại theo gợi ý dưới câu hỏi."


class TrainingCounter(Protocol):
    """What invented parts do for a first run."""

    def feed(self) -> object:
        """Somebody's paper is put into the feeder."""

    def card(self) -> str:
        """The text of an invented citizen's card."""


class FirstRun:
    """Takes a new counter through its steps; what was settled stays, and may be taken up at any time.

    Args:
        place: the counter's folders; its settings file is in one of them.
        province: what the province has settled and locked.
        store: what was tried stands in its journal.
        secrets: where the secret of the province's account is kept.
        clock: the time.
        settings: gives the settings as they stand in the file now.
        parts: what is tried, made with those settings.
        training: what stands in for scanner and citizens in training; None at a real counter.
    """

    def __init__(
        self,
        place: Folders,
        province: Provision,
        store: Store,
        secrets: SecretStore,
        clock: Clock,
        settings: Callable[[], Settings],
        parts: Callable[[], AbstractContextManager[Parts]],
        training: TrainingCounter | None,
    ) -> None:
        self._place = place
        self._file = place.data / FILE_NAME
        self._province = province
        self._store = store
        self._secrets = secrets
        self._clock = clock
        self._settings = settings
        self._parts = parts
        self._training = training

    # How far it is

    def steps(self) -> tuple[Step, ...]:
        """How far each step is; asks no device and no line.

        Raises:
            BadSettings: the settings file is broken.
        """
        return steps_of(self._known())

    def never_set_up(self) -> bool:
        """Whether nobody has begun with anything here: no step, no answer, no dossier, and nobody put it off."""
        with self._store.reading() as tx:
            begun = any(audit.was_done(tx, what) for what in (_TRIED, _ANSWERED, _LEFT))
            return not begun and not dossiers.latest(tx, limit=1)

    def leave(self) -> None:
        """Leave it for later: it does not come up by itself any more."""
        if self.never_set_up():
            self._note(_LEFT, "first run")

    def _known(self) -> Known:
        with self._store.reading() as tx:
            tried = audit.last_outcomes(tx, _TRIED)
            worked = {name for name, what in _WORK.items() if audit.was_done(tx, what)}
            if self._practised(begun=bool(dossiers.latest(tx, limit=1))):
                worked.add(StepName.PRACTICE)
        return Known(
            settings=self._settings(),
            set_by=set_by(self._file, self._province),
            locked=self._province.locked,
            has_secret=self._training is not None or self._secrets.get(CLIENT_SECRET) is not None,
            tried={name: tried[name] for name in StepName if name in tried},
            worked=frozenset(worked),
            training=self._training is not None,
        )

    def _practised(self, *, begun: bool) -> bool:
        """Whether somebody has practised, or works here already; of training only that it was opened can be seen."""
        return begun or (self._training is None and self._place.for_training.store.exists())

    # What is answered

    def choices(self, name: str) -> list[str]:
        """What an answer may be chosen from; nothing where it is typed."""
        return profile_names() if ask_of(name).chosen else []

    def propose(self, name: str) -> str:
        """An answer that the catalogue or a certificate gives; empty where none does. May block on a token."""
        try:
            with self._parts() as parts:
                if name == "unit_name":
                    return agency_of(parts.catalogue, parts.settings.unit, self._today()).name
                if name == "officer_name":
                    return next((one.signer for one in own_certificates(parts)), "")
        except QuaySoError:
            # A proposal is a help: where none can be made, the official types.
            return ""
        return ""

    def answer(self, name: str, text: str) -> None:
        """Keep an answer at once: in the counter's settings file, a secret in the keyring.

        Args:
            name: of the question.
            text: as it was typed; of a list, its entries with commas between them.

        Raises:
            NotLoggedIn, NotYourRole: only an administrator may (R65).
            NotAnAnswer: it cannot be the answer.
            UnknownCode: the catalogue has no such unit.
            SettingLocked: the province decides.
            BadSettings: the settings file cannot be changed by the program.
            SecretTooLong: the keyring cannot hold it.
        """
        self._store.require(Right.SETTINGS)
        ask = ask_of(name)
        if ask.must and not text.strip():
            raise NotAnAnswer(ask.title, reason="chưa ghi gì")
        if ask.secret:
            self._secrets.put(CLIENT_SECRET, text.strip())
            self._note(_TRIED, StepName.PROVINCE, _ANEW)
        else:
            self._keep(name, text)
        self._note(_ANSWERED, name)

    def _keep(self, name: str, text: str) -> None:
        ask = ask_of(name)
        try:
            value = typed(name, self._unit(text) if name == "unit" else text)
        except ValueError:
            raise NotAnAnswer(ask.title, reason=f"phải là {SETTINGS[name].allowed.words}") from None
        try:
            keep_setting(self._file, name, value, self._province)
        except OSError as error:
            raise NotAnAnswer(ask.title, reason="không ghi được tệp cấu hình", cause=str(error)) from None

    def _unit(self, text: str) -> str:
        """A unit's code as the catalogue writes it; as it was typed where there is no catalogue yet."""
        try:
            with self._parts() as parts:
                return agency_of(parts.catalogue, text.strip(), self._today()).code
        except NoCatalogue:
            return text

    # What is tried

    def try_step(self, name: StepName) -> Check:
        """Try what a step has settled; what works is noted in the journal. Blocks on the device or the line."""
        with self._parts() as parts:
            found = try_step(name, parts, self._today())
            mark = mark_of(plan_of(name), parts.settings)
        if found.ok:
            self._tried(name, mark)
        return found

    def try_sheet(self, cancelled: threading.Event) -> ScannedSide | None:
        """Scan one sheet to look at it; nothing of it is kept. None where it was cancelled.

        Raises:
            NoScanner, and the scanner's own troubles.
        """
        with self._parts() as parts:
            if self._training:
                self._training.feed()
            side = parts.capture.glance(cancelled)
            mark = mark_of(plan_of(StepName.SCANNER), parts.settings)
        if side:
            self._tried(StepName.SCANNER, mark)
        return side

    def practice_card(self) -> str:
        """The card of the invented citizen of the practice dossier; empty at a real counter, which opens none."""
        return self._training.card() if self._training else ""

    def _tried(self, name: StepName, mark: str) -> None:
        with self._store.reading() as tx:
            known = audit.last_outcomes(tx, _TRIED).get(name) == mark
        if not known:
            self._note(_TRIED, name, mark)

    def _note(self, what: str, item: str, outcome: str = "") -> None:
        with self._store.writing() as tx:
            audit.append(tx, self._settings().officer, what, item, outcome)

    def _today(self) -> date:
        return self._clock.now().astimezone(VIETNAM).date()
