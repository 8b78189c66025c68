"""Whole papers of the training set, worn as a scanner gives them: which they are, what they say, their file."""

from __future__ import annotations

import json
from datetime import date

import pytest

from desktop.document.file.check import check_pdfa, require_fit
from desktop.document.file.mark import ConversionMark, MarkPlace
from desktop.document.file.pdf import PaperAbout, PdfPage, build
from desktop.document.papers.fields import read_fields
from desktop.document.papers.split import split
from desktop.document.papers.suggest import suggest
from desktop.machine.folders import resources
from desktop.page.image import decode
from desktop.page.result import PageResult
from desktop.page.work import process_page
from desktop.training.papers.kinds import KINDS
from desktop.training.papers.pile import PaperSpec, draw
from desktop.training.papers.wear import wear

SEED = 20261124
# Signers are left out: names under a seal are the page room's matter.
FIELDS = {"issued": "issued", "owner_id": "owner_id", "number": "number", "plot": "land_plot", "sheet": "map_sheet"}

# A quarter of what a common scan-to-archive program needs for such pages at 200 dpi; coloured forms need the most.
BYTES_A_PAGE = 100_000


def catalogue() -> list[tuple[str, str]]:
    data = json.loads((resources() / "catalogue" / "sample.json").read_text("utf-8"))
    names = {}
    for procedure in data["procedures"]:
        for row in (*procedure["results"], *(part for case in procedure["cases"] for part in case["components"])):
            names[row["code"]] = row["name"]
    return list(names.items())


def scanned(kind: str) -> tuple[list[PageResult], dict[str, str]]:
    results: list[PageResult] = []
    fields: dict[str, str] = {}
    for at, page in enumerate(draw(PaperSpec(kind=kind), SEED)):
        worn = wear(page, f"{SEED} {kind} {at}")
        results.append(process_page(worn.jpeg(), worn.dpi))
        fields = {**page.truth.fields, **fields}
    return results, fields


@pytest.mark.slow
@pytest.mark.parametrize(
    "kind", ["khai-sinh", "chung-sinh", "to-khai-khai-sinh", "ket-hon", "dat-dai", "cccd", "tiep-nhan", "quyet-dinh"]
)
def test_a_worn_paper_is_known_read_and_archived(kind: str, about: PaperAbout, mark: ConversionMark) -> None:
    results, truth = scanned(kind)
    readings, codes = [one.facts.reading for one in results], [one.facts.codes for one in results]
    names = dict(catalogue())
    found = suggest(readings, codes, [], list(names.items()))
    wanted = {names[code] for code in KINDS[kind].codes if code in names}
    if wanted:
        assert found[0].name in wanted
    fields = read_fields(readings, codes, KINDS[kind].name, today=date(2026, 12, 31))
    for printed, name in FIELDS.items():
        if printed in truth:
            # The reader sometimes loses a slash in a number's symbol; which value was found is what counts here.
            assert fields[name].value.replace("/", "") == truth[printed].replace("/", "")
            assert fields[name].valid

    pages = [PdfPage(image=one.clean_jpeg, dpi=one.facts.dpi, reading=one.facts.reading) for one in results]
    built = build(pages, about, mark)
    assert check_pdfa(built.data) == []
    assert len(require_fit(built.data).pages) == len(pages)
    # On a card's own 86 × 54 mm there is no room for the visible mark.
    assert (built.mark_place is MarkPlace.METADATA_ONLY) == (kind == "cccd")
    if built.mark_box:
        left, bottom, width, height = (side * results[0].facts.dpi / 72 for side in built.mark_box)
        pixels, _ = decode(results[0].clean_jpeg)
        foot = pixels.shape[0] - bottom
        under = pixels[int(foot - height) : int(foot) + 1, int(left) : int(left + width) + 1]
        assert (under.min(axis=2) < under.mean() - 60).mean() < 0.001, "the mark stands on something"
    assert len(built.data) < BYTES_A_PAGE * len(pages)


@pytest.mark.slow
def test_a_pile_comes_apart() -> None:
    kinds = ["to-khai-khai-sinh", "chung-sinh", "cccd", "ket-hon"]
    pile = [page for kind in kinds for page in scanned(kind)[0]]
    parts = split([page.facts.reading for page in pile], [page.facts.codes for page in pile], catalogue())
    assert [len(part.pages) for part in parts] == [1, 1, 2, 1]
    names = dict(catalogue())
    for kind, part in zip(kinds, parts, strict=True):
        assert part.suggestions[0].name in {names.get(code) for code in KINDS[kind].codes}
