"""How `tokens`, `sign`, `verify`, `extend` are asked for."""

from __future__ import annotations

import argparse
from typing import Any

from desktop.cli.grammar.choices import ROLES
from desktop.cli.parsing import may_replace, place


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the commands of this room."""
    listing = commands.add_parser("tokens", parents=[common], help="USB ký số và chứng thư")
    listing.add_argument("--modules", action="store_true", help="các trình điều khiển tìm thấy trên máy này")
    listing.add_argument("--role", choices=ROLES, default="official", help="dùng được để ký với vai trò nào")
    _where(listing)
    listing.set_defaults(run="signing:tokens")
    signing = commands.add_parser("sign", parents=[common], help="ký một tệp PDF")
    signing.add_argument("file", type=place, metavar="F.pdf", help="tệp PDF")
    signing.add_argument("--out", type=place, required=True, metavar="G.pdf", help="tệp sẽ ghi")
    signing.add_argument("--token", required=True, metavar="SERIAL", help="số sê-ri của USB ký số")
    signing.add_argument("--cert", metavar="SHA256", help="mặc định là chứng thư dùng được đầu tiên")
    signing.add_argument("--pin-stdin", action="store_true", required=True, help="đọc PIN từ đầu vào chuẩn")
    signing.add_argument("--role", choices=ROLES, default="official", help="ký với tư cách cán bộ hay cơ quan")
    signing.add_argument("--stamp", metavar="NAME", help="tên cơ quan trên dấu chữ ký hiển thị")
    signing.add_argument("--own-copy", action="store_true", help="bản sao do chính cơ quan lập, cơ quan ký một mình")
    may_replace(signing)
    _where(signing)
    signing.set_defaults(run="signing:sign")
    verifying = commands.add_parser("verify", parents=[common], help="kiểm tra chữ ký")
    verifying.add_argument("file", type=place, metavar="G.pdf", help="tệp PDF")
    verifying.add_argument("--report", type=place, metavar="R.pdf", help="ghi kết quả thành trang để in")
    verifying.add_argument("--offline", action="store_true", help="không hỏi nhà cấp về thu hồi")
    may_replace(verifying)
    _where(verifying)
    verifying.set_defaults(run="verifying:verify")
    extending = commands.add_parser(
        "extend", parents=[common], help="bổ sung dữ liệu xác thực và dấu thời gian, không cần USB ký số"
    )
    extending.add_argument("file", type=place, metavar="G.pdf", help="tệp PDF")
    extending.add_argument("--out", type=place, required=True, metavar="H.pdf", help="tệp sẽ ghi")
    extending.add_argument("--no-time", action="store_true", help="chỉ bổ sung dữ liệu xác thực")
    may_replace(extending)
    _where(extending)
    extending.set_defaults(run="signing:extend")


def _where(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--module", type=place, metavar="FILE", help="trình điều khiển PKCS#11 của USB ký số")
    parser.add_argument(
        "--root",
        type=place,
        action="append",
        default=[],
        metavar="PEM",
        help="chứng thư gốc tin cậy (tệp hoặc thư mục)",
    )
    parser.add_argument("--tsa", metavar="URL", help="cơ quan cấp dấu thời gian; để trống là không dùng")
