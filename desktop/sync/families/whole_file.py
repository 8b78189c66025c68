"""A file sent in one multipart request: what a system without resumable upload takes."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from typing import Any

from desktop.sync.gateway import Sent
from desktop.sync.line.http import WRITE_BYTES, Body
from desktop.sync.line.pace import Pace


def multipart(sent: Sent, pace: Pace, fields: Mapping[str, str]) -> dict[str, Any]:
    """`data` and `headers` of the request: the fields, then the file under the name `files`, read while it is sent."""
    mark = uuid.uuid4().hex
    head = "".join(f'--{mark}\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n' for k, v in fields.items())
    head += (
        f'--{mark}\r\nContent-Disposition: form-data; name="files"; filename="{sent.name}"\r\n'
        "Content-Type: application/pdf\r\n\r\n"
    )
    before, after = head.encode(), f"\r\n--{mark}--\r\n".encode()

    def pieces() -> Iterator[bytes]:
        yield before
        for piece in sent.file.pieces(piece_bytes=WRITE_BYTES):
            pace.let_through(len(piece))
            yield piece
        yield after

    return {
        "data": Body(pieces, len(before) + sent.file.size + len(after)),
        "headers": {"Content-Type": f"multipart/form-data; boundary={mark}"},
    }
