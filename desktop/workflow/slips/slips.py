"""The slips of a dossier: receipt, request for additions, refusal, apology, stop, control; papers counted.

A slip gets its number, its file and what it does to the dossier in one transaction: a request stops the dossier's term
(R17: once, and fully), a refusal or a stop ends it, an apology gives another day. The last one can be taken back.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import Connection

from desktop.document.file.metadata import PaperAbout
from desktop.document.printing.slip import slip_pdf
from desktop.machine.clock import Clock, vietnam_day
from desktop.machine.settings import Settings
from desktop.model.catalogue import Component
from desktop.model.dossier import Dossier, Paper, PaperKind
from desktop.model.slip import (
    CHANGES_DOSSIER,
    LONGEST_REASON,
    MOST_COUNTED,
    NEEDS_REASON,
    NOTHING_SAID,
    Counted,
    Slip,
    SlipKind,
    SlipSaid,
    asked_of,
)
from desktop.model.states import STANDS_STILL, DigitisationState, DossierState
from desktop.store import audit, contents, dossiers, papers, returning, slips
from desktop.store.file import Store
from desktop.workflow.allowed import require
from desktop.workflow.catalogue_desk import CatalogueDesk
from desktop.workflow.limits import BadWorkingDays, TimeLimits
from desktop.workflow.slips.desk import CountRow, SlipDesk
from desktop.workflow.slips.errors import (
    CountImpossible,
    NoSlip,
    NoSlipReason,
    NoSlipToTakeBack,
    NotAwaited,
    NothingToReturn,
    SlipDeleted,
)
from desktop.workflow.slips.notices import Notices
from desktop.workflow.slips.template import basis_on, slip_template
from desktop.workflow.slips.wording import CountedPaper, SlipFacts, slip_text
from desktop.workflow.slips.writable import why_not_write
from desktop.workflow.units import competent_name

_AFTER = {
    SlipKind.ADDITIONS: DossierState.AWAITING,
    SlipKind.REFUSAL: DossierState.REFUSED,
    SlipKind.STOP: DossierState.STOPPED,
}
"""How a dossier stands when such a slip was written."""


class Slips:
    """Writes slips, and counts papers.

    Args:
        store: the open store.
        clock: the time.
        settings: whose office, and who writes.
        catalogue: what procedures ask for, and what units are called.
        limits: when a dossier is due.
        own: folder of the office's own forms (`template`).
        notices: what of them the province tells the applicant.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        settings: Settings,
        catalogue: CatalogueDesk,
        limits: TimeLimits,
        own: Path,
        notices: Notices,
    ) -> None:
        self._store = store
        self._clock = clock
        self._settings = settings
        self._catalogue = catalogue
        self._limits = limits
        self._own = own
        self._notices = notices

    def look(self, dossier_id: UUID) -> SlipDesk:
        """What is known of a dossier's slips.

        Raises:
            NotFound: there is no such dossier.
        """
        with self._store.reading() as tx:
            dossier = dossiers.get(tx, dossier_id)
            written = slips.of_dossier(tx, dossier_id)
            own, known = _components(tx, dossier_id), slips.counts_of(tx, dossier_id)
            told = self._notices.told_of(tx, dossier)
        asked = self._catalogue.components_of(dossier)
        counts = [_count_row(paper, asked.get(paper.code), known.get(paper.id)) for paper in own]
        return SlipDesk(dossier=dossier, written=tuple(written), counts=tuple(counts), tells=told)

    def count(self, dossier_id: UUID, said: Mapping[UUID, Counted]) -> None:
        """Note what was received of some papers (R19).

        Args:
            dossier_id: whose papers.
            said: paper id to what was received; those of others stay as they are.

        Raises:
            CountImpossible: a number is none, or more originals are to go back than came.
        """
        with self._store.writing() as tx:
            known = slips.counts_of(tx, dossier_id)
            own = {paper.id: paper for paper in _components(tx, dossier_id)}
            for paper_id, one in said.items():
                _require_possible(own[paper_id].name, one)
                before = known.get(paper_id)
                # What went back stays gone while as many are to go back.
                gone = before.returned_at if before and before.to_return == one.to_return else None
                new = replace(one, returned_at=gone)
                if new != before:
                    slips.count(tx, paper_id, new)
                    words = f"{new.originals} originals, {new.copies} copies, {new.to_return} to return"
                    audit.append(tx, self._settings.officer, "paper counted", str(paper_id), words)

    def give_back(self, dossier_id: UUID) -> int:
        """The originals that are to go back went back to who handed them in; gives how many.

        Raises:
            NothingToReturn: none is.
        """
        with self._store.writing() as tx:
            here = {paper_id: one for paper_id, one in slips.counts_of(tx, dossier_id).items() if one.here}
            if not here:
                raise NothingToReturn(dossiers.get(tx, dossier_id).code)
            for paper_id, one in here.items():
                slips.count(tx, paper_id, replace(one, returned_at=self._clock.now()))
                audit.append(tx, self._settings.officer, "originals returned", str(paper_id), f"{one.here} originals")
        return sum(one.here for one in here.values())

    def write(self, dossier_id: UUID, kind: SlipKind, said: SlipSaid = NOTHING_SAID) -> Slip:
        """Write a slip; its file is kept with the dossier, whose state and term follow.

        Args:
            dossier_id: whose.
            kind: which form.
            said: its reason, and of an apology the new day.

        Raises:
            NoSlipReason: it must say why.
            DossierRefused, DossierStopped: a receipt is for what was taken in.
            NoNewDay: an apology gives no day after the one before.
            AdditionsAskedBefore: they were asked for once already (R17).
            NotOpen: the dossier is not at intake any more.
            AlreadyAtProvince: something of it was sent, or waits to be.
            NotUnderWay: it is to be stopped, and was refused, stopped or handed over.
            StillLeaving: it is to be stopped, and papers are on their way to the province.
            BadSlipTemplate: the office's own form is no such thing.
        """
        now = self._clock.now()
        said = _understood(kind, said)
        template, basis = slip_template(self._own, kind), basis_on(self._own, vietnam_day(now))
        with self._store.writing() as tx:
            dossier = dossiers.get(tx, dossier_id)
            require(why_not_write(tx, dossier, kind, said, self._limits.today()))
            year = vietnam_day(now).year
            new = Slip(
                id=uuid.uuid4(),
                dossier_id=dossier_id,
                kind=kind,
                year=year,
                number=slips.next_number(tx, kind, year),
                at=now,
                officer=self._settings.officer,
                said=said,
                due_before=dossier.due,
                state_before=dossier.state,
            )
            about = PaperAbout(
                title=template.title,
                creator=self._settings.unit_name or "Quầy Số",
                created=now,
                dossier_code=dossier.code,
            )
            text = slip_text(template, self._facts(tx, dossier, basis), new, self._settings)
            new = replace(new, sha256=contents.keep(tx, slip_pdf(text, about)))
            slips.add(tx, new)
            self._follow(tx, dossier, new)
            self._notices.written(tx, dossiers.get(tx, dossier_id), new)
            audit.append(tx, self._settings.officer, "slip written", str(dossier_id), f"{kind} {new.key}")
        return new

    def came(self, dossier_id: UUID) -> Dossier:
        """The additions came: the dossier is open again, and its term is reckoned from now on.

        Raises:
            NotAwaited: none were awaited.
        """
        now = self._clock.now()
        with self._store.writing() as tx:
            dossier = dossiers.get(tx, dossier_id)
            asked = asked_of(slips.of_dossier(tx, dossier_id))
            if dossier.state is not DossierState.AWAITING or asked is None:
                raise NotAwaited(dossier.code)
            slips.answer(tx, asked, now)
            dossiers.set_state(tx, dossier_id, DossierState.OPEN)
            returning.set_day(tx, dossier_id, self._due(dossier, now))
            audit.append(tx, self._settings.officer, "additions came", str(dossier_id), asked.key)
            now_open = dossiers.get(tx, dossier_id)
            self._notices.came(tx, now_open)
            return now_open

    def take_back(self, dossier_id: UUID) -> Slip:
        """The last slip that changed the dossier was none: state and day of return are as before it. Gives the slip.

        Raises:
            NoSlipToTakeBack: there is none, or the dossier has gone on since.
        """
        with self._store.writing() as tx:
            dossier = dossiers.get(tx, dossier_id)
            mine = [one for one in slips.of_dossier(tx, dossier_id) if one.kind in CHANGES_DOSSIER and not one.void]
            if not mine or not _is_as_left(dossier, mine[-1]):
                raise NoSlipToTakeBack(dossier.code)
            if mine[-1].kind in _AFTER:
                dossiers.set_state(tx, dossier_id, mine[-1].state_before)
            returning.set_day(tx, dossier_id, mine[-1].due_before)
            words = f"{mine[-1].kind} {mine[-1].key}"
            audit.append(tx, self._settings.officer, "slip taken back", str(dossier_id), words)
            self._notices.taken_back(tx, dossiers.get(tx, dossier_id), mine[-1])
            return slips.make_void(tx, mine[-1])

    def file(self, slip_id: UUID) -> bytes:
        """A slip's file, as it was written.

        Raises:
            NotFound: there is no such slip.
            SlipDeleted: its file was deleted with the dossier's papers.
        """
        with self._store.reading() as tx:
            slip = slips.get(tx, slip_id)
            if not slip.sha256:
                raise SlipDeleted(slip.key)
            return contents.fetch(tx, slip.sha256)

    def find(self, dossier_id: UUID, asked: str) -> Slip:
        """A slip of a dossier by the beginning of its id.

        Raises:
            NoSlip: none, or several.
        """
        with self._store.reading() as tx:
            found = [one for one in slips.of_dossier(tx, dossier_id) if str(one.id).startswith(asked.strip().lower())]
        if not asked.strip() or len(found) != 1:
            raise NoSlip(asked[:40])
        return found[0]

    def note_print(self, slip_id: UUID) -> None:
        """A slip goes to the printer; noted in the journal before it does.

        Raises:
            NotFound: there is no such slip.
        """
        with self._store.writing() as tx:
            slip = slips.get(tx, slip_id)
            words = f"{slip.kind} {slip.key}"
            audit.append(tx, self._settings.officer, "slip printed", str(slip.dossier_id), words)

    def _follow(self, tx: Connection, dossier: Dossier, new: Slip) -> None:
        """What a slip does to its dossier."""
        if new.kind in _AFTER:
            dossiers.set_state(tx, dossier.id, _AFTER[new.kind])
            returning.set_day(tx, dossier.id, None)
        elif new.kind is SlipKind.APOLOGY:
            returning.set_day(tx, dossier.id, new.said.due)

    def _due(self, dossier: Dossier, since: datetime) -> date | None:
        try:
            return self._limits.appointment(self._catalogue.procedure_of(dossier), since).due
        except BadWorkingDays:
            # As at intake: it is reckoned when the administrator's file is mended.
            return None

    def _facts(self, tx: Connection, dossier: Dossier, basis: str) -> SlipFacts:
        procedure = self._catalogue.procedure_of(dossier)
        asked, known = self._catalogue.components_of(dossier), slips.counts_of(tx, dossier.id)
        try:
            passed_on = self._limits.appointment(procedure, dossier.received_at).passed_on
        except BadWorkingDays:
            passed_on = None
        return SlipFacts(
            dossier=dossier,
            procedure=procedure.name,
            competent=competent_name(self._catalogue, dossier, self._settings),
            passed_on=passed_on,
            basis=basis,
            own=[
                CountedPaper(
                    name=paper.name,
                    asked=_asked_for(asked.get(paper.code)),
                    counted=known.get(paper.id),
                    there=paper.digitisation is not DigitisationState.EMPTY,
                )
                for paper in _components(tx, dossier.id)
            ],
        )


def _components(tx: Connection, dossier_id: UUID) -> list[Paper]:
    return [paper for paper in papers.of_dossier(tx, dossier_id) if paper.kind is PaperKind.COMPONENT]


def _asked_for(component: Component | None) -> Counted:
    return Counted(originals=component.originals, copies=component.copies) if component else Counted()


def _count_row(paper: Paper, component: Component | None, known: Counted | None) -> CountRow:
    return CountRow(paper=paper, said=known or _asked_for(component), sure=known is not None)


def _is_as_left(dossier: Dossier, last: Slip) -> bool:
    """Whether a dossier stands as a slip left it."""
    if last.kind in _AFTER:
        return dossier.state is _AFTER[last.kind]
    return dossier.state not in STANDS_STILL and dossier.due == last.said.due


def _understood(kind: SlipKind, said: SlipSaid) -> SlipSaid:
    """What an official says, in one line; of a form that says nothing, nothing."""
    if kind not in NEEDS_REASON:
        return NOTHING_SAID
    reason = " ".join(said.reason.split())[:LONGEST_REASON]
    if not any(letter.isalpha() for letter in reason):
        raise NoSlipReason()
    return SlipSaid(reason=reason, due=said.due if kind is SlipKind.APOLOGY else None)


def _require_possible(name: str, said: Counted) -> None:
    if any(not 0 <= count <= MOST_COUNTED for count in (said.originals, said.copies, said.to_return)):
        raise CountImpossible(name, reason=f"phải từ 0 đến {MOST_COUNTED}")
    if said.to_return > said.originals:
        raise CountImpossible(name, reason="số bản chính trả lại nhiều hơn số đã nhận")
