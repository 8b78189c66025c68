"""Streams that would unpack to far more than their size: found before anything is unpacked whole.

A page of 59 kB may hold 60 MB of operators, and a parser needs gigabytes for those.
"""

from __future__ import annotations

import base64
import binascii
import zlib

import pikepdf
from pikepdf import Name

from desktop.model.errors import UnreadableInput

CONTENT_LIMIT = 4_000_000
"""Bytes of operators on one page; a dense page of ours has 100,000."""
STREAM_LIMIT = 24_000_000
"""Bytes of any other stream that is no picture: fonts, metadata."""
_GROWTH = {"/LZWDecode": 2800, "/RunLengthDecode": 64}
"""Times that a coding can grow, at the most: LZW by its table of 4,096 codes, run lengths by 128 bytes for two."""


def modest(stream: pikepdf.Object, limit: int) -> bool:
    """Whether a stream unpacks to at most `limit` bytes; finds out without unpacking more than that."""
    data = bytes(stream.read_raw_bytes())
    names = stream.get(Name.Filter)
    filters = [] if names is None else [str(names)] if isinstance(names, Name) else [str(name) for name in names]
    for name in filters:
        try:
            if name in {"/FlateDecode", "/Fl"}:
                data = zlib.decompressobj().decompress(data, limit + 1)
            elif name in {"/ASCII85Decode", "/A85"}:
                data = base64.a85decode(data.strip().removeprefix(b"<~").removesuffix(b"~>"))
            elif name in {"/ASCIIHexDecode", "/AHx"}:
                data = binascii.unhexlify(b"".join(data.split()).removesuffix(b">"))
            else:
                return len(data) * _GROWTH.get(name, 4000) <= limit
        except (zlib.error, ValueError):
            # What is broken within the limit does not unpack to more.
            return True
        if len(data) > limit:
            return False
    return len(data) <= limit


def require_modest(pdf: pikepdf.Pdf, name: str) -> None:
    """Refuse a file with a stream, pictures aside, that unpacks to more than it may.

    Raises:
        UnreadableInput: it names the file.
    """
    for found in pdf.objects:
        if not isinstance(found, pikepdf.Stream) or found.get(Name.Subtype) == Name.Image:
            continue
        if not modest(found, CONTENT_LIMIT if found.get(Name.Subtype) == Name.Form else STREAM_LIMIT):
            raise UnreadableInput(name, reason="có luồng dữ liệu nén quá lớn")
    for page in pdf.pages:
        require_modest_content(page.obj, name)


def require_modest_content(page: pikepdf.Object, name: str) -> None:
    """Refuse a page or form whose operators are more than anyone draws.

    Raises:
        UnreadableInput: it names the file.
    """
    contents = page.get(Name.Contents) if not isinstance(page, pikepdf.Stream) else page
    parts = [] if contents is None else list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    if not all(isinstance(part, pikepdf.Stream) for part in parts):
        raise UnreadableInput(name, reason="nội dung trang bị hỏng")
    if len(parts) > 1000 or not all(modest(part, CONTENT_LIMIT // max(1, len(parts))) for part in parts):
        raise UnreadableInput(name, reason="nội dung trang quá lớn")
