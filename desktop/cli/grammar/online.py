"""How `online …` is asked for."""

from __future__ import annotations

import argparse
from typing import Any

from desktop.cli.grammar.counter import said_of


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the commands of this room."""
    online = commands.add_parser("online", help="hồ sơ nộp trực tuyến").add_subparsers(dest="action", required=True)
    listing = online.add_parser("list", parents=[common], help="hồ sơ công dân nộp trên cổng, đang chờ đơn vị này")
    listing.set_defaults(run="online:online_list")
    showing = online.add_parser(
        "show", parents=[common], help="từng tệp đã nộp, kèm kết luận về chữ ký số; chưa nhận thì tải về xem, không lưu"
    )
    showing.add_argument("code", help="mã hồ sơ của tỉnh")
    showing.set_defaults(run="online:online_show")
    taking = online.add_parser("take", parents=[common], help="nhận một hồ sơ về quầy: tải, kiểm tra và lưu mọi tệp")
    taking.add_argument("code", help="mã hồ sơ của tỉnh")
    taking.add_argument("--case", default="", metavar="MÃ", help="trường hợp của thủ tục, khi cổng không ghi")
    taking.set_defaults(run="online:online_take")
    confirming = online.add_parser(
        "confirm", parents=[common], help="xác nhận các trang nộp trực tuyến đã đối chiếu với bản giấy"
    )
    confirming.add_argument("code", help="mã hồ sơ")
    confirming.add_argument("--paper", metavar="CODE", help="mã thành phần; mặc định là mọi giấy tờ chờ xác nhận")
    confirming.add_argument("--keep-red", default="", metavar="REASON", help="vì sao giữ trang chưa đạt")
    said_of(confirming)
    confirming.set_defaults(run="online:online_confirm")
