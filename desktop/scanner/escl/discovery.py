"""Scanners that announce themselves in the local network (DNS-SD, `_uscan._tcp` and `_uscans._tcp`)."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from zeroconf import InterfaceChoice, ServiceBrowser, ServiceInfo, ServiceListener, Zeroconf

_TYPES = ["_uscan._tcp.local.", "_uscans._tcp.local."]
_ANSWER_MS = 1500


class _Heard(ServiceListener):
    def __init__(self) -> None:
        self.addresses: list[str] = []

    def add_service(self, zc: Zeroconf, type_: str, name: str) -> None:
        info = zc.get_service_info(type_, name, _ANSWER_MS)
        if info:
            self.addresses += _addresses(info, secure=type_.startswith("_uscans"))

    def update_service(self, zc: Zeroconf, type_: str, name: str) -> None:
        return

    def remove_service(self, zc: Zeroconf, type_: str, name: str) -> None:
        return


def _addresses(info: ServiceInfo, *, secure: bool) -> list[str]:
    root = (info.properties.get(b"rs") or b"eSCL").decode("ascii", errors="replace").strip("/")
    scheme = "https" if secure else "http"
    # IPv4 first; one of IPv6 in brackets, with the interface that a link-local one is reached by.
    hosts = sorted(info.parsed_scoped_addresses(), key=lambda host: ":" in host)
    shown = [f"[{host.replace('%', '%25')}]" if ":" in host else host for host in hosts]
    return [f"{scheme}://{host}:{info.port}/{root}" for host in shown][:1]


def listen(seconds: float, interfaces: Sequence[str] | InterfaceChoice = InterfaceChoice.All) -> list[str]:
    """Listen for a while; gives addresses, each once, those over TLS first."""
    heard = _Heard()
    zeroconf = Zeroconf(interfaces)
    try:
        ServiceBrowser(zeroconf, _TYPES, heard)
        threading.Event().wait(seconds)
    finally:
        zeroconf.close()
    return sorted(dict.fromkeys(heard.addresses), key=lambda address: not address.startswith("https"))
