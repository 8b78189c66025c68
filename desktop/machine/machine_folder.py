"""The machine's folder in ProgramData, as the setup makes it and as the removal takes it away; both run elevated.

Everybody may make folders in ProgramData. A folder that stands there under our name before the first setup may be
anybody's, with their files, access entries or junctions. It is not trusted and nothing in it is looked at: it gets
another name as it is, and a new folder is made that is closed to others from its first moment. Which folder a setup has
made is noted where only administrators write.

python -m desktop.machine.machine_folder keep      exit status 0 once it is there, 3 with a line why not
python -m desktop.machine.machine_folder purge     its content and every user's data; 3 with what could not be removed
"""

from __future__ import annotations

import ctypes
import os
import secrets
import shutil
import stat
import sys
from collections.abc import Iterator
from ctypes import byref, c_void_p, c_wchar_p
from pathlib import Path
from typing import Any, Protocol

from desktop.machine.folders import APP
from desktop.machine.provision import machine_folder

# Who may do what, as Windows writes it: the system (SY), administrators (BA) all, users (BU) read; nothing inherited.
_FOR_EVERYONE = "O:BAG:BAD:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;0x1200a9;;;BU)"
_FOR_ADMINISTRATORS = "O:BAG:BAD:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)"
_OF_A_USER = (f"AppData/Local/{APP}", f"AppData/Local/{APP}-Training")
_TROUBLE = 3  # another status than Python's own, where the program itself is damaged
_KEY, _NAME = rf"Software\{APP}", "MachineFolder"
_PROFILES = r"Software\Microsoft\Windows NT\CurrentVersion\ProfileList"


class Mark(Protocol):
    """Remembers which folder a setup has made."""

    def read(self) -> str:
        """The folder's identity; empty where none was made."""

    def write(self, identity: str) -> None:
        """Remember it."""

    def forget(self) -> None:
        """It is gone."""


class RegistryMark:
    """In the part of the registry that only administrators write."""

    def __init__(self) -> None:
        self._registry = _registry()

    def read(self) -> str:
        """See `Mark`."""
        try:
            with self._registry.OpenKey(self._registry.HKEY_LOCAL_MACHINE, _KEY) as key:
                return str(self._registry.QueryValueEx(key, _NAME)[0])
        except FileNotFoundError:
            return ""

    def write(self, identity: str) -> None:
        """See `Mark`."""
        with self._registry.CreateKey(self._registry.HKEY_LOCAL_MACHINE, _KEY) as key:
            self._registry.SetValueEx(key, _NAME, 0, self._registry.REG_SZ, identity)

    def forget(self) -> None:
        """See `Mark`."""
        with self._registry.CreateKey(self._registry.HKEY_LOCAL_MACHINE, _KEY) as key:
            self._registry.DeleteValue(key, _NAME)


def keep_machine_folder(place: Path, mark: Mark) -> Path | None:
    """See that the folder is one that a setup has made; gives the new name of another one that stood there.

    Raises:
        OSError: what stands there cannot be moved, or somebody was faster.
    """
    if mark.read() and mark.read() == _identity(place):
        return None
    aside = None
    if os.path.lexists(place):
        aside = _free_name(place.parent, f"{APP}.la")
        place.rename(aside)  # a junction goes itself, never what it leads to
    _make_closed(place, _FOR_EVERYONE)
    mark.write(_identity(place))
    return aside


def purge(place: Path, profiles: list[Path], mark: Mark) -> list[Path]:
    """Remove the machine's folder and the data of every user; gives what could not be removed.

    A user can change a folder of theirs while it is being removed. So it first goes, in one step, to a place where only
    administrators come, and only there it is walked through. Links are removed themselves, never what they lead to.
    """
    left = []
    if mark.read() and mark.read() == _identity(place):
        shutil.rmtree(place, ignore_errors=True)
        if os.path.lexists(place):
            left.append(place)
        else:
            mark.forget()
    elif os.path.lexists(place):
        left.append(place)
    for profile in profiles:
        left += _purge_profile(profile)
    return left


def _purge_profile(profile: Path) -> list[Path]:
    theirs = [profile / name for name in _OF_A_USER if os.path.lexists(profile / name)]
    if not theirs:
        return []
    if any(_leads_elsewhere(above) for above in (profile, profile / "AppData", profile / "AppData" / "Local")):
        return theirs
    bin_ = _free_name(profile.parent, f"{APP}.xoa")
    try:
        _make_closed(bin_, _FOR_ADMINISTRATORS)
    except OSError:
        return theirs
    left = []
    for one in theirs:
        try:
            one.rename(bin_ / one.name)
        except OSError:
            left.append(one)
    for moved in list(bin_.iterdir()):
        _remove(moved)
    _remove(bin_)
    return [*left, bin_] if os.path.lexists(bin_) else left


def _remove(path: Path) -> None:
    if not _leads_elsewhere(path):
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _free_name(folder: Path, stem: str) -> Path:
    """A name that nobody can have prepared."""
    return folder / f"{stem}-{secrets.token_hex(8)}"


def _identity(place: Path) -> str:
    """Which folder it is, whatever its name; empty where there is none, or a link or junction."""
    try:
        about = place.lstat()
    except OSError:
        return ""
    if not stat.S_ISDIR(about.st_mode) or _leads_elsewhere(place):
        return ""
    return f"{about.st_dev:x}:{about.st_ino:x}"


def _leads_elsewhere(path: Path) -> bool:
    """Whether it is a link, or anything else that Windows reads as another place."""
    about = path.lstat()
    reparse = getattr(about, "st_file_attributes", 0) & stat.FILE_ATTRIBUTE_REPARSE_POINT
    return path.is_symlink() or bool(reparse)


def _make_closed(place: Path, access: str) -> None:
    """Make a folder that from its first moment has this access list.

    Raises:
        OSError: there is one already, or the system refuses.
    """
    if not _windows():
        place.mkdir(mode=0o755 if access == _FOR_EVERYONE else 0o700)
        return
    libraries: Any = getattr(ctypes, "WinDLL")  # noqa: B009
    security, kernel = libraries("advapi32", use_last_error=True), libraries("kernel32", use_last_error=True)
    descriptor = c_void_p()
    convert = security.ConvertStringSecurityDescriptorToSecurityDescriptorW
    if not convert(c_wchar_p(access), 1, byref(descriptor), None):
        raise _failed(place)
    attributes = _SecurityAttributes(ctypes.sizeof(_SecurityAttributes), descriptor, 0)
    made = kernel.CreateDirectoryW(c_wchar_p(str(place)), byref(attributes))
    failure = None if made else _failed(place)
    kernel.LocalFree(descriptor)
    if failure:
        raise failure


class _SecurityAttributes(ctypes.Structure):
    _fields_ = (("length", ctypes.c_uint32), ("descriptor", c_void_p), ("inherit", ctypes.c_int))


def _failed(place: Path) -> OSError:
    number = getattr(ctypes, "get_last_error")()  # noqa: B009
    return OSError(None, "cannot be made", str(place), number)


def _windows() -> bool:
    return sys.platform == "win32"


def _registry() -> Any:
    import winreg

    return winreg


def _profiles() -> Iterator[Path]:
    """Folders of everyone who has a profile on this PC."""
    registry = _registry()
    with registry.OpenKey(registry.HKEY_LOCAL_MACHINE, _PROFILES) as everyone:
        for at in range(registry.QueryInfoKey(everyone)[0]):
            with registry.OpenKey(everyone, registry.EnumKey(everyone, at)) as one:
                try:
                    told = str(registry.QueryValueEx(one, "ProfileImagePath")[0])
                except FileNotFoundError:
                    continue
            yield Path(registry.ExpandEnvironmentStrings(told))


def main(words: list[str]) -> int:
    """For the setup and the removal."""
    place, mark = machine_folder(), RegistryMark()
    try:
        if words == ["keep"]:
            aside = keep_machine_folder(place, mark)
            sys.stdout.write(f"a folder of others was there, it is now {aside}\n" if aside else "")
            return 0
        left = purge(place, list(_profiles()), mark)
    except OSError as error:
        sys.stdout.write(f"{error}\n")
        return _TROUBLE
    sys.stdout.write("".join(f"{one}\n" for one in left))
    return _TROUBLE if left else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
