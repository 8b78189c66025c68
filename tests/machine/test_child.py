from __future__ import annotations

import os
import signal

import pytest

from desktop.machine.child import Child, ChildEnded, ChildSilent

ECHO = """
from desktop.machine.child import child_pipes
from desktop.machine.frames import read_frame, write_frame
import sys
print("a library prints on stdout")
incoming, outgoing = child_pipes()
print("and here too")
while frame := read_frame(incoming):
    header, body = frame
    if header.get("fall"):
        print("fallen over", file=sys.stderr)
        sys.exit(7)
    if not header.get("silent"):
        write_frame(outgoing, header, body[::-1])
"""


@pytest.fixture
def echo(tmp_path, monkeypatch):
    (tmp_path / "echo_child.py").write_text(ECHO.replace('print("a library prints on stdout")\n', ""))
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with Child("echo_child") as child:
        yield child


def test_a_child_answers_in_frames_whatever_libraries_print(echo):
    assert echo.ask({"n": 1}, b"abc", timeout=20) == ({"n": 1}, b"cba")


def test_a_silent_child_is_noticed(echo):
    assert echo.ask({}, timeout=20)
    with pytest.raises(ChildSilent):
        echo.ask({"silent": 1}, timeout=0.05)


def test_a_child_that_ends_says_how(echo):
    with pytest.raises(ChildEnded) as ended:
        echo.ask({"fall": 1}, timeout=20)
    assert "exit status 7" in ended.value.detail
    assert "fallen over" in ended.value.detail


def test_a_killed_child_is_noticed_by_every_later_question(echo):
    assert echo.ask({}, timeout=20)
    os.kill(echo.pid, signal.SIGKILL)
    for _ in range(2):
        with pytest.raises(ChildEnded):
            echo.receive(timeout=20)
    with pytest.raises(ChildEnded):
        for _ in range(100):
            echo.send({"n": 1}, bytes(100_000))


def test_a_child_ends_when_its_input_ends(echo):
    assert echo.ask({}, timeout=20)
    echo.close()
    assert not echo.alive
