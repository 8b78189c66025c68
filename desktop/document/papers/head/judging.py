"""What makes a value of a head green: which readers must agree, by the kind of slot and how it was filled in.

Measured on real heads that are kept apart (`tests/bench/heads.py` prints the table). Handwritten: the second and the
third reader agreeing were right on each of two dozen days and on 40 of 42 numbers, one of them alone on three of four
numbers. Printed: any two readers were right on every month, year and symbol. So a handwritten day, of which only
thirty-one are possible, may be green where both are sure of each digit; a handwritten number never is.
"""

from __future__ import annotations

from desktop.document.papers.field import FieldState
from desktop.document.papers.head.day import Day
from desktop.document.papers.head.number import Number
from desktop.model.page import Ink

_ALL = frozenset({"tesseract-vie", "asternet", "digits"})
_OF_HANDWRITING = frozenset({"asternet", "digits"})
OF_LETTERS = frozenset({"tesseract-vie", "asternet"})
"""Readers that know letters with their marks."""
ENOUGH = 2
"""Readers that must agree on what is printed."""


def number_state(number: Number, ink: Ink) -> FieldState:
    """Printed digits are green where every reader says them; handwritten ones never are, however many agree."""
    if ink is Ink.PRINTED and number.digits.said >= _ALL and number.symbol_said >= OF_LETTERS:
        return FieldState.GREEN
    return FieldState.SINGLE if len(number.digits.said) >= ENOUGH and number.symbol else FieldState.ASKED


def day_state(day: Day, ink: Ink) -> FieldState:
    """Green where two readers say month and year, and the two that read handwriting the day, surely if it is written.

    A day below ten is written with its nought (NĐ 30/2020/NĐ-CP, annex I, II.4): one digit that is not printed is
    half of two, whose other stroke nobody saw.
    """
    if min(len(day.month.said), len(day.year.said)) < ENOUGH:
        return FieldState.ASKED
    if ink is not Ink.PRINTED and len(day.day.text) < ENOUGH:
        return FieldState.SINGLE if len(day.day.said) >= ENOUGH else FieldState.ASKED
    agreed = {
        Ink.PRINTED: day.day.said >= _OF_HANDWRITING,
        Ink.STAMPED: day.day.said >= _ALL,
    }
    if agreed.get(ink, day.day.surely >= _OF_HANDWRITING):
        return FieldState.GREEN
    return FieldState.SINGLE if len(day.day.said) >= ENOUGH else FieldState.ASKED
