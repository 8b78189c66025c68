"""What is doubted of a book's papers, what the clerk says of it, and what becomes of the papers."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from desktop.app import App
from desktop.machine.clock import SteppingClock
from desktop.model.book import Book
from desktop.model.edit import SetAside
from desktop.model.entry import NotUnderstood
from desktop.model.errors import Refusal
from desktop.model.page import PageVerdict
from desktop.model.states import DigitisationState
from desktop.store import papers
from desktop.store.keeping import purge
from desktop.store.tables import audit
from desktop.workflow.backlog.errors import (
    BookIsThere,
    NoBook,
    NoPaperOfBook,
    NothingToAccept,
    StillDoubted,
    StoredAlready,
    TypedDifferently,
    TypeTwice,
)
from desktop.workflow.backlog.looking import filled, understood
from desktop.workflow.confirm import Confirming
from desktop.workflow.errors import PageUnfit
from tests.workflow.backlog.conftest import Lay

TODAY = date(2026, 11, 4)
NOBODY = uuid4()


def doubted(app: App, book: Book) -> dict[str, str]:
    """By value, why it is doubted."""
    return {one.value.name: one.value.why for one in app.looking.doubts(book)}


def why(app: App, book: Book) -> list[type[Refusal]]:
    return [type(one.why) for one in app.book_confirming.confirm(book).waiting]


def test_what_both_readers_agree_on_is_not_asked(app: App, book: Book, lay: Lay) -> None:
    paper = lay(book)
    assert app.looking.doubts(book) == []
    (done,) = app.book_confirming.confirm(book).confirmed
    dossier = app.dossiers.get(done.dossier_id)
    assert (done.id, done.digitisation) == (paper, DigitisationState.BUILT)
    assert (dossier.party.name, dossier.party.number, dossier.party.born) == (
        "Lê Đức Hiếu",
        "064201501167",
        date(2001, 4, 10),
    )
    assert (done.details.number, done.details.issued) == ("125/2026", date(2026, 5, 1))
    assert done.item_code == "1167.KQ.G15.000001.125/2026.01"
    assert app.looking.papers(book) == []


@pytest.mark.parametrize(
    ("texts", "rivals", "expected"),
    [
        ({}, {"number": "126/2026"}, {"number": "hai bộ đọc khác nhau: 126/2026"}),
        ({"number": None}, {}, {"number": "không đọc được"}),
        ({"issued": "ngày 01 tháng 05 năm 2025"}, {}, {"issued": "khác năm của quyển (2026)"}),
        ({"issued": "ngày 01 tháng 12 năm 2026"}, {}, {"issued": "01/12/2026 ở tương lai"}),
        ({"born": None}, {"owner_name": "Lê Đức Hiều"}, {"owner_name": "hai bộ đọc khác nhau: Lê Đức Hiều"}),
        ({"owner_id": "064299501167"}, {}, {"owner_id": "năm sinh không khớp với số định danh"}),
    ],
)
def test_what_is_doubted_says_why(
    app: App, book: Book, lay: Lay, texts: dict[str, str | None], rivals: dict[str, str], expected: dict[str, str]
) -> None:
    lay(book, texts, rivals=rivals)
    assert doubted(app, book) == expected
    assert why(app, book) == [StillDoubted]


def test_enter_takes_what_was_read_and_typing_replaces_it(app: App, book: Book, lay: Lay) -> None:
    paper = lay(book, rivals={"number": "126/2026", "owner_name": "Lê Đức Hiều"})
    assert app.looking.settle(book, paper, "number").text == "125/2026"
    assert app.looking.settle(book, paper, "owner_name", "lê đức  hiến").text == "lê đức hiến"
    assert app.looking.doubts(book) == []
    app.looking.settle(book, paper, "owner_name", "Lê Đức Hiếu")
    (done,) = app.book_confirming.confirm(book).confirmed
    assert app.dossiers.get(done.dossier_id).party.name == "Lê Đức Hiếu"
    with app._store.reading() as tx:
        query = select(audit.c.outcome).where(audit.c.what == "book value said").order_by(audit.c.number)
        assert list(tx.execute(query).scalars()) == ["number", "owner_name", "owner_name"]


def test_the_last_doubt_of_a_paper_says_so(app: App, book: Book, lay: Lay) -> None:
    lay(book, {"number": None, "issued": None})
    lay(book, {"number": None})
    assert [one.last for one in app.looking.doubts(book)] == [False, True, True]


def test_whose_a_paper_is_is_typed_twice_where_neither_reader_knows(app: App, book: Book, lay: Lay) -> None:
    paper = lay(book, {"owner_id": None}, rivals={"owner_name": "Lô Đức Hiều"}, sure={"owner_name": 0.3})
    assert {one.value.name: one.value.twice for one in app.looking.doubts(book)} == {
        "owner_name": True,
        "owner_id": True,
    }
    with pytest.raises(NothingToAccept):
        app.looking.settle(book, paper, "owner_name")
    with pytest.raises(TypeTwice):
        app.looking.settle(book, paper, "owner_id", "064201501167")
    with pytest.raises(TypedDifferently):
        app.looking.settle(book, paper, "owner_id", "064201501167", "064201501168")
    app.looking.settle(book, paper, "owner_id", "064201501167", "064 201 501 167")
    assert list(doubted(app, book)) == ["owner_name"]


def test_a_number_that_is_doubted_is_typed_once(app: App, book: Book, lay: Lay) -> None:
    paper = lay(book, {"number": None})
    with pytest.raises(NothingToAccept):
        app.looking.settle(book, paper, "number")
    app.looking.settle(book, paper, "number", "125/2026")
    assert app.looking.doubts(book) == []


@pytest.mark.parametrize(
    ("name", "typed"),
    [("owner_id", "1234"), ("owner_name", "123"), ("issued", "31/02/2026"), ("issued", "01/12/2026"), ("number", "?")],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(app: App, book: Book, lay: Lay, name: str, typed: str) -> None:
    paper = lay(book, {name: None})
    with pytest.raises(NotUnderstood):
        app.looking.settle(book, paper, name, typed, typed)
    assert name in doubted(app, book)


@pytest.mark.parametrize(
    ("read", "typed", "meant"),
    [
        ("57?/QĐ-UBND", "1", "571/QĐ-UBND"),
        ("5??/QĐ-UBND", "71", "571/QĐ-UBND"),
        ("5??/QĐ-UBND", "1", "1"),
        ("57?/QĐ-UBND", "571/QĐ-UBND", "571/QĐ-UBND"),
        ("571/QĐ-UBND", "2", "2"),
        ("57?/QĐ-UBND", "A", "A"),
    ],
)
def test_digits_alone_fill_the_gaps_of_a_number(read: str, typed: str, meant: str) -> None:
    assert filled(read, typed) == meant


def test_a_value_is_kept_as_it_would_be_typed() -> None:
    assert understood("issued", "1.5.2024", TODAY) == "01/05/2024"
    assert understood("owner_id", "064 201 501 167", TODAY) == "064201501167"
    with pytest.raises(NotUnderstood, match="chưa có"):
        understood("issued", " ", TODAY)


def test_what_was_said_is_of_the_pages_as_they_lay(app: App, book: Book, lay: Lay) -> None:
    one, other = lay(book, {"number": None}), lay(book, {"number": "7/2026"})
    app.looking.settle(book, one, "number", "9/2026")
    page = app.papers.pages(other)[0]
    with app._store.writing() as tx:
        tx.exec_driver_sql("UPDATE page SET paper_id = ?, position = 1 WHERE id = ?", (one.hex, page.id.hex))
    (looked,) = app.looking.papers(book)
    assert {value.name: (value.text, value.said) for value in looked.values}["number"] == ("7/2026", False)


def test_the_same_result_twice_is_told_and_the_second_one_waits(app: App, book: Book, lay: Lay) -> None:
    first, second = lay(book), lay(book)
    done = app.book_confirming.confirm(book)
    assert [paper.id for paper in done.confirmed] == [first]
    code = app.dossiers.get(done.confirmed[0].dossier_id).code
    assert [(one.paper_id, type(one.why), one.why.subject) for one in done.waiting] == [(second, StoredAlready, code)]
    assert [one.stored for one in app.looking.papers(book)] == [code]
    again = app.book_confirming.confirm(book, [second], not_the_same=True)
    assert [paper.id for paper in again.confirmed] == [second]


@pytest.mark.parametrize(
    ("texts", "is_same"),
    [
        ({"owner_id": "064201501168"}, True),
        ({"owner_name": "LÊ ĐỨC HIỀU", "owner_id": "064201501168"}, True),
        ({"owner_name": "Lê Đức Lộc"}, True),
        ({"owner_name": "Lê Đức Lộc", "owner_id": "064201501168"}, False),
        ({"number": "126/2026"}, False),
        ({"issued": "ngày 02 tháng 05 năm 2026"}, False),
    ],
)
def test_the_same_is_code_number_day_and_owner(
    app: App, book: Book, lay: Lay, texts: dict[str, str], is_same: bool
) -> None:
    lay(book)
    app.book_confirming.confirm(book)
    lay(book, texts)
    assert why(app, book) == ([StoredAlready] if is_same else [])


def test_a_paper_left_out_waits_no_more_and_can_be_taken_back(
    app: App, book: Book, lay: Lay, clock: SteppingClock
) -> None:
    paper = lay(book)
    app.looking.leave_out(book, paper, "trùng")
    row = app.books.row(book)
    assert (row.waiting, row.left_out, row.came) == (0, 1, 1)
    assert app.backlog.now().periods[-1].done == 1
    with pytest.raises(NoPaperOfBook):
        app.looking.settle(book, paper, "number")
    app.looking.take_back(book, paper)
    row = app.books.row(book)
    assert (row.waiting, row.left_out, row.came) == (1, 0, 1)
    with pytest.raises(NoPaperOfBook):
        app.looking.take_back(book, paper)
    app.looking.leave_out(book, paper, "trùng")
    clock.forward(timedelta(days=400))
    with app._store.writing() as tx:
        assert purge.due(tx, clock.now()) == [paper]
        purge.purge(tx, paper, clock.now(), purge.PurgeReason.RETENTION)
        assert purge.due(tx, clock.now()) == []
    assert app.books.row(book).came == 1


def test_a_page_that_is_unfit_stays_with_a_reason_only(app: App, book: Book, lay: Lay) -> None:
    paper = lay(book, verdict=PageVerdict.RED)
    assert why(app, book) == [PageUnfit]
    done = app.book_confirming.confirm(book, [paper], keep_red="bản gốc mờ")
    assert [one.id for one in done.confirmed] == [paper]


def test_nothing_done_to_pages_before_makes_a_confirmed_paper_twice(app: App, book: Book, lay: Lay) -> None:
    first, second = lay(book), lay(book, {"number": "7/2026"})
    app.pages.apply(SetAside((app.papers.pages(second)[0].id,)))
    app.pages.undo(book.id)
    app.book_confirming.confirm(book, [first])
    labels = app.pages.labels(book.id)
    assert (labels.undo, labels.redo) == ("", "")
    assert [one.seen.paper.id for one in app.looking.papers(book)] == [second]


def test_a_crash_between_confirming_and_building_is_gone_on_from(
    app: App, book: Book, lay: Lay, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = lay(book)

    def crash(self: Confirming, paper_id: UUID) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Confirming, "build", crash)
        with pytest.raises(KeyboardInterrupt):
            app.book_confirming.confirm(book)
    assert app.papers.get(paper).digitisation is DigitisationState.CONFIRMED
    assert app.books.row(book).confirmed == 1
    app.confirming.resume()
    assert app.papers.get(paper).digitisation is DigitisationState.BUILT


def test_a_paper_of_another_book_is_refused(app: App, book: Book, lay: Lay) -> None:
    other = app.books.open(book.sheet.result, 2026, "02", 1)
    paper = lay(other)
    for act in (
        lambda: app.looking.settle(book, paper, "number"),
        lambda: app.looking.leave_out(book, paper, "x"),
        lambda: app.book_confirming.confirm(book, [paper]),
        lambda: app.looking.leave_out(book, NOBODY, "x"),
    ):
        with pytest.raises(NoPaperOfBook):
            act()


def test_a_book_is_opened_once_and_found_by_its_key(app: App, book: Book) -> None:
    with pytest.raises(BookIsThere):
        app.books.open("kq.g15.000001", 2026, "01", 9)
    assert app.books.find("kq.g15.000001/2026/01") == book
    for key in ("KQ.G15.000001/2026/02", "KQ.G15.000001", "", "KQ.G15.000001/NAM/01"):
        with pytest.raises(NoBook):
            app.books.find(key)


def test_the_place_of_a_books_pages_is_nobodys_dossier(app: App, book: Book) -> None:
    assert app.dossiers.latest() == []
    assert app.books.of_dossier(book.id) == book
    with app._store.reading() as tx:
        assert [one.name for one in papers.of_dossier(tx, book.id)] == ["Trang chưa xếp"]
