"""Certified copies of originals: a number of the year's register, the words on the page, and the row, all at once.

Each original lies in a dossier that is nobody's (`DossierState.COPY`), with one paper in it. Its file is built for the
number that comes next; number, row and file are then written in one transaction, or, where the number was taken
meanwhile, built anew for the next one. So a number is never taken twice and never lost, whenever the PC stops.

Signing is that of every paper (`workflow/signing`); the copy goes to no province. Its pages are kept as long as sent
papers are, its row for ever.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import Connection

from desktop.document.file.metadata import PaperAbout
from desktop.document.file.pdf import PdfPage, build
from desktop.document.file.worded import Words, add_words
from desktop.machine.clock import VIETNAM, Clock, vietnam_day
from desktop.machine.settings import Settings
from desktop.model.catalogue import Procedure, UnknownCode
from desktop.model.codes import provisional_code
from desktop.model.copies import REGISTER_SYMBOL, CertifiedCopy, CopySaid, row_key
from desktop.model.dossier import Dossier, Paper, PaperDetails, PaperKind, Party, PartyKind
from desktop.model.signature import SignatureRole, awaited
from desktop.model.states import DigitisationState, DossierState, SigningState
from desktop.store import audit, contents, copies, dossiers, papers
from desktop.store.file import Store
from desktop.store.keeping import purge
from desktop.workflow.allowed import require, why_not_confirm, why_not_start
from desktop.workflow.batch import ToSign
from desktop.workflow.catalogue_desk import CatalogueDesk
from desktop.workflow.confirm import conversion_mark, pdf_pages
from desktop.workflow.copies.errors import (
    CopyCertified,
    CopySigned,
    CopyUnfinished,
    CopyVoid,
    NoCopy,
    NoCopyProcedure,
    WhyNot,
)
from desktop.workflow.copies.naming import proposed_title
from desktop.workflow.copies.template import CopyTemplate, copy_template, lines_of
from desktop.workflow.errors import ChangedSince
from desktop.workflow.seen import SeenPaper, look_at
from desktop.workflow.steps import Step, stepping, unheard

PROCEDURE = "2.000815"
"""Certifying copies of originals, in every catalogue of the nation (QĐ 1329/QĐ-BTP and what came after it)."""
MOST_LISTED = 500
"""Rows of the register in one list. Chosen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """An original that was scanned and is not certified yet.

    Attributes:
        seen: its paper with its pages.
        title: what it may be; empty where nothing on it says so.
        unread: pages that are still being read.
    """

    seen: SeenPaper
    title: str
    unread: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyHere:
    """A certified copy whose file is here.

    Attributes:
        row: of the register.
        paper: its file and signatures.
        waits_for: whose signature; None where it has all that it needs.
    """

    row: CertifiedCopy
    paper: Paper
    waits_for: SignatureRole | None


class Certifying:
    """Certifies copies.

    Args:
        store: the open store.
        clock: the time.
        settings: whose office, and who certifies.
        catalogue: the procedure of certification, and names of papers.
        own: folder of the office's own words (`template`).
    """

    def __init__(self, store: Store, clock: Clock, settings: Settings, catalogue: CatalogueDesk, own: Path) -> None:
        self._store = store
        self._clock = clock
        self._settings = settings
        self._catalogue = catalogue
        self._own = own

    # Originals

    def template(self) -> CopyTemplate:
        """How this office certifies.

        Raises:
            BadCopyTemplate: its own file is no such thing.
        """
        return copy_template(self._own)

    def place(self) -> Paper:
        """Where an original is scanned into: the place that is still empty, or a new one.

        Raises:
            NoCopyProcedure: the catalogue has no procedure for it.
            SecretProcedure: its papers must not be scanned (R21).
        """
        with self._store.reading() as tx:
            empty = [one for one in copies.uncertified(tx) if not papers.pages(tx, one.id)]
        if empty:
            return empty[0]
        catalogue = self._catalogue.current()
        try:
            procedure = catalogue.procedure(PROCEDURE)
        except UnknownCode:
            raise NoCopyProcedure(PROCEDURE) from None
        if not procedure.results:
            raise NoCopyProcedure(PROCEDURE)
        require(why_not_start(procedure))
        with self._store.writing() as tx:
            return self._new_place(tx, procedure, catalogue.version)

    def _new_place(self, tx: Connection, procedure: Procedure, version: str) -> Paper:
        dossier_id, unit, given = uuid.uuid4(), self._settings.unit, procedure.results[0]
        code = provisional_code(dossier_id)
        holder = Dossier(
            id=dossier_id,
            code=code,
            provisional_code=code,
            procedure=procedure.code,
            case=procedure.cases[0].code,
            catalogue_version=version,
            party=Party(kind=PartyKind.AGENCY, number=unit, name=self._settings.unit_name or unit),
            receiving_unit=unit,
            competent_unit=self._settings.competent_unit or unit,
            received_at=self._clock.now(),
            state=DossierState.COPY,
            officer=self._settings.officer,
        )
        dossiers.add(tx, holder)
        new = Paper(
            id=uuid.uuid4(), dossier_id=dossier_id, kind=PaperKind.RESULT, code=given.code, name=given.name, position=0
        )
        papers.add(tx, new)
        return new

    def originals(self) -> list[Original]:
        """The originals that were scanned and are not certified yet, oldest first."""
        with self._store.reading() as tx:
            seen = [look_at(tx, one.id) for one in copies.uncertified(tx)]
        return [self._original(one) for one in seen if one.pages]

    def original(self, paper_id: UUID) -> Original:
        """One of them.

        Raises:
            NotFound: there is no such paper.
        """
        with self._store.reading() as tx:
            seen = look_at(tx, paper_id)
        return self._original(seen)

    def _original(self, seen: SeenPaper) -> Original:
        unread = sum(page.facts is None for page in seen.pages)
        title = "" if unread else proposed_title(seen.pages, self._catalogue.current(), but=seen.paper.code)
        return Original(seen=seen, title=title, unread=unread)

    def drop(self, paper_id: UUID, why: str = "") -> None:
        """An original is not certified, and its pages are deleted.

        Args:
            paper_id: the original.
            why: code of the reason for which it may not be (NĐ 23/2015 Đ22), noted in the journal; empty where it was
                only scanned by mistake.

        Raises:
            WhyNot: the office's template knows no such reason.
            CopyCertified: it has a number.
        """
        known = self.template().refusals
        if why and why not in known:
            raise WhyNot(why[:30], codes=", ".join(known))
        what = "copy refused" if why else "original dropped"
        with self._store.writing() as tx:
            self._require_uncertified(tx, paper_id)
            paper = papers.get(tx, paper_id)
            self._require_original(tx, paper)
            purge.erase(tx, paper.dossier_id, self._clock.now(), purge.PurgeReason.BY_HAND)
            audit.append(tx, self._settings.officer, what, str(paper_id), why)

    def _require_uncertified(self, tx: Connection, paper_id: UUID) -> None:
        if row := copies.of_paper(tx, paper_id):
            raise CopyCertified(row.key)

    def _require_original(self, tx: Connection, paper: Paper) -> None:
        if dossiers.get(tx, paper.dossier_id).state is not DossierState.COPY:
            raise NoCopy(str(paper.id)[:8])

    # Certifying

    def words(self, said: CopySaid) -> tuple[str, ...]:
        """The words as they will stand on the page if it is certified now.

        Raises:
            BadCopyTemplate: the office's own file is no such thing.
        """
        template, now = self.template(), self._clock.now()
        with self._store.reading() as tx:
            number = self._next(tx, template, now)
        return self._lines(template, self._row(template, number, now, said, uuid.UUID(int=0), 0))

    def certify(self, seen: SeenPaper, said: CopySaid, *, keep_red: str = "", step: Step = unheard) -> CertifiedCopy:
        """Certify what was seen of an original; blocks for some tenths of a second, and for each page.

        Args:
            seen: the original as it was looked at.
            said: what it is, who asks, how many copies.
            keep_red: why pages that are judged unfit stay; written into the journal.
            step: told before each page how many are done, of how many; what it raises stops the work, and no number is
                taken.

        Raises:
            ChangedSince: it is not as it was seen any more.
            CopyCertified: it has a number already.
            NoCopy: it is no original.
            NothingScanned, NotReadYet, PageUnfit: it has no pages, they are being read, or one is red (R22).
            BadCopyTemplate: the office's own file is no such thing.
        """
        template = self.template()
        with self._store.reading() as tx:
            self._require_uncertified(tx, seen.paper.id)
            self._require_original(tx, seen.paper)
            require(why_not_confirm(seen.paper, seen.pages, keep_red))
            pages = pdf_pages(seen.pages, [contents.fetch(tx, page.clean_sha256) for page in seen.pages])
        while True:
            now = self._clock.now()
            with self._store.reading() as tx:
                number = self._next(tx, template, now)
            row = self._row(template, number, now, said, seen.paper.id, len(pages))
            pdf = self._file(template, row, seen.paper, pages, step)
            if self._kept(template, seen, row, pdf, keep_red):
                return row

    def _next(self, tx: Connection, template: CopyTemplate, now: datetime) -> int:
        year = vietnam_day(now).year
        return copies.next_number(tx, year, template.first.get(year, 1))

    def _row(
        self, template: CopyTemplate, number: int, now: datetime, said: CopySaid, paper_id: UUID, pages: int
    ) -> CertifiedCopy:
        return CertifiedCopy(
            year=vietnam_day(now).year,
            number=number,
            volume=template.volume(number),
            paper_id=paper_id,
            at=now,
            said=said,
            pages=pages,
            official=self._settings.officer_name or self._settings.officer,
            officer=self._settings.officer,
            fee=template.fee.of(pages, said.copies) if template.fee else 0,
        )

    def _agency(self) -> str:
        return self._settings.agency_name or self._settings.unit_name

    def _lines(self, template: CopyTemplate, row: CertifiedCopy) -> tuple[str, ...]:
        day = row.at.astimezone(VIETNAM)
        date = f"ngày {day:%d} tháng {day:%m} năm {day:%Y}"
        place = self._settings.unit_place
        values = {
            "number": str(row.number),
            "book": row.book,
            "date": f"{place}, {date}" if place else date.capitalize(),
            "place": place,
            "official": row.official,
            "agency": self._agency(),
            # Last: what was typed is filled in, and never filled itself.
            "title": row.said.title,
        }
        return lines_of(template.words, values)

    def _file(
        self, template: CopyTemplate, row: CertifiedCopy, paper: Paper, pages: list[PdfPage], step: Step
    ) -> bytes:
        about = PaperAbout(
            title=paper.name,
            creator=self._settings.unit_name or "Quầy Số",
            created=row.at,
            item_code=row.item_code,
            paper_code=paper.code,
        )
        built = build(stepping(pages, step), about, conversion_mark(self._settings, row.at, row.item_code))
        return add_words(built, pages, Words(mark=template.mark, lines=self._lines(template, row))).data

    def _kept(self, template: CopyTemplate, seen: SeenPaper, row: CertifiedCopy, pdf: bytes, keep_red: str) -> bool:
        """Number, row and file in one transaction; False where the number was taken meanwhile."""
        details = PaperDetails(
            number=str(row.number),
            issued=vietnam_day(row.at),
            issuer=self._agency(),
            signer=row.official,
            abstract=row.said.title,
            permanent=True,
            no_secret=True,
        )
        paper_id = seen.paper.id
        with self._store.writing() as tx:
            if look_at(tx, paper_id) != seen:
                raise ChangedSince(seen.paper.name)
            if self._next(tx, template, row.at) != row.number:
                return False
            copies.add(tx, row)
            papers.change(tx, paper_id, digitisation=DigitisationState.CONFIRMED, details=details, name=row.said.title)
            sha256 = contents.keep(tx, pdf)
            papers.change(
                tx, paper_id, digitisation=DigitisationState.BUILT, pdf_sha256=sha256, item_code=row.item_code
            )
            words = f"{row.key}, {row.said.copies} copies, {row.pages} pages, {sha256[:16]}"
            audit.append(tx, self._settings.officer, "copy certified", str(paper_id), words)
            if keep_red:
                audit.append(tx, self._settings.officer, "unfit pages kept", str(paper_id), keep_red[:100])
        return True

    # What comes after it

    def here(self) -> list[CopyHere]:
        """The certified copies whose files are here, oldest first."""
        agency = self._settings.agency_signs
        with self._store.reading() as tx:
            found = copies.here(tx)
        return [CopyHere(row=row, paper=paper, waits_for=awaited(paper, agency_signs=agency)) for row, paper in found]

    def to_sign(self, role: SignatureRole) -> list[ToSign]:
        """The copies that wait for a signature in this role, oldest first: the official's comes first (R37)."""
        return [
            ToSign(paper=one.paper, code=f"{REGISTER_SYMBOL} {one.row.key}", owner=one.row.said.requester)
            for one in self.here()
            if one.waits_for is role
        ]

    def register(self, year: int | None = None) -> list[CertifiedCopy]:
        """The register of a year (None: the present one), the last numbers first; at most `MOST_LISTED` rows."""
        with self._store.reading() as tx:
            return copies.of_year(tx, year or vietnam_day(self._clock.now()).year, MOST_LISTED)

    def find(self, key: str) -> CertifiedCopy:
        """A row of the register, asked for as `12/2026`.

        Raises:
            NoCopy: there is none.
        """
        asked = row_key(key)
        with self._store.reading() as tx:
            found = copies.find(tx, *asked) if asked else None
        if found is None:
            raise NoCopy(key[:30])
        return found

    def void(self, key: str, why: str) -> CertifiedCopy:
        """A row counts no more, and its number stays taken; its original waits to be certified again.

        Args:
            key: the row.
            why: kept in it.

        Raises:
            NoCopy: there is no such row.
            CopyVoid: it does not count already.
            CopySigned: it bears a signature.
            WhyNot: no reason is given.
        """
        row = self.find(key)
        if not why.strip():
            raise WhyNot("", codes="ghi vài chữ")
        with self._store.writing() as tx:
            if copies.of_paper(tx, row.paper_id) != row:
                raise CopyVoid(row.key)
            paper = papers.get(tx, row.paper_id)
            if paper.signing is not SigningState.UNSIGNED:
                raise CopySigned(row.key)
            papers.change(
                tx,
                paper.id,
                digitisation=DigitisationState.SCANNED,
                pdf_sha256="",
                item_code="",
                details=PaperDetails(),
            )
            audit.append(tx, self._settings.officer, "copy made void", str(paper.id), row.key)
            return copies.make_void(tx, row, why.strip()[:200])

    def note_print(self, key: str) -> CertifiedCopy:
        """A copy goes to the printer; noted in register and journal before it does.

        Raises:
            NoCopy: there is no such row.
            CopyVoid: it does not count.
            CopyUnfinished: it waits for a signature.
            NotFound: its file is not here any more.
        """
        row, now = self.find(key), self._clock.now()
        if row.void:
            raise CopyVoid(row.key)
        with self._store.writing() as tx:
            paper = papers.get(tx, row.paper_id)
            if awaited(paper, agency_signs=self._settings.agency_signs):
                raise CopyUnfinished(row.key)
            copies.note_print(tx, row, now)
            words = f"{row.key}, {row.said.copies} copies, {paper.pdf_sha256[:16]}"
            audit.append(tx, self._settings.officer, "copy printed", str(paper.id), words)
        return replace(row, printed_at=now)

    def reasons(self) -> Mapping[str, str]:
        """Why an original may not be certified, by code (NĐ 23/2015 Đ22, or as the office has it)."""
        return self.template().refusals
