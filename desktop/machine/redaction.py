"""Credentials cut out of text that others will read: tokens, passwords, keys, in whatever quotes they stand."""

from __future__ import annotations

import re

CUT = "[cut]"
_NAMES = r"(?:access|refresh|id)_?token|client_?secret|password|passphrase|mat_?khau|authorization|api_?key|pin"
_SCHEME = re.compile(r"\b(bearer|basic)(\s+)[\w.~+/=-]+", re.IGNORECASE)
_WEB_TOKEN = re.compile(r"\beyJ[\w-]+(?:\.[\w-]*)+")
_NAMED = re.compile(
    rf"""(?<![a-z])({_NAMES})(\\?["']?\s*(?:[:=]|%3[aAdD])\s*)(?:b?\\?"[^"\\]*|b?\\?'[^'\\]*|(?!\[)[^\s"'&,;)}}\]]+)""",
    re.IGNORECASE,
)
_IN_ADDRESS = re.compile(r"(?<=://)[^/\s@]+(?=@)")


def without_credentials(text: str) -> str:
    """Text without what follows `Bearer`, `access_token=`, `"password":` and the like, web tokens, names in addresses.

    The word itself stays, so that whoever reads it knows what was there.
    """
    text = _SCHEME.sub(lambda found: f"{found[1]}{found[2]}{CUT}", text)
    text = _WEB_TOKEN.sub(CUT, text)
    text = _NAMED.sub(lambda found: f"{found[1]}{found[2]}{CUT}", text)
    return _IN_ADDRESS.sub(CUT, text)
