"""Something stands before the XML declaration or behind the last element, or bytes in a name are not UTF-8.

Source: XML 1.0, 2.8 (nothing before the declaration), 2.2 (no NUL) and 4.3.3 (bytes of the encoding) all forbid it;
the words between are meant all the same.
"""

from __future__ import annotations

import re

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_DECLARATION = re.compile(r"\A<\?xml\b([^>]{0,200})\?>")
_WESTERN = re.compile(rb"""\A\s*<\?xml[^>]{0,100}encoding=["'](iso-8859-1|latin-?1|windows-1252)["']""", re.IGNORECASE)
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML may hold."""


def text_of(body: bytes) -> str:
    """What a body says, whatever stands around it; without a declaration."""
    if body.startswith(_UTF_16):
        text = body.decode("utf-16", errors="replace")
    else:
        text = body.decode("cp1252" if _WESTERN.match(body) else "utf-8-sig", errors="replace")
    text = text[: text.rfind(">") + 1].lstrip("\ufeff\0 \t\r\n")
    return _FORBIDDEN.sub("\ufffd", _DECLARATION.sub("", text, count=1))
