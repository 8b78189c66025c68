"""Dossiers that came in online: listed, looked at, and taken over to be completed at the counter.

Taking over asks the province once whether it may, when everything has been fetched and looked at; then all of it is
kept in one transaction. Before that nothing is stored, behind it nothing is missing. Should the PC stop in between, the
same counter may take it again: it has one key for each dossier, however often it asks (R47).
"""

from __future__ import annotations

import hashlib
import logging
import uuid
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import chain
from uuid import UUID

from sqlalchemy import Connection

from desktop.machine.clock import Clock, still_waits
from desktop.machine.settings import Settings
from desktop.model.catalogue import Case, Procedure, UnknownCode
from desktop.model.dossier import Dossier, Page, Paper
from desktop.model.errors import QuaySoError
from desktop.model.official import Right
from desktop.model.online import CheckedFile, FileCheck, FiledDossier
from desktop.model.states import DigitisationState, SigningState
from desktop.store import audit, dossiers, online, papers, remembered
from desktop.store.file import Store
from desktop.sync.gateway import OnlineDossiers, ProvinceGateway
from desktop.workflow.catalogue_desk import CatalogueDesk
from desktop.workflow.confirm import item_code_of
from desktop.workflow.importing import Importing, add_pages, keep_whole, said_by
from desktop.workflow.intake import Intake
from desktop.workflow.limits import BadWorkingDays, TimeLimits
from desktop.workflow.online.checking import Check, checked
from desktop.workflow.online.errors import NotWaiting, TakenHere, WhichCase
from desktop.workflow.readiness.errors import OnlineFileUseless
from desktop.workflow.readiness.finding import Finding, Place
from desktop.workflow.steps import Step, stepping, unheard

log = logging.getLogger(__name__)

LOOK_EVERY = timedelta(minutes=5)
"""How often the province is asked what waits, unasked. Chosen."""
_USELESS = {FileCheck.INVALID: "chữ ký số không hợp lệ", FileCheck.UNREADABLE: "không đọc được"}
_KEY = "online_key"
"""What the store remembers: from it this counter has its key for each dossier."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A dossier that waits at the province.

    Attributes:
        filed: as it was filed.
        procedure: name of its procedure; its code where the catalogue does not have it.
        reply_by: when its owner is to be told that it is taken in, or what is missing (R77); None where nobody knows.
        late: that time is over.
        cases: those among which a clerk chooses; none where it is known which it is.
    """

    filed: FiledDossier
    procedure: str
    reply_by: datetime | None
    late: bool
    cases: tuple[Case, ...] = ()


class Online:
    """Takes over what was filed online.

    Args:
        store: the open store.
        clock: the time.
        settings: whose unit this is, and who works here.
        gateway: gives the way to the province.
        catalogue: what procedures ask for.
        intake: opens dossiers.
        importing: looks at files, and has their pages worked on.
        limits: by when an owner is told something.
        whole_numbers: whether the province wants a person's whole number in the codes of items (R26).
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        settings: Settings,
        gateway: Callable[[], ProvinceGateway],
        catalogue: CatalogueDesk,
        intake: Intake,
        importing: Importing,
        limits: TimeLimits,
        whole_numbers: Callable[[], bool],
    ) -> None:
        self._store = store
        self._clock = clock
        self._settings = settings
        self._gateway = gateway
        self._catalogue = catalogue
        self._intake = intake
        self._importing = importing
        self._limits = limits
        self._whole_numbers = whole_numbers
        self._listeners: list[Callable[[], None]] = []
        self._count, self._looks_at = 0, clock.now()
        self._last: tuple[FiledDossier, list[Check]] | None = None

    @property
    def offered(self) -> bool:
        """Whether this province hands over what is filed on its portal; asks nothing of the line.

        Raises:
            NoProvince: none is set up for this counter.
        """
        return self._online.offered

    def waiting(self) -> list[Waiting]:
        """What waits for this unit and is not here, the oldest first; blocks on the line.

        Raises:
            NotOffered: this province hands none over.
            NoProvince, and the line's troubles.
        """
        found = self._online.waiting(self._settings.unit)
        with self._store.reading() as tx:
            here = {one.code for one in dossiers.with_codes(tx, [one.code for one in found])}
        rows = [self._row(one) for one in found if one.code not in here]
        self._note_count(sum(row.filed.taken_by in {"", self._settings.officer} for row in rows))
        return rows

    @property
    def count(self) -> int:
        """How many dossiers waited when the province was last asked, without those that another official has taken."""
        return self._count

    def on_change(self, listener: Callable[[], None]) -> None:
        """Be told, from whichever thread, when another number of dossiers waits."""
        self._listeners.append(listener)

    def glance(self) -> None:
        """Look now and then how many wait; for the sending thread. A line that is down is not this one's to tell."""
        now = self._clock.now()
        if still_waits(now, self._looks_at, LOOK_EVERY):
            return
        self._looks_at = now + LOOK_EVERY
        try:
            if self.offered:
                self.waiting()
        except QuaySoError as trouble:
            log.info("what was filed online is not known: %s %s", trouble.code, trouble.cause)

    def look(self, code: str, step: Step = unheard) -> list[Check]:
        """Fetch the files of a dossier that waits, and say what each is; nothing is kept. Blocks on the line.

        Args:
            code: the province's own code of the dossier.
            step: told before each file how many are done, of how many; what it raises stops the work.

        Raises:
            NotWaiting: it does not wait for this unit.
            FiledFileDiffers, NotOffered, and the line's troubles.
        """
        self._store.require(Right.RECEIVE)
        return self._checks(self._find(code), step)

    def take(self, code: str, case: str = "", step: Step = unheard) -> Dossier:
        """Take a dossier over: all of it is here then, or nothing. Blocks on the line.

        A file whose signatures are all proven counts as it is, and is never sent again. One that is signed and not
        proven is kept whole and waits for the official's signature; what is not signed becomes pages to be confirmed;
        of what cannot be read, or bears a false signature, the place in the checklist stays empty.

        Args:
            code: the province's own code of the dossier.
            case: of the procedure; empty for the one that the portal says, or the only one that fits.
            step: told before each file how many are done, of how many; what it raises stops the work.

        Raises:
            NotWaiting: it does not wait for this unit.
            TakenHere: it is here already.
            TakenElsewhere: another counter has it.
            WhichCase: it is not known which case it is.
            UnknownCode: the catalogue has no such procedure, case or component.
            SecretProcedure, UnitDefunct: it must not be opened here.
            FiledFileDiffers, NotOffered, NoProvince, and the line's troubles.
        """
        self._store.require(Right.RECEIVE)
        filed = self._find(code)
        procedure = self._catalogue.current().procedure(filed.procedure)
        chosen = case or _case_of(filed, procedure)
        opened = self._intake.ahead(procedure.code, chosen, filed.owner)
        asked = {one.code for one in procedure.case(chosen).components}
        unknown = next((one.component for one in filed.files if one.component not in asked), "")
        if unknown:
            raise UnknownCode(unknown)
        checks = self._checks(filed, step)
        self._online.take(filed.code, self._settings.officer, self._key(filed.code))
        new = replace(opened, code=filed.code, consent=filed.consent)
        pages: list[Page] = []
        with self._store.writing() as tx:
            self._require_new(tx, filed.code)
            own = self._intake.open(tx, new)
            online.add(tx, new.id, filed.filed_at)
            audit.append(tx, new.officer, "online dossier taken", str(new.id), str(len(checks)))
            for paper in own:
                pages += self._fill(tx, new, paper, [one for one in checks if one.filed.component == paper.code])
        self._importing.work_on(pages)
        self._last = None
        self._note_count(max(0, self._count - 1))
        return new

    def checks(self, dossier_id: UUID) -> list[CheckedFile]:
        """What was found of the files of a dossier that was taken over; none of one handed in at the counter."""
        with self._store.reading() as tx:
            return online.checks(tx, dossier_id)

    def findings(self, dossier_id: UUID) -> list[Finding]:
        """The places of a dossier whose files cannot be used, while nothing else is there, as a clerk is to look at."""
        with self._store.reading() as tx:
            useless = [one for one in online.checks(tx, dossier_id) if one.found in _USELESS]
            own = [(papers.get(tx, one.paper_id), _USELESS[one.found]) for one in useless]
        return [
            OnlineFileUseless(paper.name, reason=reason).at(Place(paper.id))
            for paper, reason in own
            if paper.digitisation is DigitisationState.EMPTY
        ]

    def filed_at(self, dossier_id: UUID) -> datetime | None:
        """When a dossier was filed on the portal, UTC; None where it was handed in at the counter."""
        with self._store.reading() as tx:
            return online.filed_at(tx, dossier_id)

    # Parts

    @property
    def _online(self) -> OnlineDossiers:
        return self._gateway().online

    def _find(self, code: str) -> FiledDossier:
        wanted = code.strip().upper()
        with self._store.reading() as tx:
            self._require_new(tx, wanted)
        found = next((one for one in self._online.waiting(self._settings.unit) if one.code == wanted), None)
        if found is None:
            raise NotWaiting(wanted[:60])
        return found

    def _require_new(self, tx: Connection, code: str) -> None:
        if dossiers.with_codes(tx, [code]):
            raise TakenHere(code)

    def _row(self, filed: FiledDossier) -> Waiting:
        name, cases = filed.procedure, tuple[Case, ...]()
        with suppress(UnknownCode):
            procedure = self._catalogue.current().procedure(filed.procedure)
            name = procedure.name
            cases = _cases(filed, procedure)
        by = None
        # Told where days of return are shown, and keeps nobody waiting.
        with suppress(BadWorkingDays):
            by = self._limits.reply_by(filed.filed_at)
        late = by is not None and by < self._clock.now()
        return Waiting(filed=filed, procedure=name, reply_by=by, late=late, cases=cases if len(cases) > 1 else ())

    def _note_count(self, count: int) -> None:
        before, self._count = self._count, count
        if before != count:
            for listener in list(self._listeners):
                listener()

    def _checks(self, filed: FiledDossier, step: Step) -> list[Check]:
        """What its files are; of the dossier that was looked at last they are here already: the line may be thin."""
        if self._last is None or self._last[0] != filed:
            self._last = (
                filed,
                [
                    checked(self._importing, one, self._online.fetch(one), self._clock.now())
                    for one in stepping(filed.files, step)
                ],
            )
        return self._last[1]

    def _key(self, code: str) -> str:
        with self._store.writing() as tx:
            own = remembered.get(tx, _KEY)
            if own is None:
                own = uuid.uuid4().hex
                remembered.put(tx, _KEY, own)
        return uuid.uuid5(UUID(own), code).hex

    def _fill(self, tx: Connection, new: Dossier, empty: Paper, checks: Sequence[Check]) -> list[Page]:
        """Put the files of a component into its paper; a second signed one becomes another paper of the same code.

        Gives the pages that were added.
        """
        signed = [check for check in checks if check.verdict and check.usable]
        left = [check for check in checks if not (check.verdict and check.usable)]
        loose = [check for check in left if check.usable]
        more = (self._intake.add_component(tx, new.id, empty.code, empty.name) for _ in checks)
        places = chain([empty], more)
        for check in signed:
            self._keep_whole(tx, new, next(places), check)
        # What is of no use is noted where the component's place is, or where its other files are.
        place = next(places) if loose else empty
        for check in left:
            self._note(tx, new, place, check)
        now = self._clock.now()
        return [page for check in loose for page in add_pages(tx, place.id, check.drawn, now)]

    def _keep_whole(self, tx: Connection, new: Dossier, paper: Paper, check: Check) -> None:
        assert check.verdict
        proven = check.found is FileCheck.VALID and not self._settings.sign_issued
        signing = SigningState.ISSUED if proven else SigningState.UNSIGNED
        code = item_code_of(tx, new, paper, whole=self._whole_numbers())
        self._note(tx, new, paper, check)
        keep_whole(tx, paper.id, check.data, signing, details=said_by(check.verdict), item_code=code)

    def _note(self, tx: Connection, new: Dossier, paper: Paper, check: Check) -> None:
        """Record what was found of a file: with whom and when in the audit chain, and beside its paper."""
        noted = CheckedFile(
            paper_id=paper.id,
            file=check.filed.id,
            sha256=hashlib.sha256(check.data).hexdigest(),
            found=check.found,
            words=check.words,
            pages=check.pages,
            at=check.at,
            officer=new.officer,
        )
        online.note(tx, noted)
        audit.append(tx, new.officer, "online file checked", str(paper.id), f"{check.found} {noted.sha256[:16]}")


def _cases(filed: FiledDossier, procedure: Procedure) -> tuple[Case, ...]:
    """The cases that it may be of: the one that the portal says; else those that ask for all that was filed.

    Raises:
        UnknownCode: the procedure has no such case.
    """
    if filed.case:
        return (procedure.case(filed.case),)
    components = {one.component for one in filed.files}
    fitting = tuple(case for case in procedure.cases if components <= {one.code for one in case.components})
    return fitting or procedure.cases


def _case_of(filed: FiledDossier, procedure: Procedure) -> str:
    """The only case that it may be of.

    Raises:
        WhichCase: it may be of several.
        UnknownCode: the procedure has no such case.
    """
    found = _cases(filed, procedure)
    if len(found) > 1:
        raise WhichCase(filed.code, cases=", ".join(f"{one.code} {one.name}" for one in found))
    return found[0].code
