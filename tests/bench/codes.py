"""How many codes are read after cleaning, by symbology and resolution, and what that costs.

Within the specification: citizen cards with their 12.5 mm QR, receipts with a 20 mm QR and a Code 128, separator
sheets, and stickers glued askew on tinted paper, all worn as a scanner wears them. Beyond it: one code of 11 mm.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from PIL import Image

from desktop.model.page import AUTOMATIC
from desktop.page.clean import clean
from desktop.page.codes import read_codes
from desktop.page.image import decode
from desktop.page.look import look
from desktop.page.look.small import shrunk
from desktop.page.work import one_thread
from desktop.training.papers.page import DrawnPage
from desktop.training.papers.pile import PaperSpec, draw
from desktop.training.papers.wear import wear
from desktop.training.people import person
from tests.bench.row import Row

TODAY = date(2040, 1, 1)


@dataclass(frozen=True)
class Tally:
    """What was read of one kind of page.

    Attributes:
        kind: kind of page.
        dpi: dots per inch.
        wanted: `(format, text)` printed on it.
        read: those of them that were read.
        wrong: codes read that were never printed.
        cpu_s: CPU seconds of reading the codes alone.
    """

    kind: str
    dpi: int
    wanted: tuple[tuple[str, str], ...]
    read: tuple[tuple[str, str], ...]
    wrong: tuple[tuple[str, str], ...]
    cpu_s: float


def _card(seed: str, dpi: int) -> DrawnPage:
    return draw(PaperSpec(kind="cccd", dpi=dpi), seed)[0]


def _receipt(seed: str, dpi: int) -> DrawnPage:
    return draw(PaperSpec(kind="tiep-nhan", dpi=dpi), seed)[0]


def _plain(seed: str, dpi: int) -> DrawnPage:
    """A page without any code: nothing may be read on it."""
    chance = random.Random(seed)
    kind = chance.choice(("cong-van", "quyet-dinh", "giay-phep", "khai-sinh", "hop-dong", "xac-nhan"))
    return draw(PaperSpec(kind=kind, dpi=dpi), seed)[0]


def _sticker(seed: str, dpi: int) -> DrawnPage:
    """A dossier's QR and Code 128 on a label that lies askew on a letter."""
    chance = random.Random(seed)
    page = _plain(seed, dpi)
    label = DrawnPage(seed, dpi, (70, 34))
    tint = tuple(chance.randrange(215, 250) for _ in range(3))
    label.image.paste(tint, (0, 0, *label.image.size))
    code = f"H99.12-260312-{chance.randrange(9999):04}"
    label.code(code, 3, 6, width=chance.uniform(15, 20))
    label.code(code, 26, 8, kind="Code128", width=chance.uniform(38, 42), height=12)
    mask = Image.new("L", label.image.size, 255)
    angle = chance.choice((0, 90, 180, 270)) + chance.uniform(-12, 12)
    turned = label.image.rotate(angle, Image.Resampling.BICUBIC, expand=True)
    page.image.paste(turned, (page.px(25), page.px(200)), mask.rotate(angle, expand=True))
    page.truth.codes.extend(label.truth.codes)
    return page


def _small(seed: str, dpi: int) -> DrawnPage:
    """A citizen card's QR of 11 mm: beyond the specification at 200 dpi."""
    page = DrawnPage(seed, dpi)
    for at in range(8):
        page.row(f"Dòng chữ thứ {at} của một trang có mã rất nhỏ")
    page.code(person(seed).qr, 150, 120, width=11)
    return page


KINDS = {"card": _card, "receipt": _receipt, "sticker": _sticker, "small": _small, "plain": _plain}


def measure(kind: str, dpi: int, number: int) -> Tally:
    """Draw, wear, look, clean, read one page."""
    one_thread()
    seed = f"codes {kind} {number}"
    chance = random.Random(seed)
    page = KINDS[kind](seed, dpi)
    if chance.random() < 0.3:
        page = _tinted(page, chance)
    worn = wear(page, seed, turn=chance.choice((0, 0, 0, 180)), skew=chance.uniform(-5, 5))
    pixels, _ = decode(worn.jpeg())
    small = shrunk(pixels, dpi)
    upright = clean(pixels, look(pixels, dpi, small), AUTOMATIC, small).pixels
    start = time.process_time()
    found = {(code.format, code.text) for code in read_codes(upright, dpi=dpi, today=TODAY)}
    cpu = time.process_time() - start
    wanted = {(code["format"], code["text"]) for code in page.truth.codes}
    read, wrong = wanted & found, found - wanted
    return Tally(kind, dpi, tuple(sorted(wanted)), tuple(sorted(read)), tuple(sorted(wrong)), cpu)


def _tinted(page: DrawnPage, chance: random.Random) -> DrawnPage:
    """On coloured paper."""
    tint = np.array([chance.uniform(0.75, 1.0) for _ in range(3)])
    picture = (np.asarray(page.image) * tint).astype(np.uint8)
    page.image = Image.fromarray(picture)
    return page


def figures(folder: Path, pages: int = 12, workers: int = 2) -> Iterator[Row]:
    """Codes read by kind and resolution, texts read wrongly, CPU; `pages` of each kind."""
    with ProcessPoolExecutor(workers) as pool:
        for dpi, share in ((200, 0.98), (300, 0.995)):
            for kind in KINDS:
                jobs = ((kind, dpi, number) for number in range(pages))
                yield from _figures(list(pool.map(measure, *zip(*jobs, strict=True))), share)


def _figures(tallies: list[Tally], share: float) -> Iterator[Row]:
    kind, dpi = tallies[0].kind, tallies[0].dpi
    for symbology in sorted({code[0] for tally in tallies for code in tally.wanted}):
        wanted = sum(code[0] == symbology for tally in tallies for code in tally.wanted)
        read = sum(code[0] == symbology for tally in tallies for code in tally.read)
        yield Row(f"{symbology} on a {kind}, {dpi} dpi, share read of {wanted}", read / wanted, share, False)
    yield Row(f"texts read wrongly on a {kind}, {dpi} dpi", sum(len(tally.wrong) for tally in tallies), 0)
    cpu = float(np.median([1000 * tally.cpu_s for tally in tallies]))
    yield Row(f"reading the codes of a {kind}, {dpi} dpi, CPU ms (median)", cpu, 300)
