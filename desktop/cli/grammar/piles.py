"""How `separators`, `pile …` are asked for."""

from __future__ import annotations

import argparse
from typing import Any

from desktop.cli.grammar.choices import SEPARATOR_SHEETS
from desktop.cli.grammar.scanning import scans
from desktop.cli.parsing import may_replace, place


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the commands of this room."""
    sheets = commands.add_parser("separators", parents=[common], help="in tờ phân tách có mã QR")
    sheets.add_argument("--procedure", required=True, metavar="CODE", help="mã thủ tục")
    sheets.add_argument("--case", metavar="CODE", help="chỉ thành phần của trường hợp này")
    sheets.add_argument("--dossier", metavar="CODE", help="thêm một tờ cho hồ sơ này")
    sheets.add_argument("--size", choices=SEPARATOR_SHEETS, default="A4", help="khổ giấy")
    sheets.add_argument("--out", type=place, required=True, metavar="S.pdf", help="tệp sẽ ghi")
    may_replace(sheets)
    sheets.set_defaults(run="piles:separators")
    pile = commands.add_parser("pile", help="chồng giấy có tờ phân tách").add_subparsers(dest="action", required=True)
    scanning = pile.add_parser("scan", parents=[common], help="quét cả chồng, tự xếp vào từng giấy tờ")
    scanning.add_argument("code", help="mã hồ sơ")
    scanning.add_argument("--paper", metavar="CODE", help="giấy tờ nhận các trang trước tờ phân tách đầu tiên")
    scans(scanning)
    scanning.set_defaults(run="piles:pile_scan")
    showing = pile.add_parser("show", parents=[common], help="chồng giấy đang xếp dở và câu hỏi của nó")
    showing.add_argument("code", help="mã hồ sơ")
    showing.set_defaults(run="piles:pile_show")
    answering = pile.add_parser("answer", parents=[common], help="trả lời câu hỏi của chồng giấy")
    answering.add_argument("code", help="mã hồ sơ")
    choice = answering.add_mutually_exclusive_group(required=True)
    choice.add_argument("--paper", metavar="CODE", help="các trang sau thuộc giấy tờ này")
    choice.add_argument("--go-on", action="store_true", help="bỏ qua tờ phân tách này")
    choice.add_argument("--page", action="store_true", help="đó là một trang giấy tờ, không phải tờ phân tách")
    answering.set_defaults(run="piles:pile_answer")
    for name, words in (("undo", "hoàn tác"), ("redo", "làm lại")):
        again = pile.add_parser(name, parents=[common], help=f"{words} thao tác gần nhất trên các trang của hồ sơ")
        again.add_argument("code", help="mã hồ sơ")
        again.set_defaults(run=f"piles:pile_{name}")
