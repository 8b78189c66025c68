"""The register of certified copies: what is in it, what waits for a signature or the printer, and what counts no more.

Signing is that of every paper (`workflow/signing`); a copy goes to no province. Its pages are kept as long as sent
papers are, its row for ever.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from desktop.machine.clock import Clock, vietnam_day
from desktop.machine.settings import Settings
from desktop.model.copies import REGISTER_SYMBOL, CertifiedCopy, row_key
from desktop.model.dossier import Paper, PaperDetails
from desktop.model.signature import SignatureRole, awaited
from desktop.model.states import DigitisationState, SigningState
from desktop.store import audit, copies, papers
from desktop.store.file import Store
from desktop.workflow.batch import ToSign
from desktop.workflow.copies.errors import CopySigned, CopyUnfinished, CopyVoid, NoCopy, WhyNot

MOST_LISTED = 500
"""Rows of the register in one list. Chosen."""


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


class CopyRegister:
    """Keeps the register.

    Args:
        store: the open store.
        clock: the time.
        settings: whose office, and whether the agency signs.
    """

    def __init__(self, store: Store, clock: Clock, settings: Settings) -> None:
        self._store = store
        self._clock = clock
        self._settings = settings

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

    def of_year(self, year: int | None = None) -> list[CertifiedCopy]:
        """The rows of a year (None: the present one), the last numbers first; at most `MOST_LISTED` rows."""
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
