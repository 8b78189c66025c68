"""A stand-in for logind on a real D-Bus of the test's own, which the program takes for the system's."""

from __future__ import annotations

import os
import queue
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jeepney import DBusAddress, HeaderFields, MessageType, message_bus, new_error, new_method_return, new_signal
from jeepney.io.blocking import open_dbus_connection

SESSIONS = "/org/freedesktop/login1/session"
OURS, THEIRS, LAST = f"{SESSIONS}/_32", f"{SESSIONS}/c7", f"{SESSIONS}/c8"
SESSION, MANAGER = "org.freedesktop.login1.Session", "org.freedesktop.login1.Manager"
PROPERTIES = "org.freedesktop.DBus.Properties"
_CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><listen>unix:path={path}</listen>
<policy context="default"><allow send_destination="*"/><allow own="*"/><allow receive_sender="*"/></policy>
</busconfig>"""


class Login:
    """Stands in for logind: owns its name, says whose the sessions are, tells what it is asked to tell."""

    def __init__(self, address: str) -> None:
        self._bus = open_dbus_connection(bus=address)
        self._bus.send_and_get_reply(message_bus.RequestName("org.freedesktop.login1"), timeout=10)
        self.asked: queue.Queue[str] = queue.Queue()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        users = {OURS: os.getuid(), THEIRS: os.getuid() + 1, LAST: os.getuid() + 1}
        try:
            while True:
                came = self._bus.receive()
                if came.header.message_type is not MessageType.method_call:
                    continue
                path = came.header.fields[HeaderFields.path]
                self.asked.put(path)
                if path in users:
                    answer = new_method_return(came, "v", (("(uo)", (users[path], "/u")),))
                else:
                    answer = new_error(came, "org.freedesktop.DBus.Error.UnknownObject")
                self._bus.send(answer)
        except (OSError, EOFError):
            return

    def tell(self, path: str, interface: str, member: str, signature: str = "", body: tuple[Any, ...] = ()) -> None:
        self._bus.send(new_signal(DBusAddress(path, interface=interface), member, signature or None, body))

    def lock(self, path: str = OURS) -> None:
        self.tell(path, SESSION, "Lock")

    def change(self, path: str, **values: bool) -> None:
        changed = {name: ("b", value) for name, value in values.items()}
        self.tell(path, PROPERTIES, "PropertiesChanged", "sa{sv}as", (SESSION, changed, []))

    def close(self) -> None:
        self._bus.sock.shutdown(2)
        self._thread.join(10)
        self._bus.close()


@pytest.fixture
def bus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a bus of this test's own, which the program takes for the system's."""
    daemon = shutil.which("dbus-daemon")
    if not daemon:
        pytest.skip("no dbus-daemon")
    # A socket's path may not be long.
    folder = Path(os.path.relpath(tmp_path)) if len(str(tmp_path)) > 80 else tmp_path
    config = tmp_path / "bus.conf"
    config.write_text(_CONFIG.format(path=folder / "bus"))
    words = [daemon, f"--config-file={config}", "--nofork", "--print-address"]
    with subprocess.Popen(words, stdout=subprocess.PIPE) as process:
        assert process.stdout
        address = process.stdout.readline().decode().strip()
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", address)
        yield address
        process.terminate()


@pytest.fixture
def login(bus: str) -> Iterator[Login]:
    one = Login(bus)
    yield one
    one.close()


def listening(login: Login, heard: queue.Queue[str]) -> None:
    """Until it hears: what is told before it has asked the bus for signals goes by."""
    for _ in range(400):
        login.lock()
        try:
            heard.get(timeout=0.05)
        except queue.Empty:
            continue
        break
    else:
        raise AssertionError("it never listened")
    settle(login, heard)


def settle(login: Login, heard: queue.Queue[str]) -> int:
    """All that was told so far is through; gives how much of it was heard."""
    # Logind is asked whose this one is after all that came before it was told: another's, so nothing comes of it.
    login.lock(LAST)
    while login.asked.get(timeout=20) != LAST:
        pass
    count = 0
    while not heard.empty():
        heard.get()
        count += 1
    return count
