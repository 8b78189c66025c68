"""How `demo`, `sandbox`, `virtual-scanner` are asked for."""

from __future__ import annotations

import argparse
from typing import Any

from desktop.cli.parsing import may_replace, place
from desktop.sync.families import family_names


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the commands of this room."""
    showing = commands.add_parser(
        "demo", parents=[common], help="làm thử trọn một hồ sơ và một quyển tồn đọng ở chế độ tập huấn"
    )
    showing.add_argument("--out", type=place, metavar="DIR", help="thư mục để lại các giấy tờ đã ký")
    showing.add_argument("--book", type=int, default=40, metavar="SỐ_TỜ", help="số tờ của quyển tồn đọng; 0 để bỏ")
    may_replace(showing)
    showing.set_defaults(run="training:demo")
    sandbox = commands.add_parser("sandbox", parents=[common], help="hệ thống của tỉnh để tập huấn, trên máy này")
    sandbox.add_argument("--port", type=int, default=8899, help="cổng trên máy này")
    sandbox.add_argument("--profile", choices=family_names(), default="six_step", help="kiểu hệ thống của tỉnh")
    example = "ĐƯỜNG:LOẠI[=GIÁ_TRỊ]:SỐ_LẦN, ví dụ files/*:cut=20000:3 hoặc *:429=60:1"
    sandbox.add_argument("--fault", action="append", default=[], metavar="SPEC", help=example)
    sandbox.add_argument("--tls", action="store_true", help="phục vụ qua HTTPS bằng chứng chỉ tập huấn")
    sandbox.set_defaults(run="training:run_sandbox")
    scanner = commands.add_parser("virtual-scanner", parents=[common], help="máy quét eSCL giả để tập huấn")
    scanner.add_argument("--port", type=int, default=8898, help="cổng trên máy này")
    scanner.add_argument("--pile", type=place, metavar="DIR", help="thư mục NNN-front.jpg, NNN-back.jpg")
    scanner.set_defaults(run="training:run_scanner")
