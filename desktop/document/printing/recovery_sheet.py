"""The recovery sheet: one printed page that opens the store and its backups when the keyring has lost the key."""

from __future__ import annotations

import hashlib
import io
from datetime import datetime

import img2pdf
import zxingcpp
from PIL import Image, ImageDraw, ImageFont

from desktop.machine.clock import VIETNAM
from desktop.machine.folders import resources
from desktop.machine.recovery_code import recovery_rows

_DPI = 200
_WIDTH, _HEIGHT = 1654, 2339
"""A4 at 200 dpi."""
_LEFT = 180
_CODE_PX = 620
_WORDS = (
    "Giữ phiếu này trong két hoặc phong bì niêm phong, tách khỏi máy tính. Ai có phiếu và bản sao lưu thì đọc được",
    "toàn bộ dữ liệu. Không chụp ảnh, không gửi qua mạng.",
    "",
    "Khi máy không mở được kho dữ liệu:   quayso recover --code-stdin",
    "Khi khôi phục trên máy khác:               quayso restore BẢN-SAO-LƯU --code-stdin",
    "",
    "Gõ bốn hàng dưới đây, cách và chữ hoa/thường tuỳ ý. Số 0 và chữ O, số 1 và chữ I, L được coi như nhau.",
    "Gõ sai hàng nào, chương trình báo hàng đó. Có thể quét mã QR thay cho gõ.",
)


def sheet_number(recovery: bytes) -> str:
    """A short number that tells one sheet from another and nothing of the key, e.g. `7A3F-09C2`."""
    digest = hashlib.sha256(b"quayso recovery sheet" + recovery).hexdigest().upper()
    return f"{digest[:4]}-{digest[4:8]}"


def recovery_sheet(recovery: bytes, unit: str, printed_at: datetime) -> bytes:
    """The sheet as a PDF of one A4 page.

    Args:
        recovery: the key, 32 bytes.
        unit: name of the one-stop centre.
        printed_at: UTC.
    """
    page = Image.new("L", (_WIDTH, _HEIGHT), 255)
    draw = ImageDraw.Draw(page)
    number = sheet_number(recovery)
    printed = printed_at.astimezone(VIETNAM).strftime("%d/%m/%Y %H:%M")
    draw.text((_LEFT, 180), "PHIẾU KHÔI PHỤC KHO DỮ LIỆU", 0, _font(46, bold=True))
    draw.text((_LEFT, 260), f"Quầy Số · {unit}" if unit else "Quầy Số", 0, _font(30))
    draw.text((_LEFT, 310), f"Phiếu số {number} · in lúc {printed}", 0, _font(30))
    for at, line in enumerate(_WORDS):
        draw.text((_LEFT, 420 + 44 * at), line, 0, _font(25))
    rows = recovery_rows(recovery)
    for at, row in enumerate(rows):
        draw.text((_LEFT, 860 + 110 * at), str(at + 1), 110, _font(40))
        draw.text((_LEFT + 90, 850 + 110 * at), row, 0, _font(64, bold=True))
    code = zxingcpp.create_barcode(" ".join(rows), zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    side = Image.fromarray(code.to_image(scale=1, add_quiet_zones=True))
    page.paste(side.resize((_CODE_PX, _CODE_PX), Image.Resampling.NEAREST), (_LEFT, 1380))
    draw.text((_LEFT, 2080), "Người giữ phiếu: ………………………………………    Ký nhận: …………………………", 0, _font(28))
    png = io.BytesIO()
    page.convert("1").save(png, "PNG", dpi=(_DPI, _DPI))
    return bytes(img2pdf.convert(png.getvalue()))


def _font(size: int, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    name = "Arimo-Bold.ttf" if bold else "Arimo-Regular.ttf"
    return ImageFont.truetype(str(resources() / "fonts" / name), size)
