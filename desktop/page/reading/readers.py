"""The readers of this process."""

from __future__ import annotations

from typing import NamedTuple

from desktop.page.reading.digits import digits_reader
from desktop.page.reading.second_reader import second_reader
from desktop.page.reading.tesseract import LineReader, reader


class Readers(NamedTuple):
    """All that read a line.

    Attributes:
        first: reads every line.
        second: reads again what is doubted; None where it is not installed.
        digits: reads the boxes that are read whole; None where it is not installed.
    """

    first: LineReader
    second: LineReader | None = None
    digits: LineReader | None = None


def readers() -> Readers:
    """The readers that are installed.

    Raises:
        ReaderMissing: not even the first one is there.
    """
    return Readers(reader(), second_reader(), digits_reader())
