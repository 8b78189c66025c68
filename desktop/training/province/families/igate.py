"""VNPT iGate's paths as found in use: no idempotency, no hashes, Keycloak (signing-and-sync.md §3.3)."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, FastAPI, File, Form, Request, UploadFile
from fastapi.responses import Response

from desktop.machine.clock import VIETNAM
from desktop.model.catalogue import Catalogue
from desktop.training.province.accounts import Accounts
from desktop.training.province.books import Books
from desktop.training.province.record import KeptPaper, Record
from desktop.training.province.rules import FILE_LIMIT, Refused, check_file, check_record, known_procedure
from desktop.training.province.stores import national_file, search_nation
from desktop.training.province.strange.retold import Told

_REALM = "/auth/realms/digo"
TOLD = Told(
    hashes=frozenset({"HashTepTin"}),
    owners=frozenset({"identityNumber"}),
    lists=frozenset({"content", "dossierFormFile"}),
    codes=frozenset({"code", "value"}),
)


def _procedure_id(code: str) -> str:
    return hashlib.sha256(code[:8].encode()).hexdigest()[:24]


def mount(api: FastAPI, books: Books, catalogue: Catalogue, accounts: Accounts) -> None:
    """Add this family's paths."""
    _add_accounts(api, accounts)
    guarded = APIRouter(dependencies=[Depends(accounts.signed_in)])
    _add_codes(guarded, books, catalogue)
    _add_files(guarded, books)
    _add_dossiers(guarded, books, catalogue)
    _add_national_store(guarded, books)
    api.include_router(guarded)


def _add_accounts(api: FastAPI, accounts: Accounts) -> None:
    @api.get(f"{_REALM}/.well-known/openid-configuration")
    def openid(request: Request) -> dict[str, Any]:
        return {"issuer": f"{str(request.base_url).rstrip('/')}{_REALM}"}

    @api.post(f"{_REALM}/protocol/openid-connect/token")
    async def token(request: Request) -> dict[str, Any]:
        return accounts.grant(dict(await request.form()))


def _add_codes(api: APIRouter, books: Books, catalogue: Catalogue) -> None:
    @api.get("/bd/procedure/--can-apply")
    def procedures(keyword: str = "") -> dict[str, Any]:
        found = [one for one in catalogue.procedures if one.code[:8] == keyword[:8]]
        return {"content": [{"id": _procedure_id(one.code), "code": one.code, "name": one.name} for one in found]}

    @api.get("/bd/config/get-pattern")
    def pattern(request: Request) -> dict[str, Any]:
        wanted = request.query_params.get("procedure-id", "")
        if wanted not in {_procedure_id(one.code) for one in catalogue.procedures}:
            raise Refused(404, "Không có mẫu mã cho thủ tục này")
        return {"id": f"mau-{wanted}"}

    @api.put("/bt/pattern/{pattern_id}/--get-next-value")
    def next_value(pattern_id: str, code: str) -> dict[str, Any]:
        known_procedure(catalogue, code)
        with books.change() as db:
            return {"value": books.next_code(db, code, datetime.now(UTC).astimezone(VIETNAM))}


def _add_files(api: APIRouter, books: Books) -> None:
    @api.post("/fi/file/--multiple")
    def upload(
        files: Annotated[list[UploadFile], File()], account: Annotated[str, Form(alias="account-id")] = ""
    ) -> list[dict[str, Any]]:
        kept = []
        for one in files:
            data = one.file.read(FILE_LIMIT + 1)
            check_file(data)
            with books.change() as db:
                file_id, _ = books.keep_file(db, one.filename or "tep.pdf", data)
            kept.append({"id": file_id, "filename": one.filename, "size": len(data)})
        return kept

    @api.get("/fi/file/{file_id}")
    def read_file(file_id: str) -> Response:
        found = books.file(file_id)
        if found is None:
            raise Refused(404, "Không có tệp này")
        return Response(found[1], media_type="application/pdf")


def _add_dossiers(api: APIRouter, books: Books, catalogue: Catalogue) -> None:
    @api.post("/pa/dossier/--apply-online/")
    def create(body: dict[str, Any]) -> dict[str, Any]:
        record = check_record(books, catalogue, _record(body))
        with books.change() as db:
            if db.execute("SELECT 1 FROM dossier WHERE code = ?", (record.code,)).fetchone():
                raise Refused(400, f"Hồ sơ {record.code} đã tồn tại")
            return {"id": books.write_dossier(db, record), "code": record.code}

    @api.get("/pa/dossier/search")
    def search(code: str = "") -> dict[str, Any]:
        # Like the real one, it also gives what only begins alike.
        rows = books.rows("SELECT id, code FROM dossier WHERE code LIKE ? ORDER BY rowid DESC", f"{code[:12]}%")
        rows.sort(key=lambda row: row[1] != code)
        return {"content": [{"id": id_, "code": own} for id_, own in rows[:10]]}

    @api.get("/pa/dossier/{dossier_id}/--online")
    def detail(dossier_id: str) -> dict[str, Any]:
        found = _dossier(books, dossier_id)
        return {
            "id": found["id"],
            "code": found["code"],
            "dossierStatus": {"id": found["status"]},
            "applicant": {"data": {"identityNumber": found["record"]["owner_number"]}},
            "dossierFormFile": [
                {"code": paper["code"], "file": [{"id": paper["file"], "filename": paper["facts"]["name"]}]}
                for paper in found["papers"]
            ],
        }

    @api.put("/pa/dossier/{dossier_id}/--online")
    def change(dossier_id: str, body: dict[str, Any]) -> dict[str, Any]:
        found = _dossier(books, dossier_id)
        status = body.get("dossierStatus", {}).get("id")
        record = check_record(books, catalogue, _record(body)) if "dossierFormFile" in body else None
        if record is None and status not in range(1, 11):
            raise Refused(400, "Trạng thái phải từ 1 đến 10")
        with books.change() as db:
            if record is not None:
                books.write_dossier(db, record)
            else:
                books.set_status(db, found["code"], status)
        return {"id": found["id"], "code": found["code"]}


def _add_national_store(api: APIRouter, books: Books) -> None:
    @api.post("/ad/kho-quoc-gia/GetKetQuaGiayTo")
    def national_store(body: dict[str, Any]) -> dict[str, Any]:
        return search_nation(books, body)

    @api.post("/ad/kho-quoc-gia/GetGiayToByUrl")
    def nation_file(body: dict[str, Any]) -> dict[str, Any]:
        return national_file(books, body)


def _dossier(books: Books, dossier_id: str) -> dict[str, Any]:
    code = books.code_of(dossier_id)
    found = books.dossier(code) if code else None
    if found is None:
        raise Refused(404, "Không có hồ sơ này")
    return found


def _record(body: dict[str, Any]) -> Record:
    applicant = body.get("applicant", {}).get("data", {})
    procedure = body.get("procedure", {})
    if procedure.get("id") != _procedure_id(str(procedure.get("code"))):
        raise Refused(400, "Thủ tục không đúng")
    return Record(
        code=str(body.get("code") or ""),
        procedure=str(procedure.get("code") or ""),
        case=str(body.get("procedureProcessDefinition", {}).get("caseCode") or ""),
        unit=str(body.get("agency", {}).get("id") or ""),
        received_at=str(body.get("acceptedDate") or ""),
        officer=str(body.get("acceptedBy") or ""),
        owner_number=str(applicant.get("identityNumber") or ""),
        owner_name=str(applicant.get("fullname") or ""),
        digitised=bool(body.get("hasDigitised")),
        papers=tuple(_paper(row, file) for row in body["dossierFormFile"] for file in row.get("file") or [{}]),
    )


def _paper(row: dict[str, Any], file: dict[str, Any]) -> KeptPaper:
    facts = row.get("metadata", {})
    return KeptPaper(
        kind="result" if row.get("kind") == 1 else "component",
        code=str(row.get("code")),
        name=str(row.get("formName")),
        file=str(file.get("id") or ""),
        digitised=bool(row.get("digitised")),
        reuse=int(row.get("reused") or 0),
        from_national=bool(row.get("fromNationalStore")),
        replaced_by=str(row.get("replacedBy") or ""),
        source=str(row.get("sourceId") or ""),
        hidden=bool(row.get("hidden")),
        number=str(facts.get("number") or ""),
        issuer=str(facts.get("issuer") or ""),
        tax_number=str(facts.get("taxNumber") or ""),
        valid_until=facts.get("validUntil"),
        permanent=bool(facts.get("permanent")),
    )
