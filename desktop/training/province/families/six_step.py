"""The six-step API as an honest province would answer it (signing-and-sync.md §3.4)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, FastAPI, File, Header, Response, UploadFile
from fastapi.responses import JSONResponse

from desktop.machine.clock import VIETNAM
from desktop.model.catalogue import Catalogue
from desktop.model.data import as_data
from desktop.training.province.accounts import Accounts
from desktop.training.province.books import Books
from desktop.training.province.online import filed_file, take_online, waiting_online
from desktop.training.province.record import KeptPaper, Record
from desktop.training.province.rules import FILE_LIMIT, Refused, check_file, check_record, known_procedure
from desktop.training.province.stores import national_file, province_file, search_nation, search_province
from desktop.training.province.strange.retold import Told

Key = Annotated[str, Header(alias="Idempotency-Key")]
TOLD = Told(
    hashes=frozenset({"HashTepTin"}),
    owners=frozenset({"SoGiayToChuHoSo"}),
    lists=frozenset({"GiayTo"}),
    codes=frozenset({"maHoSo", "value"}),
)


def said(status: int, words: str, data: Any = None) -> JSONResponse:
    """This family's envelope."""
    return JSONResponse({"code": status, "message": words, "data": data}, status)


def mount(api: FastAPI, books: Books, catalogue: Catalogue, accounts: Accounts) -> None:
    """Add this family's paths."""
    _add_accounts(api, accounts)
    guarded = APIRouter(dependencies=[Depends(accounts.signed_in)])
    _add_codes(guarded, books, catalogue)
    _add_files(guarded, books)
    _add_dossiers(guarded, books, catalogue)
    _add_steps(guarded, books)
    _add_stores(guarded, books)
    _add_online(guarded, books)
    api.include_router(guarded)


def _once(books: Books, key: str, path: str, request: str, work: Callable[[Any], Any]) -> JSONResponse:
    """Do it once per key; the same key with another request is refused."""
    digest = hashlib.sha256(request.encode()).hexdigest()
    known = books.answered(key)
    if known:
        if known[:2] != (path, digest):
            raise Refused(422, "Khoá chống gửi trùng đã dùng cho yêu cầu khác")
        return said(200, "Thành công", json.loads(known[2]))
    with books.change() as db:
        data = work(db)
        books.remember(db, key, path, digest, json.dumps(data))
    return said(200, "Thành công", data)


def _add_accounts(api: FastAPI, accounts: Accounts) -> None:
    @api.get("/Health")
    def health() -> dict[str, Any]:
        return {"system": "six_step", "province": "H99", "version": 1}

    @api.post("/GetToken")
    def get_token(body: dict[str, Any]) -> JSONResponse:
        return said(200, "Thành công", accounts.grant(body))


def _add_codes(api: APIRouter, books: Books, catalogue: Catalogue) -> None:
    @api.get("/GetNextValue")
    def get_next_value(code: str, key: Key = "") -> JSONResponse:
        known_procedure(catalogue, code)
        now = datetime.now(UTC).astimezone(VIETNAM)
        return _once(books, key, "GetNextValue", code, lambda db: {"value": books.next_code(db, code, now)})

    @api.get("/DanhMuc")
    def pull_catalogue(version: str = "") -> JSONResponse:
        if version == catalogue.version:
            raise Refused(404, "Danh mục không có gì mới")
        return said(200, "Thành công", as_data(catalogue))


def _add_files(api: APIRouter, books: Books) -> None:
    @api.post("/UploadFile")
    def upload_file(files: Annotated[UploadFile, File()], key: Key = "") -> JSONResponse:
        data = files.file.read(FILE_LIMIT + 1)
        check_file(data)
        name = files.filename or "tep.pdf"

        def keep(db: Any) -> list[dict[str, str]]:
            file_id, sha256 = books.keep_file(db, name, data)
            return [{"IdTepTin": file_id, "HashTepTin": sha256}]

        return _once(books, key, "UploadFile", hashlib.sha256(data).hexdigest(), keep)

    @api.get("/TraCuuTep")
    def find_file(hash: str) -> JSONResponse:
        found = books.file_with(hash)
        if found is None:
            raise Refused(404, "Không có tệp này")
        return said(200, "Thành công", {"IdTepTin": found, "HashTepTin": hash.lower()})


def _add_dossiers(api: APIRouter, books: Books, catalogue: Catalogue) -> None:
    @api.post("/CreateDossier")
    def create_dossier(body: dict[str, Any], key: Key = "", capNhat: str = "") -> JSONResponse:  # noqa: N803
        record = check_record(books, catalogue, _record(body))
        if not capNhat and books.answered(key) is None and books.dossier(record.code):
            raise Refused(409, f"Hồ sơ {record.code} đã tồn tại")
        request = json.dumps([body, capNhat], sort_keys=True)
        return _once(
            books,
            key,
            "CreateDossier",
            request,
            lambda db: {"idHoSo": books.write_dossier(db, record), "maHoSo": record.code},
        )

    @api.get("/TraCuuHoSo")
    def find_dossier(MaHoSo: str) -> JSONResponse:  # noqa: N803
        found = books.dossier(MaHoSo)
        if found is None:
            raise Refused(404, "Không có hồ sơ này")
        shown = {
            "idHoSo": found["id"],
            "maHoSo": found["code"],
            "TrangThai": found["status"],
            "SoGiayToChuHoSo": found["record"]["owner_number"],
            "GiayTo": [
                {
                    "IdGiayTo": one["id"],
                    "Ma": one["code"],
                    "HashTepTin": one["sha256"],
                    "IdTepTin": one["file"],
                    "MaSoHoa": one["facts"].get("item_code", ""),
                }
                for one in found["papers"]
            ],
        }
        return said(200, "Thành công", shown)


def _add_steps(api: APIRouter, books: Books) -> None:
    @api.post("/CapNhatTienTrinh")
    def progress(body: dict[str, Any], key: Key = "") -> JSONResponse:
        _known(books, body, "NguoiXuLy", "NoiDungXuLy", "ThoiDiemXuLy")
        # The time of the entry is the sender's; only what happened makes it the same entry.
        same = json.dumps({**body, "ThoiDiemXuLy": ""}, sort_keys=True)

        def write(db: Any) -> dict[str, str]:
            books.note_progress(db, key, body["MaHoSo"], body)
            return {}

        return _once(books, key, "CapNhatTienTrinh", same, write)

    @api.post("/CapNhatTrangThai")
    def status(body: dict[str, Any], key: Key = "") -> JSONResponse:
        _known(books, body, "TrangThai")
        if body["TrangThai"] not in range(1, 11):
            raise Refused(400, "TrangThai phải từ 1 đến 10")

        def write(db: Any) -> dict[str, str]:
            books.set_status(db, body["MaHoSo"], body["TrangThai"])
            return {}

        return _once(books, key, "CapNhatTrangThai", json.dumps(body, sort_keys=True), write)


def _add_stores(api: APIRouter, books: Books) -> None:
    @api.post("/KhoDuLieu")
    def store(body: dict[str, Any]) -> JSONResponse:
        asked = (body.get("SoDinhDanhChuSoHuu"), body.get("DanhSachMa"), body.get("SoDinhDanhNguoiYeuCau"))
        return said(200, "Thành công", search_province(books, *asked))

    @api.post("/KhoQuocGia/GetKetQuaGiayTo")
    def national_store(body: dict[str, Any]) -> dict[str, Any]:
        return search_nation(books, body)

    @api.get("/KhoDuLieu/TepTin/{file_id}")
    def store_file(file_id: str) -> Response:
        return province_file(books, file_id)

    @api.post("/KhoQuocGia/GetGiayToByUrl")
    def nation_file(body: dict[str, Any]) -> dict[str, Any]:
        return national_file(books, body)


def _add_online(api: APIRouter, books: Books) -> None:
    @api.get("/HoSoTrucTuyen")
    def online(MaDonVi: str) -> JSONResponse:  # noqa: N803
        return said(200, "Thành công", waiting_online(books, MaDonVi, {"citizen": 0}))

    @api.get("/HoSoTrucTuyen/TepTin/{file_id}")
    def online_file(file_id: str) -> Response:
        return filed_file(books, file_id)

    @api.post("/HoSoTrucTuyen/{code}/TiepNhan")
    def take(code: str, body: dict[str, Any], key: Key = "") -> JSONResponse:
        return said(200, "Thành công", take_online(books, code, str(body.get("NguoiTiepNhan") or ""), key))


def _known(books: Books, body: dict[str, Any], *names: str) -> None:
    missing = [name for name in ("MaHoSo", *names) if body.get(name) in {None, ""}]
    if missing:
        raise Refused(400, f"Thiếu trường {missing[0]}")
    if books.dossier(str(body["MaHoSo"])) is None:
        raise Refused(404, f"Không có hồ sơ {body['MaHoSo']}")


def _record(body: dict[str, Any]) -> Record:
    details = body.get("ThongTinNguoiNop", {}).get("ThongTinChiTiet", {})
    papers = []
    for row in body.get("ThanhPhanHoSo", []):
        attached = row.get("GiayToDinhKem") or [{}]
        papers += [_component(row, one) for one in attached]
    papers += [_paper("result", str(row.get("MaKetQua")), row, row) for row in body.get("DanhSachGiayToKetQua", [])]
    return Record(
        code=str(body.get("MaHoSo") or ""),
        procedure=str(body.get("MaTTHC") or ""),
        case=str(body.get("TruongHop") or ""),
        unit=str(body.get("MaDonViTiepNhan") or ""),
        received_at=str(body.get("NgayTiepNhan") or ""),
        officer=str(body.get("NguoiTiepNhan") or ""),
        owner_number=str(details.get("SoDinhDanh") or ""),
        owner_name=str(body.get("ChuHoSo") or ""),
        digitised=bool(body.get("HoSoCoThanhPhanSoHoa")),
        papers=tuple(papers),
    )


def _component(row: dict[str, Any], attached: dict[str, Any]) -> KeptPaper:
    return _paper("component", str(row.get("MaThanhPhanHoSo")), row, attached)


def _paper(kind: str, code: str, row: dict[str, Any], attached: dict[str, Any]) -> KeptPaper:
    file = str(attached.get("IdGiayTo") or "")
    return KeptPaper(
        kind=kind,
        code=code,
        name=str(attached.get("TenGiayTo") or row.get("TenThanhPhanHoSo") or code),
        file=file,
        sha256=str(attached.get("HashTepTin") or ""),
        digitised=bool(row["DuocSoHoa"]) if "DuocSoHoa" in row else bool(file),
        reuse=int(row.get("DuocTaiSuDung") or 0),
        from_national=bool(row.get("DuocLayTuKhoDMQG")),
        replaced_by=str(row.get("MaKetQuaThayThe") or ""),
        source=str(row.get("MaGiayToNguon") or ""),
        hidden=bool(row.get("AnGiayTo")),
        item_code=str(attached.get("MaSoHoa") or ""),
        number=str(attached.get("SoKyHieu") or ""),
        issuer=str(attached.get("CoQuanBanHanh") or ""),
        tax_number=str(attached.get("MaSoThue") or ""),
        valid_until=attached.get("ThoiHanHieuLuc"),
        permanent=bool(attached.get("ThoiHanVinhVien")),
    )
