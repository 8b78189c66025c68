"""The clerk's "đủ trang, đọc được, đúng hồ sơ" for a paper, and the PDF/A that follows from it (R23, R25)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection

from desktop.document.file.mark import ConversionMark
from desktop.document.file.metadata import PaperAbout
from desktop.document.file.pdf import PdfPage, build_pdf
from desktop.document.papers.suggest import learnable_title
from desktop.machine.clock import Clock, vietnam_day
from desktop.machine.settings import Settings
from desktop.model.codes import COMPONENT_ITEM_TEMPLATE, RESULT_ITEM_TEMPLATE, item_code
from desktop.model.dossier import Dossier, Page, Paper, PaperDetails, PaperKind
from desktop.model.entry import require_possible
from desktop.model.errors import WorkStopped
from desktop.model.owner import in_item_code
from desktop.model.states import DigitisationState
from desktop.model.validity import with_validity
from desktop.store import audit, contents, dossiers, papers, titles
from desktop.store.file import Store
from desktop.workflow.allowed import require, why_not_confirm, why_not_take_in
from desktop.workflow.catalogue_desk import CatalogueDesk
from desktop.workflow.errors import ChangedSince
from desktop.workflow.seen import SeenPaper, look_at
from desktop.workflow.steps import Step, stepping, unheard


class Confirming:
    """Takes a paper from scanned to confirmed to built.

    Args:
        store: the open store.
        clock: when it is converted.
        settings: who converts it.
        catalogue: the rules of types.
        whole_numbers: whether the province wants a person's whole number in the codes of items (R26).
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        settings: Settings,
        catalogue: CatalogueDesk,
        whole_numbers: Callable[[], bool] = lambda: False,
    ) -> None:
        self._store = store
        self._clock = clock
        self._settings = settings
        self._catalogue = catalogue
        self._whole_numbers = whole_numbers

    def confirm(
        self,
        seen: SeenPaper,
        details: PaperDetails | None = None,
        *,
        keep_red: str = "",
        note: str = "",
        step: Step = unheard,
    ) -> Paper:
        """Confirm what was seen of a paper, and build its file; blocks for some tenths of a second, and for each page.

        Where neither it nor the clerk says how long it is valid, the rule of its type does (R31).

        Args:
            seen: the paper as it was looked at.
            details: what it says; None for what is recorded already.
            keep_red: why pages that are judged unfit stay; written into the audit chain.
            note: what else was decided in doubt; written there too.
            step: told before each page how many are done, of how many; what it raises stops the work, and the paper is
                to be confirmed again.

        Raises:
            ChangedSince: it is not as it was seen any more.
            PaperLocked: it is signed.
            DossierRefused: its dossier was not taken in.
            StillUnsorted: it is the place of pages that belong to no paper yet.
            NothingScanned, NotReadYet: it has no pages, or they are still being read.
            PageUnfit: a page is red and `keep_red` is empty (R22).
            NotUnderstood: what it says cannot be true.
        """
        said = seen.paper.details if details is None else details
        with self._store.writing() as tx:
            if not self.note(tx, seen, said, keep_red=keep_red, note=note):
                return seen.paper
        try:
            return self.build(seen.paper.id, step)
        except WorkStopped:
            self._take_back(seen.paper.id)
            raise

    def note(self, tx: Connection, seen: SeenPaper, said: PaperDetails, *, keep_red: str = "", note: str = "") -> bool:
        """Write a confirmation down in a transaction; `build` comes after it, now or when the program starts again.

        Returns:
            Whether there is a file to build; there is none where all of this was confirmed before.

        Args, raises: as `confirm`.
        """
        paper, pages = seen.paper, seen.pages
        dossier = dossiers.get(tx, paper.dossier_id)
        said = with_validity(said, self._catalogue.validity_of(dossier, paper.code))
        require_possible(said, vietnam_day(self._clock.now()))
        if look_at(tx, paper.id) != seen:
            raise ChangedSince(paper.name)
        require(why_not_take_in(dossier) or why_not_confirm(paper, pages, keep_red))
        if paper.digitisation is DigitisationState.BUILT and said == paper.details:
            return False
        if paper.digitisation is DigitisationState.BUILT:
            # The number is part of a result's code.
            papers.change(tx, paper.id, digitisation=DigitisationState.SCANNED, pdf_sha256="", item_code="")
        papers.change(tx, paper.id, details=said, digitisation=DigitisationState.CONFIRMED)
        title = learnable_title([page.facts.reading for page in pages if page.facts])
        if title:
            titles.confirmed(tx, paper.code, title)
        decided = "; ".join(words for words in (keep_red, note) if words)
        audit.append(tx, self._settings.officer, "paper confirmed", str(paper.id), decided[:200])
        return True

    def _take_back(self, paper_id: UUID) -> None:
        """A confirmation was stopped before its file was there: the paper is to be confirmed again."""
        with self._store.writing() as tx:
            if papers.get(tx, paper_id).digitisation is DigitisationState.CONFIRMED:
                papers.change(tx, paper_id, digitisation=DigitisationState.SCANNED)
            audit.append(tx, self._settings.officer, "paper confirmation stopped", str(paper_id))

    def build(self, paper_id: UUID, step: Step = unheard) -> Paper:
        """Build the PDF/A of a confirmed paper and keep it.

        Args:
            paper_id: the paper.
            step: as in `confirm`.

        Raises:
            ChangedSince: it was changed while its file was built.
        """
        with self._store.reading() as tx:
            seen = look_at(tx, paper_id)
            paper, pages = seen.paper, seen.pages
            dossier = dossiers.get(tx, paper.dossier_id)
            images = [contents.fetch(tx, page.clean_sha256) for page in pages]
            code = paper.item_code or item_code_of(tx, dossier, paper, whole=self._whole_numbers())
        pdf = self._pdf(replace(paper, item_code=code), dossier, pages, images, step)
        with self._store.writing() as tx:
            if look_at(tx, paper_id) != seen:
                raise ChangedSince(paper.name)
            sha256 = contents.keep(tx, pdf)
            audit.append(tx, self._settings.officer, "paper built", str(paper_id), sha256[:16])
            return papers.change(tx, paper_id, digitisation=DigitisationState.BUILT, pdf_sha256=sha256, item_code=code)

    def resume(self) -> int:
        """Build what was confirmed when the program last ended; gives how many."""
        with self._store.reading() as tx:
            left = papers.in_state(tx, DigitisationState.CONFIRMED)
        for paper in left:
            self.build(paper.id)
        return len(left)

    def _pdf(self, paper: Paper, dossier: Dossier, pages: Sequence[Page], images: Sequence[bytes], step: Step) -> bytes:
        now = self._clock.now()
        about = PaperAbout(
            title=paper.name,
            creator=self._settings.unit_name or "Quầy Số",
            created=now,
            item_code=paper.item_code,
            paper_code=paper.code,
            dossier_code=dossier.code,
        )
        mark = conversion_mark(self._settings, now, paper.item_code)
        return build_pdf(stepping(pdf_pages(pages, images), step), about, mark)


def pdf_pages(pages: Sequence[Page], images: Sequence[bytes]) -> list[PdfPage]:
    """Pages with their cleaned images, as a file is built of them."""
    return [
        PdfPage(image=image, dpi=page.facts.dpi, reading=page.facts.reading)
        for page, image in zip(pages, images, strict=True)
        if page.facts
    ]


def conversion_mark(settings: Settings, now: datetime, item_code: str) -> ConversionMark:
    """The mark of what is converted here (R25)."""
    return ConversionMark(
        words=settings.mark_words,
        converted_at=now,
        converter=settings.officer_name or settings.officer,
        agency=settings.unit_name,
        item_code=item_code,
    )


def item_code_of(tx: Connection, dossier: Dossier, paper: Paper, *, whole: bool) -> str:
    """The digitised item's code with a serial of our own; the province's serial replaces it (R7).

    Args:
        tx: where codes that are taken stand.
        dossier: its dossier.
        paper: what is digitised.
        whole: a person's whole number stands in it (R26).
    """
    parts = {"owner_id": in_item_code(dossier.party, whole=whole), "procedure": dossier.procedure}
    if paper.kind is PaperKind.RESULT:
        template = RESULT_ITEM_TEMPLATE
        number = paper.details.number.replace(" ", "") or "KHONGSO"
        parts |= {"result": paper.code, "number": number}
    else:
        template = COMPONENT_ITEM_TEMPLATE
        parts |= {"component": paper.code}
    serial = 1
    while papers.has_item_code(tx, item_code(template, serial=serial, **parts)):
        serial += 1
    return item_code(template, serial=serial, **parts)
