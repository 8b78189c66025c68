"""A word's tone by its neighbour: what looks alike is put right, what is there is left, and neither is hidden."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.model.page import Reading, ReadLine, Word
from desktop.model.typed import parted
from desktop.page.lists import listed
from desktop.page.reading.tones import LISTS, TOLD, known_words, plain, told_tones, with_told_tones

PAIRS = sorted(entry for name in LISTS for entry in listed("words", name) if entry.count(" ") == 1)


def told(text: str) -> str:
    words = text.split()
    found = told_tones(words)
    return " ".join(found.get(at, word) for at, word in enumerate(words))


@pytest.mark.parametrize(
    ("read", "text"),
    [
        ("phân công cụ thế người phụ trách", "phân công cụ thể người phụ trách"),
        ("quy định chỉ tiết một số điều", "quy định chi tiết một số điều"),
        ("TỐ CHỨC CHÍNH QUYỀN", "TỔ CHỨC CHÍNH QUYỀN"),
        ("Tố chức", "Tổ chức"),
        ("Tống hợp, báo cáo cấp có thấm quyền", "Tổng hợp, báo cáo cấp có thẩm quyền"),
        ("về chuyến đối số", "về chuyển đổi số"),
        ("xây dưng kế hoach, phân công", "xây dựng kế hoạch, phân công"),
    ],
)
def test_a_neighbour_tells_a_tone_that_was_misread(read: str, text: str) -> None:
    assert told(read) == text


@pytest.mark.parametrize(
    "text",
    [
        "Qua kiểm tra cho thấy",
        "bảo quản hồ sơ, tiến bộ, hiến kế",
        "các đơn vị quan tâm phối hợp",
        "Ủy ban nhân dân; UỶ BAN NHÂN DÂN; Tỉnh uỷ, Tỉnh ủy",
        "khoá XII, khóa XII, văn hoá, văn hóa",
        "Ban Chỉ đạo chi trả, chỉ đạo chi trả",
        "trụ sở tại phường Thượng Mẫu",
        "Trần Văn Thử, NGUYỄN VĂN THỬ",
        "Vũ Thị Đấu, Võ Minh Đẩu, Hồ Thế Hiển, NGUYỄN THANH LẬP, Trần Bảo Quân",
        "số 15/QĐ-UBND ngày 02/3/2026",
        "",
    ],
)
def test_what_stands_there_is_left(text: str) -> None:
    assert told(text) == " ".join(text.split())


def test_a_sentence_that_ends_tells_nothing_of_the_next_word() -> None:
    assert told("đã được cụ. Thế nhưng") == "đã được cụ. Thế nhưng"


@given(st.sampled_from(PAIRS), st.sampled_from(("", ",", ";", ".")), st.booleans())
def test_known_pairs_stay_as_they_are_in_any_case(pair: str, mark: str, capitals: bool) -> None:
    text = (pair.upper() if capitals else pair.capitalize()) + mark
    assert told(text) == text


@given(st.lists(st.text("aăâbcđeêhiknoôơtuưvxyáảàạãấẩầậẫếểềệễốổồộỗứửừựữ", min_size=1, max_size=6), max_size=8))
def test_nothing_but_tones_changes(words: list[str]) -> None:
    for at, word in told_tones(words).items():
        assert parted(word)[0] == parted(words[at])[0]
        assert len(parted(word)[1]) <= 1


def test_what_was_read_stays_beside_what_was_put_right() -> None:
    words = [("cụ", 0.97, None), ("thế", 0.96, None), ("chuyển", 0.9, "chuyển"), ("đối", 0.8, "đổi")]
    line = ReadLine(
        text=" ".join(text for text, _, _ in words),
        box=(0, 0, 100, 20),
        confidence=0.9,
        words=tuple(Word(text=text, box=(0, 0, 1, 1), confidence=sure, rival=other) for text, sure, other in words),
    )
    (found,) = with_told_tones(Reading(width=100, height=20, lines=(line,), reader="r")).lines
    assert found.text == "cụ thể chuyển đổi"
    assert [(word.text, word.rival) for word in found.words] == [
        ("cụ", None),
        ("thể", "thế"),
        ("chuyển", "chuyển"),
        ("đổi", "đối"),
    ]
    # No reader saw the one; the second reader saw the other.
    assert [word.confidence for word in found.words] == [0.97, TOLD, 0.9, 0.8]


def test_a_pair_is_known_wherever_its_tone_is_written() -> None:
    assert {plain("khoá"), plain("Khóa,")} == {plain("khóa")}
    assert f"{plain('Cụ')} {plain('thể.')}" in known_words()
