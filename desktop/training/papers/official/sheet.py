"""How an office sets its papers: margins, type, blocks in the middle, running text."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desktop.training.papers.ink.slots import around, printed, quad
from desktop.training.papers.official.organs import Organ
from desktop.training.papers.page import DrawnPage

_TONES = (
    ("òa", "oà"), ("óa", "oá"), ("ỏa", "oả"), ("ọa", "oạ"), ("ủy", "uỷ"), ("úy", "uý"), ("ụy", "uỵ"), ("ỏe", "oẻ"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Setting:
    """How an office sets its papers.

    Attributes:
        left, right: margins of the text, mm from the left edge.
        top: where the head begins, mm.
        points: type of the text.
        head: type of the head.
        leading: height of a line, parts of the type.
        even: lines run to the right margin.
        indent: of a paragraph, mm.
        tones: `hoà` for `hòa`, as typed before 2000 and by many since.
        dash: in the motto.
        underlined: rules stand right under the type, as underlining does.
        blocks: middles of the two blocks of the head, mm.
    """

    left: float
    right: float
    top: float
    points: float
    head: float
    leading: float
    even: bool
    indent: float
    tones: bool
    dash: str
    underlined: bool
    blocks: tuple[float, float]

    def typed(self, text: str) -> str:
        """The text as this office types it."""
        if not self.tones:
            return text
        for new, old in _TONES:
            text = text.replace(new, old).replace(new.upper(), old.upper())
        return text

    @property
    def middle(self) -> float:
        """Of the text, mm."""
        return (self.left + self.right) / 2


def setting(chance: random.Random) -> Setting:
    """Somebody's way to set a paper, within NĐ 30/2020 and TT 01/2011 or nearly so."""
    left = chance.uniform(25, 35)
    return Setting(
        left=left,
        right=chance.uniform(188, 196),
        top=chance.uniform(14, 34),
        points=chance.choice((13, 13.5, 14, 14)),
        head=chance.choice((12, 12, 12.5, 13)),
        leading=chance.uniform(1.18, 1.55),
        even=chance.random() < 0.8,
        indent=chance.choice((10, 12.7, 12.7)),
        tones=chance.random() < 0.3,
        dash=chance.choice(("-", "-", "–")),
        underlined=chance.random() < 0.35,
        blocks=(chance.uniform(50, 60), chance.uniform(138, 146)),
    )


@dataclass(frozen=True, slots=True)
class Draft:
    """A paper being drawn.

    Attributes:
        page: its first page.
        look: how its office sets it.
        organ: who issues it.
        day: of issue.
        chance: for what differs from paper to paper.
    """

    page: DrawnPage
    look: Setting
    organ: Organ
    day: date
    chance: random.Random


def broken(page: DrawnPage, text: str, width: float, points: float, style: str, *, first: float = 0.0) -> list[str]:
    """A text in lines no wider than `width` mm, the first shorter by `first`."""
    lines, line, room = [], "", width - first
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and page.width(longer, points, style) > room:
            lines.append(line)
            line, room = word, width
        else:
            line = longer
    return [*lines, line] if line else lines


def centred(page: DrawnPage, lines: Sequence[str], x: float, y: float, points: float, style: str, step: float) -> float:
    """Lines one under the other about x, `step` mm apart; gives where the next would begin."""
    for line in lines:
        page.text(line, x, y, points, style, align="middle")
        y += step
    return y


def running(page: DrawnPage, look: Setting, text: str, style: str = "", *, left: float | None = None) -> None:
    """A paragraph at the running height; from `left` without indent where given."""
    start = look.left if left is None else left
    first = look.indent if left is None else 0.0
    step = look.points * 25.4 / 72 * look.leading
    lines = broken(page, look.typed(text), look.right - start, look.points, style, first=first)
    for at, line in enumerate(lines):
        x = start + (first if at == 0 else 0.0)
        if look.even and at < len(lines) - 1 and " " in line:
            _even(page, line, x, look.right, page.y, look.points, style)
        else:
            page.text(line, x, page.y, look.points, style)
        page.y += step
    page.y += step * 0.25


def _even(page: DrawnPage, line: str, x: float, right: float, y: float, points: float, style: str) -> None:
    """A line from x to the right margin."""
    words = line.split()
    widths = [page.width(word, points, style) for word in words]
    space = (right - x - sum(widths)) / (len(words) - 1)
    boxes = []
    for word, width in zip(words, widths, strict=True):
        boxes.append(printed(page, word, x, y, points, style))
        x += width + space
    page.note(line, quad(page, around(boxes)))
