"""The citizen card, laid on the glass: small type on a tinted guilloche, the true QR."""

from __future__ import annotations

import math

from desktop.training.papers.page import CARD_MM, DrawnPage
from desktop.training.people import Person

_TINT = (222, 236, 238)


def _ground(page: DrawnPage, x: float, y: float) -> None:
    """The card's plate with its fine lines."""
    box = (page.px(x), page.px(y), page.px(x + CARD_MM[0]), page.px(y + CARD_MM[1]))
    page.draw.rounded_rectangle(box, page.px(3), fill=_TINT, outline=(150, 165, 170), width=max(1, page.px(0.2)))
    for band in range(16):
        points = []
        for at in range(0, 86, 2):
            wave = 2.2 * math.sin(at / 6 + band * 0.7)
            points.append((page.px(x + at), page.px(y + 2 + band * 3.3 + wave)))
        inside = [(px, py) for px, py in points if box[1] + 4 < py < box[3] - 4]
        if len(inside) > 1:
            page.draw.line(inside, fill=(196, 216, 220), width=max(1, page.px(0.12)))


def card_front(page: DrawnPage, who: Person, x: float, y: float) -> None:
    """The side with face, number and QR."""
    _ground(page, x, y)
    page.text("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", x + 42, y + 2.5, 6.2, "sb", align="middle")
    page.text("Độc lập - Tự do - Hạnh phúc", x + 42, y + 5.6, 5.6, "s", align="middle")
    page.text("CĂN CƯỚC CÔNG DÂN", x + 44, y + 11, 9.5, "sb", align="middle", colour=(190, 40, 40))
    page.code(who.qr, x + 71, y + 2, width=12.5)
    face = (page.px(x + 4), page.px(y + 21), page.px(x + 24), page.px(y + 47))
    page.draw.rectangle(face, fill=(205, 214, 222))
    page.draw.ellipse((page.px(x + 9), page.px(y + 24), page.px(x + 19), page.px(y + 36)), fill=(168, 150, 138))
    page.draw.pieslice(
        (page.px(x + 5), page.px(y + 35), page.px(x + 23), page.px(y + 60)), 180, 360, fill=(70, 82, 104)
    )
    page.text("Số / No.:", x + 27, y + 17, 5.4, "s")
    page.text(who.number, x + 38, y + 15.6, 10, "sb")
    rows = (
        ("Họ và tên / Full name:", who.name.upper()),
        ("Ngày sinh / Date of birth:", f"{who.born:%d/%m/%Y}"),
        ("Giới tính / Sex:", f"{who.sex}     Quốc tịch: Việt Nam"),
        ("Quê quán / Place of origin:", ", ".join(who.address.split(", ")[1:])),
        ("Nơi thường trú / Residence:", who.address),
    )
    top = y + 21.5
    for label, value in rows:
        page.text(label, x + 27, top, 4.6, "s", colour=(60, 80, 90))
        page.text(value, x + 27, top + 2.1, 6.4, "sb")
        top += 5.9
    page.truth.fields |= {"owner": who.name, "owner_id": who.number, "born": who.born.isoformat()}


def card_back(page: DrawnPage, who: Person, x: float, y: float) -> None:
    """The side with marks, date of issue and machine lines."""
    _ground(page, x, y)
    page.text("Đặc điểm nhận dạng / Personal identification:", x + 4, y + 4, 5, "s")
    page.text("Nốt ruồi cách 1 cm dưới mắt trái", x + 4, y + 6.8, 6, "sb")
    page.text(f"Ngày, tháng, năm / Date: {who.card_issued:%d/%m/%Y}", x + 4, y + 11, 5.6, "s")
    page.text("CỤC TRƯỞNG CỤC CẢNH SÁT", x + 26, y + 15, 5.4, "sb", align="middle")
    page.signature(x + 14, y + 17, width=20, height=7)
    page.seal(x + 22, y + 21, "CỤC CẢNH SÁT QUẢN LÝ HÀNH CHÍNH", radius=6.5)
    for at, line in enumerate(
        (
            f"IDVNM{who.number[3:]}0{who.number}<<0",
            f"{who.born:%y%m%d}5{'M' if who.sex == 'Nam' else 'F'}{who.born.year + 60 - 2000:02}01015VNM<<<<<<<<<<<2",
            "MAU<<TAP<HUAN<<<<<<<<<<<<<<<<<",
        )
    ):
        page.text(line, x + 4, y + 36 + 5 * at, 8.4, "s")
