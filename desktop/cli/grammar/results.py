"""How `result …` is asked for."""

from __future__ import annotations

import argparse
from typing import Any

from desktop.cli.parsing import place


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the commands of this room."""
    result = commands.add_parser("result", help="kết quả").add_subparsers(dest="action", required=True)
    listing = result.add_parser("list", parents=[common], help="hồ sơ đến hạn và kết quả chờ trả, theo ngày hẹn")
    listing.set_defaults(run="results:result_list")
    finding = result.add_parser("find", parents=[common], help="tìm kết quả đang chờ một người")
    finding.add_argument("words", help="nội dung QR thẻ căn cước hoặc giấy hẹn; hoặc tên, số, mã hồ sơ")
    finding.set_defaults(run="results:result_find")
    taking = result.add_parser("take", parents=[common], help="nhận tệp kết quả đã ký số của phần mềm ban hành")
    taking.add_argument("code", help="mã hồ sơ")
    taking.add_argument("file", type=place, help="tệp PDF đã ký số")
    taking.add_argument("--unproven", action="store_true", help="nhận cả khi chưa kiểm tra được hết chữ ký")
    _said(taking)
    taking.set_defaults(run="results:result_take")
    making = result.add_parser("make", parents=[common], help="lập kết quả điện tử theo mẫu của loại kết quả")
    making.add_argument("code", help="mã hồ sơ")
    making.add_argument("--words", default="", metavar="TEXT", help="nội dung ngoài những gì hồ sơ đã có")
    _said(making)
    making.set_defaults(run="results:result_make")


def _said(command: argparse.ArgumentParser) -> None:
    """Which result, and what it says of itself."""
    command.add_argument("--paper", default="", metavar="CODE", help="mã kết quả; bỏ nếu thủ tục chỉ có một")
    command.add_argument("--number", metavar="N", help="số, ký hiệu")
    command.add_argument("--issued", metavar="DAY", help="ngày ban hành")
    command.add_argument("--issuer", metavar="NAME", help="cơ quan ban hành")
    command.add_argument("--signer", metavar="NAME", help="người ký")
