"""The six-step API as an honest province would answer it (signing-and-sync.md §3.4)."""

from __future__ import annotations

import hashlib
import json
import secrets
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import Depends, FastAPI, File, Header, Request, UploadFile
from fastapi.responses import JSONResponse

from desktop.catalogue.reader import catalogue_as_data
from desktop.machine.clock import VIETNAM
from desktop.model.catalogue import Catalogue, UnknownCode
from desktop.training.province.books import Books

TOKEN_S = 1800
FILE_LIMIT = 100_000_000
Key = Annotated[str, Header(alias="Idempotency-Key")]


class Refused(Exception):
    """A refusal with its status and words."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status, self.words = status, words


def _said(status: int, words: str, data: Any = None) -> JSONResponse:
    return JSONResponse({"code": status, "message": words, "data": data}, status)


def make_api(books: Books, catalogue: Catalogue, client: str, secret: str) -> FastAPI:
    """The API over the province's books."""
    api = FastAPI(title="Hệ thống của tỉnh Mẫu (tập huấn)", version="1")
    tokens: dict[str, float] = {}

    @api.exception_handler(Refused)
    def refused(_: Request, error: Refused) -> JSONResponse:
        return _said(error.status, error.words)

    def officer(authorization: Annotated[str, Header()] = "") -> None:
        if tokens.get(authorization.removeprefix("Bearer "), 0.0) < time.monotonic():
            raise Refused(401, "Mã truy cập không đúng hoặc đã hết hạn")

    signed_in = [Depends(officer)]

    @api.get("/Health")
    def health() -> dict[str, Any]:
        return {"system": "six_step", "province": "H99", "version": 1}

    @api.post("/GetToken")
    def get_token(body: dict[str, Any]) -> JSONResponse:
        if body.get("client_id") != client or body.get("client_secret") != secret:
            raise Refused(403, "Tài khoản kết nối không đúng")
        token = secrets.token_urlsafe(24)
        tokens[token] = time.monotonic() + TOKEN_S
        return _said(200, "Thành công", {"access_token": token, "expires_in": TOKEN_S, "token_type": "Bearer"})

    def once(key: str, path: str, request: str, work: Callable[[Any], Any]) -> JSONResponse:
        """Do it once per key; the same key with another request is refused."""
        digest = hashlib.sha256(request.encode()).hexdigest()
        known = books.answered(key)
        if known:
            if known[:2] != (path, digest):
                raise Refused(422, "Khoá chống gửi trùng đã dùng cho yêu cầu khác")
            return _said(200, "Thành công", json.loads(known[2]))
        with books.change() as db:
            data = work(db)
            books.remember(db, key, path, digest, json.dumps(data))
        return _said(200, "Thành công", data)

    @api.get("/GetNextValue", dependencies=signed_in)
    def get_next_value(code: str, key: Key = "") -> JSONResponse:
        _procedure(catalogue, code)
        now = datetime.now(UTC).astimezone(VIETNAM)
        return once(key, "GetNextValue", code, lambda db: {"value": books.next_code(db, code, now)})

    @api.post("/UploadFile", dependencies=signed_in)
    def upload_file(files: Annotated[UploadFile, File()], key: Key = "") -> JSONResponse:
        data = files.file.read(FILE_LIMIT + 1)
        if len(data) > FILE_LIMIT:
            raise Refused(413, "Tệp quá lớn")
        if not data.startswith(b"%PDF-") or b"/ByteRange" not in data:
            raise Refused(400, "Tệp phải là PDF đã ký số")
        name = files.filename or "tep.pdf"

        def keep(db: Any) -> list[dict[str, str]]:
            file_id, sha256 = books.keep_file(db, name, data)
            return [{"IdTepTin": file_id, "HashTepTin": sha256}]

        return once(key, "UploadFile", hashlib.sha256(data).hexdigest(), keep)

    @api.get("/TraCuuTep", dependencies=signed_in)
    def find_file(hash: str) -> JSONResponse:
        found = books.file_with(hash)
        if found is None:
            raise Refused(404, "Không có tệp này")
        return _said(200, "Thành công", {"IdTepTin": found, "HashTepTin": hash.lower()})

    @api.post("/CreateDossier", dependencies=signed_in)
    def create_dossier(body: dict[str, Any], key: Key = "", capNhat: str = "") -> JSONResponse:  # noqa: N803
        papers = _checked(books, catalogue, body)
        if not capNhat and books.answered(key) is None and books.dossier(body["MaHoSo"]):
            raise Refused(409, f"Hồ sơ {body['MaHoSo']} đã tồn tại")
        request = json.dumps([body, capNhat], sort_keys=True)
        return once(
            key,
            "CreateDossier",
            request,
            lambda db: {"idHoSo": books.write_dossier(db, body, papers), "maHoSo": body["MaHoSo"]},
        )

    @api.get("/TraCuuHoSo", dependencies=signed_in)
    def find_dossier(MaHoSo: str) -> JSONResponse:  # noqa: N803
        found = books.dossier(MaHoSo)
        if found is None:
            raise Refused(404, "Không có hồ sơ này")
        return _said(200, "Thành công", found)

    @api.post("/CapNhatTienTrinh", dependencies=signed_in)
    def progress(body: dict[str, Any], key: Key = "") -> JSONResponse:
        _known(books, body, "NguoiXuLy", "NoiDungXuLy", "ThoiDiemXuLy")
        entry = (body["MaHoSo"], json.dumps(body, ensure_ascii=False))
        # The time of the entry is the sender's; only what happened makes it the same entry.
        same = json.dumps({**body, "ThoiDiemXuLy": ""}, sort_keys=True)

        def write(db: Any) -> dict[str, str]:
            db.execute("INSERT INTO progress VALUES (?, ?)", entry)
            return {}

        return once(key, "CapNhatTienTrinh", same, write)

    @api.post("/CapNhatTrangThai", dependencies=signed_in)
    def status(body: dict[str, Any], key: Key = "") -> JSONResponse:
        _known(books, body, "TrangThai")
        if body["TrangThai"] not in range(1, 11):
            raise Refused(400, "TrangThai phải từ 1 đến 10")

        def write(db: Any) -> dict[str, str]:
            db.execute("UPDATE dossier SET status = ? WHERE code = ?", (body["TrangThai"], body["MaHoSo"]))
            return {}

        return once(key, "CapNhatTrangThai", json.dumps(body, sort_keys=True), write)

    @api.get("/DanhMuc", dependencies=signed_in)
    def pull_catalogue(version: str = "") -> JSONResponse:
        if version == catalogue.version:
            raise Refused(404, "Danh mục không có gì mới")
        return _said(200, "Thành công", catalogue_as_data(catalogue))

    @api.post("/KhoDuLieu", dependencies=signed_in)
    def store(body: dict[str, Any]) -> JSONResponse:
        owner, codes = body.get("SoDinhDanhChuSoHuu"), body.get("DanhSachMa")
        if not owner or not isinstance(codes, list) or not body.get("SoDinhDanhNguoiYeuCau"):
            raise Refused(400, "Thiếu chủ sở hữu, danh sách mã hoặc người yêu cầu")
        return _said(200, "Thành công", _owned(books, str(owner), codes))

    @api.get("/sandbox/state")
    def state() -> dict[str, Any]:
        return books.state()

    return api


def _procedure(catalogue: Catalogue, code: str) -> Any:
    try:
        return catalogue.procedure(code)
    except UnknownCode:
        raise Refused(400, f"Không có thủ tục {code}") from None


def _known(books: Books, body: dict[str, Any], *names: str) -> None:
    missing = [name for name in ("MaHoSo", *names) if body.get(name) in {None, ""}]
    if missing:
        raise Refused(400, f"Thiếu trường {missing[0]}")
    if books.dossier(str(body["MaHoSo"])) is None:
        raise Refused(404, f"Không có hồ sơ {body['MaHoSo']}")


def _checked(books: Books, catalogue: Catalogue, body: dict[str, Any]) -> list[tuple[str, str, str]]:
    """The papers of a record (code, hash, file id), or a refusal in the province's words."""
    for name in ("MaHoSo", "MaTTHC", "TruongHop", "NgayTiepNhan", "MaDonViTiepNhan", "ChuHoSo", "NguoiTiepNhan"):
        if body.get(name) in {None, ""}:
            raise Refused(400, f"Thiếu trường {name}")
    if not books.was_given(str(body["MaHoSo"])):
        raise Refused(400, f"Mã hồ sơ {body['MaHoSo']} không do hệ thống cấp")
    procedure = _procedure(catalogue, str(body["MaTTHC"]))
    try:
        allowed = {component.code for component in procedure.case(str(body["TruongHop"])).components}
    except UnknownCode:
        raise Refused(400, f"Thủ tục không có trường hợp {body['TruongHop']}") from None
    results = {result.code for result in procedure.results}
    papers = []
    for component in body.get("ThanhPhanHoSo", []):
        code = component.get("MaThanhPhanHoSo")
        if code not in allowed:
            raise Refused(400, f"Không có thành phần {code} trong danh mục")
        attached = component.get("GiayToDinhKem", [])
        if bool(component.get("DuocSoHoa")) != bool(attached):
            raise Refused(400, f"Thành phần {code}: cờ DuocSoHoa không khớp với tệp đính kèm")
        papers += [_paper(books, code, one) for one in attached]
    for result in body.get("DanhSachGiayToKetQua", []):
        if result.get("MaKetQua") not in results:
            raise Refused(400, f"Không có kết quả {result.get('MaKetQua')} trong danh mục")
        papers.append(_paper(books, result["MaKetQua"], result))
    if bool(body.get("HoSoCoThanhPhanSoHoa")) != any(code in allowed for code, _, _ in papers):
        raise Refused(400, "Cờ HoSoCoThanhPhanSoHoa không khớp với các thành phần")
    return papers


def _paper(books: Books, code: str, attached: dict[str, Any]) -> tuple[str, str, str]:
    file = books.file(str(attached.get("IdGiayTo")))
    if file is None:
        raise Refused(400, f"Không có tệp {attached.get('IdGiayTo')}")
    if file[0] != str(attached.get("HashTepTin", "")).lower():
        raise Refused(400, f"Tệp {attached.get('IdGiayTo')} không khớp mã băm")
    return code, file[0], str(attached["IdGiayTo"])


def _owned(books: Books, owner: str, codes: list[Any]) -> list[dict[str, Any]]:
    found = []
    for dossier, record in books.rows("SELECT code, record FROM dossier ORDER BY rowid"):
        data = json.loads(record)
        if data["ThongTinNguoiNop"]["ThongTinChiTiet"]["SoDinhDanh"] != owner:
            continue
        by_code = {
            **{row["MaKetQua"]: row for row in data.get("DanhSachGiayToKetQua", [])},
            **{
                row["MaThanhPhanHoSo"]: row["GiayToDinhKem"][0]
                for row in data.get("ThanhPhanHoSo", [])
                if row.get("GiayToDinhKem")
            },
        }
        for paper_id, code in books.rows("SELECT id, code FROM paper WHERE dossier = ?", dossier):
            details = by_code.get(code, {})
            if code in codes and not details.get("AnGiayTo"):
                found.append(
                    {
                        "id": paper_id,
                        "Ma": code,
                        "TenGiayTo": details.get("TenGiayTo") or code,
                        "SoKyHieu": details.get("SoKyHieu"),
                        "ThoiHanHieuLuc": details.get("ThoiHanHieuLuc"),
                    }
                )
    return found
