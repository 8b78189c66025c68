"""Powers and duties: misread ones are known, half of them is told, and what may hide one is not overlooked."""

from __future__ import annotations

import pytest

from desktop.document.papers.foot.duties import deputy_of, hides_power, known_duty


@pytest.mark.parametrize(
    ("read", "duty"),
    [
        ("KT. GIÁM ĐỐC", "KT. GIÁM ĐỐC"),
        ("KT: GHÁNH THANH TRA", "KT. CHÁNH THANH TRA"),
        ("PHỐ GIÁM ĐÓC", "PHÓ GIÁM ĐỐC"),
        ("K/T TRƯỞNG BAN", "K/T TRƯỞNG BAN"),
        ("Q:GIÁM ĐỐC", "Q. GIÁM ĐỐC"),
        ("SUUM @OC", ""),
        ("CU TRƯỞNG", ""),
        ("PHẦN THỨ NHẤT", ""),
        ("TRƯỞNG PHÒNG TỔ CHỨC - HÀNH CHÍNH", ""),
    ],
)
def test_a_usual_duty_is_known_some_letters_misread(read: str, duty: str) -> None:
    assert known_duty(read) == duty


@pytest.mark.parametrize(
    ("power", "read", "duty"),
    [
        ("KT. GIÁM ĐỐC", "45PHỒSIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
        ("KT. CỤC TRƯỞNG", "BHÓ DụC TRƯỞNG", "PHÓ CỤC TRƯỞNG"),
        ("KT: CHÁNH THANH TRA", "“6HÓ CHÁNH THANH TRA", "PHÓ CHÁNH THANH TRA"),
        ("KT. BỘ TRƯỞNG", "7HỨ TRƯỚNG", "THỨ TRƯỞNG"),
        ("KT. GIÁM ĐỐC", "Nguyễn Văn Mẫu", ""),
        ("TL. GIÁM ĐỐC", "45PHỒSIÁM ĐỐC", ""),
        ("GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", ""),
    ],
)
def test_below_a_power_in_place_of_somebody_stands_that_ones_deputy(power: str, read: str, duty: str) -> None:
    assert deputy_of(power, read) == duty


@pytest.mark.parametrize(
    ("seen", "duty", "hides"),
    [
        ("Q. GIÁM ĐỐC", "GIÁM ĐỐC", True),
        ("aGIÁM ĐỐC", "GIÁM ĐỐC", True),
        ("T. GIÁM ĐỐC", "GIÁM ĐỐC", True),
        ("GIÁM ĐỐC", "GIÁM ĐỐC", False),
        ("VỔ CHỦ TỊCH", "CHỦ TỊCH", False),
        ("NHÂN DÂN CHỦ TỊCH", "CHỦ TỊCH", False),
        ("T PHÓ CỤC TRƯỞNG", "PHÓ CỤC TRƯỞNG", False),
        ("C KT. CHỦ TỊCH", "KT. CHỦ TỊCH", False),
    ],
)
def test_letters_of_a_power_before_a_duty_may_hide_one(seen: str, duty: str, hides: bool) -> None:
    assert hides_power(seen, duty) is hides
