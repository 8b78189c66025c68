"""`dossier check`: what would make the province send a dossier back, by command; and what is said of a paper."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from desktop.app import open_app
from desktop.cli.main import run
from tests.workflow.readiness.desk import Desk, numbered


def asked(capsys: pytest.CaptureFixture[str], *words: str, status: int = 0) -> dict[str, Any]:
    assert run([*words, "--json"]) == status
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


@pytest.fixture
def code(training_data: Path) -> str:
    """A dossier of which page 2 of 3 is missing, and a number was not read whole."""
    with open_app(training_data, training=True) as app:
        desk = Desk(app)
        desk.put(desk.decision, numbered("Trang 1/3"), numbered("Trang 3/3"))
        for paper in (desk.form, desk.card, desk.decision):
            desk.built(paper)
        desk.built(desk.form, number="1?/TK")
        return desk.dossier.code


def test_each_finding_is_told_with_its_act_key_and_place(
    code: str, training_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = ["--training", "--data", str(training_data)]
    said = asked(capsys, "dossier", "check", code, "--signing", *where, status=1)
    assert said["stops"] is True
    told = [(one["code"], one["grade"], one["act"], one["key"], one["paper"], one["page"]) for one in said["findings"]]
    assert told == [
        ("value_impossible", "stops", "confirm", "Enter", "GT.XN.01", None),
        ("pages_missing", "look", "scan", "F2", "GT.QD.01", 2),
    ]
    assert said["findings"][0]["field"] == "number"
    before_sending = asked(capsys, "dossier", "check", code, *where, status=1)
    assert [one["code"] for one in before_sending["findings"]].count("signature_missing") == 3


def test_in_words_each_says_what_to_do(code: str, training_data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["dossier", "check", code, "--signing", "--training", "--data", str(training_data)]) == 1
    said = capsys.readouterr().out
    assert "ô «Số, ký hiệu» chưa đúng" in said
    assert "Xem lại: Trên giấy ghi «Quyết định hoặc giấy tờ chứng minh» có 3 trang, ở đây thiếu trang 2." in said
    assert "[F2]" in said


def test_with_nothing_found_it_says_so_and_the_token_is_asked_where_wanted(
    training_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_app(training_data, training=True) as app:
        desk = Desk(app)
        for paper in (desk.form, desk.card, desk.decision):
            desk.built(paper)
    where = ["--training", "--data", str(training_data)]
    assert run(["dossier", "check", desk.dossier.code, "--signing", "--token", *where]) == 0
    assert "không thấy điều gì" in capsys.readouterr().out


def test_what_is_said_of_a_paper_is_recorded_or_refused_before_anything_is_taken_in(
    training_data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_app(training_data, training=True) as app:
        desk = Desk(app)
    file = tmp_path / "trang.jpg"
    file.write_bytes(numbered("Trang 1/1").image)
    where = ["--training", "--data", str(training_data)]
    adding = ["dossier", "add-file", desk.dossier.code, str(file), "--paper", "GT.XN.01", "--keep-red", "thử"]
    refused = asked(capsys, *adding, "--valid-until", "31/2/2027", *where, status=1)
    assert refused["error"]["code"] == "entry_not_understood"
    asked(capsys, *adding, "--issued", "5/1/2026", "--valid-until", "5/7/2030", "--no-secret", *where)
    with open_app(training_data, training=True) as app:
        paper = app.papers.get(desk.form.id)
        assert len(app.papers.pages(paper.id)) == 1
    assert (paper.details.issued, paper.details.valid_until) == (date(2026, 1, 5), date(2030, 7, 5))
    assert (paper.details.permanent, paper.details.no_secret) == (False, True)


def test_closing_says_what_stops(code: str, training_data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = asked(capsys, "dossier", "close", code, "--training", "--data", str(training_data))
    assert said["queued"] is False
    assert [one["code"] for one in said["stops"]] == ["value_impossible"]
