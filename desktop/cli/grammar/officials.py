"""How `officials …` are asked for."""

from __future__ import annotations

import argparse
from typing import Any

from desktop.cli.grammar.choices import OFFICIAL_ROLES
from desktop.cli.parsing import may_replace, place


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the commands of this room."""
    officials = commands.add_parser("officials", help="cán bộ của quầy").add_subparsers(dest="action", required=True)
    listing = officials.add_parser("list", parents=[common], help="danh sách cán bộ")
    listing.set_defaults(run="officials:listed")
    adding = officials.add_parser("add", parents=[common], help="thêm cán bộ; từ đó mọi người phải đăng nhập")
    adding.add_argument("name", metavar="TÊN", help="tên đăng nhập")
    adding.add_argument("--full-name", required=True, metavar="HỌ TÊN", help="họ tên như trong chứng thư")
    _roles(adding)
    _new_password(adding)
    adding.set_defaults(run="officials:add")
    roles = officials.add_parser("roles", parents=[common], help="giao vai trò khác")
    roles.add_argument("name", metavar="TÊN", help="tên đăng nhập")
    _roles(roles)
    roles.set_defaults(run="officials:roles")
    password = officials.add_parser("password", parents=[common], help="đặt mật khẩu mới cho cán bộ")
    password.add_argument("name", metavar="TÊN", help="tên đăng nhập")
    password.add_argument(
        "--code-stdin", action="store_true", help="không ai đăng nhập được: đọc mã khôi phục sau mật khẩu mới"
    )
    _new_password(password)
    password.set_defaults(run="officials:password")
    certificate = officials.add_parser(
        "certificate", parents=[common], help="cho chứng thư của chính mình đăng nhập thay mật khẩu"
    )
    certificate.add_argument("--token", required=True, metavar="SERIAL", help="số sê-ri của USB ký số")
    certificate.add_argument("--pin-stdin", action="store_true", required=True, help="đọc PIN từ đầu vào chuẩn")
    certificate.set_defaults(run="officials:certificate")
    for verb, words in (
        ("disable", "không cho đăng nhập nữa; nhật ký giữ nguyên"),
        ("enable", "cho đăng nhập lại"),
    ):
        ending = officials.add_parser(verb, parents=[common], help=words)
        ending.add_argument("name", metavar="TÊN", help="tên đăng nhập")
        ending.set_defaults(run=f"officials:{verb}")
    giving = officials.add_parser("handover", parents=[common], help="bàn giao mọi hồ sơ chưa xong của mình")
    giving.add_argument("taker", metavar="TÊN", help="tên đăng nhập của người nhận")
    giving.add_argument("--note", default="", metavar="LỜI", help="lời dặn; không ghi dữ liệu cá nhân")
    giving.add_argument(
        "--without",
        action="append",
        default=[],
        metavar="MÃ HỒ SƠ",
        help="hồ sơ giữ lại; có thể ghi nhiều lần",
    )
    giving.set_defaults(run="officials:hand_over")
    taking = officials.add_parser("takeover", parents=[common], help="nhận bàn giao; không có mã thì xem danh sách")
    taking.add_argument("shift", nargs="?", metavar="MÃ", help="mã bàn giao")
    taking.add_argument("--refuse", action="store_true", help="không nhận")
    taking.set_defaults(run="officials:take_over")
    back = officials.add_parser("takeback", parents=[common], help="lấy lại bàn giao mà bên nhận chưa trả lời")
    back.add_argument("shift", metavar="MÃ", help="mã bàn giao")
    back.set_defaults(run="officials:take_back")
    sheet = officials.add_parser("handover-sheet", parents=[common], help="biên bản bàn giao để hai bên ký")
    sheet.add_argument("shift", metavar="MÃ", help="mã bàn giao")
    sheet.add_argument("--out", type=place, required=True, metavar="F.pdf", help="tệp sẽ ghi")
    may_replace(sheet)
    sheet.set_defaults(run="officials:handover_sheet")


def _roles(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--role",
        action="append",
        required=True,
        choices=OFFICIAL_ROLES,
        default=[],
        help="vai trò; nhiều vai trò thì ghi nhiều lần",
    )


def _new_password(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--password-stdin", action="store_true", required=True, help="đọc mật khẩu mới từ đầu vào chuẩn, một dòng"
    )
