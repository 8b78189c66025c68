"""Signing: the token host process, its engines, PAdES, the stamp, the verdict on a signed file."""

import sys
from types import ModuleType

# Authorities are asked only through our own `authorities/line.py`. pyHanko always loads HTTP clients of its own, used
# or not, and their library takes a third of the time that verifying a file costs. So it gets empty modules in their
# place; this module is loaded before anything that signs.
for _client, _name in (
    ("pyhanko.sign.timestamps.aiohttp_client", "HTTPTimeStamper"),
    ("pyhanko_certvalidator.fetchers.aiohttp_fetchers", "AIOHttpFetcherBackend"),
):
    _empty = ModuleType(_client)
    vars(_empty)[_name] = None
    sys.modules.setdefault(_client, _empty)
