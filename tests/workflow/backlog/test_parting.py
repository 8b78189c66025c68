"""A book's pages come apart in the store as the rules say; what is not plain is asked, and the answer goes on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest

from desktop.app import App
from desktop.document.papers.pile import Choice, Doubt, PileAnswer
from desktop.model.book import Book
from desktop.model.dossier import PageOrigin, PaperKind
from desktop.model.page import CodeKind, PageCode, PageFacts, PageVerdict
from desktop.model.separator import Separator, SeparatorKind
from desktop.store import papers
from desktop.workflow.errors import NoQuestion, PileWaits
from desktop.workflow.pile import place_of_unsorted
from tests.workflow.backlog.conftest import AS_WRITTEN, NOVEMBER, read
from tests.workflow.conftest import letter
from tests.workflow.test_allowed import facts

Feed = Callable[..., None]
FIRST = replace(facts(PageVerdict.GREEN), reading=read(AS_WRITTEN))
OTHER = replace(facts(PageVerdict.GREEN), reading=read({"issued": AS_WRITTEN["issued"]}))
BLANK = replace(facts(PageVerdict.GREEN), look=replace(FIRST.look, blank=True))


def separator(of: Separator) -> PageFacts:
    fields: dict[str, str] = {"kind": of.kind, "code": of.code}
    code = PageCode(format="QRCode", text=of.text, kind=CodeKind.SEPARATOR, fields=fields, box=(0, 0, 9, 9))
    return replace(facts(PageVerdict.GREEN), codes=(code,))


@pytest.fixture
def feed(app: App) -> Feed:
    """Feed sheets of one side each, read as told."""

    def feed(book: Book, *sheets: PageFacts) -> None:
        with app._store.reading() as tx:
            place = papers.of_dossier(tx, book.id)[0].id
        pile, _ = app.piles._begin(place)
        image, job = letter("tờ"), str(uuid4())
        for number, found in enumerate(sheets, 1):
            origin = PageOrigin(
                device="t", driver="t", source="adf", side="front", sheet=number, dpi=200, scanned_at=NOVEMBER, job=job
            )
            with app._store.writing() as tx:
                page = papers.add_page(tx, uuid4(), place, origin, image)
                papers.set_facts(tx, page.id, found, image, image)
        app.piles._scanning.discard(pile)
        app.piles.resume()

    return feed


def lying(app: App, book: Book) -> list[int]:
    """How many pages each paper of the book has."""
    with app._store.reading() as tx:
        own = [paper for paper in papers.of_dossier(tx, book.id) if paper.kind is PaperKind.RESULT]
        return [len(papers.pages(tx, paper.id)) for paper in own]


def question(app: App, book: Book) -> Any:
    pile = app.books.row(book).pile
    return pile.question.doubt if pile and pile.question else None


def test_each_title_begins_a_paper_and_the_books_sheet_is_set_aside(app: App, book: Book, feed: Feed) -> None:
    feed(book, separator(book.sheet.separator), FIRST, FIRST, BLANK, FIRST)
    row = app.books.row(book)
    assert (lying(app, book), row.came, row.waiting, row.pile) == ([1, 2, 1], 4, 3, None)
    with app._store.reading() as tx:
        place = papers.of_dossier(tx, book.id)[0].id
        assert [page.removed for page in papers.pages(tx, place, removed=True)] == [True]
    app.pages.undo(book.id)
    assert lying(app, book) == []
    app.pages.redo(book.id)
    assert lying(app, book) == [1, 2, 1]


def test_what_is_not_plain_is_asked_and_the_pile_goes_on(app: App, book: Book, feed: Feed) -> None:
    feed(book, FIRST, OTHER, OTHER, FIRST)
    assert (question(app, book), lying(app, book)) == (Doubt.BEGINNING, [1])
    with pytest.raises(PileWaits):
        app.book_confirming.confirm(book)
    app.books.answer(book, PileAnswer(Choice.PAGE))
    assert (question(app, book), lying(app, book)) == (Doubt.BEGINNING, [2])
    app.books.answer(book, PileAnswer(Choice.NEW))
    assert (question(app, book), lying(app, book)) == (None, [2, 1, 1])
    with pytest.raises(NoQuestion):
        app.books.answer(book, PileAnswer(Choice.PAGE))


def test_another_books_sheet_is_asked_about(app: App, book: Book, feed: Feed) -> None:
    feed(book, FIRST, separator(Separator(SeparatorKind.BOOK, "KQ.G15.000001/2026/02/9")), OTHER)
    assert question(app, book) is Doubt.OTHER_BOOK
    app.books.answer(book, PileAnswer(Choice.NEW))
    assert (question(app, book), lying(app, book)) == (None, [1, 1])


def test_the_rest_of_a_book_is_fed_later(app: App, book: Book, feed: Feed) -> None:
    feed(book, FIRST, FIRST)
    feed(book, separator(book.sheet.separator), FIRST)
    row = app.books.row(book)
    assert (lying(app, book), row.came, row.waiting) == ([1, 1, 1], 3, 3)
    with app._store.writing() as tx:
        assert papers.pages(tx, place_of_unsorted(tx, book.id).id) == []
