"""Identity cards of every generation, laid on the glass or copied: small type on tinted nets of fine lines."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from datetime import date
from enum import StrEnum

from desktop.model.mrz import card_lines
from desktop.training.papers import plate as plates
from desktop.training.papers.page import CARD_MM, INK, RED, DrawnPage
from desktop.training.papers.parts import day_in_words
from desktop.training.papers.plate import Plate
from desktop.training.people import Person

_LABEL = ((60, 80, 90), (90, 90, 100), (70, 90, 130), (96, 78, 70), (40, 60, 70))
_MARKS = (
    "Nốt ruồi cách 1 cm dưới mắt trái",
    "Sẹo chấm C. 2 cm trên trước đuôi mày phải",
    "Nốt ruồi C: 3 cm trên sau mép trái",
    "Sẹo thẳng ngang 1,5 cm trên đầu lông mày trái",
    "Tàn nhang hai gò má",
)
_PITCH_MM = 2.54
"""Ten characters to the inch (ICAO Doc 9303)."""


class Generation(StrEnum):
    """The cards that people hold: nine digits on laminated paper; twelve with bars; with a chip; of 2024."""

    NINE_DIGITS = "cmnd"
    BARS = "cccd-ma-vach"
    CHIP = "cccd-chip"
    OF_2024 = "can-cuoc-2024"


def card_front(page: DrawnPage, who: Person, x: float, y: float, generation: Generation = Generation.CHIP) -> None:
    """The side with the face; its left top at (x, y) mm."""
    _side(page, x, y, _FRONTS[generation], who)
    number = who.old_number if generation is Generation.NINE_DIGITS else who.number
    page.truth.fields |= {"owner": who.name, "owner_id": number, "born": who.born.isoformat()}


def card_back(page: DrawnPage, who: Person, x: float, y: float, generation: Generation = Generation.CHIP) -> None:
    """The other side: marks, date of issue, the lines for machines."""
    _side(page, x, y, _BACKS[generation], who)


def copied_card(page: DrawnPage, who: Person, generation: Generation = Generation.CHIP) -> None:
    """Both sides on one sheet, as copiers at every counter give them."""
    chance = page.chance
    left, top = chance.uniform(25, 100), chance.uniform(25, 60)
    card_front(page, who, left, top, generation)
    if chance.random() < 0.8:
        card_back(page, who, left + chance.uniform(-15, 15), top + CARD_MM[1] + chance.uniform(6, 60), generation)
    plates.copied(page, chance)


def any_card(new: Callable[[], DrawnPage], who: Person, chance: random.Random) -> list[DrawnPage]:
    """A card as it may come: of any generation, its sides on two pages or copied onto one."""
    generation = chance.choice([one for one in Generation if who.old_number or one is not Generation.NINE_DIGITS])
    front = new()
    if chance.random() < 0.4:
        copied_card(front, who, generation)
        return [front]
    back = new()
    card_front(front, who, chance.uniform(5, 115), chance.uniform(5, 200), generation)
    card_back(back, who, chance.uniform(5, 115), chance.uniform(5, 200), generation)
    return [front, back]


def _side(page: DrawnPage, x: float, y: float, draw: Callable[[Plate, Person], None], who: Person) -> None:
    plate = Plate(page, x, y, random.Random(page.chance.random()))  # noqa: S311 - invents, keeps no secret
    plates.ground(plate)
    draw(plate, who)
    plates.finished(plate)


def _text(plate: Plate, text: str, x: float, y: float, points: float, style: str = "s", *, align: str = "left") -> None:
    plate.page.text(text, plate.x + x, plate.y + y, points, style, align=align)


def _red(plate: Plate, text: str, x: float, y: float, points: float, align: str = "middle") -> None:
    plate.page.text(text, plate.x + x, plate.y + y, points, "sb", align=align, colour=RED)


def _rows(plate: Plate, x: float, y: float, rows: Iterable[tuple[str, str]], step: float, *, inline: bool) -> None:
    """Labels with their values, beside them or under them."""
    chance = plate.chance
    label_size = chance.uniform(5.6, 6.8) if inline else chance.uniform(4.8, 5.8)
    value_size = chance.uniform(6.2, 7.4)
    colour = chance.choice(_LABEL)
    bold = chance.choice(("s", "sb"))
    for at, (label, value) in enumerate(rows):
        top = plate.y + y + at * step
        plate.page.text(label, plate.x + x, top + (0.5 if inline else 0), label_size, "s", colour=colour)
        beside = plate.page.width(label + " ", label_size, "s") + 0.8 if inline else 0.0
        room = CARD_MM[0] - x - beside - 2
        size = min(value_size, value_size * room / max(0.1, plate.page.width(value, value_size, bold)))
        plate.page.text(value, plate.x + x + beside, top + (0 if inline else 2.1), size, bold)


def _nation(plate: Plate, middle: float, english: bool) -> None:
    _text(plate, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", middle, 2.2, 6.2, "sb", align="middle")
    _text(plate, "Độc lập - Tự do - Hạnh phúc", middle, 5.0, 5.6, "s", align="middle")
    if english:
        _text(plate, "SOCIALIST REPUBLIC OF VIET NAM", middle, 7.4, 4.6, "s", align="middle")
        _text(plate, "Independence - Freedom - Happiness", middle, 9.3, 4.4, "s", align="middle")


def _origin(who: Person) -> str:
    return ", ".join(who.address.rsplit(", ", 2)[1:])


def _until(who: Person) -> date | None:
    """A card holds until its holder is 25, 40 or 60, and then for good (R9)."""
    age = next((age for age in (25, 40, 60) if who.born.year + age > who.card_issued.year + 2), None)
    return date(who.born.year + age, who.born.month, min(who.born.day, 28)) if age else None


def _end(who: Person) -> str:
    end = _until(who)
    return f"{end:%d/%m/%Y}" if end else "Không thời hạn"


def _nine_front(plate: Plate, who: Person) -> None:
    plates.portrait(plate, 4, 20, 20)
    _nation(plate, 52, english=False)
    _red(plate, "GIẤY CHỨNG MINH NHÂN DÂN", 53, 9.5, 8.6)
    _red(plate, f"SỐ {who.old_number}", 53, 14.2, 10)
    village, commune, province = who.address.rsplit(", ", 2)
    rows = (
        ("Họ tên:", who.name.upper()),
        ("Sinh ngày:", f"{who.born:%d-%m-%Y}"),
        ("Nguyên quán:", f"{commune}, {province}"),
        ("Nơi ĐKHK thường trú:", village),
        ("", f"{commune}, {province}"),
    )
    _rows(plate, 27, 20.5, [row for row in rows if row[0]], 5.8, inline=True)
    _text(plate, rows[-1][1], 30, 44, 6.6, "s")


def _nine_back(plate: Plate, who: Person) -> None:
    chance = plate.chance
    _text(plate, f"Dân tộc: Kinh     Tôn giáo: {chance.choice(('Không', 'Phật giáo', 'Công giáo'))}", 4, 2.5, 6.4)
    _text(plate, "DẤU VẾT RIÊNG VÀ DỊ HÌNH", 55, 7, 5.8, "sb", align="middle")
    _text(plate, chance.choice(_MARKS), 28, 11, 6.4)
    plates.finger(plate, 13, 20)
    plates.finger(plate, 13, 43)
    _text(plate, "NGÓN TRỎ TRÁI", 13, 7, 4.6, align="middle")
    _text(plate, "NGÓN TRỎ PHẢI", 13, 31.2, 4.6, align="middle")
    _text(plate, day_in_words(who.card_issued).capitalize(), 57, 18, 6.4, align="middle")
    _text(plate, "GIÁM ĐỐC CÔNG AN TỈNH MẪU", 57, 22, 5.8, "sb", align="middle")
    plate.page.signature(plate.x + 50, plate.y + 27, width=20, height=8)
    plate.page.seal(plate.x + 50, plate.y + 36, "CÔNG AN TỈNH MẪU", radius=9)
    _text(plate, "Đại tá Lê Hữu Mẫu", 60, 47.5, 6, "sb", align="middle")


def _bars_front(plate: Plate, who: Person) -> None:
    plates.portrait(plate, 4, 20, 20)
    _nation(plate, 52, english=False)
    _red(plate, "CĂN CƯỚC CÔNG DÂN", 52, 9, 9.5)
    _text(plate, "Số:", 30, 15, 7)
    _text(plate, who.number, 37, 14.2, 9.5, "sb")
    rows = (
        ("Họ và tên:", who.name.upper()),
        ("Ngày, tháng, năm sinh:", f"{who.born:%d/%m/%Y}"),
        ("Giới tính:", f"{who.sex}     Quốc tịch: Việt Nam"),
        ("Quê quán:", _origin(who)),
        ("Nơi thường trú:", who.address),
    )
    _rows(plate, 27, 19.5, rows, 5.6, inline=True)
    _text(plate, f"Có giá trị đến: {_end(who)}", 4, 48.5, 4.8)


def _bars_back(plate: Plate, who: Person) -> None:
    _text(plate, "Đặc điểm nhận dạng:", 4, 3, 6.2, "sb")
    _text(plate, plate.chance.choice(_MARKS), 4, 6.4, 6.4)
    _text(plate, day_in_words(who.card_issued).capitalize(), 42, 11, 6, align="middle")
    _text(plate, "CỤC TRƯỞNG CỤC CẢNH SÁT", 42, 14.5, 5.4, "sb", align="middle")
    _text(plate, "ĐKQL CƯ TRÚ VÀ DLQG VỀ DÂN CƯ", 42, 17, 5.2, "sb", align="middle")
    plate.page.signature(plate.x + 34, plate.y + 21, width=20, height=7)
    plate.page.seal(plate.x + 36, plate.y + 26, "CỤC CẢNH SÁT", radius=6.5)
    _text(plate, "Trần Quốc Mẫu", 45, 33, 6, "sb", align="middle")
    plates.finger(plate, 74, 14)
    plates.finger(plate, 74, 37)
    plate.page.code(who.number, plate.x + 5, plate.y + 43, kind="Code128", width=55, height=8)


def _chip_front(plate: Plate, who: Person) -> None:
    plates.portrait(plate, 4, 20, 20)
    if plate.chance.random() < 0.4:
        plates.portrait(plate, 74, 36, 8, faint=True)
    _nation(plate, 42, english=True)
    plate.page.code(who.qr, plate.x + 71, plate.y + 2, width=12.5)
    _red(plate, "CĂN CƯỚC CÔNG DÂN", 44, 11.2, 8.8)
    _text(plate, "Citizen Identity Card", 44, 14.8, 5.2, align="middle")
    _text(plate, "Số / No.:", 27, 17.9, 5.4)
    _text(plate, who.number, 37, 16.9, 8.6, "sb")
    rows = (
        ("Họ và tên / Full name:", who.name.upper()),
        ("Ngày sinh / Date of birth:", f"{who.born:%d/%m/%Y}"),
        ("Giới tính / Sex:", f"{who.sex}     Quốc tịch / Nationality: Việt Nam"),
        ("Quê quán / Place of origin:", _origin(who)),
        ("Nơi thường trú / Place of residence:", who.address),
    )
    _rows(plate, 27, 21.3, rows, 5.5, inline=False)
    _text(plate, "Có giá trị đến / Date of expiry:", 3.5, 47.6, 4.2)
    _text(plate, _end(who), 3.5, 49.4, 5.2)


def _chip_back(plate: Plate, who: Person) -> None:
    _text(plate, "Đặc điểm nhận dạng / Personal identification:", 4, 2.6, 5)
    _text(plate, plate.chance.choice(_MARKS), 4, 5.2, 6, "sb")
    _text(plate, f"Ngày, tháng, năm / Date, month, year: {who.card_issued:%d/%m/%Y}", 4, 9.4, 5.4)
    _text(plate, "CỤC TRƯỞNG CỤC CẢNH SÁT", 26, 12.6, 5.2, "sb", align="middle")
    _text(plate, "QUẢN LÝ HÀNH CHÍNH VỀ TRẬT TỰ XÃ HỘI", 26, 14.8, 4.8, "sb", align="middle")
    plate.page.signature(plate.x + 14, plate.y + 18, width=20, height=7)
    plate.page.seal(plate.x + 20, plate.y + 24, "CỤC CẢNH SÁT QUẢN LÝ HÀNH CHÍNH", radius=6.5)
    _text(plate, "Trần Quốc Mẫu", 30, 28.5, 5.6, "sb", align="middle")
    plates.chip(plate, 44, 19)
    plates.finger(plate, 72, 15)
    _for_machines(plate, who)


def _front_of_2024(plate: Plate, who: Person) -> None:
    plates.portrait(plate, 4, 19, 20)
    _text(plate, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 47, 2.2, 6, "sb", align="middle")
    _text(plate, "Độc lập - Tự do - Hạnh phúc", 47, 4.8, 5.4, align="middle")
    _text(plate, "SOCIALIST REPUBLIC OF VIET NAM", 47, 7, 4.4, align="middle")
    _red(plate, "CĂN CƯỚC", 47, 10.4, 9.5)
    _text(plate, "IDENTITY CARD", 47, 14.4, 5.6, align="middle")
    plates.chip(plate, 69, 27)
    rows = (
        ("Số định danh cá nhân / Personal identification number:", who.number),
        ("Họ, chữ đệm và tên khai sinh / Full name:", who.name.upper()),
        ("Ngày, tháng, năm sinh / Date of birth:", f"{who.born:%d/%m/%Y}"),
        ("Giới tính / Sex:", who.sex),
        ("Quốc tịch / Nationality:", "Việt Nam"),
    )
    _rows(plate, 27, 19, rows, 6.2, inline=False)


def _back_of_2024(plate: Plate, who: Person) -> None:
    rows = (
        ("Nơi cư trú / Place of residence:", who.address),
        ("Nơi đăng ký khai sinh / Place of birth:", _origin(who)),
        ("Ngày, tháng, năm cấp / Date of issue:", f"{who.card_issued:%d/%m/%Y}"),
        ("Ngày, tháng, năm hết hạn / Date of expiry:", _end(who)),
    )
    _rows(plate, 4, 3, rows, 6.3, inline=False)
    _text(plate, "BỘ CÔNG AN", 60, 20.5, 6, "sb", align="middle")
    _text(plate, "MINISTRY OF PUBLIC SECURITY", 60, 23, 4.4, align="middle")
    plate.page.code(who.qr, plate.x + 67, plate.y + 3, width=13)
    _for_machines(plate, who)


def _for_machines(plate: Plate, who: Person) -> None:
    """The three lines for machines, every letter in the middle of its own cell."""
    page, points = plate.page, plate.chance.uniform(8.6, 10.2)
    font, left = page.font(points, "s"), plate.x + 4.4
    for at, line in enumerate(card_lines(who.number, who.name, who.sex, who.born, _until(who))):
        top = page.px(plate.y + 36.2 + 5.2 * at)
        for place, letter in enumerate(line):
            page.draw.text((page.px(left + _PITCH_MM * (place + 0.5)), top), letter, font=font, fill=INK, anchor="ma")
        _, high, _, low = font.getbbox("IDM0", anchor="ma")
        right = page.px(left + _PITCH_MM * len(line))
        quad = [(page.px(left), top + high), (right, top + high), (right, top + low), (page.px(left), top + low)]
        page.truth.lines.append({"text": line, "quad": quad})


_FRONTS = {
    Generation.NINE_DIGITS: _nine_front,
    Generation.BARS: _bars_front,
    Generation.CHIP: _chip_front,
    Generation.OF_2024: _front_of_2024,
}
_BACKS = {
    Generation.NINE_DIGITS: _nine_back,
    Generation.BARS: _bars_back,
    Generation.CHIP: _chip_back,
    Generation.OF_2024: _back_of_2024,
}
