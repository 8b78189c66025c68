"""How `subject …` are asked for."""

from __future__ import annotations

import argparse
from typing import Any

from desktop.cli.parsing import may_replace, place


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the commands of this room."""
    subject = commands.add_parser("subject", help="yêu cầu của chủ thể dữ liệu").add_subparsers(
        dest="action", required=True
    )
    finding = subject.add_parser("find", parents=[common], help="máy này lưu gì của một người")
    finding.set_defaults(run="subject:find")
    exporting = subject.add_parser("export", parents=[common], help="bản sao dữ liệu cho người đó")
    exporting.add_argument("--out", type=place, required=True, metavar="DIR", help="thư mục; hoặc tệp nếu có mật khẩu")
    exporting.add_argument("--passphrase-stdin", action="store_true", help="niêm phong thành một gói, mở bằng «unpack»")
    may_replace(exporting)
    exporting.set_defaults(run="subject:export")
    deleting = subject.add_parser("delete", parents=[common], help="xoá mọi dữ liệu của người đó trên máy này")
    deleting.add_argument("--unsent-too", action="store_true", help="cả giấy tờ tỉnh chưa xác nhận")
    deleting.set_defaults(run="subject:delete")
    for command in (finding, exporting, deleting):
        command.add_argument("number", help="số định danh, hộ chiếu hoặc mã số thuế")
