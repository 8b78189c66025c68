"""The digitisation report on paper, as an administrative document (NĐ 30/2020): what was counted, what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from desktop.document.file.metadata import PaperAbout
from desktop.document.printing.official import Head, Paragraph, Signing, Table, official_pdf
from desktop.machine.clock import VIETNAM, vietnam_time
from desktop.machine.settings import Settings
from desktop.report.counting import By, Figures
from desktop.report.definitions import Each
from desktop.report.digitisation import DigitisationReport, share_words

_KIND = "BÁO CÁO"
_GROUPS = {
    By.FIELD: "theo lĩnh vực",
    By.PROCEDURE: "theo thủ tục",
    By.OFFICIAL: "theo cán bộ tiếp nhận",
    By.UNIT: "theo đơn vị giải quyết",
}
_SHOWN = ("4.1", "4.2", "4.3", "1.4")
"""Which indicators the tables of groups have: more do not fit on a sheet. All of them are in the workbook."""


def report_pdf(report: DigitisationReport, settings: Settings, at: datetime) -> bytes:
    """The printable report, to be numbered, signed and sealed.

    Args:
        report: what was counted.
        settings: whose counter it is.
        at: when it was counted, UTC.
    """
    title = f"Kết quả số hóa hồ sơ, giấy tờ, kết quả giải quyết thủ tục hành chính {_period(report)}"
    return document(title, _body(report, at), settings, at)


def document(title: str, body: Iterable[Paragraph | Table], settings: Settings, at: datetime) -> bytes:
    """A report as an administrative document.

    Args:
        title: what it is about.
        body: its paragraphs and tables.
        settings: whose counter it is.
        at: when it was counted, UTC.
    """
    head = Head(
        above=settings.unit_above,
        agency=settings.unit_name,
        symbol="BC",
        place=settings.unit_place,
        day=at.astimezone(VIETNAM).date(),
        kind=_KIND,
        about=title,
    )
    signing = Signing(title="Thủ trưởng đơn vị", receivers=("Cơ quan cấp trên;", "Lưu: VT."))
    return official_pdf(head, body, signing, PaperAbout(title=title, creator="Quầy Số", created=at))


def _period(report: DigitisationReport) -> str:
    return report.period.name or report.period.words


def _body(report: DigitisationReport, at: datetime) -> Iterator[Paragraph | Table]:
    name = f"{report.period.name} ({report.period.words})" if report.period.name else report.period.words
    yield Paragraph(f"Kỳ báo cáo: {name}. Số hồ sơ tiếp nhận: {report.whole.dossiers}.")
    yield Paragraph(f"Số liệu lập lúc {vietnam_time(at)}. {report.note}")
    source = f"{report.definition.source}, áp dụng từ {report.definition.since:%d/%m/%Y}"
    yield Paragraph("1. Các chỉ số số hóa", strong=True)
    yield Paragraph(f"Cách tính: {source}; mẫu số bằng 0 ghi N/A.")
    yield _indicators(report)
    yield Paragraph("2. Số hồ sơ của đơn vị", strong=True)
    rows = [(one.name, str(report.whole.counts[one.id])) for one in report.definition.counters]
    yield Table(heads=("Nội dung", "Số hồ sơ"), widths=(5, 1), rows=rows)
    yield Paragraph("3. Còn thiếu", strong=True)
    reasons = [(one.name, str(report.whole.reasons[one.id])) for one in report.definition.reasons]
    yield Table(heads=("Lý do", "Số hồ sơ"), widths=(5, 1), rows=reasons)
    number = 3
    for by, words in _GROUPS.items():
        if rows_of := report.counted.groups[by]:
            number += 1
            yield Paragraph(f"{number}. Kết quả {words}", strong=True)
            yield _group(report, rows_of)
    yield from _missing(report, number)


def _indicators(report: DigitisationReport) -> Table:
    rows = []
    for one in report.definition.indicators:
        share = report.share(one)
        figures = (str(share.met), str(share.due), share.percent.replace(".", ","), str(share.unconfirmed))
        rows.append((f"{one.id} {one.name}", *figures))
    heads = ("Chỉ số", "Đạt", "Tổng số", "Tỷ lệ (%)", "Tỉnh chưa xác nhận")
    return Table(heads=heads, widths=(4.2, 1, 1, 1, 1.2), rows=rows)


def _group(report: DigitisationReport, rows: Sequence[Figures]) -> Table:
    shown = [one.id for one in report.definition.indicators if one.id in _SHOWN]
    return Table(
        heads=("Tên", "Hồ sơ", *(f"{name} (%)" for name in shown)),
        widths=(3, 1, *(1 for _ in shown)),
        rows=[
            (_called(one), str(one.dossiers), *(one.shares[name].percent.replace(".", ",") for name in shown))
            for one in rows
        ],
    )


def _called(figures: Figures) -> str:
    if not figures.key:
        return "(không rõ)"
    return figures.key if figures.name in {"", figures.key} else f"{figures.key} {figures.name}"


def _missing(report: DigitisationReport, number: int) -> Iterator[Paragraph]:
    """The dossiers behind what is not met (R58)."""
    counted = [one for one in report.definition.indicators if one.each is Each.DOSSIER and report.missing(one)]
    if counted:
        yield Paragraph(f"{number + 1}. Hồ sơ chưa đạt", strong=True)
    for one in counted:
        codes = report.missing(one)
        yield Paragraph(f"{one.id} {one.name}: {share_words(report.share(one))}; {len(codes)} hồ sơ chưa đạt:")
        yield Paragraph(", ".join(codes))
