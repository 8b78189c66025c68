"""A stream is opened for a page that never comes, and its end is told as if it held one.

Source: Microsoft's description of IWiaTransferCallback: the next stream is asked for before its page is scanned.
"""

from __future__ import annotations


def is_page(stream: bytes, status: int) -> bool:
    """Whether a stream that has ended is a page, whole or not; without an error, an empty one is a page that failed.

    Args:
        stream: all its bytes.
        status: the error of the transfer so far (see `quiet_errors`), 0 where there is none.
    """
    return bool(stream) or not status
