"""The user's environment decides nothing that is the administrator's."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from desktop.machine import fixed
from desktop.machine.child import interpreter
from desktop.machine.folders import resources
from desktop.machine.provision import machine_folder, profile_file, provision_folder
from desktop.signing.engines.modules import find_modules

NAMES = ("XDG_CONFIG_DIRS", "QUAYSO_RESOURCES", "QUAYSO_PYTHON", "QUAYSO_WIA_MANAGER")
WINDOWS = ("ProgramData", "ALLUSERSPROFILE", "WIN_PD_OVERRIDE_COMMON_APPDATA", "ProgramFiles", "SystemRoot")


def _policy() -> list[object]:
    return [machine_folder(), provision_folder(), resources(), interpreter(), profile_file("mau-six-step")]


def test_no_variable_moves_policy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = _policy()
    for name in (*NAMES, *WINDOWS):
        monkeypatch.setenv(name, str(tmp_path))
    assert _policy() == before
    assert provision_folder() == Path("/etc/xdg/QuaySo/cap-phat")


def test_no_variable_of_ours_is_asked_for_policy() -> None:
    """Whoever adds one sees it here and has to think of whom it lets decide."""
    program = Path(fixed.__file__).parents[1]
    asking = {f.relative_to(program).as_posix() for f in program.rglob("*.py") if '"QUAYSO_' in f.read_text("utf-8")}
    assert asking == set()


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows' shell, as far as it is asked here: it names special folders by number."""
    told = {0x23: r"C:\ProgramData", 0x24: r"C:\Windows", 0x26: r"C:\Program Files"}

    def folder_path(owner: None, number: int, token: None, flags: int, buffer: ctypes.Array[ctypes.c_wchar]) -> int:
        if number not in told:
            return -2147024894
        buffer.value = told[number]
        return 0

    shell = SimpleNamespace(SHGetFolderPathW=folder_path)
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(shell32=shell), raising=False)
    monkeypatch.setattr(sys, "platform", "win32")


@pytest.mark.usefixtures("windows")
def test_windows_itself_is_asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in WINDOWS:
        monkeypatch.setitem(os.environ, name, str(tmp_path))
    assert fixed.everyones_settings() == Path(r"C:\ProgramData")
    assert fixed.system_words() == {"SystemRoot": r"C:\Windows", "ProgramFiles": r"C:\Program Files"}
    with pytest.raises(OSError, match="0x99"):
        fixed._windows_folder(0x99)


def test_a_users_folder_offers_no_token_module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    system = tmp_path / "System32"
    system.mkdir()
    monkeypatch.setenv("SystemRoot", str(tmp_path))
    monkeypatch.chdir(system)
    assert sys.platform == "linux"
    listed = tmp_path / "modules.toml"
    listed.write_text('[[vendor]]\nname = "x"\nwindows = ["%SystemRoot%/System32/x.dll"]\n', "utf-8")
    (system / "x.dll").touch()
    assert find_modules(listed, "win32") == []


def test_no_variable_gives_openssl_a_configuration_or_keeps_the_secrets_of_tls(tmp_path: Path) -> None:
    asked = {name: str(tmp_path / name) for name in ("OPENSSL_CONF", "OPENSSL_MODULES", "SSLKEYLOGFILE")}
    code = "import desktop, os, ssl; print(sorted(os.environ), ssl.create_default_context().keylog_filename)"
    done = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, **asked}, capture_output=True, text=True, check=True
    )
    assert done.stdout.rstrip().endswith(" None")
    assert not any(name in done.stdout for name in asked)
    assert not (tmp_path / "SSLKEYLOGFILE").exists()
