"""The e-stores: the province's own and the national one (regulations.md §7.4), by owner and code; and their files."""

from __future__ import annotations

import base64
import binascii
import hashlib
from datetime import date
from typing import Any

from desktop.model.stored import Shop, StoredPaper
from desktop.sync.api import ProvinceApi, rows_of, text_of
from desktop.sync.errors import NotOffered, RefusedByProvince, StoredFileDiffers, StrangeAnswer
from desktop.sync.gateway import Official, StoreQuery
from desktop.sync.line.answer import text_of_words
from desktop.sync.values import number_in, sha256_in, text_in

FILE_LIMIT = 40_000_000
_FILES = {"application/pdf", "application/octet-stream"}


class ProvinceStores:
    """The e-stores of one province, as its profile says how they are asked.

    Args:
        api: how the province is asked.
    """

    def __init__(self, api: ProvinceApi) -> None:
        self._api = api

    def find_papers(self, query: StoreQuery) -> list[StoredPaper]:
        """What both stores have, the province's first; a store that this province does not offer has nothing.

        Raises:
            LoginOver: the official is not logged in any more.
            LineDown, ProvinceTrouble, TokenRefused, RefusedByProvince, StrangeAnswer: what the line can answer.
        """
        api, official = self._api, query.official
        facts = {
            "owner": query.owner,
            "procedure": query.procedure,
            "codes": list(query.codes),
            "wanted": [{"code": code} for code in query.codes],
            "officer": {"number": official.number, "name": official.name},
        }
        found: list[StoredPaper] = []
        if api.has("store"):
            answer = api.ask("POST", api.path("store"), json=api.profile.body("store", facts), official=official)
            found += [_of_province(row) for row in rows_of(answer, "kho dữ liệu của tỉnh")]
        if api.has("national_store"):
            path = api.path("national_store")
            said = _of_store(api, path, api.profile.body("national_store", facts), official)
            found += [_of_nation(row) for row in _national(said)]
        # A store may answer more than was asked; nothing of another code is offered for reuse.
        return [paper for paper in found if paper.code in query.codes]

    def fetch_file(self, stored: StoredPaper, official: Official) -> bytes:
        """The file of a stored paper; it is the one that its store has announced, or it is refused.

        Raises:
            NotOffered: this province, or this store, gives no such file.
            StoredFileDiffers: another hash than announced, no file at all, or too large.
            LoginOver, and what the line can answer.
        """
        if not stored.file:
            raise NotOffered("tải tệp của giấy tờ này từ Kho")
        fetch = _from_nation if stored.shop is Shop.NATIONAL else _from_province
        data = fetch(self._api, stored, official)
        if not 0 < len(data) <= FILE_LIMIT:
            raise StoredFileDiffers(stored.name, reason=f"tệp trống hoặc lớn hơn {FILE_LIMIT // 1_000_000} MB")
        if stored.sha256 and hashlib.sha256(data).hexdigest() != stored.sha256.lower():
            raise StoredFileDiffers(stored.name, reason="mã băm khác với mã Kho đã báo")
        return data


def _from_province(api: ProvinceApi, stored: StoredPaper, official: Official) -> bytes:
    answer = api.exchange("GET", api.path("store_file", id=stored.file), official=official)
    kind = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if not answer.good or kind not in _FILES:
        # A refusal in JSON, or somebody else's page in the province's place.
        api.inside(answer)
        raise StoredFileDiffers(stored.name, reason="Kho không trả về tệp")
    return answer.file()


def _from_nation(api: ProvinceApi, stored: StoredPaper, official: Official) -> bytes:
    facts = {
        "keeper": stored.issuer,
        "file": stored.file,
        "officer": {"number": official.number, "name": official.name},
    }
    body = api.profile.body("national_file", facts)
    said = _of_store(api, api.path("national_file"), body, official)
    text = _result(said) if isinstance(said, dict) else said
    if not isinstance(text, str):
        raise StrangeAnswer(reason="kho quốc gia không trả về tệp")
    if len(text) > FILE_LIMIT * 4 // 3 + 4:
        raise StoredFileDiffers(stored.name, reason=f"lớn hơn {FILE_LIMIT // 1_000_000} MB")
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise StoredFileDiffers(stored.name, reason="nội dung không giải mã được", cause=str(error)) from None


def _of_store(api: ProvinceApi, path: str, body: Any, official: Official) -> Any:
    """What the national store answers; it has an envelope of its own."""
    answer = api.exchange("POST", path, json=body, official=official)
    return answer.data() if 200 <= answer.meant < 300 else api.inside(answer)


def _of_province(row: Any) -> StoredPaper:
    return StoredPaper(
        id=text_of(row, "id"),
        shop=Shop.PROVINCE,
        kind="result" if number_in(row.get("LoaiSoHoa")) == 1 else "component",
        code=text_of(row, "Ma"),
        name=text_of(row, "TenGiayTo", "Ma"),
        number=text_in(row.get("SoKyHieu")),
        issuer=text_in(row.get("CoQuanBanHanh")),
        issued=_day(row.get("NgayBanHanh")),
        file=text_in(row.get("IdTepTin")),
        sha256=sha256_in(row.get("HashTepTin")),
        valid_until=_day(row.get("ThoiHanHieuLuc")),
        permanent=_yes(row.get("ThoiHanVinhVien")),
    )


def _national(said: Any) -> list[Any]:
    if not isinstance(said, dict):
        raise StrangeAnswer(reason="kho quốc gia không trả về đối tượng JSON")
    result = _result(said)
    return rows_of(result.get("DanhSachGiayToKetQua") if isinstance(result, dict) else None, "kho quốc gia")


def _result(said: dict[str, Any]) -> Any:
    """What the national store says, or its refusal: that comes with status 200 and an error code."""
    if number_in(said.get("errorCode")) != 0:
        raise RefusedByProvince(words=text_of_words(said.get("message")) or text_of_words(said.get("errorCode")))
    return said.get("result")


def _of_nation(row: Any) -> StoredPaper:
    code, number = text_of(row, "MaKetQua"), text_in(row.get("SoKyHieu"))
    file = _file(row)
    path = text_in(file.get("DuongDan"))
    return StoredPaper(
        # This store has no identifier of its own: code, number and file together are one.
        id=path or f"{code}/{number}",
        shop=Shop.NATIONAL,
        kind="result",
        code=code,
        name=text_of(row, "TenGiayTo", "MaKetQua"),
        number=number,
        issuer=text_in(row.get("CoQuanChuQuan")),
        issued=_day(row.get("NgayCap")),
        file=path,
        sha256=sha256_in(file.get("HashTepTin")),
        valid_until=_day(row.get("ThoiHanHieuLuc")),
        permanent=_yes(row.get("ThoiHanVinhVien")),
    )


def _file(row: dict[str, Any]) -> dict[str, Any]:
    files = row.get("DanhSachTepDinhKem")
    first = files[0] if isinstance(files, list) and files else None
    return first if isinstance(first, dict) else {}


def _yes(value: Any) -> bool:
    return value is True or text_in(value).lower() in {"1", "true"}


def _day(value: Any) -> date | None:
    if value is None or value == "":
        return None
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        raise StrangeAnswer(reason="ngày cấp hoặc ngày hiệu lực không đúng dạng") from None
