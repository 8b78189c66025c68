"""A dossier's papers for the citizen: one folder or one ZIP, all or nothing, and the journal says who took them."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from desktop.app import App, open_app
from desktop.machine import writing
from desktop.machine.folders import FRESH
from desktop.machine.sticks import Stick
from desktop.machine.writing import AlreadyThere, CannotWrite, FolderThere, NoRoom, NotAsWritten
from desktop.model.dossier import Dossier
from desktop.signing.verify import Word, verify_pdf
from desktop.store import papers
from desktop.store.tables import audit, content
from desktop.workflow.bundle import LIST_NAME
from desktop.workflow.errors import NotSignedYet, OfOtherDossier, ResultHidden
from tests.workflow.test_agency_signature import OFFICIAL, confirmed, ids, sign
from tests.workflow.test_delivery import with_results
from tests.workflow.test_export import signed

Spoil = Callable[[int], None]


@pytest.fixture
def counter(training_data: Path) -> Iterator[App]:
    with open_app(training_data, training=True) as app:
        yield app


@pytest.fixture
def stick(counter: App) -> Stick:
    (stick,) = counter.sticks()
    return stick


def names(app: App, dossier: Dossier) -> list[str]:
    own = [app.papers.get(one) for one in ids(app, dossier)]
    return [f"{at:02}-{paper.code}.pdf" for at, paper in enumerate(own, 1)]


def test_a_folder_has_the_signed_papers_and_a_list_of_them(counter: App, tmp_path: Path) -> None:
    dossier = signed(counter)
    done = counter.exporting.bundle(dossier.id, tmp_path / "cho cô Bịa")
    assert [file for _, file in done.files] == [tmp_path / "cho cô Bịa" / name for name in names(counter, dossier)]
    assert sorted(one.name for one in (tmp_path / "cho cô Bịa").iterdir()) == [*names(counter, dossier), LIST_NAME]
    for paper, file in done.files:
        assert file.read_bytes() == counter.papers.file(paper.id)
        assert verify_pdf(file.read_bytes(), counter.signing.trusted()).word is Word.VALID
    listed = (tmp_path / "cho cô Bịa" / LIST_NAME).read_bytes().decode("utf-8-sig").splitlines()
    assert dossier.code in listed[0]
    assert listed[-2:] == [f"{file.name}  {paper.name}" for paper, file in done.files]
    # Nobody's number and nobody's name travels in the open beside the papers.
    told = " ".join([*listed, *(one.name for one in (tmp_path / "cho cô Bịa").iterdir())])
    assert dossier.party.number not in told
    assert dossier.party.name not in told
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(FRESH)] == []


def test_a_zip_holds_the_same(counter: App, tmp_path: Path) -> None:
    dossier = signed(counter)
    done = counter.exporting.bundle(dossier.id, tmp_path / "b.ZIP")
    with zipfile.ZipFile(tmp_path / "b.ZIP") as packed:
        assert packed.testzip() is None
        assert packed.namelist() == [*names(counter, dossier), LIST_NAME]
        for paper, file in done.files:
            assert hashlib.sha256(packed.read(file.name)).hexdigest() == paper.pdf_sha256


def test_the_journal_says_who_took_what_and_names_nobody(counter: App, tmp_path: Path) -> None:
    dossier = signed(counter)
    for at, to in enumerate(("", dossier.party.name, "Trần Thị Bịa")):
        counter.exporting.bundle(dossier.id, tmp_path / str(at), to)
    own = [counter.papers.get(one) for one in ids(counter, dossier)]
    taken = ", ".join(f"{paper.code} {paper.pdf_sha256[:16]}" for paper in own)
    rows = [(what, outcome) for _, what, _, outcome in journal(counter)]
    assert rows == [("papers bundled", f"to {who}: {taken}") for who in ("owner", "owner", "T. T. B.")]
    assert counter.keeping.audit_broken() is None


def journal(app: App) -> list[tuple[str, str, str, str]]:
    with app._store.reading() as tx:
        wanted = audit.c.what.in_(["papers bundled", "papers exported", "paper printed", "export broken off"])
        rows = tx.execute(select(audit).where(wanted).order_by(audit.c.number))
        return [(row.who, row.what, row.item, row.outcome) for row in rows]


def test_what_is_unsigned_hidden_or_of_another_dossier_stays_and_is_named(counter: App, tmp_path: Path) -> None:
    dossier, result = with_results(counter)
    done = counter.exporting.bundle(dossier.id, tmp_path / "a")
    assert [(paper.id, type(why)) for paper, why in done.left] == [(result.id, ResultHidden)]
    assert result.name in done.left[0][1].message
    unsigned = confirmed(counter)
    first, second = ids(counter, unsigned)
    sign(counter, [second], OFFICIAL)
    with pytest.raises(NotSignedYet) as refused:
        counter.exporting.bundle(unsigned.id, tmp_path / "b", "", [first])
    assert counter.papers.get(first).name in refused.value.message
    with pytest.raises(OfOtherDossier):
        counter.exporting.bundle(dossier.id, tmp_path / "c", "", [second])
    assert sorted(one.name for one in tmp_path.iterdir() if one.is_dir() and one.name in "abc") == ["a"]


def test_what_stands_there_stays(counter: App, tmp_path: Path) -> None:
    dossier = signed(counter)
    (tmp_path / "there").mkdir()
    (tmp_path / "there.zip").write_bytes(b"former")
    for replace in (False, True):
        with pytest.raises(FolderThere):
            counter.exporting.bundle(dossier.id, tmp_path / "there", replace=replace)
    with pytest.raises(AlreadyThere):
        counter.exporting.bundle(dossier.id, tmp_path / "there.zip")
    assert ((tmp_path / "there.zip").read_bytes(), journal(counter)) == (b"former", [])
    counter.exporting.bundle(dossier.id, tmp_path / "there.zip", replace=True)
    assert zipfile.is_zipfile(tmp_path / "there.zip")


def test_a_stick_gets_a_name_of_its_own_each_time(counter: App, stick: Stick) -> None:
    dossier = signed(counter)
    first = ids(counter, dossier)[0]
    places = [counter.exporting.bundle_to_stick(dossier.id, stick)[1] for _ in range(2)]
    files = [counter.exporting.save_to_stick(first, stick) for _ in range(2)]
    assert [one.name for one in places] == [f"ho-so-{dossier.code}", f"ho-so-{dossier.code} (2)"]
    alone = f"ho-so-{dossier.code}-{names(counter, dossier)[0].removesuffix('.pdf')}"
    assert [one.name for one in files] == [f"{alone}.pdf", f"{alone} (2).pdf"]
    assert all(one.read_bytes() == counter.papers.file(first) for one in files)
    assert [row[1] for row in journal(counter)] == ["papers bundled"] * 2 + ["papers exported"] * 2


def test_what_a_pulled_stick_left_half_written_goes_before_the_next_copy(counter: App, stick: Stick) -> None:
    dossier = signed(counter)
    (stick.folder / f"{FRESH}old").mkdir()
    (stick.folder / f"{FRESH}old" / "01.pdf").write_bytes(b"half")
    (stick.folder / f"{FRESH}one").write_bytes(b"half")
    counter.exporting.bundle_to_stick(dossier.id, stick)
    assert [one.name for one in stick.folder.iterdir()] == [f"ho-so-{dossier.code}"]


@pytest.fixture
def at_second_file(monkeypatch: pytest.MonkeyPatch) -> Callable[[Spoil], None]:
    """Do something when the second file is brought onto the disk."""

    def arrange(spoil: Spoil) -> None:
        whole, count = os.fsync, iter(range(1, 1000))

        def watched(file: int) -> None:
            if next(count) == 2:
                spoil(file)
            whole(file)

        monkeypatch.setattr(os, "fsync", watched)

    return arrange


def refuse(number: int) -> Spoil:
    def spoil(_: int) -> None:
        raise OSError(number, os.strerror(number))

    return spoil


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.ENODEV])
def test_a_stick_that_refuses_in_the_middle_keeps_nothing(
    number: int, counter: App, stick: Stick, at_second_file: Callable[[Spoil], None]
) -> None:
    dossier = signed(counter)
    at_second_file(refuse(number))
    with pytest.raises(CannotWrite):
        counter.exporting.bundle_to_stick(dossier.id, stick)
    assert list(stick.folder.iterdir()) == []
    assert [row[1] for row in journal(counter)] == ["papers bundled", "export broken off"]


def test_a_stick_that_is_pulled_while_copying_is_said(
    counter: App, stick: Stick, at_second_file: Callable[[Spoil], None]
) -> None:
    dossier = signed(counter)
    at_second_file(lambda _: shutil.rmtree(stick.folder))
    with pytest.raises(CannotWrite):
        counter.exporting.bundle_to_stick(dossier.id, stick)
    assert counter.sticks() == []
    assert [row[1] for row in journal(counter)] == ["papers bundled", "export broken off"]


def test_a_stick_that_keeps_something_else_keeps_nothing(
    counter: App, stick: Stick, at_second_file: Callable[[Spoil], None]
) -> None:
    dossier = signed(counter)
    at_second_file(lambda file: os.ftruncate(file, os.fstat(file).st_size - 1))
    with pytest.raises(NotAsWritten) as told:
        counter.exporting.bundle_to_stick(dossier.id, stick)
    assert names(counter, dossier)[1] in told.value.message
    assert list(stick.folder.iterdir()) == []


def test_where_there_is_too_little_room_nothing_is_begun(
    counter: App, stick: Stick, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier = signed(counter)
    needed = sum(len(counter.papers.file(one)) for one in ids(counter, dossier))
    monkeypatch.setattr(writing, "free_bytes", lambda folder: needed - 1)
    with pytest.raises(NoRoom, match="MB"):
        counter.exporting.bundle_to_stick(dossier.id, stick)
    with pytest.raises(NoRoom):
        counter.exporting.bundle(dossier.id, stick.folder / "a.zip")
    assert list(stick.folder.iterdir()) == []


def test_what_was_changed_in_the_store_stays_and_the_others_go(counter: App, stick: Stick) -> None:
    dossier = signed(counter)
    first, second = ids(counter, dossier)
    with counter._store.writing() as tx:
        sha256 = papers.get(tx, first).pdf_sha256
        tx.execute(content.update().where(content.c.sha256 == sha256).values(bytes=b"%PDF other"))
    done, place = counter.exporting.bundle_to_stick(dossier.id, stick)
    assert ([paper.id for paper, _ in done.files], [paper.id for paper, _ in done.left]) == ([second], [first])
    assert sorted(one.name for one in place.iterdir()) == [names(counter, dossier)[1], LIST_NAME]


def test_one_paper_is_saved_under_any_name(counter: App, tmp_path: Path) -> None:
    dossier = signed(counter)
    first = ids(counter, dossier)[0]
    assert counter.exporting.save(first, tmp_path / "x.pdf").read_bytes() == counter.papers.file(first)
    with pytest.raises(AlreadyThere):
        counter.exporting.save(first, tmp_path / "x.pdf")
    unsigned = ids(counter, confirmed(counter))[0]
    with pytest.raises(NotSignedYet):
        counter.exporting.save(unsigned, tmp_path / "y.pdf")
    assert [one.name for one in tmp_path.glob("*.pdf")] == ["x.pdf"]
    ((who, what, item, outcome),) = journal(counter)
    assert (who, what, item) == (counter.settings.officer, "papers exported", str(dossier.id))
    assert outcome.startswith("to official: ")
