"""The PIN as it is typed: letters, corrections, no clipboard; and nowhere in the window's memory afterwards."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import psutil
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.training import pki
from desktop.ui.controllers.pin import LONGEST, PinField
from tests.signing.conftest import OFFICIAL, PIN, filled, softhsm_module
from tests.signing.memory import in_memory, told

__all__ = ["filled", "softhsm_module"]

WRONG = "Sai-ma-pin-9"


@pytest.fixture
def field(application):
    made = PinField()
    made.show()
    yield made
    made.close()


def typed(field, letter):
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(field, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))


@pytest.mark.window
def test_what_is_typed_is_taken_once_and_shown_as_dots(field):
    for letter in "Ạ-ê9 x":
        typed(field, letter)
    assert field.text() == "•" * 6
    assert field.take() == bytearray("Ạ-ê9 x".encode())
    assert field.text() == ""
    assert field.take() == bytearray()
    assert not any(field._secret)


@pytest.mark.window
def test_corrections(field):
    for letter in "abộ":
        typed(field, letter)
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    assert not any(field._secret[2:])
    typed(field, "c")
    assert field.take() == b"abc"
    for letter in "xyz":
        typed(field, letter)
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    typed(field, "q")
    assert field.take() == b"q"
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    assert field.take() == b""


@pytest.mark.window
def test_commands_are_no_letters_and_an_input_method_types_too(field):
    for key, held in (
        (Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier),
        (Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier),
    ):
        QTest.keyClick(field, key, held)
    assert field.text() == ""
    event = QInputMethodEvent()
    event.setCommitString("mã")
    QApplication.sendEvent(field, event)
    assert field.take() == "mã".encode()


@pytest.mark.window
def test_the_clipboard_stays_out(field, application):
    application.clipboard().setText("tu-bang-nho")
    QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(field, Qt.Key.Key_Insert, Qt.KeyboardModifier.ShiftModifier)
    QTest.mouseClick(field, Qt.MouseButton.MiddleButton)
    assert field.take() == b""


@pytest.mark.window
def test_too_long_a_pin_ends_and_a_hidden_one_is_forgotten(field):
    for _ in range(LONGEST + 9):
        typed(field, "ệ")
    assert field.take() == ("ệ" * LONGEST).encode()
    typed(field, "a")
    field.hide()
    assert field.take() == b""


@pytest.mark.window
@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_the_pin_is_nowhere_in_the_windows_process(filled, tmp_path):
    """Typed into the real window, wrong once and then right: both are gone from its memory and never were elsewhere."""
    data = tmp_path / "data"
    data.mkdir()
    pki.write_roots(tmp_path / "roots.pem", filled.trusted)
    settings = {
        "officer_name": OFFICIAL,
        "unit_name": "Trung tâm Mẫu",
        "token_module": str(filled.module),
        "trust_roots": [str(tmp_path / "roots.pem")],
        "tsa_address": "",
        "sane": False,
    }
    lines = [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in settings.items()]
    (data / "cau-hinh.toml").write_text("\n".join(lines), "utf-8")
    here = {**os.environ, "SOFTHSM2_CONF": str(filled.folder / "softhsm2.conf")}
    words = [sys.executable, "-m", "tests.ui.pin_window", str(data)]
    with subprocess.Popen(
        words, env=here, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as window:
        assert window.stdin
        assert window.stdout
        assert window.stderr
        os.write(window.stdin.fileno(), WRONG.encode() + b"\n" + PIN.encode() + b"\n")
        said = window.stdout.readline()
        assert said == b"signed\n", window.stderr.read().decode()
        secrets = [word.encode(code) for word in (WRONG, PIN) for code in ("utf-8", "utf-16-le")]
        family = [window.pid, *(child.pid for child in psutil.Process(window.pid).children(recursive=True))]
        # What is there is found: the official's name, as Python and as Qt write it.
        assert in_memory(window.pid, OFFICIAL.encode())
        assert in_memory(window.pid, "Giấy tờ".encode("utf-16-le"))
        for pid in family:
            assert not any(told(pid, secret) for secret in secrets)
        found = [secret for secret in secrets if in_memory(window.pid, secret)]
        assert not found
        for file in data.rglob("*"):
            assert not (file.is_file() and any(secret in file.read_bytes() for secret in secrets)), file
        window.stdin.close()
        rest = window.stderr.read() + window.stdout.read()
        assert not any(secret in rest for secret in secrets)
        assert window.wait(60) == 0, rest.decode()
