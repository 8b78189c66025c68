"""TLS to a network scanner: only with a certificate that the system trusts, or that is pinned by its fingerprint."""

from __future__ import annotations

import hashlib
import socket
import ssl
from collections.abc import Sequence
from typing import Any

from desktop.machine.tls import SystemTrust
from desktop.scanner.quirks.escl.link_local_hosts import BracketedHosts

HANDSHAKE_S = 5.0


class Vouched(BracketedHosts, SystemTrust):
    """Certificates that the system trusts."""


class Pinned(BracketedHosts):
    """One certificate and no other, whoever signed it.

    Args:
        fingerprint: its SHA-256, hex.
    """

    def __init__(self, fingerprint: str) -> None:
        self._fingerprint = fingerprint
        super().__init__()

    def init_poolmanager(self, *arguments: Any, **more: Any) -> None:
        """Make the pool; it looks at the fingerprint of every connection."""
        context = _unverified()
        super().init_poolmanager(*arguments, ssl_context=context, assert_fingerprint=self._fingerprint, **more)


def _unverified() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def fingerprint(host: str, port: int) -> str:
    """SHA-256 of the certificate that a device shows, hex; nothing is said to it.

    Raises:
        OSError: no handshake.
    """
    with socket.create_connection((host, port), HANDSHAKE_S) as line, _unverified().wrap_socket(line) as secured:
        return hashlib.sha256(secured.getpeercert(binary_form=True) or b"").hexdigest()


def pinned(shown: str, pins: Sequence[str]) -> bool:
    """Whether a fingerprint is among the pinned ones, however these are written (`AB:CD…`, `abcd…`)."""
    return shown in {pin.replace(":", "").replace(" ", "").lower() for pin in pins}
