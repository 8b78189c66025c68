"""How `page …` are asked for."""

from __future__ import annotations

import argparse
from typing import Any

from desktop.cli.parsing import may_replace, place


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the commands of this room."""
    page = commands.add_parser("page", help="trang quét").add_subparsers(dest="action", required=True)
    cleaning = page.add_parser("clean", parents=[common], help="xoay, chỉnh nghiêng, đánh giá")
    cleaning.add_argument("inputs", nargs="+", type=place, metavar="IN", help="ảnh hoặc PDF")
    cleaning.add_argument("--out", type=place, required=True, metavar="DIR", help="thư mục cho các trang đã xử lý")
    may_replace(cleaning)
    cleaning.set_defaults(run="pages:clean")
    codes = page.add_parser("codes", parents=[common], help="mã vạch và QR")
    codes.add_argument("inputs", nargs="+", type=place, metavar="IN", help="ảnh hoặc PDF")
    codes.set_defaults(run="pages:page_codes")
    reading = page.add_parser("text", parents=[common], help="đọc chữ")
    reading.add_argument("inputs", nargs="+", type=place, metavar="IN", help="ảnh hoặc PDF")
    reading.add_argument("--hocr", type=place, metavar="DIR", help="thư mục cho các tệp hOCR")
    may_replace(reading)
    reading.set_defaults(run="pages:text")
