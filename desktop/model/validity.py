"""How long a paper is valid: as it says itself, else by the rule of its type (R15, R31)."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta

from desktop.model.dossier import PaperDetails

PERMANENT = "permanent"
"""The rule of a type whose papers are valid for ever, or have no end of their own."""
_SPAN = re.compile(r"([1-9]\d{0,2}) (day|month|year)s?")
_WORDS = {
    "day": "{count} ngày từ ngày ban hành",
    "month": "{count} tháng từ ngày ban hành",
    "year": "{count} năm từ ngày ban hành",
}


def is_rule(text: str) -> bool:
    """Whether a text is a rule: empty for none, `permanent`, or a span from the day of issue as `6 months`."""
    return text in {"", PERMANENT} or bool(_SPAN.fullmatch(text))


def told(rule: str) -> str:
    """A rule in Vietnamese words; empty for none."""
    span = _SPAN.fullmatch(rule)
    if span:
        return _WORDS[span[2]].format(count=span[1])
    return "vô thời hạn" if rule == PERMANENT else ""


def is_known(details: PaperDetails) -> bool:
    """Whether it is recorded how long a paper is valid."""
    return details.permanent or details.valid_until is not None


def with_validity(details: PaperDetails, rule: str) -> PaperDetails:
    """What is recorded of a paper, with the validity that its type's rule gives where the paper says none itself.

    A span needs the day of issue; without it nothing follows.
    """
    if is_known(details):
        return details
    if rule == PERMANENT:
        return replace(details, permanent=True)
    span = _SPAN.fullmatch(rule)
    if span is None or details.issued is None:
        return details
    return replace(details, valid_until=_after(details.issued, int(span[1]), span[2]))


def _after(day: date, count: int, unit: str) -> date:
    if unit == "day":
        return day + timedelta(days=count)
    months = day.month - 1 + count * (12 if unit == "year" else 1)
    year, month = day.year + months // 12, months % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
