"""A page that was mended is looked at again only near what was mended."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from desktop.model.page import Flaw, FlawKind, Line, Look
from desktop.page.geometry import upright_box
from desktop.page.look import look, whole
from desktop.page.look.again import near_flaws, renewed
from desktop.page.models import Model
from desktop.training.papers.flaws import Flaws, Fold
from desktop.training.papers.wear import wear
from tests.pages import paper

DPI = 254
CREASE = Fold(
    upright=False,
    at=0.45,
    slant_deg=0.1,
    wave_mm=0.1,
    dark=0.32,
    width_mm=0.15,
    ridge=0.05,
    step=0.06,
    fades_mm=8,
    broken=0.9,
    gap_mm=0.3,
    where=(0.0, 1.0),
)
FOLD = Flaw(kind=FlawKind.FOLD, path=((0.0, 500.0), (1000.0, 500.0)))


def line(top: float, foot: float, left: float = 100, right: float = 900) -> Line:
    return Line(quad=((left, top), (right, top), (right, foot), (left, foot)), score=0.9)


def test_lines_that_a_flaw_runs_through_are_looked_for_whole_with_their_neighbours() -> None:
    through, beside, far = line(490, 520), line(540, 570), line(700, 730)
    part = near_flaws([FOLD], [through, beside, far], DPI)
    assert part[1] <= 490 - 60 and part[1] + part[3] >= 530 + 60
    assert part[1] + part[3] < 700


def test_no_line_is_lost_or_found_twice_where_old_and_new_meet() -> None:
    """What is found anew lies some px off from where it was, or is a part of a line that the edge cuts."""
    above, through, below = line(400, 430), line(490, 520), line(560, 590)
    part = near_flaws([FOLD], [above, through, below], DPI)
    foot = part[1] + part[3]
    anew = [line(402, 433), line(489, 503), line(505, 521), line(562, foot)]
    found = renewed([above, through, below], anew, part, DPI)
    assert sorted(one.quad[0][1] for one in found) == [400, 489, 505, 560]


@pytest.mark.parametrize("skew", [0.3, -2.0])
def test_a_folded_page_has_the_lines_that_it_has_where_all_of_it_is_looked_at_again(
    skew: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    px: list[int] = []
    run = Model.run

    def noted(self: Model, **inputs: Any) -> Any:
        px.extend(planes.shape[2] * planes.shape[3] for planes in inputs.values())
        return run(self, **inputs)

    monkeypatch.setattr(Model, "run", noted)
    page = wear(paper("cong-van", 4)[0], "again", skew=skew, flaws=Flaws(folds=(CREASE,))).image
    height, width = page.shape[:2]
    found = look(page, 200)
    assert found.flaws
    assert px[1] < 0.5 * px[0], "only a part is looked at again"
    monkeypatch.setattr(whole, "near_flaws", lambda *_: (0, 0, width, height))
    everywhere = look(page, 200)
    assert len(found.lines) == len(everywhere.lines) > 10
    assert np.abs(_boxes(found) - _boxes(everywhere)).max() <= 4


def _boxes(seen: Look) -> npt.NDArray[np.int64]:
    return np.array(sorted(upright_box(line.quad) for line in seen.lines))
