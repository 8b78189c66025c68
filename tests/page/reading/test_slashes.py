"""Slashes that lost the space on one side."""

from __future__ import annotations

import pytest

from desktop.page.reading.slashes import with_even_slashes
from desktop.page.reading.tesseract import LineWord


def _line(text: str) -> tuple[LineWord, ...]:
    parts = text.split()
    return tuple(LineWord(part, at / len(parts), (at + 0.9) / len(parts), 0.9) for at, part in enumerate(parts))


@pytest.mark.parametrize(
    ("seen", "wanted"),
    [
        ("Số /No.: 012", "Số / No.: 012"),
        ("Quê quán/ Place of origin:", "Quê quán / Place of origin:"),
        ("Giới tính / Sex:", "Giới tính / Sex:"),
        ("có mặt và/hoặc vắng mặt", "có mặt và/hoặc vắng mặt"),
        ("Số: /QĐ-UBND", "Số: /QĐ-UBND"),
        ("Số: 12 /2024 /NĐ-CP", "Số: 12 /2024 /NĐ-CP"),
        ("ngày 12/ 5/ 2024", "ngày 12/ 5/ 2024"),
        ("/ Sex", "/ Sex"),
    ],
)
def test_a_slash_has_a_space_on_both_sides_or_on_neither(seen: str, wanted: str) -> None:
    freed = with_even_slashes(_line(seen))
    assert " ".join(word.text for word in freed) == wanted
    places = [place for word in freed for place in (word.left, word.right)]
    assert places == sorted(places)
