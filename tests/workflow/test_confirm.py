"""What is confirmed is what was seen; what changed since is refused and nothing is stored."""

from __future__ import annotations

import pytest

from desktop.document.papers.kind import other_kind
from desktop.document.papers.suggest import Suggestion
from desktop.machine.secrets import TrainingSecrets
from desktop.model.dossier import PaperDetails
from desktop.model.edit import Reorder, SetAside
from desktop.model.entry import NotUnderstood
from desktop.model.errors import WorkStopped
from desktop.model.page import Edits
from desktop.model.states import DigitisationState
from desktop.page.work import process_page
from desktop.store import arrangements, audit, contents, papers
from desktop.store.errors import DiskFull, NotFound
from desktop.workflow.catalogue_desk import CatalogueDesk
from desktop.workflow.confirm import Confirming
from desktop.workflow.errors import ChangedSince, EditedSince, NotConfirmed, NotReadYet
from desktop.workflow.pages import straightened, turned, whitened
from tests.faults.power import Place, every_moment, full_disk, some
from tests.workflow.conftest import letter


@pytest.fixture(scope="module")
def looked_at():
    """Pages that were looked at, not read."""
    images = [letter(f"Trang {number}") for number in range(3)]
    return [(image, process_page(image, 200, read=False)) for image in images]


@pytest.fixture
def seen(app, row, put, looked_at, monkeypatch):
    """The first paper, with three pages that are worked on, as it was looked at; nobody works on them anew."""
    monkeypatch.setattr(app.work, "add", lambda page_id: None)
    pages = put(row(0), *(image for image, _ in looked_at))
    with app._store.writing() as tx:
        for page, (_, result) in zip(pages, looked_at, strict=True):
            papers.set_facts(tx, page.id, result.facts, result.clean_jpeg, result.thumbnail_jpeg)
    return app.papers.look(row(0))


SAID = PaperDetails(number="12/GT", issuer="UBND xã Mẫu", permanent=True)


def test_what_was_seen_is_confirmed_with_what_was_said(app, seen):
    built = app.confirming.confirm(seen, SAID, keep_red="thử")
    assert built.digitisation is DigitisationState.BUILT
    assert app.papers.get(seen.paper.id).details == SAID


def test_what_is_stopped_between_two_pages_is_to_be_confirmed_again(app, seen):
    told: list[tuple[int, int]] = []

    def step(done: int, of: int) -> None:
        told.append((done, of))
        if done == 2:
            raise WorkStopped

    with pytest.raises(WorkStopped):
        app.confirming.confirm(seen, SAID, keep_red="thử", step=step)
    assert told == [(0, 3), (1, 3), (2, 3)]
    now = app.papers.look(seen.paper.id)
    assert (now.paper.digitisation, now.paper.pdf_sha256) == (DigitisationState.SCANNED, "")
    assert now.paper.details == SAID
    assert app.confirming.resume() == 0, "nobody confirms it but the clerk"
    assert app.confirming.confirm(now, SAID, keep_red="thử").digitisation is DigitisationState.BUILT


@pytest.mark.parametrize("change", ["page aside", "pages in another order", "a page turned", "other values", "rebuilt"])
def test_what_changed_since_is_not_confirmed_and_nothing_is_stored(app, seen, change):
    paper_id, page = seen.paper.id, seen.pages[0]
    match change:
        case "page aside":
            app.pages.apply(SetAside((page.id,)))
        case "pages in another order":
            app.pages.apply(Reorder(page.id, 2))
        case "a page turned":
            app.pages.adjust(page.id, turned(90))
        case "other values":
            with app._store.writing() as tx:
                papers.change(tx, paper_id, details=PaperDetails(number="13"))
        case "rebuilt":
            app.confirming.confirm(seen, PaperDetails(number="14"), keep_red="thử")
    before = app.papers.get(paper_id)
    with app._store.reading() as tx:
        told = audit.count(tx)
    with pytest.raises(ChangedSince) as refused:
        app.confirming.confirm(seen, SAID, keep_red="thử")
    assert seen.paper.name in refused.value.message
    assert app.papers.get(paper_id) == before
    with app._store.reading() as tx:
        assert audit.count(tx) == told


def test_pages_that_change_while_the_file_is_built_are_not_in_a_file_that_counts(app, seen, monkeypatch):
    made = app.confirming._pdf

    def disturbed(*given):
        app.pages.apply(SetAside((seen.pages[0].id,)))
        return made(*given)

    monkeypatch.setattr(app.confirming, "_pdf", disturbed)
    with pytest.raises(ChangedSince):
        app.confirming.confirm(seen, SAID, keep_red="thử")
    now = app.papers.get(seen.paper.id)
    assert (now.digitisation, now.pdf_sha256) == (DigitisationState.SCANNED, "")


def test_other_values_for_a_confirmed_paper_make_its_file_anew(app, seen):
    first = app.confirming.confirm(seen, SAID, keep_red="thử")
    again = app.papers.look(seen.paper.id)
    assert app.confirming.confirm(again, SAID, keep_red="thử") == first
    second = app.confirming.confirm(again, PaperDetails(number="15/GT"), keep_red="thử")
    assert second.digitisation is DigitisationState.BUILT
    assert second.details.number == "15/GT"


def test_what_cannot_be_true_is_refused_on_every_road(app, seen):
    with pytest.raises(NotUnderstood):
        app.confirming.confirm(seen, PaperDetails(tax_number="0100233489"), keep_red="thử")
    assert app.papers.look(seen.paper.id) == seen


def test_closing_names_every_paper_that_is_not_confirmed(app, dossier, row, put, blanks):
    put(row(0), blanks[0])
    put(row(2), blanks[1])
    with pytest.raises(NotConfirmed) as refused:
        app.intake.close(dossier.id)
    for at in (0, 2):
        assert app.papers.get(row(at)).name in refused.value.message


def test_turns_add_up_whatever_was_decided_meanwhile(app, seen):
    page = seen.pages[0].id
    app.pages.adjust(page, turned(90))
    app.pages.adjust(page, straightened)
    app.pages.adjust(page, turned(90))
    app.pages.adjust(page, turned(-270))
    with app._store.reading() as tx:
        assert papers.get_page(tx, page).edits == Edits(turn_deg=270, skew_deg=0.0)


def test_what_is_not_known_yet_of_a_page_is_said(app, row, put, blanks):
    (page,) = put(row(0), blanks[0])
    for change in (turned(90), whitened):
        with pytest.raises(NotReadYet) as refused:
            app.pages.adjust(page.id, change)
        assert app.papers.get(row(0)).name in refused.value.message


def test_a_page_moves_from_where_it_lies_and_not_past_the_ends(app, row, put, blanks):
    pages = [page.id for page in put(row(0), *blanks[:4])]

    def lying():
        return [page.id for page in app.papers.pages(row(0))]

    app.pages.shift(pages[3], -1)
    app.pages.shift(pages[3], -1)
    assert lying() == [pages[0], pages[3], pages[1], pages[2]]
    assert app.pages.shift(pages[0], -1) == ""
    assert app.pages.shift(pages[2], 1) == ""


def test_an_undo_leaves_alone_what_the_program_did_by_itself_since(app, dossier, row, put, blanks):
    pages = [page.id for page in put(row(0), *blanks[:2])]
    mine = app.pages.apply(SetAside((pages[0],)))
    known = app.pages.labels(dossier.id).undo
    assert known == mine
    with app._store.writing() as tx:
        entry = arrangements.last_done(tx, dossier.id)
        assert entry
        about = {"at": app.clock.now(), "who": "x", "change": entry.change}
        arrangements.record(tx, dossier.id, label="xếp 3 trang", job="pile", **about)
    with pytest.raises(EditedSince):
        app.pages.undo(dossier.id, known=known)
    assert [page.id for page in app.papers.pages(row(0))] == [pages[1]]
    assert app.pages.undo(dossier.id, known="xếp 3 trang") == "xếp 3 trang"


def test_consent_is_what_was_answered_and_is_audited(app, dossier):
    assert dossier.consent is None
    assert app.dossiers.get(dossier.id).consent is None
    for answer in (True, False):
        assert app.intake.record_consent(dossier.id, given=answer).consent is answer
        assert app.dossiers.get(dossier.id).consent is answer
    with app._store.reading() as tx:
        assert audit.first_broken(tx) is None
    with pytest.raises(NotFound):
        app.intake.record_consent(app.checklist.rows(dossier.id)[0].paper.id, given=True)


def test_a_number_is_found_however_it_is_spaced(app, dossier):
    number = dossier.party.number
    for words in (number, f"{number[:3]} {number[3:6]} {number[6:]}", f"{number[:6]}.{number[6:]}", f"  {number} "):
        assert [found.dossier.id for found in app.dossiers.latest(words)] == [dossier.id], words
    for words in ("***", "không có ai", f"{number[:3]} 999 999"):
        assert app.dossiers.latest(words) == []


def kind(code: str, name: str, score: float) -> Suggestion:
    return Suggestion(code, name, score, "")


@pytest.mark.parametrize(
    ("suggestions", "doubted"),
    [
        ((), None),
        ((kind("B", "Giấy khai sinh", 0.95),), "B"),
        ((kind("B", "Giấy khai sinh", 0.95), kind("A", "Tờ khai", 0.5)), "B"),
        ((kind("B", "Giấy khai sinh", 0.6),), None),
        ((kind("B", "Giấy khai sinh", 0.9), kind("A", "Tờ khai", 0.85)), None),
        ((kind("A", "Tờ khai", 0.9), kind("B", "Giấy khai sinh", 0.85)), None),
        ((kind("C", "TỜ KHAI", 0.95),), None),
    ],
)
def test_another_kind_is_told_only_where_it_is_plain(suggestions, doubted):
    found = other_kind("A", "Tờ khai", suggestions)
    assert (found.code if found else None) == doubted


def test_killed_at_any_moment_of_confirming_the_next_start_has_the_former_state_or_builds(app, seen, tmp_path):
    place = Place(app._store.folders, TrainingSecrets(app._store.folders))
    with every_moment(place, tmp_path / "moments") as moments:
        app.confirming.confirm(seen, SAID, keep_red="thử")
    states = []
    for moment in some(moments):
        store = moment.opened()
        with store.reading() as tx:
            paper = papers.get(tx, seen.paper.id)
            assert [page.id for page in papers.pages(tx, paper.id)] == [page.id for page in seen.pages]
            if paper.digitisation is DigitisationState.BUILT:
                assert contents.fetch(tx, paper.pdf_sha256).startswith(b"%PDF")
            else:
                assert paper.pdf_sha256 == ""
            assert paper.details == (PaperDetails() if paper.digitisation is DigitisationState.SCANNED else SAID)
        confirming = Confirming(store, app.clock, app.settings, CatalogueDesk(store, app.clock, "canbo"))
        assert confirming.resume() == (paper.digitisation is DigitisationState.CONFIRMED)
        states.append(paper.digitisation)
        store.close()
    assert list(dict.fromkeys(states)) == [
        DigitisationState.SCANNED,
        DigitisationState.CONFIRMED,
        DigitisationState.BUILT,
    ]


def test_on_a_full_disk_nothing_is_confirmed_by_half_and_with_room_it_is_confirmed(app, seen):
    with full_disk(app._store), pytest.raises(DiskFull):
        app.confirming.confirm(seen, SAID, keep_red="thử")
    now = app.papers.get(seen.paper.id)
    assert now.pdf_sha256 == ""
    again = app.papers.look(seen.paper.id)
    assert app.confirming.confirm(again, SAID, keep_red="thử").digitisation is DigitisationState.BUILT
