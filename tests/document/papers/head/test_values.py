"""Values of a head: from their own place or not at all, and green only where that is earned."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.document.papers.field import Field, FieldState
from desktop.document.papers.fields import read_fields, worth_reading_twice
from desktop.document.papers.head.values import OWN
from desktop.model.page import Ink, Opinion, Reading, Word
from tests.document.papers.head.sheet import LEFT, STEP, letter, line, seen

TODAY = date(2026, 11, 29)
NUMBER, DAY = "Số: 145/SYT-NVY", "Mẫu, ngày 12 tháng 3 năm 2026"


def values(reading: Reading) -> dict[str, Field]:
    return read_fields([reading], [()], today=TODAY)


def said(fields: dict[str, Field]) -> dict[str, str]:
    return {name: field.value for name, field in fields.items() if name in OWN}


def test_all_that_a_letter_says() -> None:
    assert said(values(seen(letter(), {}))) == {
        "number": "145/SYT-NVY",
        "issued": "2026-03-12",
        "issuer": "SỞ Y TẾ",
        "issuer_parent": "UBND TỈNH MẪU",
        "type": "Công văn",
        "abstract": "V/v rà soát giấy tờ còn hiệu lực năm 2026",
        "recipient": "Các phòng chuyên môn",
    }


@pytest.mark.parametrize("behind", ["(sau đây gọi chung là các đơn vị)", "Thực hiện Kế hoạch số 12/KH-UBND của Ủy ban"])
def test_whom_it_is_to_ends_at_the_full_stop_of_the_list(behind: str) -> None:
    to = ("Kính gửi: Các phòng chuyên môn;", "Công an tỉnh.")
    reading = seen(letter(to=(*to, behind)), {})
    assert said(values(reading))["recipient"] == "Các phòng chuyên môn; Công an tỉnh"


@pytest.mark.parametrize(
    ("last", "state"),
    [("Sở Tài chính.", FieldState.GREEN), ("Sở Tài chính;", FieldState.ASKED), ("Sở Tài chính", FieldState.ASKED)],
)
def test_a_list_of_whom_it_is_to_is_not_whole_without_its_full_stop(last: str, state: FieldState) -> None:
    found = values(seen(letter(to=("Kính gửi: Sở Nội vụ;", last)), {}))["recipient"]
    assert (found.value, found.state) == ("Sở Nội vụ; Sở Tài chính", state)


def test_printed_and_agreed_it_is_all_green() -> None:
    found = values(seen(letter(), {}, Ink.PRINTED))
    assert {found[name].state for name in ("number", "issued", "issuer", "issuer_parent", "abstract")} == {
        FieldState.GREEN
    }
    assert all(found[name].valid and not found[name].other for name in ("number", "issued"))


@pytest.mark.parametrize("ink", [Ink.HANDWRITTEN, Ink.STAMPED, Ink.UNKNOWN])
def test_no_number_is_green_that_may_be_handwritten_however_many_readers_agree(ink: Ink) -> None:
    assert values(seen(letter(), {}, ink))["number"].state is FieldState.SINGLE


def test_a_handwritten_day_is_green_where_the_two_readers_of_handwriting_agree() -> None:
    differs = "Mẫu, ngày I7 tháng 3 năm 2026"
    agreed = seen(letter(), {DAY: (differs, DAY, DAY)}, Ink.HANDWRITTEN)
    assert values(agreed)["issued"].state is FieldState.GREEN
    other = seen(letter(), {DAY: (DAY, DAY, "Mẫu, ngày 17 tháng 3 năm 2026")}, Ink.HANDWRITTEN)
    assert values(other)["issued"].state is not FieldState.GREEN


def _unsure(one: Opinion) -> Opinion:
    return replace(one, sure=(0.5,) * len(one.text))


@pytest.mark.parametrize("reader", ["asternet", "digits"])
def test_a_handwritten_day_that_a_reader_of_handwriting_is_not_sure_of_is_not_green(reader: str) -> None:
    """The second reader was sure by 0.84 and 0.94 of a 4 for a 1 and an 8 for a 5, the third one of its opinion."""
    page = seen(letter(), {}, Ink.HANDWRITTEN)
    unsure = [
        replace(box, opinions=tuple(_unsure(one) if one.reader == reader else one for one in box.opinions))
        for box in page.boxes
    ]
    assert values(page)["issued"].state is FieldState.GREEN
    assert values(replace(page, boxes=tuple(unsure)))["issued"].state is FieldState.SINGLE


def test_what_is_not_known_of_a_number_is_asked_and_the_rest_kept() -> None:
    found = values(seen(letter(), {NUMBER: ("Số: /SYT-NVY", "Số: /SYT-NVY", "So: /SYT-NVY")}))["number"]
    assert (found.value, found.state, found.valid) == ("?/SYT-NVY", FieldState.ASKED, False)
    assert found.doubt and found.box


def test_what_is_not_known_of_a_day_is_asked_and_the_rest_kept() -> None:
    found = values(seen(letter(), {DAY: "Mẫu, ngày    tháng 3 năm 2026"}))["issued"]
    assert (found.value, found.state, found.valid) == ("2026-03-?", FieldState.ASKED, False)


CITES = ("Căn cứ Nghị định số: 15/2020/NĐ-CP ngày 12 tháng 01 năm 2020 của Chính phủ; Số: 77/QĐ-UBND",)


@pytest.mark.parametrize("kind", ["", "QUYẾT ĐỊNH"])
def test_the_text_is_never_taken_for_the_head(kind: str) -> None:
    bare = letter(number="", day="", kind=kind, title=("Về việc rà soát giấy tờ",), body=CITES)
    found = values(bare)
    assert "15/2020" not in str(said(found)) and "77/" not in str(said(found)) and "2020-01" not in str(said(found))


def test_a_line_that_was_lost_is_read_in_its_box() -> None:
    lost = letter(number="", day=DAY)
    found = values(seen(lost, {"": NUMBER}, Ink.PRINTED))
    assert found["number"].value == "145/SYT-NVY"


def test_a_superior_is_not_offered_for_the_body_whose_line_was_lost() -> None:
    alone = letter(bodies=("UBND TỈNH MẪU",))
    found = values(seen(alone, {"": ""}))
    assert "issuer" not in found and found["issuer_parent"].value == "UBND TỈNH MẪU"
    in_its_box = values(seen(alone, {"": "SỞ Y TẾ"}))
    assert (in_its_box["issuer"].value, in_its_box["issuer"].state) == ("SỞ Y TẾ", FieldState.ASKED)
    own = letter(bodies=("UBND TỈNH MẪU",), number="Số: 145/UBND-NC")
    assert values(seen(own, {}))["issuer"].value == "UBND TỈNH MẪU"


def test_a_name_that_the_symbol_does_not_tell_is_not_green() -> None:
    """The last line of a name may be lost without a trace."""
    cut = letter(bodies=("SỞ NÔNG NGHIỆP", "VĂN PHÒNG ĐĂNG KÝ ĐẤT"), number="Số: 145/VPĐKĐĐ-NV")
    assert values(seen(cut, {}))["issuer"].state is FieldState.SINGLE
    whole = letter(bodies=("SỞ NÔNG NGHIỆP", "VĂN PHÒNG ĐĂNG KÝ ĐẤT", "ĐAI"), number="Số: 145/VPĐKĐĐ-NV")
    found = values(seen(whole, {}))["issuer"]
    assert (found.value, found.state) == ("VĂN PHÒNG ĐĂNG KÝ ĐẤT ĐAI", FieldState.GREEN)


def test_a_name_whose_first_line_was_lost_above_is_asked() -> None:
    """The first body stands beside the nation's name: what stands a row lower has lost a line above."""
    bodies = ("SỞ NÔNG NGHIỆP VÀ MÔI", "TRƯỜNG TỈNH MẪU", "CHI CỤC THỦY LỢI")
    whole = letter(bodies=bodies, number="Số: 145/CCTL-NV")
    assert values(seen(whole, {}))["issuer_parent"].state is FieldState.GREEN
    cut = replace(whole, lines=tuple(one for one in whole.lines if one.text != bodies[0]))
    found = values(seen(cut, {}))["issuer_parent"]
    assert (found.value, found.state) == (bodies[1], FieldState.ASKED)


def test_a_superior_is_green_only_over_a_body_that_the_symbol_tells() -> None:
    """What is read as the body may be the end of the superior's name, whose first line then stands for the whole."""
    cut = letter(bodies=("SỞ LAO ĐỘNG", "BAN VIỆC LÀM TỈNH MẪU"), number="Số: 145/SLĐTBXH-NV")
    assert values(seen(cut, {}))["issuer_parent"].state is FieldState.SINGLE


@pytest.mark.parametrize(
    ("superior", "body", "state"),
    [
        ("UBND HUYỆN MẪU", "ỦY BAN NHÂN DÂN XÃ MẪU", FieldState.GREEN),
        ("ỦY BAN NHÂN DÂN TỈNH MẪU", "UBND THÀNH PHỐ MẪU", FieldState.GREEN),
        ("UBND THÀNH PHỐ MẪU", "UBND QUẬN MẪU", FieldState.GREEN),
        ("UBND XÃ MẪU", "UBND HUYỆN MẪU", FieldState.SINGLE),
        ("UBND TỈNH MẪU", "UBND TỈNH MẪU", FieldState.SINGLE),
    ],
)
def test_of_two_committees_with_one_symbol_the_lower_one_issues(superior: str, body: str, state: FieldState) -> None:
    found = values(seen(letter(bodies=(superior, body), number="Số: 145/UBND-NV"), {}))
    assert (found["issuer"].value, found["issuer"].state) == (body, state)


@pytest.mark.parametrize(
    "name", ["SỞ NỘI VIỆC: TỈNH MẪU", "SỞ. NỘI VIỆC", '"SỞ NỘI VIỆC', "SỞ NỘI* VIỆC", "SỞ NỘI VIỆC - TỈNH MẪU"]
)
def test_specks_in_the_name_of_a_body_make_it_asked(name: str) -> None:
    found = values(seen(letter(bodies=("UBND TP. MẪU", name), number="Số: 145/SNV-NV"), {}))
    assert found["issuer_parent"].state is FieldState.GREEN
    assert "issuer" not in found or found["issuer"].state is FieldState.ASKED


@pytest.mark.parametrize("ink", [Ink.HANDWRITTEN, Ink.STAMPED, Ink.UNKNOWN])
def test_one_digit_of_a_day_that_is_not_printed_may_be_half_of_two(ink: Ink) -> None:
    """NĐ 30/2020: days below ten are written with a nought."""
    short = "Mẫu, ngày 8 tháng 5 năm 2026"
    assert values(seen(letter(day=short), {}, ink))["issued"].state is FieldState.SINGLE
    assert values(seen(letter(day=short), {}, Ink.PRINTED))["issued"].state is FieldState.GREEN
    assert values(seen(letter(day="Mẫu, ngày 08 tháng 5 năm 2026"), {}, ink))["issued"].state is FieldState.GREEN


def test_a_letter_is_known_by_its_mark_and_a_symbol_without_a_type() -> None:
    assert values(seen(letter(), {}))["type"].state is FieldState.GREEN
    notice = values(seen(letter(number="Số: 145/TB-SYT"), {}))["type"]
    assert (notice.value, notice.state) == ("Công văn", FieldState.SINGLE)
    plain = letter(about=("Về việc rà soát giấy tờ",), number="Số: 145/SYT-NVY")
    assert values(seen(plain, {}))["type"].state is FieldState.GREEN
    unmarked = values(seen(letter(about=("rà soát giấy tờ",)), {})).get("type")
    assert unmarked is None or unmarked.state is FieldState.SINGLE


def test_a_title_that_begins_in_the_middle_of_a_sentence_is_asked() -> None:
    cut = letter(kind="KẾ HOẠCH", number="Số: 145/KH-SYT", title=("khác 6 tháng đầu năm 2026",))
    assert values(seen(cut, {}))["abstract"].state is FieldState.ASKED


@pytest.mark.parametrize("word", ["đổi", "đối", "chỉ", "hiểm", "giải"])
def test_a_word_that_another_tone_makes_another_word_must_stand_elsewhere_too(word: str) -> None:
    """Hook and acute over small letters look alike to both readers: `chuyển đổi`, `chuyến đối`."""
    about = ("V/v rà soát", f"{word} 06 năm 2026")
    assert (
        values(seen(letter(about=("V/v rà soát", "chuyển đổi 06 năm 2026")), {}))["abstract"].state is FieldState.GREEN
    )
    assert values(seen(letter(about=about), {}))["abstract"].state is FieldState.SINGLE
    below = letter(about=about)
    backed = replace(below, lines=(*below.lines, line(f"Thực hiện {word} 06", 700, 2000, rival=f"Thực hiện {word} 06")))
    assert values(seen(backed, {}))["abstract"].state is FieldState.GREEN


@pytest.mark.parametrize(
    ("read", "written"),
    [
        ("bố sung kinh phí", "bổ sung kinh phí"),
        ("chuyến đối số", "chuyển đổi số"),
        ("phồ biến pháp luật", "phổ biến pháp luật"),
        ("Thấm định dự án", "Thẩm định dự án"),
    ],
)
def test_words_that_the_trade_knows_with_another_tone_are_put_right_and_asked(read: str, written: str) -> None:
    found = values(seen(letter(about=(f"V/v {read}",)), {}))["abstract"]
    assert (found.value, found.other, found.state) == (f"V/v {written}", f"V/v {read}", FieldState.ASKED)


@pytest.mark.parametrize("name", ["BỆNH VIÊN ĐA KHOA", "SỞ NÔI VỤ", "PHÒNG DÂN TỐC"])
def test_a_word_whose_other_half_tells_another_tone_is_asked(name: str) -> None:
    """Both readers may lose the same dot of a copy."""
    found = values(seen(letter(bodies=("SỞ Y TẾ", name), number="Số: 145/BVĐK-NV"), {}))["issuer"]
    assert found.state is FieldState.ASKED


@pytest.mark.parametrize(
    ("own", "other", "text"),
    [
        ("V/v rà soát Nghị quyết. của tỉnh", "V/v rà soát Nghị quyết của tỉnh", "V/v rà soát Nghị quyết của tỉnh"),
        ("V/v rà soát “giấy] tờ cũ", "V/v rà soát giấy tờ cũ", "V/v rà soát giấy tờ cũ"),
        ("V/v rà soát giấy, tờ", "V/v rà soát giấy. tờ", "V/v rà soát giấy, tờ"),
        ("V/v rà soát giấy tờ -", "V/v rà soát giấy tờ .", "V/v rà soát giấy tờ"),
    ],
    ids=["full stop", "brackets", "comma", "dash"],
)
def test_a_sign_that_one_reader_alone_sees_and_that_cannot_be_there_is_none(own: str, other: str, text: str) -> None:
    page = letter(about=(own,))
    lines = [line(own, LEFT, one.box[1], rival=other) if one.text == own else one for one in page.lines]
    found = values(seen(replace(page, lines=tuple(lines)), {}))["abstract"]
    assert (found.value, found.state) == (text, FieldState.GREEN)


def _seen_once(word: Word, sure: float) -> Word:
    return replace(word, rival="", confidence=sure) if word.text == "-" else word


@pytest.mark.parametrize(
    ("about", "sure", "text", "state"),
    [
        (("V/v tập huấn cho y - bác sỹ",), 0.77, "V/v tập huấn cho y - bác sỹ", FieldState.ASKED),
        (("V/v tập huấn cho y -", "bác sỹ"), 0.77, "V/v tập huấn cho y - bác sỹ", FieldState.ASKED),
        (("V/v tập huấn cho y -", "bác sỹ"), 0.25, "V/v tập huấn cho y bác sỹ", FieldState.GREEN),
    ],
)
def test_a_dash_that_one_reader_alone_sees_is_asked_about_if_it_is_seen_at_all(
    about: tuple[str, ...], sure: float, text: str, state: FieldState
) -> None:
    page = letter(about=about)
    lines = [replace(one, words=tuple(_seen_once(word, sure) for word in one.words)) for one in page.lines]
    found = values(seen(replace(page, lines=tuple(lines)), {}))["abstract"]
    assert (found.value, found.state) == (text, state)


def test_a_comma_that_one_reader_alone_sees_is_asked_about() -> None:
    about = "V/v rà soát giấy tờ, còn hiệu lực"
    page = letter(about=(about,))
    lines = [
        line(about, LEFT, one.box[1], rival=about.replace(",", "")) if one.text == about else one for one in page.lines
    ]
    assert values(seen(replace(page, lines=tuple(lines)), {}))["abstract"].state is FieldState.ASKED


def test_a_dash_between_two_years_may_be_lost_by_one_reader() -> None:
    about = "V/v rà soát giấy tờ 2025 - 2030"
    page = letter(about=(about,))
    lines = [
        replace(
            one,
            words=tuple(replace(word, rival="", confidence=0.2) if word.text == "-" else word for word in one.words),
        )
        for one in page.lines
    ]
    found = values(seen(replace(page, lines=tuple(lines)), {}))["abstract"]
    assert (found.value, found.state) == (about, FieldState.GREEN)


@pytest.mark.parametrize(("dirt", "rival"), [("ˆ", "."), ("|", "_"), ("•", "ˆ")])
def test_dirt_between_words_is_no_part_of_a_text(dirt: str, rival: str) -> None:
    about = f"V/v rà soát giấy tờ {dirt} còn hiệu lực"
    page = letter(about=(about,))
    lines = [
        line(about, LEFT, one.box[1], rival=about.replace(dirt, rival)) if one.text == about else one
        for one in page.lines
    ]
    found = values(seen(replace(page, lines=tuple(lines)), {}))["abstract"]
    assert (found.value, found.state) == ("V/v rà soát giấy tờ còn hiệu lực", FieldState.GREEN)
    dash = values(seen(letter(about=("V/v rà soát năm 2025 - 2026",)), {}))["abstract"]
    assert dash.value == "V/v rà soát năm 2025 - 2026"


@pytest.mark.parametrize("rival", ["của các cơ quan, đơn vỉ", "của các cờ quan, đơn vị"])
def test_of_readings_that_differ_in_marks_the_one_counts_that_the_trade_knows(rival: str) -> None:
    last = "của các cơ quan, đơn vị"
    page = letter(about=("V/v rà soát giấy tờ", last))
    for own, other in ((last, rival), (rival, last)):
        lines = [line(own, LEFT, one.box[1], sure=0.8, rival=other) if one.text == last else one for one in page.lines]
        found = values(replace(page, lines=tuple(lines)))["abstract"]
        assert found.value == f"V/v rà soát giấy tờ {last}"
        assert (found.state is FieldState.GREEN) is (own == last), "the surer reader must be among those that say so"


def test_a_name_broken_within_a_word_is_one_name() -> None:
    """`TRƯỜNG` begins the name of a school, and ends `MÔI TRƯỜNG`."""
    bodies = ("UBND TỈNH MẪU", "SỞ NÔNG NGHIỆP VÀ MÔI", "TRƯỜNG TỈNH MẪU")
    found = values(seen(letter(bodies=bodies, number="Số: 145/SNNVMT-NV"), {}))
    assert (found["issuer"].value, found["issuer_parent"].value) == (" ".join(bodies[1:]), bodies[0])


def test_a_day_before_a_paper_that_is_cited_is_asked() -> None:
    later = letter(body=("Căn cứ Quyết định số 77/QĐ-UBND ngày 15/3/2026 của Ủy ban nhân dân tỉnh Mẫu,",))
    found = values(seen(later, {}, Ink.PRINTED))["issued"]
    assert found.state is FieldState.ASKED and "15/03/2026" in found.doubt
    assert values(seen(letter(), {}, Ink.PRINTED))["issued"].state is FieldState.GREEN


def test_a_day_to_come_is_no_day_of_issue() -> None:
    found = read_fields([seen(letter(), {}, Ink.PRINTED)], [()], today=date(2026, 3, 11))["issued"]
    assert (found.valid, found.state) == (False, FieldState.ASKED)


def test_a_symbol_that_does_not_go_with_the_type_is_asked() -> None:
    odd = letter(number="Số: 145/QĐ-SYT", kind="KẾ HOẠCH", title=("Rà soát giấy tờ",))
    found = values(seen(odd, {}, Ink.PRINTED))["number"]
    assert found.value == "145/QĐ-SYT"
    assert "KH" in found.doubt


ABOUT = ("V/v rà soát giấy tờ", "của các cơ quan, đơn vị")


@pytest.mark.parametrize(
    ("last", "rival"),
    [("của các cơ quan, đơn vị", "của các cơ quan, đơn vj"), ("của các cơ quan (đơn vị", "của các cơ quan (đơn vị")],
    ids=["readers-differ", "bracket-left-open"],
)
def test_an_abstract_that_may_not_be_as_written_is_asked(last: str, rival: str) -> None:
    reading = letter(about=ABOUT)
    doubtful = next(one for one in reading.lines if one.text == ABOUT[1])
    lines = [line(last, LEFT, doubtful.box[1], rival=rival) if one is doubtful else one for one in reading.lines]
    assert values(replace(reading, lines=tuple(lines)))["abstract"].state is FieldState.ASKED
    assert values(reading)["abstract"].state is FieldState.GREEN


@pytest.mark.parametrize("word", ["II", "1", "l", "XIII", "XII", "VII"])
def test_a_word_of_strokes_makes_nothing_green(word: str) -> None:
    """One, the Roman one and the letter l look alike to every reader."""
    found = values(letter(about=("V/v tập huấn lần", f"{word} năm 2026")))["abstract"]
    assert (found.value, found.state) == (f"V/v tập huấn lần {word} năm 2026", FieldState.ASKED)


def test_two_numbers_side_by_side_have_lost_what_stood_between() -> None:
    found = values(letter(about=("V/v số hóa giấy tờ", "giai đoạn 2025 2030")))["abstract"]
    assert (found.state, bool(found.doubt)) == (FieldState.ASKED, True)


def test_a_word_that_no_language_has_makes_nothing_green() -> None:
    assert values(letter(bodies=("UBND TỈNH MẪU", "SỞ Y TÊẾ")))["issuer"].state is not FieldState.GREEN


@pytest.mark.parametrize("rivals", [("SỞ", "Y", "TẾ"), ("SỞ", "YTẾ", ""), ("SỞYTẾ", "", "")])
def test_a_word_that_differs_in_marks_is_taken_as_the_page_says_it_elsewhere(rivals: tuple[str, ...]) -> None:
    reading = letter(
        bodies=("UBND TỈNH MẪU",), about=ABOUT, body=("Sở Y tế yêu cầu các đơn vị y tế thực hiện như sau:",)
    )
    body = line("SỞ Y TÉ", LEFT, 100 + STEP, sure=0.8)
    words = tuple(replace(word, rival=rival) for word, rival in zip(body.words, rivals, strict=True))
    body = replace(body, words=words)
    assert values(replace(reading, lines=(*reading.lines, body)))["issuer"].value == "SỞ Y TẾ"


@pytest.mark.parametrize("mark", ["V/v", "V/v:", "-.V/v-", "VIv", "V%"])
def test_the_mark_of_a_letter_is_written_one_way(mark: str) -> None:
    found = values(letter(about=(f"{mark} rà soát giấy tờ",)))["abstract"]
    assert found.value == "V/v rà soát giấy tờ"


def test_a_form_keeps_its_layout_under_its_head() -> None:
    certificate = letter(
        number="", about=(), kind="GIẤY CHỨNG NHẬN ĐĂNG KÝ HỘ KINH DOANH", title=("Số: 35A8123456",), to=(), body=()
    )
    found = values(certificate)
    assert found["number"].value == "35A8123456"
    assert found["issuer"].value == "SỞ Y TẾ"
    assert "type" not in found and "abstract" not in found


def test_what_the_other_readers_look_at() -> None:
    reading = letter()
    wanted = worth_reading_twice(reading)
    lines = [one.text for one in reading.lines]
    asked = {lines[place.line] for place in wanted.words}
    assert {"SỞ Y TẾ", "V/v rà soát giấy tờ", "còn hiệu lực năm 2026"} <= asked
    assert any(text.startswith("Kính gửi") for text in asked)
    assert not any(text.startswith("Căn cứ") for text in asked)
    boxes = {one.box: one.text for one in reading.lines}
    assert {NUMBER, DAY, "SỞ Y TẾ"} <= {boxes[box] for box in wanted.boxes}


def test_a_head_of_a_later_page_is_of_another_paper() -> None:
    found = read_fields([letter(number="", day=""), letter()], [(), ()], today=TODAY)
    assert "number" not in found and "issued" not in found


def test_an_empty_slot_beside_its_label_is_asked() -> None:
    found = values(letter(number="Số:"))
    assert (found["number"].value, found["number"].valid) == ("?", False)


SAID = st.one_of(st.text(max_size=40), st.sampled_from([NUMBER, DAY, "Số: 15/2020/TT-BTP", "", "?", "ngày tháng năm"]))


@settings(max_examples=60, deadline=None)
@given(st.tuples(SAID, SAID, SAID), st.tuples(SAID, SAID, SAID), st.sampled_from(Ink))
def test_whatever_readers_say_of_the_slots_the_values_are_well_formed(
    number: tuple[str, str, str], day: tuple[str, str, str], ink: Ink
) -> None:
    found = values(seen(letter(), {NUMBER: number, DAY: day}, ink))
    for field in found.values():
        assert field.value and 0 <= field.confidence <= 1
        assert field.valid or (field.doubt and field.state is FieldState.ASKED)
        assert field.state is not FieldState.GREEN or not field.doubt
    if "number" in found and found["number"].state is FieldState.GREEN:
        assert ink is Ink.PRINTED
