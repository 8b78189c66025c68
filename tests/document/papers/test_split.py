"""A pile comes apart at clear titles and at separator sheets, and loses no page."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop.document.papers.split import split
from desktop.model.declaration import DeclarationCode
from desktop.model.page import CodeKind, PageCode, Reading, ReadLine

CHECKLIST = [("TKKS", "Tờ khai đăng ký khai sinh"), ("GCS", "Giấy chứng sinh"), ("CCCD", "Thẻ căn cước công dân")]
CARD = PageCode(format="QRCode", text="", kind=CodeKind.CITIZEN_CARD, box=(0, 0, 9, 9))


def page(title: str) -> Reading:
    lines = [(500, 250, title), (200, 900, "Kính gửi: Ủy ban nhân dân xã Mẫu"), (200, 960, "Tôi xin cam đoan")]
    made = tuple(ReadLine(text=t, box=(x, y, 650, 44), confidence=0.9, words=()) for x, y, t in lines)
    return Reading(width=1654, height=2339, lines=made, reader="true")


def separator(code: str) -> PageCode:
    fields = {"kind": "component", "code": code}
    return PageCode(format="QRCode", text="", kind=CodeKind.SEPARATOR, fields=fields, box=(0, 0, 9, 9))


def declared(code: str) -> PageCode:
    said = DeclarationCode("TAM-AAAA-BBBB", code)
    fields = {"dossier": said.dossier, "code": code}
    return PageCode(format="QRCode", text=said.text, kind=CodeKind.DECLARATION, fields=fields, box=(0, 0, 9, 9))


FORM, BIRTH, MORE = page("TỜ KHAI ĐĂNG KÝ KHAI SINH"), page("GIẤY CHỨNG SINH"), page("tiếp theo trang trước")


def test_titles_part_a_pile() -> None:
    parts = split([FORM, MORE, None, BIRTH, None], [(), (), (), (), [CARD]], CHECKLIST)
    assert [part.pages for part in parts] == [(0, 1, 2), (3,), (4,)]
    assert [part.suggestions[0].code for part in parts] == ["TKKS", "GCS", "CCCD"]


def test_separators_part_and_name() -> None:
    parts = split([MORE, None, MORE, MORE, None], [(), [separator("GCS")], (), (), [separator("TKKS")]], CHECKLIST)
    assert [(part.pages, part.separator) for part in parts] == [((0,), None), ((2, 3), 1)]
    assert parts[1].suggestions[0].code == "GCS"


def test_a_title_after_its_separator_does_not_part_again() -> None:
    parts = split([None, FORM, MORE], [[separator("TKKS")], (), ()], CHECKLIST)
    assert [part.pages for part in parts] == [(1, 2)]


def test_the_sheets_of_a_declaration_are_one_paper_that_its_code_names() -> None:
    codes = [(), [declared("TKKS")], [declared("TKKS")], (), [declared("GCS")], [declared("TKKS")]]
    parts = split([MORE, FORM, MORE, MORE, None, MORE], codes, CHECKLIST)
    assert [part.pages for part in parts] == [(0,), (1, 2, 3), (4,), (5,)]
    assert [part.suggestions[0].code for part in parts[1:]] == ["TKKS", "GCS", "TKKS"]


PAGES = st.sampled_from([(FORM, ()), (MORE, ()), (None, ()), (None, (CARD,)), (BIRTH, ()), (None, (separator("X"),))])


@given(st.lists(PAGES, max_size=8))
def test_no_page_is_lost(pile: list[tuple[Reading | None, tuple[PageCode, ...]]]) -> None:
    parts = split([reading for reading, _ in pile], [codes for _, codes in pile], CHECKLIST)
    kept = [at for part in parts for at in part.pages]
    sheets = [at for at, (_, codes) in enumerate(pile) if any(code.kind is CodeKind.SEPARATOR for code in codes)]
    assert kept == sorted(set(range(len(pile))) - set(sheets))
