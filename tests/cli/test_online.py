"""`online …`: what waits on the portal is listed, looked at, taken over, completed and sent on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.app import open_app
from desktop.training.province.sandbox import SandboxProvince
from tests.workflow.test_agency_signature import OFFICIAL, ids, sign


def test_a_province_that_hands_none_over_is_an_answer(quayso, training_data: Path, monkeypatch) -> None:
    place = ("--data", str(training_data), "--training")
    monkeypatch.setattr(
        "desktop.training.station.TrainingStation.province",
        property(lambda self: igate(training_data / "igate")),
    )
    status, said = quayso("online", "list", *place)
    assert (status, said) == (0, {"offered": False, "dossiers": []})
    status, said = quayso("online", "take", "H99.12-261130-90001", *place)
    assert (status, said["error"]["code"]) == (1, "not_offered")


def igate(folder: Path) -> SandboxProvince:
    return SandboxProvince(folder, family="igate")


def test_a_dossier_is_listed_looked_at_and_taken_over(quayso, training_data: Path) -> None:
    place = ("--data", str(training_data), "--training")
    status, said = quayso("online", "list", *place)
    assert (status, said["offered"], len(said["dossiers"])) == (0, True, 2)
    first, second = said["dossiers"]
    assert (first["procedure"], first["taken_by"]) == ("1.004873", "")
    status, said = quayso("online", "show", second["code"], *place)
    assert [(one["component"], one["found"]) for one in said["files"]] == [
        ("GT.KS.01", "unsigned"),
        ("GT.KS.03", "unreadable"),
        ("GT.CC.01", "unsigned"),
    ]
    assert quayso("dossier", "list", *place)[1]["dossiers"] == []

    status, said = quayso("online", "take", second["code"], *place)
    assert (status, said["dossier"]["code"], said["missing"]) == (0, second["code"], ["GT.KS.03"])
    assert "bản giấy" in said["files"][1]["words"]
    # What was recorded is told of a dossier that is here, by whom and when.
    status, said = quayso("online", "show", second["code"], *place)
    assert {one["officer"] for one in said["files"]} == {"canbo.mau"}
    assert [one["code"] for one in quayso("online", "list", *place)[1]["dossiers"]] == [first["code"]]
    status, said = quayso("online", "take", second["code"], *place)
    assert (status, said["error"]["code"]) == (1, "taken_here")
    status, said = quayso("online", "take", "H99.12-261130-99999", *place)
    assert (status, said["error"]["code"]) == (1, "not_waiting_online")


@pytest.mark.slow
def test_what_was_taken_over_is_completed_and_sent(quayso, training_data: Path) -> None:
    place = ("--data", str(training_data), "--training")
    code = quayso("online", "list", *place)[1]["dossiers"][0]["code"]
    status, said = quayso("online", "take", code, *place)
    assert (status, said["files"][0]["found"], said["missing"]) == (0, "valid", [])
    status, said = quayso("dossier", "add-paper", code, "--paper", "GT.CC.01", "--valid-until", "vô thời hạn", *place)
    assert status == 0, said
    assert quayso("dossier", "close", code, *place)[1]["stops"] == []
    with open_app(training_data, training=True) as app:
        dossier = app.dossiers.find(code)
        _, card = ids(app, dossier)
        assert [one.id for one in app.signing.ready(dossier.id)] == [card]
        sign(app, [card], OFFICIAL)
        kept = {row.paper.code: row.paper.pdf_sha256 for row in app.checklist.rows(dossier.id)}
    status, said = quayso("sync", *place)
    assert status == 0, said
    with SandboxProvince(training_data / "province") as province:
        (there,) = province.state()["dossiers"]
    assert there["code"] == code
    assert {one["code"]: one["sha256"] for one in there["papers"]} == kept
    assert quayso("online", "list", *place)[1]["dossiers"][1:] == []


@pytest.mark.slow
def test_pages_that_came_are_confirmed_by_whoever_compared_them(quayso, training_data: Path) -> None:
    place = ("--data", str(training_data), "--training")
    code = quayso("online", "list", *place)[1]["dossiers"][1]["code"]
    quayso("online", "take", code, *place)
    said_of = ("--valid-until", "vô thời hạn", "--keep-red", "ảnh chụp của công dân")
    status, said = quayso("online", "confirm", code, "--paper", "GT.CC.01", *said_of, *place)
    assert (status, [one["code"] for one in said["papers"]]) == (0, ["GT.CC.01"]), said
    status, said = quayso("online", "confirm", code, *said_of, *place)
    assert (status, [one["code"] for one in said["papers"]]) == (0, ["GT.KS.01"]), said
    status, said = quayso("online", "confirm", code, *place)
    assert (status, said["error"]["code"]) == (1, "unknown_code")
