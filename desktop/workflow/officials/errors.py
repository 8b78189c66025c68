"""Why somebody is not let in, or an official not kept."""

from __future__ import annotations

from desktop.model.errors import Refusal


class WrongLogIn(Refusal):
    """Name and password do not belong together; which of them is wrong is not said."""

    code = "wrong_log_in"
    sentence = "Tên đăng nhập hoặc mật khẩu không đúng."
    advice = "Nhập lại; nếu quên mật khẩu, nhờ người quản trị của quầy đặt mật khẩu mới."


class LogInSlowed(Refusal):
    """Too many log-ins failed; nothing was tried."""

    code = "log_in_slowed"
    sentence = "Đã nhập sai nhiều lần; {minutes} phút nữa mới được thử lại."
    advice = "Chờ, đăng nhập bằng USB ký số, hoặc nhờ người quản trị của quầy đặt mật khẩu mới."


class LogInOver(Refusal):
    """The password is right, and nobody else has vouched for this official for too long."""

    code = "log_in_over"
    sentence = "Mật khẩu này đã quá {days} ngày chưa được xác nhận lại."
    advice = "Đăng nhập bằng USB ký số, hoặc nhờ người quản trị của quầy đặt mật khẩu mới."


class NotTheirCertificate(Refusal):
    """The token holds no certificate of an official of this counter."""

    code = "not_their_certificate"
    sentence = "Không có chứng thư của cán bộ nào của quầy trong USB ký số này."
    advice = "Cắm đúng USB ký số, hoặc đăng nhập bằng mật khẩu."


class UnfitCertificate(Refusal):
    """The certificate must not prove anything now."""

    code = "unfit_certificate"
    sentence = "Chứng thư của {subject} không dùng được: {reason}."
    advice = "Đăng nhập bằng mật khẩu và báo người quản trị."


class PasswordTooShort(Refusal):
    """Anybody would guess it."""

    code = "password_too_short"
    sentence = "Mật khẩu phải có ít nhất {fewest} ký tự."
    advice = "Đặt một câu ngắn dễ nhớ, như bốn năm từ không liên quan đến nhau."


class PasswordsDiffer(Refusal):
    """What was typed the second time is not the same."""

    code = "passwords_differ"
    sentence = "Hai lần gõ mật khẩu mới không giống nhau."
    advice = "Gõ lại cả hai lần; tắt bộ gõ tiếng Việt nếu không chắc."


class BadLoginName(Refusal):
    """A login name that the journal could not keep."""

    code = "bad_login_name"
    sentence = "«{subject}» không dùng làm tên đăng nhập được."
    advice = "Dùng chữ thường không dấu, chữ số, dấu chấm hoặc gạch ngang, nhiều nhất 40 ký tự."


class OfficialThere(Refusal):
    """The login name is taken, also by somebody who is disabled: what was done under it stays theirs."""

    code = "official_there"
    sentence = "Tên đăng nhập «{subject}» đã có."
    advice = "Chọn tên khác; tên đã dùng không cấp lại cho người khác."


class NoSuchOfficial(Refusal):
    """Nobody has this login name."""

    code = "no_such_official"
    sentence = "Quầy này không có cán bộ «{subject}»."
    advice = "Xem danh sách bằng «quayso officials list»."


class NoRole(Refusal):
    """Somebody without a role could do nothing."""

    code = "no_role"
    sentence = "{subject} chưa có vai trò nào."
    advice = "Chọn ít nhất một vai trò."


class LastAdministrator(Refusal):
    """Without an administrator nobody could set up anything any more."""

    code = "last_administrator"
    sentence = "Quầy phải có ít nhất một cán bộ quản trị đang hoạt động."
    advice = "Thêm hoặc giao vai trò quản trị cho cán bộ khác trước."


class NoHandOver(Refusal):
    """There is no such hand-over that waits for this official."""

    code = "no_hand_over"
    sentence = "Không có lần bàn giao nào đang chờ cán bộ này."
    advice = "Xem danh sách bàn giao."


class NothingToHandOver(Refusal):
    """Nothing of this official is unfinished."""

    code = "nothing_to_hand_over"
    sentence = "{subject} không có hồ sơ nào chưa xong để bàn giao."
    advice = "Không cần làm gì thêm."


class NotToOneself(Refusal):
    """Dossiers are handed to somebody else."""

    code = "not_to_oneself"
    sentence = "Không bàn giao cho chính mình được."
    advice = "Chọn cán bộ khác."
