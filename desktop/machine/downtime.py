"""When the province's systems rest: announced before (R54), borne here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from desktop.machine.clock import VIETNAM

_MOMENT = "%Y-%m-%d %H:%M"
_FORM = re.compile(r"(\d{4}-\d\d-\d\d \d\d:\d\d) (\d{4}-\d\d-\d\d \d\d:\d\d)(?: (.{1,200}))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Downtime:
    """One planned downtime.

    Attributes:
        first: when it begins.
        last: when the systems are there again.
        why: as the province says it; empty where it does not.
    """

    first: datetime
    last: datetime
    why: str

    def __str__(self) -> str:
        """As a settings file has it."""
        first, last = (f"{at.astimezone(VIETNAM):{_MOMENT}}" for at in (self.first, self.last))
        return f"{first} {last} {self.why}".rstrip()

    @property
    def ahead(self) -> str:
        """The sentence that announces it, Vietnamese."""
        return f"Tỉnh sẽ ngừng hệ thống từ {_told(self.first)} đến {_told(self.last)}{self._because}."

    @property
    def under_way(self) -> str:
        """The sentence while it lasts, Vietnamese."""
        return f"Tỉnh đang ngừng hệ thống theo kế hoạch, đến {_told(self.last)}{self._because}."

    @property
    def _because(self) -> str:
        return f" ({self.why})" if self.why else ""


def read_downtime(text: str) -> Downtime:
    """Read `2026-12-05 18:00 2026-12-06 06:00 nâng cấp` (Vietnam time).

    Raises:
        ValueError: not of this form, or it ends before it begins; the text says which, Vietnamese.
    """
    match = _FORM.fullmatch(text.strip())
    if match is None:
        raise ValueError
    first, last = (_moment(match[part]) for part in (1, 2))
    if last <= first:
        raise ValueError(f"«{text[:60]}» kết thúc trước khi bắt đầu")
    return Downtime(first=first, last=last, why=(match[3] or "").strip())


def downtime_now(announced: Sequence[Downtime], now: datetime) -> Downtime | None:
    """The downtime that lasts now."""
    return next((one for one in announced if one.first <= now < one.last), None)


def next_downtime(announced: Sequence[Downtime], now: datetime) -> Downtime | None:
    """The one that begins next."""
    return min((one for one in announced if now < one.first), key=lambda one: one.first, default=None)


def _moment(text: str) -> datetime:
    try:
        return datetime.strptime(text, _MOMENT).replace(tzinfo=VIETNAM)
    except ValueError:
        raise ValueError(f"không có lúc «{text}»") from None


def _told(at: datetime) -> str:
    return f"{at.astimezone(VIETNAM):%H:%M ngày %d/%m/%Y}"
