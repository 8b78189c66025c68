"""How dossiers go to VNPT iGate.

iGate honours no idempotency key, tells no hash and cannot look a file up by one. So a file is read back and hashed
here before it counts as sent, a dossier is looked for by its code before it is sent, and an answer that was lost may
leave a file without a dossier, or a number that is never used, at the province: never a paper twice.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from desktop.model.record import DossierRecord, DossierStatus, ProgressEntry
from desktop.sync import facts
from desktop.sync.api import ProvinceApi, rows_of, text_of
from desktop.sync.errors import HashDiffers, NotYet, RefusedByProvince, StrangeAnswer
from desktop.sync.families.whole_file import multipart
from desktop.sync.gateway import RemoteDossier, RemoteFile, RemotePaper, Sent
from desktop.sync.values import number_in, same_code, text_in

PROOF_ASKED = 4


class IGate:
    """The dossiers of one province.

    Args:
        api: how it is asked.
    """

    def __init__(self, api: ProvinceApi) -> None:
        self._api = api

    def _procedure(self, code: str) -> dict[str, Any]:
        """The province's own entry of a procedure: its identifier is what iGate works with."""
        asked = {"keyword": code, "spec": "page", "page": "0", "size": "10"}
        found = self._api.ask("GET", self._api.path("procedures"), params=asked)
        for row in _rows(found, "thủ tục"):
            if same_code(text_in(row.get("code"))[:8], code[:8]):
                return row
        raise RefusedByProvince(words=f"không có thủ tục {code}")

    def official_code(self, procedure: str, key: str) -> str:
        """The next official dossier code, by the pattern of this agency and procedure."""
        agency = str(self._api.profile.options.get("agency", ""))
        asked = {"agency-id": agency, "procedure-id": text_of(self._procedure(procedure), "id")}
        pattern = text_of(self._api.ask("GET", self._api.path("pattern"), params=asked), "id")
        path = self._api.path("official_code", id=pattern)
        return text_of(self._api.ask("PUT", path, key, params={"code": procedure}), "value")

    def upload(self, sent: Sent) -> RemoteFile:
        """Send a file once, then read it back, as often as that takes: only what was read back has a hash."""
        file_id = text_in(sent.memo.get("file")) or self._send(sent)
        try:
            has = self._read_back(file_id, sent.sha256)
        except NotYet:
            asked = int(sent.memo.get("asked", 0)) + 1
            sent.remember({} if asked >= PROOF_ASKED else {"file": file_id, "asked": asked})
            raise
        if has != sent.sha256:
            # Another attempt must begin anew.
            sent.remember({})
        return RemoteFile(id=file_id, sha256=has)

    def _send(self, sent: Sent) -> str:
        account = str(self._api.profile.options.get("account", ""))
        body = multipart(sent, self._api.http.pace, {"account-id": account})
        found = rows_of(self._api.ask("POST", self._api.path("upload"), sent.key, **body), "tệp đã gửi")
        if len(found) != 1:
            raise StrangeAnswer(reason="số tệp nhận được khác số tệp đã gửi")
        file_id = text_of(found[0], "id")
        if number_in(found[0].get("size")) not in {None, sent.file.size}:
            raise HashDiffers(cause="another size")
        sent.remember({"file": file_id})
        return file_id

    def _read_back(self, file_id: str, wanted: str) -> str:
        answer = self._api.exchange("GET", self._api.path("read_file", id=file_id))
        if answer.meant == 404 or (answer.empty and not answer.cut):
            raise NotYet(what="tệp vừa gửi")
        if not answer.good or answer.body.lstrip()[:1] in {b"<", b"{"}:
            # A refusal, or the page of a proxy or portal: neither says that the province has another file.
            self._api.inside(answer)
            raise StrangeAnswer(reason="đọc lại tệp thì nhận được thứ khác")
        # Equal although the line broke: it broke behind the last byte. Else `file` refuses what is only a part.
        whole = hashlib.sha256(answer.body).hexdigest() == wanted
        return wanted if whole else hashlib.sha256(answer.file()).hexdigest()

    def find_file(self, sha256: str) -> RemoteFile | None:
        """Nothing: iGate does not know hashes."""
        return None

    def create(self, record: DossierRecord, code: str, files: Mapping[UUID, str], key: str) -> str:
        """Send the record of a dossier."""
        return text_of(self._api.ask("POST", self._api.path("create"), key, json=self._body(record, code, files)), "id")

    def update(self, record: DossierRecord, code: str, files: Mapping[UUID, str], key: str) -> str:
        """Send the record of a dossier that is there already."""
        known = self._row(code)
        if known is None:
            raise NotYet(what="hồ sơ vừa gửi")
        path = self._api.path("dossier", id=text_of(known, "id"))
        return text_of(self._api.ask("PUT", path, key, json=self._body(record, code, files)), "id")

    def _body(self, record: DossierRecord, code: str, files: Mapping[UUID, str]) -> Any:
        procedure = {"procedure_id": text_of(self._procedure(record.procedure), "id")}
        return self._api.profile.body("record", {**facts.record_facts(record, code, files), **procedure})

    def _row(self, code: str) -> dict[str, Any] | None:
        asked = {"spec": "slice", "page": "0", "size": "10", "code": code}
        found = self._api.ask("GET", self._api.path("find_dossier"), params=asked)
        # The search also gives what only looks alike.
        rows = _rows(found, "kết quả tìm hồ sơ")
        return next((row for row in rows if same_code(text_in(row.get("code")), code)), None)

    def find_dossier(self, code: str) -> RemoteDossier | None:
        """The dossier with this code."""
        row = self._row(code)
        if row is None:
            return None
        found = self._api.ask("GET", self._api.path("dossier", id=text_of(row, "id")))
        dossier_id, own_code = text_of(found, "id"), text_of(found, "code")
        applicant = found.get("applicant")
        given = applicant.get("data") if isinstance(applicant, dict) else None
        return RemoteDossier(
            id=dossier_id,
            code=own_code,
            owner=text_in(given.get("identityNumber")) if isinstance(given, dict) else "",
            papers=tuple(
                RemotePaper(id=file_id, code=text_in(form.get("code")), file=file_id)
                for form in rows_of(found.get("dossierFormFile"), "thành phần hồ sơ")
                if isinstance(form, dict)
                for file in rows_of(form.get("file"), "tệp")
                if isinstance(file, dict) and (file_id := text_in(file.get("id")))
            ),
        )

    def progress(self, entry: ProgressEntry, code: str, at: datetime, key: str) -> None:
        """Nothing: iGate writes its processing history itself."""

    def status(self, status: DossierStatus, code: str, key: str) -> None:
        """Send the dossier's state."""
        known = self._row(code)
        if known is None:
            raise NotYet(what="hồ sơ vừa gửi")
        body = self._api.profile.body("status", facts.status_facts(status, code))
        self._api.ask("PUT", self._api.path("status", id=text_of(known, "id")), key, json=body)


def _rows(found: Any, what: str) -> list[dict[str, Any]]:
    """The objects of a page of a list.

    Raises:
        StrangeAnswer: it is no page of a list.
    """
    if not isinstance(found, dict):
        raise StrangeAnswer(reason=f"{what} không phải đối tượng JSON")
    return [row for row in rows_of(found.get("content"), what) if isinstance(row, dict)]
