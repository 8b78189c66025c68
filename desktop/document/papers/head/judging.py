"""What makes a value of a head green: how often readers that agree are right, by kind of slot, on real heads."""

from __future__ import annotations

from desktop.document.papers.field import FieldState
from desktop.document.papers.head.day import Day
from desktop.document.papers.head.number import Number
from desktop.model.page import Ink

_ALL = frozenset({"tesseract-vie", "asternet", "digits"})
_TWO_THAT_DIFFER = (frozenset({"asternet", "digits"}),)


def number_state(number: Number, ink: Ink) -> FieldState:
    """Printed digits are green where every reader says them; handwritten ones never are, however many agree."""
    if ink is Ink.PRINTED and number.digits.said >= _ALL and len(number.symbol_said) >= 2:
        return FieldState.GREEN
    return FieldState.SINGLE if len(number.digits.said) >= 2 and number.symbol else FieldState.ASKED


def day_state(day: Day, ink: Ink) -> FieldState:
    """Month and year as two readers say them; the day by every reader, or by the two that read handwriting."""
    rest = min(len(day.month.said), len(day.year.said))
    if rest < 2:
        return FieldState.ASKED
    if day.day.said >= _ALL or (ink is not Ink.STAMPED and day.day.said >= _TWO_THAT_DIFFER[0]):
        return FieldState.GREEN
    return FieldState.SINGLE if len(day.day.said) >= 2 else FieldState.ASKED
