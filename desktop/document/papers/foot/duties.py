"""Powers and duties as they are printed over a signature: `TM.`, `KT. CHỦ TỊCH`, `PHÓ CHỦ TỊCH` (NĐ 30/2020/NĐ-CP,
annex I, II.6), and what is half of them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from rapidfuzz import fuzz, process

from desktop.document.papers.fold import fold
from desktop.document.papers.head.names import goes_on
from desktop.page.lists import listed

_LIKE = 80
"""A misread duty is known by at least this likeness, of 100 (RapidFuzz)."""
_CLEARLY = 8
"""By so much more than by that of any other duty. Chosen."""
_EDGES = " .,:;_-–—*'’`|~\"“”‘›‹«»"
_POWER = re.compile(r"\W*(?:K\W{0,2}T|T\W{0,2}M|T\W{0,2}L|T\W{0,2}U\W{0,2}Q|Q)\s?(?:[.,/:]\s?|\s)(?=\w{2})")
"""How a power is shortened: KT (in place of), TM (for), TL (by order of), TUQ (by authority of), Q (acting)."""
_FOR_ANOTHER = re.compile(r"\W*(?:K\W{0,2}T|T\W{0,2}M|T\W{0,2}L|T\W{0,2}U\W{0,2}Q)\b")
_IN_PLACE = re.compile(r"\W*K\W{0,2}T\b")
_BEFORE = r"\W*(?:PHO |QUYEN |Q\W{1,2}|KT\W{1,2})?"
_UNUSUAL = re.compile(_BEFORE + r"(?:CHANH \w+|TRUONG [A-Z]\w+|THU KY|UY VIEN|DAI DIEN)\b")
"""Duties of any body, where a duty is looked for: elsewhere `Trương` is a family name."""
_DEPUTY = re.compile(r"\W*(?:PHO|THU TRUONG)\b")
"""Who signs in place of somebody is that one's deputy."""
_OF_POWERS = re.compile("[QAOCGDTKLMU]{1,2}")
"""Letters of powers, and what a reader may take their Q for."""
_LIKE_DEPUTY = 62
"""Where a deputy's duty must stand, a misread one is known by this likeness, of 100. Chosen."""


def is_role(text: str) -> bool:
    """Whether a line names a power or a duty, some letters of it misread."""
    power = _POWER.match(fold(text)) and text.upper() == text
    return bool(power or _is_duty(fold(text)) or known_duty(text))


def begins_as_duty(text: str) -> bool:
    """Whether a text begins with a usual duty, its marks aside: it is nobody's name."""
    return bool(_usual().match(fold(text)))


def known_duty(text: str) -> str:
    """A line of one of the usual duties, some letters of it misread, as it must be printed; empty where it is none.

    Args:
        text: one line: a duty, or a power and a duty.
    """
    folded = fold(text).strip(_EDGES)
    power = _POWER.match(folded)
    short = re.sub(r"[^A-Z/]", "", power[0].rstrip(" .,:;/")) if power else ""
    rest = folded[power.end() :] if power else folded
    if text in _duties():
        return text
    ranked = process.extract(rest, _duties(), scorer=fuzz.ratio, limit=2)
    if not ranked or ranked[0][1] < _LIKE or ranked[0][1] - ranked[1][1] < _CLEARLY:
        return ""
    duty = ranked[0][2]
    return f"{short}{'' if '/' in short else '.'} {duty}" if short else duty


def is_marked(text: str) -> bool:
    """Whether the shortened power before a duty bears its sign, where there is one."""
    power = _POWER.match(fold(text).strip(_EDGES))
    return power is None or bool(re.search(r"[.,/:]", power[0]))


def hides_power(text: str, duty: str) -> bool:
    """Whether what a reader sees before a usual duty may be a power that the others lost: `aGIÁM ĐỐC`.

    Nothing stands before a power, or before a deputy. More letters than a power has, or others, are of the seal.

    Args:
        text: as the reader has the line and what lies around it.
        duty: as it must be printed (`known_duty`).
    """
    if _POWER.match(fold(duty)) or _DEPUTY.match(fold(duty)):
        return False
    seen = _capitals(text)
    return bool(_OF_POWERS.fullmatch(seen[: max(0, len(seen) - letters(duty))]))


def deputy_of(power: str, text: str) -> str:
    """The duty of the deputy who signs below `KT.` and a usual duty, however it is misread; empty where it is none.

    Args:
        power: the line above.
        text: the line.
    """
    above = known_duty(power)
    if not _IN_PLACE.match(above):
        return ""
    deputy = "THỨ TRƯỞNG" if above.endswith(" BỘ TRƯỞNG") else f"PHÓ {above.split(' ', 1)[1]}"
    like = fuzz.ratio(_capitals(text), _capitals(deputy))
    return deputy if like >= _LIKE_DEPUTY else ""


def half(title: Sequence[str]) -> str:
    """Why lines of power and duty cannot be all of them; empty where they can."""
    lines = [fold(text) for text in title]
    powers = [at for at, line in enumerate(lines) if _FOR_ANOTHER.match(line)]
    duties = lines[powers[-1] + 1 :] if powers else lines
    in_place = bool(powers) and bool(_IN_PLACE.match(lines[powers[-1]]))
    if goes_on(title[-1]) or not any(map(_DEPUTY.match if in_place else _is_duty, duties)):
        return "có thể thiếu dòng chức vụ"
    if not in_place and _DEPUTY.match(duties[0]):
        return "có thể thiếu dòng «KT.»"
    return ""


def _capitals(text: str) -> str:
    """The letters of a text, folded, without what a seal looks like."""
    return re.sub("[^A-Z]", "", fold(text))


def letters(text: str) -> int:
    """How many letters a text has."""
    return sum(c.isalpha() for c in text)


def _is_duty(folded: str) -> bool:
    return bool(_usual().match(folded) or _UNUSUAL.match(folded))


@cache
def _usual() -> re.Pattern[str]:
    return re.compile(_BEFORE + rf"(?:{'|'.join(map(fold, listed('people', 'duties')))})\b")


@cache
def _duties() -> Mapping[str, str]:
    """By each duty as it is printed, its folded form."""
    duties = [duty for plain in listed("people", "duties") for duty in (plain, f"PHÓ {plain}")]
    return {duty: fold(duty) for duty in duties}
