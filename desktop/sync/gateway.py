"""The seam to a province, parted by its jobs: each reader asks for the part that it needs.

Every method of every part raises LineDown, ProvinceTrouble, TokenRefused, RefusedByProvince or StrangeAnswer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from desktop.model.catalogue import Catalogue
from desktop.model.online import FiledDossier, FiledFile
from desktop.model.record import DossierRecord, DossierStatus, ProgressEntry
from desktop.model.stored import StoredPaper


@dataclass(frozen=True, slots=True, kw_only=True)
class Official:
    """The official who is logged in at the province: personal number and name, as the province says (R16)."""

    number: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteFile:
    """A file as the province has it: its identifier and the hash of what it really holds."""

    id: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """A slice of a file is through, the rest is still to come: so many bytes of it went now."""

    sent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RemotePaper:
    """A paper of a dossier as the province has it.

    Attributes:
        id: its identifier.
        code: component or result code.
        file: identifier of its file.
        sha256: hash of its file; empty where this family does not say; the file's identifier is compared then.
        item_code: code of the digitised item, with the province's own serial (R7); empty where it does not say.
    """

    id: str
    code: str
    file: str = ""
    sha256: str = ""
    item_code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteDossier:
    """A dossier as the province has it; `owner` is empty where it does not say."""

    id: str
    code: str
    papers: tuple[RemotePaper, ...]
    owner: str = ""


class FileBytes(Protocol):
    """A file to be sent, read in pieces."""

    @property
    def size(self) -> int:
        """Bytes."""

    def pieces(self, start: int = 0, stop: int | None = None, piece_bytes: int = ...) -> Iterator[bytes]:
        """The bytes from `start` up to `stop`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A file on its way.

    Attributes:
        file: its bytes.
        name: its name at the province; no personal data (R26).
        sha256: its hash.
        key: idempotency key.
        memo: where an earlier attempt left it; empty at the first.
        remember: keeps such a memo, on the disk when it returns.
    """

    file: FileBytes
    name: str
    sha256: str
    key: str
    memo: Mapping[str, Any] = field(default_factory=dict)
    remember: Callable[[dict[str, Any]], None] = lambda memo: None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreQuery:
    """What is asked of an e-store: whose papers, for which procedure, which codes, and who asks (R16)."""

    owner: str
    procedure: str
    codes: tuple[str, ...]
    official: Official


class ProvinceLine(Protocol):
    """The line to a province's system."""

    @property
    def address(self) -> str:
        """Base address of the province's system."""

    @property
    def proxy(self) -> str:
        """Address of the proxy in between; empty for the straight way."""

    def check_line(self) -> None:
        """Ask for the right answer of the right system, with a field that only it has."""

    def server_time(self) -> datetime | None:
        """The province's clock by its last answer, UTC; None where it has not said."""


class OfficialAccount(Protocol):
    """The accounts at a province: the counter's own, and the official's."""

    @property
    def official(self) -> Official | None:
        """Who is logged in; None where nobody is."""

    @property
    def ended(self) -> Official | None:
        """Whose session ran out by itself; None where nobody's did, or somebody logged in or out since."""

    def check(self) -> None:
        """The province takes the counter's own account.

        Raises:
            TokenRefused: it does not.
        """

    def log_in(self, name: str, password: str) -> Official:
        """Log the official in; the password is used once and not kept.

        Raises:
            OfficialRefused: name or password is wrong.
        """

    def log_out(self) -> None:
        """Forget the official."""


class Dossiers(Protocol):
    """Dossiers on their way to a province: one method per step, each safe to ask again with the same key.

    This is what families of systems do differently; each has a class of its own (`sync/families`).
    """

    def official_code(self, procedure: str, key: str) -> str:
        """The next official dossier code; where the family can, the same one for the same key."""

    def upload(self, sent: Sent) -> RemoteFile | Slice:
        """Send a file, or a slice of it, after which others may go first."""

    def find_file(self, sha256: str) -> RemoteFile | None:
        """The file with this hash, where the province has it and can find it by hash."""

    def create(self, record: DossierRecord, code: str, files: Mapping[UUID, str], key: str) -> str:
        """Send the record of a dossier; gives its identifier.

        Args:
            record: as it was queued.
            code: official code.
            files: paper id to file id.
            key: idempotency key.

        Raises:
            AlreadyThere: it has a dossier with this code.
        """

    def update(self, record: DossierRecord, code: str, files: Mapping[UUID, str], key: str) -> str:
        """Send the record of a dossier that the province has already."""

    def find_dossier(self, code: str) -> RemoteDossier | None:
        """The dossier with this code, where the province has it."""

    def progress(self, entry: ProgressEntry, code: str, at: datetime, key: str) -> None:
        """Send an entry of the processing history, where the family takes one."""

    def status(self, status: DossierStatus, code: str, key: str) -> None:
        """Send the dossier's state."""


class EStores(Protocol):
    """The e-stores that a province lets its officials look into."""

    def find_papers(self, query: StoreQuery) -> list[StoredPaper]:
        """Papers of an owner in the e-stores (R13, R16).

        Raises:
            LoginOver: the official is not logged in any more.
        """

    def fetch_file(self, stored: StoredPaper, official: Official) -> bytes:
        """The file of a stored paper, as long and with the hash that its store has announced.

        Raises:
            NotOffered: this province gives no such files.
            StoredFileDiffers: it is another one, or too large.
            LoginOver: the official is not logged in any more.
        """


class OnlineDossiers(Protocol):
    """The dossiers that were filed on a province's portal and wait for a counter."""

    @property
    def offered(self) -> bool:
        """Whether this province hands them over at all."""

    def waiting(self, unit: str) -> list[FiledDossier]:
        """Those of a unit that no counter has finished, in the order they were filed.

        Raises:
            NotOffered: this province hands none over.
        """

    def fetch(self, file: FiledFile) -> bytes:
        """A file of one of them, with the hash that the province has announced.

        Raises:
            FiledFileDiffers: it is another one, or too large.
        """

    def take(self, code: str, officer: str, key: str) -> None:
        """Say that this counter takes a dossier over; the same key any number of times is one.

        Args:
            code: the province's own code of the dossier.
            officer: login name of who takes it over.
            key: the same one for this counter and dossier, whenever it asks.

        Raises:
            TakenElsewhere: another counter has it.
        """


class CatalogueSource(Protocol):
    """Where a newer catalogue comes from."""

    def pull_catalogue(self, known_version: str | None) -> Catalogue | None:
        """The catalogue where the province has another version than the known one.

        Raises:
            NotOffered: this province gives none; it comes from a file.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvinceGateway:
    """Everything that a counter asks of its province."""

    line: ProvinceLine
    account: OfficialAccount
    dossiers: Dossiers
    stores: EStores
    catalogue: CatalogueSource
    online: OnlineDossiers
