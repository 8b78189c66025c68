"""Nobody tells that the last page of a transfer has ended.

Source: Microsoft's description of IWiaTransferCallback: drivers do not send END_OF_STREAM, the service does, when the
next stream is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def pages_left(streams: Iterable[bytes]) -> Iterator[bytes]:
    """The pages in streams whose end was not told when the transfer was over.

    Args:
        streams: the bytes of each.
    """
    return (stream for stream in streams if stream)
