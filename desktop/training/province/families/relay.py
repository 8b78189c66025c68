"""The relay: files by tus, records by JSON that may be put any number of times (docs/relay.md)."""

from __future__ import annotations

import base64
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, FastAPI, Header, Request, Response

from desktop.machine.clock import VIETNAM
from desktop.model.catalogue import Catalogue
from desktop.model.data import as_data
from desktop.training.province.accounts import Accounts
from desktop.training.province.books import Books
from desktop.training.province.families.tus import TusServer
from desktop.training.province.online import filed_file, take_online, waiting_online
from desktop.training.province.record import KeptPaper, Record
from desktop.training.province.rules import FILE_LIMIT, Refused, check_file, check_record, known_procedure
from desktop.training.province.stores import national_file, province_file, search_nation, search_province
from desktop.training.province.strange.retold import Told

Key = Annotated[str, Header(alias="Idempotency-Key")]
TOLD = Told(
    hashes=frozenset({"sha256", "HashTepTin"}),
    owners=frozenset({"owner"}),
    lists=frozenset({"papers"}),
    codes=frozenset({"code"}),
)


def mount(api: FastAPI, books: Books, catalogue: Catalogue, accounts: Accounts) -> None:
    """Add this family's paths."""
    _add_accounts(api, accounts)
    guarded = APIRouter(dependencies=[Depends(accounts.signed_in)])
    _add_files(guarded, books)
    _add_codes(guarded, books, catalogue)
    _add_dossiers(guarded, books, catalogue)
    _add_stores(guarded, books)
    _add_online(guarded, books)
    api.include_router(guarded)


def _add_files(api: APIRouter, books: Books) -> None:
    def whole(upload_id: str, name: str, data: bytes) -> None:
        check_file(data)
        with books.change() as db:
            books.keep_file(db, name, data, upload_id)

    tus = TusServer(books.folder / "tus", FILE_LIMIT, whole)
    api.include_router(tus.router)

    @api.get("/digests/{file_id}")
    def digest(file_id: str) -> dict[str, Any]:
        found = books.file(file_id)
        if found is None:
            raise Refused(404, "Không có tệp này, hoặc chưa băm xong")
        return {"id": file_id, "sha256": found[0]}

    @api.get("/files-by-hash/{sha256}")
    def find_file(sha256: str) -> dict[str, Any]:
        found = books.file_with(sha256)
        if found is None:
            raise Refused(404, "Không có tệp này")
        return {"id": found, "sha256": sha256.lower()}


def _add_accounts(api: FastAPI, accounts: Accounts) -> None:
    @api.get("/health")
    def health() -> dict[str, Any]:
        return {"system": "relay", "version": 1}

    @api.post("/oauth2/token")
    async def token(request: Request, authorization: Annotated[str, Header()] = "") -> dict[str, Any]:
        client, _, secret = base64.b64decode(authorization.removeprefix("Basic ")).decode().partition(":")
        return accounts.grant({**dict(await request.form()), "client_id": client, "client_secret": secret})


def _add_codes(api: APIRouter, books: Books, catalogue: Catalogue) -> None:
    @api.post("/codes")
    def next_code(body: dict[str, Any], key: Key = "") -> dict[str, Any]:
        procedure = str(body.get("procedure"))
        known_procedure(catalogue, procedure)
        known = books.answered(key)
        if known:
            if known[1] != procedure:
                raise Refused(422, "Khoá chống gửi trùng đã dùng cho yêu cầu khác")
            return {"code": known[2]}
        with books.change() as db:
            code = books.next_code(db, procedure, datetime.now(UTC).astimezone(VIETNAM))
            books.remember(db, key, "codes", procedure, code)
        return {"code": code}

    @api.get("/catalogue")
    def pull_catalogue(version: str = "") -> Any:
        if version == catalogue.version:
            raise Refused(404, "Danh mục không có gì mới")
        return as_data(catalogue)


def _add_dossiers(api: APIRouter, books: Books, catalogue: Catalogue) -> None:
    @api.put("/dossiers/{code}")
    def put_dossier(code: str, body: dict[str, Any]) -> dict[str, Any]:
        if body.get("code") != code:
            raise Refused(400, "Mã hồ sơ trong địa chỉ và trong nội dung khác nhau")
        record = check_record(books, catalogue, _record(body))
        known = books.dossier(code)
        if known is not None and known["record"]["owner_number"] != record.owner_number:
            raise Refused(409, f"Hồ sơ {code} đã tồn tại với chủ hồ sơ khác")
        with books.change() as db:
            return {"id": books.write_dossier(db, record), "code": code}

    @api.get("/dossiers/{code}")
    def get_dossier(code: str) -> dict[str, Any]:
        found = books.dossier(code)
        if found is None:
            raise Refused(404, "Không có hồ sơ này")
        return {
            "id": found["id"],
            "code": found["code"],
            "state": found["status"],
            "owner": found["record"]["owner_number"],
            "papers": [
                {
                    **{name: one[name] for name in ("id", "code", "sha256", "file")},
                    "item_code": one["facts"].get("item_code", ""),
                }
                for one in found["papers"]
            ],
        }

    @api.put("/dossiers/{code}/progress/{entry}")
    def progress(code: str, entry: str, body: dict[str, Any]) -> dict[str, Any]:
        _known(books, code)
        if not body.get("officer") or not body.get("note"):
            raise Refused(400, "Thiếu người xử lý hoặc nội dung")
        with books.change() as db:
            books.note_progress(db, entry, code, body)
        return {}

    @api.put("/dossiers/{code}/status")
    def status(code: str, body: dict[str, Any]) -> dict[str, Any]:
        _known(books, code)
        if body.get("state") not in range(1, 11):
            raise Refused(400, "Trạng thái phải từ 1 đến 10")
        with books.change() as db:
            books.set_status(db, code, body["state"])
        return {}


def _add_stores(api: APIRouter, books: Books) -> None:
    @api.post("/store/search")
    def store(body: dict[str, Any]) -> list[dict[str, Any]]:
        return search_province(books, body.get("owner"), body.get("codes"), body.get("officer"))

    @api.post("/national-store/search")
    def national_store(body: dict[str, Any]) -> dict[str, Any]:
        return search_nation(books, body)

    @api.get("/store/files/{file_id}")
    def store_file(file_id: str) -> Response:
        return province_file(books, file_id)

    @api.post("/national-store/file")
    def nation_file(body: dict[str, Any]) -> dict[str, Any]:
        return national_file(books, body)


def _add_online(api: APIRouter, books: Books) -> None:
    @api.get("/online")
    def online(unit: str) -> list[dict[str, Any]]:
        return waiting_online(books, unit, {})

    @api.get("/online/files/{file_id}")
    def online_file(file_id: str) -> Response:
        return filed_file(books, file_id)

    @api.post("/online/{code}/take")
    def take(code: str, body: dict[str, Any], key: Key = "") -> dict[str, Any]:
        return take_online(books, code, str(body.get("officer") or ""), key)


def _known(books: Books, code: str) -> None:
    if books.dossier(code) is None:
        raise Refused(404, f"Không có hồ sơ {code}")


def _record(body: dict[str, Any]) -> Record:
    owner = body.get("owner", {})
    return Record(
        code=str(body.get("code") or ""),
        procedure=str(body.get("procedure") or ""),
        case=str(body.get("case") or ""),
        unit=str(body.get("receiving_unit") or ""),
        received_at=str(body.get("received_at") or ""),
        officer=str(body.get("officer") or ""),
        owner_number=str(owner.get("number") or ""),
        owner_name=str(owner.get("name") or ""),
        digitised=bool(body.get("digitised")),
        papers=tuple(_paper(row) for row in body.get("papers", [])),
    )


def _paper(row: dict[str, Any]) -> KeptPaper:
    facts = row.get("details", {})
    return KeptPaper(
        kind=str(row.get("kind")),
        code=str(row.get("code")),
        name=str(row.get("name")),
        file=str(row.get("file") or ""),
        sha256=str(row.get("sha256") or ""),
        digitised=bool(row.get("digitised")),
        reuse=int(row.get("reuse") or 0),
        from_national=bool(row.get("from_national")),
        replaced_by=str(row.get("replaced_by") or ""),
        source=str(row.get("source") or ""),
        hidden=bool(row.get("hidden")),
        item_code=str(row.get("item_code") or ""),
        number=str(facts.get("number") or ""),
        issuer=str(facts.get("issuer") or ""),
        tax_number=str(facts.get("tax_number") or ""),
        valid_until=facts.get("valid_until"),
        permanent=bool(facts.get("permanent")),
    )
