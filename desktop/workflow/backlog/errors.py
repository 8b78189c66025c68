"""What cannot be done with a register book and its papers, and why."""

from __future__ import annotations

from desktop.model.errors import Refusal


class BookIsThere(Refusal):
    """A book is opened once."""

    code = "book_is_there"
    sentence = "Quyển «{subject}» đã mở ở quầy này rồi."
    advice = "Quét tiếp vào quyển đó, hoặc sửa số quyển."


class NoBook(Refusal):
    """No book is known by that."""

    code = "no_book"
    sentence = "Không có quyển «{subject}» ở quầy này."
    advice = "Xem danh sách bằng «quayso backlog books», hoặc mở quyển mới."


class NoPaperOfBook(Refusal):
    """No paper of the book is known by that, or nothing waits in it any more."""

    code = "no_paper_of_book"
    sentence = "Quyển này không có kết quả nào đang chờ với mã «{subject}»."
    advice = "Xem danh sách bằng «quayso backlog doubts»."


class NothingToGive(Refusal):
    """No paper of the book can go to another PC."""

    code = "nothing_to_give"
    sentence = "{subject} không có kết quả nào chuyển sang máy khác được."
    advice = "Chỉ chuyển kết quả đã đọc xong mà chưa ai xem chỗ nào."


class StillDoubted(Refusal):
    """Values of a paper were looked at by nobody yet."""

    code = "still_doubted"
    sentence = "Kết quả này còn {count} chỗ cần xem: {names}."
    advice = "Xem từng chỗ rồi xác nhận lại."


class NothingToAccept(Refusal):
    """There is no value that could be taken as it is."""

    code = "nothing_to_accept"
    sentence = "Ô «{subject}» chưa đọc được đủ nên không nhận y như vậy được."
    advice = "Gõ theo tờ giấy."


class TypeTwice(Refusal):
    """A value that says who somebody is, and that neither reader is sure of, is typed twice."""

    code = "type_twice"
    sentence = "Ô «{subject}» cho biết giấy tờ là của ai mà hai bộ đọc đều không chắc: gõ hai lần."
    advice = "Gõ lại lần nữa theo tờ giấy, không chép từ lần trước."


class TypedDifferently(Refusal):
    """What was typed twice does not agree."""

    code = "typed_differently"
    sentence = "Ô «{subject}»: hai lần gõ khác nhau."
    advice = "Nhìn kỹ tờ giấy rồi gõ lại cả hai lần."


class StoredAlready(Refusal):
    """The same result of the same owner is stored."""

    code = "stored_already"
    sentence = "Trùng với kết quả đã có trong hồ sơ {subject}: cùng mã, số, ngày và người."
    advice = "Bỏ kết quả này khỏi quyển; nếu đúng là hai tờ khác nhau thì xác nhận riêng tờ này."


class BadPlan(Refusal):
    """The file of the plan is not one."""

    code = "bad_plan"
    sentence = "Tệp kế hoạch tồn đọng «{subject}» không đúng: {reason}."
    advice = "Báo quản trị viên sửa tệp này theo mẫu trong sách hướng dẫn quản trị."
