"""The files as they would go: too large, damaged, or brought by the citizen in a form that is not taken (R22, R42)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from cryptography import x509

from desktop.document.file.check import UnfitFile, check_pdfa, require_fit
from desktop.model.errors import QuaySoError, UnreadableInput
from desktop.signing.verify import Word, verify_pdf
from desktop.workflow.readiness.errors import FileTooLarge, NotArchivable, SignatureBroken
from desktop.workflow.readiness.facts import DossierFacts, PaperFacts
from desktop.workflow.readiness.finding import Finding, Grade, Place

_MB = 1_000_000
_REMEMBERED = 64
"""So many files are looked at once and not again while the program runs. Chosen: those of a few dossiers."""


def sizes(facts: DossierFacts) -> Iterator[Finding]:
    """Files that the province does not take for their size."""
    for one in facts.papers:
        if facts.most_bytes and one.size > facts.most_bytes:
            size, most = (f"{count / _MB:.1f}".replace(".", ",") for count in (one.size, facts.most_bytes))
            yield FileTooLarge(one.paper.name, size=size, most=most).at(Place(one.paper.id))


class Files:
    """Looks into the files themselves: their structure and signatures, never the pictures on their pages.

    Args:
        fetch: gives a file by its hash.
    """

    def __init__(self, fetch: Callable[[str], bytes]) -> None:
        self._fetch = fetch
        self._brought = lru_cache(_REMEMBERED)(self._look_into)

    def check(self, facts: DossierFacts) -> Iterator[Finding]:
        """What is wrong with the files of a dossier."""
        for one in facts.papers:
            if one.paper.sent_sha256:
                yield from self._file(one, facts.trusted)

    def _file(self, one: PaperFacts, trusted: Sequence[x509.Certificate]) -> Iterator[Finding]:
        place = Place(one.paper.id)
        try:
            if not one.brought:
                # What was built here is PDF/A; that it is whole is all there is to see.
                self._fetch(one.paper.sent_sha256)
                return
            reason, broken = self._brought(one.paper.sent_sha256, tuple(trusted))
        except QuaySoError as damaged:
            yield Finding(damaged, Grade.STOPS, "scan", place)
            return
        if reason:
            yield NotArchivable(one.paper.name, reason=reason).at(place)
        if broken:
            yield SignatureBroken(one.paper.name).at(place)

    def _look_into(self, sha256: str, trusted: tuple[x509.Certificate, ...]) -> tuple[str, bool]:
        """Why a citizen's file is not in the form it must have, and whether a signature on it is proven false."""
        pdf = self._fetch(sha256)
        return _why_not_form(pdf), verify_pdf(pdf, trusted).word is Word.INVALID


def _why_not_form(pdf: bytes) -> str:
    try:
        require_fit(pdf)
    except (UnfitFile, UnreadableInput) as why:
        return str(why.values["reason"])
    return "không phải PDF/A" if check_pdfa(pdf) else ""
