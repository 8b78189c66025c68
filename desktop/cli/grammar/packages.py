"""How `export-package`, `import-package`, `unpack`, `package-key` are asked for."""

from __future__ import annotations

import argparse
from typing import Any

from desktop.cli.parsing import may_replace, place


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the commands of this room."""
    exporting = commands.add_parser("export-package", parents=[common], help="xuất hồ sơ chưa gửi ra USB")
    exporting.add_argument("file", type=place, help="gói sẽ ghi")
    exporting.add_argument("--passphrase-stdin", action="store_true", help="niêm phong bằng mật khẩu thay cho khoá")
    exporting.add_argument("--receipts", action="store_true", help="xuất biên nhận cho gói đã nhận ở máy này")
    exporting.add_argument("--package", default="", metavar="ID", help="của gói nào; mặc định là gói nhận sau cùng")
    may_replace(exporting)
    exporting.set_defaults(run="packages:export_package")
    importing = commands.add_parser("import-package", parents=[common], help="nhận gói hồ sơ hoặc biên nhận từ USB")
    importing.add_argument("file", type=place, help="gói hồ sơ hoặc biên nhận")
    importing.add_argument("--passphrase-stdin", action="store_true", help="đọc mật khẩu của gói")
    importing.add_argument("--sender", action="append", default=[], metavar="LINE", help="nhận thêm của nơi gửi này")
    importing.set_defaults(run="packages:import_package")
    unpacking = commands.add_parser("unpack", parents=[common], help="mở gói dữ liệu cá nhân hoặc gói sự cố")
    unpacking.add_argument("file", type=place, help="gói")
    unpacking.add_argument("--out", type=place, required=True, metavar="DIR", help="thư mục nhận các tệp trong gói")
    unpacking.add_argument(
        "--passphrase-stdin", action="store_true", required=True, help="đọc mật khẩu từ đầu vào chuẩn"
    )
    may_replace(unpacking)
    unpacking.set_defaults(run="packages:unpack")
    showing = commands.add_parser("package-key", parents=[common], help="dòng khoá công khai của máy này")
    showing.set_defaults(run="packages:package_key")
