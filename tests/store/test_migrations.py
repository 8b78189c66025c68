"""An older file comes up to date with what is in it."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import sqlalchemy as sa
import sqlcipher3.dbapi2
from alembic import command
from alembic.script import ScriptDirectory

from desktop.model.data import from_data
from desktop.model.dossier import NumberKind
from desktop.model.page import AUTOMATIC, Edits
from desktop.store import migrating, owners, schema
from desktop.store.tables import dossier, page

OLD_PAGE = (
    "INSERT INTO page (id, paper_id, position, origin, scanned_at, raw_sha256, clean_sha256, removed, facts)"
    " VALUES ('00000000000000000000000000000001', '00000000000000000000000000000002', 0, '{}', 0, 'x', '', 0, '{}')"
)


def test_the_newest_schema_is_the_last_of_the_migrations() -> None:
    assert ScriptDirectory.from_config(migrating._config()).get_current_head() == schema.NEWEST


def test_pages_of_an_older_file_are_as_the_look_proposes_and_are_looked_at_anew(tmp_path: Path) -> None:
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'old.db'}", module=sqlcipher3.dbapi2)
    config = migrating._config()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.exec_driver_sql(OLD_PAGE)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        row = connection.execute(sa.select(page.c.edits, page.c.made_of, page.c.facts)).one()
    engine.dispose()
    assert from_data(Edits, row.edits) == AUTOMATIC
    assert row.made_of == []
    assert row.facts is None


OLD_DOSSIER = (
    'INSERT INTO dossier (id, code, provisional_code, procedure, "case", catalogue_version, party_id, receiving_unit,'
    " competent_unit, received_at, state, consent, officer) VALUES ('{0:032x}', 'T{0}', 'T{0}', 'p', 'c', '1',"
    " '00000000000000000000000000000009', 'u', 'u', 0, 'open', {1}, 'o')"
)


def test_of_consent_that_nobody_asked_for_only_the_refusals_stay(tmp_path: Path) -> None:
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'old.db'}", module=sqlcipher3.dbapi2)
    config = migrating._config()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0008_for_agency")
        for number, consent in ((1, 1), (2, 0)):
            connection.exec_driver_sql(OLD_DOSSIER.format(number, consent))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        found = connection.execute(sa.select(dossier.c.code, dossier.c.consent).order_by(dossier.c.code)).all()
    engine.dispose()
    assert [tuple(row) for row in found] == [("T1", None), ("T2", False)]


OLD_PARTY = (
    "INSERT INTO party (id, kind, number, name, folded, sex, address)"
    " VALUES (7, 'citizen', '052199000123', 'Đặng Thị Ngọc Ánh', 'dang thi ngoc anh', 'Nữ', '')"
)


def test_owners_of_an_older_file_are_citizens_and_are_found(tmp_path: Path) -> None:
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'old.db'}", module=sqlcipher3.dbapi2)
    config = migrating._config()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0009_consent_asked")
        connection.exec_driver_sql(OLD_PARTY)
        connection.exec_driver_sql(OLD_DOSSIER.format(1, 1).replace("00000000000000000000000000000009", "7"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        found = [owners.find(connection, words, 8) for words in ("anh dang", "0123")]
    engine.dispose()
    for (one,) in found:
        assert (one.party.number, one.party.number_kind) == ("052199000123", NumberKind.CITIZEN)


NEWER_PAGE = (
    "INSERT INTO page (id, paper_id, position, origin, scanned_at, raw_sha256, clean_sha256, removed, edits, made_of)"
    " VALUES ('{0:032x}', '{1:032x}', 0, '{{}}', {2}, 'x', '', 0, '{{}}', '[]')"
)
OLD_PAPER = (
    "INSERT INTO paper (id, dossier_id, kind, code, name, position, details, digitisation, signing, sync, delivery,"
    " pdf_sha256, province_id, item_code, confirmed_at)"
    " VALUES ('{0:032x}', '{1:032x}', 'component', 'c', 'n', 0, '{{}}', 'built', 'signed', 'local', 'not_applicable',"
    " '', '', '', {2})"
)


def test_an_older_files_papers_have_their_times_from_pages_and_audit_chain(tmp_path: Path) -> None:
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'old.db'}", module=sqlcipher3.dbapi2)
    config = migrating._config()
    acts = (
        (10, "paper confirmed", UUID(int=2)),
        (20, "paper confirmed", UUID(int=2)),
        (30, "paper signed official", UUID(int=2)),
        (35, "paper signed agency", UUID(int=2)),
        (40, "step file", UUID(int=1)),
        (60, "step file", UUID(int=1)),
        (70, "paper confirmed", UUID(int=4)),
    )
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0016_officials")
        for number, confirmed_at in ((2, 50), (3, 15), (4, "NULL")):
            connection.exec_driver_sql(OLD_PAPER.format(number, 1, confirmed_at))
        for at, what, item in acts:
            row = (at, what, str(item), "done" if what == "step file" else "")
            connection.exec_driver_sql(
                "INSERT INTO audit (at, who, what, item, outcome, hash) VALUES (?, 'x', ?, ?, ?, '')", row
            )
        for number, scanned_at in ((1, 5), (2, 7)):
            connection.exec_driver_sql(NEWER_PAGE.format(number, 2, scanned_at))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        found = connection.exec_driver_sql(
            "SELECT scanned_at, checked_at, signed_at, sent_at, confirmed_at FROM paper ORDER BY id"
        ).all()
    engine.dispose()
    # The second came with the province's own answer; the third is not sent, and its pages are gone.
    assert [tuple(row) for row in found] == [
        (7, 20, 35, 40, 50),
        (None, None, None, 15, 15),
        (None, 70, None, None, None),
    ]


OLD_SLIP = (
    "INSERT INTO slip (id, dossier_id, kind, year, number, at, officer, reason, answered_at, void, sha256)"
    " VALUES ('{0:032x}', '{1:032x}', '{2}', 2026, {0}, {0}, 'o', '', {3}, {4}, '')"
)


def test_slips_of_an_older_file_say_how_their_dossier_stood_before(tmp_path: Path) -> None:
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'old.db'}", module=sqlcipher3.dbapi2)
    config = migrating._config()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0019_papers_say")
        for dossier_id, answered, void in ((1, "NULL", 0), (2, "5", 0), (3, "NULL", 1)):
            connection.exec_driver_sql(OLD_DOSSIER.format(dossier_id, 1))
            asked, refused = 2 * dossier_id, 2 * dossier_id + 1
            connection.exec_driver_sql(OLD_SLIP.format(asked, dossier_id, "additions", answered, void))
            connection.exec_driver_sql(OLD_SLIP.format(refused, dossier_id, "refusal", "NULL", 0))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        found = connection.exec_driver_sql("SELECT kind, state_before FROM slip ORDER BY id").all()
    engine.dispose()
    assert [tuple(row) for row in found] == [
        ("additions", "open"),
        ("refusal", "awaiting"),
        ("additions", "open"),
        ("refusal", "open"),
        ("additions", "open"),
        ("refusal", "open"),
    ]
