"""The last catch: an error that nobody knew becomes a fault of the program, told once by a code, logged once."""

from __future__ import annotations

import logging
import sys
import threading
import traceback
import zlib
from pathlib import Path
from typing import Any

from desktop.machine.disk import TAKES_NOTHING
from desktop.model.errors import QuaySoError, Trouble

log = logging.getLogger(__name__)


class ProgramFault(Trouble):
    """A bug of ours."""

    code = "program_fault"
    sentence = "Quầy Số gặp lỗi của chính chương trình (mã lỗi {subject})."
    advice = "Những gì đã lưu vẫn còn nguyên. Làm lại thao tác; nếu vẫn bị, báo bộ phận kỹ thuật mã lỗi này."


class DiskRefuses(Trouble):
    """The disk took nothing more, in a place that did not expect it."""

    code = "disk_refuses"
    sentence = "Không ghi được tệp: {reason}."
    advice = "Giải phóng ổ đĩa hoặc kiểm tra quyền ghi rồi làm lại; những gì đã lưu vẫn còn nguyên."


def told(error: BaseException) -> QuaySoError:
    """What to tell of any error: a known trouble as it is, anything else as a fault, logged the first time it is seen.

    Args:
        error: as it was caught.
    """
    if isinstance(error, QuaySoError):
        return error
    known: QuaySoError | None = getattr(error, "quayso_told", None)
    if known is None:
        known = disk_trouble(error) or ProgramFault(_number(error), cause=type(error).__qualname__)
        error.quayso_told = known  # type: ignore[attr-defined]
        if isinstance(known, ProgramFault):
            log.error("a fault of the program, %s", known.subject, exc_info=error)
    return known


def watch() -> None:
    """Let what escapes from a thread, or from an object at its end, be logged like any other fault."""
    threading.excepthook = lambda what: _escaped(what.exc_value)
    sys.unraisablehook = lambda what: _escaped(what.exc_value)


def _escaped(error: BaseException | None) -> None:
    if error is not None and not isinstance(error, SystemExit | KeyboardInterrupt):
        told(error)


def disk_trouble(error: BaseException | None) -> DiskRefuses | None:
    """The trouble with the disk (full, or read-only) that is behind an error; None where there is none."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in TAKES_NOTHING:
            return DiskRefuses(reason=TAKES_NOTHING[error.errno], cause=str(error.strerror))
        error = error.__cause__ or error.__context__
    return None


def _number(error: BaseException) -> str:
    """A number for a fault, the same each time: from its kind and the functions it came through, not from its words."""
    way: list[Any] = [type(error).__qualname__]
    way += [(Path(frame.filename).name, frame.name) for frame in traceback.extract_tb(error.__traceback__)[-8:]]
    return f"{zlib.crc32(repr(way).encode()):08x}"
