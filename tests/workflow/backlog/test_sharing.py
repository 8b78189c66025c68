"""Papers of a book go from one PC to another: done at one of them, whatever breaks on the way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from desktop.app import App, open_app
from desktop.machine.clock import SteppingClock
from desktop.model.book import Book
from desktop.store import books
from desktop.store.books import Outcome
from desktop.store.errors import NotFound
from desktop.store.tables import audit
from desktop.sync.package.container import PackageWriter, part_of
from desktop.sync.package.errors import BadPackage, CannotWritePackage
from desktop.workflow.backlog.errors import NothingToGive
from tests.workflow.backlog.conftest import NOVEMBER, Lay

WORDS = "trời hôm nay xanh lắm"


@pytest.fixture
def other(tmp_path: Path) -> Iterator[App]:
    """A second PC of the same office."""
    with open_app(tmp_path / "other", training=True, clock=SteppingClock(NOVEMBER)) as app:
        yield app


@pytest.fixture
def lying(book: Book, lay: Lay) -> list[UUID]:
    """Three papers that wait, each with a number of its own."""
    return [lay(book, {"number": f"{at}/2026"}) for at in (1, 2, 3)]


def numbers(app: App, book: Book) -> list[str]:
    """The numbers of the papers that wait, as read."""
    values = [one.values for one in app.looking.papers(book)]
    return [next(value.text for value in of if value.name == "number") for of in values]


def at_other(other: App, book: Book) -> Book:
    return other.books.find(book.sheet.key)


def journal(app: App, what: str) -> list[tuple[str, str]]:
    with app._store.reading() as tx:
        return [(row.item, row.outcome) for row in tx.execute(select(audit).where(audit.c.what == what))]


def test_what_is_given_waits_at_the_other_pc_and_no_more_here(
    app: App, other: App, book: Book, lying: list[UUID], tmp_path: Path
) -> None:
    read = [one.values for one in app.looking.papers(book)]
    given = app.sharing.give(book, 2, tmp_path / "stick.quayso", WORDS)
    assert (given.key, given.papers, given.sheets) == (book.sheet.key, 2, 2)
    assert app.looking.waiting(book) == lying[:1]
    taken = other.sharing.take(tmp_path / "stick.quayso", WORDS)
    assert taken == given
    theirs = at_other(other, book)
    assert numbers(other, theirs) == ["2/2026", "3/2026"]
    again = [one.values for one in other.looking.papers(theirs)]
    assert [[(value.text, value.why) for value in of] for of in again] == [
        [(value.text, value.why) for value in of] for of in read[1:]
    ]
    for one in other.looking.papers(theirs):
        page = one.seen.pages[0]
        assert other.pictures.thumbnail(page.id)
    here, there = app.books.row(app.books.find(book.sheet.key)), other.books.row(theirs)
    assert (here.waiting, here.came, here.book.sheet.sheets) == (1, 1, 1)
    assert (there.waiting, there.came, there.book.sheet.sheets) == (2, 2, 2)
    assert journal(app, "book papers given") == [(given.package, f"{given.key} 2")]
    assert journal(other, "book papers taken") == [(given.package, f"{given.key} 2")]


def test_both_confirm_theirs_and_together_it_is_the_whole_book(
    app: App, other: App, book: Book, lying: list[UUID], tmp_path: Path
) -> None:
    app.sharing.give(book, 2, tmp_path / "stick.quayso", WORDS)
    other.sharing.take(tmp_path / "stick.quayso", WORDS)
    done = []
    for at in (app, other):
        own = at_other(at, book)
        for one in at.looking.doubts(own):
            at.looking.settle(own, one.paper.seen.paper.id, one.value.name, "064201501167", "064201501167")
        confirmed = at.book_confirming.confirm(own)
        assert confirmed.waiting == ()
        done += [paper.details.number for paper in confirmed.confirmed]
        period = at.backlog.now().periods[-1]
        assert period.done == period.sheets == len(confirmed.confirmed)
    assert sorted(done) == ["1/2026", "2/2026", "3/2026"]


def test_it_is_taken_once_by_somebody_else_and_as_what_it_is(
    app: App, other: App, book: Book, lying: list[UUID], tmp_path: Path
) -> None:
    stick = tmp_path / "stick.quayso"
    app.sharing.give(book, 1, stick, WORDS)
    other.sharing.take(stick, WORDS)
    with pytest.raises(BadPackage, match="đã nhận ngày"):
        other.sharing.take(stick, WORDS)
    with pytest.raises(BadPackage, match="chính máy này"):
        app.sharing.take(stick, WORDS)
    with pytest.raises(BadPackage, match="loại"):
        other.packages.take(stick, WORDS)
    assert len(other.looking.waiting(at_other(other, book))) == 1


def test_more_papers_go_into_the_book_that_is_there(
    app: App, other: App, book: Book, lying: list[UUID], tmp_path: Path
) -> None:
    for at in (1, 2):
        app.sharing.give(book, 1, tmp_path / f"{at}.quayso", WORDS)
        other.sharing.take(tmp_path / f"{at}.quayso", WORDS)
    row = other.books.row(at_other(other, book))
    assert (row.waiting, row.came, row.book.sheet.sheets) == (2, 2, 2)
    assert [one.papers for one in app.sharing.given()] == [1, 1]


def test_a_stick_that_is_pulled_loses_nothing(
    app: App, other: App, book: Book, lying: list[UUID], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick, add, written = tmp_path / "stick.quayso", PackageWriter.add, 0

    def pulled(self: PackageWriter, meta: dict[str, object], body: bytes = b"") -> None:
        nonlocal written
        written += 1
        if written == 4:
            raise CannotWritePackage(stick.name)
        add(self, meta, body)

    monkeypatch.setattr(PackageWriter, "add", pulled)
    with pytest.raises(CannotWritePackage):
        app.sharing.give(book, 2, stick, WORDS)
    assert not stick.exists()
    assert app.looking.waiting(book) == lying[:1], "given is given: nobody does it here meanwhile"
    (part,) = app.sharing.given()
    with pytest.raises(BadPackage):
        other.sharing.take(part_of(stick), WORDS)
    # On the same stick it goes on; on another it is begun anew; it is one package all the same.
    assert app.sharing.again(part.package, stick) == part
    assert app.sharing.again(part.package, tmp_path / "second.quayso") == part
    assert other.sharing.take(tmp_path / "second.quayso", WORDS) == part
    with pytest.raises(BadPackage, match="đã nhận ngày"):
        other.sharing.take(stick, WORDS)
    assert numbers(other, at_other(other, book)) == ["2/2026", "3/2026"]
    with pytest.raises(NotFound):
        app.sharing.again("không có", tmp_path / "third.quayso")


@pytest.mark.parametrize("cut", [40, 3000, -200, -1])
def test_of_a_damaged_package_nothing_is_taken(
    app: App, other: App, book: Book, lying: list[UUID], tmp_path: Path, cut: int
) -> None:
    stick = tmp_path / "stick.quayso"
    app.sharing.give(book, 3, stick, WORDS)
    stick.write_bytes(stick.read_bytes()[:cut])
    with pytest.raises(BadPackage):
        other.sharing.take(stick, WORDS)
    assert other.books.rows() == []


def test_where_somebody_has_begun_it_stays(app: App, book: Book, lay: Lay, tmp_path: Path) -> None:
    paper = lay(book, rivals={"owner_id": "064201501161"})
    app.looking.settle(book, paper, "owner_id", "064201501167", "064201501167")
    for count in (1, 0, -1):
        with pytest.raises(NothingToGive):
            app.sharing.give(book, count, tmp_path / "stick.quayso", WORDS)
    assert not (tmp_path / "stick.quayso").exists()
    assert app.looking.waiting(book) == [paper]


def test_what_was_given_cannot_be_taken_back_by_undoing(
    app: App, book: Book, lying: list[UUID], tmp_path: Path
) -> None:
    app.sharing.give(book, 1, tmp_path / "stick.quayso", WORDS)
    assert app.looking.left_out(book) == []
    with app._store.reading() as tx:
        assert books.said(tx, book.id)[lying[2]].outcome is Outcome.GIVEN
