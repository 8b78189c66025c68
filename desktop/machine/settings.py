"""What is set for this counter: the province's signed settings, and one TOML file beside the store; read at start.

Secrets are not in it: the province's client secret is kept by `SecretStore` under `CLIENT_SECRET`.
"""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from desktop.machine.provision import Provision
from desktop.machine.writing import write_whole
from desktop.model.errors import Refusal
from desktop.model.scanning import ScanProfile, profiles_from_data
from desktop.model.signature import SEAL_KEEPER

FILE_NAME = "cau-hinh.toml"
PROVINCE_FILE = "cau-hinh.toml của tỉnh"
NOTHING = Provision()
CLIENT_SECRET = "province-client-secret"  # noqa: S105 - the name it is kept under


class BadSettings(Refusal):
    """The settings file has something that cannot be."""

    code = "bad_settings"
    sentence = "Tệp cấu hình «{subject}» sai ở mục «{key}»: {reason}."
    advice = "Sửa mục này trong tệp cấu hình rồi mở lại Quầy Số."


class SettingLocked(Refusal):
    """The province decides this setting for all its counters."""

    code = "setting_locked"
    sentence = "Mục «{subject}» do tỉnh quy định, quầy không tự đổi được."
    advice = "Báo bộ phận quản trị của tỉnh nếu cần đổi."


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
        province_proxy: `system`, `none`, `http://host:port`, or `pac:` and the address of a PAC file.
        province_bandwidth: caps by hours, e.g. `07:30-11:30 256` (Vietnam time, kbit/s).
        escl_scanners: addresses of network scanners.
        sane: use SANE on Linux.
        discover_scanners: look for network scanners by DNS-SD, and with SANE.
        escl_fingerprints: SHA-256 of the certificates of network scanners that signed their own.
        watched_folders: folders that machines scan into.
        wia: use WIA on Windows.
        wia_manager: class id of another WIA device manager than Windows' own.
        scan_profiles: the administrator's scan profiles, one table each.
        scan_profiles_locked: the counter cannot have others.
        token_module: path of the token's PKCS#11 module.
        trust_roots: PEM files of the roots that signatures must chain to.
        scan_dpi: default resolution.
        mark_words: words of the conversion mark.
        retention_days: how long content stays after the province confirmed it (R66).
        backup_folder: a second folder for the daily backups, e.g. of another disk or a share; empty for none.
        package_recipient: public key line that packages for the province are sealed to; empty for a passphrase.
        package_senders: public key lines of the counters whose packages are taken in here.
        officer_roles: roles of that official; `van_thu` keeps the agency's token (R37).
        agency_signs: papers here bear the agency's signature too, after the official's; none is sent without it.
        officer_certificates: which certificates are that official's, beside those in their name (R39): serial
            numbers (hex), or numbers that stand in the subject.
        agency_name: the agency whose signature the Văn thư makes; the unit's name where empty.
        agency_certificates: which certificates are the agency's, beside those in its name.
        copy_form: form of the copies made here (`SAO Y`, …) as the visible signature says it (R36); empty for none.
        tsa_address: time stamp authority (R35); empty for none.
        revocation_unreachable: what to do where revocation cannot be checked (R33): `mark` or `refuse`.
        rsa_pss: sign with RSA-PSS where the token can (R34).
        signature_image: PNG or JPEG of the official's signature for the visible signature; empty for none.
        stamp_qr: draw a QR of the item code beside the visible signature.
        extend_within_days: a signature older than this without proven time is told as overdue.
    """

    officer: str = "canbo"
    officer_name: str = ""
    unit: str = ""
    unit_name: str = ""
    competent_unit: str = ""
    province_profile: str = "mau-six-step"
    province_address: str = ""
    province_client: str = ""
    province_proxy: str = "system"
    province_bandwidth: tuple[str, ...] = ()
    escl_scanners: tuple[str, ...] = ()
    sane: bool = True
    discover_scanners: bool = False
    escl_fingerprints: tuple[str, ...] = ()
    watched_folders: tuple[str, ...] = ()
    wia: bool = True
    wia_manager: str = ""
    scan_profiles: tuple[ScanProfile, ...] = ()
    scan_profiles_locked: bool = False
    token_module: str = ""
    trust_roots: tuple[str, ...] = ()
    scan_dpi: int = 200
    mark_words: str = field(default="Bản số hóa từ bản giấy")
    retention_days: int = 7
    backup_folder: str = ""
    package_recipient: str = ""
    package_senders: tuple[str, ...] = ()
    officer_roles: tuple[str, ...] = ()
    agency_signs: bool = False
    officer_certificates: tuple[str, ...] = ()
    agency_name: str = ""
    agency_certificates: tuple[str, ...] = ()
    copy_form: str = ""
    tsa_address: str = "http://ca.gov.vn/tsa"
    revocation_unreachable: str = "mark"
    rsa_pss: bool = False
    signature_image: str = ""
    stamp_qr: bool = False
    extend_within_days: int = 7

    @property
    def keeps_seal(self) -> bool:
        """Whether the official is the Văn thư, who alone signs in the agency's name (R37)."""
        return SEAL_KEEPER in self.officer_roles


def load_settings(file: Path, province: Provision = NOTHING) -> Settings:
    """The province's settings, and the counter's own file on top of them; a missing file gives the defaults.

    What the province has locked stays as the province says, or as it ships where the province gives no value.

    Raises:
        BadSettings: not TOML, an unknown name, or a value of the wrong kind.
    """
    given = {name: _value(PROVINCE_FILE, name, value) for name, value in province.settings.items()}
    own = {name: _value(file.name, name, value) for name, value in _read(file).items() if name not in province.locked}
    return Settings(**{**given, **own})


def keep_setting(file: Path, name: str, value: str, province: Provision = NOTHING) -> None:
    """Keep one word of the counter's own settings; everything else in the file stays as somebody wrote it.

    Args:
        file: the counter's own file; made where there is none.
        name: of the setting.
        value: the word.
        province: what the province has locked.

    Raises:
        SettingLocked: the province has locked it.
        BadSettings: the file is broken, or written so that the setting cannot be changed in it.
        OSError: the file cannot be written; what was there is still there.
    """
    if name in province.locked:
        raise SettingLocked(name)
    before = _read(file)
    lines = file.read_text("utf-8").splitlines(keepends=True) if file.exists() else []
    fresh = f"{name} = {json.dumps(_value(file.name, name, value), ensure_ascii=False)}\n"
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


def _read(file: Path) -> dict[str, Any]:
    if not file.exists():
        return {}
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSettings(file.name, key="(toàn tệp)", reason=f"không phải TOML ({error})") from error


def _value(file: str, name: str, value: Any) -> Any:
    known = {known.name: getattr(_DEFAULTS, known.name) for known in fields(Settings)}
    if name not in known:
        raise BadSettings(file, key=name, reason="không có mục này")
    wanted = known[name]
    if name == "scan_profiles":
        return _profiles(file, name, value)
    if isinstance(wanted, tuple):
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise BadSettings(file, key=name, reason="phải là danh sách chuỗi")
        return tuple(value)
    if type(value) is not type(wanted):
        raise BadSettings(file, key=name, reason=f"phải là {_KIND_WORDS[type(wanted)]}")
    if name in _CHOICES and value not in _CHOICES[name]:
        raise BadSettings(file, key=name, reason=f"phải là một trong: {', '.join(_CHOICES[name])}")
    return value


def _profiles(file: str, name: str, value: Any) -> tuple[ScanProfile, ...]:
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        raise BadSettings(file, key=name, reason="phải là các bảng [[scan_profiles]]")
    try:
        return profiles_from_data(value)
    except ValueError as error:
        raise BadSettings(file, key=name, reason=str(error)) from None


_CHOICES = {"revocation_unreachable": ("mark", "refuse")}
_KIND_WORDS = {str: "chuỗi", int: "số nguyên", bool: "true hoặc false"}
_DEFAULTS = Settings()
