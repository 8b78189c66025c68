"""The settings of a counter read and kept: the province's, and one TOML file beside the store on top of them."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Any

from desktop.machine.provision import Provision, read_provision
from desktop.machine.settings import SETTINGS, Settings
from desktop.machine.writing import write_whole
from desktop.model.errors import Refusal

FILE_NAME = "cau-hinh.toml"
PROVINCE_FILE = "cau-hinh.toml của tỉnh"
NOTHING = Provision()
_SHOWN = 60  # letters of a wrong value that are told


class BadSettings(Refusal):
    """The settings file has something that cannot be."""

    code = "bad_settings"
    sentence = "Tệp cấu hình «{subject}» sai ở mục «{key}»: {reason}."
    advice = "Sửa mục này trong tệp cấu hình rồi mở lại Quầy Số; «quayso settings show MỤC» nói mục ấy nhận gì."


class SettingLocked(Refusal):
    """The province decides this setting for all its counters."""

    code = "setting_locked"
    sentence = "Mục «{subject}» do tỉnh quy định, quầy không tự đổi được."
    advice = "Báo bộ phận quản trị của tỉnh nếu cần đổi."


class SetBy(StrEnum):
    """Who has decided the value of a setting."""

    NOBODY = "default"
    PROVINCE = "province"
    COUNTER = "counter"
    TRAINING = "training"


def counter_settings(data: Path, *, training: bool) -> tuple[Settings, Provision]:
    """The settings of the counter whose data folder this is, and what the province says; in training it says nothing.

    Raises:
        BadSettings: as `load_settings`.
        NotSigned, BadProvision: the province's settings cannot be believed, or used.
    """
    province = NOTHING if training else read_provision()
    return load_settings(data / FILE_NAME, province), province


def load_settings(file: Path, province: Provision = NOTHING) -> Settings:
    """The province's settings, and the counter's own file on top of them; a missing file gives the defaults.

    What the province has locked stays as the province says, or as it ships where the province gives no value.

    Raises:
        BadSettings: not TOML, an unknown name, or a value that is not allowed.
    """
    return Settings(**{**_given(province), **_own(file, province)})


def set_by(file: Path, province: Provision = NOTHING) -> dict[str, SetBy]:
    """Who has decided each setting, by its name.

    Raises:
        BadSettings: as `load_settings`.
    """
    deciders = dict.fromkeys(SETTINGS, SetBy.NOBODY)
    deciders |= dict.fromkeys(_given(province), SetBy.PROVINCE)
    return deciders | dict.fromkeys(_own(file, province), SetBy.COUNTER)


def cannot_be_locked(names: Iterable[str]) -> list[str]:
    """Those of some names that no province can lock: unknown ones, and what everyone at a counter has their own of."""
    return sorted(name for name in names if name not in SETTINGS or not SETTINGS[name].may_lock)


def require_unlocked(name: str, province: Provision) -> None:
    """See that a counter may set this itself.

    Raises:
        SettingLocked: the province has locked it.
    """
    if name in province.locked:
        raise SettingLocked(name)


def keep_setting(file: Path, name: str, value: str | list[str], province: Provision = NOTHING) -> None:
    """Keep one of the counter's own settings; everything else in the file stays as somebody wrote it.

    Args:
        file: the counter's own file; made where there is none.
        name: of the setting.
        value: a word, or several where the setting is a list.
        province: what the province has locked.

    Raises:
        SettingLocked: the province has locked it.
        BadSettings: the file is broken, or written so that the setting cannot be changed in it.
        OSError: the file cannot be written; what was there is still there.
    """
    require_unlocked(name, province)
    before = _read(file)
    lines = file.read_text("utf-8").splitlines(keepends=True) if file.exists() else []
    _value(file.name, name, value)
    fresh = f"{name} = {json.dumps(value, ensure_ascii=False)}\n"
    at = next((at for at, line in enumerate(lines) if re.match(rf"\s*{name}\s*=", line)), None)
    # A new one goes to the top: below, it could land in somebody's table.
    text = "".join([fresh, *lines] if at is None else [*lines[:at], fresh, *lines[at + 1 :]])
    try:
        whole = tomllib.loads(text) == {**before, name: value}
    except tomllib.TOMLDecodeError:
        whole = False
    if not whole:
        raise BadSettings(file.name, key=name, reason="mục này viết theo cách phải sửa bằng tay")
    write_whole(file, text.encode())


def _given(province: Provision) -> dict[str, Any]:
    return {name: _value(PROVINCE_FILE, name, written) for name, written in province.settings.items()}


def _own(file: Path, province: Provision) -> dict[str, Any]:
    """What the counter's own file says and the province has not locked; locked entries are not even looked at."""
    return {
        name: _value(file.name, name, written) for name, written in _read(file).items() if name not in province.locked
    }


def _read(file: Path) -> dict[str, Any]:
    if not file.exists():
        return {}
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSettings(file.name, key="(toàn tệp)", reason=f"không phải TOML ({error})") from error


def _value(file: str, name: str, written: Any) -> Any:
    if name not in SETTINGS:
        raise BadSettings(file, key=name, reason="không có mục này")
    allowed = SETTINGS[name].allowed
    try:
        return allowed.read(written)
    except ValueError as error:
        reason = str(error) or f"«{_shown(written)}» không được, phải là {allowed.words}"
        raise BadSettings(file, key=name, reason=reason) from None


def _shown(written: Any) -> str:
    """A value as its file has it, cut where it is long."""
    plain = isinstance(written, bool | int | float | list | dict)
    told = json.dumps(written, ensure_ascii=False, default=str) if plain else str(written)
    return told if len(told) <= _SHOWN else f"{told[: _SHOWN - 1]}…"
