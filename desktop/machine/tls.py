"""TLS as this PC trusts it: the system's own certificates, so that a province's private authority counts (R62)."""

from __future__ import annotations

import os
import ssl
from typing import Any

import truststore
from requests.adapters import HTTPAdapter


def system_trust() -> ssl.SSLContext:
    """TLS 1.2 or newer, verified with the system's certificates, not with those that the user's environment names."""
    for name in ("SSL_CERT_FILE", "SSL_CERT_DIR"):
        os.environ.pop(name, None)
    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


class SystemTrust(HTTPAdapter):
    """For `requests`: every connection verified, through a proxy too.

    Args:
        context: another TLS context, for tests with an authority of their own.
        socket_options: as urllib3 takes them; None for its usual ones.
    """

    def __init__(self, context: ssl.SSLContext | None = None, *, socket_options: Any = None) -> None:
        self._context = context or system_trust()
        self._socket_options = socket_options
        super().__init__()

    def init_poolmanager(self, *arguments: Any, **more: Any) -> None:
        """Give the pool our context."""
        if self._socket_options:
            more["socket_options"] = self._socket_options
        super().init_poolmanager(*arguments, ssl_context=self._context, **more)

    def proxy_manager_for(self, proxy: str, **more: Any) -> Any:
        """Give the proxy's pool our context."""
        return super().proxy_manager_for(proxy, ssl_context=self._context, **more)
