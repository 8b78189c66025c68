"""How `settings show` is asked for."""

from __future__ import annotations

import argparse
from typing import Any


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the commands of this room."""
    settings = commands.add_parser("settings", help="cấu hình của quầy").add_subparsers(dest="action", required=True)
    showing = settings.add_parser("show", parents=[common], help="các mục đang có hiệu lực, do ai đặt, mục nào bị khoá")
    showing.add_argument("name", nargs="?", metavar="MỤC", help="một mục: để làm gì, nhận giá trị nào")
    showing.set_defaults(run="settings:show")
