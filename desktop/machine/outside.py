"""What comes from outside, read in one guarded place: it is plain data, or it is refused; it never raises a bug.

Used for what a province, its proxies and other counters' packages say. Whoever takes a value out of such data still
asks whether it is of the right type.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

# Ours is five deep. What is far deeper was made to break its readers.
DEEPEST = 60
LONGEST_NUMBER = 40
_EIGHT_BITS = {"windows-1258": "cp1258", "windows-1252": "cp1252", "iso-8859-1": "latin-1"}
_BLANKS = "\ufeff\0 \t\r\n"
_HALF_ESCAPED = re.compile(r"\\u[dD]")
_FIRST_YEAR, _LAST_YEAR = 2020, 2099


class NotJson(ValueError):
    """These bytes are no JSON that anybody should read."""


def read_json(raw: bytes, charset: str = "") -> Any:
    """The data in JSON of any origin.

    A BOM, UTF-16, stray NULs around it and bytes that are no UTF-8 are accepted. `NaN`, infinities and numbers of more
    than 40 digits say nothing (None); half a surrogate pair becomes U+FFFD; of two equal names the last counts.

    Args:
        raw: what came.
        charset: what its sender calls it; only asked where the bytes are no UTF-8.

    Raises:
        NotJson: it is none, or nested deeper than 60.
    """
    try:
        text = _text(raw, charset).strip(_BLANKS)
        data = json.loads(text, parse_constant=lambda _: None, parse_float=_finite, parse_int=_whole)
    except RecursionError:
        raise NotJson("nested too deep") from None
    except ValueError as error:
        # Not the error's own words: they may quote what came.
        raise NotJson(type(error).__name__) from None
    require_shallow(data)
    return _mended(data) if _HALF_ESCAPED.search(text) else data


def require_shallow(data: Any) -> None:
    """See that data is not nested deeper than whoever walks through it can bear.

    Raises:
        NotJson: it is.
    """
    level = [data]
    for _ in range(DEEPEST):
        level = [inner for one in level for inner in _inside(one) if isinstance(inner, dict | list)]
        if not level:
            return
    raise NotJson("nested too deep")


def read_date(header: str) -> datetime | None:
    """The moment that an HTTP date tells, UTC; None where it tells none, or one of another century."""
    try:
        said = parsedate_to_datetime(header)
        moment = said.replace(tzinfo=UTC) if said.tzinfo is None else said.astimezone(UTC)
    except (TypeError, ValueError, OverflowError, IndexError, AttributeError):
        return None
    return moment if _FIRST_YEAR <= moment.year <= _LAST_YEAR else None


def _inside(data: Any) -> Iterable[Any]:
    if isinstance(data, dict):
        return data.values()
    return data if isinstance(data, list) else ()


def _text(raw: bytes, charset: str) -> str:
    encoding = json.detect_encoding(raw)
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return raw.decode(_EIGHT_BITS.get(charset.strip("\"' ").lower(), encoding), "replace")


def _whole(digits: str) -> int | None:
    return int(digits) if len(digits) <= LONGEST_NUMBER else None


def _finite(digits: str) -> float | None:
    number = float(digits)
    return number if math.isfinite(number) else None


def _mended(data: Any) -> Any:
    """The same without halves of surrogate pairs, which no file and no wire can carry."""
    written = json.dumps(data, ensure_ascii=False).encode("utf-16-le", "surrogatepass")
    return json.loads(written.decode("utf-16-le", "replace"))
