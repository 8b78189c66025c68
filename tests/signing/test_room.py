"""Where the clerk may put the visible signature, and what is shown of it before signing (R36)."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import numpy as np
import pikepdf
import pytest
from PIL import Image, ImageDraw

from desktop.document.file.pdf import PaperAbout, PdfPage, build_pdf
from desktop.model.errors import UnreadableInput
from desktop.signing.appearance.preview import PREVIEW_DPI, preview_stamp
from desktop.signing.appearance.room import EDGE_PT, WHOLE, Room, room_between
from desktop.signing.appearance.sheet import Page
from desktop.signing.appearance.stamp import Stamp
from desktop.signing.errors import StampCovers

AT = datetime(2026, 3, 4, 18, 5, 6, tzinfo=UTC)
STAMP = Stamp(agency="Ủy ban nhân dân xã Bến Đỗ", signed_at=AT, signer="Nguyễn Thị Ẵm")
A4 = Page(0, 0, 595, 842)
SIZE = (150.0, 40.0)
MM = 72 / 25.4


def scan(*, small: bool = True) -> bytes:
    """A scanned page: a title top right, a pale red seal low on the left."""
    image = Image.new("RGB", (1654, 2339), (250, 248, 240))
    draw = ImageDraw.Draw(image)
    for row in range(4):
        draw.rectangle((1050, 100 + 50 * row, 1600, 125 + 50 * row), fill=(25, 25, 25))
    draw.ellipse((200, 1700, 600, 2100), outline=(225, 130, 130), width=10)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=80)
    about = PaperAbout(title="t", creator="c", created=AT)
    return build_pdf([PdfPage(image=out.getvalue(), dpi=200)], about, small=small)


def whole(*taken: tuple[float, float, float, float], page: Page = A4) -> Room:
    return room_between(page, SIZE, taken, taken)


def test_a_place_on_something_is_refused_and_a_free_one_taken() -> None:
    room = whole((100, 100, 200, 200))
    covering, free = (110 / MM, (842 - 190) / MM), (300 / MM, (842 - 190) / MM)
    assert not room.clear(covering)
    assert room.clear(free)
    with pytest.raises(StampCovers):
        room.box(covering)
    assert room.box(free) == pytest.approx((300, 150, 450, 190))
    assert room.box() == pytest.approx(room.box(room.automatic))


def test_where_nothing_is_free_the_clerk_may_choose_what_is_covered() -> None:
    room = whole((0, 0, 595, 842))
    assert not room.free
    assert not room.clear(room.automatic)
    assert room.allowed((50, 50))
    assert room.box((50, 50))


def test_where_nothing_is_free_as_little_as_possible_is_covered() -> None:
    light = (115.0, 295.0, 285.0, 355.0)
    around = [
        (0.0, 0.0, 595.0, 295.0),
        (0.0, 355.0, 595.0, 842.0),
        (0.0, 295.0, 115.0, 355.0),
        (285.0, 295.0, 595.0, 355.0),
    ]
    room = room_between(A4, SIZE, [*around, (200.0, 296.0, 203.0, 354.0)], share=WHOLE)
    assert not room.free
    assert overlap(room.box(), light) > 0.7


def overlap(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> float:
    """Share of the first rectangle that lies on the second."""
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    return max(0.0, wide) * max(0.0, high) / ((one[2] - one[0]) * (one[3] - one[1]))


def test_under_a_heading_that_fills_the_top_the_free_place_below_is_taken() -> None:
    image = Image.new("RGB", (1654, 2339), (250, 248, 240))
    draw = ImageDraw.Draw(image)
    for row in range(22):
        draw.rectangle((60, 40 + 50 * row, 1600, 65 + 50 * row), fill=(25, 25, 25))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=80)
    pdf = build_pdf([PdfPage(image=out.getvalue(), dpi=200)], PaperAbout(title="t", creator="c", created=AT))
    room = preview_stamp(pdf, STAMP).room
    assert room.free
    assert room.automatic[1] > 1110 / 200 * 25.4
    # As near to the top as it can be, and at the right edge still.
    assert room.automatic[1] < 1200 / 200 * 25.4
    assert room.automatic[0] + room.stamp_mm[0] == pytest.approx(room.page_mm[0] - EDGE_PT / MM)


def test_where_nothing_is_free_it_still_stands_beside_an_earlier_signature() -> None:
    full = [(0.0, 0.0, 595.0, 842.0)]
    first = room_between(A4, SIZE, full).box()
    second = room_between(A4, SIZE, full, full, signed=[first])
    assert not second.free
    left, bottom, right, top = second.box()
    assert right <= first[0] or top <= first[1]
    # Nowhere else in the upper third: over it, for the paper must be signed all the same.
    assert room_between(A4, SIZE, full, full, signed=full).box() == first
    assert (left, bottom) != first[:2]


def test_a_stamp_never_leaves_the_page() -> None:
    room = whole()
    for place in ((-20.0, -20.0), (900.0, 900.0)):
        left, bottom, right, top = room.box(place)
        assert left >= 0
        assert bottom >= -1e-6
        assert right <= 595 + 1e-6
        assert top <= 842 + 1e-6


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_places_are_as_seen_however_the_page_is_turned(turn: int) -> None:
    page = Page(10, 20, 605, 862, turn=turn)
    mark = page.as_stored((100, 100, 200, 200))
    room = whole(mark, page=page)
    up = page.seen[1]
    assert not room.clear((110 / MM, (up - 190) / MM))
    assert room.clear((300 / MM, (up - 190) / MM))
    assert page.as_seen(room.box((300 / MM, (up - 190) / MM))) == pytest.approx((300, 150, 450, 190))


@pytest.mark.parametrize("small", [True, False], ids=["layers", "one picture"])
def test_text_and_a_pale_seal_are_seen_wherever_they_are(small: bool) -> None:
    room = preview_stamp(scan(small=small), STAMP).room
    assert room.free
    assert room.clear(room.automatic)
    px = 25.4 / 200
    assert not room.clear((1100 * px, 110 * px))
    # The seal's ring, on its left side; and nothing where the page is bare.
    assert not room.clear((190 * px, 1850 * px))
    assert room.clear((1000 * px, 1500 * px))
    assert room.clear((800 * px, 2200 * px))


def test_what_is_named_as_taken_counts_too() -> None:
    free = preview_stamp(scan(), STAMP).room
    named = preview_stamp(scan(), STAMP, [(250, 250, 400, 400)]).room
    place = (260 / MM, (842 - 390) / MM)
    assert free.clear(place)
    assert not named.clear(place)


def test_the_preview_shows_the_page_and_the_stamp_at_one_scale() -> None:
    shown = preview_stamp(scan(), STAMP)
    with Image.open(io.BytesIO(shown.page)) as page, Image.open(io.BytesIO(shown.stamp)) as stamp:
        wide, high = (side / 25.4 * PREVIEW_DPI for side in shown.room.page_mm)
        assert abs(page.width - wide) < 2
        assert abs(page.height - high) < 2
        assert abs(stamp.width / stamp.height - shown.room.stamp_mm[0] / shown.room.stamp_mm[1]) < 0.02
        drawn = np.asarray(stamp.convert("RGBA"))
    # Black letters on nothing.
    assert drawn[:, :, 3].min() == 0
    assert drawn[:, :, 3].max() == 255
    assert drawn[drawn[:, :, 3] == 255][:, :3].max() < 60


def test_what_cannot_be_drawn_is_said() -> None:
    out = io.BytesIO()
    with pikepdf.Pdf.new() as pdf:
        pdf.save(out)
    for broken in (b"%PDF-1.7\nbroken", out.getvalue()):
        with pytest.raises(UnreadableInput, match="trang 1"):
            preview_stamp(broken, STAMP)
