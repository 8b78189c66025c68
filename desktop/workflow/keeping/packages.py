"""Days without a line: unsent dossiers go on a stick, their receipts come back on one (R55).

A carrier (another counter or the province) takes a package into its own outbox, under the same keys and hashes, and
sends it like its own. So whichever way arrives first, the province has each paper once. A receipt confirms a paper
only with the province's identifier and a hash equal to ours.
"""

from __future__ import annotations

import json
import secrets as random
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from sqlalchemy import Connection, select
from sqlalchemy.exc import IntegrityError

from desktop.machine.clock import Clock
from desktop.machine.outside import read_json
from desktop.machine.secrets import SecretStore
from desktop.machine.settings import Settings
from desktop.machine.writing import require_place
from desktop.model.data import as_data, from_data
from desktop.model.dossier import Paper
from desktop.model.official import Right
from desktop.model.outbox import Step, canonical_sha256
from desktop.model.record import FileToSend
from desktop.model.states import StepState, SyncState
from desktop.store import audit, catalogues, contents, dossiers, outbox, papers, remembered
from desktop.store.errors import NotFound
from desktop.store.file import Store
from desktop.store.tables import step as step_table
from desktop.sync.package.container import (
    Header,
    PackageReader,
    Record,
    open_package,
    part_of,
    read_header,
    require_new,
    write_on,
)
from desktop.sync.package.dossiers import PackedDossier, from_package, sha256_of
from desktop.sync.package.errors import BadPackage
from desktop.sync.package.seals import SECRET_BYTES, PackageKeys, PublicIdentity, Seal, SharedSecret, sealed_for
from desktop.workflow.keeping.receipts import apply_receipt, receipt_of

DOSSIERS, RECEIPTS = "dossiers", "receipts"
_MADE, _TAKEN = "packages_made", "packages_taken"
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """A package that was written."""

    file: Path
    package_id: str
    dossiers: int
    files: int


@dataclass(slots=True, kw_only=True)
class Taken:
    """What came of a package.

    Attributes:
        kind: `dossiers` or `receipts`.
        package_id: which.
        dossiers: codes of dossiers taken in, or brought further by receipts.
        known: codes of dossiers that were here already.
        confirmed: how many papers are confirmed by it.
        refused: code of a dossier to why its receipt is not believed.
    """

    kind: str
    package_id: str
    dossiers: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    confirmed: int = 0
    refused: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    """What is kept of a package that was made here: its secret in hex, which opens its receipts, when, and its kind."""

    secret: str
    at: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Came:
    """What is kept of a package that was taken in: its secret in hex, which seals its receipts, when, its dossiers."""

    secret: str
    at: str
    dossiers: tuple[str, ...]


class Packages:
    """Packages out and in."""

    def __init__(self, store: Store, clock: Clock, settings: Settings, secrets: SecretStore) -> None:
        self._store = store
        self._clock = clock
        self._settings = settings
        self._secrets = secrets

    def identity(self) -> PublicIdentity:
        """This PC's public line, for the settings of those it exchanges packages with."""
        return self.signer().public

    def signer(self) -> PackageKeys:
        """This PC's keys for packages."""
        return PackageKeys(self._secrets)

    # Out

    def export(self, file: Path, passphrase: str = "", *, replace: bool = False) -> Packed:
        """Write everything the province does not have yet; a broken-off export of the same file goes on.

        Args:
            file: on the stick.
            passphrase: what seals it; empty to seal it to `package_recipient` of the settings.
            replace: whether a file that stands there may be replaced.

        Raises:
            NotFound: nothing is waiting to be sent.
            BadPackage: no passphrase and no recipient; or the unfinished file is another's.
            WeakPassphrase, CannotWritePackage.
            AlreadyThere, NoPlaceForFile, CannotWrite: it may not go there.
        """
        self._store.require(Right.CARRY)
        require_place(file, replace=replace)
        packed = self._unsent()
        if not packed:
            raise NotFound("hồ sơ chưa gửi")
        header, secret = self._begun(file, DOSSIERS, sealed_for(passphrase, self._settings.package_recipient))
        write_on(file, header, secret, self.signer(), self._records(packed), replace=replace)
        files = sum(len(one.files) for one in packed)
        with self._store.writing() as tx:
            audit.append(tx, self._settings.officer, "package exported", header.id, f"{len(packed)} dossiers")
        return Packed(file=file, package_id=header.id, dossiers=len(packed), files=files)

    def _begun(self, file: Path, kind: str, seal: Seal) -> tuple[Header, bytes]:
        """The header of an unfinished file of ours, or a new one whose secret the store knows before it is used."""
        if part_of(file).exists():
            header = read_header(part_of(file))
            made = self._known(_MADE, _Made).get(header.id)
            if made is None or header.kind != kind:
                raise BadPackage(part_of(file).name, reason="là gói dở dang của máy khác; xoá tệp đó rồi xuất lại")
            return header, bytes.fromhex(made.secret)
        secret = random.token_bytes(SECRET_BYTES)
        header = Header(
            id=str(uuid.uuid4()),
            kind=kind,
            made_at=self._clock.now().isoformat(),
            sender=self.identity().line,
            seal=seal.lock(secret),
        )
        self._remember(_MADE, header.id, _Made(secret=secret.hex(), at=header.made_at, kind=kind))
        return header, secret

    def _unsent(self) -> list[PackedDossier]:
        with self._store.reading() as tx:
            # A notice alone waits for the line: what goes by hand are papers.
            papers_too = select(step_table.c.dossier_id).where(outbox.brings_papers())
            unfinished = select(step_table.c.dossier_id).where(step_table.c.state.not_in(outbox.OVER))
            ids = tx.execute(unfinished.where(step_table.c.dossier_id.in_(papers_too)).distinct())
            found = [
                PackedDossier(
                    dossier=dossiers.get(tx, one),
                    papers=tuple(papers.of_dossier(tx, one)),
                    steps=tuple(outbox.steps(tx, dossier_id=one)),
                )
                for one in ids.scalars()
            ]
        return sorted(found, key=lambda one: one.dossier.received_at)

    def _records(self, packed: list[PackedDossier]) -> Iterator[Record]:
        with self._store.reading() as tx:
            for version in sorted({one.dossier.catalogue_version for one in packed}):
                data = catalogues.version(tx, version)
                if data:
                    yield {"type": "catalogue", "id": version}, json.dumps(data).encode()
        for one in packed:
            # Files first: a dossier's record says that all it needs is there.
            for sha256 in sorted(one.files):
                with self._store.reading() as tx:
                    body = contents.fetch(tx, sha256)
                yield {"type": "file", "id": sha256}, body
            yield {"type": "dossier", "id": str(one.dossier.id), **as_data(one)}, b""

    def export_receipts(self, file: Path, package_id: str = "", *, replace: bool = False) -> Packed:
        """Write what the province answered to the dossiers of a package that was taken in here.

        Args:
            file: on the stick.
            package_id: which package; empty for the last one taken.
            replace: whether a file that stands there may be replaced.

        Raises:
            NotFound: no such package was taken in here.
            AlreadyThere, NoPlaceForFile, CannotWrite: it may not go there.
        """
        self._store.require(Right.CARRY)
        require_place(file, replace=replace)
        taken = self._known(_TAKEN, _Came)
        chosen = package_id or next(reversed(taken), "")
        if chosen not in taken:
            raise NotFound(chosen or "gói đã nhận")
        seal = SharedSecret(chosen, bytes.fromhex(taken[chosen].secret))
        header, secret = self._begun(file, RECEIPTS, seal)
        receipts = [receipt_of(self._store, UUID(one)) for one in taken[chosen].dossiers]
        records = ((receipt, b"") for receipt in receipts)
        write_on(file, header, secret, self.signer(), records, replace=replace)
        with self._store.writing() as tx:
            audit.append(tx, self._settings.officer, "receipts exported", chosen, f"{len(receipts)} dossiers")
        return Packed(file=file, package_id=chosen, dossiers=len(receipts), files=0)

    # In

    def take(self, file: Path, passphrase: str = "", senders: tuple[str, ...] = ()) -> Taken:
        """Take in a package of dossiers, or the receipts of one that was made here.

        Args:
            file: on the stick.
            passphrase: of a package that is sealed with one.
            senders: lines of further counters whose packages are taken this once.

        Raises:
            BadPackage: damaged, cut short, foreign, replayed, sealed to somebody else; nothing was taken.
        """
        header = read_header(file)
        if header.kind == RECEIPTS:
            return self._take_receipts(file, header)
        if header.kind != DOSSIERS:
            raise BadPackage(file.name, reason=f"là gói loại «{header.kind[:20]}», không nhập vào kho được")
        taken = {package_id: came.at for package_id, came in self._known(_TAKEN, _Came).items()}
        require_new(file, header, self._known(_MADE, _Made), taken)
        known = (*self._settings.package_senders, *senders)
        return self._take_dossiers(file, open_package(file, header, passphrase, self.signer(), known))

    def _take_dossiers(self, file: Path, reader: PackageReader) -> Taken:
        taken = Taken(kind=DOSSIERS, package_id=reader.header.id)
        came: list[str] = []
        with self._store.writing() as tx:
            try:
                for meta, body in reader.records():
                    match meta["type"]:
                        case "catalogue":
                            data = read_json(body)
                            day = date.fromisoformat(data["valid_from"])
                            catalogues.remember(tx, str(meta["id"]), day, data, self._clock.now())
                        case "file":
                            if sha256_of(body) != meta["id"]:
                                raise ValueError("a file with another hash")
                            contents.keep(tx, body)
                        case "dossier":
                            self._take_dossier(tx, from_package(meta), taken)
                            came.append(meta["id"])
            except (KeyError, TypeError, ValueError, NotFound, IntegrityError) as error:
                raise BadPackage(file.name, reason="nội dung không đúng quy ước", cause=repr(error)[:200]) from None
            note = _Came(secret=reader.secret.hex(), at=self._clock.now().isoformat(), dossiers=tuple(came))
            remembered.put(tx, _TAKEN, {**remembered.get(tx, _TAKEN, {}), reader.header.id: as_data(note)})
            words = f"{len(taken.dossiers)} new, {len(taken.known)} known"
            audit.append(tx, self._settings.officer, "package taken", reader.header.id, words)
        return taken

    def _take_dossier(self, tx: Connection, packed: PackedDossier, taken: Taken) -> None:
        try:
            known = dossiers.get(tx, packed.dossier.id)
        except NotFound:
            known = None
        if known:
            taken.known.append(known.code)
        else:
            dossiers.add(tx, packed.dossier)
            taken.dossiers.append(packed.dossier.code)
        for paper in packed.papers:
            if not known:
                papers.add(tx, _as_guest(paper))
        for step in packed.steps:
            _require_whole(tx, step)
        outbox.take_over(tx, packed.dossier.id, packed.steps)

    def _take_receipts(self, file: Path, header: Header) -> Taken:
        package_id = str(header.seal.get("package", ""))
        made = self._known(_MADE, _Made).get(package_id)
        if made is None:
            raise BadPackage(file.name, reason="biên nhận của gói không do máy này lập")
        reader = PackageReader(file, SharedSecret(package_id, bytes.fromhex(made.secret)), header=header)
        taken = Taken(kind=RECEIPTS, package_id=package_id)
        for meta, _ in reader.records():
            try:
                applied = apply_receipt(self._store, self._settings.officer, meta)
            except (KeyError, TypeError, ValueError) as error:
                raise BadPackage(file.name, reason="nội dung không đúng quy ước", cause=repr(error)[:200]) from None
            if applied.refused:
                taken.refused[applied.code] = applied.refused
            else:
                taken.dossiers.append(applied.code)
            taken.confirmed += applied.confirmed
        with self._store.writing() as tx:
            words = f"{taken.confirmed} papers confirmed, {len(taken.refused)} dossiers refused"
            audit.append(tx, self._settings.officer, "receipts taken", package_id, words)
        return taken

    def _known(self, name: str, kind: type[T]) -> dict[str, T]:
        with self._store.reading() as tx:
            notes = remembered.get(tx, name, {})
        return {package_id: from_data(kind, note) for package_id, note in notes.items()}

    def _remember(self, name: str, package_id: str, note: _Made) -> None:
        with self._store.writing() as tx:
            remembered.put(tx, name, {**remembered.get(tx, name, {}), package_id: as_data(note)})


def _as_guest(paper: Paper) -> Paper:
    """A paper as it stands in this outbox: confirmed, at the beginning of its way, or without a file."""
    if paper.sync is SyncState.CONFIRMED:
        return paper
    # The copy of a stored paper stays where it was taken: it does not travel.
    sync = SyncState.QUEUED if paper.sent_sha256 else SyncState.LOCAL
    return replace(paper, sync=sync, pdf_sha256=paper.sent_sha256)


def _require_whole(tx: Connection, step: Step) -> None:
    if canonical_sha256(step.payload) != step.payload_sha256:
        raise ValueError("a payload with another hash")
    if isinstance(step.payload, FileToSend) and step.paper_id and step.state is not StepState.DONE:
        contents.fetch(tx, step.payload.sha256)
