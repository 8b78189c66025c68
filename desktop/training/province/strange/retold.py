"""A true answer told otherwise: other spellings of the same, other types for it, and what is left out for now."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Change = Callable[[Any], Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What an API calls the fields that may be told otherwise."""

    hashes: frozenset[str]
    owners: frozenset[str]
    lists: frozenset[str]
    codes: frozenset[str]


def everywhere(data: Any, names: frozenset[str], change: Change) -> Any:
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


def _number(text: str) -> int | str:
    return int(text) if text.isdigit() else text


def _masked(number: str) -> str:
    return f"{number[:4]}{'*' * max(0, len(number) - 8)}{number[-4:]}"


def _in_base64(digest: str) -> str:
    return "sha256-" + base64.b64encode(bytes.fromhex(digest)).decode()


# What is said, by kind.
RETOLD: dict[str, Callable[[Any, Told], Any]] = {
    "numbers": lambda data, told: everywhere(data, told.owners, _texts(_number)),
    "texts": lambda data, _: _leaves(data, lambda v: str(v) if isinstance(v, int) and not isinstance(v, bool) else v),
    "other-case": lambda data, told: everywhere(data, told.hashes, _texts(str.upper)),
    "in-base64": lambda data, told: everywhere(data, told.hashes, _texts(_in_base64)),
    "prefixed": lambda data, told: everywhere(data, told.hashes, _texts(lambda digest: f"SHA-256:{digest}")),
    "masked": lambda data, told: everywhere(data, told.owners, _texts(_masked)),
    "no-hash": lambda data, told: everywhere(data, told.hashes, lambda _: None),
    "unseen": lambda data, told: everywhere(data, told.lists, lambda _: []),
    "halves": lambda data, _: _leaves(data, _texts(lambda text: f"{text}\ud800")),
    "nulls": lambda data, _: _leaves(data, lambda _: None),
    "wrong-types": lambda data, _: _other_type(data),
    "lying-hash": lambda data, told: everywhere(data, told.hashes, _texts(lambda _: "0" * 64)),
    "wrong-id": lambda data, told: everywhere(data, told.codes, _texts(lambda code: f"{code}9")),
}


def same_code(data: Any, told: Told, code: str) -> Any:
    """It speaks of the dossier with this code, whichever is meant."""
    return everywhere(data, told.codes, _texts(lambda _: code))


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
