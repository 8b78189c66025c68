"""Piles with separator sheets: through the real scanner host, workers and store; killed between commits."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pypdfium2
import pytest

from desktop.app import App, open_app
from desktop.document.file.metadata import PaperAbout
from desktop.document.papers.pile import Choice, Doubt, PileAnswer
from desktop.document.printing.separators import SeparatorSheet, separator_pdf
from desktop.model.dossier import PaperKind
from desktop.model.edit import Move, NoSuchPage
from desktop.model.scanning import ScanProfile
from desktop.model.separator import Separator, SeparatorKind
from desktop.store import papers
from desktop.training.papers.page import DrawnPage
from desktop.training.papers.wear import wear
from desktop.workflow.errors import NoQuestion, PileWaits, StillUnsorted
from tests.samples import MORNING
from tests.workflow.conftest import QUIET_S, letter


def separator(kind: str, code: str, size: tuple[float, float] = (148, 210), *, torn: bool = False) -> bytes:
    """A separator sheet on A5 as it comes out of the scanner."""
    sheet = SeparatorSheet(Separator(SeparatorKind(kind), code), "Tên giấy tờ", "1.001193")
    about = PaperAbout(title="Tờ phân tách", creator="x", created=MORNING)
    pdf = pypdfium2.PdfDocument(separator_pdf([sheet], about, size="A5"))
    page = DrawnPage(f"separator {kind} {code} {torn}", 200, size)
    page.image = pdf[0].render(scale=200 / 72).to_pil().convert("RGB").resize(page.image.size)
    pdf.close()
    if torn:
        for x in (5, 148 - 49):
            for y in (8, 210 - 52):
                page.draw = page.draw.__class__(page.image)
                page.draw.rectangle([page.px(n) for n in (x, y, x + 44, y + 44)], fill=(90, 90, 90))
    return wear(page, f"separator {kind} {code}", skew=0.8).jpeg()


def blank() -> bytes:
    return wear(DrawnPage("back", 200, (148, 210)), "back", skew=0.0).jpeg()


class Feeder:
    """Puts sheets into the training scanner and scans them as a pile."""

    def __init__(self, app: App, folder: Path) -> None:
        self.app = app
        self.folder = folder

    def load(self, *sheets: bytes | tuple[bytes, bytes]) -> None:
        self.folder.mkdir(exist_ok=True)
        for old in self.folder.glob("*.jpg"):
            old.unlink()
        for number, sheet in enumerate(sheets, 1):
            sides = sheet if isinstance(sheet, tuple) else (sheet,)
            for side, image in zip(("front", "back"), sides, strict=False):
                (self.folder / f"{number:03}-{side}.jpg").write_bytes(image)
        assert self.app.station
        self.app.station.scanner.load(self.folder)

    def scan(self, asked: UUID, *sheets: bytes | tuple[bytes, bytes]) -> int:
        self.load(*sheets)
        assert self.app.station
        duplex = any(isinstance(sheet, tuple) for sheet in sheets)
        profile = ScanProfile(device_id=f"escl:{self.app.station.scanner.address}", duplex=duplex)
        came = self.app.piles.scan(asked, lambda page: None, threading.Event(), profile)
        assert self.app.work.wait_until_quiet(QUIET_S)
        return came


@pytest.fixture
def feeder(app: App, tmp_path: Path) -> Feeder:
    return Feeder(app, tmp_path / "pile")


@pytest.fixture
def counted(app: App, dossier) -> Callable[[], list[int]]:
    """Pages in each row of the checklist."""
    return lambda: [row.pages for row in app.checklist.rows(dossier.id) if row.paper.kind is PaperKind.COMPONENT]


def unsorted(app: App, dossier) -> list:
    rows = [row for row in app.checklist.rows(dossier.id) if row.paper.kind is PaperKind.UNSORTED]
    return app.papers.pages(rows[0].paper.id) if rows else []


@pytest.mark.slow
def test_a_mixed_pile_lands_in_the_right_rows_and_is_undone_as_one(app, dossier, row, feeder, counted):
    codes = [app.papers.get(row(at)).code for at in range(3)]
    procedure = app.catalogue.current().procedure(dossier.procedure)
    result = procedure.results[0].code
    came = feeder.scan(
        row(0),
        (letter("Trang đầu"), letter("Trang đầu, sau")),
        (separator("component", codes[2]), blank()),
        (letter("Giấy thứ ba"), letter("Giấy thứ ba, sau")),
        (separator("result", result), blank()),
        (letter("Kết quả"), letter("Kết quả, sau")),
    )
    assert came == 10
    assert app.piles.view(dossier.id) is None
    assert counted() == [2, 0, 2, 0]
    rows = {one.paper.code: one for one in app.checklist.rows(dossier.id)}
    assert (rows[result].paper.kind, rows[result].pages) == (PaperKind.RESULT, 2)
    kept = app.papers.pages(row(2), removed=True)
    assert [page.removed for page in kept] == [True, True, False, False]
    assert [page.origin.side for page in kept] == ["front", "back", "front", "back"]
    assert "10 trang" in app.pages.labels(dossier.id).undo
    app.pages.undo(dossier.id)
    assert (counted(), len(unsorted(app, dossier))) == ([0, 0, 0, 0], 10)
    assert result not in {one.paper.code for one in app.checklist.rows(dossier.id)}
    app.piles.resume()
    assert len(unsorted(app, dossier)) == 10
    app.pages.redo(dossier.id)
    assert counted() == [2, 0, 2, 0]


@pytest.mark.slow
def test_what_is_in_doubt_stops_the_pile_and_asks_and_every_page_stays_to_be_seen(app, dossier, row, feeder, counted):
    codes = [app.papers.get(row(at)).code for at in range(3)]
    heard: list[object] = []
    app.piles.on_change(heard.append)
    feeder.scan(
        row(0),
        letter("Một"),
        separator("component", "LA.HOAC"),
        letter("Hai"),
        separator("component", codes[1], torn=True),
        letter("Ba"),
    )
    view = app.piles.view(dossier.id)
    assert (view.question.doubt, view.question.code, view.question.proposal) == (Doubt.UNKNOWN, "LA.HOAC", row(1))
    assert (view.placed, view.waiting, len(view.sheet), counted()) == (1, 4, 1, [1, 0, 0, 0])
    assert len(unsorted(app, dossier)) == 4
    assert heard and set(heard) == {dossier.id}
    with pytest.raises(StillUnsorted):
        app.confirming.confirm(app.papers.look(unsorted(app, dossier)[0].paper_id))
    with pytest.raises(PileWaits):
        app.piles.scan(row(0), lambda page: None, threading.Event())
    with pytest.raises(NoSuchPage):
        app.piles.answer(dossier.id, PileAnswer(Choice.PAPER, UUID(int=1)))
    app.piles.answer(dossier.id, PileAnswer(Choice.PAPER, row(2)))
    view = app.piles.view(dossier.id)
    assert (view.question.doubt, counted()) == (Doubt.UNREADABLE, [1, 0, 1, 0])
    app.piles.answer(dossier.id, PileAnswer(Choice.PAPER, row(1)))
    assert app.piles.view(dossier.id) is None
    assert counted() == [1, 1, 1, 0]
    with pytest.raises(NoQuestion):
        app.piles.answer(dossier.id, PileAnswer(Choice.GO_ON))


def test_a_crash_between_any_two_commits_is_gone_on_from(training_data, app, dossier, row, put, monkeypatch):
    """The program ends after each placed sheet: a page is neither lost nor placed twice."""
    code = app.papers.get(row(1)).code
    asked = row(0)
    second = row(1)
    place = app.piles._begin(asked)[1]
    images = [letter("Một"), separator("component", code), letter("Hai"), letter("Ba")]
    pages = [page.id for page in put(place, *images)]
    app.close()

    for _ in range(len(images) + 2):
        with open_app(training_data, training=True) as again:
            again.work.resume()
            assert again.work.wait_until_quiet(QUIET_S)
            done: list[int] = []
            real = type(again.piles)._one_sheet

            def once(self, pile_id, dossier_id, real=real, done=done):
                if done:
                    return False
                done.append(1)
                return real(self, pile_id, dossier_id)

            monkeypatch.setattr(type(again.piles), "_one_sheet", once)
            again.piles.resume()
            monkeypatch.undo()
            everywhere = [
                page.id
                for one in again.checklist.rows(dossier.id)
                for page in again.papers.pages(one.paper.id, removed=True)
            ]
            assert sorted(set(everywhere) | set(pages)) == sorted(pages)
            assert len(everywhere) == len(set(everywhere))
    with open_app(training_data, training=True) as last:
        assert last.piles.view(dossier.id) is None
        assert [page.id for page in last.papers.pages(asked)] == [pages[0]]
        assert [page.id for page in last.papers.pages(second)] == pages[2:]
        with last._store.reading() as tx:
            assert papers.get_page(tx, pages[1]).removed


def test_pages_that_lay_unsorted_before_are_left_to_the_clerk(app, dossier, row, put):
    place = app.piles._begin(row(0))[1]
    app.piles._scanning.clear()
    app.piles.resume()
    assert app.piles.view(dossier.id) is None
    old = put(place, letter("Cũ"), work=True)[0]
    _, again = app.piles._begin(row(0))
    assert again == place
    app.piles._scanning.clear()
    fresh = put(place, letter("Mới"), work=True)[0]
    assert [page.id for page in app.papers.pages(row(0))] == [fresh.id]
    assert [page.id for page in unsorted(app, dossier)] == [old.id]
    app.pages.apply(Move((old.id,), row(0)))
    assert unsorted(app, dossier) == []
