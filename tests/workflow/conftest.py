"""A counter in training mode with a dossier open, and pages put in as the scanner would."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import cache
from pathlib import Path
from uuid import UUID

import pytest

from desktop.app import App, open_app
from desktop.model.dossier import Dossier, Page, PageOrigin
from desktop.model.owner import party_from_qr
from desktop.model.states import DigitisationState
from desktop.store import papers
from desktop.training.papers.page import DrawnPage
from desktop.training.papers.wear import wear
from desktop.training.people import person
from tests.samples import MORNING

QUIET_S = 240.0


@pytest.fixture
def app(training_data: Path) -> Iterator[App]:
    with open_app(training_data, training=True) as app:
        yield app


@pytest.fixture
def dossier(app: App) -> Dossier:
    return app.intake.start("1.001193", "TH1", party_from_qr(person(1).qr))


@pytest.fixture
def row(app: App, dossier: Dossier) -> Callable[[int], UUID]:
    """The paper of a row of the checklist."""
    return lambda at: app.checklist.rows(dossier.id)[at].paper.id


@cache
def letter(words: str) -> bytes:
    """A small page with some words on it."""
    page = DrawnPage(words, 200, (105, 148))
    page.y = 30
    for at in range(4):
        page.row(f"{words}, dòng {at}", x=12)
    return wear(page, words, skew=0.4).jpeg()


@pytest.fixture
def put(app: App) -> Callable[..., list[Page]]:
    """Put pages into a paper as the scanner would, worked on or not."""
    count = iter(range(1, 1000))

    def put(paper_id: UUID, *images: bytes, work: bool = False, side: str = "front") -> list[Page]:
        pages = []
        for image in images:
            sheet = next(count)
            origin = PageOrigin(
                device="test",
                driver="test",
                source="adf",
                side=side,
                sheet=sheet,
                dpi=200,
                scanned_at=MORNING + timedelta(seconds=sheet),
            )
            with app._store.writing() as tx:
                pages.append(papers.add_page(tx, uuid.uuid4(), paper_id, origin, image))
                papers.change(tx, paper_id, digitisation=DigitisationState.SCANNED, pdf_sha256="")
            if work:
                app.work.add(pages[-1].id)
        if work:
            assert app.work.wait_until_quiet(QUIET_S)
        return pages

    return put


@pytest.fixture
def blanks() -> list[bytes]:
    """Pages nobody works on: their pixels do not matter."""
    return [f"trang {at}".encode() for at in range(6)]
