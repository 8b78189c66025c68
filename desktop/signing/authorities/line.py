"""One question to an authority's server, bounded in bytes and in time."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    import requests

ANSWER_S = 6.0
"""Longest silence of a server, seconds. Chosen."""
WHOLE_S = 30.0
"""Longest whole answer, seconds. Chosen."""
_PIECE = 64 * 1024


class Unreachable(Exception):
    """No usable answer came; says why, for the log."""


def ask(url: str, *, limit: int, body: bytes | None = None, kind: str = "", answer_s: float = ANSWER_S) -> bytes:
    """The bytes an address answers with. What comes is signed by its authority, so plain http is allowed (R62).

    Args:
        url: `http://` or `https://`.
        limit: most bytes accepted.
        body: posted where given.
        kind: content type of the body.
        answer_s: longest silence, seconds; five times that is the longest whole answer.

    Raises:
        Unreachable: no line, another status than 200, too large or too slow.
    """
    if urlsplit(url).scheme not in {"http", "https"}:
        raise Unreachable("neither http nor https")
    # Here and not above: most answers are kept ones, or there is nobody to ask.
    import requests

    from desktop.machine.tls import SystemTrust

    deadline = time.monotonic() + min(WHOLE_S, 5 * answer_s)
    try:
        with requests.Session() as session:
            session.mount("https://", SystemTrust())
            session.max_redirects = 3
            headers = {"Content-Type": kind} if kind else {}
            with session.request(
                "GET" if body is None else "POST",
                url,
                data=body,
                headers=headers,
                timeout=(answer_s, answer_s),
                stream=True,
            ) as answer:
                if answer.status_code != 200:
                    raise Unreachable(f"status {answer.status_code}")
                return _bounded(answer, limit, deadline)
    except (requests.RequestException, OSError, ValueError) as error:
        raise Unreachable(type(error).__name__) from None


def _bounded(answer: requests.Response, limit: int, deadline: float) -> bytes:
    found = bytearray()
    for piece in answer.iter_content(_PIECE):
        found += piece
        if len(found) > limit:
            raise Unreachable(f"more than {limit} bytes")
        if time.monotonic() > deadline:
            raise Unreachable("too slow")
    return bytes(found)
