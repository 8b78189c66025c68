"""A window on a dossier whose pages are looked at already, and what a person sees of it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from desktop.document.papers.field import Field, FieldState
from desktop.model.dossier import Dossier, PageOrigin, PaperDetails
from desktop.model.states import DigitisationState
from desktop.page.result import PageResult
from desktop.page.work import process_page
from desktop.store import papers
from desktop.training.papers.page import DrawnPage
from desktop.training.papers.wear import wear
from tests.samples import MORNING
from tests.ui.conftest import Clerk

PAGES = (2, 1, 2)
"""Pages of the papers of a dossier, in the order of its checklist."""


def drawn(number: int) -> tuple[bytes, PageResult]:
    """A page of a size of its own, by which it is known again on the screen, whichever way it is turned."""
    page = DrawnPage(f"page {number}", 200, (80 + 5 * number, 110 + 7 * number))
    page.y = 20
    page.row(f"Trang {number}", x=12)
    image = wear(page, f"page {number}", skew=0.0).jpeg()
    return image, process_page(image, 200, read=False)


def proposed(name: str) -> dict[str, Field]:
    """What the readers find on a paper: other values on every one."""
    common: dict[str, Any] = {"confidence": 0.9, "box": None, "page": 0, "valid": True, "state": FieldState.GREEN}
    day = 1 + sum(name.encode()) % 28
    return {
        "number": Field(value=f"{sum(name.encode())}/GT", **common),
        "issued": Field(value=f"2026-01-{day:02}", **common),
        "issuer": Field(value=f"Cơ quan {name}", **common),
        "signer": Field(value=f"Người ký {name}", **common),
    }


@dataclass
class Screen:
    """What a person sees."""

    paper: str
    values: dict[str, str]
    page: int | None


@dataclass
class Desk:
    """A window with a dossier whose pages are read, and what was confirmed and done there."""

    clerk: Clerk
    sizes: list[int]
    confirmed: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    dossier: Dossier | None = None
    page_ids: list[UUID] = field(default_factory=list)

    @property
    def view(self):
        return self.clerk.window.dossier.view

    def screen(self) -> Screen:
        """Read off the widgets alone."""
        window, checklist = self.clerk.window, self.view.checklist
        item = checklist.itemWidget(checklist.item(checklist.currentRow()))
        values = {name: box.text() for name, box in window.dossier.contents.view.fields.items()}
        pixmap = window.dossier.pages.page_view._item.pixmap()
        around = pixmap.width() + pixmap.height()
        page = next((at for at, size in enumerate(self.sizes) if around and abs(size - around) <= 6), None)
        return Screen(item.accessibleName().split(":")[0] if item else "", values, page)

    def settle(self) -> None:
        window, dossier = self.clerk.window, self.dossier
        assert dossier
        quiet = window.app.work.wait_until_quiet
        self.clerk.until(
            lambda: (
                quiet(0)
                and window.dossier.picture.live
                and window.dossier.pages._turning is None
                and all(row.unread == 0 for row in window.dossier._rows)
                and [row.paper for row in window.dossier._rows]
                == [row.paper for row in window.app.checklist.rows(dossier.id)]
            ),
            "everything done and shown",
        )


def put(app, paper_id: UUID, number: int, pictures) -> UUID:
    image, result = pictures[number]
    origin = PageOrigin(
        device="test",
        driver="test",
        source="adf",
        side="front",
        sheet=number + 1,
        dpi=200,
        scanned_at=MORNING + timedelta(seconds=number),
    )
    with app._store.writing() as tx:
        page = papers.add_page(tx, uuid.uuid4(), paper_id, origin, image)
        papers.set_facts(tx, page.id, result.facts, result.clean_jpeg, result.thumbnail_jpeg)
        papers.change(tx, paper_id, digitisation=DigitisationState.SCANNED, pdf_sha256="")
    return page.id


def as_shown(details: PaperDetails) -> dict[str, str]:
    return {
        "number": details.number,
        "issued": f"{details.issued:%d/%m/%Y}" if details.issued else "",
        "issuer": details.issuer,
        "signer": details.signer,
        "tax_number": details.tax_number,
        "valid_until": f"{details.valid_until:%d/%m/%Y}" if details.valid_until else "",
        "area": details.area,
    }
