"""The container: a plain header, sealed records one after the other, a sealed and signed list of them at the end.

Written record by record, so that a pulled stick costs the record under way and the next run goes on behind the last
whole one. Read twice: first proven whole, then used.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import secrets as random
import uuid
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from desktop.machine.frames import BrokenFrame, read_frame, write_frame
from desktop.machine.outside import NotJson, require_shallow
from desktop.machine.writing import give_name, require_place
from desktop.sync.package.errors import BadPackage, CannotWritePackage
from desktop.sync.package.seals import SECRET_BYTES, PackageKeys, Passphrase, PublicIdentity, Seal

FORMAT, VERSION = "quayso-package", 1
RECORD_LIMIT = 256 * 1024 * 1024
_NONCE_BYTES = 12

Record = tuple[dict[str, Any], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What anybody may know of a package.

    Attributes:
        id: random.
        kind: `dossiers`, `receipts`, `data-subject`, `incident`.
        made_at: ISO, UTC.
        sender: line of who made it.
        seal: how its secret is locked.
    """

    id: str
    kind: str
    made_at: str
    sender: str
    seal: dict[str, Any]

    def as_data(self) -> dict[str, Any]:
        """The first frame."""
        own = {name: getattr(self, name) for name in self.__slots__}
        return {"format": FORMAT, "version": VERSION, **own}

    @property
    def digest(self) -> bytes:
        """Binds every record to this header."""
        return hashlib.sha256(json.dumps(self.as_data(), sort_keys=True).encode()).digest()


class PackageWriter:
    """Writes a package beside its place, under `.part`, until it is finished.

    Args:
        file: where it will be.
        header: its header.
        secret: of 32 bytes, locked in the header.
        signer: who makes it.
        replace: whether a file that stands there may be replaced.

    Raises:
        AlreadyThere, NoPlaceForFile, CannotWrite: it may not go there.
        CannotWritePackage: the stick refuses; running it again goes on.
    """

    def __init__(
        self, file: Path, header: Header, secret: bytes, signer: PackageKeys, *, replace: bool = False
    ) -> None:
        require_place(file, replace=replace)
        require_place(part_of(file), replace=True)
        self._file = file
        self._replace = replace
        self._part = part_of(file)
        self._header = header
        self._signer = signer
        self._key = _key(secret, header)
        self._digests: list[str] = []
        self.there: list[dict[str, Any]] = []
        try:
            self._out = self._opened()
        except OSError as error:
            raise CannotWritePackage(file.name, cause=str(error)) from None

    def _opened(self) -> IO[bytes]:
        """The part file, behind the last record that is whole."""
        if not self._part.exists():
            begun = self._part.open("wb")
            write_frame(begun, self._header.as_data())
            return begun
        out: IO[bytes] = self._part.open("r+b")
        read_frame(out)
        end = out.tell()
        try:
            while frame := read_frame(out):
                meta, _ = _opened(self._key, self._header, len(self._digests), frame)
                self._digests.append(hashlib.sha256(frame[1]).hexdigest())
                self.there.append(meta)
                end = out.tell()
        except (BrokenFrame, InvalidTag, BadPackage):
            pass
        out.seek(end)
        out.truncate()
        return out

    def add(self, meta: dict[str, Any], body: bytes = b"") -> None:
        """Add a record; it is on the stick when this returns."""
        sealed = self._seal(meta, body, end=False)
        self._write({"n": len(self._digests), **sealed[0]}, sealed[1])
        self._digests.append(hashlib.sha256(sealed[1]).hexdigest())

    def finish(self) -> None:
        """Sign what was written and give the package its name."""
        head, sealed = self._seal({"records": self._digests}, b"", end=True)
        signature = self._signer.sign(_to_sign(self._header, sealed))
        self._write({"n": len(self._digests), "end": True, "signature": signature.hex(), **head}, sealed)
        self.close()
        try:
            give_name(self._part, self._file, replace=self._replace)
        except OSError as error:
            raise CannotWritePackage(self._file.name, cause=str(error)) from None

    def close(self) -> None:
        """Let go of the file; what is written stays for the next run."""
        self._out.close()

    def _seal(self, meta: dict[str, Any], body: bytes, *, end: bool) -> tuple[dict[str, str], bytes]:
        inner = io.BytesIO()
        write_frame(inner, meta, body)
        nonce = random.token_bytes(_NONCE_BYTES)
        bound = _bound(self._header, len(self._digests), end=end)
        return {"nonce": nonce.hex()}, AESGCM(self._key).encrypt(nonce, inner.getvalue(), bound)

    def _write(self, header: dict[str, Any], body: bytes) -> None:
        try:
            write_frame(self._out, header, body)
            os.fsync(self._out.fileno())
        except OSError as error:
            raise CannotWritePackage(self._file.name, cause=str(error)) from None


def write_on(
    file: Path, header: Header, secret: bytes, signer: PackageKeys, records: Iterable[Record], *, replace: bool = False
) -> None:
    """Write a package; an unfinished file of the same one goes on behind its last whole record.

    Args:
        file: where it will be.
        header: its header.
        secret: of 32 bytes, locked in the header.
        signer: who makes it.
        records: all of them, each with its own `type` and `id`; what is there is not written again.
        replace: whether a file that stands there may be replaced.

    Raises:
        AlreadyThere, NoPlaceForFile, CannotWrite: it may not go there.
        CannotWritePackage: the stick refuses; running it again goes on.
    """
    writer = PackageWriter(file, header, secret, signer, replace=replace)
    try:
        there = {_known_by(meta) for meta in writer.there}
        for meta, body in records:
            if _known_by(meta) not in there:
                writer.add(meta, body)
        writer.finish()
    finally:
        writer.close()


def _known_by(meta: dict[str, Any]) -> tuple[Any, Any]:
    return meta.get("type"), meta.get("id")


def write_parts(
    file: Path,
    kind: str,
    made_at: str,
    seal: Seal,
    signer: PackageKeys,
    parts: Iterable[tuple[str, bytes]],
    *,
    replace: bool = False,
) -> str:
    """Write named files as one sealed package, whole or not at all; gives its id.

    Raises:
        AlreadyThere, NoPlaceForFile, CannotWrite, CannotWritePackage: the place refuses.
        BadPackage: an unfinished file of its name is no package.
    """
    require_place(file, replace=replace)
    secret = random.token_bytes(SECRET_BYTES)
    own = str(uuid.uuid4())
    header = Header(id=own, kind=kind, made_at=made_at, sender=signer.public.line, seal=seal.lock(secret))
    # Its secret is kept nowhere: a broken-off one is begun anew.
    if part_of(file).exists():
        read_header(part_of(file))
        part_of(file).unlink()
    records = (({"type": "part", "id": name}, data) for name, data in parts)
    write_on(file, header, secret, signer, records, replace=replace)
    return own


def part_of(file: Path) -> Path:
    """Where an unfinished package lies."""
    return file.with_name(file.name + ".part")


def read_header(file: Path) -> Header:
    """The header of a package, finished or not.

    Raises:
        BadPackage: missing, or no package.
    """
    try:
        with file.open("rb") as raw:
            return _header(file.name, read_frame(raw))
    except OSError as error:
        raise BadPackage(file.name, reason=error.strerror or "không đọc được") from None
    except BrokenFrame as error:
        raise BadPackage(file.name, reason="không phải gói của Quầy Số", cause=str(error)) from None


def require_new(file: Path, header: Header, made: Collection[str], taken: Mapping[str, str]) -> None:
    """See that a package comes from elsewhere and comes for the first time.

    Args:
        file: where it is.
        header: its header.
        made: ids of the packages that were made here.
        taken: id to when, ISO, of those that were taken in here.

    Raises:
        BadPackage: it does not.
    """
    if header.id in made:
        raise BadPackage(file.name, reason="do chính máy này xuất ra")
    if header.id in taken:
        raise BadPackage(file.name, reason=f"đã nhận ngày {taken[header.id][:10]}")


def open_package(
    file: Path, header: Header, passphrase: str, keys: PackageKeys, senders: Sequence[str]
) -> PackageReader:
    """Open a package by its passphrase, or by this PC's keys where it has none; then its sender must be known.

    Args:
        file: where it is.
        header: its header.
        passphrase: empty where it is sealed to this PC.
        keys: of this PC.
        senders: lines of those whose packages are taken.

    Raises:
        BadPackage: says why, by the file's name.
    """
    if passphrase:
        return PackageReader(file, Passphrase(passphrase), header=header)
    return PackageReader(file, keys, tuple(senders), header=header)


def _header(name: str, frame: tuple[dict[str, Any], bytes] | None) -> Header:
    data = frame[0] if frame else {}
    if data.get("format") != FORMAT:
        raise BadPackage(name, reason="không phải gói của Quầy Số")
    if data.get("version") != VERSION:
        raise BadPackage(name, reason="gói do phiên bản Quầy Số mới hơn tạo ra")
    texts = [data.get(field) for field in ("id", "kind", "made_at", "sender")]
    if not all(isinstance(text, str) for text in texts) or not isinstance(data.get("seal"), dict):
        raise BadPackage(name, reason="phần đầu gói bị hỏng")
    try:
        require_shallow(data)
    except NotJson:
        raise BadPackage(name, reason="phần đầu gói bị hỏng") from None
    return Header(id=data["id"], kind=data["kind"], made_at=data["made_at"], sender=data["sender"], seal=data["seal"])


class PackageReader:
    """A finished package, proven whole before anything of it is given out.

    Args:
        file: where it is.
        seal: what unlocks it.
        senders: lines of those whose packages are taken; None where the seal itself proves who made it.
        header: its header, where that was read and judged already; it is not read again.

    Raises:
        BadPackage: says why, by the file's name.
    """

    def __init__(
        self, file: Path, seal: Seal, senders: tuple[str, ...] | None = None, *, header: Header | None = None
    ) -> None:
        self._file = file
        self.header = header or read_header(file)
        if senders is not None and self.header.sender not in senders:
            raise BadPackage(file.name, reason="nơi gửi chưa được khai báo trên máy này")
        try:
            self.secret = seal.unlock(self.header.seal)
            self._key = _key(self.secret, self.header)
        except BadPackage as refusal:
            raise BadPackage(file.name, reason=refusal.values["reason"]) from None
        except (KeyError, TypeError, ValueError) as error:
            raise BadPackage(file.name, reason="phần đầu gói bị hỏng", cause=repr(error)[:200]) from None
        self._proven = self._prove()

    def records(self) -> Iterator[Record]:
        """The records in order, each as it was when the package was proven: a stick may hold others by now.

        Raises:
            BadPackage: it does.
        """
        left = iter(self._proven)
        for digest, meta, body in self._frames():
            if digest != next(left, None):
                raise BadPackage(self._file.name, reason="bị thay trong lúc đọc")
            yield meta, body
        if next(left, None) is not None:
            raise BadPackage(self._file.name, reason="bị thay trong lúc đọc")

    def _prove(self) -> list[str]:
        digests = [digest for digest, _, _ in self._frames(prove=True)]
        if not digests:
            raise BadPackage(self._file.name, reason="gói trống")
        return digests

    def _frames(self, *, prove: bool = False) -> Iterator[tuple[str, dict[str, Any], bytes]]:
        digests: list[str] = []
        try:
            with self._file.open("rb") as raw:
                read_frame(raw)
                while frame := read_frame(raw):
                    meta, body = _opened(self._key, self.header, len(digests), frame)
                    if frame[0].get("end"):
                        if prove:
                            self._prove_end(frame, meta, digests, more=raw.read(1))
                        return
                    digests.append(hashlib.sha256(frame[1]).hexdigest())
                    yield digests[-1], meta, body
        except (BrokenFrame, InvalidTag, ValueError) as error:
            reason = "bị cắt cụt" if isinstance(error, BrokenFrame) else "bị hỏng hoặc bị sửa"
            raise BadPackage(self._file.name, reason=reason, cause=repr(error)[:200]) from None
        except OSError as error:
            raise BadPackage(self._file.name, reason=error.strerror or "không đọc được") from None
        raise BadPackage(self._file.name, reason="chưa ghi xong (thiếu phần cuối)")

    def _prove_end(self, frame: Record, meta: dict[str, Any], digests: list[str], more: bytes) -> None:
        if meta.get("records") != digests or more:
            raise BadPackage(self._file.name, reason="bị hỏng hoặc bị sửa")
        signature = bytes.fromhex(str(frame[0].get("signature", "")))
        if not PublicIdentity.read(self.header.sender).signed(_to_sign(self.header, frame[1]), signature):
            raise BadPackage(self._file.name, reason="chữ ký của nơi gửi không đúng")


def _opened(key: bytes, header: Header, number: int, frame: Record) -> Record:
    """A record's header and body, decrypted and bound to its place."""
    head, sealed = frame
    try:
        nonce = bytes.fromhex(head["nonce"])
        bound = _bound(header, number, end=bool(head.get("end")))
        inner = read_frame(io.BytesIO(AESGCM(key).decrypt(nonce, sealed, bound)))
        require_shallow(inner and inner[0])
    except (KeyError, TypeError, ValueError) as error:
        raise InvalidTag from error
    if inner is None or len(inner[1]) > RECORD_LIMIT:
        raise InvalidTag
    return inner


def _bound(header: Header, number: int, *, end: bool) -> bytes:
    return header.digest + number.to_bytes(8, "big") + (b"end" if end else b"record")


def _to_sign(header: Header, sealed: bytes) -> bytes:
    return b"quayso package 1\0" + header.digest + hashlib.sha256(sealed).digest()


def _key(secret: bytes, header: Header) -> bytes:
    return HKDF(algorithm=SHA256(), length=SECRET_BYTES, salt=header.digest, info=b"records").derive(secret)
