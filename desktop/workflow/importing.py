"""Taking in a file that a citizen brings: a signed PDF is verified and kept as it is, other files become pages."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from desktop.document.file.incoming import Incoming, looked_at, pictures
from desktop.machine.clock import VIETNAM, Clock
from desktop.machine.settings import Settings
from desktop.model.dossier import Page, PageOrigin, Paper, PaperDetails
from desktop.model.states import DigitisationState, SigningState
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


DrawnImage = tuple[bytes, int | None]
"""A page of a file as JPEG, with its dots per inch where they are known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """A file as it was found to be, before anything of it is taken in.

    Attributes:
        incoming: the file.
        verdict: what its signatures are worth; None where it has none.
        drawn: its pages; none of a signed file, which is kept whole.
    """

    incoming: Incoming
    verdict: Verdict | None
    drawn: Sequence[DrawnImage] = ()


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
        came = self.look(data, name, pages_only=pages_only, step=step)
        with self._store.writing() as tx:
            # Drawing many pages takes long enough for somebody to sign.
            paper_to_fill(tx, paper_id)
            if came.verdict:
                keep_whole(tx, paper_id, data)
                audit.append(tx, self._settings.officer, "signed file taken in", str(paper_id), str(came.verdict.word))
                return Brought(0, came.verdict)
            added = add_pages(tx, paper_id, came.drawn, self._clock.now())
            left = len(came.incoming.attachments)
            what = str(len(added)) + (f", {left} attachments left behind" if left else "")
            audit.append(tx, self._settings.officer, "file taken in", str(paper_id), what)
        self.work_on(added)
        return Brought(len(added), None)

    def look(self, data: bytes, name: str, *, pages_only: bool = False, step: Step = unheard) -> Looked:
        """Look at a file, and draw what is not signed; nothing of it is taken in.

        Args:
            data: the file.
            name: of the file, for a refusal.
            pages_only: the clerk agreed to leave behind what is attached to the file.
            step: told before each page how many are done, of how many; what it raises stops the work.

        Raises:
            HasAttachments: it carries other files, and nobody agreed to leave them behind.
            UnsafeFile, UnreadableInput: the file is refused.
        """
        incoming = looked_at(data, name, pages_only=pages_only)
        verdict = self._verdict(incoming)
        drawn: list[DrawnImage] = []
        for page in pictures(incoming) if verdict is None else ():
            step(len(drawn), incoming.pages)
            drawn.append(page)
        return Looked(incoming=incoming, verdict=verdict, drawn=drawn)

    def work_on(self, added: Sequence[Page]) -> None:
        """Have pages worked on that were added, once they are stored."""
        for page in added:
            self._work.add(page.id)

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


def keep_whole(
    tx: Connection, paper_id: UUID, data: bytes, signing: SigningState = SigningState.UNSIGNED, **said: Any
) -> Paper:
    """Keep a signed file with its paper, byte for byte.

    Args:
        tx: writing.
        paper_id: a paper that may be filled.
        data: the file.
        signing: whether it waits for a signature of ours.
        said: what else is known of the paper, by its fields.
    """
    sha256 = contents.keep(tx, data)
    for state in (DigitisationState.SCANNED, DigitisationState.CONFIRMED):
        papers.change(tx, paper_id, digitisation=state)
    built = DigitisationState.BUILT
    return papers.change(tx, paper_id, digitisation=built, pdf_sha256=sha256, signing=signing, **said)


def add_pages(tx: Connection, paper_id: UUID, drawn: Sequence[DrawnImage], at: datetime) -> list[Page]:
    """Add the pages of a file to a paper, each as if it had been scanned.

    Args:
        tx: writing.
        paper_id: a paper that may be filled.
        drawn: the pages in their order.
        at: when they were taken in, UTC.
    """
    added = []
    for sheet, (image, dpi) in enumerate(drawn, 1):
        origin = PageOrigin(
            device="", driver="file", source="file", side="front", sheet=sheet, dpi=dpi or 0, scanned_at=at
        )
        added.append(papers.add_page(tx, uuid.uuid4(), paper_id, origin, image))
    papers.change(tx, paper_id, digitisation=DigitisationState.SCANNED, pdf_sha256="")
    return added


def said_by(verdict: Verdict) -> PaperDetails:
    """What signatures say of a paper: a person signs first, the agency last."""
    first, last = verdict.signatures[0], verdict.signatures[-1]
    issued = first.signed_at.astimezone(VIETNAM).date() if first.signed_at else None
    return PaperDetails(signer=first.signer, issuer=last.signer if last is not first else "", issued=issued)
