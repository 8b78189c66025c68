"""What a clerk points at on a page of the store, read through the real workers."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest

from desktop.document.papers.field import FieldState
from desktop.training.papers.page import DrawnPage
from desktop.training.papers.wear import wear

DAY = "12 tháng 3 năm 2026"


@pytest.mark.slow
def test_a_box_is_read_anew_where_its_words_were_not_surely_read(app, row, put):
    drawn = DrawnPage("day", 200, (105, 148))
    drawn.y = 30
    drawn.row(f"Hà Nội, ngày {DAY}", x=12)
    put(row(0), wear(drawn, "day", skew=0.4).jpeg(), work=True)
    (page,) = app.papers.pages(row(0))
    (line,) = page.facts.reading.lines
    x, y, width, height = line.box
    box = (x - 8, y - 8, width + 16, height + 16)
    at_once = app.reading.within(page, 0, box, "issued")
    assert (at_once.value, at_once.box, at_once.page) == ("2026-03-12", box, 0)
    assert app.reading.at(page, 0, (x + width / 2, y + height / 2), "issued").value == "2026-03-12"

    unsure = tuple(replace(word, confidence=0.4) for word in line.words)
    reading = replace(page.facts.reading, lines=(replace(line, words=unsure),))
    doubtful = replace(page, facts=replace(page.facts, reading=reading))
    assert app.reading.within(doubtful, 0, box, "issued") is None
    anew = app.reading.read_within(doubtful, 0, box, "issued")
    assert (anew.value, anew.box, anew.state) == ("2026-03-12", box, FieldState.SINGLE)

    # A card's picture is put together and not kept: what was read of it is all there is.
    card = replace(doubtful, made_of=(uuid4(), uuid4()))
    assert app.reading.within(card, 0, box, "issued").value == "2026-03-12"
    assert app.reading.read_within(card, 0, box, "issued") is None
