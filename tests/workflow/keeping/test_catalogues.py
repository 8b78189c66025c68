from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desktop.catalogue.reader import read_catalogue_file
from desktop.machine.clock import vietnam_day
from desktop.machine.folders import resources
from desktop.model.data import as_data
from desktop.store import catalogues
from desktop.workflow.catalogue_desk import CatalogueDesk
from desktop.workflow.errors import VersionInUse
from tests.store.filling import fill


@pytest.fixture
def sample():
    return read_catalogue_file(resources() / "catalogue" / "sample.json")


@pytest.fixture
def desk(counter):
    return CatalogueDesk(counter.store, counter.clock, "lan")


def test_a_version_is_in_force_from_its_first_day_on(counter, desk, sample):
    desk.take(sample)
    in_ten_days = vietnam_day(counter.clock.now()).toordinal() + 10
    desk.take(replace(sample, version="sau", valid_from=date.fromordinal(in_ten_days)))
    assert desk.current().version == sample.version
    counter.days_later(9)
    assert desk.current().version == sample.version
    counter.days_later(2)
    assert desk.current().version == "sau"
    assert desk.version(sample.version).procedures == sample.procedures


def test_a_version_that_dossiers_were_taken_in_with_never_changes(counter, desk, sample):
    desk.take(sample)
    desk.take(replace(sample, agencies=()))
    fill(counter.store, dossier_count=1)
    desk.take(replace(sample, agencies=()))
    with pytest.raises(VersionInUse):
        desk.take(sample)


def test_a_guests_version_explains_its_dossiers_and_is_not_switched_to(counter, desk, sample):
    desk.take(sample)
    guest = replace(sample, version="guest")
    with counter.store.writing() as tx:
        catalogues.remember(tx, "guest", guest.valid_from, as_data(guest), counter.clock.now())
    assert desk.current().version == sample.version
    assert desk.version("guest").version == "guest"


def test_a_crash_while_a_catalogue_is_taken_leaves_the_former_one(counter, desk, sample, monkeypatch):
    desk.take(sample)
    monkeypatch.setattr(catalogues, "keep", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        desk.take(replace(sample, version="next"))
    assert desk.current().version == sample.version


def test_a_clock_that_ran_ahead_does_not_leave_a_later_version_in_force(counter, desk, sample):
    today = vietnam_day(counter.clock.now()).toordinal()
    desk.take(sample)
    for name, days in (("sau", 10), ("sau nữa", 400)):
        desk.take(replace(sample, version=name, valid_from=date.fromordinal(today + days)))
    counter.days_later(3650)
    assert desk.current().version == "sau nữa"
    counter.days_later(-3650)
    assert desk.current().version == sample.version
    counter.days_later(11)
    assert desk.current().version == "sau"
    # Set back before every first day, what is in force stays.
    counter.days_later(-7300)
    assert desk.current().version == "sau"
    counter.days_later(7300)
    now = replace(sample, version="nay", valid_from=date.fromordinal(today))
    desk.take(now)
    assert desk.current().version == "nay"
    counter.days_later(400)
    assert desk.current().version == "sau nữa"
