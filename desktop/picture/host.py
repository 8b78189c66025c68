"""The drawing host: a process for one PDF, which may crash, hang or swell, and is then ended with a plain refusal.

A PDF is a program, and no look at it beforehand tells how long it will run. So its pages are drawn where an end is
put to it: the host ends itself when it has used its time or its memory.

Frames in: the file, then the number of each page that is wanted. Frames out: how many pages there are, then each page's
px; or why not.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Iterator
from typing import Any

import psutil
from PIL import Image

from desktop.machine.child import Child, ChildEnded, ChildSilent, child_pipes
from desktop.machine.frames import read_frame, write_frame
from desktop.model.errors import UnreadableInput
from desktop.picture.sheet import Sheet

MEGABYTE = 1_000_000
USUAL_CPU_S, CPU_S_PER_MEGABYTE = 6.0, 10.0
"""Seconds of processor time for a whole file, and for each megabyte of it after the first. A hundred pages of text take
so long, and no small file keeps anybody waiting longer; `tests/picture/test_limits.py` holds it."""
MEMORY_LIMIT = 1_500 * MEGABYTE
"""Bytes that drawing may take beside the file itself. Chosen."""
ANSWER_S = 600.0
"""Seconds that the host may be silent, however busy the machine is. Chosen."""
_LOOK_S = 0.25
"""Seconds between two looks at the host's own time and memory."""
OUT_OF_TIME, OUT_OF_MEMORY = 3, 4


def sheets(data: bytes, name: str, seconds: float | None = None) -> Iterator[Sheet]:
    """The pages of a PDF, one after the other, drawn in a process of their own.

    Args:
        data: the file.
        name: what a refusal calls it.
        seconds: of processor time for all of it; by default what a file of its size may need.

    Raises:
        UnreadableInput: locked, broken, or beyond the limits of size, time or memory.
    """
    seconds = seconds or USUAL_CPU_S + CPU_S_PER_MEGABYTE * max(0.0, len(data) / MEGABYTE - 1)
    with Child("desktop.picture.host") as child:
        first, _ = _asked(child, {"name": name, "seconds": seconds}, name, data)
        for at in range(first["pages"]):
            about, pixels = _asked(child, {"page": at}, name)
            yield Sheet(Image.frombytes("RGB", tuple(about["size"]), pixels), about["dpi"])


def _asked(child: Child, header: dict[str, Any], name: str, body: bytes = b"") -> tuple[dict[str, Any], bytes]:
    try:
        answer, pixels = child.ask(header, body, timeout=ANSWER_S)
    except (ChildEnded, ChildSilent) as error:
        reason = "PDF quá nặng, hoặc làm chương trình vẽ trang bị dừng"
        raise UnreadableInput(name, reason=reason, cause=str(error)) from None
    if "reason" in answer:
        raise UnreadableInput(name, reason=answer["reason"], cause=answer["cause"])
    return answer, pixels


def main() -> int:
    """Draw for one parent until its pipe ends."""
    incoming, outgoing = child_pipes()
    first = read_frame(incoming)
    if first is None:
        return 0
    about, data = first
    _end_in_time(about["seconds"], MEMORY_LIMIT + 4 * len(data))
    # Here and not above: the parent's side needs none of it.
    from desktop.picture.pdf import Drawing

    try:
        with Drawing(data, about["name"]) as drawing:
            write_frame(outgoing, {"pages": len(drawing)})
            while frame := read_frame(incoming):
                sheet = drawing.sheet(frame[0]["page"])
                head = {"size": sheet.picture.size, "dpi": sheet.dpi}
                write_frame(outgoing, head, sheet.picture.tobytes())
    except UnreadableInput as refusal:
        write_frame(outgoing, {"reason": refusal.values["reason"], "cause": refusal.cause})
    except MemoryError:
        return OUT_OF_MEMORY
    return 0


def _end_in_time(seconds: float, most: int) -> None:
    """Watch this process's own time and memory, bytes, from beside what it does."""
    process = psutil.Process()

    def watch() -> None:
        while True:
            time.sleep(_LOOK_S)
            if time.process_time() > seconds:
                os._exit(OUT_OF_TIME)
            if process.memory_info().rss > most:
                os._exit(OUT_OF_MEMORY)

    threading.Thread(target=watch, name="limits", daemon=True).start()


if __name__ == "__main__":
    sys.exit(main())
