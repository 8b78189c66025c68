"""What the administrator has set for this counter: one TOML file beside the store, read at start.

Secrets are not in it: the province's client secret is kept by `SecretStore` under `CLIENT_SECRET`.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from desktop.model.errors import Refusal

FILE_NAME = "cau-hinh.toml"
CLIENT_SECRET = "province-client-secret"  # noqa: S105 - the name it is kept under


class BadSettings(Refusal):
    """The settings file has something that cannot be."""

    code = "bad_settings"
    sentence = "Tệp cấu hình «{subject}» sai ở mục «{key}»: {reason}."
    advice = "Sửa mục này trong tệp cấu hình rồi mở lại Quầy Số."


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """One counter.

    Attributes:
        officer: login name of the official at this counter.
        officer_name: full name, as the conversion mark shows it (R25).
        unit: unit code of this one-stop centre.
        unit_name: its name.
        competent_unit: unit code of the authority that decides, where it is another one (R12).
        province_profile: name of a file in `resources/profiles`.
        province_address: base address of the provincial system.
        province_client: OAuth2 client id.
        escl_scanners: addresses of network scanners.
        sane: use SANE on Linux.
        discover_scanners: look for network scanners by DNS-SD.
        token_module: path of the token's PKCS#11 module.
        trust_roots: PEM files of the roots that signatures must chain to.
        scan_dpi: default resolution.
        mark_words: words of the conversion mark.
    """

    officer: str = "canbo"
    officer_name: str = ""
    unit: str = ""
    unit_name: str = ""
    competent_unit: str = ""
    province_profile: str = "mau-six-step"
    province_address: str = ""
    province_client: str = ""
    escl_scanners: tuple[str, ...] = ()
    sane: bool = True
    discover_scanners: bool = False
    token_module: str = ""
    trust_roots: tuple[str, ...] = ()
    scan_dpi: int = 200
    mark_words: str = field(default="Bản số hóa từ bản giấy")


def load_settings(file: Path) -> Settings:
    """Read the file; a missing file gives the defaults.

    Raises:
        BadSettings: not TOML, an unknown name, or a value of the wrong kind.
    """
    if not file.exists():
        return Settings()
    try:
        data = tomllib.loads(file.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSettings(file.name, key="(toàn tệp)", reason=f"không phải TOML ({error})") from error
    return Settings(**{name: _value(file, name, value) for name, value in data.items()})


def _value(file: Path, name: str, value: Any) -> Any:
    known = {known.name: getattr(_DEFAULTS, known.name) for known in fields(Settings)}
    if name not in known:
        raise BadSettings(file.name, key=name, reason="không có mục này")
    wanted = known[name]
    if isinstance(wanted, tuple):
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise BadSettings(file.name, key=name, reason="phải là danh sách chuỗi")
        return tuple(value)
    if type(value) is not type(wanted):
        raise BadSettings(file.name, key=name, reason=f"phải là {_KIND_WORDS[type(wanted)]}")
    return value


_KIND_WORDS = {str: "chuỗi", int: "số nguyên", bool: "true hoặc false"}
_DEFAULTS = Settings()
