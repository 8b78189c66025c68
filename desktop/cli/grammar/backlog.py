"""How `backlog …` is asked for."""

from __future__ import annotations

import argparse
from typing import Any

from desktop.cli.grammar.choices import SEPARATOR_SHEETS
from desktop.cli.grammar.scanning import scans
from desktop.cli.parsing import may_replace, place

VALUES = ("owner_name", "owner_id", "number", "issued")


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the commands of this room."""
    top = commands.add_parser("backlog", help="kết quả tồn đọng, theo từng quyển sổ")
    acts = top.add_subparsers(dest="action", required=True)

    def act(name: str, words: str) -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = acts.add_parser(name, parents=[common], help=words)
        made.set_defaults(run=f"backlog:{name.replace('-', '_')}")
        return made

    def of_book(name: str, words: str) -> argparse.ArgumentParser:
        made = act(name, words)
        made.add_argument("book", help="mã quyển: mã kết quả/năm/số quyển")
        return made

    def of_paper(name: str, words: str) -> argparse.ArgumentParser:
        made = of_book(name, words)
        made.add_argument("paper", help="mã ngắn của kết quả trong «quayso backlog doubts»")
        return made

    _opening(act("new", "mở một quyển"))
    act("books", "các quyển và mỗi quyển tới đâu")
    sheet = of_book("sheet", "in tờ phân tách của quyển")
    sheet.add_argument("--size", choices=SEPARATOR_SHEETS, default="A4", help="khổ giấy")
    sheet.add_argument("--out", type=place, required=True, metavar="S.pdf", help="tệp sẽ ghi")
    may_replace(sheet)
    scans(of_book("scan", "quét cả quyển, hoặc phần còn lại, và tách ra từng kết quả"))
    answering = of_book("answer", "trả lời khi không rõ một tờ thuộc kết quả nào")
    answer = answering.add_mutually_exclusive_group(required=True)
    answer.add_argument("--new", action="store_true", help="một kết quả mới bắt đầu")
    answer.add_argument("--page", action="store_true", help="tờ này thuộc kết quả trước")
    answer.add_argument("--go-on", action="store_true", help="bỏ qua tờ phân tách này")
    of_book("undo", "hoàn tác thao tác gần nhất trên các trang của quyển")
    of_book("doubts", "những chỗ cần xem")
    _saying(of_paper("say", "nhận hoặc sửa một giá trị"))
    leaving = of_paper("leave-out", "bỏ một kết quả ra khỏi quyển")
    leaving.add_argument("--why", required=True, help="lý do, ghi vào nhật ký")
    taking = of_book("take-back", "lấy lại kết quả đã bỏ ra")
    taking.add_argument("paper", help="mã ngắn đã dùng khi bỏ ra")
    confirming = of_book("confirm", "xác nhận các kết quả không còn chỗ cần xem")
    confirming.add_argument("--paper", action="append", default=[], help="chỉ kết quả này; dùng được nhiều lần")
    confirming.add_argument("--not-the-same", action="store_true", help="không phải tờ đã có, dù giống hệt")
    confirming.add_argument("--keep-red", default="", metavar="WHY", help="vì sao giữ trang không đạt")
    giving = of_book("give", "chuyển kết quả đang chờ sang máy khác, ra USB")
    giving.add_argument("--papers", type=int, required=True, metavar="N", help="nhiều nhất bấy nhiêu kết quả")
    _package(giving, "gói sẽ ghi")
    again = act("give-again", "ghi lại đúng gói đã lập, khi USB hỏng")
    again.add_argument("package", help="mã gói, như «quayso backlog given» kể")
    again.add_argument("file", type=place, help="gói sẽ ghi")
    may_replace(again)
    act("given", "các gói đã chuyển sang máy khác")
    receiving = act("take", "nhận kết quả của quyển từ máy khác, từ USB")
    receiving.add_argument("file", type=place, help="gói")
    receiving.add_argument("--passphrase-stdin", action="store_true", help="đọc mật khẩu của gói")
    receiving.add_argument("--sender", action="append", default=[], metavar="LINE", help="nhận thêm của nơi gửi này")
    act("progress", "tiến độ theo năm giai đoạn ban hành, nhịp độ và ngày xong")


def _package(parser: argparse.ArgumentParser, words: str) -> None:
    parser.add_argument("file", type=place, help=words)
    parser.add_argument("--passphrase-stdin", action="store_true", help="niêm phong bằng mật khẩu thay cho khoá")
    may_replace(parser)


def _opening(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--result", metavar="CODE", help="mã kết quả")
    parser.add_argument("--year", type=int, help="năm ban hành")
    parser.add_argument("--number", metavar="N", help="số quyển")
    parser.add_argument("--sheets", type=int, help="số tờ đã đếm")
    parser.add_argument("--code", metavar="QR", help="mã QR trên tờ phân tách của quyển, thay cho bốn mục trên")


def _saying(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("value", choices=VALUES, help="giá trị nào")
    parser.add_argument("text", nargs="?", default="", help="gõ theo tờ giấy; bỏ trống là nhận như đã đọc")
    parser.add_argument("--again", default="", metavar="TEXT", help="gõ lần thứ hai, khi phải gõ hai lần")
