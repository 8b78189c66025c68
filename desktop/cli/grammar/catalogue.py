"""How `catalogue …` are asked for."""

from __future__ import annotations

import argparse
from typing import Any

from desktop.cli.parsing import place


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the commands of this room."""
    catalogue = commands.add_parser("catalogue", help="danh mục").add_subparsers(dest="action", required=True)
    catalogue.add_parser("pull", parents=[common], help="tải từ tỉnh").set_defaults(run="catalogue:pull")
    importing = catalogue.add_parser("import", parents=[common], help="nhập từ tệp JSON hoặc Excel")
    importing.add_argument("file", type=place, help="tệp JSON hoặc Excel")
    importing.add_argument("--check", action="store_true", help="chỉ kiểm tra từng dòng, không nhận")
    importing.add_argument("--version", metavar="V", help="tên phiên bản (tệp Excel không tự ghi)")
    importing.add_argument("--from", dest="valid_from", metavar="D", help="ngày bắt đầu áp dụng, dạng 2026-03-12")
    importing.set_defaults(run="catalogue:import_file")
    showing = catalogue.add_parser("show", parents=[common], help="danh mục đang dùng")
    showing.add_argument("--procedure", metavar="CODE", help="một thủ tục với các trường hợp và thành phần")
    showing.set_defaults(run="catalogue:show")
