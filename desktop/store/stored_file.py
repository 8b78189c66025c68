"""A file of the store read in pieces: a huge one never lies in memory whole."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import cached_property

from sqlalchemy import Connection, select, text

from desktop.store.errors import DamagedContent, NotFound
from desktop.store.tables import content

BLOCK_BYTES = 1 << 20
_READ_ONLY = True


class StoredFile:
    """The content with one hash.

    Args:
        reading: gives a look at the store.
        sha256: which content.
    """

    def __init__(self, reading: Callable[[], AbstractContextManager[Connection]], sha256: str) -> None:
        self._reading = reading
        self.sha256 = sha256

    @cached_property
    def _place(self) -> tuple[int, int]:
        with self._reading() as tx:
            row = tx.execute(select(text("rowid"), content.c.size).where(content.c.sha256 == self.sha256)).first()
        if row is None:
            raise NotFound(self.sha256[:12])
        return int(row[0]), int(row[1])

    @property
    def size(self) -> int:
        """Bytes.

        Raises:
            NotFound: the store does not have it.
        """
        return self._place[1]

    def pieces(self, start: int = 0, stop: int | None = None, piece_bytes: int = BLOCK_BYTES) -> Iterator[bytes]:
        """The bytes from `start` up to `stop`, in pieces; the store is free to write between blocks."""
        end = self.size if stop is None else min(stop, self.size)
        for at in range(start, end, BLOCK_BYTES):
            block = self._block(at, min(BLOCK_BYTES, end - at))
            for inside in range(0, len(block), piece_bytes):
                yield block[inside : inside + piece_bytes]

    def _block(self, start: int, count: int) -> bytes:
        with self._reading() as tx:
            driver = tx.connection.driver_connection
            assert driver
            blob = driver.open_blob("content", "bytes", self._place[0], _READ_ONLY)
            try:
                blob.seek(start)
                return bytes(blob.read(count))
            finally:
                blob.close()

    def check(self) -> None:
        """See that the bytes are still those that were kept (R71).

        Raises:
            NotFound: the store does not have them.
            DamagedContent: what is there has another hash.
        """
        digest = hashlib.sha256()
        for piece in self.pieces():
            digest.update(piece)
        if digest.hexdigest() != self.sha256:
            raise DamagedContent(self.sha256[:12])
