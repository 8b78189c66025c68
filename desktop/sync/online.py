"""Dossiers that were filed on the portal, as a province hands them to its counters: listed, fetched, taken over."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime
from typing import Any

from desktop.machine.clock import VIETNAM
from desktop.model.codes import LONGEST_DOSSIER_CODE, is_provisional
from desktop.model.dossier import Party, PartyKind
from desktop.model.online import FiledDossier, FiledFile
from desktop.sync.api import ProvinceApi, rows_of, text_of
from desktop.sync.errors import AlreadyThere, FiledFileDiffers, NotOffered, StrangeAnswer, TakenElsewhere
from desktop.sync.values import sha256_in, text_in

FILE_LIMIT = 40_000_000
"""Bytes of the largest file that is fetched. Chosen: as of the e-stores."""
_TEXTS = frozenset({"application/json", "text/html", "text/plain"})
"""What comes instead of a file: a refusal, or somebody else's page."""
_CALL = "nhận hồ sơ nộp trực tuyến"


class ProvinceOnline:
    """The filed dossiers of one province, as its profile says how they are asked for.

    Args:
        api: how the province is asked.
    """

    def __init__(self, api: ProvinceApi) -> None:
        self._api = api

    @property
    def offered(self) -> bool:
        """Whether this province hands them over at all: its profile has the paths for it."""
        return all(self._api.has(path) for path in ("online", "online_file", "online_take"))

    def waiting(self, unit: str) -> list[FiledDossier]:
        """Those of a unit that no counter has finished, in the order they were filed.

        Raises:
            NotOffered: this province hands none over.
            LineDown, ProvinceTrouble, TokenRefused, RefusedByProvince, StrangeAnswer: what the line can answer.
        """
        self._require_offered()
        said = self._api.ask("GET", self._api.path("online", unit=unit))
        found = [_dossier(row, self._kinds()) for row in rows_of(said, "hồ sơ nộp trực tuyến")]
        return sorted(found, key=lambda one: (one.filed_at, one.code))

    def fetch(self, file: FiledFile) -> bytes:
        """A file of one of them; it is the one that was announced, or it is refused.

        Raises:
            NotOffered: this province hands none over.
            FiledFileDiffers: another hash than announced, no file at all, or too large.
            LineDown, ProvinceTrouble, TokenRefused, RefusedByProvince, StrangeAnswer: what the line can answer.
        """
        self._require_offered()
        answer = self._api.exchange("GET", self._api.path("online_file", id=file.id))
        kind = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        if not answer.good or kind in _TEXTS:
            self._api.inside(answer)
            raise FiledFileDiffers(file.called, reason="cổng không trả về tệp")
        data = answer.file()
        if not 0 < len(data) <= FILE_LIMIT:
            raise FiledFileDiffers(file.called, reason=f"tệp trống hoặc lớn hơn {FILE_LIMIT // 1_000_000} MB")
        if file.sha256 and hashlib.sha256(data).hexdigest() != file.sha256:
            raise FiledFileDiffers(file.called, reason="mã băm khác với mã cổng đã báo")
        return data

    def take(self, code: str, officer: str, key: str) -> None:
        """Say that this counter takes a dossier over; the same key any number of times is one.

        Raises:
            NotOffered: this province hands none over.
            TakenElsewhere: another counter has it.
            LineDown, ProvinceTrouble, TokenRefused, RefusedByProvince, StrangeAnswer: what the line can answer.
        """
        self._require_offered()
        body = self._api.profile.body("online_take", {"code": code, "officer": officer})
        try:
            self._api.ask("POST", self._api.path("online_take", code=code), key, json=body)
        except AlreadyThere as refusal:
            raise TakenElsewhere(code, words=refusal.values["words"]) from None

    def _require_offered(self) -> None:
        if not self.offered:
            raise NotOffered(_CALL)

    def _kinds(self) -> dict[str, PartyKind]:
        """This province's words for the kinds of owners, to ours."""
        known = self._api.profile.tables.get("party_kinds", {})
        return {text_in(theirs): PartyKind(ours) for ours, theirs in known.items()}


def _dossier(row: Any, kinds: dict[str, PartyKind]) -> FiledDossier:
    # Its code first: it refuses what is no object.
    code = text_of(row, "MaHoSo").upper()
    if len(code) > LONGEST_DOSSIER_CODE or is_provisional(code):
        raise StrangeAnswer(reason="mã hồ sơ không đúng dạng")
    kind = text_in(row.get("LoaiDoiTuong"))
    return FiledDossier(
        code=code,
        procedure=text_of(row, "MaTTHC"),
        case=text_in(row.get("TruongHop")),
        owner=Party(
            kind=kinds.get(kind, PartyKind(kind) if kind in set(PartyKind) else PartyKind.CITIZEN),
            number=text_of(row, "SoDinhDanh"),
            name=text_of(row, "ChuHoSo"),
            born=_day(row.get("NgaySinh")),
            address=text_in(row.get("DiaChi")),
        ),
        filed_at=_moment(text_of(row, "NgayNop")),
        consent=row.get("DongYLuuKho") if isinstance(row.get("DongYLuuKho"), bool) else None,
        files=tuple(dict.fromkeys(_file(one) for one in rows_of(row.get("ThanhPhanHoSo"), "thành phần hồ sơ"))),
        taken_by=text_in(row.get("NguoiTiepNhan")),
    )


def _file(row: Any) -> FiledFile:
    return FiledFile(
        id=text_of(row, "IdTepTin"),
        component=text_of(row, "MaThanhPhanHoSo"),
        name=text_in(row.get("TenTep")),
        sha256=sha256_in(row.get("HashTepTin")),
    )


def _moment(text: str) -> datetime:
    """A moment of the province, UTC; its own time is Vietnam's."""
    try:
        said = datetime.fromisoformat(text)
    except ValueError:
        raise StrangeAnswer(reason="ngày nộp không đúng dạng") from None
    return (said if said.tzinfo else said.replace(tzinfo=VIETNAM)).astimezone(UTC)


def _day(value: Any) -> date | None:
    text = text_in(value)
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        raise StrangeAnswer(reason="ngày sinh không đúng dạng") from None
