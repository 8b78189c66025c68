"""The second way to see whom a program calls, where no namespace may be opened: every call to the kernel is traced."""

from __future__ import annotations

import ipaddress
import re
import subprocess
from pathlib import Path

from tests.egress.seen import Seen

_CALLS = "connect,sendto,sendmsg,sendmmsg"
_ADDRESS = re.compile(
    r'sin_port=htons\((\d+)\), sin_addr=inet_addr\("([^"]+)"\)'
    r'|sin6_port=htons\((\d+)\).*?inet_pton\(AF_INET6, "([^"]+)"'
)
_NAMES = 53
_RESOLVER = "io.systemd.Resolve"


def way_in() -> list[str] | None:
    """The words that trace a command into the file named after them; None where tracing is not allowed or not there."""
    words = ["strace", "--seccomp-bpf", "-f", "-qq", "-e", f"trace={_CALLS}", "-e", "signal=none", "-o"]
    try:
        tried = subprocess.run([*words, "/dev/null", "true"], capture_output=True, check=False)
    except FileNotFoundError:
        return None
    return words if tried.returncode == 0 else None


def read(trace: Path) -> Seen:
    """What a trace tells: a question to a name server is a look-up, wherever that server is."""
    seen = Seen()
    for line in trace.read_text("utf-8", "replace").splitlines():
        if _RESOLVER in line:
            seen.names.add("?")
        for port, address, port6, address6 in _ADDRESS.findall(line):
            at, to = int(port or port6), address or address6
            if at == _NAMES:
                seen.names.add("?")
            elif not ipaddress.ip_address(to).is_loopback:
                seen.reached.add(f"[{to}]:{at}")
    return seen
