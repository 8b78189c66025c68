"""The head of an official paper in its two blocks, and the title or the matter under it (NĐ 30/2020, Phụ lục I)."""

from __future__ import annotations

import random
from dataclasses import dataclass

from desktop.training.papers.ink.hand import Hand
from desktop.training.papers.ink.slots import Slot, slotted
from desktop.training.papers.official.sheet import Draft, broken, centred
from desktop.training.papers.page import HANDWRITTEN, PRINTED, STAMPED

STATE, PARTY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "ĐẢNG CỘNG SẢN VIỆT NAM"
_NUMBER_INKS = {HANDWRITTEN: 70, STAMPED: 12, PRINTED: 18}
_DAY_INKS = {HANDWRITTEN: 62, STAMPED: 8, PRINTED: 30}
"""Of a hundred papers; on real ones nine numbers and three days of four are not printed with the rest."""


@dataclass(frozen=True, slots=True)
class Filling:
    """How the number and the date come into their slots.

    Attributes:
        number, day, month: inks.
        room: mm left for the number.
        short: mm left for day or month.
        dotted: dots stand in the room.
        numbers, days: whose hands.
        tight: no space stands between label and slot.
    """

    number: str
    day: str
    month: str
    room: float
    short: float
    dotted: bool
    numbers: Hand
    days: Hand
    tight: bool


def filling(chance: random.Random, numbers: Hand, days: Hand, number: str = "", day: str = "") -> Filling:
    """How an office fills its papers in; inks by chance where not given."""
    number = number or chance.choices(list(_NUMBER_INKS), list(_NUMBER_INKS.values()))[0]
    day = day or chance.choices(list(_DAY_INKS), list(_DAY_INKS.values()))[0]
    return Filling(
        number=number,
        day=day,
        month=day if chance.random() < 0.2 else PRINTED,
        room=chance.uniform(9, 18),
        short=chance.uniform(6, 11),
        dotted=chance.random() < 0.15,
        numbers=numbers,
        days=days if chance.random() < 0.3 else numbers,
        tight=chance.random() < 0.5,
    )


def head(draft: Draft, fill: Filling, number: tuple[str, str]) -> float:
    """Both blocks down to number and date; gives where the left block goes on, mm.

    Args:
        draft: a fresh page.
        fill: how number and date come into their slots.
        number: digits, and the symbol with its slash or dash.
    """
    page, look, chance = draft.page, draft.look, draft.chance
    left, right = look.blocks
    step = look.head * 25.4 / 72 * chance.uniform(1.12, 1.3)
    line = max(_offices(draft, step), _nation(draft, step)) + chance.uniform(1.0, 8.0)
    points = chance.choice((13, 13, 13.5, 14))
    slotted(page, _number(draft, fill, number), left, line, points, "", chance)
    lower = line + (chance.uniform(-0.8, 0.8) if chance.random() < 0.7 else chance.uniform(1, 4))
    slotted(page, _date(draft, fill), right, lower, points, "i", chance)
    page.truth.fields |= {
        "number": "".join(number),
        "issued": draft.day.isoformat(),
        "issuer": look.typed(draft.organ.issuer),
        "issuer_parent": " ".join(look.typed(draft.organ.superior).split("\n")),
    }
    return line + points * 25.4 / 72 * 1.3


def _offices(draft: Draft, step: float) -> float:
    """The left block down to its rule: the superior, the organ itself; gives where it ends, mm."""
    page, look, organ, chance = draft.page, draft.look, draft.organ, draft.chance
    left, right = look.blocks
    gutter = right - page.width(STATE, look.head, "b") / 2 - chance.uniform(3, 8)
    width = 2 * min(left - 8, gutter - left)
    y = centred(page, _lines(draft, organ.superior, width, ""), left, look.top, look.head, "", step)
    name = _lines(draft, organ.name, width, "b")
    y = centred(page, name, left, y, look.head, "b", step)
    if organ.party:
        page.text("*", left, y, look.head, align="middle")
        return y + step
    return _rule(draft, left, y, chance.uniform(0.3, 0.8) * page.width(name[-1], look.head, "b"))


def _lines(draft: Draft, text: str, width: float, style: str) -> list[str]:
    page, look = draft.page, draft.look
    return [line for part in text.split("\n") for line in broken(page, look.typed(part), width, look.head, style)]


def _nation(draft: Draft, step: float) -> float:
    """The right block down to its rule; gives where it ends, mm."""
    page, look = draft.page, draft.look
    x = look.blocks[1]
    if draft.organ.party:
        page.text(PARTY, x, look.top, look.head + 1, "b", align="middle")
        return _rule(draft, x, look.top + step * 1.05, page.width(PARTY, look.head + 1, "b"))
    page.text(look.typed(STATE), x, look.top, look.head, "b", align="middle")
    motto = f"Độc lập {look.dash} Tự do {look.dash} Hạnh phúc"
    points = look.head + draft.chance.choice((0, 0.5, 1, 1))
    page.text(motto, x, look.top + step, points, "b", align="middle")
    return _rule(draft, x, look.top + 2.05 * step, page.width(motto, points, "b"))


def _number(draft: Draft, fill: Filling, number: tuple[str, str]) -> list[str | Slot]:
    """`Số: … /QĐ-UBND`."""
    chance = draft.chance
    tight = fill.tight and fill.number != PRINTED
    label = "Số" if draft.organ.party else chance.choice(("Số:", "Số :")) if tight else "Số: "
    if draft.organ.party and not tight:
        label += " "
    slot = Slot("number", number[0], fill.number, fill.room, fill.dotted, fill.numbers)
    return [label, slot, f"{chance.choice(('', '', ' '))}{number[1]}"]


def _date(draft: Draft, fill: Filling) -> list[str | Slot]:
    """`Mẫu, ngày … tháng … năm 2026`; days below 10 and months below 3 with a nought (NĐ 30/2020), or as hands write."""
    day, chance = draft.day, draft.chance
    month = f"{day.month:02}" if day.month < 3 or chance.random() < 0.2 else str(day.month)
    shown = f"{day.day:02}" if fill.day == PRINTED or chance.random() < 0.7 else str(day.day)
    wide = chance.choice((" ", " ", "  "))
    return [
        f"{draft.look.typed(draft.organ.place)}, ngày{'' if fill.tight and fill.day != PRINTED else wide}",
        Slot("issued", shown, fill.day, fill.short, fill.dotted, fill.days),
        " tháng ",
        Slot("issued", month, fill.month, fill.short, fill.dotted, fill.days),
        f"{wide}năm {day.year}{chance.choice(('', '', '', '', '.'))}",
    ]


def _rule(draft: Draft, x: float, y: float, width: float) -> float:
    """A rule under a block; where an office underlines, it touches the feet of the type; some papers have none."""
    chance = draft.chance
    if chance.random() < 0.06:
        return y + 0.8
    at = y - 0.6 if draft.look.underlined else y + chance.uniform(0.3, 1.2)
    draft.page.rule(x - width / 2, at, x + width / 2, at, chance.uniform(0.2, 0.35))
    return at + 0.8


def matter(draft: Draft, text: str, y: float) -> float:
    """What a letter is about, under its number: `V/v …`; gives where it ends, mm."""
    page, look, chance = draft.page, draft.look, draft.chance
    points, style = chance.choice((11.5, 12, 12, 12.5, 13)), chance.choices(("", "i"), (4, 1))[0]
    begins = chance.choice(("V/v ", "V/v ", "V/v: ", "Về việc "))
    width = chance.uniform(46, 2 * (look.blocks[0] - 12))
    lines = broken(page, look.typed(begins + text), width, points, style)
    page.truth.fields["abstract"] = " ".join(lines)
    y, step = y + chance.uniform(0, 2.5), points * 25.4 / 72 * 1.18
    if chance.random() < 0.85:
        return centred(page, lines, look.blocks[0], y, points, style, step)
    left = look.blocks[0] - max(page.width(line, points, style) for line in lines) / 2
    for at, line in enumerate(lines):
        page.text(line, left, y + at * step, points, style)
    return y + len(lines) * step


def title(draft: Draft, kind: str, text: str, y: float) -> float:
    """The type of a paper, its title in all its lines, a rule; gives where it ends, mm."""
    page, look, chance = draft.page, draft.look, draft.chance
    x = look.middle + chance.uniform(-3, 3)
    points = chance.choice((13, 14, 14, 15, 16))
    page.text(look.typed(kind.upper()), x, y, points, "b", align="middle")
    y += points * 25.4 / 72 * 1.22
    small = chance.choice((13, 13.5, 14))
    width = chance.uniform(95, look.right - look.left)
    lines = broken(page, look.typed(text), width, small, "b")
    y = centred(page, lines, x, y, small, "b", small * 25.4 / 72 * chance.uniform(1.12, 1.25))
    page.truth.fields["abstract"] = " ".join(lines)
    return _rule(draft, x, y + 0.4, chance.uniform(0.25, 0.5) * page.width(lines[0], small, "b"))
