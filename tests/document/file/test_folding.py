"""Rows of words: none is wider than its place, and nothing of a text is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.document.file.folding import folded
from desktop.document.file.lettering import Lettering, clean_text

LETTERS = Lettering()
WORDS = st.text(st.sampled_from("abmiWĐạ-/ "), max_size=60)


@given(text=WORDS, width=st.floats(4, 30), first=st.floats(0, 2))
def test_no_row_is_wider_than_its_place_and_no_letter_is_lost(text, width, first):
    rows = folded(clean_text(text), width, LETTERS, first)
    for at, row in enumerate(rows):
        assert LETTERS.width(row) <= width - (first if at == 0 else 0)
    kept = clean_text(text).replace(" ", "")
    assert "".join(rows).replace(" ", "") == (kept or "–")


@pytest.mark.parametrize("word", ["000.00.00.H99-260312-0001/QĐ-UBND", "https://mau.gov.vn/tra-cuu/ket-qua/0001"])
def test_a_long_word_is_broken_behind_its_signs(word):
    rows = folded(word, LETTERS.width(word) * 0.7, LETTERS)
    assert len(rows) == 2
    assert rows[0][-1] in "-/"
    assert "".join(rows) == word


def test_a_word_without_signs_is_broken_where_the_row_ends():
    rows = folded("m" * 30, LETTERS.width("m" * 10), LETTERS)
    assert rows == ["m" * 10] * 3


def test_words_that_fit_stay_whole():
    assert folded("một hai ba", LETTERS.width("một hai"), LETTERS) == ["một hai", "ba"]
