"""Look before you scan: what the e-stores already have of a citizen's papers (R13–R16), and taking it."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import Connection

from desktop.document.file.incoming import looked_at, pictures
from desktop.machine.clock import Clock, still_waits, vietnam_day
from desktop.model.catalogue import Component
from desktop.model.dossier import Dossier, Paper, PaperKind
from desktop.model.errors import QuaySoError, Refusal
from desktop.model.states import DigitisationState, DossierState
from desktop.model.stored import StoredPaper
from desktop.store import audit, contents, dossiers, papers, reuse
from desktop.store.file import Store
from desktop.store.reuse import Lookup
from desktop.sync.errors import LoginOver, NotLoggedIn
from desktop.sync.gateway import Official, OfficialAccount, ProvinceGateway, StoreQuery
from desktop.workflow.allowed import require, why_not_fill
from desktop.workflow.catalogue_desk import CatalogueDesk
from desktop.workflow.importing import Brought
from desktop.workflow.stored import ReuseRow, is_fresh, row_of, standing_of

CATCH_UP = 20
FILES_AT_ONCE = 3
FIRST_REST, LONGEST_REST = timedelta(seconds=5), timedelta(minutes=15)


class Expired(Refusal):
    """A stored paper that is no longer valid, or of which nobody says until when (R15)."""

    code = "stored_paper_expired"
    sentence = "«{subject}» trong Kho đã hết hạn hoặc không rõ thời hạn nên không dùng lại được."
    advice = "Quét giấy tờ mới của công dân."


class NotReused(Refusal):
    """Nothing stands in for this paper, so there is no stored file to fetch."""

    code = "not_reused"
    sentence = "«{subject}» không lấy từ Kho."
    advice = "Lấy giấy tờ từ Kho trước, hoặc quét."


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """Who is logged in at the province.

    Attributes:
        official: None where nobody is.
        ended: whose session ran out by itself; None where nobody's did.
    """

    official: Official | None = None
    ended: Official | None = None


class Reuse:
    """The look into the e-stores, and taking what is there.

    Args:
        store: the open store.
        clock: the time.
        gateway: gives the way to the province.
        catalogue: which result may stand in for which component.
        who: login name for the audit chain.
        judge: what a file is and what its signatures are worth; refuses what is unsafe.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        gateway: Callable[[], ProvinceGateway],
        catalogue: CatalogueDesk,
        who: str,
        judge: Callable[[bytes, str], Brought],
    ) -> None:
        self._store = store
        self._clock = clock
        self._gateway = gateway
        self._catalogue = catalogue
        self._who = who
        self._judge = judge
        self._listeners: list[Callable[[], None]] = []
        self._chance = random.Random()  # noqa: S311 - spreads the counters' questions, keeps no secret
        self._failures, self._rests_until = 0, clock.now()

    # Who asks

    def session(self) -> Session:
        """Who is logged in at the province; nobody where no province is set up. Asks nothing of the line."""
        try:
            account = self._gateway().account
        except QuaySoError:
            return Session()
        return Session(official=account.official, ended=account.ended)

    def log_in(self, name: str, password: str) -> Official:
        """Log the official in at the province: the stores are asked in an official's name or not at all (R16).

        The password is used once, and neither kept nor logged.

        Raises:
            OfficialRefused: name or password is wrong.
            NoProvince, and the line's troubles.
        """
        official = self._gateway().account.log_in(name, password)
        self._rests_until = self._clock.now()
        with self._store.writing() as tx:
            audit.append(tx, self._who, "officer logged in at the province", name)
        return official

    def log_out(self) -> None:
        """Forget the official."""
        self._gateway().account.log_out()
        with self._store.writing() as tx:
            audit.append(tx, self._who, "officer logged out at the province", "")

    # What is there

    def known(self, dossier_id: UUID) -> list[ReuseRow]:
        """What is known so far about each component of a dossier; asks nobody, so it is there at once."""
        dossier, own = self._dossier(dossier_id)
        with self._store.reading() as tx:
            found = reuse.known(tx, dossier.party.number, self._wanted(dossier, own))
        return self._rows(dossier, own, found)

    def look_up(self, dossier_id: UUID, *, anew: bool = False) -> list[ReuseRow]:
        """What the stores have for each component of a dossier; blocks on the line, so never in the window's thread.

        Answers younger than half a day are not asked for again, unless `anew`. Without a line or an official the
        rows say `not_done`, and the look-up is kept for later.
        """
        dossier, own = self._dossier(dossier_id)
        wanted = self._wanted(dossier, own)
        with self._store.reading() as tx:
            found = reuse.known(tx, dossier.party.number, wanted)
        old = list(wanted) if anew else self.outdated(wanted, found)
        why_not = ""
        if old:
            try:
                found |= self.ask(dossier.party.number, dossier.procedure, old)
            except QuaySoError as trouble:
                why_not = trouble.message
                found = self._put_off(dossier.party.number, dossier.procedure, old) | found
        return self._rows(dossier, own, found, why_not)

    def outdated(self, wanted: Sequence[str], found: Mapping[str, Lookup]) -> list[str]:
        """Codes of which no answer is known that is younger than half a day."""
        now = self._clock.now()
        return [code for code in wanted if not (code in found and is_fresh(found[code], now))]

    def ask(self, owner: str, procedure: str, codes: Sequence[str]) -> dict[str, Lookup]:
        """Ask the stores for an owner's papers of some codes, and keep the answers; blocks on the line.

        Raises:
            NotLoggedIn, LoginOver: nobody to ask for it (R16).
            NoProvince, and the line's troubles.
        """
        gateway = self._gateway()
        query = StoreQuery(owner=owner, procedure=procedure, codes=tuple(codes), official=_official_of(gateway.account))
        found = gateway.stores.find_papers(query)
        now = self._clock.now()
        answers = {
            code: Lookup(
                owner=owner,
                code=code,
                procedure=procedure,
                asked_at=now,
                found=tuple(paper for paper in found if paper.code == code),
            )
            for code in codes
        }
        with self._store.writing() as tx:
            for answer in answers.values():
                reuse.keep(tx, answer)
            audit.append(tx, self._who, "e-store asked", f"{len(codes)} codes", f"{len(found)} found")
        return answers

    # Taking

    def take(self, paper_id: UUID, stored: StoredPaper) -> Paper:
        """Let a stored paper stand in for one of the dossier's: nothing is scanned.

        Pages that were scanned already stay with the paper, and come back with `give_back` (R53: both are kept).

        Raises:
            Expired: it is not valid today (R15).
            PaperLocked: the paper is signed.
            DossierRefused: its dossier was not taken in.
            ForbiddenMove: its file is being built this moment.
        """
        if not stored.reusable(self._today()):
            raise Expired(stored.name)
        with self._store.writing() as tx:
            _clear(tx, paper_id)
            taken = papers.change(tx, paper_id, digitisation=DigitisationState.REUSED)
            reuse.take(tx, paper_id, stored, self._who, self._clock.now())
            audit.append(tx, self._who, "paper reused", str(paper_id), f"{stored.shop} {stored.code}")
            return taken

    def give_back(self, paper_id: UUID) -> Paper:
        """Scan it after all; pages that were scanned before are there again."""
        with self._store.writing() as tx:
            copy = papers.get(tx, paper_id).pdf_sha256
            reuse.give_back(tx, paper_id)
            audit.append(tx, self._who, "paper not reused", str(paper_id))
            back = DigitisationState.SCANNED if papers.pages(tx, paper_id) else DigitisationState.EMPTY
            given = papers.change(tx, paper_id, digitisation=back, pdf_sha256="")
            contents.drop(tx, {copy} - {""})
            return given

    def fetch(self, paper_id: UUID) -> Paper:
        """Fetch the file of what stands in for a paper and keep it with the paper; blocks on the line.

        Raises:
            NotReused: nothing stands in for it.
            NotLoggedIn, LoginOver: nobody to ask for it (R16); it is fetched later, by itself.
            StoredFileDiffers, UnsafeFile, UnreadableInput, NotOffered, RefusedByProvince: it is not kept.
            LineDown and the line's other troubles: it is fetched later, by itself.
        """
        with self._store.reading() as tx:
            name = papers.get(tx, paper_id).name
            standing = reuse.standing(tx, paper_id)
        if standing is None:
            raise NotReused(name)
        stored = standing.source
        try:
            gateway = self._gateway()
            data = gateway.stores.fetch_file(stored, _official_of(gateway.account))
            judged = self._judge(data, stored.name)
        except NotLoggedIn:
            raise
        except Refusal as refused:
            with self._store.writing() as tx:
                reuse.note_trouble(tx, paper_id, refused.message)
                audit.append(tx, self._who, "stored file refused", str(paper_id), refused.code)
            raise
        return self._keep(paper_id, standing, data, judged)

    def _keep(self, paper_id: UUID, standing: reuse.Taken, data: bytes, judged: Brought) -> Paper:
        noted = reuse.Noted(
            pages=judged.pages,
            proven=bool(standing.source.sha256),
            signature=judged.verdict.sentence if judged.verdict else "",
            fetched_at=self._clock.now().isoformat(),
        )
        with self._store.writing() as tx:
            if reuse.standing(tx, paper_id) != standing:
                # Given back, or another one taken, while the line was busy.
                return papers.get(tx, paper_id)
            sha256 = contents.keep(tx, data)
            reuse.note_file(tx, paper_id, noted)
            audit.append(tx, self._who, "stored file fetched", str(paper_id), sha256[:16])
            return papers.change(tx, paper_id, pdf_sha256=sha256)

    def picture(self, paper_id: UUID) -> bytes:
        """The first page of the file that stands in for a paper (JPEG).

        Raises:
            NotFound, Purged, DamagedContent: the file is not here, or not whole.
        """
        with self._store.reading() as tx:
            data = contents.fetch(tx, papers.get(tx, paper_id).pdf_sha256)
        first, _ = next(pictures(looked_at(data, str(paper_id))))
        return first

    # Later, by itself

    def on_change(self, listener: Callable[[], None]) -> None:
        """Be told, from the sending thread, when something that was put off is done."""
        self._listeners.append(listener)

    def catch_up(self) -> int:
        """Do look-ups and fetch files that were put off, a few at a time; gives how many. For the sending thread.

        Stores that could not be asked are asked again only after a while, which is longer each time.

        Raises:
            NotLoggedIn, LoginOver, and the line's troubles.
        """
        now = self._clock.now()
        if still_waits(now, self._rests_until, LONGEST_REST):
            return 0
        try:
            done = self._catch_up()
        except QuaySoError:
            self._failures += 1
            longest = min(LONGEST_REST, FIRST_REST * 2 ** min(self._failures, 10))
            self._rests_until = now + self._chance.random() * longest
            raise
        self._failures = 0
        return done

    def _catch_up(self) -> int:
        with self._store.reading() as tx:
            waiting = reuse.not_done(tx, CATCH_UP)
            files = reuse.without_file(tx, FILES_AT_ONCE)
        if not (waiting or files) or self._gateway().account.official is None:
            return 0
        done = 0
        for owner, procedure in dict.fromkeys((one.owner, one.procedure) for one in waiting):
            codes = [one.code for one in waiting if (one.owner, one.procedure) == (owner, procedure)]
            done += len(self.ask(owner, procedure, codes))
        done += sum(self._fetched(paper_id) for paper_id in files)
        if done:
            for listener in list(self._listeners):
                listener()
        return done

    def _fetched(self, paper_id: UUID) -> bool:
        try:
            self.fetch(paper_id)
        except NotLoggedIn:
            raise
        except Refusal:
            # Noted with the paper for the clerk; the other papers are not affected.
            return True
        return True

    # Parts

    def _dossier(self, dossier_id: UUID) -> tuple[Dossier, list[Paper]]:
        with self._store.reading() as tx:
            own = papers.of_dossier(tx, dossier_id)
            return dossiers.get(tx, dossier_id), [paper for paper in own if paper.kind is PaperKind.COMPONENT]

    def _wanted(self, dossier: Dossier, own: Sequence[Paper]) -> tuple[str, ...]:
        asked = self._catalogue.components_of(dossier)
        return tuple(dict.fromkeys(code for paper in own for code in codes_of(paper, asked.get(paper.code))))

    def _rows(
        self, dossier: Dossier, own: Sequence[Paper], found: dict[str, Lookup], why_not: str = ""
    ) -> list[ReuseRow]:
        today, asked = self._today(), self._catalogue.components_of(dossier)
        with self._store.reading() as tx:
            taken = reuse.taken(tx, dossier.id)
        rows = []
        for paper in own:
            component = asked.get(paper.code)
            lookups = [found.get(code) for code in codes_of(paper, component)]
            standing = standing_of(taken[paper.id], today) if paper.id in taken else None
            rows.append(row_of(paper, component, lookups, standing, today, why_not))
        return rows

    def _today(self) -> date:
        return vietnam_day(self._clock.now())

    def _put_off(self, owner: str, procedure: str, codes: Sequence[str]) -> dict[str, Lookup]:
        waiting = {code: Lookup(owner=owner, code=code, procedure=procedure, asked_at=None) for code in codes}
        with self._store.writing() as tx:
            for one in waiting.values():
                reuse.keep(tx, one)
        return waiting


def _official_of(account: OfficialAccount) -> Official:
    official = account.official
    if official is None:
        raise LoginOver() if account.ended else NotLoggedIn()
    return official


def _clear(tx: Connection, paper_id: UUID) -> None:
    """Make way for a stored paper: a file that was built of scanned pages does not count any more, the pages stay."""
    own = papers.get(tx, paper_id)
    dossier = dossiers.get(tx, own.dossier_id)
    require(why_not_fill(dossier, own))
    if own.digitisation is DigitisationState.BUILT:
        papers.change(tx, paper_id, digitisation=DigitisationState.SCANNED)
    if own.digitisation in {DigitisationState.BUILT, DigitisationState.SCANNED}:
        papers.change(tx, paper_id, digitisation=DigitisationState.EMPTY, pdf_sha256="", item_code="")
    if dossier.state is DossierState.CLOSED:
        dossiers.set_state(tx, dossier.id, DossierState.OPEN)


def codes_of(paper: Paper, component: Component | None) -> tuple[str, ...]:
    """The component's own code, and that of the result that may stand in for it (MA_KQ_THAYTHE)."""
    return tuple(code for code in (paper.code, component.replaced_by if component else "") if code)
