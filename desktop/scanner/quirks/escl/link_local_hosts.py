"""requests takes the brackets off an IPv6 host, and urllib3 knows the interface of a link-local one only in brackets.

Source: requests, reports 5126 and 6735 («Name or service not known» for `http://[fe80::1%25eth0]`).
"""

from __future__ import annotations

from typing import Any

from requests.adapters import HTTPAdapter


class BracketedHosts(HTTPAdapter):
    """Reaches a host by its link-local address too."""

    def build_connection_pool_key_attributes(self, *arguments: Any, **more: Any) -> Any:
        """Where to connect to, and how."""
        where, how = super().build_connection_pool_key_attributes(*arguments, **more)
        host = where["host"]
        return {**where, "host": f"[{host}]" if ":" in host else host}, how
