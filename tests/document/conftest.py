"""Invented sheets with a reading that is exactly true."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from PIL import Image, ImageDraw, ImageFont

from desktop.document.file.mark import ConversionMark
from desktop.document.file.pdf import PaperAbout, PdfPage
from desktop.machine.folders import resources
from desktop.model.page import Reading, ReadLine, Word

LINES = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "GIẤY KHAI SINH",
    "Họ, chữ đệm, tên: NGUYỄN THỊ ẴM",
    "Đường Lê Lợi, phường Bến Thử, sữa, chợ, ẵm, Đỗ",
)


def _line(draw: ImageDraw.ImageDraw, text: str, at: tuple[int, int], font: ImageFont.FreeTypeFont) -> ReadLine:
    x, y = at
    words = []
    for part in text.split():
        left, top, right, foot = (int(side) for side in draw.textbbox((x, y), part, font=font))
        draw.text((x, y), part, font=font, fill=(20, 20, 20))
        words.append(Word(text=part, box=(left, top, right - left, foot - top), confidence=0.9))
        x = right + int(font.size) // 3
    top = min(word.box[1] for word in words)
    foot = max(word.box[1] + word.box[3] for word in words)
    left, last = words[0].box[0], words[-1].box
    box = (left, top, last[0] + last[2] - left, foot - top)
    return ReadLine(text=text, box=box, confidence=0.9, words=tuple(words))


@pytest.fixture
def sheet() -> Callable[..., PdfPage]:
    """Makes one sheet: `sheet(lines, dpi=, size_mm=, mode=, form=)`."""

    def make(
        lines: tuple[str, ...] = LINES,
        *,
        dpi: int = 200,
        size_mm: tuple[int, int] = (210, 297),
        mode: str = "RGB",
        form: str = "JPEG",
        seal_at: tuple[int, int, int] | None = None,
    ) -> PdfPage:
        width, height = (round(side / 25.4 * dpi) for side in size_mm)
        image = Image.new("RGB", (width, height), (250, 248, 240))
        draw = ImageDraw.Draw(image)
        font = ImageFont.truetype(str(resources() / "fonts" / "Tinos-Regular.ttf"), dpi // 6)
        read = tuple(_line(draw, text, (dpi, dpi + at * dpi // 4), font) for at, text in enumerate(lines))
        if seal_at:
            x, y, r = (round(side / 25.4 * dpi) for side in seal_at)
            draw.ellipse((x - r, y - r, x + r, y + r), outline=(225, 120, 120), width=dpi // 40)
        out = io.BytesIO()
        image.convert(mode).save(out, form)
        return PdfPage(
            image=out.getvalue(), dpi=dpi, reading=Reading(width=width, height=height, lines=read, reader="true")
        )

    return make


@pytest.fixture
def about() -> PaperAbout:
    return PaperAbout(
        title="Giấy khai sinh & <bản sao>",
        creator="UBND xã Mẫu",
        created=datetime(2026, 11, 24, 3, 0, tzinfo=UTC),
        item_code="000099000001.1.001193.GKS.01",
        paper_code="GKS",
        dossier_code="TAM-7F3K-9Q2M",
    )


@pytest.fixture
def mark(about: PaperAbout) -> ConversionMark:
    return ConversionMark(
        converted_at=about.created,
        converter="Trần Thị Mẫu",
        agency="Ủy ban nhân dân xã Mẫu",
        item_code=about.item_code,
    )
