"""Owners of every kind come back as they went in, are found by a few letters, and are forgotten."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import text

from desktop.model.dossier import NumberKind, Party, PartyKind
from desktop.store import dossiers, owners
from desktop.store.errors import NotFound
from desktop.store.keeping import purge
from tests.samples import MORNING, sample_dossier

HOUSEHOLD = Party(
    kind=PartyKind.HOUSEHOLD,
    number="0100233488",
    number_kind=NumberKind.TAX,
    name="Hộ kinh doanh Mẫu Nhất",
    address="Xã Mẫu",
    represented_by="Phạm Thùy Hương",
)
SUBMITTER = Party(number="064173213600", name="Ngô Ngọc Yến", born=date(1973, 9, 17), sex="Nữ")
PEOPLE = [
    Party(number=f"0521990001{number:02}", name=name)
    for number, name in enumerate(["Đặng Thị Ngọc Ánh", "Nguyễn Văn Đức", "Trần Ngọc Đặng", "Đặng Văn Sỹ"])
]


def keep(store, party, *, after=0, **more):
    new = sample_dossier(party=party, received_at=MORNING + timedelta(minutes=after), **more)
    with store.writing() as tx:
        dossiers.add(tx, new)
    return new


def found(store, words):
    with store.reading() as tx:
        return [one.party for one in owners.find(tx, words, 8)]


def test_an_organisation_and_who_hands_in_for_it_come_back(store):
    new = keep(store, HOUSEHOLD, submitter=SUBMITTER, authority="Giấy ủy quyền 12/2026")
    with store.reading() as tx:
        assert dossiers.get(tx, new.id) == new
        assert dossiers.latest(tx) == [new]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("dang", [3, 2, 0]),
        ("anh ngoc", [0]),
        ("ĐẶNG van", [3]),
        ("0001 02", [2]),
        ("000101", [1]),
        ("khong ai", []),
        ("***", []),
        ("", []),
    ],
)
def test_people_are_found_by_words_in_any_order_and_digits_the_last_first(store, words, names):
    for at, party in enumerate(PEOPLE):
        keep(store, party, after=at)
    assert found(store, words) == [PEOPLE[at] for at in names]


def test_an_organisation_is_found_by_who_represents_it(store):
    keep(store, HOUSEHOLD)
    assert found(store, "thuy huong") == [HOUSEHOLD]


def test_who_came_often_is_found_once_as_he_was_the_last_time(store):
    keep(store, PEOPLE[0])
    moved = Party(number=PEOPLE[0].number, name=PEOPLE[0].name, address="Phường Mẫu Tây")
    last = keep(store, moved, after=5, procedure="1.004873")
    with store.reading() as tx:
        (one,) = owners.find(tx, "ngoc anh", 8)
    assert (one.party, one.procedure, one.received_at) == (moved, "1.004873", last.received_at)


def test_who_only_hands_in_is_not_offered_as_an_owner(store):
    keep(store, HOUSEHOLD, submitter=SUBMITTER)
    assert found(store, "ngoc yen") == []


def test_a_dossier_that_is_erased_takes_its_people_with_it(store):
    new = keep(store, HOUSEHOLD, submitter=SUBMITTER)
    with store.writing() as tx:
        purge.erase(tx, new.id, MORNING, purge.PurgeReason.DATA_SUBJECT)
        for table in ("party", "submitter"):
            assert tx.scalar(text(f"SELECT count(*) FROM {table}")) == 0
        with pytest.raises(NotFound):
            dossiers.get(tx, new.id)
    assert found(store, "mau nhat") == []


def test_owners_are_found_again_once_all_are_indexed_anew(store):
    keep(store, PEOPLE[0])
    with store.writing() as tx:
        tx.execute(text("DELETE FROM search_owner"))
        assert owners.find(tx, "ngoc anh", 8) == []
        owners.index_all(tx)
    assert found(store, "ngoc anh") == [PEOPLE[0]]


def test_the_procedures_used_most_lately(store):
    for at, procedure in enumerate(["1.1", "1.2", "1.2", "1.3", "1.3", "1.3"]):
        keep(store, PEOPLE[0], after=at, procedure=procedure)
    with store.reading() as tx:
        assert dossiers.most_used(tx, 2, 100) == ["1.3", "1.2"]
        assert dossiers.most_used(tx, 5, 3) == ["1.3"]
