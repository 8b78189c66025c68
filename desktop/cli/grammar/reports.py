"""How `report …` is asked for."""

from __future__ import annotations

import argparse
from datetime import date
from typing import Any

from desktop.cli.parsing import may_replace, place
from desktop.model.errors import WrongUsage


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the commands of this room."""
    report = commands.add_parser("report", help="báo cáo").add_subparsers(dest="action", required=True)
    digitisation = report.add_parser("digitisation", parents=[common], help="chỉ số số hóa")
    _period(digitisation)
    _part(digitisation)
    digitisation.add_argument("--xlsx", type=place, metavar="F", help="ghi cả ra tệp Excel")
    digitisation.add_argument("--pdf", type=place, metavar="F", help="ghi cả ra bản in PDF")
    may_replace(digitisation)
    digitisation.set_defaults(run="reports:report_digitisation")
    behind = report.add_parser("dossiers", parents=[common], help="các hồ sơ đằng sau một con số của báo cáo")
    _period(behind)
    _part(behind)
    behind.add_argument("figure", help="mã chỉ số, số đếm hoặc lý do còn thiếu, như 4.1, TiepNhan, must_scan")
    behind.add_argument("--missing", action="store_true", help="những hồ sơ phải có mà chưa đạt chỉ số")
    behind.set_defaults(run="reports:report_dossiers")
    plan = report.add_parser(
        "plan", parents=[common], help="theo dõi kế hoạch: tồn đọng, dùng lại, năng suất, thời gian"
    )
    _period(plan)
    _own(plan)
    plan.add_argument("--xlsx", type=place, metavar="F", help="ghi cả ra tệp Excel")
    plan.add_argument("--pdf", type=place, metavar="F", help="ghi cả ra bản in PDF")
    may_replace(plan)
    plan.set_defaults(run="reports:report_plan")
    took = report.add_parser("plan-dossiers", parents=[common], help="các hồ sơ đằng sau một số thời gian của kế hoạch")
    _period(took)
    _own(took)
    took.add_argument("figure", help="at_counter, within, over, many_days, not_known hoặc through")
    took.set_defaults(run="reports:report_plan_dossiers")
    registering = report.add_parser(
        "register", parents=[common], help="sổ theo dõi hồ sơ (mẫu 07): hồ sơ tiếp nhận trong kỳ, mỗi hồ sơ một dòng"
    )
    _period(registering)
    registering.add_argument("--out", type=place, required=True, metavar="F", help="tệp PDF sẽ ghi, A4 ngang")
    may_replace(registering)
    registering.set_defaults(run="reports:report_register")
    extract = report.add_parser(
        "extract", parents=[common], help="số liệu của quầy, đã ký, gửi tỉnh; không có dữ liệu cá nhân"
    )
    extract.add_argument("--out", type=place, required=True, metavar="F", help="gói sẽ ghi")
    _period(extract)
    extract.add_argument("--passphrase-stdin", action="store_true", help="niêm phong bằng mật khẩu thay cho khoá")
    may_replace(extract)
    extract.set_defaults(run="reports:report_extract")
    merge = report.add_parser("merge", parents=[common], help="gộp số liệu của nhiều quầy thành một tệp Excel")
    merge.add_argument("extracts", type=place, nargs="+", metavar="GÓI", help="số liệu của từng quầy")
    merge.add_argument("--xlsx", type=place, required=True, metavar="F", help="tệp Excel sẽ ghi")
    merge.add_argument(
        "--counters",
        type=place,
        metavar="F",
        help="danh sách quầy phải gửi: mỗi dòng một dòng khoá công khai và tên quầy",
    )
    merge.add_argument("--passphrase-stdin", action="store_true", help="đọc mật khẩu của các gói")
    may_replace(merge)
    merge.set_defaults(run="reports:report_merge")


def _period(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--period", metavar="KỲ", help="2026-03-12, 2026-W11, 2026-03, 2026-Q1, 2026-6M, 2026-9M, 2026"
    )
    command.add_argument("--from", dest="first", type=_day, metavar="D", help="từ ngày")
    command.add_argument("--to", dest="last", type=_day, metavar="D", help="đến hết ngày")


def _own(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--own", action="store_true", default=None, help="chỉ năng suất và thời gian của chính người gọi lệnh"
    )


def _part(command: argparse.ArgumentParser) -> None:
    for name, words in (
        ("unit", "chỉ hồ sơ của đơn vị giải quyết này (mã)"),
        ("official", "chỉ hồ sơ do cán bộ này tiếp nhận (tên đăng nhập)"),
        ("procedure", "chỉ hồ sơ của thủ tục này (mã)"),
        ("field", "chỉ hồ sơ của lĩnh vực này"),
    ):
        command.add_argument(f"--{name}", default="", help=words)


def _day(text: str) -> date:
    # Here and not above: help needs nothing of what understands a day.
    from desktop.machine.clock import VIETNAM, SystemClock
    from desktop.model import entry

    try:
        found = entry.day(text, SystemClock().now().astimezone(VIETNAM).date(), past=False)
    except entry.NotUnderstood as refused:
        raise WrongUsage(detail=f"«{text}»: {refused.reason}") from None
    if found is None:
        raise WrongUsage(detail="thiếu ngày")
    return found
