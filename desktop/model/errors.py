"""The one family of errors the program knows.

An error is a class with a stable code, one Vietnamese sentence that says what happened, one that says what to
do now, and the technical cause for the log. Anything that is not a `QuaySoError` is a bug.
"""

from __future__ import annotations

from typing import Any, ClassVar

REFUSED = 1
WRONG_USAGE = 2
TROUBLE = 3


class QuaySoError(Exception):
    """A known trouble, told in the clerk's words.

    Args:
        subject: what the trouble is about (a file, a device, a code); must not hold personal data.
        cause: technical detail for the log; never shown first, never a PIN, a name or an ID number.
        **values: what the sentences' placeholders need.
    """

    code: ClassVar[str] = "error"
    sentence: ClassVar[str] = "Có lỗi xảy ra."
    advice: ClassVar[str] = "Hãy thử lại."
    exit_status: ClassVar[int] = REFUSED

    def __init__(self, subject: str = "", *, cause: str = "", **values: Any) -> None:
        self.subject = subject
        self.cause = cause
        self.values = values
        super().__init__(self.message)

    def __reduce__(self) -> tuple[Any, ...]:
        # Errors travel from worker processes; the usual way would call the class with its sentence as subject.
        return _again, (type(self), self.subject, self.cause, self.values)

    @property
    def message(self) -> str:
        """What happened, one Vietnamese sentence."""
        return self.sentence.format(subject=self.subject, **self.values)

    @property
    def what_to_do(self) -> str:
        """What to do now, one Vietnamese sentence."""
        return self.advice.format(subject=self.subject, **self.values)

    def as_json(self) -> dict[str, str]:
        """The shape the command line promises: code, message, what_to_do, subject."""
        return {
            "code": self.code,
            "message": self.message,
            "what_to_do": self.what_to_do,
            "subject": self.subject,
        }


def _again(kind: type[QuaySoError], subject: str, cause: str, values: dict[str, Any]) -> QuaySoError:
    return kind(subject, cause=cause, **values)


class Refusal(QuaySoError):
    """The input or the request is refused; nothing stored was touched."""

    code = "refused"


class Trouble(QuaySoError):
    """A device, the line or the machine is in the way; the work itself is sound."""

    code = "trouble"
    exit_status = TROUBLE


class WorkStopped(Refusal):
    """Whoever asked for it wants no more of it."""

    code = "work_stopped"
    sentence = "Đã dừng theo yêu cầu."
    advice = "Việc này chưa được thực hiện; làm lại khi cần."


class WrongUsage(QuaySoError):
    """The command line was used wrongly."""

    code = "usage"
    exit_status = WRONG_USAGE
    sentence = "Lệnh không đúng: {detail}."
    advice = "Xem hướng dẫn bằng «quayso --help»."


class UnreadableInput(Refusal):
    """A file or message given to us cannot be read for what it should be."""

    code = "unreadable_input"
    sentence = "Không đọc được {subject}: {reason}."
    advice = "Kiểm tra lại tệp nguồn hoặc quét lại."
