from __future__ import annotations

import cv2
import numpy as np
import pytest
from PIL import Image

from desktop.model.page import AUTOMATIC, Crop, Edits, Look
from desktop.model.sheet_sizes import known_size
from desktop.page.clean import Cleaned, clean
from desktop.page.image import Pixels
from desktop.page.look import look
from desktop.page.look.small import shrunk
from desktop.page.work import process_page
from desktop.training.papers import cards
from desktop.training.papers.glass import BEDS, on_the_glass
from desktop.training.papers.page import CARD_MM, DrawnPage
from desktop.training.papers.pile import PaperSpec, draw
from desktop.training.papers.wear import WornPage, wear
from desktop.training.people import person

RING = "ỦY BAN NHÂN DÂN XÃ MẪU"


def cleaned(pixels: Pixels, dpi: int = 200, edits: Edits = AUTOMATIC, seen: Look | None = None) -> tuple[Look, Cleaned]:
    small = shrunk(pixels, dpi)
    seen = seen or look(pixels, dpi, small)
    return seen, clean(pixels, seen, edits, small)


def size_mm(page: Cleaned, dpi: int = 200) -> list[float]:
    height, width = page.pixels.shape[:2]
    return [width / dpi * 25.4, height / dpi * 25.4]


def card(seed: int) -> DrawnPage:
    sheet = DrawnPage(f"card {seed}", 200, CARD_MM)
    (cards.card_front, cards.card_back)[seed % 2](sheet, person(f"card {seed}"), 0, 0)
    return sheet


def small_sheet(size: tuple[float, float] = (148.0, 210.0)) -> DrawnPage:
    sheet = DrawnPage("a5", 200, size)
    for at in range(14):
        sheet.row(f"Dòng thứ {at} trên một tờ giấy nhỏ", 12, x=16)
    return sheet


def shaded(page: DrawnPage, side: str, depth: float, steep: float) -> DrawnPage:
    """The page with a shadow that fades from one side, as a sheet has that does not lie flat."""
    pixels = np.asarray(page.image, np.float32)
    height, width = pixels.shape[:2]
    along = np.linspace(0, 1, width)[None, :] if side in ("left", "right") else np.linspace(0, 1, height)[:, None]
    along = 1 - along if side in ("right", "foot") else along
    light = 1 - depth * np.exp(-along * steep)
    page.image = Image.fromarray((pixels * np.broadcast_to(light, (height, width))[..., None]).astype(np.uint8))
    return page


def all_lines_inside(worn: WornPage, page: Cleaned) -> bool:
    height, width = page.pixels.shape[:2]
    corners = np.array([point for line in worn.truth.lines for point in line["quad"]])
    there = corners @ page.matrix[:2, :2].T + page.matrix[:2, 2]
    return bool((there >= -1).all() and (there <= (width + 1, height + 1)).all())


@pytest.mark.parametrize(("bed", "turn"), list(zip(BEDS, (0, 90, 180, 270), strict=True)))
def test_a_card_on_the_glass_is_cropped_straightened_and_turned(bed, turn):
    worn = on_the_glass(card(turn // 90), f"{bed} {turn}", bed=bed, skew=3.4 - turn / 60, turn=turn)
    seen, page = cleaned(worn.image)
    assert page.cleaning.turn_deg == turn
    assert seen.skew_deg == pytest.approx(worn.skew_deg, abs=0.15)
    assert size_mm(page) == pytest.approx(CARD_MM, abs=0.3)
    assert all_lines_inside(worn, page)


@pytest.mark.parametrize("bed", ["black", "grey"])
def test_a_small_sheet_is_cropped_to_its_own_size(bed):
    worn = on_the_glass(small_sheet(), bed, bed=bed, skew=-4.0)
    _, page = cleaned(worn.image)
    assert size_mm(page) == pytest.approx((148, 210), abs=0.3)


def test_a_strip_of_no_known_size_is_cropped_where_the_lid_is_dark():
    worn = on_the_glass(small_sheet((120.0, 180.0)), "strip", bed="dark", skew=1.0)
    _, page = cleaned(worn.image)
    assert size_mm(page) == pytest.approx((120, 180), abs=1.0)


@pytest.mark.parametrize("side", ["top", "left", "right", "foot"])
@pytest.mark.parametrize(("depth", "steep"), [(0.45, 5.0), (0.65, 12.0)])
def test_a_shadow_is_no_lid(side, depth, steep):
    page = shaded(draw(PaperSpec(kind="quyet-dinh", dpi=150), 5)[0], side, depth, steep)
    worn = wear(page, f"shadow {side}", skew=0.8)
    seen, upright = cleaned(worn.image, 150)
    assert seen.paper is None
    assert size_mm(upright, 150) == pytest.approx((210, 297), abs=2.0)
    assert all_lines_inside(worn, upright)


@pytest.mark.parametrize("side", ["top", "left", "right", "foot"])
def test_a_shaded_sheet_ends_where_the_lid_begins(side):
    worn = on_the_glass(shaded(small_sheet(), side, 0.6, 6.0), f"shaded {side}", bed="black", skew=1.5)
    _, page = cleaned(worn.image)
    assert size_mm(page) == pytest.approx((148, 210), abs=0.5)


@pytest.mark.parametrize("place", ["top", "foot", "side"])
@pytest.mark.parametrize("grey", [20, 60, 98])
def test_a_banner_printed_to_the_edge_is_no_lid(place, grey):
    page = DrawnPage(f"banner {place}", 150)
    for at in range(14):
        page.text(f"Dòng thứ {at} của một tờ rơi", 60, 60 + 12 * at)
    corners = {"top": (0, 0, 210, 40), "foot": (0, 262, 210, 297), "side": (0, 0, 45, 297)}[place]
    page.draw.rectangle([page.px(mm) for mm in corners], fill=(grey,) * 3)
    x, y = {"top": (30, 14), "foot": (30, 272), "side": (6, 100)}[place]
    page.text("MẪU SỐ", x, y, 18, "b", colour=(250, 250, 250))
    worn = wear(page, f"banner {place}", skew=0.4)
    seen, upright = cleaned(worn.image, 150)
    assert seen.paper is None
    assert all_lines_inside(worn, upright)
    left, top, right, foot = (round(mm / 25.4 * 150) for mm in (x, y, x + 25, y + 8))
    banner = upright.pixels[top:foot, left:right]
    assert np.percentile(banner, 5) < grey + 40 < 200 < np.percentile(banner, 98)


def test_what_is_written_beside_a_card_keeps_the_whole_sheet():
    page = DrawnPage("beside")
    cards.card_front(page, person("beside"), 60, 50)
    page.text("đã đối chiếu bản chính", 60, 140, 16, "i", colour=(160, 160, 162))
    _, upright = cleaned(wear(page, "beside", skew=1.0).image)
    assert size_mm(upright) == pytest.approx((210, 297), abs=1.5)


def test_a_printed_frame_is_no_sheet():
    page = DrawnPage("frame")
    page.draw.rectangle((page.px(31), page.px(43), page.px(179), page.px(253)), outline=(20, 20, 20), width=4)
    page.text("Trong khung", 60, 100)
    assert look(wear(page, "frame", skew=0.5).image, 200).paper is None


def test_two_cards_on_one_sheet_stay_together():
    page = DrawnPage("two")
    cards.card_front(page, person("two"), 60, 50)
    cards.card_back(page, person("two"), 60, 150)
    _, upright = cleaned(wear(page, "two", skew=2.0).image)
    assert size_mm(upright) == pytest.approx((210, 297), abs=1.5)


def test_content_in_the_corners_survives_a_large_slope():
    page = DrawnPage("corners")
    for y in (12, 278):
        page.text("Góc trái", 12, y, 12)
        page.text("Góc phải", 198, y, 12, align="right")
    for at in range(12):
        page.text(f"Dòng thứ {at} ở giữa trang để thấy độ nghiêng", 40, 60 + 10 * at)
    worn = wear(page, "corners", skew=5.0)
    _, upright = cleaned(worn.image)
    assert all_lines_inside(worn, upright)


def test_the_lid_and_punch_holes_become_paper():
    page = draw(PaperSpec(kind="cong-van"), 77)[0]
    for y in (108.5, 188.5):
        x, middle = page.px(12), page.px(y)
        page.draw.ellipse((x - 24, middle - 24, x + 24, middle + 24), fill=(28, 28, 28))
    worn = on_the_glass(page, "holes", bed="black", skew=2.0, glass_mm=(216, 310))
    _, upright = cleaned(worn.image)
    assert size_mm(upright) == pytest.approx((210, 297), abs=0.3)
    margin = upright.pixels[:, : round(20 / 25.4 * 200)]
    # Dust is left alone: it may be a dot over a letter.
    assert np.count_nonzero(margin.min(axis=2) < 150) < 80
    rim = np.concatenate([upright.pixels[:8].reshape(-1, 3), upright.pixels[-8:].reshape(-1, 3)])
    assert np.percentile(rim, 1) > 200


def test_punch_holes_do_not_make_a_blank_page_full():
    page = DrawnPage("punched")
    for y in (108.5, 188.5):
        x, middle = page.px(12), page.px(y)
        page.draw.ellipse((x - 24, middle - 24, x + 24, middle + 24), fill=(28, 28, 28))
    assert look(wear(page, "punched", skew=1.0).image, 200).blank


def test_paper_becomes_white_and_seals_ink_and_pencil_keep_their_colour():
    page = DrawnPage("colours")
    page.seal(60, 80, RING)
    page.seal(140, 80, RING, colour=(236, 170, 172))
    page.signature(40, 140)
    page.text("bút chì", 120, 140, 20, "i", colour=(170, 170, 172))
    for at in range(8):
        page.text(f"Dòng thứ {at} của trang", 40, 180 + 9 * at)
    worn = wear(page, "colours", skew=1.3)
    _, upright = cleaned(worn.image)
    assert upright.cleaning.whitened
    assert np.median(upright.pixels) == 255
    before = cv2.warpAffine(worn.image, upright.matrix[:2], upright.pixels.shape[1::-1], flags=cv2.INTER_CUBIC)
    original = cv2.cvtColor(np.asarray(page.image), cv2.COLOR_RGB2BGR)[:, : upright.pixels.shape[1]]
    for name, box in {
        "seal": (42, 62, 36),
        "pale": (122, 62, 36),
        "pen": (40, 140, 32),
        "pencil": (120, 140, 25),
    }.items():
        x, y, w = (page.px(mm) for mm in box)
        drawn, was, now = (part[y : y + w, x : x + w] for part in (original, before, upright.pixels))
        assert _depth(now) >= 0.85 * _depth(was), name
        # As printed rather than as scanned: the scanner's tint is what goes.
        assert abs(_depth(now) - _depth(drawn)) <= abs(_depth(was) - _depth(drawn)) + 12, name


def _depth(part: Pixels) -> float:
    """How far the ink stands off its paper, in the channel that shows it best."""
    flat = part.reshape(-1, 3).astype(np.float32)
    return float((np.percentile(flat, 80, axis=0) - np.percentile(flat, 1.5, axis=0)).max())


def test_coloured_paper_keeps_its_colour():
    page = draw(PaperSpec(kind="hop-dong"), 5)[0]
    pink = np.asarray(page.image).astype(np.float32) * (1.0, 0.84, 0.87)
    page.image = Image.fromarray(pink.astype(np.uint8))
    worn = wear(page, "pink", skew=0.8)
    _, upright = cleaned(worn.image)
    assert not upright.cleaning.whitened
    assert np.median(upright.pixels[:, :, 2]) - np.median(upright.pixels[:, :, 1]) > 15


def test_every_edit_overrides_its_proposal_and_is_replayed_from_the_raw_page():
    worn = wear(draw(PaperSpec(kind="cong-van"), 9)[0], "edits", skew=2.0, turn=180)
    seen, proposed = cleaned(worn.image)
    assert (proposed.cleaning.turn_deg, proposed.cleaning.whitened) == (180, True)

    _, left = cleaned(worn.image, edits=Edits(turn_deg=0, skew_deg=0.0, crop=Crop(quad=None), whiten=False), seen=seen)
    assert not left.changed
    assert np.array_equal(left.pixels, worn.image)

    facts = process_page(worn.jpeg(), 200, read=False).facts
    crop = Crop(quad=facts.raw_quad((100, 200, 900, 700)))
    again = process_page(worn.jpeg(), 200, read=False, edits=Edits(crop=crop), seen=facts.look)
    assert (again.facts.clean_width, again.facts.clean_height) == pytest.approx((900, 700), abs=1)
    _, part = cleaned(worn.image, edits=Edits(crop=crop), seen=seen)
    assert np.abs(part.pixels[20:680, 20:880].astype(int) - proposed.pixels[220:880, 120:980].astype(int)).mean() < 4

    undone = process_page(worn.jpeg(), 200, read=False, seen=facts.look)
    assert undone.facts == facts


@pytest.mark.parametrize(
    ("size", "name"), [((85, 55), "card"), ((210, 296), "A4"), ((148, 211), "A5"), ((217, 331), "F4")]
)
def test_sheets_are_known_by_their_size(size, name):
    found = known_size(*size)
    assert found and found[0] == name
    assert known_size(123, 456) is None
