"""Usual names of bodies: their marks are put right, their places and what they are not are left."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.document.papers.fold import fold
from desktop.document.papers.head.bodies import as_spelled
from desktop.page.lists import listed


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("SỞ Y TÉ", "SỞ Y TẾ"),
        ("SỔ Y TẺ", "SỞ Y TẾ"),
        ("SỞYTÊ", "SỞ Y TẾ"),
        ("SỞ NỘI VŨ TỈNH MẪU", "SỞ NỘI VỤ TỈNH MẪU"),
        ("CHI CỤC KIẾM LÂM", "CHI CỤC KIỂM LÂM"),
        ("SỞ VĂN HÓA THẾ THAO VÀ DU LỊCH", "SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH"),
        ("UỶ BAN NHẬN DÂN XÃ MẪU", "UỶ BAN NHÂN DÂN XÃ MẪU"),
        ("ỦY BAN NHÂN DÂN", "ỦY BAN NHÂN DÂN"),
        ("BỆNH VIÊN ĐA KHOA KHU VỰC", "BỆNH VIỆN ĐA KHOA KHU VỰC"),
    ],
)
def test_a_usual_name_is_as_it_is_printed(read: str, printed: str) -> None:
    assert as_spelled(read) == printed


@pytest.mark.parametrize("name", ["SỞ Y TẾMẪU", "CÔNG TY MẪU", "SỞ", "", "TRƯỜNG ĐẠI HỌC MẪU", "BỘ Y"])
def test_another_name_is_left(name: str) -> None:
    assert as_spelled(name) == name


@given(st.sampled_from(listed("words", "bodies")), st.sampled_from(("", " TỈNH MẪU", " - CHI NHÁNH MẪU")))
def test_a_name_as_it_is_printed_stays(name: str, place: str) -> None:
    assert as_spelled(name + place) == name + place
    assert as_spelled(fold(name) + place) == name + place
