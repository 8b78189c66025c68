"""How `backup`, `restore`, `recover`, `recovery-sheet`, `check`, `salvage`, `purge`, `incident-pack` are asked for."""

from __future__ import annotations

import argparse
from typing import Any

from desktop.cli.parsing import may_replace, place


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the commands of this room."""
    backing = commands.add_parser("backup", parents=[common], help="sao lưu kho dữ liệu")
    backing.add_argument("file", type=place, nargs="?", help="mặc định là bản của hôm nay trong thư mục backups")
    may_replace(backing)
    backing.set_defaults(run="keeping:back_up")
    restoring = commands.add_parser("restore", parents=[common], help="khôi phục từ bản sao lưu")
    restoring.add_argument("file", type=place, help="bản sao lưu")
    restoring.add_argument("--check", action="store_true", help="diễn tập: làm mọi bước, không thay gì")
    restoring.add_argument("--code-stdin", action="store_true", help="đọc mã trên phiếu khôi phục từ đầu vào chuẩn")
    restoring.set_defaults(run="keeping:bring_back")
    recovering = commands.add_parser("recover", parents=[common], help="lấy lại khoá từ phiếu khôi phục")
    recovering.add_argument("--code-stdin", action="store_true", required=True, help="đọc mã từ đầu vào chuẩn")
    recovering.set_defaults(run="keeping:recover")
    sheet = commands.add_parser("recovery-sheet", parents=[common], help="in phiếu khôi phục (PDF)")
    sheet.add_argument("--out", type=place, required=True, metavar="S.pdf", help="phiếu sẽ ghi")
    sheet.add_argument(
        "--new", action="store_true", help="đổi khoá khôi phục; phiếu cũ chỉ còn mở các bản sao lưu làm trước đó"
    )
    may_replace(sheet)
    sheet.set_defaults(run="keeping:recovery_sheet")
    checking = commands.add_parser("check", parents=[common], help="kho dữ liệu còn nguyên vẹn không")
    checking.add_argument("--full", action="store_true", help="từng trang, từng ảnh, từng dòng nhật ký")
    checking.set_defaults(run="keeping:check")
    saving = commands.add_parser("salvage", parents=[common], help="cứu những gì còn nguyên trong kho dữ liệu hỏng")
    saving.set_defaults(run="keeping:save")
    purging = commands.add_parser("purge", parents=[common], help="xoá nội dung giấy tờ tỉnh đã xác nhận, quá hạn giữ")
    purging.add_argument("dossier", nargs="?", metavar="CODE", help="xoá ngay hồ sơ này (cần USB ký số và PIN)")
    purging.add_argument("--token", metavar="SERIAL", default="", help="số sê-ri của USB ký số, để xoá ngay một hồ sơ")
    purging.add_argument("--pin-stdin", action="store_true", help="đọc PIN từ đầu vào chuẩn")
    purging.set_defaults(run="keeping:purge")
    incident = commands.add_parser("incident-pack", parents=[common], help="gói chứng cứ sự cố an toàn thông tin")
    incident.add_argument("--out", type=place, required=True, metavar="F", help="gói sẽ ghi")
    incident.add_argument("--passphrase-stdin", action="store_true", required=True, help="đọc mật khẩu của gói")
    may_replace(incident)
    incident.set_defaults(run="keeping:incident_pack")
