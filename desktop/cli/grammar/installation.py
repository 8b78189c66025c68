"""How `setup`, `self-test`, `update …` are asked for."""

from __future__ import annotations

import argparse
from typing import Any

from desktop.cli.parsing import may_replace, place


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the commands of this room."""
    setting_up = commands.add_parser("setup", parents=[common], help="năm bước của lần chạy đầu, và còn thiếu gì")
    setting_up.add_argument("--try", dest="trying", action="store_true", help="thử máy quét, USB ký số, tỉnh, đơn vị")
    setting_up.set_defaults(run="installation:setting_up")
    testing = commands.add_parser("self-test", parents=[common], help="bản cài này có đủ và chạy được không")
    testing.set_defaults(run="installation:self_testing")
    update = commands.add_parser("update", help="gói cập nhật ngoại tuyến").add_subparsers(dest="action", required=True)
    checking = update.add_parser("check", parents=[common], help="gói có đúng là tỉnh ký không; không cài gì")
    checking.add_argument("file", type=place, help="gói cập nhật")
    checking.add_argument("--out", type=place, metavar="DIR", help="lấy bộ cài ra thư mục này")
    checking.add_argument(
        "--key", type=place, metavar="F.pub", help="khoá công khai của tỉnh (mặc định: khoá trên máy này)"
    )
    may_replace(checking)
    checking.set_defaults(run="installation:update_check")
    packing = update.add_parser("pack", parents=[common], help="(cho tỉnh) đóng gói và ký một bộ cài")
    packing.add_argument("setup", type=place, help="bộ cài")
    packing.add_argument("--version", required=True, help="phiên bản của bộ cài")
    packing.add_argument("--key", type=place, required=True, metavar="F.key", help="khoá riêng Ed25519, PEM")
    packing.add_argument("--out", type=place, required=True, metavar="F.quayso-capnhat", help="gói sẽ ghi")
    may_replace(packing)
    packing.set_defaults(run="installation:update_pack")
