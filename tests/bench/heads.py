"""How far agreement of readers is to be believed in heads of papers: `python -m tests.bench.heads FOLDER`.

FOLDER holds pictures of heads, each with its truth beside it: `NAME.json` with `file`, `number`, `number_digits` (how
its digits came onto the paper), `issued`, `issued_ink`, `issuer`, `abstract`. Prints for each kind of slot which
readers agreed, how often, and how often that was right; then the same of each value's state.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop.document.papers.field import FieldState
from desktop.document.papers.fields import read_fields, worth_reading_twice
from desktop.document.papers.head.blocks import find_head
from desktop.document.papers.head.slots import read_slots
from desktop.document.papers.head.values import LAST_YEAR
from desktop.model.page import Reading
from desktop.model.typed import plain
from desktop.page.work import process_page

_VALUES = ("number", "issued", "issuer", "abstract")


@dataclass(frozen=True, slots=True)
class Seen:
    """One slot or value: what it is, who stands behind it, whether it is right."""

    kind: str
    behind: str
    right: bool


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder: Path = parser.parse_args().folder
    slots: list[Seen] = []
    values: list[Seen] = []
    for file in sorted(folder.glob("*.json")):
        truth = json.loads(file.read_text("utf-8"))
        reading = process_page((folder / truth["file"]).read_bytes(), worth=worth_reading_twice).facts.reading
        if reading:
            slots += _slots(reading, truth)
            values += _values(reading, truth)
    _print("slot, ink, readers that agree", slots)
    _print("value, state", values)


def _slots(reading: Reading, truth: Mapping[str, str]) -> Iterator[Seen]:
    head = find_head(reading)
    if head is None:
        return
    slots = read_slots(head, reading, LAST_YEAR)
    number, day = slots.number, slots.day
    digits, _, symbol = truth["number"].partition("/")
    year, month, of_month = truth["issued"].split("-")
    ink, day_ink = truth.get("number_digits", "?"), truth.get("issued_ink", "?")
    yield Seen(f"digits, {ink}", _names(number.digits.said), number.digits.text == digits)
    yield Seen("symbol", _names(number.symbol_said), number.symbol == symbol)
    yield Seen(f"day, {day_ink}", _names(day.day.said), day.day.text.zfill(2) == of_month)
    yield Seen(f"month, {day_ink}", _names(day.month.said), day.month.text.zfill(2) == month)
    yield Seen("year", _names(day.year.said), day.year.text == year)


def _names(readers: Iterable[str]) -> str:
    return " + ".join(sorted(readers)) or "none"


def _values(reading: Reading, truth: Mapping[str, str]) -> Iterator[Seen]:
    found = read_fields([reading], [()])
    for name in _VALUES:
        if truth.get(name):
            field = found.get(name)
            right = field is not None and _bare(field.value) == _bare(truth[name])
            yield Seen(name, str(field.state) if field else "missing", right)


def _bare(text: str) -> str:
    kept = plain(text).upper().removeprefix("V/V").removeprefix("VỀ VIỆC")
    return "".join(c for c in kept if c.isalnum())


def _print(heading: str, seen: Sequence[Seen]) -> None:
    said = Counter((one.kind, one.behind) for one in seen)
    right = Counter((one.kind, one.behind) for one in seen if one.right)
    lines = [f"| {heading} | n | right |", "|---|---|---|"]
    lines += [
        f"| {kind}, {behind} | {count} | {right[kind, behind]} |" for (kind, behind), count in sorted(said.items())
    ]
    green = [one for one in seen if one.behind == FieldState.GREEN]
    lines += (
        [f"green {len(green)} of {len(seen)}, wrong of them {sum(not one.right for one in green)}"] if green else []
    )
    sys.stdout.write("\n".join(lines) + "\n\n")


if __name__ == "__main__":
    main()
