"""A family is added by its folder, its stand-in and its profile (docs/development.md); nothing else need know of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.cli.main import parser
from desktop.model.states import StepState
from desktop.sync import families
from desktop.sync.errors import BadProfile, NotOffered
from desktop.sync.families import family_named, family_names
from desktop.sync.line.examine import examine
from desktop.sync.profile import Profile, _read
from desktop.training.province import families as stand_ins
from tests.sync.conftest import exactly_once

HERE = Path(__file__).parent / "adding"
PATHS = ("official_code", "upload", "create", "progress", "status")


@pytest.fixture
def family(monkeypatch: pytest.MonkeyPatch) -> str:
    """An invented family: what the program's own folders hold, and one more in each."""
    monkeypatch.setattr(families, "__path__", [*families.__path__, str(HERE / "families")])
    monkeypatch.setattr(stand_ins, "__path__", [*stand_ins.__path__, str(HERE / "stand_ins")])
    monkeypatch.setattr("desktop.machine.provision.provision_folder", lambda: HERE / "profiles")
    return "postbox"


def test_a_dossier_goes_to_it_and_arrives_once(counter):
    dossier = counter.queue(result="KQ.G15.000003")
    counter.send_all(rounds=1)
    exactly_once(counter, dossier)
    assert {step.state for step in counter.steps(dossier)} == {StepState.DONE}
    asked = counter.province.state()["asked"]
    assert asked["letters"] == 3
    assert asked[f"boxes/{counter.code(dossier.id)}/flag"] == 1


def test_it_is_one_more_of_those_that_there_are(family):
    assert set(family_names()) == {"igate", "postbox", "relay", "six_step"}
    assert family_named("tus") is None
    asked = parser(["sandbox"]).parse_args(["sandbox", "--profile", family])
    assert asked.profile == family


def test_its_line_and_its_officials_are_those_of_every_family(province):
    gateway = province.gateway()
    assert examine(gateway.line).ok
    assert gateway.account.log_in("canbo.mau", "tap-huan").name == "Nguyễn Thị Mẫu"
    with pytest.raises(NotOffered):
        gateway.catalogue.pull_catalogue(None)


@pytest.mark.faults
@pytest.mark.parametrize("place", PATHS)
def test_a_lost_answer_makes_nothing_twice(counter, place):
    dossier = counter.queue()
    counter.province.fault(f"{counter.province.path(place)}:lose-answer:2")
    counter.send_all()
    exactly_once(counter, dossier)


@pytest.mark.faults
@pytest.mark.parametrize("kind", ["in-base64", "masked", "unseen"])
def test_its_stand_in_can_be_made_to_tell_its_fields_otherwise(counter, kind):
    dossier = counter.queue()
    counter.province.fault(f"{counter.province.path('create')}:lose-answer:1")
    counter.province.fault(f"*:{kind}:4")
    counter.send_all()
    exactly_once(counter, dossier)


@pytest.mark.parametrize(
    ("part", "name"), [("paths", "find_file"), ("paths", "token"), ("bodies", "progress"), ("options", "health_value")]
)
def test_a_profile_that_lacks_what_it_needs_is_refused_by_its_name(family, part, name):
    data = _read(f"mau-{family}")
    del data[part][name]
    with pytest.raises(BadProfile, match=name):
        Profile(data, "x")
