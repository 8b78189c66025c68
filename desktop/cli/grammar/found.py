"""How `find`, `journal` are asked for."""

from __future__ import annotations

import argparse
from typing import Any


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the commands of this room."""
    finding = commands.add_parser("find", parents=[common], help="tra cứu mọi thứ của một người, một số hoặc một mã")
    finding.add_argument(
        "words",
        nargs="+",
        help="họ tên không cần dấu, số định danh hoặc 4–6 số cuối, mã hồ sơ, mã kết quả, số ký hiệu của giấy tờ",
    )
    finding.set_defaults(run="found:find")
    journal = commands.add_parser("journal", parents=[common], help="nhật ký của một hồ sơ hoặc một giấy tờ")
    journal.add_argument("code", help="mã hồ sơ, hoặc id của một giấy tờ")
    journal.set_defaults(run="found:journal")
