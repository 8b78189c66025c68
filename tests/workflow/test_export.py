"""Signed papers become files byte for byte, what may not go stays with its reason, the journal says who took what."""

from __future__ import annotations

import errno
import hashlib
import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import select

from desktop.app import App, open_app
from desktop.machine.folders import folders
from desktop.machine.secrets import secrets_of
from desktop.machine.settings_file import FILE_NAME
from desktop.machine.writing import AlreadyThere, CannotWrite, NoPlaceForFile
from desktop.model.dossier import Dossier
from desktop.model.owner import party_from_qr
from desktop.model.stored import StoredPaper
from desktop.signing.verify import Word, verify_pdf
from desktop.store import contents, papers
from desktop.store.errors import DamagedContent, NotFound, ReadOnlyDisk
from desktop.store.file import Store
from desktop.store.tables import audit, content
from desktop.training.people import person
from desktop.workflow.errors import FileNotHere, NothingToExport, NotSignedYet, OfOtherDossier, ResultHidden
from desktop.workflow.export import Exporting
from tests.faults.test_disk_commands import make_full, make_read_only, mount_point
from tests.faults.test_store_disk import mount
from tests.workflow.test_agency_signature import AGENCY, OFFICIAL, confirm, confirmed, ids, sign
from tests.workflow.test_delivery import with_results


@pytest.fixture
def counter(training_data: Path) -> Iterator[App]:
    with open_app(training_data, training=True) as app:
        yield app


def signed(app: App) -> Dossier:
    dossier = confirmed(app)
    sign(app, ids(app, dossier), OFFICIAL)
    return dossier


def journal(app: App) -> list[tuple[str, str, str, str]]:
    with app._store.reading() as tx:
        rows = tx.execute(select(audit).where(audit.c.what.like("%export%")).order_by(audit.c.number))
        return [(row.who, row.what, row.item, row.outcome) for row in rows]


def codes(app: App, dossier: Dossier) -> list[str]:
    return [row.paper.code for row in app.checklist.rows(dossier.id)]


def test_the_files_are_the_signed_papers_in_their_order(counter: App, tmp_path: Path) -> None:
    dossier = signed(counter)
    done = counter.exporting.export(dossier.id, tmp_path / "usb" / "giấy tờ", "Phòng Tư pháp")
    own = [counter.papers.get(one) for one in ids(counter, dossier)]
    assert [paper for paper, _ in done.files] == own
    assert done.left == ()
    assert [file.name for _, file in done.files] == [f"{at:02}-{paper.code}.pdf" for at, paper in enumerate(own, 1)]
    for paper, file in done.files:
        data = file.read_bytes()
        assert data == counter.papers.file(paper.id)
        assert hashlib.sha256(data).hexdigest() == paper.pdf_sha256
        assert verify_pdf(data, counter.signing.trusted()).word is Word.VALID
    taken = ", ".join(f"{paper.code} {paper.pdf_sha256[:16]}" for paper in own)
    assert journal(counter) == [
        (counter.settings.officer, "papers exported", str(dossier.id), f"to P. T. P.: {taken}"),
    ]
    assert counter.keeping.audit_broken() is None


def test_the_journal_says_who_took_them_and_names_nobody(counter: App, tmp_path: Path) -> None:
    dossier = signed(counter)
    owner = dossier.party.name
    for at, to in enumerate((owner, owner.lower(), "", "  ", "Trần Thị Bịa", "012345678901")):
        counter.exporting.export(dossier.id, tmp_path / str(at), to)
    outcomes = [outcome for _, _, _, outcome in journal(counter)]
    said = ["owner", "owner", "official", "official", "T. T. B.", "0."]
    assert [outcome.partition(":")[0] for outcome in outcomes] == [f"to {who}" for who in said]


def test_who_handed_the_dossier_in_is_known_by_that(counter: App, tmp_path: Path) -> None:
    brought = party_from_qr(person("citizen 5").qr)
    dossier = counter.intake.start(
        "1.004873", "TH1", party_from_qr(person("citizen 4").qr), submitter=brought, authority="Giấy ủy quyền số 1"
    )
    paper_id = ids(counter, dossier)[0]
    confirm(counter, paper_id)
    sign(counter, [paper_id], OFFICIAL)
    counter.exporting.export(dossier.id, tmp_path / "out", brought.name)
    assert journal(counter)[0][3].startswith("to submitter: ")


def test_what_is_not_signed_stays_and_is_named(counter: App, tmp_path: Path) -> None:
    dossier = confirmed(counter)
    first, second = ids(counter, dossier)
    sign(counter, [second], OFFICIAL)
    done = counter.exporting.export(dossier.id, tmp_path / "out")
    # The number is the paper's place in the dossier, whichever others go along.
    assert [file.name for _, file in done.files] == [f"02-{codes(counter, dossier)[1]}.pdf"]
    assert [(paper.id, type(why)) for paper, why in done.left] == [(first, NotSignedYet)]
    with pytest.raises(NotSignedYet):
        counter.exporting.export(dossier.id, tmp_path / "none", "", [first])
    assert not (tmp_path / "none").exists()
    assert len(journal(counter)) == 1


def test_where_none_can_go_every_reason_is_said(counter: App, tmp_path: Path) -> None:
    dossier = confirmed(counter)
    with pytest.raises(NothingToExport) as refused:
        counter.exporting.export(dossier.id, tmp_path / "out")
    assert all(counter.papers.get(one).name in refused.value.message for one in ids(counter, dossier))
    assert not (tmp_path / "out").exists()
    assert journal(counter) == []


def test_a_paper_that_waits_for_the_agency_stays(training_data: Path, tmp_path: Path) -> None:
    training_data.mkdir()
    (training_data / FILE_NAME).write_text("agency_signs = true\n", "utf-8")
    with open_app(training_data, training=True) as app:
        dossier = signed(app)
        first, _ = ids(app, dossier)
        sign(app, [first], AGENCY)
        done = app.exporting.export(dossier.id, tmp_path / "out")
        assert [paper.id for paper, _ in done.files] == [first]
        assert [type(why) for _, why in done.left] == [NotSignedYet]


def test_a_result_goes_once_it_was_handed_over(counter: App, tmp_path: Path) -> None:
    dossier, result = with_results(counter)
    with pytest.raises(ResultHidden, match="chưa trả"):
        counter.exporting.export(dossier.id, tmp_path / "out", "", [result.id])
    done = counter.exporting.export(dossier.id, tmp_path / "out")
    assert [(paper.id, type(why)) for paper, why in done.left] == [(result.id, ResultHidden)]
    counter.delivery.deliver(dossier.id)
    counter.exporting.export(dossier.id, tmp_path / "out", "", [result.id])
    assert (tmp_path / "out" / f"03-{result.code}.pdf").read_bytes() == counter.papers.file(result.id)


def test_what_stands_in_from_an_e_store_goes_where_its_file_is_here(counter: App, tmp_path: Path) -> None:
    dossier = counter.intake.start("1.004873", "TH1", party_from_qr(person("citizen 4").qr))
    reused = ids(counter, dossier)[0]
    counter.reuse.take(reused, StoredPaper(id="KHO-1", code="GT.1", name="Giấy", permanent=True))
    with pytest.raises(FileNotHere):
        counter.exporting.export(dossier.id, tmp_path / "out", "", [reused])
    with counter._store.writing() as tx:
        papers.change(tx, reused, pdf_sha256=contents.keep(tx, b"%PDF-1.7 from the e-store"))
    done = counter.exporting.export(dossier.id, tmp_path / "out")
    assert [file.read_bytes() for _, file in done.files] == [b"%PDF-1.7 from the e-store"]


def test_what_is_damaged_stays_and_the_others_go(counter: App, tmp_path: Path) -> None:
    dossier = signed(counter)
    first, second = ids(counter, dossier)
    with counter._store.writing() as tx:
        sha256 = papers.get(tx, first).pdf_sha256
        tx.execute(content.update().where(content.c.sha256 == sha256).values(bytes=b"%PDF other"))
    done = counter.exporting.export(dossier.id, tmp_path / "out")
    assert [paper.id for paper, _ in done.files] == [second]
    assert [type(why) for _, why in done.left] == [DamagedContent]


def test_what_stands_there_is_replaced_only_where_it_is_said(counter: App, tmp_path: Path) -> None:
    dossier = signed(counter)
    there = tmp_path / f"02-{codes(counter, dossier)[1]}.pdf"
    there.write_bytes(b"former")
    with pytest.raises(AlreadyThere):
        counter.exporting.export(dossier.id, tmp_path)
    assert [one.name for one in tmp_path.glob("*.pdf")] == [there.name]
    assert (there.read_bytes(), journal(counter)) == (b"former", [])
    counter.exporting.export(dossier.id, tmp_path, replace=True)
    assert there.read_bytes() == counter.papers.file(ids(counter, dossier)[1])
    there.unlink()
    there.mkdir()
    with pytest.raises(NoPlaceForFile):
        counter.exporting.export(dossier.id, tmp_path, replace=True)
    with pytest.raises(CannotWrite):
        counter.exporting.export(dossier.id, tmp_path / f"01-{codes(counter, dossier)[0]}.pdf")
    assert len(journal(counter)) == 1


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS])
def test_a_disk_that_refuses_leaves_nothing_half_written_and_the_journal_says_so(
    number: int, counter: App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier = signed(counter)
    whole = os.fsync
    answers = iter([whole])

    def second_refused(file: int) -> None:
        answer = next(answers, None)
        if answer is None:
            raise OSError(number, os.strerror(number))
        answer(file)

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", second_refused)
        with pytest.raises(CannotWrite):
            counter.exporting.export(dossier.id, tmp_path / "usb", dossier.party.name)
    first, _ = ids(counter, dossier)
    assert [one.read_bytes() for one in (tmp_path / "usb").iterdir()] == [counter.papers.file(first)]
    assert [row[1] for row in journal(counter)] == ["papers exported", "export broken off"]
    assert journal(counter)[1][2:] == (str(dossier.id), "cannot_write")


@pytest.mark.parametrize(("spoil", "reason"), [(make_full, "đã đầy"), (make_read_only, "chỉ cho đọc")])
def test_a_stick_that_takes_nothing_keeps_nothing(
    spoil: Callable[[Path], None], reason: str, counter: App, stick: Path
) -> None:
    dossier = signed(counter)
    spoil(stick)
    before = sorted(one.name for one in stick.iterdir())
    with pytest.raises(CannotWrite, match=reason):
        counter.exporting.export(dossier.id, stick)
    assert sorted(one.name for one in stick.iterdir()) == before
    assert [row[1] for row in journal(counter)] == ["papers exported", "export broken off"]


@pytest.fixture
def stick(tmp_path: Path) -> Iterator[Path]:
    """A real file system of 1 MB; where this user may not mount one, there is the test above."""
    folder = tmp_path / "stick"
    folder.mkdir()
    if not mount("-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)):
        pytest.skip("no right to mount a file system here")
    yield folder
    while mount_point(folder):
        subprocess.run(["umount", "-l", str(folder)], check=True)


def test_where_the_journal_takes_nothing_nothing_is_taken(training_data: Path, tmp_path: Path) -> None:
    with open_app(training_data, training=True) as app:
        dossier, settings, clock = signed(app), app.settings, app.clock
    place = folders(training_data, training=True)
    store = Store(place, secrets_of(place, training=True), training=True, why_not=ReadOnlyDisk())
    try:
        with pytest.raises(ReadOnlyDisk):
            Exporting(store, settings, clock).export(dossier.id, tmp_path / "out")
    finally:
        store.close()
    assert list((tmp_path / "out").iterdir()) == []


def test_what_is_not_there_is_said(counter: App, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        counter.exporting.export(uuid4(), tmp_path)
    mine, other = signed(counter), confirmed(counter)
    with pytest.raises(NotFound):
        counter.exporting.export(mine.id, tmp_path, "", [uuid4()])
    first = counter.papers.get(ids(counter, other)[0])
    with pytest.raises(OfOtherDossier) as refused:
        counter.exporting.export(mine.id, tmp_path, "", [first.id])
    assert first.name in refused.value.message
    assert mine.code in refused.value.message


def test_odd_letters_of_a_code_stay_out_of_the_name(counter: App, tmp_path: Path) -> None:
    dossier = confirmed(counter)
    odd = ["../../GT 1:Đơn?.pdf", "...\x00/\n"]
    sign(counter, ids(counter, dossier), OFFICIAL)
    for paper_id, code in zip(ids(counter, dossier), odd, strict=True):
        with counter._store.writing() as tx:
            papers.change(tx, paper_id, code=code)
    counter.exporting.export(dossier.id, tmp_path / "out")
    assert sorted(one.name for one in (tmp_path / "out").iterdir()) == ["01-GT-1-Đơn-.pdf.pdf", "02-giay-to.pdf"]
