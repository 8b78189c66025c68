"""The second way to see whom a program calls, where no namespace may be opened: every call to the kernel is traced."""

from __future__ import annotations

import contextlib
import ipaddress
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tests.egress.seen import Seen
from tests.egress.wire import question_of

_CALLS = "connect,sendto,sendmsg,sendmmsg"
_ADDRESS = re.compile(
    r'sin_port=htons\((\d+)\), sin_addr=inet_addr\("([^"]+)"\)'
    r'|sin6_port=htons\((\d+)\).*?inet_pton\(AF_INET6, "([^"]+)"'
)
_NAMES = 53
_TEXT = re.compile(r'"((?:[^"\\]|\\.)*)"')
_ONE_QUESTION = bytes((0, 1, 0, 0, 0, 0))
"""In the head of a packet to a name server: one question, no answer."""
_RESOLVER = "io.systemd.Resolve"


def way_in() -> list[str] | None:
    """The words that trace a command into the file named after them; None where tracing is not allowed or not there."""
    words = ["strace", "--seccomp-bpf", "-f", "-qq", "-s", "300", "-e", f"trace={_CALLS}", "-e", "signal=none", "-o"]
    try:
        tried = subprocess.run([*words, "/dev/null", "true"], capture_output=True, check=False)
    except FileNotFoundError:
        return None
    return words if tried.returncode == 0 else None


def read(trace: Path) -> Seen:
    """What a trace tells: a question to a name server is a look-up, wherever that is; `?` where it is not read."""
    seen, asked = Seen(), False
    for line in trace.read_text("utf-8", "replace").splitlines():
        if _RESOLVER in line:
            seen.names.add("?")
        for port, address, port6, address6 in _ADDRESS.findall(line):
            at, to = int(port or port6), address or address6
            if at == _NAMES:
                asked = True
            elif not ipaddress.ip_address(to).is_loopback:
                seen.reached.add(f"[{to}]:{at}")
        seen.names.update(_names_in(line))
    if asked and not seen.names:
        seen.names.add("?")
    return seen


def _names_in(line: str) -> Iterator[str]:
    for text in _TEXT.findall(line):
        packet = text.encode().decode("unicode_escape").encode("latin-1", "replace")
        if len(packet) > 16 and packet[4:10] == _ONE_QUESTION:
            with contextlib.suppress(IndexError):
                yield question_of(packet)[0]
