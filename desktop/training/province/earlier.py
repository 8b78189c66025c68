"""What lay in the e-stores before the training began: a few papers of the first invented citizens."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any

from desktop.document.file.metadata import PaperAbout
from desktop.document.file.pdf import PdfPage, build_pdf
from desktop.training.papers.page import DrawnPage
from desktop.training.papers.pile import PaperSpec, draw, kind_for
from desktop.training.people import Person, person

ISSUER = "UBND xã Mẫu"
MARRIAGE = "KQ.G15.000002"
# Enough to read on a screen; this is a copy, not a scan to be judged.
DPI = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierPaper:
    """A paper in a store.

    Attributes:
        owner: personal number.
        shop: `province` or `national`.
        facts: what the store says of it.
        file: its PDF; empty where the store has none.
    """

    owner: str
    shop: str
    facts: dict[str, Any]
    file: bytes = b""


def earlier_papers(today: date) -> Iterator[EarlierPaper]:
    """For each a marriage certificate with its file, a valid identity card, a confirmation that is too old."""
    for number in (1, 2):
        who = person(f"citizen {number}")
        married, certificate = _certificate(who)
        yield EarlierPaper(
            owner=who.number,
            shop="national",
            facts=_facts(MARRIAGE, "Giấy chứng nhận kết hôn", f"1/{married.year}", married, permanent=True),
            file=certificate,
        )
        card = today - timedelta(days=700)
        yield EarlierPaper(
            owner=who.number,
            shop="province",
            facts=_facts("GT.CC.01", "Căn cước công dân", who.number, card, until=today + timedelta(days=3000)),
        )
        confirmed = today - timedelta(days=250)
        yield EarlierPaper(
            owner=who.number,
            shop="national",
            facts=_facts(
                "KQ.G15.000003",
                "Giấy xác nhận tình trạng hôn nhân",
                f"{40 + number}/XNTTHN",
                confirmed,
                until=confirmed + timedelta(days=180),
            ),
        )


@cache
def _certificate(who: Person) -> tuple[date, bytes]:
    """When they married, and the file of it."""
    drawn = draw(PaperSpec(kind=kind_for(MARRIAGE), dpi=DPI), f"earlier {MARRIAGE}", who)
    married = date.fromisoformat(drawn[0].truth.fields["issued"])
    return married, _pdf(drawn, married)


def _facts(
    code: str, name: str, number: str, issued: date, *, until: date | None = None, permanent: bool = False
) -> dict[str, Any]:
    return {
        "code": code,
        "name": name,
        "kind": "result" if code.startswith("KQ.") else "component",
        "number": number,
        "issuer": ISSUER,
        "issued": issued.isoformat(),
        "valid_until": until and until.isoformat(),
        "permanent": permanent,
    }


def _pdf(paper: list[DrawnPage], issued: date) -> bytes:
    pages = []
    for drawn in paper:
        out = io.BytesIO()
        drawn.image.convert("RGB").save(out, "JPEG", quality=70)
        pages.append(PdfPage(image=out.getvalue(), dpi=DPI))
    created = datetime.combine(issued, time(3), UTC)
    return build_pdf(pages, PaperAbout(title=MARRIAGE, creator=ISSUER, created=created))
