"""How `copy …` is asked for."""

from __future__ import annotations

import argparse
from typing import Any

from desktop.cli.grammar.choices import ROLES
from desktop.cli.grammar.scanning import scans
from desktop.cli.parsing import may_replace, place


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the commands of this room."""
    acts = commands.add_parser("copy", help="chứng thực bản sao và văn bản chuyển đổi").add_subparsers(
        dest="action", required=True
    )

    def act(name: str, words: str) -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = acts.add_parser(name, parents=[common], help=words)
        made.set_defaults(run=f"copies:copy_{name}")
        return made

    def of_original(name: str, words: str) -> argparse.ArgumentParser:
        made = act(name, words)
        made.add_argument("paper", help="mã ngắn của bản chính trong «quayso copy list»")
        return made

    scans(act("scan", "quét một bản chính để chứng thực"))
    listing = act("list", "bản chính đang chờ và sổ chứng thực bản sao của một năm")
    listing.add_argument("--year", type=int, help="năm của sổ; mặc định là năm nay")
    certifying = of_original("certify", "chứng thực: lấy số, ghi lời chứng, vào sổ")
    certifying.add_argument("--for", dest="requester", required=True, metavar="NAME", help="họ tên người yêu cầu")
    certifying.add_argument("--title", default="", help="tên giấy tờ; mặc định là tên đọc được")
    certifying.add_argument("--copies", default="1", metavar="N", help="số bản")
    certifying.add_argument("--keep-red", default="", metavar="WHY", help="vì sao giữ trang không đạt")
    certifying.add_argument("--keep-blank", action="store_true", help="bản sao có cả trang trắng")
    refusing = of_original("refuse", "không chứng thực: bản chính không được dùng làm cơ sở")
    refusing.add_argument("--why", required=True, metavar="CODE", help="mã lý do, xem «quayso copy reasons»")
    of_original("drop", "bỏ bản chính quét nhầm")
    act("reasons", "các lý do không chứng thực")
    voiding = act("void", "huỷ một bản sao chưa ký; số vẫn giữ trong sổ")
    voiding.add_argument("key", help="số và năm, ví dụ 12/2026")
    voiding.add_argument("--why", required=True, help="lý do, ghi vào sổ")
    signing = act("sign", "ký các bản sao đang chờ bằng một mã PIN")
    signing.add_argument("--role", choices=ROLES, default="official", help="ký với tư cách cán bộ hay cơ quan")
    signing.add_argument("--token", default="", metavar="SERIAL", help="số sê-ri của USB ký số")
    signing.add_argument("--pin-stdin", action="store_true", required=True, help="đọc PIN từ đầu vào chuẩn")
    printing = act("print", "xuất tệp để in và ghi việc in vào sổ")
    printing.add_argument("key", help="số và năm, ví dụ 12/2026")
    printing.add_argument("--out", type=place, required=True, metavar="F.pdf", help="tệp sẽ ghi")
    may_replace(printing)
    converting = act("convert", "in văn bản điện tử đã ký thành văn bản chuyển đổi")
    converting.add_argument("file", type=place, metavar="F.pdf", help="tệp PDF đã ký số")
    converting.add_argument("--title", default="", help="tên văn bản; mặc định là tên tệp")
    converting.add_argument("--out", type=place, required=True, metavar="G.pdf", help="tệp sẽ ghi")
    may_replace(converting)
    finding = act("lookup", "tra mã in trên văn bản chuyển đổi")
    finding.add_argument("code", help="mã tra cứu, ví dụ CD-7F3K-9Q2M")
