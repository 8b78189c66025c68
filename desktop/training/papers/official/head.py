"""The head of an official paper in its two blocks, and the title or the matter under it (NĐ 30/2020, Phụ lục I)."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date

from desktop.training.papers.ink.hand import Hand
from desktop.training.papers.ink.slots import Slot, slotted
from desktop.training.papers.official.organs import Organ
from desktop.training.papers.official.sheet import Setting, broken, centred
from desktop.training.papers.page import HANDWRITTEN, PRINTED, STAMPED, DrawnPage

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


def head(
    page: DrawnPage,
    look: Setting,
    organ: Organ,
    fill: Filling,
    number: tuple[str, str],
    day: date,
    chance: random.Random,
) -> float:
    """Both blocks down to number and date; gives where the left block goes on, mm.

    Args:
        page: a fresh page.
        look: how the office sets it.
        organ: who issues the paper.
        fill: how number and date come into their slots.
        number: digits, and the symbol with its slash or dash.
        day: of issue.
        chance: for what differs from paper to paper.
    """
    left, right = look.blocks
    step = look.head * 25.4 / 72 * chance.uniform(1.12, 1.3)
    nation = look.typed(PARTY if organ.party else STATE)
    gutter = right - page.width(nation, look.head, "b") / 2 - chance.uniform(3, 8)
    width = 2 * min(left - 8, gutter - left)
    y = look.top
    superior = _lines(page, look, organ.superior, width, "b" if organ.party and chance.random() < 0.3 else "")
    y = centred(page, superior, left, y, look.head, "", step)
    name = _lines(page, look, organ.name, width, "b")
    y = centred(page, name, left, y, look.head, "b", step)
    if organ.party:
        page.text("*", left, y, look.head, align="middle")
        y += step
    else:
        y = _rule(page, look, left, y, chance.uniform(0.3, 0.8) * page.width(name[-1], look.head, "b"), chance)
    line = max(y, _nation(page, look, organ, right, step, chance)) + chance.uniform(1.0, 8.0)
    points = chance.choice((13, 13, 13.5, 14))
    label = "Số" if organ.party else chance.choice(("Số:", "Số :")) if fill.tight else "Số: "
    slot = Slot("number", number[0], fill.number, fill.room, fill.dotted, fill.numbers)
    spaced = chance.choice(("", " ")) if fill.number != PRINTED else chance.choice(("", "", " "))
    if fill.number == PRINTED and fill.tight:
        label += " "
    slotted(page, [label, slot, f"{spaced}{number[1]}"], left, line, points, "", chance)
    month = f"{day.month:02}" if day.month < 3 or chance.random() < 0.2 else str(day.month)
    shown = f"{day.day:02}" if fill.day == PRINTED or chance.random() < 0.7 else str(day.day)
    wide = chance.choice((" ", " ", "  "))
    pieces: list[str | Slot] = [
        f"{look.typed(organ.place)}, ngày{'' if fill.tight and fill.day != PRINTED else wide}",
        Slot("issued", shown, fill.day, fill.short, fill.dotted, fill.days),
        " tháng ",
        Slot("issued", month, fill.month, fill.short, fill.dotted, fill.days),
        f"{wide}năm {day.year}{chance.choice(('', '', '', '', '.'))}",
    ]
    lower = line + (chance.uniform(-0.8, 0.8) if chance.random() < 0.7 else chance.uniform(1, 4))
    slotted(page, pieces, right, lower, points, "i", chance)
    page.truth.fields |= {
        "number": f"{number[0]}{number[1]}".replace(" ", ""),
        "issued": day.isoformat(),
        "issuer": " ".join(look.typed(organ.name).split("\n")),
        "issuer_parent": " ".join(look.typed(organ.superior).split("\n")),
    }
    return line + points * 25.4 / 72 * 1.3


def _lines(page: DrawnPage, look: Setting, text: str, width: float, style: str) -> list[str]:
    return [line for part in text.split("\n") for line in broken(page, look.typed(part), width, look.head, style)]


def _nation(page: DrawnPage, look: Setting, organ: Organ, x: float, step: float, chance: random.Random) -> float:
    """The right block down to its rule; gives where it ends, mm."""
    if organ.party:
        page.text(PARTY, x, look.top, look.head + 1, "b", align="middle")
        width = page.width(PARTY, look.head + 1, "b")
        return _rule(page, look, x, look.top + step * 1.05, width, chance)
    page.text(look.typed(STATE), x, look.top, look.head, "b", align="middle")
    motto = f"Độc lập {look.dash} Tự do {look.dash} Hạnh phúc"
    points = look.head + chance.choice((0, 0.5, 1, 1))
    page.text(motto, x, look.top + step, points, "b", align="middle")
    return _rule(page, look, x, look.top + 2.05 * step, page.width(motto, points, "b"), chance)


def _rule(page: DrawnPage, look: Setting, x: float, y: float, width: float, chance: random.Random) -> float:
    """A rule under a block; an underlining office draws it through the feet of the type, a hasty one forgets it."""
    if chance.random() < 0.06:
        return y + 0.8
    at = y - 0.6 if look.underlined else y + chance.uniform(0.3, 1.2)
    page.rule(x - width / 2, at, x + width / 2, at, chance.uniform(0.2, 0.35))
    return at + 0.8


def matter(page: DrawnPage, look: Setting, text: str, y: float, chance: random.Random) -> float:
    """What a letter is about, under its number: `V/v …`; gives where it ends, mm."""
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


def title(page: DrawnPage, look: Setting, kind: str, text: str, y: float, chance: random.Random) -> float:
    """The type of a paper, its title in all its lines, a rule; gives where it ends, mm."""
    x = look.middle + chance.uniform(-3, 3)
    points = chance.choice((13, 14, 14, 15, 16))
    page.text(look.typed(kind.upper()), x, y, points, "b", align="middle")
    y += points * 25.4 / 72 * 1.22
    small = chance.choice((13, 13.5, 14))
    width = chance.uniform(95, look.right - look.left)
    lines = broken(page, look.typed(text), width, small, "b")
    y = centred(page, lines, x, y, small, "b", small * 25.4 / 72 * chance.uniform(1.12, 1.25))
    page.truth.fields["abstract"] = " ".join(lines)
    return _rule(page, look, x, y + 0.4, chance.uniform(0.25, 0.5) * page.width(lines[0], small, "b"), chance)
