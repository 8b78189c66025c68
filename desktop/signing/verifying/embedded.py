"""The signatures of a file as they stand in it: found, put in order, and not believed yet."""

from __future__ import annotations

import io
import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import pikepdf
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import EncryptedObjAccess
from pyhanko.pdf_utils.rw_common import PdfHandler
from pyhanko.sign.fields import FieldMDPSpec, MDPPerm

from desktop.signing.verifying.bounds import MOST_FIELDS, STRANGE, TooMuch, read_or
from desktop.signing.verifying.findings import Doubt
from desktop.signing.verifying.reader import Reader, entry

_DEEPEST = 40
"""Fields above one another that are looked through. Chosen."""
_HEADER_WITHIN = 1024
"""Bytes in which the start of a PDF is looked for: as far as other readers look (ISO 32000-1, annex H, 3.4.1)."""
_IN_CLEAR = re.compile(rb"/ByteRange(?:\s*\[\s*((?:\d{1,12}\s+){3}\d{1,12})\s*\])?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Embedded:
    """One signature or document timestamp.

    Attributes:
        field: name of its field.
        is_stamp: a document timestamp, which is nobody's signature.
        form: its `SubFilter`.
        byte_range: what it says it covers; None where it says nothing that makes sense.
        contents: the signature itself; empty where it was left out, None where it cannot be read.
        noted: the time written beside it, UTC.
        certificates: DER, written beside it (only the oldest form does that).
        permission: what its signer lets others change (DocMDP); None where it does not say.
        certifies: it is the author's own and its permission holds for the whole file.
        locked: fields that must not be filled in after it.
    """

    field: str
    is_stamp: bool = False
    form: str = ""
    byte_range: tuple[int, ...] | None = None
    contents: bytes | None = None
    noted: datetime | None = None
    certificates: tuple[bytes, ...] = ()
    permission: MDPPerm | None = None
    certifies: bool = False
    locked: FieldMDPSpec | None = None

    @property
    def end(self) -> int:
        """Where what it covers ends, in bytes."""
        return sum(self.byte_range[-2:]) if self.byte_range else 0


@dataclass(frozen=True, slots=True)
class SignedFile:
    """A file and what is signed in it.

    Attributes:
        pdf: its bytes.
        embedded: in the order of signing.
        reader: what reads it; None where it had to be repaired to be read at all.
        doubt: what is wrong with the file itself.
    """

    pdf: bytes
    embedded: tuple[Embedded, ...]
    reader: Reader | None
    doubt: Doubt | None = None

    @property
    def signatures(self) -> tuple[Embedded, ...]:
        """Without the document timestamps."""
        return tuple(one for one in self.embedded if not one.is_stamp)

    @property
    def stamps(self) -> tuple[Embedded, ...]:
        """The document timestamps."""
        return tuple(one for one in self.embedded if one.is_stamp)


def read_signed(pdf: bytes) -> SignedFile:
    """The signatures of a file that opens: read to the letter, else leniently, else out of the repaired file.

    Sloppy writers are common, and so are files made to look different to different readers: what is not read to the
    letter can be found broken, never valid.
    """
    start = pdf.find(b"%PDF-", 0, _HEADER_WITHIN)
    whole = _read_file(pdf)
    if start <= 0 or any(_fits(pdf, one) for one in whole.embedded):
        return whole
    # Something stands before the file, a mark or what a server said; viewers look past it, and so did the signer.
    return replace(_read_file(pdf[start:]), doubt=Doubt.BEFORE)


def _fits(pdf: bytes, one: Embedded) -> bool:
    sides = one.byte_range
    return sides is not None and len(sides) == 4 and pdf[max(sides[1], 0) :][:1] == b"<"


def _read_file(pdf: bytes) -> SignedFile:
    for strict, doubt in ((True, None), (False, Doubt.SLOPPY_FILE)):
        try:
            reader = Reader(pdf, strict=strict)
            return SignedFile(pdf, _ordered(list(_embedded(reader))), reader, doubt)
        except TooMuch:
            return SignedFile(pdf, _ordered(_repaired(pdf)), None, Doubt.TOO_MUCH)
        except STRANGE:
            continue
    return SignedFile(pdf, _ordered(_repaired(pdf)), None, Doubt.BROKEN_FILE)


def _ordered(found: Sequence[Embedded]) -> tuple[Embedded, ...]:
    return tuple(sorted(found, key=lambda one: one.end))


def _embedded(reader: Reader) -> Iterator[Embedded]:
    author = read_or(lambda: reader.root["/Perms"].raw_get("/DocMDP"), instead=None)
    for name, one in signature_fields(reader):
        if entry(one, "/V") is not None:
            yield _read(name, one, author)


def signature_fields(file: PdfHandler) -> Iterator[tuple[str, Any]]:
    """Names and dictionaries of all signature fields, filled or not: those of the form, then those only a page knows.

    Args:
        file: as it is, or as it was in a revision.

    Raises:
        TooMuch: more fields than any honest file has.
    """
    seen: set[Any] = set()
    form = entry(file.root, "/AcroForm")
    roots = [*_items(form, "/Fields"), *(one for page in pages_of(file) for one in _items(page, "/Annots"))]
    ways: deque[tuple[Any, str, Any, int]] = deque((one, "", None, 0) for one in roots)
    while ways:
        raw, above, kind, depth = ways.popleft()
        key = raw.reference if isinstance(raw, generic.IndirectObject) else id(raw)
        if key in seen or depth > _DEEPEST:
            continue
        seen.add(key)
        if len(seen) > MOST_FIELDS:
            raise TooMuch
        one = raw.get_object()
        if not isinstance(one, generic.DictionaryObject):
            continue
        if depth == 0 and "/Parent" in one:
            ways.appendleft((one.raw_get("/Parent"), "", None, 1))
            continue
        part = str(entry(one, "/T", ""))
        name = ".".join(piece for piece in (above, part) if piece)
        kind = entry(one, "/FT", kind)
        if kind == "/Sig" and ("/T" in one or "/V" in one):
            yield name, one
        ways.extendleft((kid, name, kind, depth + 1) for kid in reversed(_items(one, "/Kids")))


def _items(holder: Any, key: str) -> list[Any]:
    """Raw items of a list; none where there is no such list."""
    found = read_or(lambda: holder[key], instead=None) if isinstance(holder, generic.DictionaryObject) else None
    if not isinstance(found, generic.ArrayObject):
        return []
    return [found.raw_get(at) for at in range(len(found))]


def pages_of(file: PdfHandler) -> Iterator[Any]:
    """The pages of a file, in order; each is told once, however they are tied together."""
    seen: set[Any] = set()
    ways = [entry(file.root, "/Pages")]
    while ways:
        one = ways.pop()
        one = one.get_object() if isinstance(one, generic.IndirectObject) else one  # type: ignore[no-untyped-call]
        if not isinstance(one, generic.DictionaryObject) or id(one) in seen:
            continue
        seen.add(id(one))
        if len(seen) > MOST_FIELDS:
            raise TooMuch
        if "/Kids" in one:
            ways += reversed(_items(one, "/Kids"))
        else:
            yield one


def _read(name: str, one: Any, author: Any) -> Embedded:
    raw = one.raw_get("/V")
    value: Any = raw.get_object()
    if not isinstance(value, generic.DictionaryObject):
        return Embedded(field=name)
    return Embedded(
        field=name,
        is_stamp=is_stamp(value),
        form=str(entry(value, "/SubFilter", "")),
        byte_range=_numbers(read_or(lambda: list(value["/ByteRange"]), instead=None)),
        contents=read_or(lambda: _contents(value), instead=None),
        noted=_moment(str(entry(value, "/M", ""))),
        certificates=read_or(lambda: _certificates(entry(value, "/Cert")), instead=()),
        permission=_permission(value, one),
        certifies=author is not None and author == raw,
        locked=read_or(lambda: _locked(value), instead=None),
    )


def is_stamp(value: Any) -> bool:
    """Whether the value of a signature field is a document timestamp; some makers name only its form."""
    return bool(entry(value, "/Type") == "/DocTimeStamp" or entry(value, "/SubFilter") == "/ETSI.RFC3161")


def _contents(value: Any) -> bytes:
    if "/Contents" not in value:
        return b""
    # It is not encrypted, even in an encrypted file.
    found = value.raw_get("/Contents", decrypt=EncryptedObjAccess.RAW)
    return b"" if isinstance(found, generic.NullObject) else _bytes(found)


def _bytes(value: Any) -> bytes:
    found = value.get_object().original_bytes
    return bytes(found)


def _certificates(value: Any) -> tuple[bytes, ...]:
    if value is None:
        return ()
    return tuple(_bytes(one) for one in (value if isinstance(value, generic.ArrayObject) else [value]))


def _numbers(value: Any) -> tuple[int, ...] | None:
    return tuple(int(one) for one in value) if value and all(isinstance(one, int) for one in value) else None


def _moment(text: str) -> datetime | None:
    """The time of a PDF date, UTC; None for one without a time zone, which could be any."""
    try:
        when = generic.parse_pdf_date(text, strict=False)
        return when.astimezone(UTC) if when.tzinfo else None
    except STRANGE:
        return None


def _reference(value: Any, method: str) -> Any:
    for raw in _items(value, "/Reference"):
        one = raw.get_object()
        if isinstance(one, generic.DictionaryObject) and entry(one, "/TransformMethod") == method:
            return one["/TransformParams"]
    return None


def _permission(value: Any, one: Any) -> MDPPerm | None:
    def read() -> MDPPerm | None:
        parameters = _reference(value, "/DocMDP")
        if parameters is not None:
            # Where it names no number, the standard means 2 (ISO 32000-1, table 254).
            return MDPPerm(int(entry(parameters, "/P", 2)))
        return MDPPerm(int(one["/Lock"]["/P"]))

    return read_or(read, instead=None)


def _locked(value: Any) -> FieldMDPSpec | None:
    parameters = _reference(value, "/FieldMDP")
    return None if parameters is None else FieldMDPSpec.from_pdf_object(parameters)


def _repaired(pdf: bytes) -> list[Embedded]:
    """What a repairing reader finds: enough to tell whether the signed bytes are still what they were."""
    found: list[Embedded] = []
    try:
        with pikepdf.open(io.BytesIO(pdf)) as file:
            for one in file.objects:
                if isinstance(one, pikepdf.Dictionary) and "/ByteRange" in one and len(found) < MOST_FIELDS:
                    found.append(_repaired_one(one))
    except (pikepdf.PdfError, ValueError, TypeError, RuntimeError):
        pass
    return found or [_in_clear(pdf, at) for at in _IN_CLEAR.finditer(pdf)][:MOST_FIELDS]


def _in_clear(pdf: bytes, at: re.Match[bytes]) -> Embedded:
    """What a signature covers stands in the file in clear: where the word is, something was signed."""
    numbers = tuple(int(one) for one in at[1].split()) if at[1] else None
    contents = None
    if numbers and len(numbers) == 4 and numbers[1] < numbers[2]:
        hexed = pdf[numbers[1] : numbers[2]].strip(b"<>")
        contents = read_or(lambda: bytes.fromhex(hexed.decode()), instead=None)
    return Embedded(field="", byte_range=numbers, contents=contents)


def _repaired_one(one: pikepdf.Dictionary) -> Embedded:
    def numbers() -> tuple[int, ...]:
        return tuple(int(side) for side in one["/ByteRange"])

    return Embedded(
        field="",
        is_stamp=pikepdf.Name("/DocTimeStamp") == one.get("/Type") or one.get("/SubFilter") == "/ETSI.RFC3161",
        form=str(one.get("/SubFilter", "")),
        byte_range=read_or(numbers, instead=None),
        contents=read_or(lambda: bytes(one["/Contents"]), instead=None) if "/Contents" in one else b"",
        noted=_moment(str(one.get("/M", ""))),
    )
