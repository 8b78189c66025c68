"""The e-stores of the sandbox: what was sent here and may be shown, and what was put in as if from elsewhere."""

from __future__ import annotations

import base64
from typing import Any

from fastapi import Response

from desktop.training.province.accounts import known_official
from desktop.training.province.books import Books
from desktop.training.province.rules import Refused

_KEPT = ("id", "file", "sha256")


def search_province(books: Books, owner: Any, codes: Any, official: Any) -> list[dict[str, Any]]:
    """Papers of this owner with these codes in the province's store."""
    if not owner or not isinstance(codes, list) or not official:
        raise Refused(400, "Thiếu chủ sở hữu, danh sách mã hoặc người yêu cầu")
    known_official(str(official))
    found = [_row(row) for row in books.stored_papers(str(owner), "province")]
    for (code,) in books.rows("SELECT code FROM dossier ORDER BY rowid"):
        dossier = books.dossier(code)
        if dossier is None or dossier["record"]["owner_number"] != owner:
            continue
        shown = [paper for paper in dossier["papers"] if not paper["facts"]["hidden"]]
        found += [_row({**paper["facts"], **{name: paper[name] for name in _KEPT}}) for paper in shown]
    return [row for row in found if row["Ma"] in codes]


def _row(facts: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": facts["id"],
        "Ma": facts["code"],
        "TenGiayTo": facts.get("name") or facts["code"],
        "SoKyHieu": facts.get("number"),
        "CoQuanBanHanh": facts.get("issuer"),
        "NgayBanHanh": facts.get("issued"),
        "IdTepTin": facts.get("file"),
        "HashTepTin": facts.get("sha256"),
        "ThoiHanHieuLuc": facts.get("valid_until"),
        "ThoiHanVinhVien": bool(facts.get("permanent")),
        "LoaiSoHoa": int(facts.get("kind") == "result"),
    }


def search_nation(books: Books, body: dict[str, Any]) -> dict[str, Any]:
    """The national store's answer (regulations.md §7.4): refusals come with status 200 and an error code."""
    try:
        known_official(str(body.get("SoDinhDanhNguoiYeuCau")))
    except Refused as refused:
        return {"errorCode": "403", "message": refused.words, "result": None}
    wanted = {row.get("MaKetQua") for row in body.get("DanhSachDanhMucKetQua", []) if isinstance(row, dict)}
    rows = [
        {
            "MaKetQua": facts["code"],
            "TenGiayTo": facts.get("name") or facts["code"],
            "SoKyHieu": facts.get("number", ""),
            "CoQuanChuQuan": facts.get("issuer", ""),
            "NgayCap": facts.get("issued"),
            "ThoiHanHieuLuc": facts.get("valid_until"),
            "ThoiHanVinhVien": bool(facts.get("permanent")),
            "DanhSachTepDinhKem": [
                {"TenTep": "giay-to.pdf", "DuongDan": f"/kho/{facts['id']}", "HashTepTin": facts.get("sha256")}
            ],
        }
        for facts in books.stored_papers(str(body.get("SoDinhDanhChuSoHuu")), "national")
        if facts["code"] in wanted
    ]
    return {"errorCode": "0", "message": "Thành công", "result": {"DanhSachGiayToKetQua": rows}}


def province_file(books: Books, file_id: str) -> Response:
    """A file of the province's store."""
    found = books.file(file_id)
    if found is None:
        raise Refused(404, "Không có tệp này")
    return Response(found[1], media_type="application/pdf")


def national_file(books: Books, body: dict[str, Any]) -> dict[str, Any]:
    """A file of the national store, as base64 in its envelope."""
    facts = books.stored_paper(str(body.get("DuongDan")).removeprefix("/kho/"))
    found = books.file(facts["file"]) if facts and facts.get("file") else None
    if found is None:
        return {"errorCode": "404", "message": "Không có tệp này", "result": None}
    return {"errorCode": "0", "message": "Thành công", "result": base64.b64encode(found[1]).decode()}
