"""The number of a head: label, digits, symbol, each of them kept though another is misread."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import Levenshtein

from desktop.document.papers.fold import fold_in_place, letters_of
from desktop.document.papers.head.digits import NOTHING, Digits, Strokes, strokes, voted
from desktop.model.entry import NOT_READ
from desktop.model.page import Opinion
from desktop.model.typed import parted

_LABEL = re.compile(r"\W*[s$§](?:[0o6e]{0,2}\s*[:;.,¿]|[06]|[^\W\d]?)\s*[:;.,¿z]?\s*")
_LOOKS = re.compile(r"^\W*[s$§][^\s\d/]{0,2}\s*[:;.,¿]?.{0,24}[/\\|-]\s*[a-z]{2}")
_BARE = re.compile(r"^\W*\d[\d .]{0,6}\s*/\s*[a-z]{2,}")
_LABELLED = re.compile(r"^\W*s[o0e6a]?\W?\s*[:;]")
_SYMBOL = re.compile(r"[/|\\]?\s*(?P<symbol>[^\W\d_][\w&]*(?:\s*[-–—.]\s*[^\W_][\w&]*)*)[^\w]*$")
_PARTY = re.compile(r"\S\s*[-–—]\s*([A-ZĐ]{2}\w{0,3})\s*/\s*([A-ZĐ]{2}\w{0,9})\W*$")
_YEAR = re.compile(r"/\s*((?:19|20)\d\d)\s*/?\s*$")
_DOUBLED = re.compile(r"(.)\1")
_LONGEST = 80
"""Characters of the longest line that may hold a number. Chosen."""
_TWO = 2
_AWAY = 2
"""Most letters by which another reader's symbol may differ from the one that counts. Chosen."""


@dataclass(frozen=True, slots=True)
class Number:
    """What stands in the slot of the number.

    Attributes:
        digits: the running number.
        year: behind it, where it has one (`12/2024/NĐ-CP`); empty otherwise.
        symbol: as `SYT-NVY`, of the Party's papers as `CV/VPTU`; empty where none was read.
        symbol_said: readers that say exactly this symbol, in capitals or not; where it is put right, none does.
    """

    digits: Digits
    year: str
    symbol: str
    symbol_said: frozenset[str]

    def text(self, digits: str = "") -> str:
        """The number as written; `?` for digits that are not known."""
        parts = [digits or self.digits.text or NOT_READ, self.year, self.symbol]
        return ("-" if "/" in self.symbol else "/").join(part for part in parts if part)


def looks_like_number(text: str) -> bool:
    """Whether a line is that of the number, its label or its digits misread."""
    folded = fold_in_place(text[:_LONGEST])
    if _BARE.match(folded) or _LABELLED.match(folded):
        return True
    return bool(_LOOKS.match(folded)) and bool(re.search(r"[/\\\d]", folded))


def is_label(word: str) -> bool:
    """Whether a word is the label and nothing else."""
    return bool(_LABEL.fullmatch(fold_in_place(unicodedata.normalize("NFC", word))))


def read_number(opinions: Sequence[Opinion], expected: Sequence[str] = ()) -> Number:
    """What stands in the slot, by the opinions of readers that read it whole.

    Args:
        opinions: of any readers; one may have looked twice.
        expected: parts that the symbol may have, as `QĐ` and `UBND`: they decide how it is spelled, never what it is.
    """
    texts = [(one, unicodedata.normalize("NFC", one.text)[:_LONGEST]) for one in opinions]
    spelled = [(one.reader, symbol) for one, text in texts if (symbol := _symbol(text))]
    symbol = _chosen(spelled, expected)
    seen: list[Strokes] = []
    years: Counter[str] = Counter()
    for one, text in texts:
        begin, end = _between(text, symbol)
        behind = _YEAR.search(text[begin:end])
        if behind and behind.start() > 0:
            years[behind[1]] += 1
            end = begin + behind.start()
        seen.append(strokes(replace(one, text=text), begin, begin + len(_without_slash(text[begin:end]))))
    # Marks alone, the dots to write on or a stroke of dirt, are no digits.
    digits = voted(seen) if any(c.isdigit() for one in seen for c in one.text) else NOTHING
    year = next((text for text, count in years.most_common(1) if count >= _TWO), "")
    said = frozenset(reader for reader, other in spelled if other.upper() == symbol.upper())
    return Number(digits, year, symbol, said)


def _without_slash(text: str) -> str:
    """The digits without the slash behind them, which is also read as a letter."""
    bare = text.rstrip()
    return bare[:-1] if bare[-1:] in "/\\|Iil" and len(bare) > 1 else bare


def _symbol(text: str) -> str:
    """The letters behind the last slash, or at the end of a line whose slash was lost; empty where there are none."""
    label = _LABEL.match(fold_in_place(text))
    rest = text[label.end() :] if label else text
    party = _PARTY.search(rest)
    if party:
        return f"{party[1]}/{party[2]}"
    behind = re.split(r"[/|\\](?=\s*[^\W\d_]{2})", rest)[-1]
    found = _SYMBOL.search(behind)
    if found is None:
        return ""
    symbol = re.sub(r"\s*[-–—.]\s*", "-", found["symbol"]).strip("-")
    letters = sum(c.isalpha() for c in symbol)
    return _toneless(symbol) if letters >= 2 and letters >= 0.5 * len(symbol) else ""


def _chosen(spelled: Sequence[tuple[str, str]], expected: Sequence[str]) -> str:
    """The symbol that most readers say, as the best of them spells it."""
    if not spelled:
        return ""
    count = Counter(letters_of(symbol) for _, symbol in spelled)
    parts = {letters_of(part) for part in expected}

    def known(bare: str) -> int:
        return sum(bool(part) and (bare.startswith(part) or bare.endswith(part)) for part in parts)

    bare = max(count, key=lambda one: (count[one] + known(one), len(one)))
    same = [symbol for _, symbol in spelled if letters_of(symbol) == bare]
    best = max(
        same,
        key=lambda one: (
            sum(c.isupper() for c in one) > 0,
            len(re.findall(r"[-/&]", one)),
            _marks(one),
            sum(c.isupper() for c in one),
        ),
    )
    return _as_expected(best, expected)


def _as_expected(symbol: str, expected: Sequence[str]) -> str:
    """Capitals and marks of the parts that must be in it: `qđ-ubnd` is `QĐ-UBND`."""
    if "&" in symbol:
        return symbol
    by_bare = {letters_of(part): part for part in expected if part}
    if "-" not in symbol and "/" not in symbol:
        bare = letters_of(symbol)
        at = next((len(part) for part in by_bare if bare.startswith(part) and part != bare), 0)
        at = at or next((len(bare) - len(part) for part in by_bare if bare.endswith(part) and part != bare), 0)
        symbol = f"{symbol[:at]}-{symbol[at:]}" if at and len(bare) == len(symbol) else symbol
    parts = re.split(r"([-/])", symbol)
    kind = expected[0] if expected else ""
    return "".join(_known(part, by_bare, kind) or (part.upper() if part.islower() else part) for part in parts)


def _known(part: str, by_bare: Mapping[str, str], kind: str) -> str:
    """The part that must be in a symbol and is this one; empty where none is.

    A letter of the type of document may be seen twice (`QĐĐ`); those of a body are there twice now and then (`VPĐKĐĐ`).
    """
    bare = letters_of(part)
    return by_bare.get(bare) or (kind if kind and _DOUBLED.sub(r"\1", bare) == letters_of(kind) else "")


def _between(text: str, symbol: str) -> tuple[int, int]:
    """Where the digits stand: behind the label, before the symbol, which this reader may read a little differently."""
    folded = fold_in_place(text)
    label = _LABEL.match(folded)
    begin = label.end() if label and label.end() < len(text) else 0
    if not symbol:
        return begin, len(text)
    wanted = letters_of(symbol)
    best, at = _AWAY + 1, len(text)
    for cut in range(begin, len(text)):
        if not text[cut].isalpha():
            continue
        wrong = Levenshtein.distance(letters_of(text[cut:]), wanted, score_cutoff=_AWAY)
        if wrong < best:
            best, at = wrong, cut
    if at == len(text):
        slash = text.rfind("/")
        return (begin, slash) if slash > begin else (begin, len(text))
    return begin, at


def _toneless(symbol: str) -> str:
    """Abbreviations bear no tones."""
    return "".join(_without_tone(c) for c in symbol)


def _without_tone(letter: str) -> str:
    bare = parted(letter)[0]
    return bare.upper() if letter.isupper() else bare


def _marks(symbol: str) -> int:
    return sum(not c.isascii() for c in symbol)
