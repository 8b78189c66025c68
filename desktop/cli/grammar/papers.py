"""How `paper …` are asked for."""

from __future__ import annotations

import argparse
from typing import Any

from desktop.cli.parsing import may_replace, place, some_papers


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the commands of this room."""
    paper = commands.add_parser("paper", help="giấy tờ").add_subparsers(dest="action", required=True)
    suggesting = paper.add_parser("suggest", parents=[common], help="gợi ý loại giấy tờ và các trường")
    suggesting.add_argument("inputs", nargs="+", type=place, metavar="IN", help="ảnh hoặc PDF")
    suggesting.add_argument("--catalogue", type=place, metavar="FILE", help="tệp danh mục; mặc định là danh mục mẫu")
    suggesting.add_argument("--procedure", metavar="CODE", help="ưu tiên thành phần của thủ tục này")
    suggesting.set_defaults(run="papers:suggest")
    building = paper.add_parser("build", parents=[common], help="dựng PDF/A tìm kiếm được")
    building.add_argument("inputs", nargs="+", type=place, metavar="IN", help="ảnh hoặc PDF")
    building.add_argument("--out", type=place, required=True, metavar="F.pdf", help="giấy tờ sẽ ghi")
    building.add_argument("--meta", type=place, metavar="M.json", help="mã và các trường của giấy tờ")
    may_replace(building)
    building.set_defaults(run="papers:build")
    exporting = paper.add_parser("export", parents=[common], help="xuất giấy tờ đã ký của một hồ sơ thành tệp")
    exporting.add_argument("code", metavar="DOSSIER|PAPER", help="mã hồ sơ, hoặc id của một giấy tờ")
    some_papers(exporting)
    exporting.add_argument("--out", type=place, required=True, metavar="DIR", help="thư mục sẽ ghi")
    exporting.add_argument(
        "--to", default="", metavar="WHO", help="ai nhận, ví dụ tên người nhận; bỏ trống là chính cán bộ"
    )
    may_replace(exporting)
    exporting.set_defaults(run="counter:paper_export")
