"""Paper printed from a signed electronic file, with the block that says so (Luật 20/2023 Đ12.2; NĐ 137/2024 Đ5)."""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass
from pathlib import Path

from desktop.document.file.metadata import PaperAbout
from desktop.document.file.pdf import PdfPage, build
from desktop.document.file.worded import Words, add_words
from desktop.machine.clock import Clock, vietnam_time
from desktop.machine.settings import Settings
from desktop.model.codes import provisional_code
from desktop.model.copies import ConvertedPaper
from desktop.model.entry import words as line
from desktop.picture.pdf import Drawing
from desktop.picture.sheet import jpeg
from desktop.signing.authorities.counter import CounterAuthorities
from desktop.signing.verify import Verdict, Word, verify_pdf
from desktop.store import audit, copies
from desktop.store.file import Store
from desktop.workflow.copies.errors import NoConverted, NotProven
from desktop.workflow.copies.template import converted_words, lines_of

PRINTED_DPI = 300
"""How densely a page is drawn: what offices' printers show. Chosen."""
MOST_LISTED = 200
_PREFIX, _OTHER_PREFIX = "CD-", "TAM-"


@dataclass(frozen=True, slots=True)
class Converted:
    """A converted paper.

    Attributes:
        row: of the register.
        pdf: the pages to print; a PDF/A-2b without signatures of its own.
        pages: how many these are.
    """

    row: ConvertedPaper
    pdf: bytes
    pages: int


class Converting:
    """Converts signed files to paper.

    Args:
        store: the open store.
        clock: the time.
        settings: whose office, and who converts.
        authorities: against whom signatures are checked.
        own: folder of the office's own words (`template`).
    """

    def __init__(
        self, store: Store, clock: Clock, settings: Settings, authorities: CounterAuthorities, own: Path
    ) -> None:
        self._store = store
        self._clock = clock
        self._settings = settings
        self._authorities = authorities
        self._own = own

    def convert(self, data: bytes, name: str, title: str = "") -> Converted:
        """Make the pages to print of a signed file, and note it; blocks for about a second a page.

        Args:
            data: the file.
            name: of the file, for a refusal.
            title: what it is; empty for its name.

        Raises:
            NotProven: it bears no signature, or not all of them hold for certain (R42).
            UnreadableInput: it is no PDF that can be drawn.
            BadCopyTemplate: the office's own file is no such thing.
            NotUnderstood: the title cannot be kept.
        """
        said = line(title or Path(name).stem, subject="Tên văn bản")
        words, now = converted_words(self._own), self._clock.now()
        verdict = self._proven(data, name)
        with Drawing(data, name) as drawing:
            sheets = [drawing.sheet(at, PRINTED_DPI).picture for at in range(len(drawing))]
        pages = [PdfPage(image=jpeg(one, PRINTED_DPI), dpi=PRINTED_DPI) for one in sheets]
        row = ConvertedPaper(
            code=provisional_code(uuid.uuid4()).replace(_OTHER_PREFIX, _PREFIX, 1),
            at=now,
            title=said,
            sha256=hashlib.sha256(data).hexdigest(),
            pages=len(pages),
            official=self._settings.officer_name or self._settings.officer,
            officer=self._settings.officer,
        )
        agency = self._settings.agency_name or self._settings.unit_name
        values = {
            "system": self._settings.unit_name or "Quầy Số",
            "agency": agency,
            "official": row.official,
            "time": vietnam_time(now),
            "code": row.code,
            "signers": "; ".join(dict.fromkeys(one.signer for one in verdict.signatures)),
            # Last: what was typed is filled in, and never filled itself.
            "title": said,
        }
        about = PaperAbout(title=said, creator=agency or "Quầy Số", created=now, item_code=row.code)
        worded = add_words(build(pages, about), pages, Words(lines=lines_of(words, values), code=row.code))
        with self._store.writing() as tx:
            copies.add_converted(tx, row)
            audit.append(tx, row.officer, "paper converted", row.code, f"{row.pages} pages, {row.sha256[:16]}")
        return Converted(row, worded.data, len(pages) + worded.own_page)

    def _proven(self, data: bytes, name: str) -> Verdict:
        known = self._authorities
        verdict = verify_pdf(data, known.trusted, name, at=self._clock.now(), desk=known.desk)
        if verdict.word is not Word.VALID:
            why = next((one.why for one in verdict.signatures if one.word is verdict.word and one.why), "")
            raise NotProven(name, reason=why or verdict.sentence.rstrip(". "))
        return verdict

    def find(self, code: str) -> ConvertedPaper:
        """What was converted under a code.

        Raises:
            NoConverted: nothing was, here.
        """
        with self._store.reading() as tx:
            found = copies.find_converted(tx, code)
        if found is None:
            raise NoConverted(code[:20])
        return found

    def rows(self) -> list[ConvertedPaper]:
        """What was converted here, the newest first."""
        with self._store.reading() as tx:
            return [*copies.converted(tx, MOST_LISTED)]
