"""`result …`, `dossier deliver`: what the window does with results, on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.app import open_app
from desktop.machine.settings_file import FILE_NAME
from desktop.signing import pades
from desktop.training.people import person
from tests.workflow.test_agency_signature import AGENCY, OFFICIAL, confirm, confirmed, ids, sign

pytestmark = pytest.mark.slow


@pytest.fixture
def counter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, str, Path]:
    """A training folder, a dossier that waits for its result, and that result as an agency's software gives it."""
    data = tmp_path / "training"
    data.mkdir()
    (data / FILE_NAME).write_text('officer_roles = ["van_thu"]\n', "utf-8")
    with open_app(data, training=True) as app:
        other = confirmed(app, closed=False)
        made = app.issuing.place(other.id)
        confirm(app, made.id)
        monkeypatch.setattr(pades, "FIELDS", {OFFICIAL: "NguoiKy", AGENCY: "CoQuan"})
        for role in (OFFICIAL, AGENCY):
            sign(app, [made.id], role)
        monkeypatch.undo()
        file = tmp_path / "ket-qua.pdf"
        file.write_bytes(app.papers.file(made.id))
        dossier = confirmed(app)
        sign(app, ids(app, dossier), OFFICIAL)
    return data, dossier.code, file


def test_a_result_is_taken_found_handed_over_and_taken_back(quayso, counter, tmp_path) -> None:
    data, code, file = counter
    place = ("--data", str(data), "--training")
    status, said = quayso("result", "find", code, *place)
    assert status == 0
    assert [one["next"] for one in said["dossiers"]] == ["await_result"]
    status, said = quayso("result", "list", *place)
    # Its day of return is not near yet.
    assert (status, said["ready"], said["late"], said["dossiers"]) == (0, 0, 0, [])

    plain = tmp_path / "plain.pdf"
    plain.write_bytes(b"%PDF-1.4 nothing")
    status, said = quayso("result", "take", code, str(plain), *place)
    assert (status, said["error"]["code"]) == (1, "unreadable_input")
    status, said = quayso("result", "take", code, str(file), "--number", "7/GXN", "--unproven", *place)
    assert status == 0, said
    assert said["paper"]["states"] == {
        "digitisation": "built",
        "signing": "issued",
        "sync": "queued",
        "delivery": "hidden",
    }
    assert [one["signer"] for one in said["verdict"]["signatures"]]

    status, said = quayso("result", "find", person("citizen 4").qr, *place)
    assert status == 0
    assert (said["dossiers"][0]["code"], said["dossiers"][0]["next"]) == (code, "hand_over")

    status, said = quayso("dossier", "deliver", code, "--way", "post", "--taken-by", "Trần Văn Nhận", *place)
    assert status == 0, said
    status, said = quayso("result", "find", code, *place)
    (handed,) = said["dossiers"][0]["handed_over"]
    assert (handed["way"], handed["taken_by"], handed["officer"]) == ("post", "Trần Văn Nhận", "canbo.mau")
    status, said = quayso("dossier", "deliver", code, "--undo", *place)
    assert [paper["states"]["delivery"] for paper in said["papers"]] == ["hidden"]
    status, said = quayso("dossier", "deliver", code, "--undo", *place)
    assert (status, said["error"]["code"]) == (1, "nothing_to_take_back")


def test_an_original_is_made_for_a_dossier(quayso, counter) -> None:
    data, code, _ = counter
    place = ("--data", str(data), "--training")
    status, said = quayso("result", "make", code, "--number", "8/GXN", "--words", "Chưa kết hôn.", *place)
    assert status == 0, said
    assert said["paper"]["states"]["signing"] == "unsigned"
    assert said["paper"]["item_code"].endswith(".8/GXN.01")
    status, said = quayso("result", "make", code, "--number", "9", "--issued", "hôm qua", *place)
    assert (status, said["error"]["code"]) == (1, "entry_not_understood")
