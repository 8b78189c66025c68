"""A true answer told otherwise: other spellings of the same, other types for it, and what is left out for now."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

_HASHES = {"HashTepTin", "sha256"}
_OWNERS = {"SoGiayToChuHoSo", "owner", "identityNumber"}
_LISTS = {"GiayTo", "papers", "content", "dossierFormFile"}
_CODES = {"maHoSo", "code", "value"}
Change = Callable[[Any], Any]


def everywhere(data: Any, names: set[str], change: Change) -> Any:
    """The data with every value of these names changed."""
    if isinstance(data, list):
        return [everywhere(one, names, change) for one in data]
    if not isinstance(data, dict):
        return data
    return {k: change(v) if k in names else everywhere(v, names, change) for k, v in data.items()}


def _texts(change: Callable[[str], Any]) -> Change:
    return lambda value: change(value) if isinstance(value, str) else value


def _leaves(data: Any, change: Change) -> Any:
    if isinstance(data, list):
        return [_leaves(one, change) for one in data]
    if isinstance(data, dict):
        return {name: _leaves(value, change) for name, value in data.items()}
    return change(data)


def _other_type(data: Any) -> Any:
    """Inside the outermost object nothing is of the type that it should be."""
    if isinstance(data, dict):
        return {name: list(value.values()) if isinstance(value, dict) else {"0": value} for name, value in data.items()}
    return {"0": data}


def _masked(number: str) -> str:
    return f"{number[:4]}{'*' * max(0, len(number) - 8)}{number[-4:]}"


def _in_base64(digest: str) -> str:
    return "sha256-" + base64.b64encode(bytes.fromhex(digest)).decode()


# What is said, by kind.
RETOLD: dict[str, Change] = {
    "numbers": lambda data: everywhere(data, _OWNERS, _texts(lambda text: int(text) if text.isdigit() else text)),
    "texts": lambda data: _leaves(data, lambda v: str(v) if isinstance(v, int) and not isinstance(v, bool) else v),
    "other-case": lambda data: everywhere(data, _HASHES, _texts(str.upper)),
    "in-base64": lambda data: everywhere(data, _HASHES, _texts(_in_base64)),
    "prefixed": lambda data: everywhere(data, _HASHES, _texts(lambda digest: f"SHA-256:{digest}")),
    "masked": lambda data: everywhere(data, _OWNERS, _texts(_masked)),
    "no-hash": lambda data: everywhere(data, _HASHES, lambda _: None),
    "unseen": lambda data: everywhere(data, _LISTS, lambda _: []),
    "halves": lambda data: _leaves(data, _texts(lambda text: f"{text}\ud800")),
    "nulls": lambda data: _leaves(data, lambda _: None),
    "wrong-types": _other_type,
    "lying-hash": lambda data: everywhere(data, _HASHES, _texts(lambda _: "0" * 64)),
    "wrong-id": lambda data: everywhere(data, _CODES, _texts(lambda code: f"{code}9")),
}


def same_code(code: str) -> Change:
    """Speaks of the dossier with this code, whichever is meant."""
    return lambda data: everywhere(data, _CODES, _texts(lambda _: code))


@dataclass(frozen=True, slots=True)
class Dress:
    """How an answer is packed: what its type calls it, and its bytes; the same where there is nothing to change."""

    kind: str | None
    encode: Callable[[bytes], bytes] = bytes


# How it is packed, by kind.
DRESSED: dict[str, Dress] = {
    "plain": Dress("text/plain"),
    "upper-type": Dress("Application/JSON; Charset=UTF-8"),
    "text-json": Dress("text/json"),
    "problem": Dress("application/problem+json"),
    "html-type": Dress("text/html; charset=utf-8"),
    "no-type": Dress(None),
    "bad-charset": Dress("application/json; charset=khong-co"),
    "bom": Dress("application/json", lambda body: b"\xef\xbb\xbf" + body),
    "utf16": Dress("application/json", lambda body: body.decode().encode("utf-16")),
}
