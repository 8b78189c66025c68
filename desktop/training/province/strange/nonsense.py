"""Answers that no honest province gives, to be read without harm."""

from __future__ import annotations

import gzip
from functools import cache

_FAR_DATE = b"Fri, 31 Dec 9999 23:59:59 GMT"

NONSENSE: dict[str, bytes] = {
    "junk": b'{"code": 200, "da',
    "deep": b'{"code": 200, "data": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "nested": b'{"code": 200, "data": ' + b'{"a": ' * 500 + b"1" + b"}" * 500 + b"}",
    "nan": b'{"code": NaN, "data": {"value": Infinity, "IdTepTin": NaN, "idHoSo": -Infinity}, "id": NaN}',
    "huge-number": b'{"code": ' + b"9" * 5000 + b', "data": {"value": ' + b"9" * 5000 + b"}}",
    "twice": b'{"code": 200, "code": "401", "code": [], "data": 1, "data": null}',
    "no-text": b"\xff\xfe\xfa\x80\x00\xd8",
}


@cache
def bomb() -> bytes:
    """Seventy kilobytes that become seventy megabytes."""
    return gzip.compress(bytes(70_000_000), 6)


def far_date() -> tuple[bytes, bytes]:
    """A Date of another age."""
    return (b"date", _FAR_DATE)
