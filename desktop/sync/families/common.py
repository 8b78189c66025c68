"""What all families have in common: line, clock, officer, catalogue, e-stores."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from desktop.model.catalogue import Catalogue
from desktop.model.stored import StoredPaper
from desktop.sync.api import ProvinceApi, rows_of, text_of
from desktop.sync.families.stores import fetch_file, find_papers
from desktop.sync.gateway import Officer, RemoteDossier, RemotePaper, StoreQuery
from desktop.sync.values import sha256_in, text_in


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordNames:
    """What a family calls the fields of a dossier's record and of the papers in it."""

    id: str
    code: str
    owner: str
    papers: str
    paper_id: str
    paper_code: str
    file: str
    sha256: str


def remote_dossier(found: Any, names: RecordNames) -> RemoteDossier:
    """A dossier as the province has it.

    Raises:
        StrangeAnswer: it is no dossier.
    """
    # Its identifiers first: they refuse what is no object.
    dossier_id, code = text_of(found, names.id), text_of(found, names.code)
    return RemoteDossier(
        id=dossier_id,
        code=code,
        owner=text_in(found.get(names.owner)),
        papers=tuple(
            RemotePaper(
                id=text_in(row.get(names.paper_id)),
                code=text_in(row.get(names.paper_code)),
                file=text_in(row.get(names.file)),
                sha256=sha256_in(row.get(names.sha256)),
            )
            for row in rows_of(found.get(names.papers), "giấy tờ của hồ sơ")
            if isinstance(row, dict)
        ),
    )


class Family:
    """The common half of a gateway.

    Args:
        api: how the province is asked.
    """

    def __init__(self, api: ProvinceApi) -> None:
        self._api = api

    @property
    def address(self) -> str:
        """Base address of the province's system."""
        return self._api.http.address

    @property
    def proxy(self) -> str:
        """Address of the proxy in between; empty for the straight way."""
        return self._api.http.proxies.get("https", "")

    def check_line(self) -> None:
        """The right system answers, with a field that only it has."""
        self._api.check_line()

    def server_time(self) -> datetime | None:
        """The province's clock by its last answer, UTC."""
        return self._api.http.server_time()

    @property
    def officer(self) -> Officer | None:
        """Who is logged in."""
        return self._api.account.officer

    @property
    def session_ended(self) -> Officer | None:
        """Whose session ran out by itself."""
        return self._api.account.ended

    def log_in(self, name: str, password: str) -> Officer:
        """Log the officer in."""
        return self._api.account.log_in(name, password)

    def log_out(self) -> None:
        """Forget the officer."""
        self._api.account.log_out()

    def pull_catalogue(self, known_version: str | None) -> Catalogue | None:
        """The catalogue where it is another version than ours."""
        return self._api.catalogue(known_version)

    def find_papers(self, query: StoreQuery) -> list[StoredPaper]:
        """Papers of an owner in the e-stores."""
        return find_papers(self._api, query)

    def fetch_file(self, stored: StoredPaper, officer: Officer) -> bytes:
        """The file of a stored paper, checked."""
        return fetch_file(self._api, stored, officer)
