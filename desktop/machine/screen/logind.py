"""What logind says of the user's sessions, over the system's D-Bus.

`Lock` asks a desktop to lock, `LockedHint` says that it has locked. A session that is no longer active has lost the
screen. Before the PC sleeps, every program is told.
"""

from __future__ import annotations

import contextlib
import os
import socket
from collections import deque
from collections.abc import Callable
from typing import Any

from jeepney import DBusAddress, HeaderFields, MatchRule, Message, MessageType, Properties, message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from desktop.machine.screen.watch import Deaf

SERVICE = "org.freedesktop.login1"
SESSION = f"{SERVICE}.Session"
_ANSWER_S = 5.0
_SIGNALS = {
    "Lock": SESSION,
    "PropertiesChanged": "org.freedesktop.DBus.Properties",
    "PrepareForSleep": f"{SERVICE}.Manager",
}


class Logind:
    """The sessions of this user; those of others say nothing of this one's screen."""

    def __init__(self) -> None:
        self._closed = False
        self._bus: DBusConnection | None = None

    def listen(self, left: Callable[[], None]) -> None:
        """Call `left` whenever the screen is left.

        Raises:
            Deaf: there is no system bus, or no more.
        """
        try:
            self._bus = bus = open_dbus_connection(bus="SYSTEM")
        except (OSError, RuntimeError, ValueError, KeyError) as error:
            raise Deaf(f"no system bus ({type(error).__name__})") from None
        heard: deque[Message] = deque()
        try:
            for member, interface in _SIGNALS.items():
                rule = MatchRule(type="signal", sender=SERVICE, interface=interface, member=member)
                bus.send_and_get_reply(message_bus.AddMatch(rule), timeout=_ANSWER_S)
            everything = MatchRule(type="signal")
            with bus.filter(everything, queue=heard):
                while not self._closed:
                    if _is_left(bus, bus.recv_until_filtered(heard)):
                        left()
        except (OSError, EOFError, ValueError) as error:
            if not self._closed:
                raise Deaf(f"the system bus went away ({type(error).__name__})") from None
        finally:
            bus.close()

    def close(self) -> None:
        """End `listen`."""
        self._closed = True
        if self._bus:
            with contextlib.suppress(OSError):
                self._bus.sock.shutdown(socket.SHUT_RDWR)


def _is_left(bus: DBusConnection, signal: Message) -> bool:
    fields = signal.header.fields
    member, interface = fields.get(HeaderFields.member), fields.get(HeaderFields.interface)
    if member not in _SIGNALS or interface != _SIGNALS[member]:
        return False
    if member == "PrepareForSleep":
        return bool(signal.body and signal.body[0])
    if member == "PropertiesChanged" and not _says_left(signal.body):
        return False
    return _is_ours(bus, str(fields.get(HeaderFields.path)))


def _is_ours(bus: DBusConnection, session: str) -> bool:
    """Whether a session is this user's; where logind does not say, it may be."""
    asked = Properties(DBusAddress(session, SERVICE, SESSION)).get("User")
    try:
        answer = bus.send_and_get_reply(asked, timeout=_ANSWER_S)
    except TimeoutError:
        return True
    if answer.header.message_type is not MessageType.method_return:
        return True
    _, (user, _) = answer.body[0]
    return bool(user == os.getuid())


def _says_left(body: tuple[Any, ...]) -> bool:
    """Whether changed properties say that the screen is locked, or another session's."""
    if len(body) < 2 or body[0] != SESSION:
        return False
    changed = {name: value for name, (_, value) in body[1].items()}
    return changed.get("LockedHint") is True or changed.get("Active") is False
