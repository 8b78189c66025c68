"""Choosing the driver of the signing USB in the window: found ones listed, a file by hand, a clear refusal."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.machine.provision import Provision
from desktop.machine.settings_file import NOTHING, load_settings
from desktop.ui.controllers.modules import ModulesDialog
from desktop.workflow.token_modules import AUTOMATIC, TokenModules
from tests.signing.conftest import MODULES

ELF32, ELF64 = (b"\x7fELF" + bytes([kind]) + bytes(200) for kind in (1, 2))


@pytest.fixture
def softhsm(tmp_path, monkeypatch):
    module = next((Path(place) for place in MODULES if Path(place).exists()), None)
    if module is None:
        pytest.skip("SoftHSM2 is not installed")
    (tmp_path / "tokens").mkdir()
    (tmp_path / "softhsm2.conf").write_text(f"directories.tokendir = {tmp_path / 'tokens'}\nlog.level = ERROR\n")
    monkeypatch.setenv("SOFTHSM2_CONF", str(tmp_path / "softhsm2.conf"))
    return module


@pytest.fixture
def make(application, training_app, tmp_path, until):
    """The dialog on a PC where two known drivers are installed, one of them for another bitness."""
    (tmp_path / "old.so").write_bytes(ELF32)
    (tmp_path / "new.so").write_bytes(ELF64)
    listed = tmp_path / "modules.toml"
    listed.write_text(
        f'[[vendor]]\nname = "CA Mới"\nlinux = ["{tmp_path}/new.so"]\n'
        f'[[vendor]]\nname = "CA Cũ"\nlinux = ["{tmp_path}/old.so"]\n',
        "utf-8",
    )
    used: list[Path] = []
    made: list[QWidget] = []

    def make(province=NOTHING):
        training_app.modules = TokenModules(
            tmp_path / "cau-hinh.toml", province, AUTOMATIC, used.append, list_file=listed
        )
        parent = QWidget()
        parent.show()
        dialog = ModulesDialog(training_app, parent)
        dialog.open()
        made.extend((dialog, parent))
        until(lambda: dialog.view.drivers.count() == 3)
        return dialog, used

    yield make
    for one in made:
        one.close()


def lines(dialog):
    return [dialog.view.drivers.item(at).text() for at in range(dialog.view.drivers.count())]


def ticked(dialog):
    """Which drivers a screen reader calls the one in use."""
    drivers = dialog.view.drivers
    told = [drivers.item(at).data(Qt.ItemDataRole.AccessibleTextRole) for at in range(drivers.count())]
    return [at for at, words in enumerate(told) if words.startswith("Đang dùng")]


@pytest.mark.window
def test_known_drivers_are_listed_and_why_one_cannot_be_used(make):
    dialog, _ = make()
    every, new, old = lines(dialog)
    assert ticked(dialog) == [0]
    assert "(1)" in every
    assert "CA Mới" in new
    assert "new.so" in new
    assert "32-bit" in old
    dialog.view.drivers.setCurrentRow(2)
    assert not dialog.view.use.isEnabled()


@pytest.mark.window
def test_a_file_that_is_no_driver_is_refused_in_words(make, until, tmp_path, monkeypatch):
    dialog, used = make()
    for name, words in (("old.so", "32-bit"), ("new.so", "không phải trình điều khiển")):
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, name=name: (str(tmp_path / name), ""))
        QTest.keyClick(dialog, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
        until(lambda words=words: words in dialog.view.outcome.text())
        until(dialog.view.browse.isEnabled)
        assert name in dialog.view.outcome.text()
    assert not used
    assert not (tmp_path / "cau-hinh.toml").exists()


@pytest.mark.window
def test_a_driver_that_works_is_kept_and_ticked(make, until, tmp_path, softhsm):
    dialog, used = make()
    dialog.use(softhsm)
    until(lambda: "ghi nhớ" in dialog.view.outcome.text() and dialog.view.drivers.count() == 4)
    assert used == [softhsm]
    assert load_settings(tmp_path / "cau-hinh.toml").token_module == str(softhsm)
    by_hand = lines(dialog)[3]
    assert ticked(dialog) == [3]
    assert "Chọn bằng tay" in by_hand
    # And back, with the keyboard.
    dialog.view.drivers.setCurrentRow(0)
    QTest.keyClick(dialog.view.drivers, Qt.Key.Key_Return)
    until(lambda: used[-1] == AUTOMATIC and ticked(dialog) == [0])


@pytest.mark.window
def test_what_the_province_has_set_cannot_be_changed(make):
    dialog, _ = make(Provision(locked=frozenset({"token_module"})))
    assert "tỉnh quy định" in dialog.view.outcome.text()
    assert not dialog.view.browse.isEnabled()
    assert not dialog.view.use.isEnabled()
