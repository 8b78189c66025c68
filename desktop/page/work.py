"""All the work on one page, in one call that a worker process can run."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime

import cv2

from desktop.machine.clock import VIETNAM
from desktop.model.page import PageFacts
from desktop.page.clean import clean
from desktop.page.codes import read_codes
from desktop.page.image import decode, encode_jpeg, thumbnail
from desktop.page.judge import judge
from desktop.page.look import look
from desktop.page.reader import ReaderMissing, reader
from desktop.page.reading import read_page


@dataclass(frozen=True, slots=True)
class PageResult:
    """What came of the work on a page.

    Attributes:
        facts: all that was found out.
        clean_jpeg: the cleaned page; the very bytes that came in where nothing had to be done.
        thumbnail_jpeg: a small picture.
        turned_deg: quarter turn that was applied, degrees clockwise.
    """

    facts: PageFacts
    clean_jpeg: bytes
    thumbnail_jpeg: bytes
    turned_deg: int


def process_page(image: bytes, dpi: int | None = None, *, read: bool = True, name: str = "trang") -> PageResult:
    """Look, clean, judge, read codes, read text.

    Args:
        image: any picture file; the first picture counts.
        dpi: as the scanner said; None to believe the file.
        read: read the text too.
        name: what a refusal calls the page.

    Raises:
        UnreadableInput: no picture, cut short, too large.
    """
    one_thread()
    pixels, own_dpi = decode(image, name)
    dpi = dpi or own_dpi
    seen = look(pixels, dpi)
    upright = clean(pixels, seen)
    height, width = upright.pixels.shape[:2]
    verdict, reasons = judge(upright.pixels, seen, dpi)
    reading = None
    if read:
        try:
            reading = read_page(pixels, seen.lines, upright.matrix, (width, height), reader())
        except ReaderMissing:
            reasons = (*reasons, "chưa đọc được chữ: thiếu Tesseract")
    facts = PageFacts(
        look=seen,
        codes=read_codes(upright.pixels, today=datetime.now(UTC).astimezone(VIETNAM).date()),
        reading=reading,
        clean_width=width,
        clean_height=height,
        dpi=dpi,
        verdict=verdict,
        reasons=reasons,
    )
    kept = image if not upright.changed and image[:2] == b"\xff\xd8" else encode_jpeg(upright.pixels, dpi)
    return PageResult(facts, kept, thumbnail(upright.pixels), upright.turned_deg)


def one_thread() -> None:
    """Keep every library in this process to one thread: the pages are what runs side by side."""
    os.environ["OMP_THREAD_LIMIT"] = "1"
    cv2.setNumThreads(1)
