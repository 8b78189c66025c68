"""Dossiers filed on the sandbox's portal: they wait for a counter, one takes each over, and its record finishes it."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from fastapi import Response

from desktop.training.province.books import Books
from desktop.training.province.rules import Refused

_KINDS = {b"%PDF": "application/pdf", b"\xff\xd8\xff": "image/jpeg", b"\x89PNG": "image/png"}


def file_online(books: Books, facts: Mapping[str, Any], files: Sequence[bytes]) -> str:
    """File a dossier as its owner does on the portal; gives its code.

    Args:
        books: the province's.
        facts: `code`, `unit`, `procedure`, `case`, `owner_number`, `owner_name`, `born`, `address`, `filed_at`,
            `consent`, and `components`: for each file its `code`, its `name`, and `sha256` where another hash is to be
            announced than it has.
        files: the components' files, in the same order.
    """
    with books.change() as db:
        components = []
        for one, data in zip(facts["components"], files, strict=True):
            file_id, sha256 = books.keep_file(db, one["name"], data)
            components.append({"code": one["code"], "name": one["name"], "file": file_id, "sha256": sha256, **one})
        told = json.dumps({**facts, "components": components}, ensure_ascii=False)
        dossier_id = f"HS-{uuid.uuid4().hex[:12].upper()}"
        db.execute("INSERT INTO filed VALUES (?, ?, ?, ?, '', '')", (facts["code"], dossier_id, facts["unit"], told))
    return str(facts["code"])


def waiting_online(books: Books, unit: str, kinds: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The dossiers of a unit that no counter has finished.

    Args:
        books: the province's.
        unit: code of the unit.
        kinds: this family's words for the kinds of owners, by ours.
    """
    rows = books.rows(
        "SELECT code, facts, taken_by FROM filed WHERE unit = ? AND code NOT IN (SELECT code FROM dossier)"
        " ORDER BY rowid",
        unit,
    )
    return [_told(code, json.loads(facts), taken_by, kinds) for code, facts, taken_by in rows]


def take_online(books: Books, code: str, official: str, key: str) -> dict[str, Any]:
    """A counter takes a dossier over; the same key again is the same counter."""
    if not official or not key:
        raise Refused(400, "Thiếu người tiếp nhận hoặc khoá chống gửi trùng")
    with books.change() as db:
        row = db.execute("SELECT taken_key, taken_by FROM filed WHERE code = ?", (code,)).fetchone()
        if row is None:
            raise Refused(404, f"Không có hồ sơ {code} nộp trực tuyến")
        if row[0] not in {"", key}:
            raise Refused(409, f"Cán bộ {row[1]} đã nhận hồ sơ này")
        db.execute("UPDATE filed SET taken_key = ?, taken_by = ? WHERE code = ?", (key, official, code))
    return {"MaHoSo": code, "ThoiDiem": datetime.now(UTC).isoformat()}


def filed_file(books: Books, file_id: str) -> Response:
    """A file of a filed dossier, as it was uploaded."""
    found = books.file(file_id)
    if found is None:
        raise Refused(404, "Không có tệp này")
    kind = next((kind for head, kind in _KINDS.items() if found[1].startswith(head)), "application/octet-stream")
    return Response(found[1], media_type=kind)


def _told(code: str, facts: dict[str, Any], taken_by: str, kinds: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "MaHoSo": code,
        "MaTTHC": facts["procedure"],
        "TruongHop": facts.get("case", ""),
        "LoaiDoiTuong": kinds.get("citizen", "citizen"),
        "ChuHoSo": facts["owner_name"],
        "SoDinhDanh": facts["owner_number"],
        "NgaySinh": facts.get("born"),
        "DiaChi": facts.get("address", ""),
        "NgayNop": facts["filed_at"],
        "DongYLuuKho": facts.get("consent"),
        "NguoiTiepNhan": taken_by,
        "ThanhPhanHoSo": [
            {
                "MaThanhPhanHoSo": one["code"],
                "IdTepTin": one["file"],
                "TenTep": one["name"],
                "HashTepTin": one["sha256"],
            }
            for one in facts["components"]
        ],
    }
