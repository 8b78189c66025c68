"""How `slip …` is asked for."""

from __future__ import annotations

import argparse
from typing import Any

from desktop.cli.parsing import may_replace, place

_KINDS = ("tiep-nhan", "bo-sung", "tu-choi", "xin-loi", "dung", "kiem-soat")


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the commands of this room."""
    slip = commands.add_parser("slip", help="phiếu của hồ sơ").add_subparsers(dest="action", required=True)
    writing = slip.add_parser("write", parents=[common], help="lập một phiếu theo mẫu, giữ cùng hồ sơ")
    writing.add_argument("code", help="mã hồ sơ")
    writing.add_argument("kind", choices=_KINDS, help="mẫu phiếu")
    writing.add_argument("--reason", default="", metavar="TEXT", help="lý do, nội dung cần bổ sung")
    writing.add_argument("--day", default="", metavar="DAY", help="ngày hẹn trả mới của phiếu xin lỗi")
    writing.add_argument("--out", type=place, metavar="FILE", help="ghi phiếu ra tệp PDF để in")
    may_replace(writing)
    writing.set_defaults(run="slips:slip_write")
    listing = slip.add_parser("list", parents=[common], help="các phiếu của hồ sơ, số bản chính và bản sao đã nhận")
    listing.add_argument("code", help="mã hồ sơ")
    listing.set_defaults(run="slips:slip_list")
    due = slip.add_parser(
        "due", parents=[common], help="hồ sơ chờ báo tiếp nhận hoặc yêu cầu bổ sung, kèm giờ phải báo"
    )
    due.set_defaults(run="slips:slip_due")
    filing = slip.add_parser("file", parents=[common], help="ghi một phiếu đã lập ra tệp PDF để in lại")
    filing.add_argument("code", help="mã hồ sơ")
    filing.add_argument("slip", help="vài ký tự đầu của mã phiếu")
    filing.add_argument("--out", type=place, metavar="FILE", required=True, help="tệp PDF")
    may_replace(filing)
    filing.set_defaults(run="slips:slip_file")
    counting = slip.add_parser("count", parents=[common], help="đếm bản chính, bản sao đã nhận của một giấy tờ")
    counting.add_argument("code", help="mã hồ sơ")
    counting.add_argument("paper", help="mã giấy tờ")
    counting.add_argument("--originals", type=int, default=0, metavar="N", help="số bản chính đã nhận")
    counting.add_argument("--copies", type=int, default=0, metavar="N", help="số bản sao đã nhận")
    counting.add_argument("--to-return", type=int, default=0, metavar="N", help="số bản chính phải trả lại")
    counting.set_defaults(run="slips:slip_count")
    for name, words in (
        ("came", "ghi nhận đã nhận đủ giấy tờ bổ sung; hạn được tính lại"),
        ("undo", "thu lại phiếu bổ sung, từ chối, xin lỗi hay dừng giải quyết vừa lập"),
        ("return", "ghi nhận đã trả lại bản chính cho người nộp"),
    ):
        one = slip.add_parser(name, parents=[common], help=words)
        one.add_argument("code", help="mã hồ sơ")
        one.set_defaults(run=f"slips:slip_{name}")
