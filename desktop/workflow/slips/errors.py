"""What cannot be done with the slips of a dossier, and why."""

from __future__ import annotations

from desktop.model.errors import Refusal


class BadSlipTemplate(Refusal):
    """The file of a form is not one, or goes past its bounds."""

    code = "bad_slip_template"
    sentence = "Mẫu phiếu «{subject}» không đúng: {reason}."
    advice = "Báo quản trị viên sửa tệp này theo mẫu trong sách hướng dẫn quản trị."


class AdditionsAskedBefore(Refusal):
    """Additions are asked for once, and fully (R17)."""

    code = "additions_asked_before"
    sentence = "Hồ sơ {subject} đã được yêu cầu bổ sung một lần ngày {day}, không yêu cầu lần nữa."
    advice = "Nếu giấy tờ bổ sung vẫn chưa đủ, từ chối hồ sơ kèm lý do hoặc xin ý kiến lãnh đạo."


class NoSlipReason(Refusal):
    """A request, a refusal or an apology says why."""

    code = "no_slip_reason"
    sentence = "Phiếu này phải ghi lý do."
    advice = "Ghi lý do để công dân đọc được, ví dụ giấy tờ nào thiếu và thiếu gì."


class NoNewDay(Refusal):
    """An apology gives a new day of return, after the one before and not in the past."""

    code = "no_new_day"
    sentence = "Ngày hẹn lại phải sau ngày hẹn trước và không ở quá khứ."
    advice = "Ghi ngày hẹn trả mới."


class NotOpen(Refusal):
    """Only an open dossier is refused, or waits for additions."""

    code = "dossier_not_open"
    sentence = "Hồ sơ {subject} không còn ở bước tiếp nhận."
    advice = "Xem nhật ký của hồ sơ để biết nó đang ở đâu."


class AlreadyAtProvince(Refusal):
    """What the province has, or may have, is not refused by the counter."""

    code = "already_at_province"
    sentence = "Hồ sơ {subject} đã gửi lên tỉnh, không từ chối tiếp nhận ở đây được nữa."
    advice = "Xử lý trên hệ thống của tỉnh, hoặc hỏi cán bộ giải quyết."


class NotUnderWay(Refusal):
    """What was refused, is stopped already or was handed over is not stopped."""

    code = "dossier_not_under_way"
    sentence = "Hồ sơ {subject} không còn đang giải quyết."
    advice = "Xem nhật ký của hồ sơ để biết nó đang ở đâu."


class StillLeaving(Refusal):
    """Papers are on their way to the province: it would get them after it was told that the dossier is stopped."""

    code = "dossier_still_leaving"
    sentence = "Hồ sơ {subject} đang được gửi lên tỉnh nên chưa dừng giải quyết được."
    advice = "Xem hồ sơ ở Hàng đợi; dừng được khi tỉnh đã nhận đủ giấy tờ."


class NotAwaited(Refusal):
    """No additions are awaited."""

    code = "additions_not_awaited"
    sentence = "Hồ sơ {subject} không đang chờ bổ sung."
    advice = "Xem nhật ký của hồ sơ."


class NoSlipToTakeBack(Refusal):
    """No slip of the dossier can be taken back now."""

    code = "no_slip_to_take_back"
    sentence = "Hồ sơ {subject} không có phiếu nào thu lại được."
    advice = "Chỉ thu lại được phiếu mới nhất, khi hồ sơ chưa qua bước khác."


class NothingToReturn(Refusal):
    """No original of the dossier is to go back."""

    code = "nothing_to_return"
    sentence = "Hồ sơ {subject} không có bản chính nào còn phải trả."
    advice = "Xem số bản chính, bản sao đã đếm ở phiếu tiếp nhận."


class CountImpossible(Refusal):
    """More originals are to go back than came, or the number is none."""

    code = "count_impossible"
    sentence = "Số bản của «{subject}» không đúng: {reason}."
    advice = "Đếm lại giấy tờ rồi nhập lại."


class NoSlip(Refusal):
    """No slip is known by that."""

    code = "no_slip"
    sentence = "Không có phiếu nào là «{subject}»."
    advice = "Xem danh sách bằng «quayso slip list MÃ»."


class SlipDeleted(Refusal):
    """Its file went with the dossier's papers (R66)."""

    code = "slip_deleted"
    sentence = "Phiếu số {subject} đã xoá khỏi máy này cùng giấy tờ của hồ sơ."
    advice = "Xem bản giấy lưu cùng hồ sơ, hoặc tra cứu trên hệ thống của tỉnh."


class RegisterEmpty(Refusal):
    """No dossier was received in the period."""

    code = "register_empty"
    sentence = "Không có hồ sơ nào được tiếp nhận trong {subject}."
    advice = "Chọn kỳ khác."


class RegisterTooLong(Refusal):
    """More dossiers were received in the period than one register has."""

    code = "register_too_long"
    sentence = "Kỳ này có hơn {most} hồ sơ."
    advice = "Chọn kỳ ngắn hơn rồi lập nhiều sổ."
