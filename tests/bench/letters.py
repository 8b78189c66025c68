"""Official papers as offices fill them in and copy them, and how well every kind of paper is read as a text.

`python -m tests.bench.letters --papers 350` reads 350 official papers at each resolution, which have more than
5,000 values; the short way takes some minutes on two cores. Number and day are printed, stamped or written by hand,
and are told apart.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from itertools import repeat
from pathlib import Path

from desktop.document.papers.fields import read_fields, worth_reading_twice
from desktop.page.work import one_thread, process_page
from desktop.training.papers.copied import WAYS, copied
from desktop.training.papers.kinds import KINDS
from desktop.training.papers.official.paper import official_paper
from desktop.training.papers.page import HANDWRITTEN, PRINTED, STAMPED, DrawnPage
from desktop.training.papers.pile import PaperSpec, draw
from desktop.training.papers.wear import wear
from tests.bench.reading import wrong_characters, wrong_of
from tests.bench.row import Row, all_held, remark
from tests.bench.seed import fresh
from tests.bench.values import FIELDS, Value, green_rows, share, value_rows, values_of

TODAY = date(2026, 12, 31)
OFFICIAL = "official"
_FILLED_IN = ("number", "issued")


@dataclass(frozen=True)
class ReadPaper:
    """One paper as the program read it.

    Attributes:
        kind: a key of `KINDS`, or `OFFICIAL`.
        way: how its first page was copied, a key of `WAYS`; "" for plain wear.
        wrong, type: wrong characters of printed type, and all of them.
        wrong_ink, ink: those in lines with handwriting or under a stamp, and all of them.
        worst: printed lines with the most wrong characters, by how many.
        values: those on it.
    """

    kind: str
    way: str
    wrong: int
    type: int
    wrong_ink: int
    ink: int
    worst: Mapping[str, int] = field(default_factory=dict)
    values: Sequence[Value] = ()


def read_official(seed: str, dpi: int, way: str) -> ReadPaper:
    """Draw, copy and read an official paper, every page of it."""
    one_thread()
    pages = official_paper(seed, dpi)
    scans = [copied(page, f"{seed} {at}", way).jpeg() for at, page in enumerate(pages)]
    return _read(OFFICIAL, way, pages, scans, dpi)


def read_kind(kind: str, seed: str, dpi: int) -> ReadPaper:
    """Draw, wear and read a paper of the training set for its characters."""
    one_thread()
    pages = draw(PaperSpec(kind=kind, dpi=dpi), seed)
    return _read(kind, "", pages, [wear(page, f"{seed} {kind} {at}").jpeg() for at, page in enumerate(pages)], dpi)


def _read(kind: str, way: str, pages: Sequence[DrawnPage], scans: Sequence[bytes], dpi: int) -> ReadPaper:
    facts = [process_page(scan, dpi, worth=worth_reading_twice).facts for scan in scans]
    readings = [one.reading for one in facts]
    wrong = total = wrong_ink = ink = 0
    worst: Counter[str] = Counter()
    for page, reading in zip(pages, readings, strict=True):
        text = reading.text if reading else ""
        printed = [line for line in page.truth.lines if "ink" not in line]
        off, size = wrong_of(printed, text)
        wrong, total = wrong + off, total + size
        off, size = wrong_of([line for line in page.truth.lines if "ink" in line], text)
        wrong_ink, ink = wrong_ink + off, ink + size
        if off_lines := {line["text"]: wrong_characters(line["text"], text) for line in printed}:
            worst.update({words: count for words, count in off_lines.items() if count})
    truth = pages[0].truth
    inks = {name: truth.ink(name) for name in truth.fields}
    fields = read_fields(readings, [one.codes for one in facts], today=TODAY)
    values = values_of(truth.fields, fields, inks) if kind == OFFICIAL else []
    return ReadPaper(kind, way, wrong, total, wrong_ink, ink, dict(worst.most_common(2)), values)


def character_rows(what: str, papers: Sequence[ReadPaper]) -> Iterator[Row]:
    """Wrong characters of printed type over all kinds; cards apart; by kind and by copy beside them."""
    cards = [paper for paper in papers if paper.kind == "cccd"]
    others = [paper for paper in papers if paper.kind != "cccd"]
    yield Row(f"{what}: wrong characters over all kinds, %", _wrong(papers), 0.35)
    yield Row(f"{what}: wrong characters on ID cards, %", _wrong(cards), 1.0)
    yield Row(
        f"{what}: wrong characters on plainly worn sheets, %", _wrong([one for one in others if not one.way]), 0.35
    )
    for way in WAYS:
        some = [paper for paper in papers if paper.way == way]
        if some:
            remark(f"{what}, official papers, {way}: {_wrong(some):.2f} % wrong of {sum(one.type for one in some)}")
    filled = [paper for paper in papers if paper.ink]
    off = share(sum(one.wrong_ink for one in filled), sum(one.ink for one in filled))
    remark(f"{what}, lines with handwriting or stamped: {off:.2f} % wrong of {sum(one.ink for one in filled)}")
    lines = Counter({f"[{one.way or one.kind}] {words}": off for one in papers for words, off in one.worst.items()})
    for words, count in lines.most_common(8):
        remark(f"{what}, {count} wrong: {words[:110]}")


def _wrong(papers: Sequence[ReadPaper]) -> float:
    return share(sum(one.wrong for one in papers), sum(one.type for one in papers))


def ink_rows(what: str, values: Sequence[Value]) -> Iterator[Row]:
    """Numbers and days by their ink: how many are right, green, green and wrong."""
    for name in _FILLED_IN:
        for ink in (PRINTED, STAMPED, HANDWRITTEN):
            some = [value for value in values if value.name == name and value.ink == ink]
            if not some:
                continue
            green = [value for value in some if value.green]
            wrong = sum(not value.right for value in green)
            text = f"{what}: {name} {ink}, {len(some)}: {sum(value.right for value in some)} right, {len(green)} green"
            yield Row(f"{text}; wrong of green, %", share(wrong, len(green)), 0.1)


def causes(values: Sequence[Value]) -> None:
    """Print what became of the values by field: right, asked or unmarked but wrong, green but wrong, missing."""
    for name in FIELDS:
        some = [value for value in values if value.name == name]
        if some:
            became = Counter(_became(value) for value in some)
            said = ", ".join(f"{count} {what}" for what, count in became.most_common())
            remark(f"{name:13} {len(some):5}: {said}")


def _became(value: Value) -> str:
    if value.found is None:
        return "missing"
    state = value.found.state.name.lower()
    return f"right {state}" if value.right else f"WRONG {state}"


def figures(folder: Path, seed: str = "", papers: int = 44, rounds: int = 1, workers: int = 2) -> Iterator[Row]:
    """Characters of every kind of paper, and values of official papers.

    Args:
        folder: not needed.
        seed: other seeds, other papers; a fresh one where empty.
        papers: official papers at each resolution; 350 have more than 5,000 values.
        rounds: papers of each other kind, likewise.
        workers: processes.
    """
    seed = seed or fresh()
    ways = [way for way, (weight, _) in WAYS.items() for _ in range(weight // 2)]
    everything: list[Value] = []
    with ProcessPoolExecutor(workers) as pool:
        for dpi in (200, 300):
            seeds = [f"{seed} {dpi} {number}" for number in range(papers)]
            # Every way comes up as often as it should, however few papers there are.
            turns = [ways[number * 31 % len(ways)] for number in range(papers)]
            found = list(pool.map(read_official, seeds, repeat(dpi), turns, chunksize=2))
            everything += [value for paper in found for value in paper.values]
            jobs = [(kind, f"{seed} {number}") for number in range(rounds) for kind in KINDS]
            kinds, names = [kind for kind, _ in jobs], [name for _, name in jobs]
            found += pool.map(read_kind, kinds, names, repeat(dpi), chunksize=2)
            yield from character_rows(f"{dpi} dpi", found)
    causes(everything)
    yield from value_rows("official papers", everything, {})
    yield from ink_rows("official papers", everything)
    yield from green_rows("official papers", everything, 70)


def main(words: Sequence[str] | None = None) -> int:
    """Print the figures; exit status 1 where a limit does not hold."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    asked.add_argument("--seed", default="", help="other seeds, other papers; a fresh one where not given")
    asked.add_argument(
        "--papers", type=int, default=44, help="official papers at each resolution; 350 for 5,000 values"
    )
    asked.add_argument("--rounds", type=int, default=1, help="papers of each other kind at each resolution")
    asked.add_argument("--workers", type=int, default=2)
    given = asked.parse_args(words)
    return 0 if all_held(figures(Path(), given.seed, given.papers, given.rounds, given.workers)) else 1


if __name__ == "__main__":
    sys.exit(main())
