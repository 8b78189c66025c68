"""Which lines of a head are which: by their place, never over the gutter, never from the text below."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.document.papers.head.blocks import Head, find_head, wanted_of
from desktop.model.page import Reading
from tests.document.papers.head.sheet import LEFT, MIDDLE, RIGHT, STEP, letter, line, paragraph, rows, sheet, twice


def head_of(reading: Reading) -> Head:
    head = find_head(reading)
    assert head
    return head


def test_a_letter() -> None:
    head = head_of(letter())
    assert (head.superior.text, head.body.text) == ("UBND TỈNH MẪU", "SỞ Y TẾ")
    assert head.number.piece and head.number.piece.text == "Số: 145/SYT-NVY"
    assert head.day.piece and head.day.piece.text == "Mẫu, ngày 12 tháng 3 năm 2026"
    assert head.about.text == "V/v rà soát giấy tờ còn hiệu lực năm 2026"
    assert (head.kind, head.to.text, head.form) == ("Công văn", "Các phòng chuyên môn", False)
    assert head.about.whole and head.body.whole


@pytest.mark.parametrize(
    ("kind", "named"),
    [
        ("QUYẾT ĐỊNH", "Quyết định"),
        ("QUYÉT ĐỊNH", "Quyết định"),
        ("KÉ HOẠCH", "Kế hoạch"),
        ("TỜ TRÌNH", "Tờ trình"),
        ("GIẤY MỜI", "Giấy mời"),
        ("CHỈ THỊ", "Chỉ thị"),
        ("THÔNG BÁO", "Thông báo"),
        ("BÁO CÁO", "Báo cáo"),
        ("NGHỊ QUYẾT", "Nghị quyết"),
        ("CÔNG ĐIỆN", "Công điện"),
    ],
)
def test_a_paper_with_a_title(kind: str, named: str) -> None:
    title = ("Về việc kiện toàn Tổ công tác số hóa kết quả", "ngày càng đầy đủ, trong năm 2026 trên địa bàn", "xã Mẫu")
    head = head_of(letter(kind=kind, title=title))
    assert (head.kind, head.about.text, head.about.whole) == (named, " ".join(title), True)


def test_who_decides_is_not_of_the_title() -> None:
    title, decides = ("Về việc kiện toàn Tổ công tác",), ("CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ MẪU",)
    head = head_of(letter(kind="QUYẾT ĐỊNH", title=(*title, *decides)))
    assert head.about.text == title[0]
    assert not head.about.whole, "it stands so near that the title may be longer"


@pytest.mark.parametrize(
    ("bodies", "superior", "body"),
    [
        (("ỦY BAN NHÂN DÂN", "XÃ MẪU"), "", "ỦY BAN NHÂN DÂN XÃ MẪU"),
        (("ỦY BAN NHÂN DÂN", "TỈNH MẪU", "SỞ XÂY DỰNG"), "ỦY BAN NHÂN DÂN TỈNH MẪU", "SỞ XÂY DỰNG"),
        (("UBND TỈNH MẪU", "SỞ NÔNG NGHIỆP VÀ", "MÔI TRƯỜNG"), "UBND TỈNH MẪU", "SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG"),
        (("UBND XÃ MẪU", "TRUNG TÂM PHỤC VỤ", "HÀNH CHÍNH CÔNG"), "UBND XÃ MẪU", "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG"),
        (("SỞ Y TẾ TỈNH MẪU", "THANH TRA"), "SỞ Y TẾ TỈNH MẪU", "THANH TRA"),
        (("TỈNH ỦY MẪU", "BAN TỔ CHỨC"), "TỈNH ỦY MẪU", "BAN TỔ CHỨC"),
        (("BỘ TƯ PHÁP",), "", "BỘ TƯ PHÁP"),
        (("UBND TỈNH MẪU", "SỞYTẾ"), "UBND TỈNH MẪU", "SỞYTẾ"),
    ],
)
def test_a_body_and_its_superior(bodies: tuple[str, ...], superior: str, body: str) -> None:
    head = head_of(letter(bodies=bodies))
    assert (head.superior.text, head.body.text) == (superior, body)


def test_lines_joined_over_the_gutter_are_parted() -> None:
    whole = letter()
    both = {one.text: one for one in whole.lines}
    left, right = both["UBND TỈNH MẪU"], both["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]
    number, day = both["Số: 145/SYT-NVY"], both["Mẫu, ngày 12 tháng 3 năm 2026"]
    joined = []
    for one, other in ((left, right), (number, day)):
        box = (one.box[0], one.box[1], other.box[0] + other.box[2] - one.box[0], one.box[3])
        joined.append(replace(one, text=f"{one.text} {other.text}", box=box, words=(*one.words, *other.words)))
    kept = [one for one in whole.lines if one not in (left, right, number, day)]
    assert _texts(head_of(replace(whole, lines=(*joined, *kept)))) == _texts(head_of(whole))


def _texts(head: Head) -> tuple[str, ...]:
    pieces = (head.number.piece, head.day.piece)
    return (head.superior.text, head.body.text, head.about.text, *(one.text if one else "" for one in pieces))


def test_a_head_without_its_motto() -> None:
    assert _texts(head_of(letter(motto=False))) == _texts(head_of(letter()))


def test_the_upper_part_of_a_page_alone() -> None:
    whole = letter()
    upper = replace(whole, height=900)
    assert _texts(head_of(upper)) == _texts(head_of(whole))


def test_the_text_is_no_substitute() -> None:
    cites = ("Căn cứ Quyết định số: 77/QĐ-UBND", "Mẫu, ngày 05 tháng 01 năm 2026 của Ủy ban nhân dân tỉnh về việc rà")
    head = head_of(letter(number="", day="", about=(), kind="KẾ HOẠCH", title=("Rà soát giấy tờ",), body=cites))
    assert head.number.piece is None and head.day.piece is None


@pytest.mark.parametrize("missing", ["number", "day"])
def test_a_slot_whose_line_was_lost_is_where_its_neighbour_says(missing: str) -> None:
    whole, without = head_of(letter()), head_of(letter(**{missing: ""}))  # type: ignore[arg-type]
    true = getattr(whole, missing).box
    found = getattr(without, missing).box
    assert getattr(without, missing).piece is None
    assert abs(found[1] + found[3] / 2 - true[1] - true[3] / 2) < 0.5 * STEP
    assert found[0] < true[0] + 0.5 * true[2] < found[0] + found[2]
    assert found in wanted_of(without).boxes


def test_an_incoming_mail_stamp_is_not_the_head() -> None:
    stamp = rows(("VĂN PHÒNG UBND XÃ MẪU", "CÔNG VĂN ĐẾN", "Số: 4521", "Ngày: 15/3/2026"), 250, 420)
    reading = letter()
    assert _texts(head_of(replace(reading, lines=(*reading.lines, *stamp)))) == _texts(head_of(reading))


@pytest.mark.parametrize("stamp", ["HỎA TỐC", "MẬT", "SAO Y BẢN CHÍNH", "THƯỢNG KHẨN"])
def test_a_mark_of_haste_or_secrecy_is_of_no_block(stamp: str) -> None:
    reading = letter(about=("V/v rà soát giấy tờ",))
    last = next(one for one in reading.lines if one.text.startswith("V/v"))
    marked = replace(reading, lines=(*reading.lines, twice(stamp, LEFT, last.box[1] + STEP)))
    assert head_of(marked).about.text == "V/v rà soát giấy tờ"


def test_a_mark_so_near_below_a_letters_subject_may_hide_a_line_of_it() -> None:
    reading = letter(about=("V/v rà soát giấy tờ",))
    last = next(one for one in reading.lines if one.text.startswith("V/v"))
    for below, whole in ((STEP, False), (3 * STEP, True)):
        stamp = twice("THƯỢNG KHẨN", LEFT, last.box[1] + below)
        assert head_of(replace(reading, lines=(*reading.lines, stamp))).about.whole is whole


def test_what_lies_beside_a_title_leaves_it_in_doubt() -> None:
    reading = letter(kind="KẾ HOẠCH", title=("Rà soát giấy tờ còn hiệu lực", "trên địa bàn xã Mẫu"))
    second = next(one for one in reading.lines if one.text.startswith("trên"))
    beside = replace(reading, lines=(*reading.lines, line("TRƯNG†M CONG BA0", 250, second.box[1] + 12)))
    head = head_of(beside)
    assert head.about.text == "Rà soát giấy tờ còn hiệu lực trên địa bàn xã Mẫu"
    assert not head.about.whole


def test_whom_a_letter_is_to_in_many_lines() -> None:
    to = [twice("Kính gửi:", 500, 560)]
    to += [
        replace(one, box=one.box)
        for one in (twice("- Các phòng chuyên môn;", 880, 610), twice("- Trạm Y tế.", 800, 650))
    ]
    plain = letter(to=())
    head = head_of(
        replace(plain, lines=(*(one for one in plain.lines if one.box[1] < 500), *to, paragraph("a b c", 900)))
    )
    assert head.to.text == "Các phòng chuyên môn; Trạm Y tế."


def test_a_form_has_no_head_and_a_certificate_a_form_below_it() -> None:
    motto = rows(("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"), MIDDLE, 100)
    assert find_head(sheet(motto, twice("TỜ KHAI ĐĂNG KÝ KHAI SINH", MIDDLE, 300), paragraph("a b c", 500))) is None
    certificate = letter(number="", day="", about=(), kind="GIẤY CHỨNG NHẬN ĐĂNG KÝ HỘ KINH DOANH", title=("Số: 35A8",))
    head = head_of(certificate)
    assert (head.form, head.kind, head.about.lines) == (True, "", ())


def test_a_page_without_words_has_none() -> None:
    assert find_head(sheet()) is None
    assert find_head(sheet(twice("Mẫu, ngày 1 tháng 2 năm 2026", RIGHT, 200))) is None


def test_a_commune_is_no_type_of_document() -> None:
    """`PHƯỜNG MẪU` is nearly `PHƯƠNG ÁN`."""
    head = head_of(letter(bodies=("ỦY BAN NHÂN DÂN", "PHƯỜNG MẪU"), number="Số: 145/UBND-VP"))
    assert (head.kind, head.body.text) == ("Công văn", "ỦY BAN NHÂN DÂN PHƯỜNG MẪU")


def test_a_slot_found_in_parts_is_one() -> None:
    reading = letter()
    number = next(one for one in reading.lines if one.text.startswith("Số"))
    day = next(one for one in reading.lines if one.text.startswith("Mẫu, ngày"))
    parts = [
        twice("Số:", 270, number.box[1] - 8),
        twice("145", 340, number.box[1] - 4),
        twice("/SYT-NVY", 470, number.box[1] + 6),
        twice("Mẫu, ngày", 900, day.box[1] + 5),
        twice("12", 1020, day.box[1] - 8),
        twice("tháng 3 năm 2026", 1230, day.box[1]),
    ]
    kept = [one for one in reading.lines if one not in (number, day)]
    found = _texts(head_of(replace(reading, lines=(*kept, *parts))))
    assert [text.replace(" /", "/") for text in found] == list(_texts(head_of(reading)))


def test_a_stamp_that_touches_a_title_is_not_of_it() -> None:
    reading = letter(kind="TỜ TRÌNH", title=("Về việc rà soát giấy tờ còn hiệu lực", "trên địa bàn xã Mẫu"), to=())
    first = next(one for one in reading.lines if one.text.startswith("Về việc"))
    stamp = twice("TRUNG TÂM MẪU", 0, first.box[1] + 9)
    stamp = replace(
        stamp,
        box=(first.box[0] - stamp.box[2] - 20, *stamp.box[1:]),
        words=tuple(
            replace(word, box=(word.box[0] - stamp.box[0] + first.box[0] - stamp.box[2] - 20, *word.box[1:]))
            for word in stamp.words
        ),
    )
    head = head_of(replace(reading, lines=(*reading.lines, stamp)))
    assert head.about.text == "Về việc rà soát giấy tờ còn hiệu lực trên địa bàn xã Mẫu"
    assert not head.about.whole


def test_two_bodies_that_issue_together_are_one_name() -> None:
    bodies = ("UBND TỈNH MẪU", "SỞ GIÁO DỤC VÀ ĐÀO TẠO –", "CÔNG ĐOÀN NGÀNH")
    head = head_of(letter(bodies=bodies, number="Số: 145/KH-SGDĐT-CĐN"))
    assert head.superior.text == "UBND TỈNH MẪU"
    assert head.body.text == "SỞ GIÁO DỤC VÀ ĐÀO TẠO – CÔNG ĐOÀN NGÀNH"


def test_a_name_without_its_place_is_not_whole() -> None:
    head = head_of(letter(bodies=("ỦY BAN NHÂN DÂN TỈNH", "SỞ XÂY DỰNG")))
    assert not head.body.whole


def test_the_head_of_the_party() -> None:
    reading = letter(bodies=("TỈNH ỦY MẪU", "VĂN PHÒNG"), number="Số 05-CV/VPTU")
    lines = [
        twice("ĐẢNG CỘNG SẢN VIỆT NAM", RIGHT, 100) if one.text.startswith("CỘNG HÒA") else one
        for one in reading.lines
        if not one.text.startswith("Độc lập")
    ]
    head = head_of(replace(reading, lines=tuple(lines)))
    assert (head.superior.text, head.body.text) == ("TỈNH ỦY MẪU", "VĂN PHÒNG")
    assert head.number.piece and head.number.piece.text == "Số 05-CV/VPTU"
