"""What a command answers, and how it is printed: words for people, one JSON object for programs."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, NamedTuple

from desktop.model.errors import QuaySoError, Trouble


class NobodyReads(Exception):
    """Whoever read the answer has gone, and wants no more of it."""


class CannotAnswer(Trouble):
    """The answer cannot be written where it was sent to."""

    code = "cannot_answer"
    sentence = "Đã làm xong lệnh nhưng không ghi được kết quả ra nơi nhận."
    advice = "Kiểm tra chỗ trống của ổ đĩa nhận kết quả rồi xem lại bằng lệnh tương ứng."


class Answer(NamedTuple):
    """The outcome of a command.

    Attributes:
        data: the JSON object.
        lines: the same in words.
        status: exit status.
    """

    data: dict[str, Any]
    lines: Sequence[str] = ()
    status: int = 0


def show(answer: Answer, *, as_json: bool) -> int:
    """Print an answer on stdout; gives the exit status."""
    if as_json:
        _print(_object(answer.data))
    elif answer.lines:
        _print("\n".join(answer.lines))
    return answer.status


def show_error(error: QuaySoError, *, as_json: bool) -> int:
    """Print a known trouble: JSON on stdout, or two sentences on stderr; gives the exit status."""
    with suppress(NobodyReads, CannotAnswer):
        if as_json and not isinstance(error, CannotAnswer):
            _print(_object({"error": error.as_json()}))
            return error.exit_status
    with suppress(OSError):
        print(f"{error.message}\n→ {error.what_to_do}", file=sys.stderr)  # noqa: T201
    return error.exit_status


def progress(text: str) -> None:
    """Progress on a terminal only; programs and pipes see nothing of it."""
    if sys.stderr.isatty():
        print(text, file=sys.stderr)  # noqa: T201


def _object(data: dict[str, Any]) -> str:
    # Here and not above: a line that was mistyped is answered in words.
    import json

    return json.dumps(data, ensure_ascii=False)


def _print(line: str) -> None:
    """Print a line, or many; what this terminal has no letters for is written as JSON would.

    Raises:
        NobodyReads: the reader has gone.
        CannotAnswer: where it goes cannot be written.
    """
    encoding = sys.stdout.encoding or "utf-8"
    try:
        sys.stdout.write(line.encode(encoding, "backslashreplace").decode(encoding) + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        _let_go()
        raise NobodyReads() from None
    except OSError as error:
        _let_go()
        raise CannotAnswer(cause=str(error)) from None


def _let_go() -> None:
    """Python tries once more when it ends, and would complain then."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
