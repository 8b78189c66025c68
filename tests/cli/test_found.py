"""`find`, `journal`: what the window's Tra cứu and journal show, on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.app import open_app
from desktop.cli.main import run
from tests.workflow.test_delivery import with_results

pytestmark = pytest.mark.slow


@pytest.fixture
def counter(tmp_path: Path) -> tuple[Path, str, str]:
    """A training folder, the code of a dossier that the province has, and the id of its result."""
    data = tmp_path / "training"
    with open_app(data, training=True) as app:
        dossier, result = with_results(app)
    return data, dossier.code, str(result.id)


def test_everything_of_a_dossier_is_found_and_its_journal_told(quayso, counter, capsys) -> None:
    data, code, result = counter
    place = ("--data", str(data), "--training")
    status, said = quayso("find", *code.split("-"), *place)
    assert status == 0
    assert [one["code"] for one in said["dossiers"]] == [code]
    assert len(said["papers"]) == 2
    assert [(one["id"], one["next"], one["dossier"]) for one in said["results"]] == [(result, "hand_over", code)]
    assert (said["stored"], said["stores_asked_at"]) == ([], None)

    status, said = quayso("find", "khong", "co", "ai", *place)
    assert status == 0
    assert said == {"dossiers": [], "papers": [], "results": [], "stored": [], "stores_asked_at": None}

    status, said = quayso("journal", code, *place)
    assert status == 0
    assert said["dossier"] == code
    assert said["journal"][0]["sentence"] == "Mở hồ sơ."
    assert all(line["at"].endswith("+07:00") for line in said["journal"])

    status, said = quayso("journal", result, *place)
    assert status == 0
    assert said["paper"]
    assert said["journal"][0]["what"] == "paper signed official"

    assert run(["journal", code, *place]) == 0
    assert "Mở hồ sơ." in capsys.readouterr().out
    assert run(["find", code, *place]) == 0
    assert code in capsys.readouterr().out


def test_there_is_no_journal_of_what_is_not_here(quayso, counter) -> None:
    data, _, _ = counter
    for wanted in ("H99.12-260101-00000", "00000000-0000-4000-8000-000000000007"):
        status, said = quayso("journal", wanted, "--data", str(data), "--training")
        assert status == 1
        assert said["error"]["code"] == "not_found"
