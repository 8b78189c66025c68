"""The seam to a province: one method per step, each safe to ask again with the same key."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from desktop.model.catalogue import Catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteFile:
    """A file as the province has it: its identifier and the hash that it computed."""

    id: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RemotePaper:
    """A paper of a dossier as the province has it."""

    id: str
    code: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteDossier:
    """A dossier as the province has it."""

    id: str
    code: str
    papers: tuple[RemotePaper, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPaper:
    """A paper in the citizen's e-store.

    Attributes:
        id: its identifier there.
        code: component or result code.
        name: its name.
        number: number and symbol.
        valid_until: last day; None where it is valid for ever.
    """

    id: str
    code: str
    name: str
    number: str
    valid_until: date | None


class ProvinceGateway(Protocol):
    """One family of provincial systems.

    Every method raises LineDown, ProvinceTrouble, TokenRefused, RefusedByProvince or StrangeAnswer.
    """

    def check_line(self) -> None:
        """Ask for the right answer of the right system."""

    def server_time(self) -> datetime | None:
        """The province's clock at its last answer, UTC; None where it has not said."""

    def official_code(self, procedure: str, key: str) -> str:
        """The next official dossier code; the same one for the same key."""

    def upload(self, data: bytes, name: str, sha256: str, key: str) -> RemoteFile:
        """Send a file."""

    def find_file(self, sha256: str) -> RemoteFile | None:
        """The file with this hash, where the province has it."""

    def create(self, frozen: dict[str, Any], code: str, files: dict[str, str], key: str) -> str:
        """Send the record of a dossier; gives its identifier.

        Args:
            frozen: the record step's payload.
            code: official code.
            files: paper id to file id.
            key: idempotency key.

        Raises:
            AlreadyThere: it has a dossier with this code.
        """

    def update(self, frozen: dict[str, Any], code: str, files: dict[str, str], key: str) -> str:
        """Send the record of a dossier that the province has already, with papers that it has not."""

    def find_dossier(self, code: str) -> RemoteDossier | None:
        """The dossier with this code, where the province has it."""

    def progress(self, frozen: dict[str, Any], code: str, at: datetime, key: str) -> None:
        """Send an entry of the processing history."""

    def status(self, frozen: dict[str, Any], code: str, key: str) -> None:
        """Send the dossier's state."""

    def pull_catalogue(self, known_version: str | None) -> Catalogue | None:
        """The catalogue where it is another version than ours."""

    def find_papers(self, owner: str, codes: list[str], officer: str) -> list[StoredPaper]:
        """Papers of this owner in the e-store (R13, R16)."""
