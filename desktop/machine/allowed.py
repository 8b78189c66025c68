"""What the value of a setting may be: read from what a person wrote in TOML, and told in Vietnamese words."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from desktop.machine.downtime import Downtime, read_downtime
from desktop.model.scanning import ScanProfile, profiles_from_data

T_co = TypeVar("T_co", covariant=True)


class Allowed(Protocol[T_co]):
    """The values that one setting may have."""

    @property
    def words(self) -> str:
        """What is allowed, Vietnamese, as it follows «phải là»."""

    def read(self, written: Any) -> T_co:
        """The value, from what stands in the file.

        Raises:
            ValueError: not allowed; its text, where it has any, says more than `words` (Vietnamese).
        """


@dataclass(frozen=True, slots=True)
class Switch:
    """Yes or no."""

    words: str = "true hoặc false"

    def read(self, written: Any) -> bool:
        """True or false, and no number in its place."""
        if not isinstance(written, bool):
            raise ValueError
        return written


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number.

    Attributes:
        least: the smallest that is allowed.
        most: the largest.
    """

    least: int
    most: int

    @property
    def words(self) -> str:
        """The range."""
        return f"số nguyên từ {self.least} đến {self.most}"

    def read(self, written: Any) -> int:
        """A number within the range; true and false are none."""
        if type(written) is not int or not self.least <= written <= self.most:
            raise ValueError
        return written


@dataclass(frozen=True, slots=True)
class Text:
    """A text, of any form or of one.

    Attributes:
        words: what it is.
        form: a pattern for all of it; an empty text passes too where `may_be_empty`.
        may_be_empty: whether the setting can be left out by writing an empty text.
    """

    words: str = "chuỗi"
    form: str = r"(?s).*"
    may_be_empty: bool = True

    def read(self, written: Any) -> str:
        """A text of that form."""
        if not isinstance(written, str) or not (written or self.may_be_empty):
            raise ValueError
        if written and not re.fullmatch(self.form, written):
            raise ValueError
        return written


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words."""

    known: tuple[str, ...]

    @property
    def words(self) -> str:
        """The words."""
        return f"một trong: {', '.join(self.known)}"

    def read(self, written: Any) -> str:
        """One of them."""
        if written not in self.known:
            raise ValueError
        return str(written)


@dataclass(frozen=True, slots=True)
class Several:
    """A list, each of whose entries is a text that is not empty."""

    each: Text = Text()

    @property
    def words(self) -> str:
        """What the entries are."""
        return f"danh sách {self.each.words}"

    def read(self, written: Any) -> tuple[str, ...]:
        """The entries; a single text is no list."""
        if not isinstance(written, list):
            raise ValueError
        return tuple(self.each.read(entry) for entry in written)


@dataclass(frozen=True, slots=True)
class Profiles:
    """Scan profiles, one table each."""

    words: str = "các bảng [[scan_profiles]]"

    def read(self, written: Any) -> tuple[ScanProfile, ...]:
        """The profiles; what is wrong inside one is told by its own words."""
        if not isinstance(written, list) or not all(isinstance(row, dict) for row in written):
            raise ValueError
        return profiles_from_data(written)


@dataclass(frozen=True, slots=True)
class Downtimes:
    """Planned downtimes of the province, a text each."""

    words: str = "danh sách lúc ngừng, lúc chạy lại và lý do, như «2026-12-05 18:00 2026-12-06 06:00 nâng cấp»"

    def read(self, written: Any) -> tuple[Downtime, ...]:
        """The downtimes; a day that is none is told by its own words."""
        if not isinstance(written, list) or not all(isinstance(entry, str) for entry in written):
            raise ValueError
        return tuple(read_downtime(entry) for entry in written)


def written(value: Any) -> str:
    """A value as a settings file would have it; of scan profiles, their names."""
    if isinstance(value, tuple):
        return f"[{', '.join(written(entry) for entry in value)}]"
    if isinstance(value, ScanProfile):
        return written(value.name)
    if isinstance(value, Downtime):
        return written(str(value))
    return json.dumps(value, ensure_ascii=False)
