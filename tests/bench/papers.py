"""Which paper it is and what it says, on worn papers of every kind: `python -m tests.bench.papers --rounds 4`.

Two sources of values. Whole papers, as they come, tell how many of the values on a paper are right and green. So few
of those are wrong that thousands are needed to count them: registers, pages of invented entries each of which is read
as a paper of its own, through the same look, the same cuts, readers and extractors, give fifty values a page.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise, repeat
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from desktop.catalogue.reader import read_catalogue_file
from desktop.document.papers.fields import read_fields, worth_reading_twice
from desktop.document.papers.suggest import suggest
from desktop.machine.folders import resources
from desktop.model.page import AUTOMATIC, PageCode, Reading
from desktop.page.clean import clean
from desktop.page.flaws.mended import mended
from desktop.page.image import decode
from desktop.page.look import look
from desktop.page.look.small import shrunk
from desktop.page.reading.readers import readers
from desktop.page.reading.whole import read_page
from desktop.page.result import Wanted, WordPlace
from desktop.page.work import one_thread, process_page
from desktop.training.papers.kinds import KINDS
from desktop.training.papers.page import DrawnPage
from desktop.training.papers.parts import day_in_words
from desktop.training.papers.pile import PaperSpec, draw
from desktop.training.papers.wear import WornPage, wear
from desktop.training.people import person
from tests.bench.row import Row, all_held
from tests.bench.seed import fresh
from tests.bench.values import Value, green_rows, share, value_rows, values_of

TODAY = date(2026, 12, 31)
_STRICT = ("number", "issued", "owner_id")
_PAGES_READ = 2
"""Of a longer paper the first pages say what it is."""
_ENTRIES = 9
_SURE = 0.9
"""A suggestion that scores this much says that it is sure."""


@dataclass(frozen=True)
class ReadPaper:
    """One paper as the program read it."""

    kind: str
    readings: Sequence[Reading | None]
    codes: Sequence[Sequence[PageCode]]
    truth: Mapping[str, str]

    @property
    def values(self) -> list[Value]:
        """The values printed on it."""
        fields = read_fields(self.readings, self.codes, KINDS[self.kind].name, today=TODAY)
        return values_of(self.truth, fields)


def heavily_worn(page: DrawnPage, seed: str) -> bytes:
    """A bad copy of a bad copy: askew, faded, blurred, noisy, squeezed."""
    chance = random.Random(f"heavy {seed}")
    worn = wear(page, seed, skew=chance.uniform(-5, 5))
    pixels = cv2.GaussianBlur(worn.image, (0, 0), chance.uniform(1.2, 1.8) * page.dpi / 200).astype(np.float32)
    pixels = 235 - (235 - pixels) * chance.uniform(0.35, 0.55)
    pixels += np.random.default_rng(chance.randrange(2**32)).normal(0, chance.uniform(9, 14), pixels.shape)
    return replace(worn, image=np.clip(pixels, 0, 255).astype(np.uint8)).jpeg(30)


def read_paper(kind: str, seed: str, dpi: int, heavy: bool) -> ReadPaper:
    """Draw, wear and read one paper."""
    truth: dict[str, str] = {}
    readings, codes = [], []
    for at, page in enumerate(draw(PaperSpec(kind=kind, dpi=dpi), seed)):
        truth = {**page.truth.fields, **truth}
        if at >= _PAGES_READ:
            continue
        own = f"{seed} {kind} {at}"
        image = heavily_worn(page, own) if heavy else wear(page, own).jpeg()
        facts = process_page(image, dpi, worth=worth_reading_twice).facts
        readings.append(facts.reading)
        codes.append(facts.codes)
    if len(readings) < len(draw(PaperSpec(kind=kind, dpi=dpi), seed)):
        # Who signed stands on a page that was not read.
        truth = {name: value for name, value in truth.items() if not name.startswith("signer")}
    return ReadPaper(kind, readings, codes, truth)


def catalogue() -> list[tuple[str, str]]:
    """Code and name of all in the sample catalogue, and of the kinds of paper that it lacks."""
    sample = read_catalogue_file(resources() / "catalogue" / "sample.json")
    names = {code: kind.name for kind in KINDS.values() for code in kind.codes[:1]}
    for procedure in sample.procedures:
        names |= {result.code: result.name for result in procedure.results}
        names |= {part.code: part.name for case in procedure.cases for part in case.components}
    return list(names.items())


def register(seed: str, dpi: int) -> tuple[DrawnPage, list[dict[str, str]]]:
    """A page of entries one under the other, printed or filled in; and the values of each."""
    chance, page, entries = random.Random(f"register {seed}"), DrawnPage(f"register {seed}", dpi), []
    page.y = 14
    for at in range(_ENTRIES):
        who, day = person(f"register {seed} {at}"), date(2026, 1, 5) + timedelta(days=chance.randrange(250))
        number = f"{chance.randrange(1, 9999)}/{chance.choice(('QĐ-UBND', 'GPXD', '2026', 'UBND-VP', 'GCN-HKD'))}"
        page.text(f"Số: {number}", 62, page.y, 13, align="middle")
        page.text(f"Mẫu, {day_in_words(day)}", 140, page.y, 13, "i", align="middle")
        page.y += 5.4
        for label, value in (
            ("Họ và tên:", who.name),
            (chance.choice(("Ngày sinh:", "Ngày, tháng, năm sinh:")), f"{who.born:%d/%m/%Y}"),
            (chance.choice(("Số định danh cá nhân:", "Giấy tờ tùy thân: CCCD số")), who.number),
            (chance.choice(("Nơi cư trú:", "Nơi thường trú:")), who.address),
        ):
            if at % 2:
                page.filled(label, value, 12)
                page.y -= 0.9
            else:
                page.row(f"{label} {value}", 12)
        page.y += 2.5
        entries.append(
            {
                "number": number,
                "issued": day.isoformat(),
                "owner": who.name,
                "born": who.born.isoformat(),
                "owner_id": who.number,
                "address": who.address,
            }
        )
    return page, entries


def read_register(seed: str, dpi: int) -> list[Value]:
    """The values of a worn register, each entry read as a paper of its own."""
    one_thread()
    page, entries = register(seed, dpi)
    worn = wear(page, f"register {seed}")
    pixels, _ = decode(worn.jpeg(), seed)
    small = shrunk(pixels, dpi)
    seen = look(pixels, dpi, small)
    upright = clean(pixels, seen, AUTOMATIC, small)
    starts = _starts(worn, upright.matrix)
    height, width = upright.pixels.shape[:2]
    legible = mended(pixels, seen.flaws, dpi)
    size = (width, height)
    reading = read_page(legible, seen.lines, upright.matrix, size, readers(), lambda one: _worth(one, starts), [pixels])
    values = []
    for entry, (part, _) in zip(entries, _parts(reading, starts), strict=True):
        fields = read_fields([part], [()], today=TODAY)
        values += values_of(entry, fields)
    return values


def _starts(worn: WornPage, matrix: np.ndarray[Any, np.dtype[np.float64]]) -> list[float]:
    """Where each entry begins, clean px."""
    tops = [line["quad"][0] for line in worn.truth.lines if line["text"].startswith("Số: ")]
    lines = [line["quad"][3][1] - line["quad"][0][1] for line in worn.truth.lines]
    return [float((matrix @ (*top, 1))[1]) - 0.5 * float(np.median(lines)) for top in tops]


def _parts(reading: Reading, starts: Sequence[float]) -> Iterator[tuple[Reading, list[int]]]:
    """Each entry as a reading of its own, at the head of a page; with the places of its lines in the whole."""
    for top, foot in zip(starts, [*starts[1:], float("inf")], strict=True):
        inside = [at for at, line in enumerate(reading.lines) if top <= line.box[1] + line.box[3] / 2 < foot]
        lines = []
        for at in inside:
            x, y, width, height = reading.lines[at].box
            lines.append(replace(reading.lines[at], box=(x, y - int(top), width, height)))
        yield replace(reading, lines=tuple(lines)), inside


def _worth(reading: Reading, starts: Sequence[float]) -> Wanted:
    return Wanted(
        [
            WordPlace(inside[place.line], place.word)
            for part, inside in _parts(reading, starts)
            for place in worth_reading_twice(part).words
        ]
    )


@dataclass(frozen=True)
class Ranked:
    """The first suggestion for a paper: its score, whether it is right; 0 and wrong where there is none."""

    kind: str
    score: float
    right: bool


def ranked(papers: Iterable[ReadPaper], *, unknown: bool = False) -> list[Ranked]:
    """What is suggested first for each paper, out of the whole catalogue.

    Args:
        papers: as read.
        unknown: take each paper's own name out of the catalogue first, so that whatever is suggested is wrong.
    """
    names, found = catalogue(), []
    known = dict(names)
    for paper in papers:
        # The same name under two codes, as result and as component, is the same paper.
        wanted = {known[code] for code in KINDS[paper.kind].codes if code in known}
        offered = [(code, name) for code, name in names if not (unknown and name in wanted)]
        best = next(iter(suggest(paper.readings, paper.codes, [], offered)), None)
        found.append(Ranked(paper.kind, best.score if best else 0.0, bool(best and best.name in wanted)))
    return found


def suggestion_rows(what: str, papers: Sequence[ReadPaper], least: float) -> Iterator[Row]:
    """How many first suggestions are right, and whether the wrong ones say that they are unsure.

    Few are wrong: that a wrong one scores low is seen on the same papers with their own names not in the catalogue.
    """
    found, wrong_ones = ranked(papers), ranked(papers, unknown=True)
    right = sum(one.right for one in found)
    kinds = len({one.kind for one in found})
    yield Row(
        f"{what}: right code first, % of {len(found)} papers of {kinds} kinds", share(right, len(found)), least, False
    )
    wrong_ones += [one for one in found if not one.right]
    sure = sum(one.score >= _SURE for one in wrong_ones)
    yield Row(
        f"{what}: scores {_SURE} or more, % of {len(wrong_ones)} wrong suggestions", share(sure, len(wrong_ones)), 1.0
    )
    pairs = [(one.score, other.score) for one in found if one.right for other in wrong_ones]
    above = sum(one > other for one, other in pairs)
    yield Row(f"{what}: a right suggestion scores above a wrong one, % of pairs", share(above, len(pairs)), 99, False)
    for low, high in pairwise((0.0, 0.5, 0.65, 0.8, 0.9, 1.01)):
        counts = [sum(low <= one.score < high for one in some) for some in (found, wrong_ones)]
        wrong = Counter(one.kind for one in found if low <= one.score < high and not one.right)
        text = f"{what}, score {low} to {min(high, 1.0)}: {counts[0]} suggestions, {wrong.total()} wrong"
        print(f"      {text}; {counts[1]} for papers not in the catalogue", dict(wrong) or "")  # noqa: T201


def figures(folder: Path, seed: str = "", rounds: int = 2, registers: int = 24, workers: int = 2) -> Iterator[Row]:
    """Suggestions, fields, green values.

    Args:
        folder: not needed.
        seed: other seeds, other papers; a fresh one where empty.
        rounds: papers of each kind, at each resolution and heavily worn.
        registers: pages of a register at each resolution; 60 at both give more than 5,000 green values.
        workers: processes.
    """
    seed = seed or fresh()
    with ProcessPoolExecutor(workers) as pool:

        def papers(dpi: int, heavy: bool) -> list[ReadPaper]:
            jobs = [(kind, f"{seed} {number}") for number in range(rounds) for kind in KINDS]
            kinds, seeds = zip(*jobs, strict=True)
            return list(pool.map(read_paper, kinds, seeds, repeat(dpi), repeat(heavy), chunksize=2))

        everything: list[Value] = []
        strict = dict.fromkeys(_STRICT, 97.0)
        for dpi in (200, 300):
            plain = papers(dpi, False)
            yield from suggestion_rows(f"{dpi} dpi", plain, 97)
            whole = [value for paper in plain for value in paper.values]
            yield from value_rows(f"{dpi} dpi, papers", whole, strict)
            yield from green_rows(f"{dpi} dpi, papers", whole, 80)
            seeds = [f"{seed} {number}" for number in range(registers)]
            entries = [value for page in pool.map(read_register, seeds, repeat(dpi)) for value in page]
            yield from value_rows(f"{dpi} dpi, registers", entries, strict)
            everything += whole + entries
        yield from green_rows("all values", everything, 80)
        yield from suggestion_rows("200 dpi, heavily worn", papers(200, True), 90)


def main(words: Sequence[str] | None = None) -> int:
    """Print the figures; exit status 1 where a limit does not hold."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    asked.add_argument("--seed", default="", help="other seeds, other papers; a fresh one where not given")
    asked.add_argument("--rounds", type=int, default=2, help="papers of each kind")
    asked.add_argument("--registers", type=int, default=24, help="pages of a register at each resolution")
    asked.add_argument("--workers", type=int, default=2)
    given = asked.parse_args(words)
    return 0 if all_held(figures(Path(), given.seed, given.rounds, given.registers, given.workers)) else 1


if __name__ == "__main__":
    sys.exit(main())
