from __future__ import annotations

import zipfile
from datetime import date, datetime

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.catalogue import excel
from desktop.catalogue.columns import meaning
from desktop.catalogue.excel import read_excel
from desktop.catalogue.national import is_national, read_national
from desktop.catalogue.reader import catalogue_from_data
from desktop.catalogue.table import CatalogueTable
from desktop.model.data import as_data
from desktop.model.errors import UnreadableInput

DAY = date(2026, 3, 12)


def workbook(file, sheets, merged=()):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    for sheet, cells in merged:
        book[sheet].merge_cells(cells)
    book.save(file)
    return file


@pytest.fixture
def provincial(tmp_path):
    """As provinces have them: titles, headings in two rows, merged cells, column numbers, blank lines, sections."""
    rows = [
        ["UỶ BAN NHÂN DÂN TỈNH MẪU"],
        ["DANH MỤC THÀNH PHẦN HỒ SƠ PHẢI SỐ HÓA", None, None, None, None, None, None, None, None],
        ["(Kèm theo Quyết định số 45/QĐ-UBND ngày 12/3/2026)"],
        [],
        ["STT", "Mã số TTHC", "Tên thủ tục hành chính", "Trường hợp", "Mã giấy tờ", "Tên giấy tờ", "Số lượng", None,
         "Số hóa (lý do)", "Mã kết quả thay thế"],
        [None, None, None, None, None, None, "Bản chính", "Bản sao", None, None],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)", "(9)", "(10)"],
        ["I", "LĨNH VỰC HỘ TỊCH"],
        [1, "1.001193", "Đăng ký khai sinh", "Cha mẹ có đăng ký kết hôn", "gt.ks.01", "Tờ khai  đăng ký khai sinh", 1,
         0, "iii", ""],
        [None, None, None, None, "GT.KS.03", "Giấy chứng sinh", "01", None, "(ii)", "-"],
        [],
        [None, None, None, None, "GT.KS.04", "Giấy chứng nhận kết hôn", None, "01 bản", "i", "KQ.G15.000002"],
        [None, None, None, "Chưa xác định được cha", "GT.KS.01", "Tờ khai đăng ký khai sinh", 1, None, "x", None],
        ["II", "Lĩnh vực: Đất đai"],
        [2, 1.0011, "Cấp giấy chứng nhận", None, "GT.DD.01", "Đơn đề nghị", None, None, None, None],
    ]  # fmt: skip
    results = [
        ["Danh mục kết quả"],
        ["TT", "Mã thủ tục", "Mã kết quả", "Tên kết quả"],
        [1, "1.001193", "KQ.G15.000001", "Giấy khai sinh"],
    ]
    agencies = [
        ["Mã định danh", "Tên đơn vị", "Từ ngày", "Đến ngày", "Đơn vị cũ", "Tên gọi khác"],
        ["H08.12", "UBND huyện Mẫu", None, "30/6/2025", None, None],
        ["000.00.40.H21", "UBND xã Mẫu", datetime(2025, 7, 1), None, "H08.12; H08.13", "Xã Mẫu"],
    ]
    return workbook(
        tmp_path / "danh-muc.xlsx",
        {"Thành phần": rows, "Kết quả": results, "Đơn vị": agencies, "Ghi chú": [["Người lập biểu"]]},
        merged=[("Thành phần", "A2:I2"), ("Thành phần", "G5:H5"), ("Thành phần", "B9:B12"), ("Thành phần", "C9:C12")],
    )


def test_a_provincial_workbook_is_read_as_people_read_it(provincial):
    table = read_excel(provincial)
    assert [note for note in table.notes if not note.taken] == []
    assert table.whole
    catalogue = table.catalogue("2026.2", DAY)
    birth = catalogue.procedure("1.001193")
    assert (birth.name, birth.field) == ("Đăng ký khai sinh", "HỘ TỊCH")
    assert [(case.code, case.name) for case in birth.cases] == [
        ("TH1", "Cha mẹ có đăng ký kết hôn"),
        ("TH2", "Chưa xác định được cha"),
    ]
    first, second, third = birth.cases[0].components
    assert (first.code, first.name, first.originals, first.copies, first.must_digitise) == (
        "GT.KS.01", "Tờ khai đăng ký khai sinh", 1, 0, "iii",
    )  # fmt: skip
    assert (second.originals, second.copies, second.must_digitise, second.replaced_by) == (1, 0, "ii", "")
    assert (third.originals, third.copies, third.must_digitise, third.replaced_by) == (0, 1, "i", "KQ.G15.000002")
    assert birth.cases[1].components[0].must_digitise == "x"
    assert [result.name for result in birth.results] == ["Giấy khai sinh"]
    land = catalogue.procedure("1.001100")
    assert (land.field, land.cases[0].components[0].originals) == ("Đất đai", 1)
    commune = catalogue.agency("H21.40")
    assert commune.predecessors == ("H08.12", "H08.13")
    assert catalogue.agency("Xã Mẫu") == catalogue.agency("000.00.40.H21") == commune
    district = catalogue.agency("H08.12")
    assert district.existed_on(date(2025, 6, 30)) and not district.existed_on(date(2025, 7, 1))
    assert catalogue_from_data(as_data(catalogue), "x") == catalogue


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (["1.2", "Thủ tục", "GT.1", "Đơn", 1, ""], "1.2"),
        (["1.000001", "", "GT.1", "Đơn", 1, ""], "không có tên"),
        (["1.001193", "Khai sinh", "", "Đơn", 1, ""], "không có mã"),
        (["1.001193", "Khai sinh", "GT.9", "", 1, ""], "không có tên"),
        (["1.001193", "Khai sinh", "GT 9", "Đơn", 1, ""], "có ký tự lạ"),
        (["1.001193", "Khai sinh", "GT.1", "Đơn", 1, ""], "đã có"),
        (["1.001193", "Khai sinh", "GT.9", "Đơn", "nhiều", ""], "không phải là số"),
        (["1.001193", "Khai sinh", "GT.9", "Đơn", 1, "iv"], "lý do số hóa"),
    ],
)
def test_a_wrong_row_is_refused_by_its_number_and_reason(tmp_path, row, said):
    head = ["Mã thủ tục", "Tên thủ tục", "Mã giấy tờ", "Tên giấy tờ", "Số bản chính", "Phải số hóa"]
    good = ["1.001193", "Khai sinh", "GT.1", "Đơn", 1, "ii"]
    table = read_excel(workbook(tmp_path / "a.xlsx", {"S": [head, good, row]}))
    (refused,) = [note for note in table.notes if not note.taken]
    assert (refused.sheet, refused.row) == ("S", 3)
    assert said in refused.reason
    assert not table.whole


def test_rows_below_an_unknown_procedure_are_not_given_to_the_one_above(tmp_path):
    head = ["Mã thủ tục", "Tên thủ tục", "Mã giấy tờ", "Tên giấy tờ"]
    rows = [["1.001193", "Khai sinh", "GT.1", "Đơn"], ["sai", "Lạ", "GT.2", "Đơn"], [None, None, "GT.3", "Đơn"]]
    table = read_excel(workbook(tmp_path / "a.xlsx", {"S": [head, *rows]}))
    assert [note.row for note in table.notes if not note.taken] == [3, 4]
    assert [c.code for c in table.catalogue("v", DAY).procedures[0].cases[0].components] == ["GT.1"]


def test_a_few_bad_rows_of_many_do_not_stop_a_catalogue_but_an_empty_procedure_does(tmp_path):
    head = ["Mã thủ tục", "Tên thủ tục", "Mã giấy tờ", "Tên giấy tờ"]
    rows = [["1.001193", "Khai sinh", f"GT.{n}", "Đơn"] for n in range(99)]
    assert read_excel(workbook(tmp_path / "a.xlsx", {"S": [head, *rows, [None, None, "", "Đơn"]]})).whole
    assert not read_excel(workbook(tmp_path / "b.xlsx", {"S": [head, *rows, ["1.000894", "Kết hôn"]]})).whole


def test_files_that_are_no_workbook_or_have_no_table_are_refused_by_name(tmp_path):
    (tmp_path / "a.xlsx").write_bytes(b"\xd0\xcf\x11\xe0 an old .xls")
    with zipfile.ZipFile(tmp_path / "b.xlsx", "w") as packed:
        packed.writestr("hello.txt", "hello")
    workbook(tmp_path / "c.xlsx", {"S": [["Họ tên", "Ngày sinh"], ["A", "B"]]})
    for name in ("a.xlsx", "b.xlsx", "c.xlsx", "missing.xlsx"):
        with pytest.raises(UnreadableInput) as refusal:
            read_excel(tmp_path / name)
        assert name in refusal.value.message


def test_a_zip_bomb_is_refused_before_it_is_opened(tmp_path, monkeypatch):
    monkeypatch.setattr(excel, "UNPACKED_LIMIT", 10_000_000)
    with zipfile.ZipFile(tmp_path / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as packed:
        for part in range(4):
            packed.writestr(f"xl/worksheets/sheet{part}.xml", bytes(4_000_000))
    with pytest.raises(UnreadableInput, match="nén quá lớn"):
        read_excel(tmp_path / "bomb.xlsx")


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("MÃ SỐ TTHC", "procedure_code"),
        ("Mã thủ tục hành chính", "procedure_code"),
        ("Tên TTHC", "procedure_name"),
        ("Mã TPHS", "component_code"),
        ("Tên thành phần hồ sơ", "component_name"),
        ("Thành phần hồ sơ", "component_name"),
        ("Số lượng Bản chính", "originals"),
        ("Số lượng\nbản sao", "copies"),
        ("Bắt buộc số hóa", "must_digitise"),
        ("Mã kết quả thay thế (nếu có)", "replaced_by"),
        ("Mã giấy tờ kết quả", "result_code"),
        ("Kết quả giải quyết TTHC", "result_name"),
        ("Ghi chú", ""),
        ("STT", ""),
    ],
)
def test_headings_are_known_in_the_ways_they_are_written(words, what):
    assert meaning(words) == what


NATIONAL = {
    "result": [
        {
            "MATTHC": "1.001193",
            "TENTTHC": "Đăng ký khai sinh",
            "LINHVUCTHUCHIEN": [{"MALINHVUC": "G15", "TENLINHVUC": "Hộ tịch"}],
            "THANHPHANHOSO": [
                {
                    "TRUONGHOP": "Chung",
                    "GIAYTO": [
                        {"MAGIAYTO": "GT.1", "TENGIAYTO": "Tờ khai", "SOBANCHINH": 1, "SOBANSAO": "0"},
                        {"TENGIAYTO": "Không mã"},
                    ],
                }
            ],
            "KETQUATHUCHIEN": [{"MAKETQUA": "KQ.1", "TENKETQUA": "Giấy khai sinh"}],
        },
        "rác",
    ]
}


def test_the_national_package_is_read_and_its_bad_rows_named():
    assert is_national(NATIONAL) and not is_national({"version": "1"}) and not is_national([1])
    table = read_national(NATIONAL)
    (refused,) = [note for note in table.notes if not note.taken]
    assert "Không mã" in refused.reason
    procedure = table.catalogue("v", DAY).procedure("1.001193")
    assert (procedure.field, procedure.cases[0].name) == ("Hộ tịch", "Chung")
    assert [c.code for c in procedure.cases[0].components] == ["GT.1"]
    assert procedure.results[0].code == "KQ.1"


FIELDS = ("procedure_code", "procedure_name", "case_name", "component_code", "component_name", "originals", "copies",
          "must_digitise", "replaced_by", "result_code", "result_name", "agency_code", "agency_name", "valid_from",
          "predecessors")  # fmt: skip
TEXTS = st.sampled_from(["", "1.001193", "1.000894", "GT.1", "KQ.1", "H08.12", "12/3/2026", "x"]) | st.text(max_size=12)


@given(st.lists(st.dictionaries(st.sampled_from(FIELDS), TEXTS), max_size=12))
def test_any_rows_give_a_catalogue_that_reads_back_and_every_row_is_accounted_for(rows):
    table = CatalogueTable()
    for number, row in enumerate(rows, 1):
        table.add("S", number, row)
    assert [note.row for note in table.notes] == list(range(1, len(rows) + 1))
    assert all(note.taken or note.reason for note in table.notes)
    catalogue = table.catalogue("v", DAY)
    if catalogue.procedures:
        assert catalogue_from_data(as_data(catalogue), "x") == catalogue
