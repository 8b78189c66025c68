"""Our facts in the words of the six-step family (signing-and-sync.md §4(d), "New API")."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from desktop.sync.profile import Profile


def _moment(profile: Profile, iso: str) -> str:
    return datetime.fromisoformat(iso).strftime(profile.date_format)


def record(profile: Profile, frozen: dict[str, Any], code: str, files: dict[str, str]) -> dict[str, Any]:
    """The record of a dossier.

    Args:
        profile: numbers and date form of this province.
        frozen: the step's payload.
        code: official code, from an earlier step.
        files: paper id to file id, from earlier steps.
    """
    owner = frozen["owner"]
    kind = profile.party_kinds.get(owner["kind"], profile.party_kinds.get("other", 0))
    papers = frozen["papers"]
    return {
        "MaHoSo": code,
        "MaTTHC": frozen["procedure"],
        "TruongHop": frozen["case"],
        "PhienBanDanhMuc": frozen["catalogue_version"],
        "MaDonViTiepNhan": frozen["receiving_unit"],
        "MaDonViXuLy": frozen["competent_unit"],
        "ChuHoSo": owner["name"],
        "LoaiDoiTuong": kind,
        "NgayTiepNhan": _moment(profile, frozen["received_at"]),
        "NguoiTiepNhan": frozen["officer"],
        "DongYLuuKho": frozen["consent"],
        "HoSoCoThanhPhanSoHoa": int(frozen["digitised"]),
        "ThongTinNguoiNop": {
            "LoaiDoiTuong": kind,
            "ThongTinChiTiet": {
                "TenNguoiNop": owner["name"],
                "SoDinhDanh": owner["number"],
                "NgaySinh": owner["born"],
                "DiaChiChiTiet": owner["address"],
            },
        },
        "ThanhPhanHoSo": [_component(paper, files) for paper in papers if paper["kind"] == "component"],
        "DanhSachGiayToKetQua": [_result(paper, files) for paper in papers if paper["kind"] == "result"],
    }


def _component(paper: dict[str, Any], files: dict[str, str]) -> dict[str, Any]:
    return {
        "MaThanhPhanHoSo": paper["code"],
        "TenThanhPhanHoSo": paper["name"],
        "DuocSoHoa": int(paper["digitised"]),
        "DuocTaiSuDung": int(paper["reused"]),
        "GiayToDinhKem": [_attached(paper, files)] if paper["digitised"] else [],
    }


def _result(paper: dict[str, Any], files: dict[str, str]) -> dict[str, Any]:
    return {"MaKetQua": paper["code"], "TenGiayTo": paper["name"], "AnGiayTo": paper["hidden"]} | _attached(
        paper, files
    )


def _attached(paper: dict[str, Any], files: dict[str, str]) -> dict[str, Any]:
    details = paper["details"]
    return {
        "IdGiayTo": files[paper["paper_id"]],
        "HashTepTin": paper["sha256"],
        "TenGiayTo": paper["name"],
        "MaSoHoa": paper["item_code"],
        "SoKyHieu": details["number"],
        "NgayBanHanh": details["issued"],
        "CoQuanBanHanh": details["issuer"],
        "NguoiKy": details["signer"],
        "TrichYeuNoiDung": details["abstract"],
        "ThoiHanHieuLuc": details["valid_until"],
        "ThoiHanVinhVien": details["permanent"],
        "PhamViHieuLuc": details["area"],
    }


def progress(profile: Profile, frozen: dict[str, Any], code: str, now: datetime) -> dict[str, Any]:
    """An entry of the processing history."""
    return {
        "MaHoSo": code,
        "NguoiXuLy": frozen["officer"],
        "PhongBanXuLy": frozen["unit"],
        "NoiDungXuLy": frozen["note"],
        "ThoiDiemXuLy": now.strftime(profile.date_format),
    }


def status(profile: Profile, frozen: dict[str, Any], code: str) -> dict[str, Any]:
    """The dossier's state."""
    return {"MaHoSo": code, "TrangThai": profile.states.get(frozen["state"], 2)}
