"""Names: what is usual in them tells what a misread word must be, and what two names share is told by nobody."""

from __future__ import annotations

import pytest

from desktop.document.papers.foot.people import (
    begins_as_name,
    better,
    ends_as_name,
    is_certain,
    reads_as,
    without_specks,
)


@pytest.mark.parametrize(("text", "is_name"), [("Đặng Văn A", True), ("đăng ký", False), ("PHẦN", False), ("", False)])
def test_a_name_begins_with_a_family_name(text: str, is_name: bool) -> None:
    assert begins_as_name(text) is is_name


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("X2 Quốc Sỹ", True),
        ("tÍõ Thị Ánh", True),
        ("Quốc Sỹ", False),
        ("CẢI CÁCH HÀNH CHÍNH", False),
        ("Nơi nhận như trên", False),
    ],
)
def test_a_name_ends_in_usual_names_whatever_begins_it(text: str, ends: bool) -> None:
    assert ends_as_name(text) is ends


@pytest.mark.parametrize("word", ["Khải", "Ánh", "Yến", "YẾN", "Thưởng", "Quý"])
def test_a_name_that_no_other_looks_like_is_certain(word: str) -> None:
    assert is_certain(word, first=False)


@pytest.mark.parametrize("word", ["Thủy", "Thúy", "Thuý", "Hiển", "Hiền", "Đẩu", "Đầu", "Khái", "Ảnh"])
def test_a_name_that_another_looks_like_or_that_nobody_has_is_not(word: str) -> None:
    assert not is_certain(word, first=False)


@pytest.mark.parametrize(
    ("word", "others", "first", "meant"),
    [
        ("Trấn", ["Trần"], True, "Trần"),
        ("Hế", ["Hồ"], True, "Hồ"),
        ("Lễ", ["1ê"], True, "Lê"),
        ("Zrấn", ["Trâu"], True, "Zrấn"),
        ("Điệu", ["Diệu"], False, "Diệu"),
        ("Khái", ["Khải"], False, "Khải"),
        ("Đốc", ["Bắc"], False, "Đốc"),
        ("Thúy", ["Thủy"], False, "Thúy"),
    ],
)
def test_the_reader_that_alone_has_a_usual_name_is_believed(
    word: str, others: list[str], first: bool, meant: str
) -> None:
    assert better(word, others, first=first) == meant


@pytest.mark.parametrize("text", ["Lê Thị Mỹ Ánh", "LêThị Mỹ Ánh", "Lế Thí Mỹ Ánh", "Đ Lê Thị Mỹ Ánh", "LÊ THỊ MỸ ÁNH"])
def test_a_reader_has_a_name_but_for_marks_and_a_bit_of_a_seal(text: str) -> None:
    assert reads_as(text, "Lê Thị Mỹ Ánh")


@pytest.mark.parametrize(
    "text", ["Lê Thị Mỹ Anh", "Lê Thị Mai Ánh", "Lê Mỹ Ánh", "Nguyễn Lê Thị Mỹ Ánh", "Lê Thị Mỹ Ánh C", ""]
)
def test_a_reader_that_has_another_name_does_not(text: str) -> None:
    assert not reads_as(text, "Lê Thị Mỹ Ánh")


def test_specks_at_the_ends_of_words_are_of_the_seal() -> None:
    assert without_specks("“Hồ  Thị ›Mẫu. —") == "Hồ Thị Mẫu"
