"""Why a dossier that was filed online is not taken over."""

from __future__ import annotations

from desktop.model.errors import Refusal


class NotWaiting(Refusal):
    """No such dossier waits for this unit."""

    code = "not_waiting_online"
    sentence = "Không có hồ sơ {subject} nộp trực tuyến đang chờ đơn vị này."
    advice = "Xem lại mã trong danh sách hồ sơ nộp trực tuyến."


class TakenHere(Refusal):
    """It was taken over at this counter already."""

    code = "taken_here"
    sentence = "Hồ sơ {subject} đã được nhận về quầy này rồi."
    advice = "Tra mã hồ sơ để mở và làm tiếp."


class WhichCase(Refusal):
    """The portal does not say which case of the procedure it is, and there are several."""

    code = "which_case"
    sentence = "Hồ sơ {subject} nộp trực tuyến không ghi trường hợp mà thủ tục có nhiều: {cases}."
    advice = "Xem các thành phần đã nộp rồi chọn trường hợp; ở dòng lệnh thêm «--case MÃ»."
