"""Taking in a file that a citizen brings: a signed PDF is verified and kept as it is, other files become pages."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from desktop.document.file.incoming import Incoming, looked_at, pictures
from desktop.machine.clock import Clock
from desktop.machine.settings import Settings
from desktop.model.dossier import PageOrigin
from desktop.model.states import DigitisationState
from desktop.signing.authorities.counter import CounterAuthorities
from desktop.signing.verify import Verdict, verify_pdf
from desktop.store import audit, contents, papers
from desktop.store.file import Store
from desktop.workflow.filling import paper_to_fill
from desktop.workflow.page_work import PageWork
from desktop.workflow.steps import Step, unheard


@dataclass(frozen=True, slots=True)
class Brought:
    """What became of a file.

    Attributes:
        pages: how many pages were added, or would be; none where a signed file was kept whole.
        verdict: what its signatures are worth; None where it has none.
    """

    pages: int
    verdict: Verdict | None


class Importing:
    """Brings files into papers.

    Args:
        store: where pages and files go.
        clock: time of taking in.
        settings: of this counter.
        work: works on the pages like on scanned ones.
        authorities: against whom signatures are checked.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        settings: Settings,
        work: PageWork,
        authorities: CounterAuthorities,
    ) -> None:
        self._store = store
        self._clock = clock
        self._settings = settings
        self._work = work
        self._authorities = authorities

    def bring(
        self, paper_id: UUID, data: bytes, name: str, *, pages_only: bool = False, step: Step = unheard
    ) -> Brought:
        """Take a file into a paper; all of it or nothing.

        Args:
            paper_id: where to.
            data: the file.
            name: of the file, for a refusal.
            pages_only: the clerk agreed to leave behind what is attached to the file.
            step: told before each page how many are done, of how many; what it raises stops the work.

        Raises:
            PaperLocked: the paper is signed.
            DossierRefused: its dossier was not taken in.
            HasAttachments: it carries other files, and nobody agreed to leave them behind.
            UnsafeFile, UnreadableInput: the file is refused; nothing stored is touched.
        """
        with self._store.reading() as tx:
            paper_to_fill(tx, paper_id)
        incoming = looked_at(data, name, pages_only=pages_only)
        verdict = self._verdict(incoming)
        if verdict:
            self._keep_whole(paper_id, data, verdict)
            return Brought(0, verdict)
        drawn: list[tuple[bytes, int | None]] = []
        for page in pictures(incoming):
            step(len(drawn), incoming.pages)
            drawn.append(page)
        return Brought(self._add_pages(paper_id, drawn, left=incoming.attachments), None)

    def judge(self, data: bytes, name: str) -> Brought:
        """What a file is, with nothing of it taken in: how many pages, and what its signatures are worth.

        Raises:
            UnsafeFile, UnreadableInput: the file is refused.
        """
        incoming = looked_at(data, name)
        return Brought(incoming.pages, self._verdict(incoming))

    def _verdict(self, incoming: Incoming) -> Verdict | None:
        if not incoming.signed:
            return None
        known = self._authorities
        return verify_pdf(incoming.data, known.trusted, incoming.name, at=self._clock.now(), desk=known.desk)

    def _keep_whole(self, paper_id: UUID, data: bytes, verdict: Verdict) -> None:
        with self._store.writing() as tx:
            paper_to_fill(tx, paper_id)
            sha256 = contents.keep(tx, data)
            for state in (DigitisationState.SCANNED, DigitisationState.CONFIRMED):
                papers.change(tx, paper_id, digitisation=state)
            papers.change(tx, paper_id, digitisation=DigitisationState.BUILT, pdf_sha256=sha256)
            audit.append(tx, self._settings.officer, "signed file taken in", str(paper_id), str(verdict.word))

    def _add_pages(self, paper_id: UUID, found: Sequence[tuple[bytes, int | None]], left: Sequence[str]) -> int:
        with self._store.writing() as tx:
            # Drawing many pages takes long enough for somebody to sign.
            paper_to_fill(tx, paper_id)
            added = []
            for sheet, (image, dpi) in enumerate(found, 1):
                origin = PageOrigin(
                    device="",
                    driver="file",
                    source="file",
                    side="front",
                    sheet=sheet,
                    dpi=dpi or 0,
                    scanned_at=self._clock.now(),
                )
                added.append(papers.add_page(tx, uuid.uuid4(), paper_id, origin, image))
            papers.change(tx, paper_id, digitisation=DigitisationState.SCANNED, pdf_sha256="")
            what = str(len(added)) + (f", {len(left)} attachments left behind" if left else "")
            audit.append(tx, self._settings.officer, "file taken in", str(paper_id), what)
        for page in added:
            self._work.add(page.id)
        return len(added)
