"""Folds and streaks: found, taken out of what is read, left in what is kept; tables and forms have none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.model.data import as_data, from_data
from desktop.model.page import AUTOMATIC, Flaw, FlawKind, Look, PageFacts
from desktop.page.clean import clean
from desktop.page.flaws.found import find_flaws
from desktop.page.flaws.glass import from_dirty_glass
from desktop.page.flaws.mended import mended
from desktop.page.flaws.slanted import BANDS, banded, means, sheared
from desktop.page.look import look
from desktop.page.look.small import shrunk
from desktop.page.work import process_page
from desktop.training.papers.flaws import Flaws, Fold, Streak
from desktop.training.papers.page import DrawnPage
from desktop.training.papers.pile import PaperSpec, draw
from desktop.training.papers.wear import WornPage, wear

WHOLE = ((0.0, 1.0),)
DUST = Streak(at=0.43, width_mm=0.25, gain=(0.1, 0.1, 0.1), glare=0.0, parts=WHOLE)
TINT = Streak(at=0.43, width_mm=0.2, gain=(0.6, 0.9, 0.7), glare=0.0, parts=((0.0, 0.3), (0.35, 0.9)))
GLARE = Streak(at=0.43, width_mm=0.3, gain=(1.0, 1.0, 1.0), glare=0.9, parts=WHOLE)
CREASE = Fold(
    upright=True,
    at=0.5,
    slant_deg=0.4,
    wave_mm=0.2,
    dark=0.32,
    width_mm=0.15,
    ridge=0.05,
    step=0.06,
    fades_mm=8,
    broken=0.9,
    gap_mm=0.3,
    where=(0.0, 1.0),
)


def letter(flaws: Flaws, seed: str = "flaws", *, skew: float = 0.7, turn: int = 0, dpi: int = 200) -> WornPage:
    return wear(draw(PaperSpec(kind="cong-van", dpi=dpi), seed)[0], seed, skew=skew, turn=turn, flaws=flaws)


def upright(flaws: Iterable[Flaw]) -> list[Flaw]:
    """Those that run from top to foot: a worn page may have a fold of its own from side to side."""
    return [flaw for flaw in flaws if flaw.upright]


@pytest.mark.parametrize(
    ("flaws", "kind"),
    [
        (Flaws(streaks=(DUST,)), FlawKind.STREAK),
        (Flaws(streaks=(TINT,)), FlawKind.STREAK),
        (Flaws(streaks=(GLARE,)), FlawKind.STREAK),
        (Flaws(folds=(CREASE,)), FlawKind.FOLD),
        (Flaws(folds=(replace(CREASE, broken=0.0, dark=0.1),)), FlawKind.FOLD),
    ],
    ids=["dust", "tint", "glare", "broken fold", "shaded fold"],
)
@pytest.mark.parametrize("dpi", [200, pytest.param(300, marks=pytest.mark.slow)])
def test_a_flaw_is_found_where_it_is(flaws: Flaws, kind: FlawKind, dpi: int) -> None:
    page = letter(flaws, dpi=dpi)
    found = upright(find_flaws(page.image, dpi, page.skew_deg, standing=False))
    assert [flaw.kind for flaw in found] == [kind]
    middle = np.mean([x for x, _ in found[0].path]) / page.image.shape[1]
    assert middle == pytest.approx(0.43 if kind is FlawKind.STREAK else 0.5, abs=0.01)


def test_streaks_side_by_side_are_told_apart() -> None:
    page = letter(Flaws(streaks=(DUST, replace(DUST, at=0.44))))
    found = upright(find_flaws(page.image, 200, page.skew_deg, standing=False))
    places = sorted(flaw.path[0][0] / page.image.shape[1] for flaw in found)
    assert places == pytest.approx([0.43, 0.44], abs=0.002)


def test_a_streak_across_a_page_that_lies_on_its_side_is_found() -> None:
    page = letter(Flaws(streaks=(replace(DUST, at=0.5),)), turn=90)
    found = look(page.image, 200).flaws
    assert [flaw.upright for flaw in found if flaw.kind is FlawKind.STREAK] == [True]


@pytest.mark.parametrize("kind", ["danh-sach", "dat-dai", "khai-sinh", "hop-dong", "cccd"])
def test_tables_forms_and_flat_pages_have_none_across_their_lines(kind: str) -> None:
    page = wear(draw(PaperSpec(kind=kind), "flat")[0], "flat", skew=0.0)
    assert upright(look(page.image, 200).flaws) == []


def test_a_table_over_the_whole_page_is_none() -> None:
    page = DrawnPage("table")
    page.table(
        ["Số", "Họ và tên", "Ghi chú"], [[str(at), "Nguyễn Thị Mẫu", "đã nhận"] for at in range(32)], [14, 70, 60]
    )
    assert upright(look(wear(page, "table", skew=0.0).image, 200).flaws) == []


@pytest.mark.parametrize("flaws", [Flaws(streaks=(DUST,)), Flaws(folds=(CREASE,))], ids=["streak", "fold"])
def test_what_a_flaw_runs_through_is_read_all_the_same(flaws: Flaws) -> None:
    misread = []
    for some in (Flaws(), flaws):
        page = letter(some)
        facts = process_page(page.jpeg(), 200).facts
        assert facts.reading and bool(upright(facts.look.flaws)) == bool(some.folds or some.streaks)
        said = set(facts.reading.text.split("\n"))
        misread.append(sum(line["text"] not in said for line in page.truth.lines))
    assert misread[1] <= misread[0] + 3


def test_the_picture_that_is_kept_shows_the_flaw() -> None:
    page = letter(Flaws(streaks=(DUST,)), skew=0.0)
    small = shrunk(page.image, 200)
    seen = look(page.image, 200, small)
    assert seen.flaws
    kept = clean(page.image, seen, AUTOMATIC, small)
    as_without = clean(page.image, replace(seen, flaws=()), AUTOMATIC, small)
    assert np.array_equal(kept.pixels, as_without.pixels)
    column = round(0.43 * page.image.shape[1])
    assert kept.pixels[:, column - 4 : column + 5].min(axis=1).max() < 120


def test_a_blank_page_with_a_streak_and_a_fold_is_blank() -> None:
    page = wear(DrawnPage("blank"), "blank", skew=0.0, flaws=Flaws(folds=(CREASE,), streaks=(replace(DUST, at=0.3),)))
    seen = look(page.image, 200)
    assert seen.blank and seen.lines == ()
    assert len(upright(seen.flaws)) == 2


def test_nothing_changes_beside_a_flaw_and_nothing_without_one() -> None:
    page = letter(Flaws(streaks=(DUST,)))
    assert mended(page.image, (), 200) is page.image
    (streak,) = upright(find_flaws(page.image, 200, page.skew_deg, standing=False))
    whole = mended(page.image, (streak,), 200)
    changed = np.flatnonzero(cv2.absdiff(whole, page.image).max(axis=(0, 2)))
    assert abs(changed - streak.path[0][0]).max() <= 3.0 / 25.4 * 200 + 1
    column = round(streak.path[0][0])
    assert float(np.median(whole[:, column])) > 200 > float(np.median(page.image[:, column]))


@given(st.integers(0, BANDS - 1), st.integers(40, 200), st.integers(-60, 60))
def test_the_sum_along_a_line_tells_where_it_is(lean: int, start: int, base: int) -> None:
    rows = 640
    picture = np.zeros((rows, 500), np.int16)
    columns = np.round(start + (base + lean) * np.linspace(0, 1, rows)).astype(int)
    inside = (columns >= 0) & (columns < 500)
    picture[np.flatnonzero(inside), columns[inside]] = 255
    found = means(banded(np.asarray(cv2.GaussianBlur(sheared(picture, base), (5, 1), 1))))
    at, column = np.unravel_index(int(found.argmax()), found.shape)
    if inside.mean() > 0.9:
        assert abs(int(at) - lean) <= 4 and abs(int(column) - start) <= 4


def streaked_at(at: float) -> Look:
    flaw = Flaw(kind=FlawKind.STREAK, path=((at, 0.0), (at, 2000.0)))
    corner = (0.0, 0.0)
    return Look(
        width=1654,
        height=2339,
        lines=(),
        skew_deg=0.0,
        rotation_deg=0,
        rotation_confidence=1.0,
        blank=True,
        ink=0.0,
        keep=(corner,),
        paper=None,
        seals=(),
        dpi=200,
        flaws=(flaw,),
    )


def test_dust_is_told_from_streaks_in_the_same_place_of_several_pages() -> None:
    pages = [("one", streaked_at(500)), ("other", streaked_at(501)), ("far", streaked_at(900))]
    assert from_dirty_glass(pages) == {"one", "other"}
    assert from_dirty_glass(pages[1:]) == set()
    folds = [(name, replace(seen, flaws=(replace(seen.flaws[0], kind=FlawKind.FOLD),))) for name, seen in pages]
    assert from_dirty_glass(folds) == set()


def test_flaws_are_kept_with_the_facts_and_old_facts_have_none() -> None:
    facts = process_page(letter(Flaws(streaks=(DUST,))).jpeg(), 200, read=False).facts
    data = as_data(facts)
    assert facts.look.flaws and from_data(PageFacts, data) == facts
    del data["look"]["flaws"]
    assert from_data(PageFacts, data).look.flaws == ()
