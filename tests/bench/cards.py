"""Identity cards of every generation and round seals: `python -m tests.bench.cards --seed 7`.

Wrong characters at 200 and 300 dpi, the lines for machines, seals found and what is no seal.
"""

from __future__ import annotations

import argparse
import random
import secrets
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from pathlib import Path
from typing import NamedTuple

from desktop.document.papers.fields import worth_reading_twice
from desktop.model.mrz import find_zone
from desktop.page.image import decode
from desktop.page.look.seals import find_seals
from desktop.page.look.small import shrunk
from desktop.page.work import one_thread, process_page
from desktop.training.papers.cards import any_card
from desktop.training.papers.page import RED, DrawnPage
from desktop.training.papers.seals import any_press, pressed
from desktop.training.papers.wear import wear
from desktop.training.people import person
from tests.bench.reading import wrong_of
from tests.bench.row import Row, all_held

_WORDS = "Căn cứ Luật Tổ chức chính quyền địa phương và đề nghị của cơ quan chuyên môn về việc giải quyết hồ sơ"
_HALF = 0.5


class CardRead(NamedTuple):
    """What came of a card: wrong and all characters, zones for machines on it, found, and found but wrong."""

    wrong: int
    letters: int
    zones: int
    found: int
    false: int


class SealsFound(NamedTuple):
    """What came of a page: seals on it, those found, and other things that were taken for seals."""

    there: int
    found: int
    false: int


def read_card(seed: str, dpi: int) -> CardRead:
    """Draw, wear and read one card."""
    one_thread()
    who, numbers = person(seed), iter(range(9))
    pages = any_card(lambda: DrawnPage(f"{seed} {next(numbers)}", dpi), who, random.Random(f"card {seed}"))
    wrong = letters = zones = found = false = 0
    for at, page in enumerate(pages):
        worn = wear(page, f"{seed} {at}")
        reading = process_page(worn.jpeg(), dpi, worth=worth_reading_twice).facts.reading
        counts = wrong_of(worn.truth.lines, reading.text if reading else "")
        wrong, letters = wrong + counts[0], letters + counts[1]
        zones += any("<<<" in line["text"] for line in worn.truth.lines)
        zone = find_zone([line.text for line in reading.lines]) if reading else None
        right = zone is not None and (zone.number, zone.born) == (who.number, who.born)
        found, false = found + right, false + (zone is not None and not right)
    return CardRead(wrong, letters, zones, found, false)


def look_for_seals(seed: str, dpi: int) -> SealsFound:
    """A page of text with a seal on it, or with other things that are red."""
    chance, page = random.Random(f"seals {seed}"), DrawnPage(f"seals {seed}", dpi)
    page.y = 15
    for _ in range(chance.randint(4, 11)):
        page.paragraph(_WORDS, chance.choice((11, 13)))
    if chance.random() < _HALF:
        x = chance.choice((3.0, 207.0)) if chance.random() < 0.2 else chance.uniform(35, 175)
        pressed(
            page, x, chance.uniform(60, 260), "ỦY BAN NHÂN DÂN XÃ MẪU", any_press(chance), radius=chance.uniform(15, 20)
        )
        if chance.random() < _HALF:
            page.signature(x - 20, page.y, width=40, height=16)
    else:
        _red_but_no_seal(page, chance)
    worn = wear(page, seed)
    pixels, _ = decode(worn.jpeg(chance.choice((82, 60, 40))))
    boxes = find_seals(shrunk(pixels, dpi))
    met = [box for box in boxes if any(_over(box, true) > _HALF for true in worn.truth.seals)]
    return SealsFound(len(worn.truth.seals), min(len(met), len(worn.truth.seals)), len(boxes) - len(met))


def _red_but_no_seal(page: DrawnPage, chance: random.Random) -> None:
    """Square stamps, a table, a title, a flag, a logo."""
    x, y, px = chance.uniform(20, 110), chance.uniform(120, 220), page.px
    kind = chance.choice(("stamp", "table", "title", "flag", "logo"))
    if kind == "stamp":
        page.draw.rectangle((px(x), px(y), px(x + 42), px(y + 14)), outline=RED, width=px(0.6))
        page.text("HỎA TỐC", x + 5, y + 2, 18, "sb", colour=RED)
    elif kind == "table":
        for at in range(10):
            page.draw.line((px(x), px(y + 7 * at), px(x + 90), px(y + 7 * at)), fill=RED, width=2)
            page.draw.line((px(x + 10 * at), px(y), px(x + 10 * at), px(y + 63)), fill=RED, width=2)
    elif kind == "title":
        for at in range(4):
            page.text("GIẤY CHỨNG NHẬN QUYỀN SỬ DỤNG ĐẤT", 105, y + 8 * at, 18, "b", align="middle", colour=RED)
    elif kind == "flag":
        page.draw.rectangle((px(x), px(y), px(x + 60), px(y + 40)), fill=RED)
        page.draw.ellipse((px(x + 20), px(y + 10), px(x + 40), px(y + 30)), fill=(250, 220, 40))
    else:
        page.draw.ellipse((px(x), px(y), px(x + 18), px(y + 18)), outline=RED, width=px(1.2))
        page.text("MẪU", x + 9, y + 5, 14, "sb", align="middle", colour=RED)


def _over(box: Sequence[float], other: Sequence[float]) -> float:
    """What two boxes share, of the smaller one."""
    across = min(box[0] + box[2], other[0] + other[2]) - max(box[0], other[0])
    down = min(box[1] + box[3], other[1] + other[3]) - max(box[1], other[1])
    return max(0.0, across) * max(0.0, down) / max(1.0, min(box[2] * box[3], other[2] * other[3]))


def figures(folder: Path, seed: str = "", cards: int = 24, pages: int = 120, workers: int = 2) -> Iterator[Row]:
    """Cards, lines for machines, seals.

    Args:
        folder: not needed.
        seed: other seeds, other cards; fresh ones where empty.
        cards: at each resolution.
        pages: with a seal or without one.
        workers: processes.
    """
    seed = seed or secrets.token_hex(3)
    print(f"      cards of seed {seed}")  # noqa: T201
    with ProcessPoolExecutor(workers) as pool:
        for dpi in (200, 300):
            read = list(pool.map(read_card, [f"{seed} {number}" for number in range(cards)], repeat(dpi)))
            wrong, letters, zones, found, false = (sum(column) for column in zip(*read, strict=True))
            yield Row(f"{dpi} dpi: wrong characters, % of {letters} on {cards} ID cards", 100 * wrong / letters, 1.0)
            yield Row(f"{dpi} dpi: lines for machines proved, share of {zones}", found / max(1, zones), 0.95, False)
            yield Row(f"{dpi} dpi: lines for machines proved but wrong", false, 0)
        seen = list(pool.map(look_for_seals, [f"{seed} {number}" for number in range(pages)], repeat(200)))
        there, found, false = (sum(column) for column in zip(*seen, strict=True))
        yield Row(f"round seals found, share of {there}", found / max(1, there), 0.85, False)
        yield Row(f"what is no seal taken for one, a page ({pages} pages)", false / pages, 0.03)


def main(words: Sequence[str] | None = None) -> int:
    """Print the figures; exit status 1 where a limit does not hold."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    asked.add_argument("--seed", default="", help="fresh cards where it is not given")
    asked.add_argument("--cards", type=int, default=24, help="at each resolution")
    asked.add_argument("--pages", type=int, default=120, help="with a seal or without one")
    asked.add_argument("--workers", type=int, default=2)
    given = asked.parse_args(words)
    return 0 if all_held(figures(Path(), given.seed, given.cards, given.pages, given.workers)) else 1


if __name__ == "__main__":
    sys.exit(main())
