"""All the work on one page, in one call that a worker process can run."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime

import cv2

from desktop.machine.clock import VIETNAM
from desktop.model.page import AUTOMATIC, Edits, Look, PageFacts
from desktop.page.clean import clean
from desktop.page.codes import read_codes
from desktop.page.fingerprint import fingerprint
from desktop.page.flaws.mended import mended
from desktop.page.image import decode, encode_jpeg, stands_as_it_is, thumbnail
from desktop.page.judge import judge
from desktop.page.look import look
from desktop.page.look.small import shrunk
from desktop.page.reading.second_reader import second_reader
from desktop.page.reading.tesseract import ReaderMissing, reader
from desktop.page.reading.whole import Worth, read_page


@dataclass(frozen=True, slots=True)
class PageResult:
    """What came of the work on a page.

    Attributes:
        facts: all that was found out.
        clean_jpeg: the cleaned page; the very bytes that came in where nothing had to be done.
        thumbnail_jpeg: a small picture.
    """

    facts: PageFacts
    clean_jpeg: bytes
    thumbnail_jpeg: bytes


def process_page(
    image: bytes,
    dpi: int | None = None,
    *,
    read: bool = True,
    name: str = "trang",
    edits: Edits = AUTOMATIC,
    seen: Look | None = None,
    worth: Worth | None = None,
) -> PageResult:
    """Look, clean, judge, read codes, read text.

    Args:
        image: any picture file; the first picture counts.
        dpi: as the scanner said; None or 0 to believe the file, and where it does not say to find out.
        read: read the text too.
        name: what a refusal calls the page.
        edits: what a clerk decided against the look's proposals.
        seen: the page's look where it was looked at before; the second time only cleaning is done.
        worth: names the words that are read twice however sure the first reader is.

    Raises:
        UnreadableInput: no picture, cut short, too large.
    """
    one_thread()
    pixels, own_dpi = decode(image, name)
    given = (seen.dpi if seen else 0) or dpi or own_dpi
    small = shrunk(pixels, given) if given else None
    seen = seen or look(pixels, given, small)
    dpi = given or seen.dpi
    small = small or shrunk(pixels, dpi)
    upright = clean(pixels, seen, edits, small)
    height, width = upright.pixels.shape[:2]
    legible = mended(pixels, seen.flaws, dpi)
    verdict, reasons, quality = judge(legible, seen, upright.cleaning, dpi)
    reading = None
    if read:
        try:
            reading = read_page(legible, seen.lines, upright.matrix, (width, height), reader(), second_reader(), worth)
        except ReaderMissing:
            reasons = (*reasons, "chưa đọc được chữ: thiếu Tesseract")
    facts = PageFacts(
        look=seen,
        cleaning=upright.cleaning,
        codes=read_codes(upright.pixels, dpi=dpi, today=datetime.now(UTC).astimezone(VIETNAM).date()),
        reading=reading,
        clean_width=width,
        clean_height=height,
        dpi=dpi,
        verdict=verdict,
        reasons=reasons,
        quality=quality,
        fingerprint=fingerprint(upright.pixels),
    )
    kept = image if not upright.changed and stands_as_it_is(image) else encode_jpeg(upright.pixels, dpi)
    return PageResult(facts, kept, thumbnail(upright.pixels))


def one_thread() -> None:
    """Keep every library in this process to one thread: the pages are what runs side by side."""
    os.environ["OMP_THREAD_LIMIT"] = "1"
    cv2.setNumThreads(1)
