"""The sandbox province as one ASGI application: a family's paths over the books, with an OpenAPI page at `/docs`."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

from desktop.model.catalogue import Catalogue
from desktop.training.province.accounts import Accounts
from desktop.training.province.books import Books
from desktop.training.province.families import stand_in
from desktop.training.province.rules import Refused


def make_api(books: Books, catalogue: Catalogue, family: str) -> FastAPI:
    """The API of a family over the province's books."""
    api = FastAPI(title=f"Hệ thống của tỉnh Mẫu (tập huấn, kiểu {family})", version="1")

    @api.exception_handler(Refused)
    def refused(_: Request, error: Refused) -> JSONResponse:
        # All families' clients find the words under the same name.
        return JSONResponse({"code": error.status, "message": error.words, "data": None}, error.status)

    stand_in(family).mount(api, books, catalogue, Accounts())

    @api.get("/sandbox/state")
    def state() -> dict[str, Any]:
        """What the province has."""
        return books.state()

    return api
