"""Invented people by seed: names with every Vietnamese letter, numbers of the right structure, no real places."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import date, timedelta

_FAMILY = (
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Huỳnh",
    "Phan",
    "Vũ",
    "Võ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Ngô",
    "Dương",
    "Lý",
)
_MIDDLE = {
    "Nam": ("Văn", "Đức", "Hữu", "Quốc", "Minh", "Xuân"),
    "Nữ": ("Thị", "Ngọc", "Thị Mỹ", "Thị Kim", "Thùy", "Diệu"),
}
_GIVEN = {
    "Nam": ("Mẫu", "Dũng", "Hiếu", "Khải", "Lộc", "Nghĩa", "Phước", "Quý", "Sỹ", "Thưởng", "Vượng", "Đẩu"),
    "Nữ": ("Mẫu", "Ánh", "Bưởi", "Duyên", "Hằng", "Hường", "Nhẫn", "Quỳnh", "Thủy", "Tuyết", "Yến", "Lệ"),
}
_VILLAGES = ("Thôn Mẫu Một", "Thôn Mẫu Hai", "Thôn Đồng Mẫu", "Tổ 3, Khu phố Mẫu", "Xóm Bến Mẫu")
_COMMUNES = ("Xã Mẫu", "Xã Mẫu Đông", "Phường Mẫu Tây", "Xã An Mẫu")
PROVINCE = "Tỉnh Mẫu"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who does not exist.

    Attributes:
        name: full name, NFC.
        sex: `Nam` or `Nữ`.
        born: birth date.
        number: 12-digit personal number that fits birth date and sex.
        old_number: 9-digit CMND, empty for the young.
        address: village, commune, province.
        card_issued: date of issue of the citizen card.
    """

    name: str
    sex: str
    born: date
    number: str
    old_number: str
    address: str
    card_issued: date

    @property
    def qr(self) -> str:
        """What the QR of the citizen card says."""
        return "|".join(
            (
                self.number,
                self.old_number,
                self.name,
                f"{self.born:%d%m%Y}",
                self.sex,
                self.address,
                f"{self.card_issued:%d%m%Y}",
            )
        )


def newborn(seed: int | str, born: date) -> Person:
    """A child of a seed, born on a day of this century, with a number that fits it."""
    child = person(seed)
    number = f"{child.number[:3]}{2 + (child.sex == 'Nữ')}{born.year % 100:02}{child.number[6:]}"
    return replace(child, born=born, number=number, old_number="")


def person(seed: int | str, *, sex: str | None = None) -> Person:
    """The person of a seed; the same one at every call."""
    chance = random.Random(f"person {seed}")  # noqa: S311 - invents, keeps no secret
    sex = sex or chance.choice(("Nam", "Nữ"))
    born = date(1955, 1, 1) + timedelta(days=chance.randrange(365 * 50))
    century = (born.year - 1900) // 100
    digit = 2 * century + (sex == "Nữ")
    name = f"{chance.choice(_FAMILY)} {chance.choice(_MIDDLE[sex])} {chance.choice(_GIVEN[sex])}"
    return Person(
        name=name,
        sex=sex,
        born=born,
        number=f"{chance.choice(('052', '064'))}{digit}{born.year % 100:02}{chance.randrange(1_000_000):06}",
        old_number=f"21{chance.randrange(10_000_000):07}" if born.year < 1995 else "",
        address=f"{chance.choice(_VILLAGES)}, {chance.choice(_COMMUNES)}, {PROVINCE}",
        card_issued=date(2021, 3, 1) + timedelta(days=chance.randrange(1200)),
    )
