"""An original from the feeder to the signed print: its number, its words, its signatures, its rows."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pikepdf
import pypdfium2
import pytest
from sqlalchemy import select

from desktop.app import App
from desktop.document.file.check import check_pdfa
from desktop.machine.clock import SteppingClock
from desktop.model.copies import BadCopy, CopySaid, copy_said
from desktop.model.entry import NotUnderstood
from desktop.model.owner import party_from_qr
from desktop.model.signature import SignatureRole
from desktop.model.states import DigitisationState, SigningState, SyncState
from desktop.signing.verify import verify_pdf
from desktop.store import copies
from desktop.store.errors import NotFound
from desktop.store.keeping import purge
from desktop.store.tables import audit, tombstone
from desktop.training import pki
from desktop.training.papers.page import DrawnPage
from desktop.training.papers.wear import wear
from desktop.training.people import person
from desktop.training.station import PIN
from desktop.workflow.copies.errors import CopyCertified, CopySigned, CopyUnfinished, CopyVoid, NoCopy, WhyNot
from desktop.workflow.copies.originals import Original, copied
from desktop.workflow.errors import ChangedSince, OfficialFirst
from tests.workflow.conftest import letter
from tests.workflow.copies.conftest import scanned
from tests.workflow.test_agency_signature import who

OFFICIAL, AGENCY = SignatureRole.OFFICIAL, SignatureRole.AGENCY
SAID = CopySaid(title="Giấy khai sinh", requester="Đặng Văn Mẫu", copies=2)


def sign(app: App, role: SignatureRole) -> None:
    batch = [one.paper.id for one in app.copies.to_sign(role)]
    outcomes = app.signing.sign(batch, who(app, role), bytearray(PIN.encode()))
    assert batch and all(one.ok for one in outcomes), [one.sentence for one in outcomes]


def full_page() -> bytes:
    """A small page written from its upper edge to its foot."""
    page = DrawnPage("đầy", 200, (105, 148))
    page.y = 4
    while page.y < page.image.height - 30:
        page.row("Chữ kín cả trang giấy từ trên xuống dưới", x=4)
    return wear(page, "đầy", skew=0.0).jpeg()


def text_of(pdf: bytes) -> str:
    return " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))


def journal(app: App, item: str) -> list[tuple[str, str]]:
    with app._store.reading() as tx:
        rows = tx.execute(select(audit.c.what, audit.c.outcome).where(audit.c.item == item)).all()
    return [(what, outcome) for what, outcome in rows]


@pytest.mark.slow
def test_an_original_becomes_a_signed_copy_with_its_words_and_its_row(counter: App) -> None:
    original = scanned(counter)
    assert (original.unread, len(original.seen.pages) >= 1) == (0, True)
    promised = counter.certifying.words(SAID)
    row = counter.certifying.certify(original.seen, SAID)
    year = counter.limits.today().year
    assert (row.key, row.book, row.said, row.pages) == (
        f"1/{year}",
        f"01/{year}-SCT/BS",
        SAID,
        len(copied(original.seen.pages)),
    )
    built = counter.papers.file(row.paper_id)
    text = text_of(built)
    assert "BẢN SAO" in text and "Bản số hóa từ bản giấy" in text
    for line in promised:
        assert line in text
    assert f"Số chứng thực: 1, quyển số: 01/{year}-SCT/BS" in promised
    assert counter.settings.officer_name in promised
    assert not [one for one in check_pdfa(built) if one.startswith("[violation]")]

    assert counter.board.count_copies() == 1
    with pytest.raises(CopyUnfinished):
        counter.copies.note_print(row.key)
    assert not counter.copies.to_sign(AGENCY), "the official signs first (R37)"
    (early,) = counter.signing.sign([row.paper_id], who(counter, AGENCY), bytearray(PIN.encode()))
    assert early.trouble == OfficialFirst.code
    sign(counter, OFFICIAL)
    sign(counter, AGENCY)
    signed = counter.papers.file(row.paper_id)
    assert signed.startswith(built)
    assert [one.signer for one in verify_pdf(signed, counter.signing.trusted()).signatures] == [
        pki.OFFICIAL,
        pki.AGENCY,
    ]
    paper = counter.papers.get(row.paper_id)
    assert (paper.signing, paper.sync) == (SigningState.AGENCY_SIGNED, SyncState.LOCAL)
    assert counter.sending.run_until_idle() == 0
    assert counter.papers.get(row.paper_id).sync is SyncState.LOCAL, "a copy goes to no province"
    assert counter.copies.note_print(row.key).printed_at
    assert counter.board.count_copies() == 0
    done = journal(counter, str(row.paper_id))
    assert [what for what, _ in done if what.startswith("copy")] == ["copy certified", "copy printed"]
    assert SAID.requester not in str(done), "the journal has nobody's name in it"


def test_numbers_follow_one_another_and_a_void_one_stays_taken(counter: App, lay: Callable[..., Original]) -> None:
    first = lay(letter("một"))
    one = counter.certifying.certify(first.seen, SAID)
    with pytest.raises(CopyCertified):
        counter.certifying.certify(first.seen, SAID)
    with pytest.raises(CopyCertified):
        counter.originals.drop(first.seen.paper.id)
    two = counter.certifying.certify(lay(letter("hai")).seen, SAID)
    assert (one.number, two.number) == (1, 2)
    with pytest.raises(WhyNot):
        counter.copies.void(two.key, "  ")
    counter.copies.void(two.key, "nhầm tên giấy tờ")
    with pytest.raises(CopyVoid):
        counter.copies.void(two.key, "lần nữa")
    with pytest.raises(CopyVoid):
        counter.copies.note_print(two.key)
    (again,) = counter.originals.waiting()
    three = counter.certifying.certify(again.seen, SAID)
    assert (three.number, three.paper_id) == (3, two.paper_id)
    assert [(row.number, row.void) for row in counter.copies.of_year()] == [(3, ""), (2, "nhầm tên giấy tờ"), (1, "")]
    sign(counter, OFFICIAL)
    with pytest.raises(CopySigned):
        counter.copies.void(three.key, "muộn rồi")
    assert [one.row.number for one in counter.copies.here()] == [1, 3]
    with pytest.raises(NoCopy):
        counter.copies.find("99/2020")


def test_what_was_changed_since_it_was_seen_takes_no_number(counter: App, lay: Callable[..., Original], put) -> None:
    original = lay(letter("một"))
    put(original.seen.paper.id, letter("hai"), work=True)
    with pytest.raises(ChangedSince):
        counter.certifying.certify(original.seen, SAID)
    assert counter.copies.of_year() == []


def test_a_number_taken_meanwhile_is_not_taken_twice(
    counter: App, lay: Callable[..., Original], monkeypatch: pytest.MonkeyPatch
) -> None:
    slow, quick = lay(letter("chậm")), lay(letter("nhanh"))
    file = counter.certifying._file
    between: list[bool] = []

    def interrupted(*arguments):
        made = file(*arguments)
        if not between:
            between.append(True)
            assert counter.certifying.certify(quick.seen, SAID).number == 1
        return made

    monkeypatch.setattr(counter.certifying, "_file", interrupted)
    row = counter.certifying.certify(slow.seen, SAID)
    assert row.number == 2
    text = text_of(counter.papers.file(row.paper_id))
    assert "Số chứng thực: 2," in text and "Số chứng thực: 1," not in text


def test_blank_pages_are_not_in_the_copy_unless_they_are_wanted(counter: App, lay: Callable[..., Original]) -> None:
    blank = wear(DrawnPage("trắng", 200, (105, 148)), "trắng", skew=0.0).jpeg()
    both = letter("một"), blank
    without = counter.certifying.certify(lay(*both).seen, SAID)
    whole = counter.certifying.certify(lay(*both).seen, SAID, keep_blank=True)
    alone = counter.certifying.certify(lay(blank).seen, SAID)
    assert [row.pages for row in (without, whole, alone)] == [1, 2, 1]


def test_an_original_that_may_not_be_certified_is_refused_with_its_reason_and_gone(
    counter: App, lay: Callable[..., Original]
) -> None:
    place = lay(letter("hỏng")).seen.paper
    with pytest.raises(WhyNot):
        counter.originals.drop(place.id, "vì không thích")
    counter.originals.drop(place.id, "hu-hong")
    assert journal(counter, str(place.id))[-1] == ("copy refused", "hu-hong")
    assert counter.originals.waiting() == []
    with pytest.raises(NotFound):
        counter.papers.get(place.id)


def test_an_empty_place_is_used_again_and_no_list_of_dossiers_knows_copies(
    counter: App, lay: Callable[..., Original]
) -> None:
    assert counter.originals.place().id == counter.originals.place().id
    row = counter.certifying.certify(lay(letter("một")).seen, SAID)
    assert not counter.dossiers.latest()
    assert (counter.board.today().lines, counter.board.today().to_sign) == ((), 0)
    assert not counter.batches.of_results()
    sign(counter, OFFICIAL)
    assert not counter.board.for_agency() and not counter.batches.for_agency()
    assert counter.results.agenda().rows == ()
    with pytest.raises(NoCopy):
        other = counter.intake.start("2.000815", "TH1", party_from_qr(person(2).qr))
        counter.originals.drop(counter.checklist.rows(other.id)[0].paper.id)
    assert counter.copies.find(row.key) == row


def test_pages_go_after_their_time_and_the_row_stays(counter: App, lay: Callable[..., Original]) -> None:
    row = counter.certifying.certify(lay(letter("một")).seen, SAID)
    later = datetime.now(UTC) + timedelta(days=counter.settings.retention_days + 1)
    with counter._store.reading() as tx:
        assert copies.done_before(tx, later) == [], "what waits for a signature stays"
    sign(counter, OFFICIAL)
    keeping = counter.keeping
    keeping._clock = SteppingClock(later)
    keeping._clock_error = lambda: 0.0
    assert keeping.purge_due().papers == 1
    with counter._store.reading() as tx:
        buried = tx.execute(select(tombstone.c.paper_id, tombstone.c.why)).all()
    assert [tuple(one) for one in buried] == [(row.paper_id, purge.PurgeReason.RETENTION)]
    assert (counter.copies.here(), counter.copies.of_year()) == ([], [row])


def test_words_that_find_no_room_have_a_page_of_their_own(counter: App, lay: Callable[..., Original]) -> None:
    row = counter.certifying.certify(lay(full_page()).seen, SAID)
    with pikepdf.open(io.BytesIO(counter.papers.file(row.paper_id))) as pdf:
        assert len(pdf.pages) == 2
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(counter.papers.file(row.paper_id))]
    assert "Số chứng thực: 1," in pages[1]


@pytest.mark.parametrize(
    ("title", "requester", "count", "refused"),
    [
        ("", "Đặng Văn Mẫu", "1", BadCopy),
        ("Giấy khai sinh", " ", "1", BadCopy),
        ("Giấy khai sinh", "Đặng Văn Mẫu", "0", NotUnderstood),
        ("Giấy khai sinh", "Đặng Văn Mẫu", "100", NotUnderstood),
        ("Giấy khai sinh", "Đặng Văn Mẫu", "hai", NotUnderstood),
        ("Giấy khai sinh", "12345", "1", NotUnderstood),
    ],
)
def test_what_is_typed_is_understood_or_refused(title: str, requester: str, count: str, refused: type) -> None:
    with pytest.raises(refused):
        copy_said(title, requester, count)


def test_what_is_typed_stands_in_single_spaces() -> None:
    assert copy_said(" Giấy  khai sinh ", " Đặng  Văn Mẫu", "2") == SAID
    assert copy_said("Giấy khai sinh", "Đặng Văn Mẫu", "") == replace(SAID, copies=1)


def test_a_copy_is_signed_only_once_it_is_certified(counter: App, lay: Callable[..., Original]) -> None:
    original = lay(letter("một"))
    assert original.seen.paper.digitisation is DigitisationState.SCANNED
    assert not counter.copies.to_sign(OFFICIAL)
