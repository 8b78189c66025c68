"""Edits of pages through the real store and the real workers: done at once, undone, redone, kept over a restart."""

from __future__ import annotations

import io
import threading
import uuid
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from PIL import Image

from desktop.app import open_app
from desktop.model.dossier import PaperDetails
from desktop.model.edit import Adjust, BringBack, Collate, Move, PlaceCard, Reorder, SetAside, SidesDiffer, SplitOff
from desktop.model.page import CodeKind, Crop, Edits
from desktop.model.states import DeliveryState, DigitisationState, SigningState
from desktop.page.image import decode
from desktop.store import arrangements, audit, contents, papers
from desktop.store.errors import PaperInUse
from desktop.training.papers.cards import card_back, card_front
from desktop.training.papers.page import DrawnPage
from desktop.training.papers.wear import wear
from desktop.training.people import person
from desktop.workflow.errors import NotACard, NotReadYet, PaperLocked
from tests.workflow.conftest import QUIET_S, letter


def clean_size(app, page_id):
    return Image.open(io.BytesIO(app.pictures.of_page(page_id))).size


def lying(app, paper_id):
    return [page.id for page in app.papers.pages(paper_id)]


def arrangement(app, dossier):
    with app._store.reading() as tx:
        return arrangements.load(tx, dossier.id)


def test_a_page_is_turned_from_its_raw_image_and_turned_back(app, dossier, row, put):
    page = put(row(0), letter("Một tờ khai"), work=True)[0]
    straight = clean_size(app, page.id)
    raw = page.raw_sha256
    before = app.papers.pages(row(0))[0].facts
    assert app.pages.apply(Adjust(page.id, Edits(turn_deg=90))).startswith("xoay trang 1 của «")
    assert app.work.wait_until_quiet(QUIET_S)
    assert clean_size(app, page.id) == straight[::-1]
    assert app.pages.labels(dossier.id).undo.startswith("xoay trang 1 của «")
    app.pages.undo(dossier.id)
    assert app.work.wait_until_quiet(QUIET_S)
    found = app.papers.pages(row(0))[0]
    assert (clean_size(app, page.id), found.raw_sha256, found.edits) == (straight, raw, Edits())
    assert found.facts.cleaning == before.cleaning
    assert app.pages.redo(dossier.id).startswith("xoay")
    assert app.work.wait_until_quiet(QUIET_S)
    assert clean_size(app, page.id) == straight[::-1]


def test_a_confirmed_paper_must_be_confirmed_anew_after_an_edit_and_is_built_again(app, dossier, row, put):
    page = put(row(0), letter("Một tờ khai"), work=True)[0]
    said = PaperDetails(number="không số", permanent=True)
    built = app.confirming.confirm(app.papers.look(row(0)), said, keep_red="thử")
    facts = app.papers.pages(row(0))[0].facts
    crop = Crop(quad=facts.raw_quad((40, 40, facts.clean_width - 80, facts.clean_height // 2)))
    app.pages.apply(Adjust(page.id, Edits(crop=crop)))
    again = app.papers.get(row(0))
    assert (again.digitisation, again.pdf_sha256) == (DigitisationState.SCANNED, "")
    with pytest.raises(NotReadYet):
        app.confirming.confirm(app.papers.look(row(0)), keep_red="thử")
    assert app.work.wait_until_quiet(QUIET_S)
    rebuilt = app.confirming.confirm(app.papers.look(row(0)), keep_red="thử")
    assert rebuilt.pdf_sha256 not in {"", built.pdf_sha256}
    app.pages.undo(dossier.id)
    assert app.papers.get(row(0)).digitisation is DigitisationState.SCANNED


def test_every_edit_can_be_undone_and_redone_and_is_audited(app, dossier, row, put, blanks):
    first, second = put(row(0), *blanks[:4]), put(row(1), *blanks[4:])
    into = app.pages.new_paper(dossier.id, app.papers.get(row(1)).code)
    edits = [
        Reorder(first[3].id, 0),
        SetAside((first[1].id, second[0].id)),
        Move((first[2].id,), row(1), 0),
        BringBack((first[1].id,)),
        SplitOff(first[0].id, into),
        Collate(row(1), second[1].id, although_uneven=True),
    ]
    states = [arrangement(app, dossier)]
    with app._store.reading() as tx:
        audited = audit.count(tx)
    labels = []
    for edit in edits:
        labels.append(app.pages.apply(edit))
        states.append(arrangement(app, dossier))
    assert all(labels)
    assert app.pages.apply(BringBack((first[1].id,))) == ""
    for label, state in zip(reversed(labels), reversed(states[:-1]), strict=True):
        assert app.pages.labels(dossier.id).undo == label
        assert app.pages.undo(dossier.id) == label
        assert arrangement(app, dossier) == state
    assert app.pages.undo(dossier.id) == ""
    for label, state in zip(labels, states[1:], strict=True):
        assert app.pages.labels(dossier.id).redo == label
        assert app.pages.redo(dossier.id) == label
        assert arrangement(app, dossier) == state
    assert app.pages.redo(dossier.id) == ""
    with app._store.reading() as tx:
        assert audit.count(tx) == audited + 3 * len(edits)
        assert audit.first_broken(tx) is None


def test_another_edit_takes_the_place_of_what_was_undone(app, dossier, row, put, blanks):
    pages = put(row(0), *blanks[:3])
    app.pages.apply(SetAside((pages[0].id,)))
    app.pages.undo(dossier.id)
    app.pages.apply(Reorder(pages[2].id, 0))
    assert app.pages.labels(dossier.id).redo == ""
    assert app.pages.redo(dossier.id) == ""
    assert lying(app, row(0)) == [pages[2].id, pages[0].id, pages[1].id]


def test_pages_that_came_between_stay_where_they_are(app, dossier, row, put, blanks):
    pages = put(row(0), *blanks[:2])
    app.pages.apply(Move((pages[1].id,), row(1)))
    late = put(row(0), blanks[2])[0]
    app.pages.undo(dossier.id)
    assert lying(app, row(0)) == [pages[0].id, pages[1].id, late.id]


def test_the_journal_survives_the_program(training_data, app, dossier, row, put, blanks):
    pages = put(row(0), *blanks[:3])
    before = arrangement(app, dossier)
    app.pages.apply(Reorder(pages[2].id, 0))
    app.pages.apply(SetAside((pages[1].id,)))
    app.pages.undo(dossier.id)
    app.close()
    with open_app(training_data, training=True) as again:
        assert again.pages.labels(dossier.id).undo.startswith("chuyển trang 3")
        assert again.pages.labels(dossier.id).redo.startswith("bỏ ra trang")
        again.pages.undo(dossier.id)
        assert arrangement(again, dossier) == before


def test_a_signed_paper_is_touched_by_no_edit_no_undo_and_no_redo(app, dossier, row, put, blanks):
    pages, other = put(row(0), *blanks[:2]), put(row(1), blanks[2])[0]
    app.pages.apply(Reorder(pages[1].id, 0))
    with app._store.writing() as tx:
        papers.change(tx, row(0), signing=SigningState.SIGNED)
    before = arrangement(app, dossier)
    for edit in (SetAside((pages[0].id,)), Move((pages[0].id,), row(1)), Move((other.id,), row(0))):
        with pytest.raises(PaperLocked):
            app.pages.apply(edit)
    with pytest.raises(PaperLocked):
        app.pages.undo(dossier.id)
    assert arrangement(app, dossier) == before
    assert app.pages.apply(SetAside((other.id,)))


def test_a_split_is_not_undone_under_pages_that_came_later(app, dossier, row, put, blanks):
    pages = put(row(0), *blanks[:2])
    into = replace(app.pages.new_paper(dossier.id, app.papers.get(row(1)).code), name="Bản thứ hai")
    app.pages.apply(SplitOff(pages[1].id, into))
    late = put(into.id, blanks[2])[0]
    before = arrangement(app, dossier)
    with pytest.raises(PaperInUse) as refusal:
        app.pages.undo(dossier.id)
    assert "Bản thứ hai" in refusal.value.message
    assert arrangement(app, dossier) == before
    with app._store.reading() as tx:
        assert papers.get(tx, into.id).delivery is DeliveryState.NOT_APPLICABLE
    app.pages.apply(Move((late.id,), row(0)))
    app.pages.undo(dossier.id)


def test_two_passes_that_do_not_match_are_refused_until_the_clerk_says_go_on(app, dossier, row, put, blanks):
    pages = put(row(0), *blanks[:5])
    with pytest.raises(SidesDiffer):
        app.pages.apply(Collate(row(0), pages[3].id))
    assert lying(app, row(0)) == [page.id for page in pages]
    app.pages.apply(Collate(row(0), pages[3].id, although_uneven=True))
    assert lying(app, row(0)) == [pages[at].id for at in (0, 4, 1, 3, 2)]


def test_what_an_older_worker_finds_is_not_kept_for_a_page_edited_meanwhile(app, dossier, row, put):
    page = put(row(0), letter("Một tờ khai"))[0]
    app.work.add(page.id)
    app.pages.apply(Adjust(page.id, Edits(turn_deg=90)))
    app.pages.apply(Adjust(page.id, Edits(turn_deg=180)))
    assert app.work.wait_until_quiet(QUIET_S)
    facts = app.papers.pages(row(0))[0].facts
    assert facts.cleaning.edits == Edits(turn_deg=180)


def test_a_page_edited_just_before_the_end_is_redone_at_the_next_start(training_data, app, dossier, row, put):
    page = put(row(0), letter("Một tờ khai"), work=True)[0]
    straight = clean_size(app, page.id)
    paper_id = row(0)
    app.work.add = lambda page_id: None
    app.pages.apply(Adjust(page.id, Edits(turn_deg=270)))
    app.close()
    with open_app(training_data, training=True) as again:
        assert again.papers.pages(paper_id)[0].facts is None
        again.resume()
        assert again.work.wait_until_quiet(QUIET_S)
        assert clean_size(again, page.id) == straight[::-1]


@cache
def card(side, dpi: int, turn: int = 0) -> bytes:
    page = DrawnPage(f"card {side.__name__}", dpi)
    side(page, person(1), 50, 90)
    return wear(page, f"card {side.__name__}", skew=1.2, turn=turn).jpeg()


def test_both_sides_of_a_card_lie_on_one_a4_page_at_true_size_until_undone(app, dossier, row, put):
    front, back = put(row(0), card(card_front, 200), card(card_back, 200), work=True)
    before = arrangement(app, dossier)
    together = uuid.uuid4()
    app.pages.apply(PlaceCard(front.id, back.id, together))
    assert app.work.wait_until_quiet(QUIET_S)
    page = app.papers.pages(row(0))[0]
    assert lying(app, row(0)) == [together]
    assert page.made_of == (front.id, back.id)
    assert page.facts.size_mm == pytest.approx((210, 297), abs=0.3)
    assert [code.kind for code in page.facts.codes] == [CodeKind.CITIZEN_CARD]
    alone = next(one for one in app.papers.pages(row(0), removed=True) if one.id == front.id)
    assert page.facts.codes[0].box[2:] == pytest.approx(alone.facts.codes[0].box[2:], abs=2)
    ink = decode(app.pictures.of_page(together))[0].min(axis=2) < 235
    rows = np.flatnonzero(ink.sum(axis=1) > 20) / 200 * 25.4
    gaps = np.flatnonzero(np.diff(rows) > 10)
    assert len(gaps) == 1
    for part in np.split(rows, gaps + 1):
        assert 53.5 <= part[-1] - part[0] <= 72
    app.pages.undo(dossier.id)
    assert arrangement(app, dossier) == before
    app.pages.redo(dossier.id)
    assert app.work.wait_until_quiet(QUIET_S)
    assert [code.kind for code in app.papers.pages(row(0))[0].facts.codes] == [CodeKind.CITIZEN_CARD]
    with app._store.reading() as tx:
        for scanned in (front, back):
            assert contents.fetch(tx, papers.get_page(tx, scanned.id).raw_sha256)


def test_a_whole_letter_is_no_card(app, dossier, row, put):
    front, back = put(row(0), card(card_front, 200), card(card_back, 200))
    with pytest.raises(NotReadYet):
        app.pages.apply(PlaceCard(front.id, back.id, uuid.uuid4()))
    page = DrawnPage("letter")
    for _ in range(30):
        page.row("Một dòng dài của một lá thư bình thường, không phải là thẻ căn cước")
    letters = put(row(1), *(wear(page, f"letter {at}").jpeg() for at in range(2)), work=True)
    with pytest.raises(NotACard):
        app.pages.apply(PlaceCard(letters[0].id, letters[1].id, uuid.uuid4()))


def test_edits_from_many_threads_end_in_one_whole_journal(app, dossier, row, put, blanks):
    pages = put(row(0), *blanks)
    before = arrangement(app, dossier)
    threads = [threading.Thread(target=app.pages.apply, args=(SetAside((page.id,)),)) for page in pages]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for _ in pages:
        assert app.pages.undo(dossier.id)
    assert arrangement(app, dossier) == before
