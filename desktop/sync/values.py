"""What a province says of its things, compared by value and not by spelling.

Systems pass numbers as text and text as numbers, drop leading zeros, mask digits, change case, and write a hash in
hexadecimal or base64. Different is only what cannot be the same.
"""

from __future__ import annotations

import base64
import binascii
import math
import re
import unicodedata
from typing import Any

LONGEST_TEXT = 2000
SHA256_BYTES = 32
_PREFIX = re.compile(r"^\W*sha-?2?[-_/ ]?256[\s:=}\])-]*", re.IGNORECASE)
# Java's BigInteger and its like drop a hash's leading zeros; seven in a row come once in 268 million.
_HEX = re.compile(r"(?:0x)?([0-9a-f]{57,64})", re.IGNORECASE)
_MASK = re.compile(r"[*•●#?…]+|x{3,}", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s.\-]+")


def text_in(value: Any) -> str:
    """The text that a value is: a short line without blanks around it, or a whole number; empty where it is neither."""
    if isinstance(value, bool):
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int):
        return str(value)
    if not isinstance(value, str) or len(value) > 2 * LONGEST_TEXT:
        return ""
    seen = "".join(sign for sign in unicodedata.normalize("NFC", value) if unicodedata.category(sign) != "Cf")
    text = " ".join(seen.split())
    # What was broken on its way names nothing any more.
    return text if len(text) <= LONGEST_TEXT and text.isprintable() and "\ufffd" not in text else ""


def number_in(value: Any) -> float | None:
    """The number that a value is, written as one or as text; None where it is none."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def same_code(one: str, other: str) -> bool:
    """Whether two codes or identifiers name the same thing."""
    one, other = (unicodedata.normalize("NFC", text).strip().casefold() for text in (one, other))
    if _digits(one) and _digits(other):
        return one.lstrip("0") == other.lstrip("0")
    return one == other


def may_be_same_person(theirs: str, ours: str) -> bool:
    """Whether a personal number that the province shows, masked perhaps, can be ours; what it does not show can."""
    theirs, ours = (_BETWEEN.sub("", text).casefold() for text in (theirs, ours))
    if not theirs or same_code(theirs, ours):
        return True
    shown = _MASK.split(theirs)
    if len(shown) == 1:
        return False
    pattern = re.compile(".*".join(re.escape(part) for part in shown))
    return any(pattern.fullmatch(number) for number in (ours, ours.lstrip("0")))


def sha256_in(value: Any) -> str:
    """The SHA-256 that a value is, 64 small hexadecimal digits; empty where it is none that we understand."""
    text = _PREFIX.sub("", text_in(value))
    bare = _HEX.fullmatch(re.sub(r"[\s:\-]", "", text))
    if bare:
        return bare[1].lower().zfill(2 * SHA256_BYTES)
    letters = text.strip(":= ").translate(str.maketrans("-_", "+/"))
    try:
        raw = base64.b64decode(letters + "=" * (-len(letters) % 4), validate=True)
    except (binascii.Error, ValueError):
        return ""
    return raw.hex() if len(raw) == SHA256_BYTES else ""


def _digits(text: str) -> bool:
    return text.isascii() and text.isdigit()
