from __future__ import annotations

import pypdfium2
import pytest
import zxingcpp

from desktop.machine.recovery_code import read_recovery_code
from desktop.store import audit, contents, dossiers, papers
from desktop.store.errors import Purged, StoreTrouble
from desktop.store.keeping import purge
from desktop.store.keeping.backup import daily_backups, examine
from desktop.sync.errors import LineDown
from desktop.workflow.keeping import duties
from desktop.workflow.keeping.errors import ClockDoubtful, DiskShort, NotReauthenticated, StillUnsent
from tests.store.filling import fill


def kept(counter, work):
    """Papers whose pages and file are all still here."""
    whole = []
    with counter.store.reading() as tx:
        for paper in work.papers:
            pages = papers.pages(tx, paper.id)
            try:
                contents.fetch(tx, paper.pdf_sha256)
            except Purged:
                assert pages == []
                continue
            assert len(pages) == 2
            whole.append(paper.id)
    return whole


def test_confirmed_papers_go_after_the_retention_time_and_only_they(counter):
    work = fill(counter.store, dossier_count=3, confirmed=1)
    assert counter.keeping.purge_due().papers == 0
    counter.days_later(6.9)
    assert counter.keeping.purge_due().papers == 0
    counter.days_later(0.2)
    outcome = counter.keeping.purge_due()
    assert (outcome.papers, outcome.size) == (2, sum(len(work.pdfs[p.id]) for p in work.papers[:2]) + 4 * 14_002)
    assert kept(counter, work) == [paper.id for paper in work.papers[2:]]
    assert counter.keeping.purge_due().papers == 0
    with counter.store.reading() as tx:
        stones = purge.tombstones(tx)
        assert {(s.sha256, s.province_id, s.dossier_code) for s in stones} == {
            (p.pdf_sha256, f"GT-{p.id.hex[:8]}", work.dossiers[0].code) for p in work.papers[:2]
        }
        assert all(s.confirmed_at and s.purged_at == counter.clock.now() for s in stones)
        # The dossier is still listed, and nothing takes its pages for unread.
        assert len(dossiers.latest(tx)) == 3
        assert not {page.paper_id for page in papers.unread_pages(tx)} & {p.id for p in work.papers[:2]}


def test_a_purged_file_says_when_and_under_which_number_the_province_has_it(counter):
    work = fill(counter.store, dossier_count=1, confirmed=1)
    counter.days_later(8)
    counter.keeping.purge_due()
    with counter.store.reading() as tx, pytest.raises(Purged) as refusal:
        contents.fetch(tx, work.papers[0].pdf_sha256)
    assert f"GT-{work.papers[0].id.hex[:8]}" in refusal.value.what_to_do


@pytest.mark.parametrize("error", [None, 700.0, 366 * 86400.0])
def test_with_a_doubtful_clock_nothing_is_deleted(counter, error):
    """A clock a year ahead would make everything old enough."""
    work = fill(counter.store, dossier_count=1, confirmed=1)
    counter.days_later(365)
    counter.clock_error = error
    with pytest.raises(ClockDoubtful):
        counter.keeping.purge_due()
    assert len(kept(counter, work)) == 2


def test_without_a_line_to_compare_the_clock_nothing_is_deleted(counter):
    work = fill(counter.store, dossier_count=1, confirmed=1)
    counter.days_later(8)

    def no_line():
        raise LineDown(layer="x")

    keeping = duties.Keeping(counter.store, counter.clock, counter.settings, no_line)
    with pytest.raises(LineDown):
        keeping.purge_due()
    assert len(kept(counter, work)) == 2


def test_deleting_by_hand_asks_who_is_there_and_never_takes_what_is_unsent(counter):
    work = fill(counter.store, dossier_count=2, confirmed=1)

    def nobody():
        raise NotReauthenticated()

    with pytest.raises(NotReauthenticated):
        counter.keeping.purge_dossier(work.dossiers[0].code, nobody)
    with pytest.raises(StillUnsent) as refusal:
        counter.keeping.purge_dossier(work.dossiers[1].code, lambda: None)
    assert work.dossiers[1].code in refusal.value.message
    assert len(kept(counter, work)) == 4
    assert counter.keeping.purge_dossier(work.dossiers[0].code, lambda: None).papers == 2
    assert len(kept(counter, work)) == 2


def test_the_deleted_bytes_are_gone_from_the_file(counter):
    """Sealed as the file is, what is freed is overwritten: a salvage or a backup cannot bring it back."""
    fill(counter.store, dossier_count=1, confirmed=1)
    counter.days_later(8)
    counter.keeping.purge_due()
    counter.store.fold_log()
    with counter.store.reading() as tx:
        assert tx.exec_driver_sql("SELECT count(*) FROM content").scalar() == 0
        assert tx.exec_driver_sql("PRAGMA secure_delete").scalar() == 1
        assert tx.exec_driver_sql("PRAGMA freelist_count").scalar() > 0


def test_the_days_duties_are_done_once_a_day_and_backups_rotate(counter, tmp_path):
    fill(counter.store, dossier_count=1)
    counter.build(backup_folder=str(tmp_path / "second"))
    for _ in range(9):
        counter.keeping.do_duties()
        counter.keeping.do_duties()
        counter.days_later(1)
    today = counter.clock.now().date()
    for folder in (counter.place.backups, tmp_path / "second"):
        assert len(daily_backups(folder, today)) == 7
    with counter.store.reading() as tx:
        done = [row[0] for row in tx.exec_driver_sql("SELECT what FROM audit").all()]
    assert (done.count("backup made"), done.count("quick check"), done.count("full check")) == (9, 9, 2)
    assert counter.keeping.last_backup()


def test_a_copy_of_older_tables_goes_with_the_backups_of_its_time(counter):
    fill(counter.store, dossier_count=1)
    copy = counter.place.data / "quayso-truoc-0001.db"
    copy.write_bytes(b"older tables")
    counter.days_later(6.9)
    counter.keeping.back_up()
    assert copy.exists()
    counter.days_later(0.2)
    counter.keeping.back_up()
    assert not copy.exists()
    assert counter.place.store.exists()


def test_a_clock_set_back_makes_one_more_backup_and_loses_none(counter):
    counter.keeping.do_duties()
    counter.days_later(-1)
    counter.keeping.do_duties()
    assert len(counter.keeping.backups()) == 2
    with counter.store.reading() as tx:
        assert audit.first_broken(tx, counter.store.keys.anchor()) is None


def test_a_trouble_in_one_duty_does_not_keep_the_others(counter, monkeypatch):
    monkeypatch.setattr(duties, "free_bytes", lambda folder: 0)
    fill(counter.store, dossier_count=1, confirmed=1)
    counter.days_later(8)
    counter.keeping.do_duties()
    assert counter.keeping.backups() == []
    with counter.store.reading() as tx:
        assert len(purge.tombstones(tx)) == 2


def test_scanning_is_refused_before_the_disk_is_full(counter, monkeypatch):
    counter.keeping.require_room()
    monkeypatch.setattr(duties, "free_bytes", lambda folder: 200 * 1024**2)
    with pytest.raises(DiskShort) as refusal:
        counter.keeping.require_room()
    assert "200 MB" in refusal.value.message and "300 MB" in refusal.value.message


def test_a_cut_tail_of_the_audit_chain_is_noticed(counter):
    fill(counter.store, dossier_count=2)
    assert counter.keeping.audit_broken() is None
    counter.keeping.stop()
    with counter.store.writing() as tx:
        last = audit.head(tx)[0]
        tx.exec_driver_sql("DELETE FROM audit WHERE number > ?", (last - 2,))
    assert counter.keeping.audit_broken() == last - 1
    # Going on writing does not hide it, nor does a keyring that knows nothing.
    with counter.store.writing() as tx:
        for _ in range(3):
            audit.append(tx, "ai đó", "x", "y")
    assert counter.keeping.audit_broken() == last


def test_a_backup_remembers_the_end_of_the_chain_when_the_keyring_does_not(counter):
    fill(counter.store, dossier_count=2)
    counter.keeping.back_up()
    for name in [name for name in counter.secrets.kept if name.startswith("audit")]:
        counter.secrets.forget(name)
    with counter.store.writing() as tx:
        tx.exec_driver_sql("DELETE FROM audit WHERE number > 3")
    assert counter.keeping.audit_broken() == 4


def test_the_recovery_sheet_prints_a_key_that_opens_the_backup(counter):
    fill(counter.store, dossier_count=1)
    facts = counter.keeping.back_up()
    pdf = pypdfium2.PdfDocument(counter.keeping.recovery_sheet())
    assert len(pdf) == 1
    (code,) = zxingcpp.read_barcodes(pdf[0].render(scale=2).to_pil())
    assert examine(facts.file, read_recovery_code(code.text)).papers == 2


def test_closing_never_waits_for_a_backup_under_way(counter):
    fill(counter.store, dossier_count=20)
    counter.keeping.stop()
    with pytest.raises(StoreTrouble):
        counter.keeping.back_up()
    assert list(counter.place.backups.iterdir()) == []
