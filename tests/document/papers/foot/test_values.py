"""Who signs: the lines of power and duty belong together, a name stands below them, and half a block is never green."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from desktop.document.papers.field import Field, FieldState
from desktop.document.papers.fields import read_fields, worth_reading_twice
from desktop.document.papers.foot.blocks import find_foot, wanted_of
from desktop.document.papers.foot.values import read_foot
from desktop.model.page import Reading, ReadLine
from tests.document.papers.head.sheet import (
    LEFT,
    MIDDLE,
    READERS,
    RIGHT,
    STEP,
    in_box,
    letter,
    paragraph,
    rows,
    sheet,
    twice,
)

TOP = 1500
NAME = "Lê Thị Mẫu"


def signed(
    title: Sequence[str],
    name: str = NAME,
    *,
    copies: int = TOP,
    over: Sequence[ReadLine] = (),
) -> Reading:
    """A page whose text ends in the block of who signs; `copies`: row of `Nơi nhận`, px."""
    lines = [*over, twice("Nơi nhận:", 280, copies), *rows(title, RIGHT, TOP)]
    lines += [twice(name, RIGHT, TOP + (len(title) + 5) * STEP)] if name else []
    return in_boxes(sheet(lines))


def in_boxes(reading: Reading, **other: str) -> Reading:
    """The reading with its lines read whole by every reader; `other`: what one of them says of all lines."""
    foot = find_foot(reading)
    boxes = []
    for line, box in zip(foot.lines if foot else (), wanted_of(foot).boxes if foot else (), strict=True):
        boxes.append(in_box(box, [other.get(reader, line.text) for reader in READERS]))
    return replace(reading, boxes=tuple(boxes))


def said(reading: Reading) -> dict[str, Field]:
    return read_foot([reading])


WHOLE = [
    ("GIÁM ĐỐC",),
    ("Q. GIÁM ĐỐC",),
    ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
    ("KT. BỘ TRƯỞNG", "THỨ TRƯỞNG"),
    ("K/T TRƯỞNG BAN", "PHÓ TRƯỞNG BAN"),
    ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"),
    ("TUQ. GIÁM ĐỐC", "TRƯỞNG PHÒNG"),
    ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
    ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
    ("TM. BAN CHỈ ĐẠO CHƯƠNG TRÌNH", "MỤC TIÊU QUỐC GIA", "TRƯỞNG BAN"),
]


@pytest.mark.parametrize("title", WHOLE, ids=" / ".join)
@pytest.mark.parametrize("name", [NAME, NAME.upper()])
def test_power_duty_and_name_are_read_as_one_block(title: tuple[str, ...], name: str) -> None:
    found = said(signed(title, name))
    assert (found["signer_title"].value, found["signer"].value) == (" ".join(title), name)
    assert {found["signer_title"].state, found["signer"].state} == {FieldState.GREEN}


@pytest.mark.parametrize(
    "title",
    [
        ("KT. GIÁM ĐỐC",),
        ("KT. GIÁM ĐỐC", "GIÁM ĐỐC"),
        ("TL. CHỦ TỊCH",),
        ("TM. ỦY BAN NHÂN DÂN",),
        ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"),
        ("TM. BAN CHỈ ĐẠO CHƯƠNG TRÌNH", "MỤC TIÊU QUỐC GIA"),
        ("PHÓ GIÁM ĐỐC",),
        ("TM. ỦY BAN NHÂN DÂN", "PHÓ CHỦ TỊCH"),
    ],
    ids=" / ".join,
)
def test_half_of_the_lines_is_asked_about(title: tuple[str, ...]) -> None:
    found = said(signed(title))["signer_title"]
    assert found.state is FieldState.ASKED
    assert "thiếu dòng" in found.doubt


@pytest.mark.parametrize("last", [(), ("CHÍNH",)])
def test_a_duty_that_may_go_on_in_a_lost_line_is_not_green(last: tuple[str, ...]) -> None:
    found = said(signed(("TUQ. GIÁM ĐỐC", "TRƯỞNG PHÒNG TỔ CHỨC - HÀNH", *last)))
    assert found["signer_title"].state is not FieldState.GREEN


def test_a_line_that_may_be_lost_above_keeps_the_title_from_being_green() -> None:
    """`Nơi nhận` stands in the row of the block's first line."""
    found = said(signed(("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), copies=TOP - STEP))
    assert found["signer_title"].state is FieldState.SINGLE


def test_what_a_reader_sees_beyond_the_ends_of_a_line_keeps_it_from_being_green() -> None:
    """`Q.` before a duty is lost in the lines, and is read in the wider box."""
    page = sheet(twice("Nơi nhận:", 280, TOP), twice("GIÁM ĐỐC", RIGHT, TOP), twice(NAME, RIGHT, TOP + 6 * STEP))
    assert said(in_boxes(page))["signer_title"].state is FieldState.GREEN
    for seen in ("Q. GIÁM ĐỐC", "Q:GIÁM ĐỐC", "aGIÁM ĐỐC"):
        assert said(in_boxes(page, asternet=seen))["signer_title"].state is not FieldState.GREEN


def test_a_power_whose_sign_was_lost_is_not_green() -> None:
    """`K/T` is another way to write `KT.`: without its sign nobody can tell."""
    lost = said(signed(("KT GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")))["signer_title"]
    assert (lost.value, lost.state) == ("KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC", FieldState.SINGLE)


@pytest.mark.parametrize("name", ["Lý Văn Đẩu", "Lý Văn Đấu", "Lý Văn Đầu", "Lý Thị Thủy"])
def test_a_name_that_another_tone_makes_another_name_is_not_green(name: str) -> None:
    assert said(signed(("GIÁM ĐỐC",), name))["signer"].state is FieldState.SINGLE


def test_a_reader_that_begins_a_name_with_a_family_name_is_believed_and_asked() -> None:
    page = signed(("GIÁM ĐỐC",), "Trấn Văn Thử")
    found = said(in_boxes(page, asternet="Trần Văn Thử"))["signer"]
    assert (found.value, found.other, found.state) == ("Trần Văn Thử", "Trấn Văn Thử", FieldState.ASKED)


@pytest.mark.parametrize("sign", [":", ",", ". "])
def test_a_power_is_shortened_with_a_full_stop(sign: str) -> None:
    found = said(signed((f"KT{sign} GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")))["signer_title"]
    assert found.value == "KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC"


def test_under_a_title_that_nobody_could_read_the_name_is_offered_and_not_green() -> None:
    text = paragraph("Đề nghị các cơ quan thực hiện./.", 1200)
    found = said(in_boxes(sheet(text, twice("SUUM @OC", RIGHT, TOP), twice(NAME, RIGHT, TOP + 6 * STEP))))
    assert (found["signer"].value, found["signer"].state) == (NAME, FieldState.SINGLE)
    assert "signer_title" not in found


@pytest.mark.parametrize("heading", ["PHẦN THỨ NHẤT", "CẢI CÁCH HÀNH CHÍNH", "ĐĂNG KÝ HỘ TỊCH", "HÁNH VĂN PHÒNG"])
def test_a_heading_is_no_name_without_a_duty_above_it_and_never_green(heading: str) -> None:
    assert said(sheet(rows((heading,), MIDDLE + 60, 900))) == {}
    below = said(signed(("GIÁM ĐỐC",), heading)).get("signer")
    assert below is None or below.state is not FieldState.GREEN


@pytest.mark.parametrize("name", ["Chu Thị Tích", "Trương Văn Phong", "Chu Văn Tịnh"])
def test_a_name_that_looks_like_a_duty_is_a_name(name: str) -> None:
    assert said(signed(("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), name))["signer"].value == name


@pytest.mark.parametrize(
    ("read", "state"),
    [
        ("“Hồ Thị Mẫu", FieldState.GREEN),
        (">Hồ Thị Mẫu", FieldState.GREEN),
        ("Hế Thị Mẫu", FieldState.ASKED),
        ("X2 Thị Mẫu", FieldState.ASKED),
    ],
)
def test_a_name_that_a_seal_spoils_is_found_by_the_reader_that_has_a_family_name(read: str, state: FieldState) -> None:
    found = said(in_boxes(signed(("GIÁM ĐỐC",), read), asternet="Hồ Thị Mẫu"))["signer"]
    assert (found.value, found.state) == ("Hồ Thị Mẫu", state)


def test_a_duty_in_two_lines_is_whole_with_what_stands_at_the_break() -> None:
    title = ("TM. BAN CHỈ ĐẠO PHÒNG,", "CHỐNG TỘI PHẠM -", "TỆ NẠN XÃ HỘI", "TRƯỞNG BAN")
    assert said(signed(title))["signer_title"].value == " ".join(title)
    last = ("TUQ. GIÁM ĐỐC", "TRƯỞNG PHÒNG TỔ CHỨC -", "HÀNH CHÍNH")
    assert said(signed(last))["signer_title"].value == " ".join(last)


def test_a_deputys_duty_that_a_seal_spoils_is_told_by_the_line_above_and_not_green() -> None:
    found = said(signed(("KT. CỤC TRƯỞNG", "BHÓ DỤC TRƯỞNG")))["signer_title"]
    assert found.value == "KT. CỤC TRƯỞNG PHÓ CỤC TRƯỞNG"
    assert found.state is not FieldState.GREEN


def test_what_a_seal_leaves_before_a_duty_does_not_keep_it_from_being_green() -> None:
    page = sheet(twice("Nơi nhận:", 280, TOP), twice("CHỦ TỊCH", RIGHT, TOP), twice(NAME, RIGHT, TOP + 6 * STEP))
    for seen in ("VỔ CHỦ TỊCH", "CẢN CHỦ TỊCH", "57 CHỦ TỊCH"):
        assert said(in_boxes(page, asternet=seen))["signer_title"].state is FieldState.GREEN


def test_who_decides_over_the_grounds_does_not_sign() -> None:
    body = [*rows(("CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ MẪU",), MIDDLE + 20, 700), paragraph("Căn cứ Luật Ví dụ,", 760)]
    assert said(signed(("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), over=body))["signer"].value == NAME


def test_what_stands_left_in_the_same_line_is_not_part_of_it() -> None:
    left, right = twice("Nơi nhận:", 280, TOP), twice("GIÁM ĐỐC", RIGHT, TOP)
    one = replace(right, text=f"{left.text} {right.text}", box=(200, TOP, 1100, 44), words=(*left.words, *right.words))
    found = said(in_boxes(sheet(one, twice(NAME, RIGHT, TOP + 6 * STEP))))
    assert (found["signer_title"].value, found["signer"].value) == ("GIÁM ĐỐC", NAME)


def test_the_first_page_that_is_signed_counts_and_not_what_is_added_behind() -> None:
    pages = [letter(), signed(("GIÁM ĐỐC",)), signed(("TRƯỞNG PHÒNG",), "Trần Văn Thử")]
    assert read_fields(pages, [()] * 3)["signer"].value == NAME


def test_a_whole_block_goes_before_a_name_alone_on_an_earlier_page() -> None:
    alone = sheet(paragraph("Đề nghị các cơ quan thực hiện./.", 1200), twice("Trần Văn Thử", RIGHT, TOP))
    assert said(alone)["signer"].value == "Trần Văn Thử"
    assert read_foot([alone, signed(("GIÁM ĐỐC",))])["signer"].value == NAME


def test_a_paper_with_a_head_has_no_signer_but_in_its_block() -> None:
    heading = sheet(rows(("CHỦ TỊCH ỦY BAN NHÂN DÂN", "PHẦN THỨ NHẤT"), LEFT + 400, 900))
    assert "signer" not in read_fields([letter(), heading], [(), ()])


def test_the_block_is_read_by_every_reader() -> None:
    page = signed(("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"))
    foot = find_foot(page)
    assert foot and foot.name
    boxes = set(worth_reading_twice(page).boxes)
    assert boxes == set(wanted_of(foot).boxes)
    for line in (*foot.title, foot.name):
        assert any(x < line.left and line.right < x + wide and y == line.box[1] for x, y, wide, _ in boxes)
