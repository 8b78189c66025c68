"""The words of what is found: each says what is wrong, how grave it is, and which act mends it.

Subjects are names of papers; nobody's name or number stands in a sentence.
"""

from __future__ import annotations

from typing import ClassVar

from desktop.model.errors import Refusal
from desktop.workflow.readiness.finding import DOSSIER, Finding, Grade, Place


class Fault(Refusal):
    """Something a province sends papers back for; as an error it is raised where it stops."""

    code = "fault"
    grade: ClassVar[Grade] = Grade.LOOK
    mends: ClassVar[str] = ""

    def at(self, place: Place = DOSSIER) -> Finding:
        """The finding of this fault at a place."""
        return Finding(self, self.grade, self.mends, place)


class WasSentBack(Fault):
    """The province or the processing official sent it back, and it is not signed anew (regulations.md §1.2, B1)."""

    code = "was_sent_back"
    mends = "rescan"
    sentence = "Bị trả lại: {subject}."
    advice = "Quét lại trang này hoặc sửa giấy tờ, rồi xác nhận và ký; bản cũ vẫn được giữ."


class OnlineFileUseless(Fault):
    """What was filed online as this paper cannot be used, and nothing else is there yet (R42)."""

    code = "online_file_useless"
    mends = "scan"
    sentence = "Tệp nộp trực tuyến của «{subject}» không dùng được: {reason}."
    advice = "Quét bản giấy công dân xuất trình, hoặc lập phiếu yêu cầu bổ sung."


# Pages


class KeptUnfit(Fault):
    """A page that is judged unfit was kept with a reason (R22, R23)."""

    code = "kept_unfit"
    mends = "rescan"
    sentence = "Trang {number} của «{subject}» chưa đạt mà vẫn được giữ: {reason}."
    advice = "Quét lại trang này nếu còn bản giấy rõ hơn."


class PageUnreadable(Fault):
    """There is text on the page, and no reader could read it (R23)."""

    code = "page_unreadable"
    mends = "rescan"
    sentence = "Trang {number} của «{subject}» có chữ nhưng máy không đọc được."
    advice = "Xem lại trang; nếu mắt cũng khó đọc thì quét lại."


class OnlyBlank(Fault):
    """All pages of a paper look blank."""

    code = "only_blank"
    mends = "rescan"
    sentence = "«{subject}» chỉ có trang trắng."
    advice = "Xem có quét nhầm mặt sau không, rồi quét lại."


class PagesMissing(Fault):
    """The numbers printed on the pages say that some are missing (R23)."""

    code = "pages_missing"
    mends = "scan"
    sentence = "Trên giấy ghi «{subject}» có {total} trang, ở đây thiếu trang {numbers}."
    advice = "Quét thêm trang còn thiếu; nếu tờ giấy vốn thiếu thì hỏi người nộp."


class PageNumberTwice(Fault):
    """Two pages bear the same number."""

    code = "page_number_twice"
    mends = "set_aside"
    sentence = "«{subject}» có hai trang cùng ghi là trang {number}."
    advice = "Xem hai trang; bỏ riêng trang thừa, hoặc quét lại trang bị thiếu."


class PagesOutOfOrder(Fault):
    """The numbers printed on the pages do not rise."""

    code = "pages_out_of_order"
    mends = "earlier"
    sentence = "Các trang của «{subject}» không theo thứ tự ghi trên giấy: {numbers}."
    advice = "Xếp lại các trang."


class PageTwice(Fault):
    """A page seems to be scanned twice (R23)."""

    code = "page_twice"
    mends = "set_aside"
    sentence = "Trang {number} của «{subject}» giống trang {other} của «{elsewhere}»."
    advice = "Bỏ riêng trang thừa, hoặc giữ lại nếu đúng là hai tờ khác nhau."


class SeparatorLeft(Fault):
    """A separator sheet lies among the pages of a paper."""

    code = "separator_left"
    mends = "set_aside"
    sentence = "Trang {number} của «{subject}» là tờ phân tách."
    advice = "Bỏ riêng trang này."


class OtherSideMissing(Fault):
    """Of a card with a chip only the side with the QR is there."""

    code = "other_side_missing"
    mends = "scan"
    sentence = "«{subject}» mới có một mặt thẻ."
    advice = "Quét thêm mặt còn lại của thẻ."


class OtherDossier(Fault):
    """A page bears the code of another dossier (R9)."""

    code = "other_dossier"
    mends = "set_aside"
    sentence = "Trang {number} của «{subject}» mang mã của hồ sơ khác."
    advice = "Xem trang này có lẫn từ hồ sơ khác sang không, rồi bỏ riêng."


class MarkedSecret(Fault):
    """A page bears a mark of state secrecy (R21)."""

    code = "marked_secret"
    mends = "set_aside"
    sentence = "Trang {number} của «{subject}» có dấu độ mật."
    advice = "Nếu đúng là bí mật nhà nước: bỏ riêng trang, không gửi, và tiếp nhận bằng giấy theo quy định."


# Whom the papers name


class WrongOwner(Fault):
    """A paper that must be the owner's names somebody else alone."""

    code = "wrong_owner"
    mends = "set_aside"
    sentence = "«{subject}» không có tên hay số định danh của chủ hồ sơ, mà của người khác."
    advice = "Xem giấy này có thuộc hồ sơ không; nếu không thì bỏ riêng các trang và quét đúng giấy."


class Contradicting(Fault):
    """Two sources say different things of the same person."""

    code = "contradicting"
    mends = "rescan"
    sentence = "{what} trên «{subject}» khác với {other}."
    advice = "So hai nơi với giấy gốc; nếu giấy sai thì đề nghị người nộp bổ sung, nếu quét nhầm thì quét lại."


class ValueDoubted(Fault):
    """A value about a person that does not fit the paper's others (R10)."""

    code = "value_doubted"
    mends = "rescan"
    sentence = "Trên «{subject}», {reason}."
    advice = "So với giấy gốc; nếu giấy sai thì đề nghị người nộp bổ sung."


class OwnerDoubted(Fault):
    """The owner as entered does not fit together (R10)."""

    code = "owner_doubted"
    mends = "new"
    sentence = "Thông tin chủ hồ sơ đáng ngờ: {reason}."
    advice = "So với thẻ căn cước; nếu nhập sai thì mở hồ sơ mới với đúng chủ hồ sơ."


# What is recorded


class ValueImpossible(Fault):
    """A value is recorded that cannot be true, or has a place that was not read."""

    code = "value_impossible"
    grade = Grade.STOPS
    mends = "confirm"
    sentence = "«{subject}»: ô «{what}» chưa đúng, {reason}."
    advice = "Sửa ô này như trên giấy rồi xác nhận lại."


class ValidityUnknown(Fault):
    """Nobody said how long the paper is valid, and its type has no rule (R31)."""

    code = "validity_unknown"
    grade = Grade.STOPS
    mends = "confirm"
    sentence = "Chưa ghi «{subject}» có giá trị đến bao giờ."
    advice = "Ghi ngày hết hạn hoặc «vô thời hạn» rồi xác nhận lại; loại giấy có thời hạn thì ghi ngày ban hành."


class AreaUnknown(Fault):
    """Where the paper is valid is not recorded (R31)."""

    code = "area_unknown"
    grade = Grade.STOPS
    mends = "confirm"
    sentence = "Chưa ghi phạm vi hiệu lực của «{subject}»."
    advice = "Ghi phạm vi, ví dụ «Toàn quốc», rồi xác nhận lại."


class SecrecyUnsaid(Fault):
    """The procedure does not say whether it has state secrets, and nobody said it of the paper (R21)."""

    code = "secrecy_unsaid"
    grade = Grade.STOPS
    mends = "confirm"
    sentence = "Chưa ai xác nhận «{subject}» không chứa bí mật nhà nước."
    advice = "Xem lại giấy tờ và xác nhận; nếu có bí mật nhà nước thì bỏ riêng các trang và tiếp nhận bằng giấy."


class PaperExpired(Fault):
    """The paper itself is not valid any more."""

    code = "paper_expired"
    mends = "store"
    sentence = "«{subject}» đã hết hạn từ {day}."
    advice = "Đề nghị bản còn hạn, hoặc dùng lại bản còn hạn trong Kho."


class IssuedAfterReceipt(Fault):
    """A component is dated after the dossier was taken in."""

    code = "issued_after_receipt"
    mends = "confirm"
    sentence = "«{subject}» ghi ngày ban hành {day}, sau ngày tiếp nhận hồ sơ."
    advice = "Sửa ngày như trên giấy rồi xác nhận lại."


class OtherKind(Fault):
    """The pages are plainly of another kind than their place."""

    code = "other_kind"
    mends = "move"
    sentence = "«{subject}» trông giống «{other}»."
    advice = "Chuyển các trang vào đúng giấy tờ, hoặc giữ lại nếu đúng."


# Signatures


class SignatureMissing(Fault):
    """A paper lacks a signature that it needs (R38)."""

    code = "signature_missing"
    grade = Grade.STOPS
    mends = "sign"
    sentence = "Giấy tờ «{subject}» chưa có chữ ký của {whose}."
    advice = "Ký giấy tờ này."


class SignatureUnfit(Fault):
    """A signature that the province will not accept (R33, R37)."""

    code = "signature_unfit"
    grade = Grade.STOPS
    mends = "new"
    sentence = "Chữ ký của {whose} trên «{subject}» sẽ bị trả lại: {reason}."
    advice = "Giấy tờ đã ký không sửa được: quét lại giấy này trong hồ sơ mới và ký bằng chứng thư đúng."


class SignatureBroken(Fault):
    """A citizen's signed file whose signature is proven false (R42)."""

    code = "signature_broken"
    mends = "file"
    sentence = "Chữ ký số có sẵn trên tệp của «{subject}» không đúng: tệp đã bị sửa sau khi ký."
    advice = "Đề nghị người nộp gửi lại tệp gốc."


# Files


class FileTooLarge(Fault):
    """The province takes no file of this size."""

    code = "file_too_large"
    grade = Grade.STOPS
    mends = "rescan"
    sentence = "Tệp của «{subject}» nặng {size} MB, tỉnh chỉ nhận đến {most} MB."
    advice = "Quét lại ở 200 dpi, hoặc tách thành nhiều giấy tờ."


class NotArchivable(Fault):
    """A citizen's file that is no PDF/A, or breaks another rule for files (R22)."""

    code = "not_archivable"
    mends = "file"
    sentence = "Tệp của «{subject}» chưa đúng định dạng: {reason}."
    advice = "Nhận lại bản PDF/A, hoặc chỉ nhận các trang của tệp."
