"""All the work on one page, in one call that a worker process can run."""

from __future__ import annotations

import os
from collections.abc import Sequence

import cv2

from desktop.machine.clock import SystemClock, vietnam_day
from desktop.model.page import AUTOMATIC, Box, BoxReading, Edits, Look, PageFacts, Reading
from desktop.page.clean import Cleaned, clean
from desktop.page.codes import read_codes
from desktop.page.fingerprint import fingerprint
from desktop.page.flaws.mended import mended
from desktop.page.geometry import Matrix, upright_box
from desktop.page.image import Pixels, decode, encode_jpeg, stands_as_it_is, thumbnail
from desktop.page.judge import judge
from desktop.page.look import look_and_mend
from desktop.page.look.overprint import without_overprint
from desktop.page.look.small import shrunk
from desktop.page.overturned import turned_over
from desktop.page.reading.box import read_rows
from desktop.page.reading.readers import readers
from desktop.page.reading.tesseract import ReaderMissing
from desktop.page.reading.whole import read_page
from desktop.page.result import PageResult, Worth


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
        worth: names what is worth more readers than the first one, however sure that one is.

    Raises:
        UnreadableInput: no picture, cut short, too large.
    """
    one_thread()
    pixels, own_dpi = decode(image, name)
    given = (seen.dpi if seen else 0) or dpi or own_dpi
    small = shrunk(pixels, given) if given else None
    known = seen is not None
    if seen:
        small = small or shrunk(pixels, seen.dpi)
        legible = mended(pixels, seen.flaws, given or seen.dpi)
        clear = without_overprint(legible, small) if read else legible
    else:
        seen, legible, clear = look_and_mend(pixels, given, small)
    dpi = given or seen.dpi
    small = small or shrunk(pixels, dpi)
    others = [picture for picture in (pixels, clear) if picture is not legible]

    def worked(look: Look) -> tuple[Cleaned, Reading | None]:
        upright = clean(pixels, look, edits, small)
        size = upright.pixels.shape[1], upright.pixels.shape[0]
        return upright, _read(legible, others, look, upright.matrix, size, worth) if read else None

    upright, reading = worked(seen)
    if not known and edits.turn_deg is None and (better := turned_over(legible, seen, reading)):
        seen = better
        upright, reading = worked(seen)
    height, width = upright.pixels.shape[:2]
    verdict, reasons, quality = judge(legible, seen, upright.cleaning, dpi)
    if read and reading is None:
        reasons = (*reasons, "chưa đọc được chữ: thiếu Tesseract")
    facts = PageFacts(
        look=seen,
        cleaning=upright.cleaning,
        # The PC's own day: this runs in a worker process, which is given pages and nothing else.
        codes=read_codes(upright.pixels, dpi=dpi, today=vietnam_day(SystemClock().now())),
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


def _read(
    legible: Pixels, others: Sequence[Pixels], look: Look, matrix: Matrix, size: tuple[int, int], worth: Worth | None
) -> Reading | None:
    """What a page says; None without a reader."""
    try:
        return read_page(legible, look.lines, matrix, size, readers(), worth, others)
    except ReaderMissing:
        return None


def read_in_box(image: bytes, facts: PageFacts, box: Box) -> BoxReading:
    """The text in a box of a page that was worked on, with each reader's opinion: what a clerk drew a box around.

    Args:
        image: the page as it came, any picture file; the first picture counts.
        facts: what was found out about it.
        box: clean px; one line or more.

    Raises:
        UnreadableInput: no picture, cut short, too large.
        ReaderMissing: no reader is there.
    """
    one_thread()
    pixels, _ = decode(image, "trang")
    lines = [upright_box(tuple(facts.clean_point(point) for point in line.quad)) for line in facts.look.lines]
    legible = mended(pixels, facts.look.flaws, facts.look.dpi or facts.dpi)
    return read_rows(legible, box, lines, facts.raw_quad, readers())


def one_thread() -> None:
    """Keep every library in this process to one thread: the pages are what runs side by side."""
    os.environ["OMP_THREAD_LIMIT"] = "1"
    cv2.setNumThreads(1)
