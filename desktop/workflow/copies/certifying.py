"""Certifying an original: a number of the year's register, the words on the page, and the row, all at once.

The file is built for the number that comes next; number, row and file are then written in one transaction, or, where
the number was taken meanwhile, built anew for the next one. So a number is never taken twice and never lost, whenever
the PC stops.
"""

from __future__ import annotations

import uuid
from datetime import datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import Connection

from desktop.document.file.metadata import PaperAbout
from desktop.document.file.pdf import PdfPage, build
from desktop.document.file.worded import Words, add_words
from desktop.machine.clock import VIETNAM, Clock, vietnam_day
from desktop.machine.settings import Settings
from desktop.model.copies import CertifiedCopy, CopySaid
from desktop.model.dossier import Paper, PaperDetails
from desktop.model.states import DigitisationState
from desktop.store import audit, contents, copies, papers
from desktop.store.file import Store
from desktop.workflow.allowed import require, why_not_confirm
from desktop.workflow.confirm import conversion_mark, pdf_pages
from desktop.workflow.copies.originals import copied, require_original, require_uncertified
from desktop.workflow.copies.template import CopyTemplate, copy_template, lines_of
from desktop.workflow.errors import ChangedSince
from desktop.workflow.seen import SeenPaper, look_at
from desktop.workflow.steps import Step, stepping, unheard


class Certifying:
    """Certifies copies.

    Args:
        store: the open store.
        clock: the time.
        settings: whose office, and who certifies.
        own: folder of the office's own words (`template`).
    """

    def __init__(self, store: Store, clock: Clock, settings: Settings, own: Path) -> None:
        self._store = store
        self._clock = clock
        self._settings = settings
        self._own = own

    def template(self) -> CopyTemplate:
        """How this office certifies.

        Raises:
            BadCopyTemplate: its own file is no such thing.
        """
        return copy_template(self._own)

    def words(self, said: CopySaid) -> tuple[str, ...]:
        """The words as they will stand on the page if it is certified now.

        Raises:
            BadCopyTemplate: the office's own file is no such thing.
        """
        template, now = self.template(), self._clock.now()
        with self._store.reading() as tx:
            number = self._next(tx, template, now)
        return self._lines(template, self._row(template, number, now, said, uuid.UUID(int=0), 0))

    def certify(
        self,
        seen: SeenPaper,
        said: CopySaid,
        *,
        keep_red: str = "",
        keep_blank: bool = False,
        step: Step = unheard,
    ) -> CertifiedCopy:
        """Certify what was seen of an original; blocks for some tenths of a second, and for each page.

        Args:
            seen: the original as it was looked at.
            said: what it is, who asks, how many copies.
            keep_red: why pages that are judged unfit stay; written into the journal.
            keep_blank: the copy has the blank pages too (`copied`).
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
            require_uncertified(tx, seen.paper.id)
            require_original(tx, seen.paper)
            used = copied(seen.pages, keep_blank=keep_blank)
            require(why_not_confirm(seen.paper, used, keep_red))
            pages = pdf_pages(used, [contents.fetch(tx, page.clean_sha256) for page in used])
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
