"""Values of a paper: found by their labels, true or said to be doubtful, with the place they came from.

The file is long because each way a paper says a value is a case of its own.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.catalogue.reader import read_catalogue_file
from desktop.document.papers.extractors import BadExtractor, load_extractors
from desktop.document.papers.field import Field, FieldState
from desktop.document.papers.fields import read_fields, summary
from desktop.document.papers.fold import fold
from desktop.document.papers.issuers import beside_known, with_known_issuer
from desktop.machine.folders import resources
from desktop.model.mrz import card_lines
from desktop.model.page import CodeKind, PageCode, Reading, ReadLine, Word

WIDTH, HEIGHT = 1654, 2339
At = tuple[int, int, str]


def line(x: int, y: int, text: str, confidence: float = 0.9) -> ReadLine:
    words, at = [], x
    for part in text.split(" "):
        words.append(Word(text=part, box=(at, y, 20 * len(part), 36), confidence=confidence))
        at += 20 * len(part) + 12
    return ReadLine(text=text, box=(x, y, at - 12 - x, 36), confidence=confidence, words=tuple(words))


def page(*lines: At) -> Reading:
    return Reading(width=WIDTH, height=HEIGHT, lines=tuple(line(*one) for one in lines), reader="true")


DECISION = page(
    (150, 100, "ỦY BAN NHÂN DÂN"),
    (850, 100, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    (200, 150, "XÃ MẪU"),
    (950, 150, "Độc lập - Tự do - Hạnh phúc"),
    (200, 240, "Số: 145/QĐ-UBND"),
    (950, 240, "Xã Mẫu, ngày 12 tháng 3 năm 2026"),
    (700, 340, "QUYẾT ĐỊNH"),
    (450, 400, "Về việc cấp giấy phép xây dựng nhà ở riêng lẻ"),
    (200, 520, "Căn cứ Luật Xây dựng ngày 18 tháng 6 năm 2014;"),
    (200, 600, "Ông/bà: Trần Văn Thử"),
    (200, 650, "Ngày sinh: 05/07/1988"),
    (200, 700, "Số CCCD: 099088000123"),
    (200, 750, "Địa chỉ: Thôn Mẫu, xã Mẫu"),
    (1000, 1700, "CHỦ TỊCH"),
    (1000, 2000, "Lê Thị Ví Dụ"),
)
BIRTH = page(
    (500, 300, "GIẤY KHAI SINH"),
    (1200, 120, "Số: 45/2026"),
    (1200, 170, "Quyển số: 01/2026"),
    (200, 500, "Họ, chữ đệm, tên: NGUYỄN THỊ ẴM"),
    (200, 560, "Ngày, tháng, năm sinh: 02/01/2026 Ghi bằng chữ: ngày hai tháng một"),
    (200, 620, "Số định danh cá nhân: 099326000456"),
    (200, 1200, "Nơi đăng ký khai sinh: Ủy ban nhân dân xã Mẫu"),
    (200, 1260, "Ngày, tháng, năm đăng ký: 12/01/2026"),
)
CARD = page(
    (300, 100, "CĂN CƯỚC CÔNG DÂN"),
    (300, 200, "Số / No.: 099088000123"),
    (300, 260, "Họ và tên / Full name:"),
    (300, 320, "TRẦN VĂN THỬ"),
    (300, 380, "Ngày sinh / Date of birth: 05/07/1988"),
    (300, 440, "Có giá trị đến: 05/07/2028"),
)
LAND = page(
    (300, 300, "GIẤY CHỨNG NHẬN"),
    (300, 360, "QUYỀN SỬ DỤNG ĐẤT"),
    (300, 500, "a) Thửa đất số: 123; tờ bản đồ số: 45"),
    (300, 560, "c) Diện tích: 250,5 m2"),
    (300, 1800, "Số vào sổ cấp GCN: CH 01234"),
)


@pytest.mark.parametrize(
    ("paper", "kind", "wanted"),
    [
        (
            DECISION,
            "Quyết định cấp giấy phép xây dựng",
            {
                "number": "145/QĐ-UBND",
                "issued": "2026-03-12",
                "issuer": "ỦY BAN NHÂN DÂN XÃ MẪU",
                "abstract": "Về việc cấp giấy phép xây dựng nhà ở riêng lẻ",
                "signer": "Lê Thị Ví Dụ",
                "owner_name": "Trần Văn Thử",
                "owner_born": "1988-07-05",
                "owner_id": "099088000123",
                "address": "Thôn Mẫu, xã Mẫu",
            },
        ),
        (
            BIRTH,
            "Giấy khai sinh",
            {
                "number": "45/2026",
                "issued": "2026-01-12",
                "issuer": "Ủy ban nhân dân xã Mẫu",
                "owner_name": "NGUYỄN THỊ ẴM",
                "owner_born": "2026-01-02",
                "owner_id": "099326000456",
            },
        ),
        (
            CARD,
            "Thẻ căn cước công dân",
            {
                "number": "099088000123",
                "owner_id": "099088000123",
                "owner_name": "TRẦN VĂN THỬ",
                "owner_born": "1988-07-05",
                "valid_until": "2028-07-05",
            },
        ),
        (LAND, "", {"land_plot": "123", "map_sheet": "45", "land_area": "250,5 m", "number": "CH01234"}),
    ],
    ids=["decision", "birth", "card", "land"],
)
def test_values_of_papers(paper: Reading, kind: str, wanted: dict[str, str]) -> None:
    found = read_fields([paper], [()], kind, today=date(2026, 11, 24))
    assert {name: found[name].value for name in wanted} == wanted
    assert all(found[name].valid for name in wanted)
    assert all(found[name].confidence == 0.9 for name in wanted if not found[name].doubt)


def test_values_know_their_place() -> None:
    found = read_fields([None, DECISION], [(), ()])
    assert found["number"].page == 1
    assert found["number"].box == (200 + 20 * 3 + 12, 240, 20 * 11, 36)
    assert found["issuer"].box == (150, 100, 276, 86)
    assert summary(found)["number"]["box"] == [272, 240, 220, 36]


def test_qr_wins_and_is_sure() -> None:
    code = PageCode(
        format="QRCode",
        text="",
        kind=CodeKind.CITIZEN_CARD,
        fields={"number": "099088000123", "name": "Trần Văn Thử", "born": "1988-07-05", "issued": "2022-01-01"},
        box=(9, 9, 90, 90),
    )
    found = read_fields([CARD], [[code]], "Thẻ căn cước công dân")
    assert (found["owner_name"].value, found["owner_name"].source) == ("Trần Văn Thử", "qr")
    assert found["owner_name"].confidence == 1 and found["owner_name"].box == (9, 9, 90, 90)
    assert found["issued"].value == "2022-01-01"
    on_a_form = read_fields([BIRTH], [[code]], "Giấy khai sinh")
    assert on_a_form["issued"].value == "2026-01-12"


def test_impossible_values_are_kept_but_not_valid() -> None:
    paper = page(
        (200, 240, "Số: ///"), (950, 240, "Xã Mẫu, ngày 31 tháng 2 năm 2026"), (200, 700, "Số CCCD: 0001234567")
    )
    found = read_fields([paper], [()])
    assert not found["issued"].valid and found["issued"].doubt == "ngày không có thật"
    assert not found["owner_id"].valid
    assert "number" not in found or not found["number"].valid


def test_future_and_order_of_days_are_doubted() -> None:
    assert not read_fields([DECISION], [()], today=date(2026, 3, 11))["issued"].valid
    paper = page((200, 600, "Ngày sinh: 05/07/1990"), (200, 700, "Số CCCD: 099088000123"))
    found = read_fields([paper], [()])
    assert "không khớp" in found["owner_born"].doubt and found["owner_born"].confidence == 0.45


def test_a_valid_value_further_down_goes_before_a_broken_one() -> None:
    paper = page((200, 600, "Ngày sinh: 35/07/1990"), (200, 700, "Ngày sinh: 05/07/1990"))
    found = read_fields([paper], [()])["owner_born"]
    assert found.value == "1990-07-05" and found.confidence == 0.45 and "giá trị sai" in found.doubt


DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@given(DAYS, st.booleans(), st.booleans())
def test_every_real_day_is_read_exactly(day: date, bare: bool, long: bool) -> None:
    if long:
        text, name = f"Xã Mẫu, ngày {day:%d} tháng {day.month} năm {day.year:04}", "issued"
    else:
        text, name = f"Ngày, tháng, năm sinh: {day.day}/{day.month:02}/{day.year:04}", "owner_born"
    paper = page((950, 240, fold(text) if bare else text))
    assert read_fields([paper], [()])[name].value == day.isoformat()


@given(st.from_regex(r"0[0-9][1-9][0-9]{9}", fullmatch=True), st.sampled_from(["{}", "{}.", "{} cấp ngày 1/1/2021"]))
def test_every_number_is_read_exactly(number: str, form: str) -> None:
    paper = page((200, 700, "Số định danh cá nhân: " + form.format(number)))
    found = read_fields([paper], [()])["owner_id"]
    assert found.value == number and found.valid


LINES = st.builds(
    ReadLine,
    text=st.one_of(
        st.text(max_size=60),
        st.sampled_from(
            ["Số:", "ngày 99 tháng 99 năm 9999", "Họ và tên: 1", "CHỦ TỊCH", "UBND", "Số định danh: 12345678"]
        ),
    ),
    box=st.tuples(*[st.integers(-100, 3000)] * 4),
    confidence=st.floats(0, 1),
    words=st.lists(st.builds(Word, text=st.text(max_size=8), box=st.just((0, 0, 1, 1)), confidence=st.just(0.4))).map(
        tuple
    ),
)
READINGS = st.builds(
    Reading,
    width=st.integers(0, 2000),
    height=st.integers(0, 3000),
    lines=st.lists(LINES, max_size=10).map(tuple),
    reader=st.just("wild"),
)


@settings(max_examples=150)
@given(st.lists(READINGS, max_size=2), st.text(max_size=30))
def test_any_reading_gives_well_formed_fields(readings: list[Reading], kind: str) -> None:
    for field in read_fields(readings, [()] * len(readings), kind).values():
        assert 0 <= field.confidence <= 1
        assert 0 <= field.page < len(readings)
        assert field.value
        assert field.valid or field.doubt


def test_endless_lines_take_no_endless_time() -> None:
    hostile = ("Số: " + "1 a-" * 4000, "uy ban nhan dan " * 1200, "ngày " * 4000, "a " * 9000, "1" * 19_000)
    for text in hostile:
        read_fields([page((10, 10, text))], [()])
    many = tuple((1000, 1200, "CHỦ TỊCH") for _ in range(2000))
    read_fields([page(*many)], [()])


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("not toml", "toàn tệp"),
        ("applies = 'x'", "applies"),
        ("applies = ['(']", "applies"),
        ("[[field]]\nkind = 'text'", "field"),
        ("[[field]]\nname = 'a'\nkind = 'odd'", "a"),
        ("[[field]]\nname = 'a'\nkind = 'text'", "a"),
        ("[[field]]\nname = 'a'\nkind = 'text'\n[[field.from]]\nmatch = 'x'", "a"),
        ("[[field]]\nname = 'a'\nkind = 'text'\n[[field.from]]\nmatch = '(?P<value>x)'\nregion = [0, 0, 2, 1]", "a"),
        ("[[field]]\nname = 'a'\nkind = 'text'\n[[field.from]]\nmatch = '(?P<value>x)'\npick = 'some'", "a"),
    ],
)
def test_bad_extractors_are_refused_by_name(text: str, key: str, tmp_path: Path) -> None:
    (tmp_path / "thu.toml").write_text(text, "utf-8")
    with pytest.raises(BadExtractor, match=r"thu\.toml") as error:
        load_extractors(tmp_path)
    assert key in error.value.message


def test_an_administrator_can_add_one(tmp_path: Path) -> None:
    (tmp_path / "le-phi.toml").write_text(
        "applies = ['bien lai']\n[[field]]\nname = 'fee'\nkind = 'digits'\n"
        "[[field.from]]\nmatch = '''so tien:\\s*(?P<value>\\d+)'''\n",
        "utf-8",
    )
    paper = page((100, 100, "BIÊN LAI"), (100, 200, "Số tiền: 8000"))
    found = read_fields([paper], [()], extractors=load_extractors(tmp_path))
    assert found["fee"].value == "8000"


@pytest.mark.parametrize(
    ("text", "value", "valid"),
    [
        ("Mã số thuế: 0100233488", "0100233488", True),
        ("Mã số doanh nghiệp: 0314409058-002", "0314409058-002", True),
        ("MST: 01O0 233 488", "0100233488", True),
        ("Mã số thuế: 0100233480", "0100233480", False),
    ],
)
def test_a_tax_number_is_checked_by_its_own_digit(text: str, value: str, valid: bool) -> None:
    found = read_fields([page((200, 600, text))], [()])["tax_number"]
    assert (found.value, found.valid) == (value, valid)
    assert bool(found.doubt) is not valid


def test_the_body_under_its_superior_is_the_issuer() -> None:
    """NĐ 30/2020: the superior body stands above the one that issues."""
    hospital = page((330, 130, "SỞ Y TẾ TỈNH MẪU"), (280, 180, "TRUNG TÂM Y TẾ MẪU"), (620, 330, "GIẤY CHỨNG SINH"))
    assert read_fields([hospital], [()])["issuer"].value == "TRUNG TÂM Y TẾ MẪU"
    alone = page((330, 130, "SỞ Y TẾ TỈNH MẪU"), (330, 240, "Số: 12/SYT"))
    assert read_fields([alone], [()])["issuer"].value == "SỞ Y TẾ TỈNH MẪU"


def test_the_signer_is_found_where_a_seal_hides_the_first_letters_of_the_duty() -> None:
    signed = page((1070, 1400, "ƯỞNG PHÒNG"), (1030, 1700, "Lê Thị Ví Dụ"))
    assert read_fields([signed], [()])["signer"].value == "Lê Thị Ví Dụ"


@pytest.mark.parametrize(
    "text",
    [
        "Số: 15/2020/TT-BTP ngày 28 tháng 5 năm 2020 của Bộ Tư pháp",
        "số 15/2020/TT-BTP ngày 28 tháng 5 năm 2020 của Bộ Tư pháp",
        "Căn cứ Thông tư số: 15/2020/TT-BTP của Bộ Tư pháp",
    ],
)
def test_the_number_of_a_paper_that_is_cited_is_not_this_one(text: str) -> None:
    assert "number" not in read_fields([page((200, 600, text))], [()])


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"), "TL. CHỦ TỊCH CHÁNH VĂN PHÒNG"),
        (("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), "KT. CHỦ TỊCH PHÓ CHỦ TỊCH"),
        (("TUQ. GIÁM ĐỐC", "TRƯỞNG PHÒNG"), "TUQ. GIÁM ĐỐC TRƯỞNG PHÒNG"),
        (("CHÁNH VĂN PHÒNG",), "CHÁNH VĂN PHÒNG"),
    ],
)
@pytest.mark.parametrize("name", ["Trương Văn Thử", "Lê Trường Phong", "Chu Thị Mẫu"])
def test_a_duty_is_no_name(lines: tuple[str, ...], title: str, name: str) -> None:
    duties = [(1000, 1600 + 50 * at, text) for at, text in enumerate(lines)]
    found = read_fields([page(*duties, (1000, 2000, name))], [()])
    assert (found["signer"].value, found["signer_title"].value) == (name, title)
    assert "signer" not in (bare := read_fields([page(*duties)], [()])) or not bare["signer"].valid


@pytest.mark.parametrize(("sure", "state"), [(0.99, FieldState.GREEN), (0.8, FieldState.SINGLE)])
def test_two_readers_that_say_the_same_but_doubt_it_make_nothing_green(sure: float, state: FieldState) -> None:
    read = line(200, 600, "Họ và tên: Lý Xuân Đẩu", sure)
    twice = replace(read, words=tuple(replace(word, rival=word.text) for word in read.words))
    reading = Reading(width=WIDTH, height=HEIGHT, lines=(twice,), reader="true")
    assert read_fields([reading], [()])["owner_name"].state is state


KNOWN = ("Ủy ban nhân dân xã Mẫu", "Ủy ban nhân dân phường Mẫu Tây")


@pytest.mark.parametrize("name", ["ỦY BAN NHÂN DÂN XÃ MẪU", "UBND xã Mẫu", "Uỷ ban nhân dân phường Mẫu Tây"])
def test_a_known_issuer_is_left_as_read(name: str) -> None:
    issuer = Field(value=name, confidence=0.9, box=None, page=0, valid=True, state=FieldState.GREEN)
    assert beside_known(issuer, KNOWN) == issuer


@pytest.mark.parametrize("name", ["ỦY BAN NHÂN DÂN XÃ MÂU", "ỦY BAN NHÂN DÂN PHƯỜNG MẪU TẬY", "UBND xã Mầu"])
def test_an_issuer_that_is_nearly_a_known_one_is_asked(name: str) -> None:
    issuer = Field(value=name, confidence=0.9, box=None, page=0, valid=True, state=FieldState.GREEN)
    asked = beside_known(issuer, KNOWN)
    assert asked.value == name
    assert (asked.state, asked.other in KNOWN) == (FieldState.ASKED, True)


def test_a_body_that_the_catalogue_does_not_know_is_no_mistake() -> None:
    issuer = Field(value="Tòa án nhân dân huyện Mẫu", confidence=0.9, box=None, page=0, valid=True)
    assert beside_known(issuer, KNOWN) == issuer


def test_the_issuer_of_a_paper_is_looked_up_in_the_catalogue() -> None:
    catalogue = read_catalogue_file(resources() / "catalogue" / "sample.json")
    wrong = page((150, 100, "ỦY BAN NHÂN DÂN XÃ MÂU"), (200, 240, "Số: 145/QĐ-UBND"))
    found = with_known_issuer(read_fields([wrong], [()]), catalogue)
    assert found["issuer"].state is FieldState.ASKED
    assert found["issuer"].other == "Ủy ban nhân dân xã Mẫu"


def card(number: str, *machine: str, name: str = "LÊ VÍ DỤ", reader: str = "one+other") -> Reading:
    lines = [
        (300, 100, "CĂN CƯỚC CÔNG DÂN"),
        (300, 200, "Số / No.:"),
        (500, 200, number),
        (300, 300, "Họ và tên / Full name:"),
        (300, 350, name),
        *((100, 900 + 60 * at, text) for at, text in enumerate(machine)),
    ]
    return replace(page(*lines), reader=reader)


MACHINE = card_lines("099088000123", "Lê Ví Dụ", "Nam", date(1988, 7, 5), date(2028, 7, 5))


def test_lines_for_machines_stand_beside_the_reading():
    alone = read_fields([card("", *MACHINE)], [()])
    assert (alone["owner_id"].source, alone["owner_id"].state) == ("mrz", FieldState.SINGLE)
    assert (alone["owner_born"].value, alone["valid_until"].value) == ("1988-07-05", "2028-07-05")
    same = read_fields([card("099088000123", *MACHINE)], [()])["owner_id"]
    assert same.state is FieldState.GREEN
    other = read_fields([card("099088000128", *MACHINE)], [()])["owner_id"]
    assert (other.state, other.value, other.other) == (FieldState.ASKED, "099088000123", "099088000128")


def test_a_code_and_lines_for_machines_are_two_sources():
    coded = PageCode(
        format="QRCode", text="", kind=CodeKind.CITIZEN_CARD, fields={"number": "099088000123"}, box=(0, 0, 9, 9)
    )
    found = read_fields([card("", *MACHINE)], [(coded,)])["owner_id"]
    assert (found.source, found.state) == ("qr", FieldState.GREEN)
    stranger = replace(coded, fields={"number": "099088000999"})
    asked = read_fields([card("", *MACHINE)], [(stranger,)])["owner_id"]
    assert (asked.state, asked.other) == (FieldState.ASKED, "099088000123")


def test_lines_for_machines_confirm_a_name_that_two_readers_have_and_replace_none():
    names = [
        read_fields([card("", *MACHINE, **how)], [()])["owner_name"]
        for how in ({}, {"reader": "one"}, {"name": "LÊ VI DU"}, {"name": "LÊ VÍ DỤNG"})
    ]
    assert [name.value for name in names] == ["LÊ VÍ DỤ", "LÊ VÍ DỤ", "LÊ VI DU", "LÊ VÍ DỤNG"]
    assert [name.state is FieldState.GREEN for name in names] == [True, False, True, False]


def test_lines_for_machines_whose_check_digits_fail_prove_nothing():
    spoiled = (MACHINE[0].replace("88", "66"), MACHINE[1], MACHINE[2])
    assert "owner_id" not in read_fields([card("", *spoiled)], [()])
