"""How `dossier …`, `party …` are asked for."""

from __future__ import annotations

import argparse
from typing import Any

from desktop.cli.grammar.scanning import scans
from desktop.cli.parsing import may_replace, place, some_papers


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the commands of this room."""
    dossier = commands.add_parser("dossier", help="hồ sơ").add_subparsers(dest="action", required=True)
    new = dossier.add_parser("new", parents=[common], help="mở hồ sơ mới")
    new.add_argument("--procedure", required=True, metavar="CODE", help="mã thủ tục")
    new.add_argument("--case", required=True, metavar="CODE", help="mã trường hợp")
    _owner(new)
    answer = new.add_mutually_exclusive_group()
    answer.add_argument("--consent", action="store_true", default=None, help="chủ hồ sơ đồng ý lưu vào kho cá nhân")
    answer.add_argument(
        "--no-consent",
        dest="consent",
        action="store_false",
        help="chủ hồ sơ không đồng ý lưu vào kho cá nhân; bỏ cả hai nếu chưa hỏi",
    )
    new.set_defaults(run="counter:dossier_new")
    listing = dossier.add_parser("list", parents=[common], help="các hồ sơ, mới nhất trước")
    listing.add_argument("words", nargs="?", default="", help="tìm theo mã, tên, số")
    listing.set_defaults(run="counter:dossier_list")
    showing = dossier.add_parser("show", parents=[common], help="một hồ sơ và các giấy tờ của nó")
    showing.add_argument("code", help="mã hồ sơ")
    showing.set_defaults(run="counter:dossier_show")
    adding = dossier.add_parser("add-paper", parents=[common], help="quét một giấy tờ vào hồ sơ và xác nhận")
    adding.add_argument("code", help="mã hồ sơ")
    adding.add_argument("--paper", metavar="CODE", help="mã thành phần hoặc kết quả; mặc định là giấy còn thiếu")
    adding.add_argument("--result", action="store_true", help="mã là mã kết quả")
    scans(adding)
    adding.add_argument("--keep-red", default="", metavar="REASON", help="vì sao giữ trang chưa đạt")
    said_of(adding)
    adding.set_defaults(run="counter:dossier_add_paper")
    bringing = dossier.add_parser("add-file", parents=[common], help="nhận tệp công dân mang đến vào một giấy tờ")
    bringing.add_argument("code", help="mã hồ sơ")
    bringing.add_argument("file", type=place, help="PDF hoặc ảnh")
    bringing.add_argument("--paper", metavar="CODE", help="mã thành phần hoặc kết quả; mặc định là giấy còn thiếu")
    bringing.add_argument("--result", action="store_true", help="mã là mã kết quả")
    bringing.add_argument("--pages-only", action="store_true", help="chỉ nhận các trang, bỏ lại tệp đính kèm")
    bringing.add_argument("--keep-red", default="", metavar="REASON", help="vì sao giữ trang chưa đạt")
    said_of(bringing)
    bringing.set_defaults(run="counter:dossier_add_file")
    checking = dossier.add_parser(
        "check", parents=[common], help="những điều sẽ làm tỉnh trả lại hồ sơ; 1: có điều phải sửa"
    )
    checking.add_argument("code", help="mã hồ sơ")
    checking.add_argument("--signing", action="store_true", help="trước khi ký: chưa hỏi chữ ký")
    checking.add_argument("--token", action="store_true", help="xem cả chứng thư trên USB ký số đang cắm")
    checking.set_defaults(run="readiness:dossier_check")
    sending_back = dossier.add_parser(
        "send-back", parents=[common], help="giấy tờ đã gửi bị trả lại: số hóa lại, bản cũ được giữ"
    )
    sending_back.add_argument("code", help="mã hồ sơ")
    sending_back.add_argument("paper", help="mã giấy tờ")
    sending_back.add_argument("--reason", required=True, metavar="TEXT", help="sai ở đâu")
    sending_back.add_argument("--page", type=int, default=0, metavar="N", help="trang sai; bỏ nếu là cả giấy tờ")
    sending_back.set_defaults(run="counter:dossier_send_back")
    closing = dossier.add_parser("close", parents=[common], help="hồ sơ đã đủ; xếp hàng gửi khi đã ký hết")
    closing.add_argument("code", help="mã hồ sơ")
    closing.set_defaults(run="counter:dossier_close")
    delivering = dossier.add_parser(
        "deliver", parents=[common], help="đã trả kết quả cho chủ hồ sơ; tỉnh thôi ẩn kết quả"
    )
    delivering.add_argument("code", help="mã hồ sơ")
    delivering.add_argument("--paper", metavar="CODE", help="chỉ kết quả có mã này; mặc định là mọi kết quả đã quét")
    delivering.add_argument(
        "--way",
        choices=("paper", "electronic", "post"),
        default="paper",
        help="trả bản giấy (mặc định), bản điện tử, hay qua bưu chính",
    )
    delivering.add_argument("--taken-by", default="", metavar="NAME", help="họ tên người nhận thay chủ hồ sơ")
    delivering.add_argument("--undo", action="store_true", help="hoàn tác lần trả vừa rồi, khi tỉnh chưa được báo")
    delivering.set_defaults(run="counter:dossier_deliver")
    exporting = dossier.add_parser(
        "export", parents=[common], help="giấy tờ đã ký của hồ sơ cho công dân: một thư mục mới hoặc một tệp ZIP"
    )
    exporting.add_argument("code", help="mã hồ sơ")
    some_papers(exporting)
    exporting.add_argument("--out", type=place, required=True, metavar="DIR|F.zip", help="thư mục mới, hoặc tệp .zip")
    exporting.add_argument("--to", default="", metavar="WHO", help="tên người nhận; bỏ trống là chủ hồ sơ")
    may_replace(exporting)
    exporting.set_defaults(run="counter:dossier_export")
    party = commands.add_parser("party", help="chủ hồ sơ").add_subparsers(dest="action", required=True)
    reading = party.add_parser("read-qr", parents=[common], help="đọc nội dung QR thẻ căn cước")
    reading.add_argument("text", help="nội dung QR")
    reading.set_defaults(run="owners:party_read_qr")
    card = party.add_parser("read-card", parents=[common], help="đọc ảnh một thẻ căn cước; không lưu gì")
    card.add_argument("file", type=place, help="ảnh hoặc PDF")
    card.set_defaults(run="owners:party_read_card")
    finding = party.add_parser("find", parents=[common], help="tìm người đã từng đến")
    finding.add_argument("words", help="vài chữ trong tên, không cần dấu; hoặc vài số cuối")
    finding.set_defaults(run="owners:party_find")


def said_of(adding: argparse.ArgumentParser) -> None:
    """What is said of a paper that is confirmed (R21, R31)."""
    adding.add_argument("--issued", default="", metavar="DAY", help="ngày ban hành")
    adding.add_argument(
        "--valid-until",
        default="",
        metavar="DAY",
        help="ngày hết hạn, hoặc «vô thời hạn»; bỏ trống thì theo loại giấy trong danh mục",
    )
    adding.add_argument("--no-secret", action="store_true", help="giấy này không chứa bí mật nhà nước")


def _owner(new: argparse.ArgumentParser) -> None:
    """Whose dossier it is: by a card, by hand, or somebody who was here before; and who hands it in."""
    who = new.add_mutually_exclusive_group(required=True)
    who.add_argument("--qr", metavar="TEXT", help="nội dung QR thẻ căn cước của chủ hồ sơ")
    who.add_argument("--card", type=place, metavar="FILE", help="ảnh thẻ căn cước của chủ hồ sơ, có mã QR")
    who.add_argument("--number", metavar="N", help="số định danh, CMND, hộ chiếu, mã số thuế hoặc số quyết định")
    who.add_argument("--former", metavar="N", help="số của người đã từng đến")
    new.add_argument(
        "--kind",
        choices=("citizen", "enterprise", "household", "agency", "other"),
        default="citizen",
        help="với --number: công dân (mặc định), doanh nghiệp, hộ kinh doanh, cơ quan, tổ chức khác",
    )
    new.add_argument("--name", default="", metavar="NAME", help="với --number: họ và tên, hoặc tên tổ chức")
    new.add_argument("--born", default="", metavar="DAY", help="với --number: ngày sinh")
    new.add_argument("--sex", default="", metavar="SEX", help="với --number: Nam hoặc Nữ; số 12 chữ số đã nói rõ")
    new.add_argument("--address", default="", metavar="PLACE", help="với --number: địa chỉ")
    new.add_argument("--represented-by", default="", metavar="NAME", help="với --number: người đại diện tổ chức")
    new.add_argument("--submitter-number", default="", metavar="N", help="số định danh của người nộp thay")
    new.add_argument("--submitter-name", default="", metavar="NAME", help="họ và tên người nộp thay")
    new.add_argument("--authority", default="", metavar="PAPER", help="giấy ủy quyền: số, ngày")
