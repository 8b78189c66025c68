"""A card that is shown is read, by its QR or by its letters, and nothing of it is kept."""

from __future__ import annotations

import io
import threading

import pytest
from PIL import Image
from sqlalchemy import text

from desktop.model.errors import UnreadableInput
from desktop.model.owner import party_from_qr
from desktop.page.image import decode
from desktop.training.papers.cards import Generation, card_back, card_front
from desktop.training.papers.page import DrawnPage
from desktop.training.people import person
from desktop.workflow.owners import NoCard

WHO = person("card reader")


def laid(*, front: bool = True, back: bool = False, generation: Generation = Generation.CHIP) -> bytes:
    """A card on the glass."""
    page = DrawnPage("card reader", 300)
    if front:
        card_front(page, WHO, 40, 40, generation)
    if back:
        card_back(page, WHO, 40, 120, generation)
    out = io.BytesIO()
    page.image.convert("RGB").save(out, "JPEG", quality=92, dpi=(300, 300))
    return out.getvalue()


def kept(app) -> int:
    with app._store.reading() as tx:
        return sum(tx.scalar(text(f"SELECT count(*) FROM {name}")) for name in ("content", "page", "party"))


@pytest.mark.slow
def test_a_card_is_read_by_its_qr_and_nothing_stays(app):
    before = kept(app)
    read = app.owners.read_card(laid(), "the.jpg")
    assert read.party == party_from_qr(WHO.qr)
    assert kept(app) == before


@pytest.mark.slow
def test_a_card_without_a_qr_is_read_by_its_letters_each_with_what_it_was_read_from(app):
    read = app.owners.read_card(laid(back=True, generation=Generation.OF_2024), "the.jpg")
    if read.party is None:
        assert read.values["number"].text == WHO.number
        assert read.values["number"].picture is not None
        pixels, _ = decode(read.values["number"].picture)
        assert pixels.shape[1] > pixels.shape[0]


@pytest.mark.slow
def test_what_is_no_card_is_refused(app):
    empty = io.BytesIO()
    Image.new("RGB", (800, 600), "white").save(empty, "JPEG", dpi=(200, 200))
    with pytest.raises(NoCard):
        app.owners.read_card(empty.getvalue(), "trang.jpg")
    with pytest.raises(UnreadableInput):
        app.owners.read_card(b"nothing", "x.jpg")


@pytest.mark.slow
def test_the_card_on_the_glass_is_read_without_a_dossier(app):
    read = app.owners.scan_card(threading.Event())
    assert read
    assert read.party
    assert read.party.number == app.owners.sample().number
    assert app.dossiers.latest() == []


def test_an_invented_citizen_is_one_who_was_not_here_yet(app):
    first = app.owners.sample()
    app.intake.start("1.004873", "TH1", first)
    second = app.owners.sample()
    assert second.number != first.number
    assert [one.party for one in app.owners.find(first.name)] == [first]
