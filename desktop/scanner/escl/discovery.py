"""Scanners that announce themselves in the local network (DNS-SD, `_uscan._tcp` and `_uscans._tcp`)."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

from zeroconf import InterfaceChoice, ServiceBrowser, ServiceInfo, ServiceListener, Zeroconf

_TYPES = ["_uscan._tcp.local.", "_uscans._tcp.local."]
_ANSWER_S = 1.5
"""How long a scanner that has announced itself is waited for at least: its address comes in another answer."""


class _Heard(ServiceListener):
    """What was heard so far.

    Args:
        seconds: how long each scanner is waited for.
        enough: asked after each; no more is listened for once it says so.
    """

    def __init__(self, seconds: float, enough: Callable[[Sequence[str]], bool]) -> None:
        self.addresses: list[str] = []
        self.over = threading.Event()
        self._answer_ms = round(max(seconds, _ANSWER_S) * 1000)
        self._enough = enough

    def add_service(self, zc: Zeroconf, type_: str, name: str) -> None:
        info = zc.get_service_info(type_, name, self._answer_ms)
        if info:
            found = _addresses(info, secure=type_.startswith("_uscans"))
            self.addresses += [one for one in found if one not in self.addresses]
            if self._enough(self.addresses):
                self.over.set()

    def update_service(self, zc: Zeroconf, type_: str, name: str) -> None:
        # What was announced without its address may come with it now.
        self.add_service(zc, type_, name)

    def remove_service(self, zc: Zeroconf, type_: str, name: str) -> None:
        return


def _addresses(info: ServiceInfo, *, secure: bool) -> list[str]:
    root = (info.properties.get(b"rs") or b"eSCL").decode("ascii", errors="replace").strip("/")
    scheme = "https" if secure else "http"
    # IPv4 first; one of IPv6 in brackets, with the interface that a link-local one is reached by.
    hosts = sorted(info.parsed_scoped_addresses(), key=lambda host: ":" in host)
    shown = [f"[{host.replace('%', '%25')}]" if ":" in host else host for host in hosts]
    return [f"{scheme}://{host}:{info.port}/{root}" for host in shown][:1]


def listen(
    seconds: float,
    interfaces: Sequence[str] | InterfaceChoice = InterfaceChoice.All,
    enough: Callable[[Sequence[str]], bool] = lambda heard: False,
) -> list[str]:
    """Listen for a while; gives addresses, each once, those over TLS first.

    Args:
        seconds: how long, where nobody says that it is enough.
        interfaces: where.
        enough: told what was heard so far, whenever something was; says whether that is all that was wanted.
    """
    heard = _Heard(seconds, enough)
    zeroconf = Zeroconf(interfaces)
    try:
        ServiceBrowser(zeroconf, _TYPES, heard)
        heard.over.wait(seconds)
    finally:
        zeroconf.close()
    return sorted(heard.addresses, key=lambda address: not address.startswith("https"))
