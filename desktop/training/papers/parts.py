"""What most papers share: the heads of NĐ 30/2020, the place of signature, a date in words."""

from __future__ import annotations

from datetime import date

from desktop.training.papers.ink.hand import Hand
from desktop.training.papers.ink.slots import Slot, slotted
from desktop.training.papers.page import HANDWRITTEN, DrawnPage
from desktop.training.papers.seals import any_press, pressed

COMMUNE = "XÃ MẪU"
OFFICIALS = ("Trần Quốc Mẫu", "Lê Thị Kim Mẫu", "Phạm Hữu Mẫu")


def nation(page: DrawnPage, x: float = 140, y: float = 18) -> None:
    """Name and motto of the state, over a rule."""
    page.text("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", x, y, 12, "b", align="middle")
    page.text("Độc lập - Tự do - Hạnh phúc", x, y + 5.6, 13, "b", align="middle")
    half = page.width("Độc lập - Tự do - Hạnh phúc", 13, "b") / 2
    page.rule(x - half, y + 11.8, x + half, y + 11.8)


def office(page: DrawnPage, name: str = f"ỦY BAN NHÂN DÂN\n{COMMUNE}", x: float = 62, y: float = 18) -> None:
    """Name of the office on the left of the head, over a short rule."""
    lines = name.split("\n")
    for at, line in enumerate(lines):
        page.text(line, x, y + 5.6 * at, 12 if at == 0 else 13, "b" if at == len(lines) - 1 else "", align="middle")
    page.rule(x - 10, y + 5.6 * len(lines) + 0.6, x + 10, y + 5.6 * len(lines) + 0.6)


def day_in_words(day: date) -> str:
    """`ngày 05 tháng 3 năm 2026`, as NĐ 30/2020 writes it."""
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def head(
    page: DrawnPage,
    number: str,
    day: date,
    *,
    office_name: str = f"ỦY BAN NHÂN DÂN\n{COMMUNE}",
    by: Hand | None = None,
) -> None:
    """The whole head: office, nation, number, place and date; number and day written by hand where one is given."""
    office(page, office_name)
    nation(page)
    if by is None:
        page.text(f"Số: {number}", 62, 33, 13, align="middle")
        page.text(f"Mẫu, {day_in_words(day)}", 140, 33, 13, "i", align="middle")
    else:
        _filled_in(page, number, day, by)
    page.truth.fields |= {
        "number": number,
        "issued": day.isoformat(),
        "issuer": " ".join(office_name.split("\n")),
    }
    page.y = 47


def _filled_in(page: DrawnPage, number: str, day: date, by: Hand) -> None:
    digits, slash, symbol = number.partition("/")
    slot = Slot("number", digits, HANDWRITTEN, 12, who=by)
    slotted(page, ["Số: ", slot, slash + symbol], 62, 33, 13, "", page.chance)
    before, _, after = day_in_words(day).partition(f"{day.day:02}")
    slot = Slot("issued", f"{day.day:02}", HANDWRITTEN, 8, who=by)
    slotted(page, [f"Mẫu, {before}", slot, after], 140, 33, 13, "i", page.chance)


def title(page: DrawnPage, *lines: str, points: float = 15) -> None:
    """The paper's name in the middle."""
    for at, line in enumerate(lines):
        page.row(line, points if at == 0 else 13, "b", x=105, align="middle")
    page.y += 3


def signed(
    page: DrawnPage, role: str, name: str, *, ring: str = "ỦY BAN NHÂN DÂN XÃ MẪU TỈNH MẪU", x: float = 148
) -> None:
    """Role, signature under a seal, name."""
    top = max(page.y + 4, 60)
    page.text(role, x, top, 13, "b", align="middle")
    page.signature(x - 14, top + 12)
    pressed(page, x - 17, top + 19, ring, any_press(page.chance))
    page.text(name, x, top + 33, 13, "b", align="middle")
    page.truth.fields["signer"] = name
    page.y = top + 42


def asked(page: DrawnPage, role: str, name: str, x: float = 148) -> None:
    """The applicant's own place of signature, without a seal."""
    top = page.y + 4
    page.text(role, x, top, 13, "b", align="middle")
    page.text("(Ký, ghi rõ họ tên)", x, top + 5.5, 11, "i", align="middle")
    page.signature(x - 14, top + 12)
    page.text(name, x, top + 28, 13, align="middle")
    page.y = top + 36
