"""Time limits: which days are working days here, and when a dossier that is taken in now is due (R18)."""

from __future__ import annotations

from datetime import date, datetime, time
from functools import cached_property
from pathlib import Path
from typing import Any

from desktop.machine.clock import VIETNAM, Clock, vietnam_day
from desktop.machine.folders import resources
from desktop.machine.own_file import read_own_file
from desktop.model.catalogue import Procedure
from desktop.model.errors import Refusal
from desktop.model.working_days import Appointment, WorkingDays, appointment

OWN_FILE = "ngay-nghi.toml"
_MOST_BYTES = 1_000_000


class BadWorkingDays(Refusal):
    """The file of holidays is not one."""

    code = "bad_working_days"
    sentence = "Tệp ngày nghỉ «{subject}» không đúng: {reason}."
    advice = "Báo quản trị viên sửa tệp này theo mẫu trong sách hướng dẫn quản trị."


class TimeLimits:
    """Tells when dossiers are due.

    Args:
        clock: the time of reception.
        own: the administrator's file of holidays; it need not exist.
    """

    def __init__(self, clock: Clock, own: Path) -> None:
        self._clock = clock
        self._own = own

    def appointment(self, procedure: Procedure, received: datetime | None = None) -> Appointment:
        """When a dossier goes on and is due.

        Args:
            procedure: of the dossier.
            received: when it was taken in; None for now.

        Raises:
            BadWorkingDays: the administrator's file is wrong.
        """
        return appointment((received or self._clock.now()).astimezone(VIETNAM), procedure.working_days, self.days)

    def today(self) -> date:
        """The day it is in Vietnam."""
        return vietnam_day(self._clock.now())

    @cached_property
    def days(self) -> WorkingDays:
        """The working days: the program's, with the administrator's years in place of its own.

        Raises:
            BadWorkingDays: the administrator's file is wrong.
        """
        ours = _read(resources() / "calendar" / "working-days.toml")
        theirs = _read(self._own) if self._own.exists() else {}
        years = {row["year"]: row for row in (*ours["year"], *theirs.get("year", []))}
        return WorkingDays(
            off=frozenset(day for row in years.values() for day in row["off"]),
            worked=frozenset(day for row in years.values() for day in row["worked"]),
            announced=frozenset(year for year, row in years.items() if row["announced"]),
            latest=theirs.get("latest", ours["latest"]),
        )


def _read(file: Path) -> dict[str, Any]:
    read = read_own_file(file, _MOST_BYTES, lambda reason: BadWorkingDays(file.name, reason=reason))
    _require_whole(read, file.name)
    return read


def _require_whole(read: dict[str, Any], name: str) -> None:
    if "latest" in read and type(read["latest"]) is not time:
        raise BadWorkingDays(name, reason="«latest» phải là giờ, ví dụ 15:00:00")
    rows = read.get("year", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise BadWorkingDays(name, reason="các năm phải là bảng [[year]]")
    for row in rows:
        if type(row.get("year")) is not int or type(row.get("announced")) is not bool:
            raise BadWorkingDays(name, reason="mỗi [[year]] phải có year và announced")
        for field in ("off", "worked"):
            days = row.get(field)
            if not isinstance(days, list) or any(type(day) is not date or day.year != row["year"] for day in days):
                raise BadWorkingDays(name, reason=f"«{field}» của năm {row['year']} phải là các ngày của năm ấy")
