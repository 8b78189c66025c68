"""Signing: the token host process, its engines, PAdES, the stamp, the verdict on a signed file."""

import sys
from types import ModuleType

# Nobody is asked for the time or about a certificate but on our own line (`authorities/line.py`). pyHanko loads clients
# of its own whether they are used or not, and with them a library of servers and sessions: a third of what it costs to
# verify a file. It gets empty ones instead. Whoever signs passes here first.
for _client, _name in (
    ("pyhanko.sign.timestamps.aiohttp_client", "HTTPTimeStamper"),
    ("pyhanko_certvalidator.fetchers.aiohttp_fetchers", "AIOHttpFetcherBackend"),
):
    _empty = ModuleType(_client)
    vars(_empty)[_name] = None
    sys.modules.setdefault(_client, _empty)
