"""Which paper is it: by its codes, by its title, with diacritics lost and letters misread."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.document.papers.fold import fold, fold_in_place, folded_words
from desktop.document.papers.suggest import suggest, titles
from desktop.model.page import CodeKind, PageCode, Reading, ReadLine

CHECKLIST = [
    ("TKKS", "Tờ khai đăng ký khai sinh theo mẫu"),
    ("GCS", "Giấy chứng sinh hoặc văn bản của người làm chứng xác nhận về việc sinh"),
    ("CCCD", "Thẻ Căn cước công dân (bản sao)"),
    ("GKH", "Giấy chứng nhận kết hôn (nếu cha, mẹ đã đăng ký kết hôn)"),
]
CATALOGUE = [
    ("GKS", "Giấy khai sinh"),
    ("QSDD", "Giấy chứng nhận quyền sử dụng đất, quyền sở hữu nhà ở và tài sản khác gắn liền với đất"),
    ("QDXD", "Quyết định cấp giấy phép xây dựng"),
    ("HDCN", "Hợp đồng chuyển nhượng quyền sử dụng đất"),
    ("XNHN", "Giấy xác nhận tình trạng hôn nhân"),
    ("GTN", "Giấy tiếp nhận hồ sơ và hẹn trả kết quả"),
    ("TKKT", "Tờ khai đăng ký khai tử"),
]


def page(*lines: str, title: Sequence[str] = ()) -> Reading:
    """A page with the nation's lines, a large centred title, and small lines under it."""
    made = []
    y = 100
    for text in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", *title, *lines):
        tall = 50 if text in title else 34
        wide = min(1400, len(text) * tall // 2)
        left = 200 if text in lines else (1654 - wide) // 2
        made.append(ReadLine(text=text, box=(left, y, wide, tall), confidence=0.9, words=()))
        y += tall + 20
    return Reading(width=1654, height=2339, lines=tuple(made), reader="true")


BODY = ("Kính gửi: Ủy ban nhân dân xã Mẫu", "Họ, chữ đệm, tên người yêu cầu: Trần Văn Thử", "Nơi cư trú: thôn Mẫu")


@pytest.mark.parametrize(
    ("title", "code"),
    [
        (["TỜ KHAI ĐĂNG KÝ KHAI SINH"], "TKKS"),
        (["TO KHAl DANG KY KHAI SINH"], "TKKS"),
        (["GIẤY CHỨNG SINH"], "GCS"),
        (["GIẤY KHAI SINH"], "GKS"),
        (["GIẤY KHAI SINH", "(BẢN SAO)"], "GKS"),
        (["GIẤY CHỨNG NHẬN KẾT HÔN"], "GKH"),
        (["GIẤY CHỨNG NHẬN", "QUYỀN SỬ DỤNG ĐẤT,", "QUYỀN SỞ HỮU NHÀ Ở VÀ TÀI SẢN KHÁC", "GẮN LIỀN VỚI ĐẤT"], "QSDD"),
        (["QUYẾT ĐỊNH", "Về việc cấp giấy phép xây dựng"], "QDXD"),
        (["HỢP ĐỒNG CHUYỂN NHƯỢNG", "QUYỀN SỬ DỤNG ĐẤT"], "HDCN"),
        (["GIAY XAC NHAN TINH TRANG HON NHAN"], "XNHN"),
        (["TỜ KHAI ĐĂNG KÝ KHAI TỬ"], "TKKT"),
        (["THẺ CĂN CƯỚC CÔNG DÂN"], "CCCD"),
    ],
)
def test_title_gives_the_code(title: list[str], code: str) -> None:
    found = suggest([page(*BODY, title=title)], [()], CHECKLIST, CATALOGUE)
    assert found[0].code == code
    assert found[0].score > 0.7
    assert "«" in found[0].why
    assert all(one.score < found[0].score for one in found[1:])


def test_card_by_its_qr() -> None:
    card = PageCode(format="QRCode", text="…", kind=CodeKind.CITIZEN_CARD, box=(0, 0, 9, 9))
    found = suggest([None], [[card]], CHECKLIST, CATALOGUE)
    assert (found[0].code, found[0].score) == ("CCCD", 0.99)


def test_separator_says_it_outright() -> None:
    sheet = PageCode(
        format="QRCode",
        text="",
        kind=CodeKind.SEPARATOR,
        fields={"kind": "component", "code": "GKH"},
        box=(0, 0, 9, 9),
    )
    found = suggest([page(*BODY, title=["GIẤY KHAI SINH"])], [[sheet]], CHECKLIST, CATALOGUE)
    assert (found[0].code, found[0].score) == ("GKH", 1.0)


def test_receipt_by_its_code() -> None:
    code = PageCode(format="Code128", text="", kind=CodeKind.DOSSIER, box=(0, 0, 9, 9))
    found = suggest([page(title=["GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ"])], [[code]], CHECKLIST, CATALOGUE)
    assert found[0].code == "GTN"


def test_checklist_is_preferred_among_equals() -> None:
    found = suggest([page(title=["GIẤY KHAI SINH"])], [()], [("A1", "Giấy khai sinh")], [("A0", "Giấy khai sinh")])
    assert [one.code for one in found] == ["A1", "A0"]


def test_nothing_like_it_gives_nothing_sure() -> None:
    found = suggest([page("Kính thưa quý vị,", title=["THƯ MỜI DỰ TIỆC"])], [()], CHECKLIST, CATALOGUE)
    assert all(one.score < 0.6 for one in found)
    assert suggest([None], [()], CHECKLIST, CATALOGUE) == ()
    assert suggest([], [], [], []) == ()


def test_what_clerks_confirmed_is_learned() -> None:
    strange = page(title=["PHIẾU BÁO SINH CỦA NHÀ HỘ SINH"])
    before = suggest([strange], [()], CHECKLIST, CATALOGUE)
    taught = titles([strange])[0].text
    after = suggest([strange], [()], CHECKLIST, CATALOGUE, {"GCS": [taught]})
    assert after[0].code == "GCS" and after[0].score > 0.85
    assert not before or before[0].score < after[0].score
    assert "xác nhận" in after[0].why


@given(st.text(max_size=80))
def test_folding(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    normal = unicodedata.normalize("NFC", text)
    assert len(fold_in_place(normal)) == len(normal)
    assert all(word.isascii() for word in folded_words(text))


def test_folding_by_example() -> None:
    assert fold(" Đặng  Thị Ẵm Đường ") == "DANG THI AM DUONG"
    assert fold(unicodedata.normalize("NFD", "Nguyễn Đức")) == "NGUYEN DUC"
    assert fold_in_place("Số: 45/QĐ-UBND\nữ") == "so: 45/qd-ubnd\nu"


LINES = st.builds(
    ReadLine,
    text=st.text(max_size=30),
    box=st.tuples(*[st.integers(-100, 3000)] * 4),
    confidence=st.just(0.5),
    words=st.just(()),
)
READINGS = st.builds(
    Reading,
    width=st.integers(0, 2000),
    height=st.integers(0, 3000),
    lines=st.lists(LINES, max_size=8).map(tuple),
    reader=st.just("wild"),
)


@given(st.lists(READINGS, max_size=3))
def test_any_reading_gives_scores_within_bounds(readings: list[Reading]) -> None:
    for one in suggest(readings, [()] * len(readings), CHECKLIST, CATALOGUE):
        assert 0 <= one.score <= 1


def test_the_paper_that_a_list_is_attached_to_is_not_what_the_list_is() -> None:
    attached = page(*BODY, title=["DANH SÁCH THÀNH VIÊN", "(Kèm theo Giấy khai sinh)"])
    told = [title.text for title in titles([attached])]
    assert "DANH SÁCH THÀNH VIÊN" in told
    assert not any("Kèm theo" in text for text in told)
