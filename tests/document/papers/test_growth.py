"""No pattern takes more than its share of time: twice as much text, about twice as long."""

from __future__ import annotations

import re
import time

import pytest

from desktop.document.papers.extractors import load_extractors
from desktop.document.papers.fields import read_fields
from desktop.document.papers.suggest import suggest
from desktop.model.page import Reading, ReadLine, Word

UNITS = (
    *(
        ". . . . . . . .\n",
        "........\n",
        "\n",
        " ",
        "\n.\n",
        "-",
        "1 ",
        "12/3 ",
        "a ",
        "ab\n",
        "so: ",
        "so\n",
        "ho ten\n",
    ),
    *("ubnd\n", "ubnd . ", "chu tich ", "chu tich\n", "ong: ", "ngay ", "noi cap ", "ho ten chong ", "(((("),
)
SEARCHES = [
    pytest.param(search.match, id=f"{extractor.name}-{rule.name}-{at}")
    for extractor in load_extractors()
    for rule in extractor.rules
    for at, search in enumerate(rule.searches)
]
_SMALL, _TIMES = 2_000, 8
_FAST_S = 0.05


def _cpu_s(pattern: re.Pattern[str], text: str) -> float:
    begun = time.process_time()
    for _ in pattern.finditer(text):
        pass
    return time.process_time() - begun


@pytest.mark.parametrize("pattern", SEARCHES)
def test_a_pattern_grows_with_its_text_and_no_faster(pattern: re.Pattern[str]) -> None:
    for unit in UNITS:
        text = unit * (_SMALL // len(unit)) + "!"
        large = _cpu_s(pattern, text * _TIMES)
        if large > _FAST_S:
            # Eight times the text: 64 times as long where each place looks at all that follow.
            assert large < 3 * _TIMES * max(_cpu_s(pattern, text) for _ in range(3)), unit


def _page(lines: list[str]) -> Reading:
    rows = []
    for at, line in enumerate(lines):
        words = tuple(Word(text=part, box=(100, 20 * at, 9, 18), confidence=0.9) for part in line.split())
        rows.append(ReadLine(text=line, box=(100, 20 * at, 1400, 18), confidence=0.9, words=words))
    return Reading(reader="x", width=1654, height=20 * len(lines) + 20, lines=tuple(rows))


@pytest.mark.parametrize("line", ["." * 48, ". " * 24, "- - -", "(" * 48, "so : . . ."])
def test_a_form_of_dotted_lines_is_read_at_once(line: str) -> None:
    page = _page([line] * 400)
    begun = time.process_time()
    read_fields([page], [[]], "don dang ky dat dai can cuoc tiep nhan ho so")
    suggest([page], [[]], [("GT.1", f"Đơn ({line}")], [])
    assert time.process_time() - begun < 2
