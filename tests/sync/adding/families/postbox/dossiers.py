"""How dossiers go to a postbox: files as letters, records into boxes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from desktop.model.record import DossierRecord, DossierStatus, ProgressEntry
from desktop.sync import facts
from desktop.sync.api import ProvinceApi, text_of
from desktop.sync.families.shown import RecordNames, remote_dossier
from desktop.sync.families.whole_file import multipart
from desktop.sync.gateway import RemoteDossier, RemoteFile, Sent
from desktop.sync.values import sha256_in

_BOX = RecordNames(
    id="box", code="label", owner="addressee", papers="sheets", paper_id="sheet", paper_code="kind",
    file="letter", sha256="sum",
)  # fmt: skip


class Postbox:
    """The dossiers of one province.

    Args:
        api: how it is asked.
    """

    def __init__(self, api: ProvinceApi) -> None:
        self._api = api

    def official_code(self, procedure: str, key: str) -> str:
        """The next official dossier code; the same one for the same key."""
        return text_of(self._put("official_code", key, {"procedure": procedure}, key=key), "label")

    def upload(self, sent: Sent) -> RemoteFile:
        """Send a file."""
        body = multipart(sent, self._api.http.pace, {})
        return _letter(self._api.ask("POST", self._api.path("upload"), sent.key, **body))

    def find_file(self, sha256: str) -> RemoteFile | None:
        """The file with this hash."""
        found = self._api.find(self._api.path("find_file", sum=sha256))
        return None if found is None else _letter(found)

    def create(self, record: DossierRecord, code: str, files: Mapping[UUID, str], key: str) -> str:
        """Send the record of a dossier; the same record any number of times is one."""
        body = self._api.profile.body("record", facts.record_facts(record, code, files))
        return text_of(self._put("create", key, body, label=code), "box")

    update = create

    def find_dossier(self, code: str) -> RemoteDossier | None:
        """The dossier with this code."""
        found = self._api.find(self._api.path("find_dossier", label=code))
        return None if found is None else remote_dossier(found, _BOX)

    def progress(self, entry: ProgressEntry, code: str, at: datetime, key: str) -> None:
        """Send an entry of the processing history; its key is its name."""
        body = self._api.profile.body("progress", facts.progress_facts(entry, code, at))
        self._put("progress", key, body, label=code, key=key)

    def status(self, status: DossierStatus, code: str, key: str) -> None:
        """Send the dossier's state."""
        self._put("status", key, self._api.profile.body("status", facts.status_facts(status, code)), label=code)

    def _put(self, path: str, idempotency: str, body: Any, **parts: str) -> Any:
        return self._api.ask("PUT", self._api.path(path, **parts), idempotency, json=body)


def _letter(said: Any) -> RemoteFile:
    return RemoteFile(id=text_of(said, "letter"), sha256=sha256_in(text_of(said, "sum")))
