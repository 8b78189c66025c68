"""Heads of invented papers, laid out line by line as readings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from desktop.document.papers.head.blocks import find_head, wanted_of
from desktop.model.page import Box, BoxReading, Ink, Opinion, Reading, ReadLine, Word

WIDTH, HEIGHT = 1654, 2339
HIGH, STEP = 44, 40
LEFT, RIGHT, MIDDLE = 400, 1130, 827
READERS = ("tesseract-vie", "asternet", "digits")


def line(text: str, middle: float, y: float, *, sure: float = 0.96, rival: str | None = None) -> ReadLine:
    """A line about a middle, px; read twice where `rival` says what the other reader has of its words."""
    parts = text.split()
    others = [None] * len(parts) if rival is None else rival.split()
    widths = [20 * len(part) for part in parts]
    left = round(middle - (sum(widths) + 12 * (len(parts) - 1)) / 2)
    words, at = [], left
    for part, wide, other in zip(parts, widths, others, strict=True):
        words.append(Word(text=part, box=(at, round(y), wide, HIGH), confidence=sure, rival=other))
        at += wide + 12
    return ReadLine(text=text, box=(left, round(y), at - 12 - left, HIGH), confidence=sure, words=tuple(words))


def twice(text: str, middle: float, y: float) -> ReadLine:
    """A line that both readers read alike."""
    return line(text, middle, y, rival=text)


def paragraph(text: str, y: float) -> ReadLine:
    """A line of the text, from margin to margin."""
    one = line(text, MIDDLE, y)
    return replace(one, box=(200, one.box[1], 1300, HIGH), words=_spread(one.words))


def _spread(words: Sequence[Word]) -> tuple[Word, ...]:
    step = 1300 / len(words)
    return tuple(
        replace(word, box=(round(200 + at * step), word.box[1], round(step) - 12, HIGH))
        for at, word in enumerate(words)
    )


def rows(texts: Sequence[str], middle: float, y: float) -> list[ReadLine]:
    """Lines one under the other, read twice."""
    return [twice(text, middle, y + at * STEP) for at, text in enumerate(texts)]


def sheet(*lines: ReadLine | Sequence[ReadLine]) -> Reading:
    """A page of these lines."""
    flat = [one for part in lines for one in ([part] if isinstance(part, ReadLine) else part)]
    return Reading(width=WIDTH, height=HEIGHT, lines=tuple(flat), reader="drawn")


def letter(
    *,
    bodies: Sequence[str] = ("UBND TỈNH MẪU", "SỞ Y TẾ"),
    number: str = "Số: 145/SYT-NVY",
    day: str = "Mẫu, ngày 12 tháng 3 năm 2026",
    about: Sequence[str] = ("V/v rà soát giấy tờ", "còn hiệu lực năm 2026"),
    kind: str = "",
    title: Sequence[str] = (),
    to: Sequence[str] = ("Kính gửi: Các phòng chuyên môn",),
    body: Sequence[str] = ("Căn cứ Quyết định số 77/QĐ-UBND ngày 05/01/2026 của Ủy ban nhân dân tỉnh Mẫu,",),
    motto: bool = True,
) -> Reading:
    """An official letter, or a paper with a title where `kind` is given; a part left empty is missing."""
    lines: list[ReadLine] = []
    if motto:
        lines += rows(("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"), RIGHT, 100)
    lines += rows(bodies, LEFT, 100)
    y = 100 + max(2, len(bodies)) * STEP + 40
    lines += [twice(number, LEFT, y)] if number else []
    lines += [twice(day, RIGHT, y)] if day else []
    lines += [] if kind else rows(about, LEFT, y + STEP)
    y += STEP * (3 if kind else len(about) + 3)
    if kind:
        lines += rows((kind, *title), MIDDLE, y)
        y += STEP * (len(title) + 3)
    lines += rows(to, MIDDLE, y)
    y += STEP * (len(to) + 2)
    lines += [paragraph(text, y + at * STEP) for at, text in enumerate(body)]
    return sheet(lines)


def seen(reading: Reading, said: Mapping[str, Sequence[str] | str], ink: Ink = Ink.UNKNOWN) -> Reading:
    """The reading with the boxes of its head read whole.

    Args:
        reading: the first one.
        said: by the line that stands in a box, what each of the three readers says of it; one text for all of them. A
            line that is not named is read by all as it was.
        ink: of all boxes.
    """
    head = find_head(reading)
    assert head
    by_box = {one.box: one.text for one in reading.lines}
    boxes = []
    for box in wanted_of(head).boxes:
        text = by_box.get(box, "")
        told = said.get(text, text)
        boxes.append(in_box(box, (told,) * len(READERS) if isinstance(told, str) else told, ink))
    return replace(reading, boxes=tuple(boxes))


def in_box(box: Box, each: Sequence[str], ink: Ink = Ink.UNKNOWN) -> BoxReading:
    """A box as each of the three readers reads it."""
    opinions = [
        Opinion(reader=reader, text=one, sure=(0.95,) * len(one)) for reader, one in zip(READERS, each, strict=True)
    ]
    return BoxReading(box=box, opinions=tuple(opinions), ink=ink)
