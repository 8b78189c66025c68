"""A paper's file as it really is: its pages drawn, its signatures judged as `quayso verify` judges them (R42, R43)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from desktop.document.file.check import opened
from desktop.document.file.metadata import conversion_words
from desktop.machine.clock import Clock
from desktop.model.dossier import Paper
from desktop.model.signature import SignatureRole
from desktop.picture.pdf import Drawing, Strip
from desktop.picture.sheet import Sheet
from desktop.signing.authorities.counter import CounterAuthorities
from desktop.signing.verify import SignatureVerdict, Verdict, verify_pdf
from desktop.store import contents, dossiers, papers, signatures
from desktop.store.file import Store
from desktop.store.signatures import Signature


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperFile:
    """A paper's file.

    Attributes:
        paper: the paper.
        dossier: code of its dossier.
        data: the file.
        pages: how many it has.
        conversion: what it says of its making from paper; empty where it says nothing.
    """

    paper: Paper
    dossier: str
    data: bytes
    pages: int
    conversion: str


@dataclass(frozen=True, slots=True)
class SignedBy:
    """One signature of a file.

    Attributes:
        verdict: what it is worth.
        role: in whose name it was made here; None where the file came with it.
    """

    verdict: SignatureVerdict
    role: SignatureRole | None


@dataclass(frozen=True, slots=True)
class JudgedFile:
    """What the signatures of a file are worth.

    Attributes:
        verdict: on the file.
        signatures: each with its role, the oldest first.
    """

    verdict: Verdict
    signatures: tuple[SignedBy, ...]


class PaperFiles:
    """Opens papers' files.

    Args:
        store: the open store.
        clock: the time.
        authorities: against whom signatures are checked.
    """

    def __init__(self, store: Store, clock: Clock, authorities: CounterAuthorities) -> None:
        self._store = store
        self._clock = clock
        self._authorities = authorities

    def open(self, paper_id: UUID) -> PaperFile:
        """A paper's file, checked by its hash.

        Raises:
            NotFound, Purged, DamagedContent: it has none here, or not whole.
            UnreadableInput: it is no PDF that can be drawn.
        """
        with self._store.reading() as tx:
            paper = papers.get(tx, paper_id)
            dossier = dossiers.get(tx, paper.dossier_id)
            data = contents.fetch(tx, paper.pdf_sha256)
        with opened(data, paper.name) as pdf:
            conversion = conversion_words(pdf)
            pages = len(pdf.pages)
        return PaperFile(paper=paper, dossier=dossier.code, data=data, pages=pages, conversion=conversion)

    def judge(self, file: PaperFile) -> JudgedFile:
        """What the signatures of a file are worth now; the authorities are asked where the line allows."""
        known = self._authorities
        verdict = verify_pdf(file.data, known.trusted, file.paper.name, at=self._clock.now(), desk=known.desk)
        with self._store.reading() as tx:
            made = signatures.of_paper(tx, file.paper.id)
        return JudgedFile(verdict, tuple(_with_roles(verdict.signatures, made)))

    def draw(self, file: PaperFile, at: int, dpi: int) -> Sheet:
        """A page of a file, from 0.

        Raises:
            UnreadableInput: it is broken, or too large to be drawn.
        """
        with Drawing(file.data, file.paper.name) as drawing:
            return drawing.sheet(at, dpi)

    def strips(self, file: PaperFile, pages: range, dpi: int, most_px: int) -> Iterator[Iterator[Strip]]:
        """Pages of a file one after the other, each in strips from above; a page's strips are taken before the next.

        Args:
            file: the file.
            pages: which of its pages, from 0.
            dpi: how densely they are drawn.
            most_px: px of a strip, at most.

        Raises:
            UnreadableInput: a page is broken.
        """
        yield from strips_of(file.data, file.paper.name, pages, dpi, most_px)


def strips_of(data: bytes, name: str, pages: range, dpi: int, most_px: int) -> Iterator[Iterator[Strip]]:
    """The same of a PDF that is no paper's.

    Args:
        data: the file.
        name: what a refusal calls it.
        pages: which of its pages, from 0.
        dpi: how densely they are drawn.
        most_px: px of a strip, at most.

    Raises:
        UnreadableInput: a page is broken.
    """
    with Drawing(data, name) as drawing:
        for at in pages:
            yield drawing.strips(at, dpi, most_px)


def _with_roles(found: Sequence[SignatureVerdict], made: Sequence[Signature]) -> Iterator[SignedBy]:
    """Each signature of a file with what is recorded of its making here, told by the certificate and the order."""
    left = list(made)
    for verdict in found:
        own = next((one for one in left if one.certificate_sha256 == verdict.certificate_sha256), None)
        if own:
            left.remove(own)
        yield SignedBy(verdict, SignatureRole(own.role) if own else None)
