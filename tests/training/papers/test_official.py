"""Official papers: what is drawn is what the truth says, and the ranges are as wide as offices are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

import numpy as np
import pytest

from desktop.training.papers.ink.stamps import MARKS
from desktop.training.papers.official.paper import LETTER, Wanted, official_paper
from desktop.training.papers.official.words import TYPES
from desktop.training.papers.page import HANDWRITTEN, PRINTED, STAMPED, DrawnPage
from desktop.training.papers.parts import day_in_words
from desktop.training.papers.pile import PaperSpec, draw

SEEDS = 90
# Type is too small to read at this; places and words are the same.
DPI = 40


@pytest.fixture(scope="module")
def papers() -> list[list[DrawnPage]]:
    return [official_paper(seed, DPI) for seed in range(SEEDS)]


def lines_of(pages: list[DrawnPage]) -> Iterator[str]:
    return (line["text"] for page in pages for line in page.truth.lines)


def test_a_seed_gives_the_same_paper() -> None:
    one, again, other = (official_paper(seed, DPI) for seed in ("a", "a", "b"))
    assert all((np.asarray(p.image) == np.asarray(q.image)).all() for p, q in zip(one, again, strict=True))
    assert [page.truth for page in one] == [page.truth for page in again]
    assert one[0].truth.fields != other[0].truth.fields


def test_the_truth_is_what_is_drawn(papers: list[list[DrawnPage]]) -> None:
    for pages in papers:
        truth = pages[0].truth
        text = " ".join(lines_of(pages))
        for name in ("issuer", "issuer_parent", "abstract", "signer", "signer_title"):
            assert truth.fields[name] in text, name
        assert truth.fields["type"].upper() in text.replace("UỶ", "ỦY") or truth.fields["type"] == LETTER
        number = next(slot for slot in truth.slots if slot["field"] == "number")
        assert truth.fields["number"].startswith(number["text"])
        assert any(re.sub(r"^Số\s*:?|\s", "", line) == truth.fields["number"] for line in lines_of(pages))
        issued = date.fromisoformat(truth.fields["issued"])
        day, month = (int(slot["text"]) for slot in truth.slots if slot["field"] == "issued")
        assert (day, month) == (issued.day, issued.month)
        if "recipient" in truth.fields:
            assert truth.fields["recipient"][:12] in text


def test_a_slot_lies_inside_its_line_and_on_the_page(papers: list[list[DrawnPage]]) -> None:
    for pages in papers[:40]:
        page = pages[0]
        for slot in page.truth.slots:
            xs, ys = zip(*slot["quad"], strict=True)
            assert min(xs) >= 0
            assert min(ys) >= 0
            assert max(xs) <= page.image.width
            ink = np.asarray(page.image.convert("L"))[int(min(ys)) : int(max(ys)) + 1, int(min(xs)) : int(max(xs)) + 1]
            assert ink.min() < 200, "nothing is written there"


def test_every_printed_line_lies_on_its_page(papers: list[list[DrawnPage]]) -> None:
    """A stamp may run over the edge."""
    for page in (page for pages in papers for page in pages):
        width, height = page.image.size
        for line in (line for line in page.truth.lines if "ink" not in line):
            xs, ys = zip(*line["quad"], strict=True)
            assert 0 <= min(xs) < max(xs) <= width, line["text"]
            assert 0 <= min(ys) < max(ys) <= height, line["text"]


def test_all_that_offices_do_occurs(papers: list[list[DrawnPage]]) -> None:
    truths = [pages[0].truth for pages in papers]
    assert {truth.fields["type"] for truth in truths} == {LETTER, *TYPES}
    for name, least in (("number", 0.5), ("issued", 0.4)):
        inks = Counter(truth.ink(name) for truth in truths)
        assert set(inks) == {PRINTED, STAMPED, HANDWRITTEN}
        assert inks[HANDWRITTEN] > least * SEEDS
    said = [list(lines_of(pages)) for pages in papers]
    marks = {line for lines in said for line in lines if line in MARKS}
    assert len(marks) > 3
    incoming = [lines for lines in said if any(line.startswith("Ngày") and len(line) < 24 for line in lines)]
    assert SEEDS * 0.08 < len(incoming) < SEEDS * 0.4
    assert any("ĐẢNG CỘNG SẢN VIỆT NAM" in lines for lines in said)
    assert {bool(truth.fields["issuer_parent"]) for truth in truths} == {True, False}
    assert any("CÔNG ĐOÀN NGÀNH" in truth.fields["issuer"] for truth in truths)
    roles = " ".join(truth.fields["signer_title"] for truth in truths)
    assert all(way in roles for way in ("KT. ", "TM. ", "TL. ", "TUQ. ", "Q. "))
    assert {len(pages) for pages in papers} >= {1, 2}


def test_titles_and_matters_run_over_one_to_many_lines(papers: list[list[DrawnPage]]) -> None:
    counts: Counter[int] = Counter()
    for pages in papers:
        abstract = pages[0].truth.fields["abstract"]
        lines = [line for line in lines_of(pages) if line in abstract and len(line) > 3]
        counts[len(lines)] += 1
    assert set(counts) >= {1, 2, 3, 4}


def test_what_is_cited_is_never_the_papers_own(papers: list[list[DrawnPage]]) -> None:
    cited = re.compile(r"\d+/(?:\d{4}/)?[A-ZĐ&]+-?[A-ZĐa-z]*")
    with_citation = 0
    for pages in papers:
        own = pages[0].truth.fields["number"]
        others = {found for line in lines_of(pages) for found in cited.findall(line)} - {own}
        with_citation += bool(others)
    assert with_citation > 0.6 * SEEDS


@pytest.mark.parametrize("ink", [PRINTED, STAMPED, HANDWRITTEN])
def test_an_ink_can_be_wanted(ink: str) -> None:
    truth = official_paper("wanted", DPI, Wanted(kind="kế hoạch", number_ink=ink, day_ink=ink))[0].truth
    assert truth.fields["type"] == "kế hoạch"
    assert truth.ink("number") == truth.ink("issued") == ink


def test_a_training_paper_is_filled_in_by_hand_where_asked_and_says_the_same() -> None:
    for kind in ("cong-van", "quyet-dinh", "giay-phep", "xac-nhan"):
        plain, by_hand = (draw(PaperSpec(kind=kind, dpi=DPI, by_hand=asked), 1)[0] for asked in (False, True))
        assert plain.truth.fields == by_hand.truth.fields
        assert plain.truth.slots == []
        assert by_hand.truth.ink("number") == by_hand.truth.ink("issued") == HANDWRITTEN
        assert [line["text"] for line in plain.truth.lines] == [line["text"] for line in by_hand.truth.lines]
        issued = date.fromisoformat(plain.truth.fields["issued"])
        assert f"Mẫu, {day_in_words(issued)}" in [line["text"] for line in by_hand.truth.lines]
