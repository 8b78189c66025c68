"""Cells that do not say what they show are refused by name; what they show is what is read."""

from __future__ import annotations

import io
import time
import unicodedata
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from desktop.catalogue.excel import HIDDEN_ROW, HIDDEN_SHEET, read_excel
from desktop.catalogue.reader import catalogue_from_data
from desktop.catalogue.table import CatalogueTable
from desktop.model.errors import UnreadableInput

DAY = date(2026, 3, 12)
HEAD = ["STT", "Mã thủ tục", "Tên thủ tục", "Trường hợp", "Mã giấy tờ", "Tên giấy tờ", "Bản chính", "Số hóa"]
GOOD = [1, "1.001193", "Khai sinh", "A", "GT.1", "Tờ khai", 1, "i"]


def book_of(*rows: list, change: Callable | None = None) -> bytes:
    book = openpyxl.Workbook()
    for row in (HEAD, *rows):
        book.active.append(row)
    if change:
        change(book.active)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def patched(data: bytes, old: bytes, new: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as former, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as fresh:
        for part in former.infolist():
            content = former.read(part)
            if part.filename == "xl/worksheets/sheet1.xml":
                assert old in content
                content = content.replace(old, new)
            fresh.writestr(part, content)
    return out.getvalue()


def read(tmp_path: Path, data: bytes) -> CatalogueTable:
    file = tmp_path / "a.xlsx"
    file.write_bytes(data)
    return read_excel(file)


def refused(table: CatalogueTable) -> dict[int, str]:
    return {note.row: note.reason for note in table.notes if not note.taken}


def with_cell(name: str, value: object, form: str | None = None) -> bytes:
    def change(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        sheet[name] = value
        if form:
            sheet[name].number_format = form

    second = [2, "1.001193", "Khai sinh", "A", "GT.2", "Tờ khai", 1, "i"]
    return book_of(GOOD, second, change=change)


@pytest.mark.parametrize("column", ["B", "C", "D", "E", "F", "G", "H"])
@pytest.mark.parametrize(
    "error", ["#REF!", "#N/A", "#DIV/0!", "#NAME?", "#VALUE!", "#NUM!", "#NULL!", "=VLOOKUP(A1,B1:C9,2)"]
)
def test_errors_and_formulas_without_a_value_are_refused_by_cell(tmp_path, column, error):
    found = refused(read(tmp_path, with_cell(f"{column}3", error)))
    assert list(found) == [3]
    assert f"ô {column}3" in found[3]
    assert ("công thức" if error.startswith("=") else error) in found[3]


def test_an_error_in_a_column_that_is_not_read_does_not_matter(tmp_path):
    assert refused(read(tmp_path, with_cell("A3", "#REF!"))) == {}


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        (b' t="str"><f>"GT."&amp;A3</f><v>GT.7</v>', "GT.7"),
        (b' t="str"><f>"GT."&amp;A3</f><v></v>', "không có mã"),
        (b"><f>1+1</f><v>7</v>", "7"),
        (b' t="e"><f>1/0</f><v>#DIV/0!</v>', "ô E3 là lỗi #DIV/0!"),
        (b' t="str"><f>A3</f><v>#N/A</v>', "ô E3 là lỗi #N/A"),
        (b'><f t="shared" si="0"/>', "ô E3 là công thức"),
        (b' t="inlineStr"><is><t>=A3&amp;"x"</t></is>', "ô E3 là công thức viết thành chữ"),
        (b' t="inlineStr"><is><t>#REF!</t></is>', "ô E3 là lỗi #REF!"),
    ],
)
def test_a_formulas_kept_value_is_what_counts(tmp_path, kept, said):
    data = patched(with_cell("E3", 99), b'<c r="E3" t="n"><v>99</v>', b'<c r="E3"' + kept)
    table = read(tmp_path, data)
    codes = [one.code for one in table.catalogue("v", DAY).procedures[0].cases[0].components]
    assert said in codes or said in refused(table)[3]


@pytest.mark.parametrize(
    ("value", "form", "said"),
    [
        (1.0, None, "1"),
        (12, "0000", "0012"),
        ("0012", None, "0012"),
        (12, "@", "12"),
        (100000, "0.00E+00", "E3"),
        (123456789012, None, "E3"),
        (1234, "#,##0", "E3"),
        (0.5, "0%", "E3"),
        (12, "0.00", "E3"),
        (1.5, "0", "E3"),
        ("1E+05", None, "có ký tự lạ"),
        (datetime(2026, 7, 1), None, "E3"),
        (date(2026, 7, 1), "d-mmm", "E3"),
        (True, None, "E3"),
        ("gt.2", None, "GT.2"),
        (" GT.2\u00a0", None, "GT.2"),
        ("\ufeffGT\u200b.2\u200d\u00ad", None, "GT.2"),
        ("gt.1", None, "đã có"),
        ("G\u0422.2", None, "có ký tự lạ"),
    ],
)
def test_a_code_is_what_its_cell_shows_or_refused(tmp_path, value, form, said):
    table = read(tmp_path, with_cell("E3", value, form))
    codes = [one.code for one in table.catalogue("v", DAY).procedures[0].cases[0].components]
    assert said in codes if not refused(table) else said in refused(table)[3]


@pytest.mark.parametrize(("name", "value"), [("F3", True), ("F3", datetime(2026, 1, 2)), ("G3", datetime(2026, 1, 1))])
def test_dates_and_booleans_are_no_names_and_no_counts(tmp_path, name, value):
    assert name in refused(read(tmp_path, with_cell(name, value)))[3]


def test_a_procedure_that_cannot_be_known_keeps_the_rows_below_it(tmp_path):
    below = [None, None, None, None, "GT.3", "Giấy", 1, "i"]
    table = read(tmp_path, book_of(GOOD, [2, "#REF!", "Khai tử", "A", "GT.2", "Tờ khai", 1, "i"], below))
    assert list(refused(table)) == [3, 4]
    table = read(tmp_path, book_of(GOOD, [2, None, None, "#N/A", "GT.2", "Tờ khai", 1, "i"], below))
    assert list(refused(table)) == [3, 4]
    assert [c.code for c in table.catalogue("v", DAY).procedures[0].cases[0].components] == ["GT.1"]


def test_a_fault_in_a_merged_cell_is_one_in_each_of_its_rows(tmp_path):
    def merge(sheet):
        sheet["D2"] = "=Z1"
        sheet.merge_cells("D2:D3")

    table = read(tmp_path, book_of(GOOD, [2, None, None, None, "GT.2", "Giấy", 1, "i"], change=merge))
    assert list(refused(table)) == [2, 3]


def test_names_are_kept_as_they_are_seen(tmp_path):
    name = unicodedata.normalize("NFD", "Giấy\u00a0chứng  sinh\u200b")
    table = read(tmp_path, with_cell("F3", name))
    assert table.catalogue("v", DAY).procedures[0].cases[0].components[1].name == "Giấy chứng sinh"
    case = {"code": "TH1", "name": "A", "components": []}
    procedure = {"code": "1.001193\u200b", "name": name, "cases": [case], "results": []}
    ours = {"version": "1", "valid_from": "2026-01-01", "agencies": [], "procedures": [procedure]}
    assert catalogue_from_data(ours, "x").procedures[0].name == "Giấy chứng sinh"


def test_what_is_hidden_is_told(tmp_path):
    def hide(sheet):
        sheet.row_dimensions[3].hidden = True
        other = sheet.parent.create_sheet("Danh mục cũ")
        other.append(HEAD)
        other.append(GOOD)
        other.sheet_state = "hidden"

    table = read(tmp_path, book_of(GOOD, [2, None, None, None, "GT.2", "Giấy", 1, "i"], change=hide))
    assert [(note.sheet, note.row) for note in table.notes if note.reason == HIDDEN_ROW] == [("Sheet", 3)]
    assert [note.sheet for note in table.notes if note.reason == HIDDEN_SHEET] == ["Danh mục cũ"]
    assert table.whole


def test_sheets_made_to_grow_are_refused_soon(tmp_path):
    one = book_of(GOOD)
    end = b"</sheetData>"
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>' + end
    merged = end + b'<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    begun = time.process_time()
    for new in (far, merged):
        try:
            read(tmp_path, patched(one, end, new))
        except UnreadableInput as refusal:
            assert "a.xlsx" in refusal.message
    for new, reason in (
        (b'<row r="9"/>' * 2_000_000 + end, "nén quá lớn"),
        (b"<c/>" * 400_000 + end, "quá nhiều ô"),
        (end + b"<mergeCells>" + b'<mergeCell ref="A1:XFD1048576"/>' * 350_000 + b"</mergeCells>", "quá nhiều ô"),
    ):
        with pytest.raises(UnreadableInput, match=reason):
            read(tmp_path, patched(one, end, new))
    assert time.process_time() - begun < 10


def test_entities_are_never_expanded(tmp_path):
    laughs = b'<!DOCTYPE a [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">]><worksheet '
    for before in (b"", b" " * ((1 << 20) - 5)):
        with pytest.raises(UnreadableInput, match="khai báo XML"):
            read(tmp_path, patched(book_of(GOOD), b"<worksheet ", before + laughs))


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "mật khẩu"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "mật khẩu"),
        ("a.xlsx", "Mã thủ tục;Tên\n1.001193;Khai sinh\n".encode(), "không phải tệp Excel"),
        ("a.xlsx", b"", "không phải tệp Excel"),
        ("a.xlsx", book_of(GOOD)[:-400], "không phải tệp Excel"),
    ],
)
def test_other_files_under_its_name_are_named(tmp_path, name, data, said):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(UnreadableInput, match=said):
        read_excel(tmp_path / name)
