"""How dossiers go by the six steps: token, official code, files, dossier, progress, status."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from desktop.model.record import DossierRecord, DossierStatus, ProgressEntry
from desktop.sync import facts
from desktop.sync.api import ProvinceApi, text_of
from desktop.sync.errors import StrangeAnswer
from desktop.sync.families.shown import RecordNames, remote_dossier
from desktop.sync.families.whole_file import multipart
from desktop.sync.gateway import RemoteDossier, RemoteFile, Sent
from desktop.sync.values import same_code, sha256_in

_RECORD = RecordNames(
    id="idHoSo",
    code="maHoSo",
    owner="SoGiayToChuHoSo",
    papers="GiayTo",
    paper_id="IdGiayTo",
    paper_code="Ma",
    file="IdTepTin",
    sha256="HashTepTin",
    item_code="MaSoHoa",
)


class SixStep:
    """The dossiers of one province; files go whole, and are found again by their hash.

    Args:
        api: how it is asked.
    """

    def __init__(self, api: ProvinceApi) -> None:
        self._api = api

    def official_code(self, procedure: str, key: str) -> str:
        """The next official dossier code."""
        return text_of(self._api.ask("GET", self._api.path("official_code"), key, params={"code": procedure}), "value")

    def upload(self, sent: Sent) -> RemoteFile:
        """Send a file."""
        body = multipart(sent, self._api.http.pace, {})
        found = self._api.ask("POST", self._api.path("upload"), sent.key, **body)
        return _file(found)

    def find_file(self, sha256: str) -> RemoteFile | None:
        """The file with this hash."""
        found = self._api.find(self._api.path("find_file"), params={"hash": sha256})
        return None if found is None else _file(found)

    def create(self, record: DossierRecord, code: str, files: Mapping[UUID, str], key: str) -> str:
        """Send the record of a dossier."""
        return self._record(record, code, files, key, {})

    def update(self, record: DossierRecord, code: str, files: Mapping[UUID, str], key: str) -> str:
        """Send the record of a dossier that is there already."""
        # What is under this key was an attempt to create: another request needs another key.
        return self._record(record, code, files, f"{key}-u", {"capNhat": "1"})

    def _record(
        self, record: DossierRecord, code: str, files: Mapping[UUID, str], key: str, parameters: dict[str, str]
    ) -> str:
        body = self._api.profile.body("record", facts.record_facts(record, code, files))
        said = self._api.ask("POST", self._api.path("create"), key, json=body, params=parameters)
        if not same_code(text_of(said, "maHoSo"), code):
            raise StrangeAnswer(reason="trả lời về một hồ sơ khác")
        return text_of(said, "idHoSo")

    def find_dossier(self, code: str) -> RemoteDossier | None:
        """The dossier with this code."""
        found = self._api.find(self._api.path("find_dossier"), params={"MaHoSo": code})
        return None if found is None else remote_dossier(found, _RECORD)

    def progress(self, entry: ProgressEntry, code: str, at: datetime, key: str) -> None:
        """Send an entry of the processing history."""
        body = self._api.profile.body("progress", facts.progress_facts(entry, code, at))
        self._api.ask("POST", self._api.path("progress"), key, json=body)

    def status(self, status: DossierStatus, code: str, key: str) -> None:
        """Send the dossier's state."""
        body = self._api.profile.body("status", facts.status_facts(status, code))
        self._api.ask("POST", self._api.path("status"), key, json=body)


def _file(data: Any) -> RemoteFile:
    one = data[0] if isinstance(data, list) and data else data
    return RemoteFile(id=text_of(one, "IdTepTin"), sha256=sha256_in(text_of(one, "HashTepTin")))
