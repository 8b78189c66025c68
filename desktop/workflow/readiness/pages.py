"""The pages: unreadable, missing, in the wrong order, there twice, or of something else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop.document.papers.fold import fold, fold_in_place
from desktop.document.papers.identity_card import is_card
from desktop.model.dossier import Page
from desktop.model.mrz import find_zone
from desktop.model.page import CodeKind, PageCode, PageFacts, PageVerdict, Reading
from desktop.workflow.readiness.errors import (
    KeptUnfit,
    MarkedSecret,
    OnlyBlank,
    OtherDossier,
    OtherSideMissing,
    PageNumberTwice,
    PagesMissing,
    PagesOutOfOrder,
    PageTwice,
    PageUnreadable,
    SeparatorLeft,
)
from desktop.workflow.readiness.facts import DossierFacts, PaperFacts
from desktop.workflow.readiness.finding import Finding, Place
from desktop.workflow.repeats import Repeats

_MARGIN = 0.14
"""Share of a page's height at its head and its foot where its number stands. Chosen."""
_NUMBERED = re.compile(r"\b(?:trang|page)\b[^\d\n]{0,8}(\d{1,3})\s*(?:/|tren|of)\s*(\d{1,3})\b")
_UPPER = 0.45
"""Share of a page's height in which a mark of secrecy may stand. Chosen: below the head, or beside it."""
_SECRET = re.compile(r"\W*(?:TUYET MAT|TOI MAT|MAT)\W*")
_LINES_OF_TEXT = 5
"""A page with as many lines found has text to be read. Chosen: a photograph may have a caption."""
_READABLE = 0.5
"""Mean confidence of the words, 0 to 1, below which nothing was really read. Chosen: bad copies give 0.7."""


def pages(facts: DossierFacts, repeats: Repeats) -> Iterator[Finding]:
    """What is wrong with the pages that are confirmed."""
    for one in facts.papers:
        yield from _each(one)
        yield from _blank(one)
        yield from _one_side(one)
        yield from _numbers(one)
        yield from _strange(one, facts)
    yield from _twice(facts, repeats)


def _each(one: PaperFacts) -> Iterator[Finding]:
    for number, page in enumerate(one.pages, 1):
        if page.facts and page.facts.verdict is PageVerdict.RED:
            reason = "; ".join(page.facts.reasons)
            yield KeptUnfit(one.paper.name, number=number, reason=reason).at(Place(one.paper.id, page.id))
        elif page.facts and _unreadable(page.facts):
            yield PageUnreadable(one.paper.name, number=number).at(Place(one.paper.id, page.id))


def _unreadable(facts: PageFacts) -> bool:
    """Whether lines of text were found and hardly a word was read; where no reader was there nothing is known."""
    if facts.reading is None or facts.look.blank or len(facts.look.lines) < _LINES_OF_TEXT:
        return False
    return facts.reading.mean_confidence < _READABLE


def _blank(one: PaperFacts) -> Iterator[Finding]:
    if one.pages and all(page.facts and page.facts.look.blank for page in one.pages):
        yield OnlyBlank(one.paper.name).at(Place(one.paper.id, one.pages[0].id))


def _one_side(one: PaperFacts) -> Iterator[Finding]:
    """A card with a chip has a QR on one side and lines for machines on the other (older cards have neither)."""
    if len(one.pages) != 1 or one.pages[0].made_of or not is_card(one.paper.name):
        return
    facts = one.pages[0].facts
    has_qr = facts and any(code.kind is CodeKind.CITIZEN_CARD for code in facts.codes)
    if facts and has_qr and facts.reading and not find_zone([line.text for line in facts.reading.lines]):
        yield OtherSideMissing(one.paper.name).at(Place(one.paper.id, one.pages[0].id))


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A page that says which it is of how many."""

    page: Page
    number: int
    total: int


def _numbers(one: PaperFacts) -> Iterator[Finding]:
    """What the numbers printed on the pages say; annexes that count anew are runs of their own."""
    numbered = [found for page in one.pages if (found := _numbered(page))]
    silent = sum(bool(page.facts and not page.facts.look.blank) for page in one.pages) - len(numbered)
    for run in _runs(numbered):
        yield from _of_run(one, run, silent)


def _numbered(page: Page) -> _Numbered | None:
    reading = page.facts.reading if page.facts else None
    for text in _margins(reading) if reading else ():
        found = _NUMBERED.search(fold_in_place(text))
        if found and 1 <= int(found[1]) <= int(found[2]):
            return _Numbered(page, int(found[1]), int(found[2]))
    return None


def _margins(reading: Reading) -> Iterator[str]:
    top, foot = reading.height * _MARGIN, reading.height * (1 - _MARGIN)
    for line in reading.lines:
        _, y, _, height = line.box
        if y + height <= top or y >= foot:
            yield line.text


def _runs(numbered: Sequence[_Numbered]) -> list[list[_Numbered]]:
    runs: list[list[_Numbered]] = []
    for one in numbered:
        if not runs or one.total != runs[-1][-1].total or (one.number == 1 and runs[-1][-1].number != 1):
            runs.append([])
        runs[-1].append(one)
    return runs


def _of_run(one: PaperFacts, run: Sequence[_Numbered], silent: int) -> Iterator[Finding]:
    numbers, name = [page.number for page in run], one.paper.name
    missing = [number for number in range(1, run[0].total + 1) if number not in numbers]
    again = next((page for at, page in enumerate(run) if page.number in numbers[:at]), None)
    if again:
        yield PageNumberTwice(name, number=again.number).at(Place(one.paper.id, again.page.id))
    elif numbers != sorted(numbers):
        late = next(page for at, page in enumerate(run) if page.number < max(numbers[: at + 1]))
        yield PagesOutOfOrder(name, numbers=", ".join(map(str, numbers))).at(Place(one.paper.id, late.page.id))
    # A page whose number was not read may be the one that seems to be missing.
    if len(missing) > silent:
        words = ", ".join(map(str, missing))
        yield PagesMissing(name, total=run[0].total, numbers=words).at(Place(one.paper.id, run[-1].page.id))


def _strange(one: PaperFacts, facts: DossierFacts) -> Iterator[Finding]:
    own = {facts.dossier.code, facts.dossier.provisional_code}
    for number, page in enumerate(one.pages, 1):
        place, codes = Place(one.paper.id, page.id), page.facts.codes if page.facts else ()
        if any(code.kind in {CodeKind.SEPARATOR, CodeKind.PATCH} for code in codes):
            yield SeparatorLeft(one.paper.name, number=number).at(place)
        elif any(_dossier_on(code) not in {"", *own} for code in codes):
            yield OtherDossier(one.paper.name, number=number).at(place)
        if page.facts and page.facts.reading and _is_marked_secret(page.facts.reading):
            yield MarkedSecret(one.paper.name, number=number).at(place)


def _dossier_on(code: PageCode) -> str:
    """The dossier that a code names; empty where it names none."""
    by = {CodeKind.DOSSIER: "code", CodeKind.DECLARATION: "dossier"}.get(code.kind)
    return code.fields.get(by, "") if by else ""


def _is_marked_secret(reading: Reading) -> bool:
    """Whether one of the marks of NĐ 30/2020 stands alone in a line of the upper part."""
    upper = (line for line in reading.lines if line.box[1] < reading.height * _UPPER)
    return any(_SECRET.fullmatch(fold(line.text)) for line in upper)


def _twice(facts: DossierFacts, repeats: Repeats) -> Iterator[Finding]:
    where = {page.id: (one, number, page) for one in facts.papers for number, page in enumerate(one.pages, 1)}
    looked_at = [(page.id, page.facts) for _, _, page in where.values() if page.facts]
    for page_id, first_id in repeats.among(looked_at).items():
        (one, number, _), (elsewhere, other, _) = where[page_id], where[first_id]
        fault = PageTwice(one.paper.name, number=number, other=other, elsewhere=elsewhere.paper.name)
        yield fault.at(Place(one.paper.id, page_id))
