"""What came back from a province, read for what it means: its status first, then its body, its type last."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from desktop.machine.outside import NotJson, read_json
from desktop.sync.errors import ForeignAnswer, LineDown, StrangeAnswer, name_of_status
from desktop.sync.values import number_in, text_in

ACCEPTED, PARTIAL = 202, 206
LONGEST_WORDS = 500
LOGIN_PAGE = "mạng đòi đăng nhập hoặc có hệ thống khác trả lời thay"
_CODES = ("code", "status", "statusCode", "status_code", "errorCode", "error_code")
_WORDS = ("message", "error_description", "detail", "title", "error", "thongBao", "moTa")
_BEARER = re.compile(r"(?i)bearer\s+\S+")
_BLANK = b" \t\r\n\0\xef\xbb\xbf\xfe\xff"


@dataclass(frozen=True, kw_only=True)
class ProvinceAnswer:
    """What came back.

    Attributes:
        status: of HTTP.
        headers: of HTTP.
        body: bytes, as far as they came.
        cut: why they broke off, in words; empty where all came.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes = b""
    cut: str = ""

    @property
    def good(self) -> bool:
        """Whether it was done, or accepted."""
        return 200 <= self.status < 300

    @property
    def empty(self) -> bool:
        """Whether it says nothing but its status."""
        return not self.body.strip(_BLANK)

    @cached_property
    def _json(self) -> Any:
        kind = self.headers.get("Content-Type", "")
        return read_json(self.body, kind.partition("charset=")[2].partition(";")[0])

    @cached_property
    def meant(self) -> int:
        """The status that is meant: some systems refuse with 200, and tell a status of HTTP in the body."""
        if not self.good or not self.body.lstrip(_BLANK).startswith(b"{"):
            return self.status
        try:
            said = self._json
        except NotJson:
            return self.status
        inner = said.get("error")
        for place in (said, inner if isinstance(inner, dict) else {}):
            codes = (number_in(place.get(name)) for name in _CODES)
            refusal = next((int(code) for code in codes if code is not None and 400 <= code < 600), 0)
            if refusal:
                return refusal
        return self.status

    def data(self) -> Any:
        """The JSON in it, whatever its type calls it.

        Raises:
            LineDown: its end did not come.
            ForeignAnswer: it is a page, or else no JSON: somebody else answers in the province's place.
            StrangeAnswer: it calls itself JSON and is none.
        """
        try:
            return self._json
        except NotJson as error:
            if self.cut:
                raise LineDown(layer=self.cut, cause="half an answer") from None
            page = self.body.lstrip(_BLANK).startswith(b"<")
            if page or "json" not in self.headers.get("Content-Type", "").lower():
                raise ForeignAnswer(layer=LOGIN_PAGE, cause=f"{self.status} not JSON") from None
            raise StrangeAnswer(reason="không phải JSON", cause=str(error)) from None

    def file(self) -> bytes:
        """The file in it.

        Raises:
            LineDown: its end did not come.
            StrangeAnswer: it is a part of one only.
        """
        if self.cut:
            raise LineDown(layer=self.cut, cause="half a file")
        if self.status == PARTIAL:
            raise StrangeAnswer(reason="chỉ trả về một phần của tệp")
        return self.body

    def words(self) -> str:
        """What it says to a person, one line: the province's own words, else its status by name."""
        try:
            said = self._json if self.body.lstrip(_BLANK).startswith((b"{", b'"')) else None
        except NotJson:
            said = None
        own = (text_of_words(said.get(name)) for name in _WORDS) if isinstance(said, dict) else iter([])
        return next((words for words in own if words), name_of_status(self.meant))


def text_of_words(value: Any) -> str:
    """Words of somebody else as one line that may be shown and kept; no token in it."""
    if isinstance(value, dict):
        value = next((value[name] for name in _WORDS if isinstance(value.get(name), str)), "")
    if not isinstance(value, str):
        return text_in(value)
    value = unicodedata.normalize("NFC", value)
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in value[: 4 * LONGEST_WORDS]).split())
    return _BEARER.sub("Bearer …", line)[:LONGEST_WORDS]
