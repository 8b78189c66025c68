"""The lines for machines on identity cards (TD1) and passports (TD3), proved and mended by their own check digits.

ICAO Doc 9303, parts 3 to 5. A Vietnamese card repeats the last nine of its twelve digits as document number and gives
the twelve a check digit of their own, so that nothing on it but the name stands without a proof.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import TypeVar

_Found = TypeVar("_Found")
CARD_LONG, PASSPORT_LONG = 30, 44
VIETNAM = "VNM"
_DIGITS, _LETTERS = "0123456789", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_VALUE = {letter: at for at, letter in enumerate(_DIGITS + _LETTERS)} | {"<": 0}
_CLASS = {"9": _DIGITS, "A": _LETTERS, "<": "<"}
_AS = {
    "9": dict(zip("ODQILZSGTBA", "00011256784", strict=True)),
    "A": dict(zip("0125678", "OIZSGTB", strict=True)),
}
_LIKE_DIGITS = frozenset(_DIGITS) | _AS["9"].keys()
_UNKNOWN = "?"
_MISREAD = str.maketrans(
    dict.fromkeys("‹›(£^∧Λ-–", "<") | dict.fromkeys("«»", "<<") | dict.fromkeys("|!l", "I") | dict.fromkeys("óé", "6")
    | {"∪": "U", "@": "Q", "Đ": "D", "đ": "D"}
)  # fmt: skip
"""What readers make of the machines' own type, which has no small letters."""
_LONE = re.compile(r"(?<=<<)[KCLSX]{1,2}(?=<)|(?<=<<<)[KCLSX]+(?=.?$)")
"""Letters that readers see in a row of fillers."""
_NAMED = re.compile(r"[A-Z]+(?:<[A-Z]+)*<<[A-Z]+(?:<[A-Z]+)*$")
_SYLLABLE = re.compile(r"(?:NGH?|NH|[CKPT]H|GH?|GI|QU|TR|[BCDHKLMNPRSTVX])?[AEIOUY]{1,3}(?:NG|NH|CH|[CMNPT])?")
"""Words that most Vietnamese names are made of; of two readings of a name, the one made of such words counts."""
_LIKE_FILLER = "Z"
"""No Vietnamese name has it."""
_LAST_FILLERS = re.compile(r"<+(?=[^<]?$)")
_SLACK = 5
"""Readers lose or invent at most so many fillers in a line."""
_LEAST_DIGITS = 12
_NO_LIMIT = "991231"
_LEAST_YEARS = 5
"""A child's passport, the shortest, is valid for five years: its holder was born so long before its last day."""

_CITIZEN = ("9" * 12 + "<<9",)
_PASSPORT_NUMBERS = ("A99999999" + "9", "A9999999<" + "9")
_PASSPORT_OWN = ("9" * 12 + "<<9", "9" * 9 + "<" * 5 + "9")
_DAY = ("9" * 7,)


@dataclass(frozen=True, slots=True, kw_only=True)
class MachineZone:
    """What the lines for machines prove; what they do not is empty.

    Attributes:
        lines: which lines it was read from, each as it must be.
        number: 12 digits of a citizen, or a Vietnamese passport's number; no other number can be proved, because
            check digits do not tell `6` from `G`.
        name: upper case without marks. No check digit covers it: it may confirm a name, never replace one.
        sex: `Nam`, `Nữ` or empty; told by the twelve digits.
        born: day of birth.
        expires: last day of validity; None where there is no limit.
    """

    lines: Mapping[int, str]
    number: str
    name: str
    sex: str
    born: date
    expires: date | None


def check_digit(text: str) -> str:
    """The check digit of some characters out of A–Z, 0–9 and `<`: weights 7, 3, 1, modulo ten."""
    return str(sum(_VALUE[letter] * (7, 3, 1)[at % 3] for at, letter in enumerate(text)) % 10)


def card_lines(number: str, name: str, sex: str, born: date, expires: date | None) -> tuple[str, str, str]:
    """The three lines of a Vietnamese card.

    Args:
        number: 12 digits.
        name: with or without marks.
        sex: `Nam` or `Nữ`.
        born: day of birth.
        expires: last day of validity; None for no limit.
    """
    document, own = _checked(number[3:]), _checked(f"{number}<<")
    end = f"{expires:%y%m%d}" if expires else _NO_LIMIT
    lines = _card(document, own, _checked(f"{born:%y%m%d}"), "M" if sex == "Nam" else "F", _checked(end))
    return (*lines, _name_line(name, CARD_LONG))


def passport_lines(number: str, name: str, sex: str, born: date, expires: date, own: str = "") -> tuple[str, str]:
    """The two lines of a Vietnamese passport.

    Args:
        number: a letter and seven or eight digits.
        name: with or without marks.
        sex: `Nam` or `Nữ`.
        born: day of birth.
        expires: last day of validity.
        own: the holder's own number as a citizen.
    """
    second = _checked(number.ljust(9, "<")) + VIETNAM + _checked(f"{born:%y%m%d}") + ("M" if sex == "Nam" else "F")
    second += _checked(f"{expires:%y%m%d}") + _checked(own.ljust(14, "<"))
    return f"P<{VIETNAM}{_name_line(name, PASSPORT_LONG - 5)}", second + _passport_check(second)


def find_zone(lines: Sequence[str]) -> MachineZone | None:
    """The zone among the lines of a page, wherever they stand; a line may be there as each of several readers has it.

    Each field is mended where one character of it was misread and only one mending fits all check digits; a zone that
    can be mended in two ways, or in none, is none.
    """
    plain = {at: _plain(line) for at, line in enumerate(lines)}
    numbers = {at: text for at, text in plain.items() if sum(c in _LIKE_DIGITS for c in text) >= _LEAST_DIGITS}
    names = {at: text for at, text in plain.items() if "<<" in text}
    return _card_among(numbers, names) or _passport_among(numbers, names)


def _card_among(numbers: Mapping[int, str], names: Mapping[int, str]) -> MachineZone | None:
    firsts = _of_form((at, _from_country(text)) for at, text in numbers.items())
    seconds = _of_form(numbers.items(), country_at=15)
    for one, first in firsts.items():
        for other in sorted(seconds.keys() - {one}, key=lambda at: abs(at - one)):
            proved = _only(_cards(first, seconds[other]))
            if proved is None:
                continue
            number = proved[0][15:27]
            name_at, name = _name_near(other, names, CARD_LONG)
            return MachineZone(
                lines={one: proved[0], other: proved[1]} | name_at,
                number=number,
                name=name,
                sex=("Nam", "Nữ")[int(number[3]) % 2],
                born=_day(proved[1][:6], _century(number)),
                expires=None if proved[1][8:14] == _NO_LIMIT else _day(proved[1][8:14], 2000),
            )
    return None


def _cards(first: str, second: str) -> Iterator[tuple[str, str]]:
    """The first two lines of a card, each way they can be mended."""
    unproved = (_fitted(first[15:], "9" * 12 + "<<<"),) if first[29] == "<" else ()
    fields = (
        tuple(_holding(first[5:15], ("9" * 10,))),
        (*_holding(first[15:], _CITIZEN), *unproved),
        tuple(_holding(second[:7], _DAY)),
        tuple(_holding(second[8:15], _DAY)),
    )
    over_all = _fitted(second[29], "9")
    as_read = _fitted(first[5:29], "9" * 22 + "<<") + _fitted(second[:7] + second[8:15], "9" * 14)
    for document, own, born, end in product(*fields):
        agree = own[3:12] == document[:9] and own[4:6] == born[:2]
        if _UNKNOWN in own or not agree or not (_is_day(born, _century(own)) and _is_day(end, 2000)):
            continue
        lines = _card(document, own, born, "MF"[int(own[3]) % 2], end)
        # Where every field holds as it was read, it is the last check digit that was misread.
        if lines[1][-1] == over_all or (own[14] != "<" and document + own[:14] + born + end == as_read):
            yield lines


def _card(document: str, own: str, born: str, sex: str, end: str) -> tuple[str, str]:
    second = f"{born}{sex}{end}{VIETNAM}".ljust(CARD_LONG - 1, "<")
    return f"ID{VIETNAM}{document}{own}", second + check_digit(document + own + born + end + second[18:])


def _passport_among(numbers: Mapping[int, str], names: Mapping[int, str]) -> MachineZone | None:
    for at, text in numbers.items():
        line = _sized(text, PASSPORT_LONG)
        proved = _only(_passports(line)) if line else None
        if proved is None:
            continue
        name_at, name = _name_near(at, names, PASSPORT_LONG, skip=5)
        return MachineZone(
            lines={at: proved} | name_at,
            number=proved[:9].strip("<") if proved[10:13] == VIETNAM else "",
            name=name,
            sex="",
            born=_day(proved[13:19], _holders_century(proved[13:19], proved[21:27])),
            expires=_day(proved[21:27], 2000),
        )
    return None


def _passports(line: str) -> Iterator[str]:
    """The second line of a passport, each way it can be mended; a stranger's number and own data as they were read."""
    country = _fitted(line[10:13], "AAA")
    at_home = country == VIETNAM
    own, over_all = line[28:43], _fitted(line[43], "9")
    fields = (
        tuple(_holding(line[:10], _PASSPORT_NUMBERS)) if at_home else (line[:10],) * _holds(line[:10]),
        tuple(_holding(line[13:20], _DAY)),
        tuple(_holding(line[21:28], _DAY)),
        (own,) if not at_home or not own.strip("<0") else tuple(_holding(own, _PASSPORT_OWN)),
    )
    for number, born, end, personal in product(*fields):
        if _UNKNOWN in country or not (_is_day(born, _holders_century(born, end)) and _is_day(end, 2000)):
            continue
        second = number + country + born + line[20] + end + personal
        if _passport_check(second) == over_all:
            yield second + over_all


def _passport_check(second: str) -> str:
    return check_digit(second[:10] + second[13:20] + second[21:43])


def _plain(line: str) -> str:
    """A line in the alphabet of machines, without spaces."""
    bare = unicodedata.normalize("NFD", line.translate(_MISREAD)).upper()
    text = "".join(letter for letter in bare if letter in _VALUE)
    return _LONE.sub(lambda found: "<" * len(found[0]), text)


def _from_country(text: str) -> str:
    """A card's first line from its beginning, where a letter before the country was lost or invented."""
    at = text.find(VIETNAM, 0, 7)
    return f"ID{text[at:]}" if at >= 0 else text


def _of_form(lines: Iterable[tuple[int, str]], country_at: int = 2) -> dict[int, str]:
    """Those that can be a Vietnamese card's line with its country at that place, at their full length."""
    sized = {at: _sized(text, CARD_LONG) for at, text in lines}
    return {at: text for at, text in sized.items() if text and _like(text[country_at : country_at + 3], VIETNAM)}


def _like(text: str, wanted: str) -> bool:
    """Whether at most one letter differs."""
    return sum(a != b for a, b in zip(_fitted(text, "A" * len(wanted)), wanted, strict=True)) <= 1


def _sized(text: str, long: int) -> str:
    """A line at its full length, fillers lost or invented put right; empty where more than fillers is amiss."""
    off = long - len(text)
    run = _LAST_FILLERS.search(text)
    if off == 0 or run is None or abs(off) > _SLACK or len(run[0]) + off < 1:
        return text if off == 0 else ""
    return text[: run.start()] + "<" * (len(run[0]) + off) + text[run.end() :]


def _fitted(text: str, template: str) -> str:
    """Each character as its place wants it (`9` a digit, `A` a letter, `<` a filler), `?` where it cannot be that."""
    return "".join(_placed(letter, wanted) for letter, wanted in zip(text, template, strict=True))


def _placed(letter: str, wanted: str) -> str:
    if wanted == "<":
        return _UNKNOWN if letter in _DIGITS else "<"
    return letter if letter in _CLASS[wanted] else _AS[wanted].get(letter, _UNKNOWN)


def _holding(text: str, templates: Sequence[str]) -> Iterator[str]:
    """A field with its check digit, each way it holds: as it was read, else with one character changed."""
    fitted = [(_fitted(text, template), template) for template in templates]
    as_read = {field for field, _ in fitted if _holds(field)}
    if as_read:
        yield from as_read
        return
    mended = {
        changed
        for field, template in fitted
        for at, wanted in enumerate(template)
        for letter in _CLASS[wanted]
        if _holds(changed := field[:at] + letter + field[at + 1 :])
    }
    yield from sorted(mended)


def _holds(field: str) -> bool:
    return _UNKNOWN not in field and check_digit(field[:-1]) == field[-1]


def _checked(field: str) -> str:
    return field + check_digit(field)


def _only(found: Iterator[_Found]) -> _Found | None:
    """What was found, where it is one."""
    different = set(found)
    return different.pop() if len(different) == 1 else None


def _is_day(digits: str, century: int) -> bool:
    try:
        _day(digits, century)
    except ValueError:
        return False
    return True


def _day(digits: str, century: int) -> date:
    return date(century + int(digits[:2]), int(digits[2:4]), int(digits[4:6]))


def _century(number: str) -> int:
    """The century that a citizen's twelve digits say he was born in."""
    return 1900 + int(number[3]) // 2 * 100


def _holders_century(born: str, end: str) -> int:
    """The century that a passport's holder was born in: the later one that its last day allows."""
    return 2000 if int(born[:2]) + _LEAST_YEARS <= int(end[:2]) else 1900


def _name_line(name: str, long: int) -> str:
    """Family name, two fillers, the rest of the name; fillers to the end."""
    family, _, given = _bare(name).partition(" ")
    return f"{family}<<{given.replace(' ', '<')}".ljust(long, "<")[:long]


def _bare(name: str) -> str:
    plain = unicodedata.normalize("NFD", name.replace("Đ", "D").replace("đ", "d")).upper()
    return " ".join("".join(c for c in plain if c in _LETTERS or c.isspace()).split())


def _name_near(at: int, lines: Mapping[int, str], long: int, skip: int = 0) -> tuple[dict[int, str], str]:
    """The name's line, as it must be, and the name after its first `skip` characters: the likeliest of several."""
    full = {one: _fitted_name(text, skip) for one, text in lines.items()}
    proper = {one: text for one, text in full.items() if len(text) <= long and _NAMED.match(text, skip)}
    if not proper:
        return {}, ""
    count = Counter(proper.values())
    names = {one: _words(text[skip:]) for one, text in proper.items()}
    said = max(
        proper,
        key=lambda one: (_is_usual(names[one]), count[proper[one]], -abs(one - at)),
    )
    return {said: proper[said].ljust(long, "<")}, " ".join(names[said])


def _words(text: str) -> list[str]:
    return text.replace("<", " ").split()


def _fitted_name(text: str, skip: int) -> str:
    """A name's line to where only fillers follow: readers see many things in a long row of them."""
    named = text[skip:]
    if "KK" in named:
        # No name has two of them: this reader sees them in fillers.
        named = named.replace("K", "<")
    named = named.partition("<<<")[0].rstrip("<")
    fitted = "".join("<" if letter == "<" else _placed(letter, "A") for letter in named)
    # A filler is read as this letter, or as the digit that looks like it.
    freed = fitted.replace(_LIKE_FILLER, "<").rstrip("<")
    return text[:skip] + (freed if _is_usual(_words(freed)) and not _is_usual(_words(fitted)) else fitted)


def _is_usual(words: Sequence[str]) -> bool:
    return all(map(_SYLLABLE.fullmatch, words))
