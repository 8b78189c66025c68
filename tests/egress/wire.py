"""A network where everybody answers and everything is seen: a namespace whose every address is its own loopback.

A call to whatever address ends here at once, and the packet that made it is read from the wire; a name server answers
every question and keeps it. So a call is seen whatever library makes it, and also one that would fail in silence.

    python -m tests.egress.wire SEEN COMMAND...        inside the namespace; SEEN is the file that tells
"""

from __future__ import annotations

import ipaddress
import json
import socket
import struct
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

NAMESPACES = ("--net", "--mount")
AS_USER = ("--user", "--map-root-user")
LAN = "link add lan0 type veth peer name lan1"
"""An office's network: some libraries leave the loopback alone and call out where there seems to be one."""
_ROADS = (
    "address add 192.168.77.2/32 broadcast 192.168.77.255 dev lan0",
    "link set lan0 up",
    "link set lan1 up",
    "link set lo up",
    "route add local default dev lo",
    "route add 224.0.0.0/4 dev lan0",
    "-6 route add local default dev lo",
)
_ANSWER = "198.51.100.53"
_LAST = ("192.0.2.255", 9)
_TCP, _UDP, _SYN, _ACK = 6, 17, 0x02, 0x10
_A_RECORD, _IPV4, _IPV6 = 1, 0x0800, 0x86DD
_EVERY_PACKET = 0x0003


def way_in() -> list[str] | None:
    """The words that open such a network here, for root or for an ordinary user; None where the kernel forbids both."""
    for words in (["unshare", *NAMESPACES], ["unshare", *AS_USER, *NAMESPACES]):
        if subprocess.run([*words, "ip", *LAN.split()], capture_output=True, check=False).returncode == 0:
            return words
    return None


def main(seen: Path, command: list[str]) -> int:
    """Make the network, run a command in it, and tell what was seen; gives the command's exit status."""
    _make_network()
    names, tap = _NameServer(), _Tap()
    status = subprocess.run(command, check=False).returncode
    tap.finish()
    seen.write_text(json.dumps({"names": sorted(names.asked), "reached": sorted(tap.reached)}))
    return status


def _make_network() -> None:
    for words in (LAN, *_ROADS):
        # A kernel may be without IPv6: then nobody calls by it.
        subprocess.run(["ip", *words.split()], check=not words.startswith("-6"), capture_output=True)
    for place, text in (("resolv.conf", "nameserver 127.0.0.1\n"), ("nsswitch.conf", "hosts: files dns\n")):
        if Path("/etc", place).exists():
            with tempfile.NamedTemporaryFile("w") as file:
                file.write(text)
                file.flush()
                Path(file.name).chmod(0o644)
                subprocess.run(["mount", "--bind", file.name, f"/etc/{place}"], check=True)


class _NameServer:
    """Knows every name: all of them are one address of this network."""

    def __init__(self) -> None:
        self.asked: set[str] = set()
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 53))
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            question, caller = self._socket.recvfrom(4096)
            name, kind, end = question_of(question)
            self.asked.add(name)
            answers = int(kind == _A_RECORD)
            head = question[:2] + struct.pack(">HHHHH", 0x8180, 1, answers, 0, 0)
            record = struct.pack(">HHHIH", 0xC00C, _A_RECORD, 1, 60, 4) + socket.inet_aton(_ANSWER)
            self._socket.sendto(head + question[12:end] + record * answers, caller)


def question_of(packet: bytes) -> tuple[str, int, int]:
    """Name, kind of record, and where the question ends."""
    labels, at = [], 12
    while length := packet[at]:
        labels.append(packet[at + 1 : at + 1 + length].decode("ascii", "replace"))
        at += 1 + length
    return ".".join(labels), int.from_bytes(packet[at + 1 : at + 3], "big"), at + 5


class _Tap:
    """Reads every packet of the network and keeps whom they call that is not this machine itself."""

    def __init__(self) -> None:
        self.reached: set[str] = set()
        self._finished = threading.Event()
        self._socket = socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM, socket.htons(_EVERY_PACKET))
        threading.Thread(target=self._read, daemon=True).start()

    def finish(self) -> None:
        """Wait until everything sent so far was read: a last packet comes after it."""
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as last:
            last.sendto(b"", _LAST)
        assert self._finished.wait(30), "the wire is deaf"

    def _read(self) -> None:
        while True:
            packet, (_, kind, *_) = self._socket.recvfrom(65536)
            call = _call(packet, kind)
            if call == _LAST:
                self._finished.set()
            elif call and not ipaddress.ip_address(call[0]).is_loopback:
                self.reached.add(f"[{call[0]}]:{call[1]}")


def _call(packet: bytes, kind: int) -> tuple[str, int] | None:
    """Address and port that a packet calls; None for an answer, and for the kernel's own chatter."""
    if kind == _IPV4:
        protocol, start, to = packet[9], (packet[0] & 15) * 4, socket.inet_ntop(socket.AF_INET, packet[16:20])
    elif kind == _IPV6:
        protocol, start, to = packet[6], 40, socket.inet_ntop(socket.AF_INET6, packet[24:40])
    else:
        return None
    answer = protocol == _TCP and packet[start + 13] & (_SYN | _ACK) != _SYN
    if protocol not in (_TCP, _UDP) or answer:
        return None
    return to, int.from_bytes(packet[start + 2 : start + 4], "big")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
