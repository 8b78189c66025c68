"""What cannot be done with a certified copy or a converted paper, and why."""

from __future__ import annotations

from desktop.model.errors import Refusal


class BadCopyTemplate(Refusal):
    """The file of words is not one, or goes past its bounds."""

    code = "bad_copy_template"
    sentence = "Mẫu chứng thực «{subject}» không đúng: {reason}."
    advice = "Báo quản trị viên sửa tệp này theo mẫu trong sách hướng dẫn quản trị."


class NoCopyProcedure(Refusal):
    """The catalogue has no procedure that gives certified copies."""

    code = "no_copy_procedure"
    sentence = "Danh mục chưa có thủ tục chứng thực bản sao từ bản chính ({subject})."
    advice = "Báo quản trị viên nạp danh mục có thủ tục này."


class NoCopy(Refusal):
    """No row of the register, or no original that waits, is known by that."""

    code = "no_copy"
    sentence = "Không có bản sao nào là «{subject}»."
    advice = "Xem danh sách bằng «quayso copy list»."


class CopySigned(Refusal):
    """A copy that bears a signature counts."""

    code = "copy_signed"
    sentence = "Bản sao số {subject} đã ký, không huỷ được nữa."
    advice = "Ghi việc này vào sổ giấy và báo lãnh đạo; lập bản sao mới khi cần."


class CopyVoid(Refusal):
    """The row does not count."""

    code = "copy_void"
    sentence = "Bản sao số {subject} đã huỷ."
    advice = "Lập bản sao mới từ bản chính."


class CopyUnfinished(Refusal):
    """A copy that waits for a signature is not printed."""

    code = "copy_unfinished"
    sentence = "Bản sao số {subject} còn chờ ký."
    advice = "Ký đủ rồi in."


class CopyCertified(Refusal):
    """The original was certified; its place is one no more."""

    code = "copy_certified"
    sentence = "Giấy tờ này đã có số chứng thực {subject}."
    advice = "Muốn bỏ thì huỷ bản sao ấy, nêu lý do."


class WhyNot(Refusal):
    """It has to be said why."""

    code = "copy_why"
    sentence = "Chưa có lý do, hoặc lý do «{subject}» không có trong mẫu."
    advice = "Chọn một trong các lý do: {codes}."


class NotProven(Refusal):
    """Only a file whose signatures all hold is converted."""

    code = "conversion_unproven"
    sentence = "Không chuyển đổi được {subject}: {reason}."
    advice = "Chỉ văn bản điện tử có mọi chữ ký số hợp lệ mới được in thành văn bản chuyển đổi; nối mạng rồi thử lại."


class NoConverted(Refusal):
    """Nothing was converted under this code here."""

    code = "no_converted"
    sentence = "Quầy này không chuyển đổi văn bản nào với mã «{subject}»."
    advice = "Xem lại mã in trên văn bản; mã chỉ tra được ở quầy đã chuyển đổi."
