"""The sheets that the clerk has counted against those that the scanner gave."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from desktop.model.dossier import Page


class SheetVerdict(StrEnum):
    """How the two numbers compare."""

    RIGHT = "right"
    MISSING = "missing"
    TOO_MANY = "too_many"
    ODD_SIDES = "odd_sides"


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetCount:
    """What was counted.

    Attributes:
        typed: sheets that the clerk counted.
        sheets: sheets that came.
        sides: sides that came.
        halves: sheets scanned on both sides of which only one is there.
        verdict: how they compare; sheets that are missing or too many weigh more than an odd side.
        sentence: the same in one Vietnamese sentence.
        advice: what to do, empty where all is right.
    """

    typed: int
    sheets: int
    sides: int
    halves: int
    verdict: SheetVerdict
    sentence: str
    advice: str = ""


def count_sheets(pages: Sequence[Page], typed: int) -> SheetCount:
    """Compare; pages set aside do not count.

    Args:
        pages: of one paper, or of one pile.
        typed: sheets that the clerk counted, at least 0.
    """
    sheets: dict[tuple[str, int], set[str]] = defaultdict(set)
    both: set[tuple[str, int]] = set()
    sides = 0
    for page in pages:
        if page.removed:
            continue
        sides += 1
        # Pages without a job were scanned by an older version: each is a sheet of its own.
        sheet = (page.origin.job or str(page.id), page.origin.sheet)
        sheets[sheet].add(page.origin.side)
        if page.origin.duplex:
            both.add(sheet)
    halves = sum(1 for sheet in both if len(sheets[sheet]) < 2)
    verdict, sentence, advice = _words(typed, len(sheets), sides, halves)
    return SheetCount(
        typed=typed, sheets=len(sheets), sides=sides, halves=halves, verdict=verdict, sentence=sentence, advice=advice
    )


def _words(typed: int, sheets: int, sides: int, halves: int) -> tuple[SheetVerdict, str, str]:
    if sheets < typed:
        return (
            SheetVerdict.MISSING,
            f"Thiếu {typed - sheets} tờ: đếm được {typed} tờ, máy quét nhận {sheets} tờ.",
            "Xem có tờ nào dính nhau hoặc còn trong khay, rồi quét bổ sung.",
        )
    if sheets > typed:
        return (
            SheetVerdict.TOO_MANY,
            f"Thừa {sheets - typed} tờ: đếm được {typed} tờ, máy quét nhận {sheets} tờ.",
            "Đếm lại; xem có tờ nào bị quét hai lần hoặc lẫn của hồ sơ khác.",
        )
    if halves:
        return (
            SheetVerdict.ODD_SIDES,
            f"Có {halves} tờ quét hai mặt nhưng chỉ nhận được một mặt.",
            "Xem tờ nào thiếu mặt sau rồi quét lại tờ đó.",
        )
    return SheetVerdict.RIGHT, f"Đủ {sheets} tờ, {sides} mặt.", ""
