"""The list of unfinished dossiers that one official hands to another: both sign it (NĐ 30/2020, biên bản)."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.document.file.metadata import PaperAbout
from desktop.document.printing.official import Head, Paragraph, Signing, Table, official_pdf
from desktop.machine.clock import VIETNAM, vietnam_time
from desktop.machine.settings import Settings
from desktop.model.shift import Shift, ShiftState

_TITLE = "Bàn giao hồ sơ chưa giải quyết xong"
_STATES: Mapping[ShiftState, str] = {
    ShiftState.GIVEN: "chưa nhận",
    ShiftState.TAKEN: "đã đăng nhập và nhận",
    ShiftState.REFUSED: "đã đăng nhập và không nhận",
    ShiftState.TAKEN_BACK: "chưa nhận, bên giao đã lấy lại",
}


def shift_pdf(shift: Shift, names: Mapping[str, str], settings: Settings) -> bytes:
    """The list, PDF/A; it says when each of the two logged in and gave, or answered, and nothing of any citizen.

    Args:
        shift: what is handed over.
        names: login name to full name.
        settings: whose counter it is.
    """
    giver, taker = (names.get(one, one) for one in (shift.giver, shift.taker))
    answered = f" lúc {vietnam_time(shift.answered_at)}" if shift.answered_at else ""
    head = Head(
        above=settings.unit_above,
        agency=settings.unit_name,
        symbol="BB",
        place=settings.unit_place,
        day=shift.given_at.astimezone(VIETNAM).date(),
        kind="BIÊN BẢN",
        about=_TITLE,
    )
    body: list[Paragraph | Table] = [
        Paragraph(f"Bên giao: {giver} ({shift.giver}), đã đăng nhập và giao lúc {vietnam_time(shift.given_at)}."),
        Paragraph(f"Bên nhận: {taker} ({shift.taker}), {_STATES[shift.state]}{answered}."),
        Paragraph(f"Số hồ sơ: {len(shift.lines)}. {shift.note}".strip()),
        Table(
            heads=("Mã hồ sơ", "Thủ tục", "Giấy tờ", "Việc tiếp theo"),
            widths=(2.2, 3, 1, 1.8),
            rows=[(one.code, one.procedure, f"{one.there}/{one.papers}", one.next) for one in shift.lines],
        ),
        Paragraph(f"Mã bàn giao trong nhật ký của quầy: {shift.id}."),
        # Room for two signatures above two names.
        Table(
            heads=("Bên giao (ký)", "Bên nhận (ký)"), widths=(1, 1), rows=[("", ""), ("", ""), ("", ""), (giver, taker)]
        ),
    ]
    signing = Signing(title="Thủ trưởng đơn vị", receivers=("Bên giao;", "Bên nhận;", "Lưu: VT."))
    return official_pdf(head, body, signing, PaperAbout(title=_TITLE, creator="Quầy Số", created=shift.given_at))
