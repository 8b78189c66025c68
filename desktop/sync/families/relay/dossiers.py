"""How dossiers go to a relay: files by tus, records by JSON that may be sent any number of times."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from desktop.model.record import DossierRecord, DossierStatus, ProgressEntry
from desktop.sync import facts
from desktop.sync.api import ProvinceApi, text_of
from desktop.sync.errors import NotYet, StrangeAnswer
from desktop.sync.families.shown import RecordNames, remote_dossier
from desktop.sync.families.tus import TusUpload
from desktop.sync.gateway import RemoteDossier, RemoteFile, Sent, Slice
from desktop.sync.values import same_code, sha256_in

PROOF_ASKED = 4

_RECORD = RecordNames(
    id="id",
    code="code",
    owner="owner",
    papers="papers",
    paper_id="id",
    paper_code="code",
    file="file",
    sha256="sha256",
    item_code="item_code",
)


class Relay:
    """The dossiers of one province; after a cut only the bytes that were under way are sent again.

    Args:
        api: how it is asked.
    """

    def __init__(self, api: ProvinceApi) -> None:
        self._api = api

    def official_code(self, procedure: str, key: str) -> str:
        """The next official dossier code; the same one for the same key."""
        said = self._api.ask("POST", self._api.path("official_code"), key, json={"procedure": procedure})
        return text_of(said, "code")

    def upload(self, sent: Sent) -> RemoteFile | Slice:
        """Send a slice of a file; when it is whole, ask the relay for the hash of what it has."""
        url = TusUpload(self._api, self._api.path("upload"), sent).send()
        if isinstance(url, Slice):
            return url
        file_id = urlsplit(url).path.rstrip("/").rpartition("/")[2]
        found = self._api.find(self._api.path("digest", id=file_id))
        if found is None:
            # The relay has all bytes but no hash yet; where it never comes by one, the upload is begun anew.
            asked = int(sent.memo.get("asked", 0)) + 1
            sent.remember({} if asked >= PROOF_ASKED else {"upload": url, "asked": asked})
            raise NotYet(what="chưa băm xong tệp")
        has = _file(found)
        if has.sha256 and has.sha256 != sent.sha256:
            # Whole, but not ours: another attempt must begin anew.
            sent.remember({})
        return has

    def find_file(self, sha256: str) -> RemoteFile | None:
        """The whole file with this hash."""
        found = self._api.find(self._api.path("find_file", sha256=sha256))
        if found is None:
            return None
        return _file(found)

    def create(self, record: DossierRecord, code: str, files: Mapping[UUID, str], key: str) -> str:
        """Send the record of a dossier; the same record any number of times is one."""
        body = self._api.profile.body("record", facts.record_facts(record, code, files))
        said = self._api.ask("PUT", self._api.path("create", code=code), key, json=body)
        if not same_code(text_of(said, "code"), code):
            raise StrangeAnswer(reason="trả lời về một hồ sơ khác")
        return text_of(said, "id")

    def update(self, record: DossierRecord, code: str, files: Mapping[UUID, str], key: str) -> str:
        """The same: the relay's records are put, not added."""
        return self.create(record, code, files, f"{key}-u")

    def find_dossier(self, code: str) -> RemoteDossier | None:
        """The dossier with this code."""
        found = self._api.find(self._api.path("find_dossier", code=code))
        return None if found is None else remote_dossier(found, _RECORD)

    def progress(self, entry: ProgressEntry, code: str, at: datetime, key: str) -> None:
        """Send an entry of the processing history; its key is its name."""
        body = self._api.profile.body("progress", facts.progress_facts(entry, code, at))
        self._api.ask("PUT", self._api.path("progress", code=code, key=key), key, json=body)

    def status(self, status: DossierStatus, code: str, key: str) -> None:
        """Send the dossier's state."""
        body = self._api.profile.body("status", facts.status_facts(status, code))
        self._api.ask("PUT", self._api.path("status", code=code), key, json=body)


def _file(data: Any) -> RemoteFile:
    return RemoteFile(id=text_of(data, "id"), sha256=sha256_in(text_of(data, "sha256")))
