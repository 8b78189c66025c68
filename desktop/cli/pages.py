"""`page clean`, `page codes`, `page text`."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from html import escape
from itertools import chain, islice
from pathlib import Path
from typing import Any

from desktop.cli.answer import Answer, progress
from desktop.cli.inputs import read, require_pages
from desktop.cli.outputs import result_folder
from desktop.machine.clock import SystemClock, vietnam_day
from desktop.model.errors import UnreadableInput
from desktop.model.page import Density, Look, PageCode, Reading
from desktop.model.sheet_sizes import known_size
from desktop.page.codes import read_codes
from desktop.page.flaws.glass import GLASS_ADVICE, from_dirty_glass
from desktop.page.image import decode_each, dpi_of, encode_jpeg
from desktop.page.look.density import presumed
from desktop.page.result import PageResult, Worth
from desktop.page.work import process_page
from desktop.page.workers import PageWorkers
from desktop.picture.files import holds_many

LARGE_PILE = 3


def single_pages(inputs: Sequence[Path]) -> Iterator[tuple[str, str, bytes, int | None]]:
    """Every page of the files: source, name for a result, one picture each, dpi where the file knows it."""
    for path in inputs:
        data = read(path)
        if not holds_many(data):
            yield str(path), path.stem, data, dpi_of(data, path.name)
            continue
        for number, (pixels, dpi) in enumerate(decode_each(data, path.name), 1):
            yield f"{path}#{number}", f"{path.stem}-{number:03}", encode_jpeg(pixels, dpi), dpi


def worked_on(
    inputs: Sequence[Path], *, reading: bool, worth: Worth | None = None
) -> Iterator[tuple[str, str, PageResult]]:
    """All pages worked on, in order; by the page workers where there are many.

    Args:
        inputs: pictures and files of several pages.
        reading: read the text too.
        worth: names what is worth more readers than the first one, however sure that one is.
    """
    first = list(islice(pages := single_pages(inputs), LARGE_PILE))
    if len(first) < LARGE_PILE:
        for source, name, data, dpi in first:
            yield source, name, process_page(data, dpi, read=reading, name=source, worth=worth)
        return
    workers = PageWorkers(worth=worth)
    try:
        # All are read to their end before anything comes of the first: what is no page is refused before any file.
        given: list[tuple[str, str, Future[PageResult]]] = [
            (source, name, workers.submit(data, dpi, read=reading)) for source, name, data, dpi in chain(first, pages)
        ]
        for number, (source, name, future) in enumerate(given, 1):
            yield source, name, future.result()
            progress(f"{number}/{len(given)}")
    finally:
        workers.close()


def clean(arguments: argparse.Namespace) -> Answer:
    """Clean pages into a folder, with facts as JSON."""
    out = result_folder(arguments, arguments.out, ".jpg")
    require_pages(arguments.inputs)
    rows: list[dict[str, Any]] = []
    looks: list[tuple[int, Look]] = []
    for source, name, result in worked_on(arguments.inputs, reading=False):
        file = out.write(f"{name}.jpg", result.clean_jpeg, arguments.inputs)
        facts = result.facts
        looks.append((len(rows), facts.look))
        rows.append(
            {
                "source": source,
                "out": str(file),
                "skew_deg": facts.look.skew_deg,
                "rotation_deg": facts.cleaning.turn_deg,
                "blank": facts.look.blank,
                "dpi": None if facts.look.density is Density.UNKNOWN else facts.dpi,
                "density": str(facts.look.density),
                "size_mm": list(facts.size_mm),
                "sheet": sheet[0] if (sheet := known_size(*facts.size_mm)) else "",
                "whitened": facts.cleaning.whitened,
                "seals": len(facts.look.seals),
                "flaws": [str(flaw.kind) for flaw in facts.look.flaws],
                "sharpness": facts.quality.sharpness,
                "contrast": facts.quality.contrast,
                "paper_light": facts.quality.paper_light,
                "verdict": str(facts.verdict),
                "reasons": list(facts.reasons),
                "codes": len(facts.codes),
            }
        )
    lines = [f"{row['out']}  {row['verdict']}  {'; '.join(row['reasons'])}" for row in rows]
    streaked = sorted(from_dirty_glass(looks))
    if streaked:
        lines.append(GLASS_ADVICE)
    return Answer(data={"pages": rows, "dirty_glass": [rows[at]["source"] for at in streaked]}, lines=lines)


def code_data(code: PageCode) -> dict[str, Any]:
    """A code as JSON."""
    return {
        "format": code.format,
        "text": code.text,
        "kind": str(code.kind),
        "fields": code.fields,
        "box": list(code.box),
    }


def page_codes(arguments: argparse.Namespace) -> Answer:
    """Read the codes of pages as they lie."""
    today = vietnam_day(SystemClock().now())
    rows: list[dict[str, Any]] = []
    for path in arguments.inputs:
        data = read(path)
        for number, (pixels, dpi) in enumerate(decode_each(data, path.name), 1):
            source = f"{path}#{number}" if holds_many(data) else str(path)
            found = read_codes(pixels, dpi=dpi or presumed(*pixels.shape[:2]), today=today)
            rows.append({"source": source, "codes": [code_data(one) for one in found]})
    lines = [f"{row['source']}: {code['kind']} {code['text']}" for row in rows for code in row["codes"]]
    return Answer(data={"pages": rows}, lines=lines or ["Không thấy mã nào."])


def text(arguments: argparse.Namespace) -> Answer:
    """Read the text of pages."""
    out = result_folder(arguments, arguments.hocr, ".hocr") if arguments.hocr else None
    rows: list[dict[str, Any]] = []
    for source, name, result in worked_on(arguments.inputs, reading=True):
        reading = result.facts.reading
        if reading is None:
            raise UnreadableInput(source, reason="; ".join(result.facts.reasons))
        if out:
            out.write(f"{name}.hocr", hocr(reading, source).encode())
        rows.append(
            {
                "source": source,
                "text": reading.text,
                "words": [
                    {"text": word.text, "box": list(word.box), "confidence": word.confidence, "rival": word.rival}
                    for word in reading.words
                ],
                "mean_confidence": round(reading.mean_confidence, 4),
            }
        )
    return Answer(data={"pages": rows}, lines=[row["text"] for row in rows])


def hocr(reading: Reading, source: str) -> str:
    """A reading as hOCR."""

    def box(x: int, y: int, w: int, h: int) -> str:
        return f"bbox {x} {y} {x + w} {y + h}"

    lines = []
    for line in reading.lines:
        words = " ".join(
            f"<span class='ocrx_word' title='{box(*word.box)}; x_wconf {round(100 * word.confidence)}'>"
            f"{escape(word.text)}</span>"
            for word in line.words
        )
        lines.append(f"<span class='ocr_line' title='{box(*line.box)}'>{words}</span>")
    body = "\n".join(lines)
    return (
        "<?xml version='1.0' encoding='UTF-8'?>\n<html xmlns='http://www.w3.org/1999/xhtml' lang='vi'><head>"
        f"<title>{escape(source)}</title><meta name='ocr-system' content='{reading.reader}'/></head><body>"
        f"<div class='ocr_page' title='{box(0, 0, reading.width, reading.height)}'>\n{body}\n</div></body></html>\n"
    )
