"""From the bytes of a SANE frame, or of three, to a picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from desktop.scanner.driver import Progress, Watch
from desktop.scanner.errors import BadPage, NoPaper, ScanCancelled, ScannerMemory
from desktop.scanner.quirks.sane import ending_readers, late_empty, samples, three_passes

FRAME_LIMIT = 450_000_000
"""Bytes: A3 in colour at 800 dpi. A hand scanner or a driver that never ends is stopped here."""
_GREY, _RGB = 0, 1


class FrameSource(Protocol):
    """What sends frames: a SANE device."""

    def start(self) -> Any:
        """Start a frame; gives its parameters."""

    def read(self) -> bytes | None:
        """The next bytes, None at the end."""


@dataclass(frozen=True, slots=True)
class _Frame:
    format: int
    pixels: NDArray[np.uint8]
    last: bool


def read_picture(device: FrameSource, watch: Watch, page: int) -> Image.Image:
    """The next picture, of one frame or of three.

    Raises:
        BadPage: nothing, or nonsense, came.
        ScannerMemory: more came than a page can be.
        NoPaper, Jam, …: what the device says.
        ScanCancelled: the clerk wants no more.
    """
    first = _frame(device, watch, page, 1)
    if first.format not in three_passes.PASSES:
        return _picture(first.pixels)
    frames = {first.format: first.pixels}
    while len(frames) < len(three_passes.PASSES):
        try:
            following = _frame(device, watch, page, len(three_passes.PASSES))
        except NoPaper:
            raise BadPage(cause=f"no paper for pass {len(frames) + 1}") from None
        frames[following.format] = following.pixels
        if following.last:
            break
    try:
        return _picture(three_passes.one_picture(frames))
    except ValueError as error:
        raise BadPage(cause=str(error)) from None


def _frame(device: FrameSource, watch: Watch, page: int, passes: int) -> _Frame:
    if watch.cancelled:
        raise ScanCancelled()
    threads = ending_readers.threads()
    told = device.start()
    received = _received(device, watch, told, page, passes, threads)
    if told.bytes_per_line <= 0 or not received or len(received) % told.bytes_per_line:
        raise BadPage(cause=f"{len(received)} bytes in lines of {told.bytes_per_line}")
    channels = 3 if told.format == _RGB else 1
    try:
        # As high as what came: hand scanners do not know beforehand, feeders end where the paper ends.
        pixels = samples.samples(
            received, told.pixels_per_line, channels, told.depth, told.bytes_per_line, grey=told.format == _GREY
        )
    except ValueError as error:
        raise BadPage(cause=str(error)) from None
    return _Frame(told.format, pixels, bool(told.last_frame))


def _received(device: FrameSource, watch: Watch, told: Any, page: int, passes: int, threads: int) -> bytearray:
    """All bytes of a frame that has started; `threads` are those of before."""
    expected = told.lines * told.bytes_per_line if told.lines > 0 else 0
    received = bytearray()
    percent: int | None = None
    while (part := _part(device, received)) is not None:
        if watch.cancelled:
            raise ScanCancelled()
        if not part:
            # No progress: whoever waits for us counts the time.
            continue
        received += part
        if len(received) > FRAME_LIMIT:
            raise ScannerMemory(cause=f"over {FRAME_LIMIT} bytes")
        now = min(100, 100 * len(received) // expected) if expected else None
        if now is None or now != percent:
            percent = now
            watch.progress(Progress(page=page, percent=now if passes == 1 else None))
        if len(received) == expected:
            ending_readers.let_end(threads)
    if watch.cancelled:
        # What a cancelled frame ends with is no whole page.
        raise ScanCancelled()
    return received


def _part(device: FrameSource, received: bytearray) -> bytes | None:
    """The next bytes of a frame, None at its end.

    Raises:
        NoPaper: the feeder is empty, as some devices say only now.
        BadPage: the same in the middle of a page, which is thereby lost.
    """
    try:
        return device.read()
    except NoPaper as empty:
        raise late_empty.meant(empty, len(received)) from None


def _picture(pixels: NDArray[np.uint8]) -> Image.Image:
    return Image.fromarray(pixels if pixels.shape[2] == 3 else pixels[:, :, 0])
