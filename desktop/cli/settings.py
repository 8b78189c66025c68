"""`settings show`."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from typing import Any

from desktop.cli.answer import Answer
from desktop.machine.allowed import written
from desktop.machine.folders import Folders, folders
from desktop.machine.settings import SETTINGS, Setting, Settings
from desktop.machine.settings_file import FILE_NAME, SetBy, counter_settings, set_by
from desktop.model.data import as_data
from desktop.model.errors import WrongUsage

_WORDS = {
    SetBy.NOBODY: "mặc định",
    SetBy.PROVINCE: "tỉnh",
    SetBy.COUNTER: "quầy",
    SetBy.TRAINING: "tập huấn",
}


@dataclass(frozen=True, slots=True)
class _InForce:
    """One setting as it counts at this counter."""

    known: Setting
    value: Any
    by: SetBy
    locked: bool

    @property
    def data(self) -> dict[str, Any]:
        return {
            "name": self.known.name,
            "value": as_data(self.value),
            "set_by": str(self.by),
            "locked": self.locked,
            "default": as_data(self.known.default),
            "allowed": self.known.allowed.words,
            "meaning": self.known.meaning,
            "group": self.known.group,
            "used": self.known.used,
            "may_lock": self.known.may_lock,
        }

    @property
    def line(self) -> str:
        who = f"{_WORDS[self.by]}, bị khoá" if self.locked else _WORDS[self.by]
        return f"{self.known.name} = {written(self.value)}   ({who})"

    @property
    def details(self) -> list[str]:
        known = self.known
        may_lock = "được" if known.may_lock else "không được, mỗi quầy tự đặt"
        return [
            self.line,
            f"  {known.meaning}",
            f"  nhận: {known.allowed.words}; mặc định: {written(known.default)}",
            f"  tỉnh khoá: {may_lock}",
        ]


def show(arguments: argparse.Namespace) -> Answer:
    """What is in force at this counter, who set it, what is locked; one setting with all that is known of it.

    The store is not opened: what keeps it from opening may stand in the settings.

    Raises:
        WrongUsage: no setting has the name asked for.
        BadSettings, NotSigned, BadProvision: the files cannot be used.
    """
    if arguments.name and arguments.name not in SETTINGS:
        raise WrongUsage(detail=f"không có mục cấu hình «{arguments.name}»")
    place = folders(arguments.data, training=arguments.training)
    file = place.data / FILE_NAME
    settings, province = counter_settings(place.data, training=arguments.training)
    deciders = set_by(file, province)
    if arguments.training:
        settings, deciders = _in_training(place, settings, deciders)
    rows = [
        _InForce(known, getattr(settings, name), deciders[name], name in province.locked)
        for name, known in SETTINGS.items()
        if arguments.name in (None, name)
    ]
    lines = rows[0].details if arguments.name else _lines(rows)
    data = {"file": str(file), "province_serial": province.serial, "settings": [row.data for row in rows]}
    return Answer(data=data, lines=lines)


def _lines(rows: list[_InForce]) -> list[str]:
    lines: list[str] = []
    for row in rows:
        if row.known.group not in lines:
            lines.append(row.known.group)
        lines.append(f"  {row.line}")
    return lines


def _in_training(place: Folders, given: Settings, deciders: dict[str, SetBy]) -> tuple[Settings, dict[str, SetBy]]:
    # Here and not above: it brings the sandbox along.
    from desktop.store.folder import mark_folder
    from desktop.training.station import TrainingStation

    mark_folder(place, training=True)
    settings = TrainingStation(place).settings(given)
    changed = [name for name in SETTINGS if getattr(settings, name) != getattr(given, name)]
    return settings, deciders | dict.fromkeys(changed, SetBy.TRAINING)
