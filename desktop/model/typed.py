"""Vietnamese as a keyboard types it, and what an input method makes of letters, meant for it or not.

A reader of codes that plays a keyboard types what it read. Where Unikey or EVKey is set otherwise than the reader
expects, the letters arrive as keystrokes (`Ddawngj` by Telex, `D9a85ng` by VNI) or changed (`Ksỏ` for `Ksor`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

_TONES = {"grave": "\u0300", "acute": "\u0301", "hook": "\u0309", "tilde": "\u0303", "dot": "\u0323"}
_TELEX_TONES = dict(zip("fsrxj", _TONES.values(), strict=True))
_VNI_TONES = dict(zip("21345", _TONES.values(), strict=True))
_TELEX_SHAPES = {"dd": "đ", "aa": "â", "ee": "ê", "oo": "ô", "aw": "ă", "ow": "ơ", "uw": "ư"}
_VNI_SHAPES = {"d9": "đ", "a6": "â", "e6": "ê", "o6": "ô", "a8": "ă", "o7": "ơ", "u7": "ư"}
_VOWELS = "aăâeêioôơuưy"
_ONSET = "(?:ngh|ng|gh|gi|kh|nh|ph|qu|th|tr|ch|[bcdđghklmnprstvx])?"
_NUCLEUS = (
    "(?:iê|yê|uyê|uya|uâ|uê|uơ|uy|uô|ươ|oa|oă|oe|oo|ia|ua|ưa|uyu|oai|oay|oao|oeo|iêu|yêu|uôi|ươi|ươu|uây|uay|uai|ai|ay|ao"
    "|au|ây|âu|eo|êu|iu|oi|ôi|ơi|ui|ưi|ưu|[aăâeêioôơuưy])"
)
_CODA = "(?:ng|nh|ch|[ckmnpt])?"
_SYLLABLE = re.compile(_ONSET + _NUCLEUS + _CODA)
_STOPPED = re.compile(r"(?:c|ch|k|p|t)$")
_WORD = re.compile(r"[^\W_]+")
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzăâđêôơư")
_MARKED_SHARE = 0.4
"""At least this share of the words of a name and address bear marks (usually three in four do). In a text that has lost
its marks, an `A1` may look like keystrokes."""


_WIDE = str.maketrans("\uff0f\uff0e\uff0d\uff0c\u3000\u2010\u2011\u2012\u2013\u2014\u2212", "/.-, ------")


def plain(text: str) -> str:
    """Digits, separators and dashes of any width as the keyboard's own; a raised `²` is none of them."""
    digits = (str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)
    return unicodedata.normalize("NFC", "".join(digits)).translate(_WIDE)


def parted(word: str) -> tuple[str, str]:
    """A word without its tone, in lower case, and the tone's mark (empty for the level one)."""
    letters, tone = [], ""
    for letter in unicodedata.normalize("NFD", word.lower()):
        if letter in _TONES.values():
            tone += letter
        else:
            letters.append(letter)
    return unicodedata.normalize("NFC", "".join(letters)), tone


def is_syllable(word: str) -> bool:
    """Whether a word is spelled as a Vietnamese syllable: sounds that go together, at most one tone, and a tone that a
    word with this ending can have.
    """
    bare, tone = parted(word)
    if len(tone) > 1 or not _SYLLABLE.fullmatch(bare):
        return False
    return not _STOPPED.search(bare) or tone in {"\u0301", "\u0323"}


def was_changed(word: str) -> bool:
    """Whether an input method, or a wrong code page, has changed a word: it has letters that are not used here, or it
    bears a tone and is no Vietnamese syllable.

    Names of other peoples of the country are written without tones (`Ksor`, `Niê`, `Y Wang`), and pass.
    """
    bare, tone = parted(word)
    return not _LETTERS.issuperset(bare) or (bool(tone) and not is_syllable(word))


def from_keystrokes(text: str) -> str | None:
    """The text that Telex or VNI keystrokes stand for; None where there are none, or it is not certain.

    It is certain where every word with a keystroke gives a Vietnamese syllable, and many words do. A key that changes a
    letter's shape must stand right behind that letter (`Ddoong`, not `Dodong`), as programs type it.
    """
    if not text.isascii():
        return None
    for shapes, tones in ((_TELEX_SHAPES, _TELEX_TONES), (_VNI_SHAPES, _VNI_TONES)):
        changed: list[str] = []

        def typed(
            found: re.Match[str],
            shapes: Mapping[str, str] = shapes,
            tones: Mapping[str, str] = tones,
            changed: list[str] = changed,
        ) -> str:
            word = found[0]
            if word.isdecimal():
                return word
            made = _composed(word, shapes, tones)
            if made != word:
                changed.append(made)
            return made

        whole = _WORD.sub(typed, text)
        words = sum(not word.isdecimal() for word in _WORD.findall(text))
        if len(changed) >= max(2, _MARKED_SHARE * words) and all(is_syllable(word) for word in changed):
            return whole
    return None


def _composed(word: str, shapes: Mapping[str, str], tones: Mapping[str, str]) -> str:
    """One word's keystrokes as an input method takes them; the same word where they are none."""
    low, upper, title = word.lower(), word.isupper(), word[:1].isupper()
    low = low.replace("uow", "ươ").replace("uo7", "ươ")
    low = re.sub("|".join(shapes), lambda found: shapes[found[0]], low)
    tone = ""
    at = next((place for place in range(len(low)) if low[place] in _VOWELS), None)
    if at is not None:
        for place in range(at + 1, len(low)):
            if low[place] in tones:
                tone, low = tones[low[place]], low[:place] + low[place + 1 :]
                break
    made = _toned(low, tone)
    return made.upper() if upper and len(word) > 1 else made.capitalize() if title else made


def _toned(word: str, tone: str) -> str:
    """A word with its tone's mark on the letter that bears it."""
    vowels = [at for at, letter in enumerate(word) if letter in _VOWELS]
    if not tone or not vowels:
        return word
    if word[:2] in {"gi", "qu"} and len(vowels) > 1:
        vowels = vowels[1:]
    shaped = [at for at in vowels if word[at] in "ăâêôơư"]
    closed = vowels[-1] < len(word) - 1
    if shaped:
        bearer = shaped[-1]
    elif len(vowels) == 1 or (len(vowels) == 2 and not closed):
        bearer = vowels[0]
    else:
        bearer = vowels[1]
    return unicodedata.normalize("NFC", word[: bearer + 1] + tone + word[bearer + 1 :])
