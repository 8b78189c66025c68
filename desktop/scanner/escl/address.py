"""Where a scanner is. Whatever it calls itself, it is asked where it was found: no answer leads to another host."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from desktop.scanner.errors import StrangeScanner
from desktop.scanner.quirks.escl.job_addresses import path_of

_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a scanner is: `http` or `https`, host (an IPv6 one in brackets) and port."""

    scheme: str
    host: str
    port: int

    def __str__(self) -> str:
        shown = "" if self.port == _PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{self.host}{shown}"

    @property
    def socket_host(self) -> str:
        """The host as a socket takes it: `fe80::1%eth0`."""
        return self.host.strip("[]").replace("%25", "%")

    def moved(self, address: str) -> Origin:
        """Where the scanner says it has moved to: the same place, or the same host over TLS.

        Raises:
            StrangeScanner: it points elsewhere.
        """
        target = replace(_origin(address), host=self.host) if "://" in address else self
        if target != self and (self.scheme, target.scheme) != ("http", "https"):
            raise StrangeScanner(cause=f"the scanner points to {address[:80]}")
        return target


def split_address(address: str) -> tuple[Origin, str]:
    """Where a scanner is, and the path under which it speaks eSCL, ending with a slash.

    Raises:
        StrangeScanner: that is no address.
    """
    return _origin(address), path_of(address).rstrip("/") + "/"


def _origin(address: str) -> Origin:
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port or _PORTS[parts.scheme]
    except (ValueError, KeyError):
        raise StrangeScanner(cause=f"no address: {address[:80]}") from None
    if not host:
        raise StrangeScanner(cause=f"no host: {address[:80]}")
    return Origin(parts.scheme, f"[{host}]" if ":" in host else host, port)
