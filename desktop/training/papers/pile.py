"""Piles for the feeder and sets for measuring: worn pages on disk, each with its truth beside it.

`python -m desktop.training.papers.pile --out DIR --seed 1 --count 40 --dpi 200` writes a mixed set.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from desktop.training.papers.kinds import KINDS, job
from desktop.training.papers.page import DrawnPage
from desktop.training.papers.wear import WornPage, wear
from desktop.training.people import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperSpec:
    """A paper to be put on the pile.

    Attributes:
        kind: a key of `KINDS`.
        duplex: its pages are printed on both sides of sheets.
        upside_down: the pile's number of a page of it (from 0) that lies upside down; None for none.
        dpi: dots per inch.
        by_hand: number and day in its head are filled in by hand, as on most real ones.
    """

    kind: str
    duplex: bool = False
    upside_down: int | None = None
    dpi: int = 200
    by_hand: bool = False


def kind_for(code: str) -> str:
    """The kind of paper that a component or result code asks for; a form where none is drawn for it."""
    for name, kind in KINDS.items():
        if code in kind.codes:
            return name
    return "cong-van"


def draw(spec: PaperSpec, seed: int | str, who: Person | None = None) -> list[DrawnPage]:
    """The clean pages of a paper."""
    return KINDS[spec.kind].draw(job(spec.kind, seed, spec.dpi, who, by_hand=spec.by_hand))


def write_pile(
    folder: Path,
    specs: Sequence[PaperSpec],
    seed: int | str,
    who: Person | None = None,
    *,
    on_top: DrawnPage | None = None,
) -> list[dict[str, Any]]:
    """Write a pile as the training scanner reads it (`NNN-front.jpg`, `NNN-back.jpg`); gives the truth of every side.

    Args:
        folder: what lies there is replaced.
        specs: the papers.
        seed: of everything that is invented.
        who: whose papers they are; somebody else's each where none is given.
        on_top: a sheet on top of them, printed on one side.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.jpg"):
        old.unlink()
    truths: list[dict[str, Any]] = []
    sheet = 0
    if on_top:
        sheet += 1
        (folder / f"{sheet:03}-front.jpg").write_bytes(wear(on_top, f"{seed} on top").jpeg())
    for number, spec in enumerate(specs):
        pages = draw(spec, f"{seed} {number}", who)
        step = 2 if spec.duplex else 1
        for at in range(0, len(pages), step):
            sheet += 1
            back = pages[at + 1] if spec.duplex and at + 1 < len(pages) else None
            sides = [("front", pages[at], back)]
            if spec.duplex:
                # The other side of a page printed on one side only is blank, but for what shines through.
                blank = DrawnPage(f"{seed} {number} {at} back", spec.dpi, pages[at].size_mm)
                sides.append(("back", back or blank, pages[at]))
            for offset, (side, page, behind) in enumerate(sides):
                turn = 180 if spec.upside_down == at + offset else 0
                worn = wear(page, f"{seed} {number} {at} {side}", turn=turn, behind=behind)
                name = f"{sheet:03}-{side}.jpg"
                (folder / name).write_bytes(worn.jpeg())
                truths.append({"file": name, "kind": spec.kind, "paper": number, **truth_data(worn)})
    (folder / "truth.json").write_text(json.dumps(truths, ensure_ascii=False, indent=1), "utf-8")
    return truths


def truth_data(worn: WornPage) -> dict[str, Any]:
    """Ground truth as JSON."""
    return {
        "dpi": worn.dpi,
        "skew_deg": round(worn.skew_deg, 3),
        "rotation_deg": worn.rotation_deg,
        **asdict(worn.truth),
    }


def samples(folder: Path, seed: int, count: int, dpi: int) -> list[dict[str, Any]]:
    """Write a mixed set of worn pages, some upside down; gives their truth, also in `truth.json`."""
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(f"samples {seed}")  # noqa: S311 - invents, keeps no secret
    names = list(KINDS)
    truths: list[dict[str, Any]] = []
    number = 0
    while len(truths) < count:
        kind = names[number % len(names)]
        pages = draw(PaperSpec(kind=kind, dpi=dpi), f"{seed} {number}")
        number += 1
        for at, page in enumerate(pages):
            turn = 180 if chance.random() < 0.12 else 0
            behind = pages[at - 1] if chance.random() < 0.3 else None
            worn = wear(page, f"{seed} {number} {at}", turn=turn, behind=behind)
            name = f"{len(truths):03}-{kind}-{at}.jpg"
            (folder / name).write_bytes(worn.jpeg())
            truths.append({"file": name, "kind": kind, "paper": number, **truth_data(worn)})
    (folder / "truth.json").write_text(json.dumps(truths[:count], ensure_ascii=False, indent=1), "utf-8")
    return truths[:count]


def main() -> int:
    """Write a mixed set from the command line."""
    words = argparse.ArgumentParser(description="Invented papers with the marks of a scanner, and their truth.")
    words.add_argument("--out", type=Path, required=True)
    words.add_argument("--seed", type=int, default=1)
    words.add_argument("--count", type=int, default=40)
    words.add_argument("--dpi", type=int, default=200)
    given = words.parse_args()
    samples(given.out, given.seed, given.count, given.dpi)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
