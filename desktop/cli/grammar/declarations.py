"""How `declaration …` is asked for."""

from __future__ import annotations

import argparse
from typing import Any

from desktop.cli.parsing import may_replace, place


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the commands of this room."""
    words = "tờ khai điền sẵn để công dân ký"
    declaration = commands.add_parser("declaration", help=words).add_subparsers(dest="action", required=True)
    listing = declaration.add_parser("list", parents=[common], help="các tờ khai của hồ sơ: điền sẵn gì, đã in chưa")
    listing.add_argument("code", help="mã hồ sơ")
    listing.set_defaults(run="declarations:declaration_list")
    printing = declaration.add_parser("print", parents=[common], help="điền một tờ khai ra tệp PDF để in và ký")
    printing.add_argument("code", help="mã hồ sơ")
    printing.add_argument("--paper", metavar="CODE", help="mã giấy tờ; mặc định là tờ khai duy nhất của hồ sơ")
    printing.add_argument("--out", type=place, metavar="FILE", required=True, help="tệp PDF")
    may_replace(printing)
    printing.set_defaults(run="declarations:declaration_print")
    templates = declaration.add_parser("templates", parents=[common], help="kiểm tra và liệt kê các mẫu tờ khai")
    templates.set_defaults(run="declarations:declaration_templates")
