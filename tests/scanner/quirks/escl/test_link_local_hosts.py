"""A link-local host is reached through its interface."""

from __future__ import annotations

import requests
import urllib3

from desktop.scanner.escl.address import split_address
from desktop.scanner.quirks.escl.link_local_hosts import BracketedHosts

MANNERS: list[str] = []
"""A fault of libraries: no scanner is needed for it."""


def test_a_link_local_host_is_reached_through_its_interface():
    origin, _ = split_address("http://[fe80::1%25eth0]:8080/eSCL")
    assert (str(origin), origin.socket_host) == ("http://[fe80::1%25eth0]:8080", "fe80::1%eth0")
    sent = requests.Request("GET", f"{origin}/eSCL").prepare()
    where, _ = BracketedHosts().build_connection_pool_key_attributes(sent, verify=False)
    assert urllib3.HTTPConnectionPool(where["host"], where["port"]).host == "fe80::1%eth0"
