"""From answers at every step along a line to its words."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from desktop.page.reading.steps import words_of

LETTERS = ["", "1", "2", " ", "a\u0302"]


def answers(*steps: tuple[int, float]) -> np.ndarray:
    """Chances with one likeliest letter at each step, the others sharing what is left."""
    rows = np.empty((len(steps), len(LETTERS)), np.float32)
    for row, (letter, sure) in zip(rows, steps, strict=True):
        row[:] = (1 - sure) / (len(LETTERS) - 1)
        row[letter] = sure
    return rows


def test_repeats_are_one_letter_and_a_blank_parts_two() -> None:
    (word,) = words_of(answers((1, 0.9), (1, 0.7), (0, 0.9), (1, 0.8), (2, 0.6)), LETTERS)
    assert word.text == "112"
    assert [round(one, 2) for one in word.letters] == [0.9, 0.8, 0.6]
    assert round(word.confidence, 2) == 0.6
    assert (word.left, word.right) == (0.0, 1.0)


def test_a_space_parts_words() -> None:
    one, other = words_of(answers((0, 0.9), (1, 0.9), (3, 0.9), (3, 0.9), (2, 0.9), (0, 0.9)), LETTERS)
    assert (one.text, other.text) == ("1", "2")
    assert (one.left, one.right, other.left) == (1 / 6, 2 / 6, 4 / 6)


@given(st.lists(st.tuples(st.integers(0, 4), st.floats(0.5, 1)), max_size=12))
def test_every_letter_of_any_answer_has_its_certainty_and_its_place(steps: list[tuple[int, float]]) -> None:
    words = words_of(answers(*steps), LETTERS)
    for word in words:
        assert 0 <= word.left < word.right <= 1
        assert not word.letters or len(word.letters) == len(word.text)
    assert not steps or all(word.text == word.text.strip() for word in words)
