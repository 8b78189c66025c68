"""What the province says about every counter: one signed `cau-hinh.toml`, put on the PC by the administrator.

It lies, with the files it names and the province's public key, where administrators write and everyone reads
(`QuaySo/cap-phat` in ProgramData). It is verified anew at every start; a counter's own settings come on top of it,
except those it locks.

    serial = 20260301            # never goes back
    locked = ["unit", "province_address"]
    [settings]                   # as in a counter's own cau-hinh.toml
    unit = "H99.12"
    trust_roots = ["goc.pem"]
    [files]                      # roots and profiles that come with it, by SHA-256
    "goc.pem" = "…"
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path, PureWindowsPath
from typing import TYPE_CHECKING, Any

from desktop.machine.fixed import everyones_settings
from desktop.machine.folders import APP, resources
from desktop.machine.signed import NotSigned, read_key, read_limited, read_signed
from desktop.model.errors import Refusal

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

FOLDER = "cap-phat"
FILE = "cau-hinh.toml"
KEY = "tinh.pub"
FILE_LIMIT_BYTES = 1 << 24
_LONGEST_NAME = 100


class BadProvision(Refusal):
    """The province's settings are signed, and yet cannot be used."""

    code = "bad_provision"
    sentence = "Cấu hình của tỉnh «{subject}» sai: {reason}."
    advice = "Báo tỉnh phát hành lại cấu hình; cấu hình đang có được giữ nguyên."


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """The province's settings for this counter.

    Attributes:
        serial: a larger one is newer; 0 where the province has said nothing.
        settings: values by name, as in `Settings`; unchecked.
        locked: names that the counter's own file cannot change.
    """

    serial: int = 0
    settings: dict[str, Any] = field(default_factory=dict)
    locked: frozenset[str] = frozenset()


def machine_folder() -> Path:
    """Where this machine's settings are, for all its users (Windows: `QuaySo` in ProgramData)."""
    return everyones_settings() / APP


def provision_folder() -> Path:
    """Where the province's settings are."""
    return machine_folder() / FOLDER


def read_provision(folder: Path | None = None, key: Path | None = None) -> Provision:
    """The province's settings, verified; none where the administrator has put none.

    Args:
        folder: where they are; this machine's by default.
        key: the province's public key; the one in the folder by default.

    Raises:
        NotSigned: signature or a file's hash does not hold.
        BadProvision: signed, but not what it must be.
    """
    folder = folder or provision_folder()
    if not (folder / FILE).exists():
        return Provision()
    return read_issue(folder, read_key(key or folder / KEY)).said(folder)


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """What the province has handed out, each byte of it verified and read once.

    Attributes:
        text: the settings, TOML.
        signature: of them, 64 bytes.
        files: those they name, by name.
    """

    text: bytes
    signature: bytes
    files: dict[str, bytes]

    def said(self, folder: Path) -> Provision:
        """What it says, its files lying in a folder.

        Raises:
            BadProvision: not what it must be.
        """
        data = _toml(self.text)
        settings = _part(data, "settings", dict)
        roots = settings.get("trust_roots", [])
        if isinstance(roots, list):
            settings["trust_roots"] = [str(folder / one) if one in self.files else one for one in roots]
        return Provision(
            serial=_part(data, "serial", int),
            settings=settings,
            locked=frozenset(map(str, _part(data, "locked", list))),
        )


def read_issue(folder: Path, key: Ed25519PublicKey) -> Issue:
    """What the province has handed out; names are looked at before any of them is opened.

    Raises:
        NotSigned: signature or a file's hash does not hold; a file is missing or too large (16 MB).
        BadProvision: signed, but not what it must be.
    """
    text, signature = read_signed(folder / FILE, key)
    wanted = _part(_toml(text), "files", dict)
    for name in wanted:
        _check_name(name)
    return Issue(
        text=text, signature=signature, files={name: _verified(folder / name, wanted[name]) for name in wanted}
    )


def _toml(text: bytes) -> dict[str, Any]:
    try:
        return tomllib.loads(text.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadProvision(FILE, reason="không phải TOML", cause=str(error)) from None


def profile_file(name: str) -> Path:
    """File of a province's profile: the one it has handed out itself, else the one that ships."""
    plain = f"{Path(name).name}.toml"
    own = provision_folder() / plain
    return own if own.exists() else resources() / "profiles" / plain


def profile_names() -> list[str]:
    """Every province's profile that there is: those that it has handed out itself, then those that ship."""
    own = sorted(file.stem for file in provision_folder().glob("*.toml") if file.name != FILE)
    ours = sorted(file.stem for file in (resources() / "profiles").glob("*.toml"))
    return [*own, *(name for name in ours if name not in own)]


def _part(data: dict[str, Any], name: str, kind: type) -> Any:
    value = data.get(name, kind())
    if type(value) is not kind:
        raise BadProvision(FILE, reason=f"mục «{name}» sai kiểu")
    return value


def _check_name(name: str) -> None:
    """One plain name, on every system: no way out of the folder, no device, no stream of another file."""
    plain = re.fullmatch(r"[\w-][\w. ()+-]*", name) and not name.endswith((".", " "))
    own = {FILE, f"{FILE}.sig", KEY}
    if not plain or PureWindowsPath(name).is_reserved() or name.casefold() in own or len(name) > _LONGEST_NAME:
        raise BadProvision(FILE, reason=f"tên tệp «{name[:_LONGEST_NAME]}» không được phép")


def _verified(file: Path, wanted: Any) -> bytes:
    try:
        data = read_limited(file, FILE_LIMIT_BYTES)
    except OSError as error:
        raise NotSigned(file.name, reason="thiếu tệp mà cấu hình của tỉnh nêu tên", cause=str(error)) from None
    if hashlib.sha256(data).hexdigest() != wanted:
        raise NotSigned(file.name, reason="nội dung khác với cấu hình của tỉnh")
    return data
