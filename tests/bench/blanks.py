"""Blank or not: the other sides of printed sheets, and pages that only seem empty (scanning-and-style §6)."""

from __future__ import annotations

import random
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor

from desktop.page.image import decode
from desktop.page.look import look
from desktop.page.work import one_thread
from desktop.training.papers.kinds import KINDS
from desktop.training.papers.page import DrawnPage
from desktop.training.papers.pile import PaperSpec, draw
from desktop.training.papers.wear import wear

RING = "ỦY BAN NHÂN DÂN XÃ MẪU TỈNH MẪU"


def _signature(page: DrawnPage, chance: random.Random) -> None:
    wide = chance.uniform(18, 40)
    page.signature(chance.uniform(25, 150), chance.uniform(30, 250), width=wide, height=wide * 0.4)


def _pale_seal(page: DrawnPage, chance: random.Random) -> None:
    pale = chance.randrange(150, 185)
    page.seal(chance.uniform(40, 170), chance.uniform(40, 250), RING, colour=(236, pale, pale + 4))


def _straddling_seal(page: DrawnPage, chance: random.Random) -> None:
    page.seal(chance.choice((chance.uniform(-3, 4), chance.uniform(206, 213))), chance.uniform(40, 250), RING)


def _page_number(page: DrawnPage, chance: random.Random) -> None:
    text = str(chance.randrange(2, 40))
    page.text(text, chance.choice((105, 185)), chance.choice((11, 280)), chance.uniform(11, 14), align="middle")


def _pencil_note(page: DrawnPage, chance: random.Random) -> None:
    grey = chance.randrange(150, 178)
    words = chance.choice(("đã đối chiếu bản chính", "thiếu CMND", "bổ sung sau", "đã trả", "gọi lại chiều thứ hai"))
    page.text(words, chance.uniform(30, 120), chance.uniform(30, 260), 16, "i", colour=(grey, grey, grey + 2))


def _short_line(page: DrawnPage, chance: random.Random) -> None:
    words = chance.choice(("Xác nhận của UBND xã", "Người khai", "(Ký, ghi rõ họ tên)", "Mục II. Không"))
    page.text(words, chance.uniform(30, 120), chance.uniform(30, 260), chance.uniform(11, 13))


HARD: tuple[Callable[[DrawnPage, random.Random], None], ...] = (
    _signature,
    _pale_seal,
    _straddling_seal,
    _page_number,
    _pencil_note,
    _short_line,
)


def _behind(seed: str, dpi: int) -> DrawnPage:
    names = [name for name in KINDS if name != "cccd"]
    chance = random.Random(f"behind {seed}")
    return chance.choice(draw(PaperSpec(kind=chance.choice(names), dpi=dpi), seed))


def _called_blank(page: DrawnPage, seed: str, behind: DrawnPage | None) -> bool:
    one_thread()
    pixels, dpi = decode(wear(page, seed, behind=behind).jpeg(), seed)
    return look(pixels, dpi).blank


def true_blank(at: int) -> bool:
    """Whether the other side of a printed sheet is called blank."""
    dpi = 300 if at % 4 == 3 else 200
    seed = f"blank {at}"
    return _called_blank(DrawnPage(seed, dpi), seed, _behind(seed, dpi))


def hard_page(at: int) -> tuple[str, bool]:
    """The kind of a nearly empty page, and whether it is called blank."""
    mark = HARD[at % len(HARD)]
    dpi = 300 if at % 5 == 4 else 200
    seed = f"hard {at}"
    chance = random.Random(seed)
    page = DrawnPage(seed, dpi)
    mark(page, chance)
    return mark.__name__.strip("_"), _called_blank(page, seed, _behind(seed, dpi) if chance.random() < 0.5 else None)


def measure(blanks: int, hard: int, workers: int = 2) -> tuple[float, dict[str, int]]:
    """Share of true blanks found, and how many hard pages of each kind were called blank."""
    with ProcessPoolExecutor(workers) as pool:
        found = sum(pool.map(true_blank, range(blanks), chunksize=4))
        lost: dict[str, int] = {}
        for name, blank in pool.map(hard_page, range(hard), chunksize=4):
            lost[name] = lost.get(name, 0) + blank
    return found / blanks, lost
