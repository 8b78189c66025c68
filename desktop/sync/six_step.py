"""The `six_step` family: token, official code, files, dossier, progress, status (signing-and-sync.md §3.4)."""

from __future__ import annotations

import ssl
import time
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from desktop.catalogue.reader import catalogue_from_data
from desktop.machine.clock import VIETNAM
from desktop.model.catalogue import Catalogue
from desktop.sync import wire
from desktop.sync.errors import LineDown, StrangeAnswer, TokenRefused
from desktop.sync.gateway import RemoteDossier, RemoteFile, RemotePaper, StoredPaper
from desktop.sync.http import ANSWER_S, ProvinceHttp, refusal
from desktop.sync.profile import Profile, read_profile

TOKEN_MARGIN_S = 60.0


class SixStep:
    """The gateway of this family.

    Args:
        profile: what differs between provinces.
        http: the line.
        client: OAuth2 client id.
        secret: its secret.
    """

    def __init__(self, profile: Profile, http: ProvinceHttp, client: str, secret: str) -> None:
        self.profile = profile
        self._http = http
        self._client = client
        self._secret = secret
        self._token = ""
        self._token_until = 0.0

    def check_line(self) -> None:
        """The right system answers, with a field that only it has."""
        status, data = self._http.ask("GET", self.profile.paths["health"])
        if status != 200 or data.get("system") != "six_step":
            raise LineDown(layer="có hệ thống khác trả lời thay", cause=f"{status}")

    def server_time(self) -> datetime | None:
        """The province's clock at its last answer, UTC."""
        try:
            return parsedate_to_datetime(self._http.server_date).astimezone(UTC)
        except (TypeError, ValueError):
            return None

    def _authorise(self) -> str:
        if not self._token or time.monotonic() > self._token_until:
            given = {"client_id": self._client, "client_secret": self._secret}
            status, data = self._http.ask("POST", self.profile.paths["token"], json=given)
            inner = data.get("data")
            if status != 200 or not isinstance(inner, dict) or not inner.get("access_token"):
                raise TokenRefused(cause=f"{status}")
            self._token = str(inner["access_token"])
            self._token_until = time.monotonic() + float(inner.get("expires_in", 0)) - TOKEN_MARGIN_S
        return self._token

    def _ask(self, method: str, path: str, key: str = "", **more: Any) -> tuple[int, dict[str, Any]]:
        """Ask with the token; a token that ran out is renewed once."""
        for attempt in (1, 2):
            headers = {"Authorization": f"Bearer {self._authorise()}"}
            if key:
                headers["Idempotency-Key"] = key
            status, data = self._http.ask(method, self.profile.paths[path], headers=headers, **more)
            if status != 401:
                return status, data
            self._token = ""
            if attempt == 2:
                raise TokenRefused(cause="401 with a fresh token")
        raise AssertionError("unreachable")

    def _get(self, path: str, **parameters: str) -> Any:
        """`data` of an answer; None where the province has no such thing."""
        status, data = self._ask("GET", path, params=parameters)
        if status == 404:
            return None
        if status != 200:
            raise refusal(status, data)
        return data.get("data")

    def _post(self, path: str, key: str, **more: Any) -> Any:
        status, data = self._ask("POST", path, key, **more)
        if status != 200:
            raise refusal(status, data)
        return data.get("data")

    def official_code(self, procedure: str, key: str) -> str:
        """The next official dossier code."""
        status, data = self._ask("GET", "official_code", key, params={"code": procedure})
        if status != 200:
            raise refusal(status, data)
        return _text(data.get("data"), "value")

    def upload(self, data: bytes, name: str, sha256: str, key: str) -> RemoteFile:
        """Send a file."""
        found = self._post("upload", key, files={"files": (name, data, "application/pdf")})
        return _file(found[0] if isinstance(found, list) and found else found)

    def find_file(self, sha256: str) -> RemoteFile | None:
        """The file with this hash."""
        found = self._get("find_file", hash=sha256)
        return None if found is None else _file(found)

    def create(self, frozen: dict[str, Any], code: str, files: dict[str, str], key: str) -> str:
        """Send the record of a dossier."""
        record = wire.record(self.profile, frozen, code, files)
        return _text(self._post("create", key, json=record), "idHoSo")

    def update(self, frozen: dict[str, Any], code: str, files: dict[str, str], key: str) -> str:
        """Send the record of a dossier that is there already."""
        record = wire.record(self.profile, frozen, code, files)
        return _text(self._post("create", key, json=record, params={"capNhat": "1"}), "idHoSo")

    def find_dossier(self, code: str) -> RemoteDossier | None:
        """The dossier with this code."""
        found = self._get("find_dossier", MaHoSo=code)
        if found is None:
            return None
        rows = found.get("GiayTo") if isinstance(found, dict) else None
        if not isinstance(rows, list):
            raise StrangeAnswer(reason="hồ sơ không có danh sách giấy tờ")
        return RemoteDossier(
            id=_text(found, "idHoSo"),
            code=_text(found, "maHoSo"),
            papers=tuple(
                RemotePaper(id=_text(row, "IdGiayTo"), code=_text(row, "Ma"), sha256=_text(row, "HashTepTin"))
                for row in rows
            ),
        )

    def progress(self, frozen: dict[str, Any], code: str, at: datetime, key: str) -> None:
        """Send an entry of the processing history."""
        self._post("progress", key, json=wire.progress(self.profile, frozen, code, at.astimezone(VIETNAM)))

    def status(self, frozen: dict[str, Any], code: str, key: str) -> None:
        """Send the dossier's state."""
        self._post("status", key, json=wire.status(self.profile, frozen, code))

    def pull_catalogue(self, known_version: str | None) -> Catalogue | None:
        """The catalogue where it is another version than ours."""
        found = self._get("catalogue", version=known_version or "")
        return None if found is None else catalogue_from_data(found, "danh mục của tỉnh")

    def find_papers(self, owner: str, codes: list[str], officer: str) -> list[StoredPaper]:
        """Papers of this owner in the e-store."""
        query = {"SoDinhDanhChuSoHuu": owner, "DanhSachMa": codes, "SoDinhDanhNguoiYeuCau": officer}
        found = self._post("store", "", json=query)
        if not isinstance(found, list):
            raise StrangeAnswer(reason="kho dữ liệu không trả về danh sách")
        return [
            StoredPaper(
                id=_text(row, "id"),
                code=_text(row, "Ma"),
                name=_text(row, "TenGiayTo"),
                number=str(row.get("SoKyHieu") or ""),
                valid_until=_day(row.get("ThoiHanHieuLuc")),
            )
            for row in found
        ]


def _text(data: Any, name: str) -> str:
    value = data.get(name) if isinstance(data, dict) else None
    if not isinstance(value, str | int) or value == "":
        raise StrangeAnswer(reason=f"thiếu «{name}»")
    return str(value)


def _file(data: Any) -> RemoteFile:
    return RemoteFile(id=_text(data, "IdTepTin"), sha256=_text(data, "HashTepTin").lower())


def _day(value: Any) -> date | None:
    if value in {None, ""}:
        return None
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise StrangeAnswer(reason="ngày hiệu lực không đúng dạng") from None


def open_gateway(
    profile: str,
    address: str,
    client: str,
    secret: str,
    *,
    trust: ssl.SSLContext | None = None,
    answer_s: float = ANSWER_S,
) -> SixStep:
    """The gateway of a profile.

    Raises:
        BadProfile: the profile or the address cannot be used.
    """
    return SixStep(read_profile(profile), ProvinceHttp(address, trust=trust, answer_s=answer_s), client, secret)
