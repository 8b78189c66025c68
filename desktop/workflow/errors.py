"""What a clerk cannot do, and why."""

from __future__ import annotations

from desktop.model.errors import Refusal, Trouble


class NoCatalogue(Refusal):
    """No catalogue was ever taken."""

    code = "no_catalogue"
    sentence = "Máy này chưa có danh mục thủ tục."
    advice = "Tải danh mục của tỉnh khi có đường truyền, hoặc nhập từ tệp."


class SecretProcedure(Refusal):
    """State-secret papers must not enter (R21)."""

    code = "secret_procedure"
    sentence = "Thủ tục «{subject}» có bí mật nhà nước, không được số hóa ở đây."
    advice = "Tiếp nhận bằng giấy theo quy định về bảo vệ bí mật nhà nước."


class NothingScanned(Refusal):
    """A paper without pages cannot be confirmed."""

    code = "nothing_scanned"
    sentence = "Giấy tờ «{subject}» chưa có trang nào."
    advice = "Đặt giấy vào máy quét rồi bấm F2."


class NotReadYet(Refusal):
    """Pages are still being cleaned and read."""

    code = "not_read_yet"
    sentence = "Giấy tờ «{subject}» còn {count} trang đang xử lý."
    advice = "Chờ vài giây rồi xác nhận lại."


class PageUnfit(Refusal):
    """A page is red and nobody has said why it may stay (R22, R23)."""

    code = "page_unfit"
    sentence = "Trang {number} của «{subject}» chưa đạt: {reason}."
    advice = "Bấm F3 để quét lại trang này, hoặc giữ lại kèm lý do."


class ComponentsMissing(Refusal):
    """A dossier cannot be closed while a component that must be digitised is not (R4)."""

    code = "components_missing"
    sentence = "Hồ sơ còn thiếu giấy tờ phải số hóa: {subject}."
    advice = "Quét các giấy tờ còn thiếu rồi ký lại."


class NotConfirmed(Refusal):
    """A paper has pages that nobody has confirmed."""

    code = "not_confirmed"
    sentence = "Giấy tờ «{subject}» đã quét nhưng chưa xác nhận."
    advice = "Xem từng giấy tờ và bấm Enter để xác nhận."


class PaperLocked(Refusal):
    """A signed paper never changes again (R38)."""

    code = "paper_locked"
    sentence = "Giấy tờ «{subject}» đã ký nên không sửa được nữa."
    advice = "Nếu sai, lập giấy tờ mới thay thế."


class NoScanner(Trouble):
    """No scanner answers."""

    code = "no_scanner"
    sentence = "Không thấy máy quét nào."
    advice = "Bật máy quét, kiểm tra dây cáp hoặc mạng, rồi bấm F2 lại."


class NoProvince(Refusal):
    """No provincial system is set up for this counter."""

    code = "no_province"
    sentence = "Quầy này chưa được khai báo hệ thống của tỉnh."
    advice = "Nhờ quản trị viên điền địa chỉ và tài khoản kết nối trong tệp cấu hình."
