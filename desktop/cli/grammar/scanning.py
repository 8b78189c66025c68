"""How `scanners`, `scan` are asked for."""

from __future__ import annotations

import argparse
from typing import Any

from desktop.cli.grammar.choices import COLOURS, SHEETS, SOURCES
from desktop.cli.parsing import may_replace, place


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the commands of this room."""
    listing = commands.add_parser("scanners", parents=[common], help="các máy quét đang trả lời")
    _where(listing)
    listing.add_argument("--report", type=place, metavar="F.json", help="ghi khả năng của máy quét ra tệp")
    may_replace(listing)
    listing.set_defaults(run="scanning:scanners")
    scanning = commands.add_parser("scan", parents=[common], help="quét ra tệp")
    _where(scanning)
    scanning.add_argument("--device", required=True, metavar="ID", help="mã trong «quayso scanners»")
    scanning.add_argument("--source", choices=SOURCES, default="adf", help="khay nạp hoặc mặt kính")
    scanning.add_argument("--duplex", action="store_true", help="quét hai mặt")
    scanning.add_argument("--dpi", type=int, default=200, help="độ phân giải")
    scanning.add_argument(
        "--colour",
        choices=COLOURS,
        default="colour",
        help="màu, xám hoặc đen trắng",
    )
    scanning.add_argument("--size", choices=SHEETS, default="a4", help="khổ giấy")
    scanning.add_argument("--out", type=place, required=True, metavar="DIR", help="thư mục cho các trang")
    may_replace(scanning)
    scanning.set_defaults(run="scanning:scan")


def scans(parser: argparse.ArgumentParser) -> None:
    """How a command scans that puts pages into a dossier: from which device, and how."""
    parser.add_argument(
        "--device", default="", metavar="ID", help="mã trong «quayso scanners»; mặc định là máy đầu tiên"
    )
    parser.add_argument("--source", choices=SOURCES, default="adf", help="khay nạp hoặc mặt kính")
    parser.add_argument("--simplex", action="store_true", help="chỉ quét một mặt")
    parser.add_argument("--dpi", type=int, help="độ phân giải")


def _where(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--escl", action="append", default=[], metavar="URL", help="địa chỉ máy quét mạng")
    parser.add_argument(
        "--folder", action="append", default=[], type=place, metavar="DIR", help="thư mục mà máy quét ghi tệp vào"
    )
    parser.add_argument("--sane-config", type=place, metavar="DIR", help="thư mục cấu hình SANE")
