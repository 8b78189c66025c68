"""Time limits: which days and hours are worked here, by when a dossier gets a reply, when it is due (R18, R77)."""

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
from desktop.model.working_days import Appointment, Hours, WorkingDays, appointment, reply_by

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

    def reply_by(self, received: datetime) -> datetime:
        """By when whoever handed a dossier in is told that it is taken in, or what is to be added; Vietnam time.

        Args:
            received: when it was taken in.

        Raises:
            BadWorkingDays: the administrator's file is wrong.
        """
        return reply_by(received.astimezone(VIETNAM), self.days)

    def today(self) -> date:
        """The day it is in Vietnam."""
        return vietnam_day(self._clock.now())

    @cached_property
    def days(self) -> WorkingDays:
        """The working days: the program's, with the administrator's years, and hours, in place of its own.

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
            hours=tuple(
                Hours(since=row["since"], sessions=tuple((opens, closes) for opens, closes in row["sessions"]))
                for row in theirs.get("hours", ours["hours"])
            ),
        )


def _read(file: Path) -> dict[str, Any]:
    read = read_own_file(file, _MOST_BYTES, lambda reason: BadWorkingDays(file.name, reason=reason))
    _require_whole(read, file.name)
    return read


def _require_whole(read: dict[str, Any], name: str) -> None:
    if "latest" in read and type(read["latest"]) is not time:
        raise BadWorkingDays(name, reason="«latest» phải là giờ, ví dụ 15:00:00")
    _require_hours(read, name)
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


def _require_hours(read: dict[str, Any], name: str) -> None:
    if "hours" not in read:
        return
    rows = read["hours"]
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        raise BadWorkingDays(name, reason="giờ làm việc phải là các bảng [[hours]]")
    for row in rows:
        if type(row.get("since")) is not date:
            raise BadWorkingDays(name, reason="mỗi [[hours]] phải có ngày «since»")
        if not _are_sessions(row.get("sessions")):
            raise BadWorkingDays(name, reason="«sessions» phải là các buổi, ví dụ [[07:30:00, 11:30:00]]")


def _are_sessions(given: Any) -> bool:
    """Whether these are pairs of hours, each later than the one before."""
    if not isinstance(given, list) or not all(isinstance(pair, list) and len(pair) == 2 for pair in given):
        return False
    hours = [hour for pair in given for hour in pair]
    return bool(hours) and all(type(hour) is time for hour in hours) and hours == sorted(set(hours))
