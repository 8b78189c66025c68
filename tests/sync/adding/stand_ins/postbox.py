"""The postbox as an honest province would have it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, FastAPI, File, Request, UploadFile

from desktop.machine.clock import VIETNAM
from desktop.model.catalogue import Catalogue
from desktop.model.data import from_data
from desktop.training.province.accounts import Accounts
from desktop.training.province.books import Books
from desktop.training.province.record import Record
from desktop.training.province.rules import Refused, check_file, check_record, known_procedure
from desktop.training.province.strange.retold import Told

TOLD = Told(
    hashes=frozenset({"sum"}),
    owners=frozenset({"addressee"}),
    lists=frozenset({"sheets"}),
    codes=frozenset({"label"}),
)


def mount(api: FastAPI, books: Books, catalogue: Catalogue, accounts: Accounts) -> None:
    """Add this family's paths."""
    _add_accounts(api, accounts)
    guarded = APIRouter(dependencies=[Depends(accounts.signed_in)])
    _add_labels(guarded, books, catalogue)
    _add_letters(guarded, books)
    _add_boxes(guarded, books, catalogue)
    api.include_router(guarded)


def _add_accounts(api: FastAPI, accounts: Accounts) -> None:
    @api.get("/door")
    def door() -> dict[str, str]:
        return {"service": "hop-thu"}

    @api.post("/key")
    async def give_key(request: Request) -> dict[str, Any]:
        return accounts.grant(dict(await request.form()))


def _add_labels(api: APIRouter, books: Books, catalogue: Catalogue) -> None:
    @api.put("/labels/{key}")
    def label(key: str, body: dict[str, Any]) -> dict[str, str]:
        known = books.answered(key)
        if known:
            return {"label": known[2]}
        known_procedure(catalogue, body["procedure"])
        with books.change() as db:
            code = books.next_code(db, body["procedure"], datetime.now(UTC).astimezone(VIETNAM))
            books.remember(db, key, "labels", body["procedure"], code)
        return {"label": code}


def _add_letters(api: APIRouter, books: Books) -> None:
    @api.post("/letters")
    def post(files: Annotated[UploadFile, File()]) -> dict[str, str]:
        data = files.file.read()
        check_file(data)
        with books.change() as db:
            letter, sha256 = books.keep_file(db, files.filename or "tep.pdf", data)
        return {"letter": letter, "sum": sha256}

    @api.get("/letters/{sha256}")
    def find_letter(sha256: str) -> dict[str, str]:
        letter = books.file_with(sha256)
        if letter is None:
            raise Refused(404, "Không có thư này")
        return {"letter": letter, "sum": sha256}


def _add_boxes(api: APIRouter, books: Books, catalogue: Catalogue) -> None:
    @api.put("/boxes/{label}")
    def fill(label: str, body: dict[str, Any]) -> dict[str, str]:
        record = check_record(books, catalogue, from_data(Record, {**body, "code": label}))
        with books.change() as db:
            return {"box": books.write_dossier(db, record)}

    @api.get("/boxes/{label}")
    def look_into(label: str) -> dict[str, Any]:
        found = _box(books, label)
        sheets = [
            {"sheet": one["id"], "kind": one["code"], "letter": one["file"], "sum": one["sha256"]}
            for one in found["papers"]
        ]
        owner = found["record"]["owner_number"]
        return {"box": found["id"], "label": label, "addressee": owner, "sheets": sheets}

    @api.put("/boxes/{label}/log/{key}")
    def write(label: str, key: str, body: dict[str, Any]) -> dict[str, Any]:
        _box(books, label)
        with books.change() as db:
            books.note_progress(db, key, label, body)
        return {}

    @api.put("/boxes/{label}/flag")
    def flag(label: str, body: dict[str, Any]) -> dict[str, Any]:
        _box(books, label)
        with books.change() as db:
            books.set_status(db, label, body["flag"])
        return {}


def _box(books: Books, label: str) -> dict[str, Any]:
    found = books.dossier(label)
    if found is None:
        raise Refused(404, "Không có hộp này")
    return found
