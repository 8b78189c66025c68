"""A box read whole and alone by every reader: a slot in the head of a letter, or what a clerk drew a box around."""

from __future__ import annotations

import numpy as np

from desktop.model.page import Box, BoxReading, Ink, Opinion
from desktop.page.geometry import Matrix, moved
from desktop.page.image import Pixels
from desktop.page.reading.cutting import cut
from desktop.page.reading.readers import Readers
from desktop.page.reading.tesseract import LineReader

_ROOM = 0.2
"""Above and below, in heights of the box: without any paper around them the readers do not know large letters."""


def read_box(pixels: Pixels, box: Box, matrix: Matrix, readers: Readers) -> BoxReading:
    """The text in a box, with each reader's opinion.

    Args:
        pixels: the page as scanned, BGR.
        box: clean px; one line of text.
        matrix: raw px to clean px.
        readers: all of them read it.
    """
    x, y, width, height = _with_room(box)
    corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
    part = cut(pixels, moved(corners, np.linalg.inv(matrix)))
    opinions = tuple(_opinion(reader, part.pixels) for reader in readers if reader) if part else ()
    return BoxReading(box=box, opinions=opinions, ink=Ink.UNKNOWN)


def _with_room(box: Box) -> Box:
    x, y, width, height = box
    room = round(_ROOM * height)
    return (x, y - room, width, height + 2 * room)


def _opinion(reader: LineReader, line: Pixels) -> Opinion:
    words = reader.read(line)
    sure: list[float] = []
    for word in words:
        # A space is as sure as the words beside it.
        sure += [min(sure[-1], word.confidence)] if sure else []
        sure += word.letters or [word.confidence] * len(word.text)
    return Opinion(
        reader=reader.name,
        text=" ".join(word.text for word in words),
        sure=tuple(round(one, 3) for one in sure),
    )
