"""Choosing the module of the tokens: tried before it is kept, refused in words, remembered, used at once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import keyring
import keyring.backend
import pytest

from desktop.app import open_app
from desktop.machine.provision import Provision
from desktop.machine.settings_file import BadSettings, SettingLocked, load_settings
from desktop.signing.errors import ModuleUnusable
from desktop.workflow.errors import TrainingToken
from desktop.workflow.token_modules import AUTOMATIC, TokenModules
from tests.ring import Ring


@pytest.fixture
def used() -> list[Path]:
    return []


@pytest.fixture
def make(tmp_path: Path, used: list[Path]) -> Callable[..., TokenModules]:
    def make(**changes: Any) -> TokenModules:
        given = {"province": Provision(), "chosen": AUTOMATIC, "use": used.append, **changes}
        return TokenModules(tmp_path / "cau-hinh.toml", **given)

    return make


def dll(machine: int) -> bytes:
    return b"MZ" + bytes(58) + (64).to_bytes(4, "little") + b"PE\0\0" + machine.to_bytes(2, "little") + bytes(100)


def test_a_good_module_is_tried_kept_and_used(
    hsm: Any, make: Callable[..., TokenModules], used: list[Path], tmp_path: Path
) -> None:
    settings = tmp_path / "cau-hinh.toml"
    settings.write_text('# Quầy 3\nunit = "H99"  # xã Mẫu\n\n[[scan_profiles]]\nname = "Nhanh"\n', "utf-8")
    before = settings.read_text("utf-8")
    modules = make()
    assert {token.label for token in modules.choose(hsm.module)} == {"Token A", "Token B"}
    assert used == [hsm.module]
    assert modules.chosen == hsm.module
    assert load_settings(settings).token_module == str(hsm.module)
    # What somebody wrote is still there, word for word.
    assert settings.read_text("utf-8").endswith(before)
    assert [one.path for one in modules.known() if one.path == hsm.module] == [hsm.module]
    assert modules.choose(AUTOMATIC) == []
    assert used[-1] == AUTOMATIC
    assert load_settings(settings).token_module == ""
    assert settings.read_text("utf-8").count("token_module") == 1


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("gone.dll", None, "không có tệp này"),
        ("old.dll", dll(0x14C), "32-bit"),
        ("arm.dll", dll(0xAA64), "ARM"),
        ("paper.pdf", b"%PDF-1.7", "không phải trình điều khiển PKCS#11"),
        ("empty.so", b"", "không phải trình điều khiển PKCS#11"),
        ("half.so", b"\x7fELF\x02" + bytes(300), "không phải trình điều khiển PKCS#11"),
    ],
)
def test_what_is_no_module_is_refused_and_the_old_choice_stays(
    make: Callable[..., TokenModules], used: list[Path], tmp_path: Path, name: str, content: bytes | None, word: str
) -> None:
    file = tmp_path / name
    if content is not None:
        file.write_bytes(content)
    modules = make(chosen=Path("/before.so"))
    with pytest.raises(ModuleUnusable, match=word) as refusal:
        modules.choose(file)
    assert name in refusal.value.message
    assert modules.chosen == Path("/before.so")
    assert not used
    assert not (tmp_path / "cau-hinh.toml").exists()


def test_a_folder_and_a_plain_library_are_refused(make: Callable[..., TokenModules], tmp_path: Path) -> None:
    import cv2

    with pytest.raises(ModuleUnusable, match="không có tệp"):
        make().choose(tmp_path)
    with pytest.raises(ModuleUnusable, match="không phải trình điều khiển"):
        make().choose(next(Path(cv2.__file__).parent.glob("*.so")))


@pytest.mark.faults
@pytest.mark.parametrize(("mode", "word"), [("crashload", "dừng đột ngột"), ("hangload", "không trả lời")])
def test_a_module_that_crashes_or_hangs_is_refused(
    hsm: Any,
    shim: Path,
    make: Callable[..., TokenModules],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    mode: str,
    word: str,
) -> None:
    for name, value in {"SHIM_MODULE": hsm.module, "SHIM_STATE": tmp_path, "SHIM_MODE": mode}.items():
        monkeypatch.setenv(name, str(value))
    with pytest.raises(ModuleUnusable, match=word):
        make(answer_s=2 if mode == "hangload" else 30).choose(shim)
    assert not (tmp_path / "cau-hinh.toml").exists()


def test_what_the_province_decides_stays(hsm: Any, make: Callable[..., TokenModules], tmp_path: Path) -> None:
    modules = make(province=Provision(locked=frozenset({"token_module"})))
    assert modules.locked
    with pytest.raises(SettingLocked):
        modules.choose(hsm.module)
    with pytest.raises(TrainingToken):
        make(training=True).choose(hsm.module)
    assert not (tmp_path / "cau-hinh.toml").exists()


@pytest.mark.parametrize("text", ["= =", 'token_module = """\nx\n"""\n'])
def test_a_settings_file_that_cannot_be_changed_is_left_alone(
    hsm: Any, make: Callable[..., TokenModules], tmp_path: Path, text: str
) -> None:
    settings = tmp_path / "cau-hinh.toml"
    settings.write_text(text, "utf-8")
    modules = make()
    with pytest.raises(BadSettings):
        modules.choose(hsm.module)
    assert settings.read_text("utf-8") == text
    assert modules.chosen == AUTOMATIC


def test_the_program_uses_the_new_module_at_once_and_when_it_is_opened_again(hsm: Any, tmp_path: Path) -> None:
    keyring.set_keyring(Ring())
    heard: list[tuple[str, ...]] = [()]
    told = threading.Event()

    def hear(serials: tuple[str, ...]) -> None:
        heard.append(serials)
        if serials:
            told.set()

    with open_app(tmp_path / "data") as app:
        app.tokens.watch(hear)
        app.modules.choose(hsm.module)
        assert {token.label for token in app.tokens().tokens()} == {"Token A", "Token B"}
        # Whoever watched the old tokens watches the new ones.
        assert told.wait(60)
        assert set(heard[-1]) == set(hsm.serials.values())
    with open_app(tmp_path / "data") as app:
        assert app.modules.chosen == hsm.module
        assert {token.label for token in app.tokens().tokens()} == {"Token A", "Token B"}
