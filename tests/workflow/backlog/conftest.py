"""A training counter late in the year in which its invented papers were issued, and papers laid into a book."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from desktop.app import App, open_app
from desktop.machine.clock import SteppingClock
from desktop.model.book import Book
from desktop.model.dossier import PageOrigin, Paper, PaperKind
from desktop.model.page import PageVerdict, Reading, ReadLine, Word
from desktop.model.states import DeliveryState, DigitisationState
from desktop.store import papers
from tests.workflow.conftest import letter
from tests.workflow.test_allowed import facts

NOVEMBER = datetime(2026, 11, 4, 2, tzinfo=UTC)


@pytest.fixture
def clock() -> SteppingClock:
    return SteppingClock(NOVEMBER)


@pytest.fixture
def app(training_data: Path, clock: SteppingClock) -> Iterator[App]:
    with open_app(training_data, training=True, clock=clock) as app:
        yield app


def read(
    texts: Mapping[str, str], rivals: Mapping[str, str] | None = None, sure: Mapping[str, float] | None = None
) -> Reading:
    """A birth certificate as two readers have read it: what the second one has otherwise stands in `rivals`."""
    lines = []
    for at, (name, label) in enumerate(LABELS.items()):
        if name not in texts:
            continue
        y = 300 + 120 * at
        value, other = texts[name].split(), (rivals or {}).get(name, texts[name]).split()
        words = [(word, word, 0.98) for word in label.split()]
        words += [(word, rival, (sure or {}).get(name, 0.98)) for word, rival in zip(value, other, strict=True)]
        made = tuple(
            Word(text=word, box=(300 + 90 * place, y, 80, 40), confidence=confidence, rival=rival)
            for place, (word, rival, confidence) in enumerate(words)
        )
        text = " ".join(word.text for word in made)
        lines.append(ReadLine(text=text, box=(300, y, 90 * len(made), 40), confidence=0.9, words=made))
    return Reading(width=1654, height=2339, lines=tuple(lines), reader="true+true")


LABELS = {
    "title": "GIẤY KHAI SINH",
    "number": "Số:",
    "owner_name": "Họ, chữ đệm, tên:",
    "born": "Ngày, tháng, năm sinh:",
    "owner_id": "Số định danh cá nhân:",
    "issued": "Đăng ký tại UBND xã Mẫu,",
}
AS_WRITTEN = {
    "title": "",
    "number": "125/2026",
    "owner_name": "Lê Đức Hiếu",
    "born": "10/04/2001",
    "owner_id": "064201501167",
    "issued": "ngày 01 tháng 05 năm 2026",
}

Lay = Callable[..., UUID]


@pytest.fixture
def book(app: App) -> Book:
    return app.books.open("KQ.G15.000001", 2026, "01", 3)


@pytest.fixture
def lay(app: App) -> Lay:
    """Lay a paper of one page into a book as the pile does, read as told: `lay(book, {"number": "7/2026"})`.

    A value of None is one that was not read. `rivals` is what the second reader has otherwise, `sure` how sure the
    first one is where it is not quite sure.
    """
    count = itertools.count(1)

    def lay(
        book: Book,
        texts: Mapping[str, str | None] | None = None,
        *,
        rivals: Mapping[str, str] | None = None,
        sure: Mapping[str, float] | None = None,
        verdict: PageVerdict = PageVerdict.GREEN,
    ) -> UUID:
        said = {name: text for name, text in (AS_WRITTEN | dict(texts or {})).items() if text is not None}
        found = replace(
            facts(verdict, "mờ"),
            reading=read(said, rivals, sure),
            clean_width=1654,
            clean_height=2339,
        )
        number = next(count)
        paper = Paper(
            id=uuid4(),
            dossier_id=book.id,
            kind=PaperKind.RESULT,
            code=book.sheet.result,
            name=book.name,
            position=number,
            digitisation=DigitisationState.SCANNED,
            delivery=DeliveryState.HIDDEN,
        )
        origin = PageOrigin(
            device="t", driver="t", source="adf", side="front", sheet=number, dpi=200, scanned_at=NOVEMBER, job="j"
        )
        image = letter(f"tờ {number}")
        with app._store.writing() as tx:
            papers.add(tx, paper)
            page = papers.add_page(tx, uuid4(), paper.id, origin, image)
            papers.set_facts(tx, page.id, found, image, image)
        return paper.id

    return lay
