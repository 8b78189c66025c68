"""`slip …`: counted, written, asked once, taken back, on the command line."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop.training.people import person
from tests.cli.conftest import Quayso

pytestmark = pytest.mark.slow


@pytest.fixture
def quayso(quayso: Quayso, tmp_path: Path) -> Quayso:
    """Runs a command line at a training counter; gives its exit status and its JSON."""
    return lambda *words: quayso(*words, "--data", str(tmp_path / "training"), "--training")


def test_a_dossier_is_received_stopped_and_goes_on(quayso: Quayso, tmp_path: Path) -> None:
    _, opened = quayso("dossier", "new", "--procedure", "1.001193", "--case", "TH1", "--qr", person(1).qr)
    code = opened["dossier"]["code"]
    _, before = quayso("slip", "list", code)
    paper = before["counts"][0]["code"]
    said = ("--originals", "2", "--copies", "1", "--to-return", "1")
    assert quayso("slip", "count", code, paper, *said)[0] == 0
    out = tmp_path / "phieu.pdf"
    status, done = quayso("slip", "write", code, "tiep-nhan", "--out", str(out))
    assert (status, done["slip"]["kind"], out.read_bytes()[:5]) == (0, "receipt", b"%PDF-")
    assert quayso("slip", "return", code) == (0, {"originals": 1})
    assert quayso("slip", "write", code, "bo-sung")[0] == 1
    assert quayso("slip", "write", code, "bo-sung", "--reason", "Thiếu chữ ký.")[0] == 0
    assert quayso("slip", "list", code)[1]["state"] == "awaiting"
    status, came = quayso("slip", "came", code)
    assert (status, bool(came["due"])) == (0, True)
    status, again = quayso("slip", "write", code, "bo-sung", "--reason", "Thiếu nữa.")
    assert (status, again["error"]["code"]) == (1, "additions_asked_before")
    assert quayso("slip", "write", code, "tu-choi", "--reason", "Không thuộc thẩm quyền.")[0] == 0
    assert quayso("slip", "undo", code)[1]["slip"]["void"]
    _, after = quayso("slip", "list", code)
    assert (after["state"], len(after["slips"])) == ("open", 3)
    assert quayso("slip", "write", code, "dung", "--reason", "Người nộp xin rút.")[1]["slip"]["kind"] == "stop"
    assert quayso("slip", "list", code)[1]["state"] == "stopped"
    assert quayso("slip", "undo", code)[1]["slip"]["kind"] == "stop"
    assert quayso("slip", "list", code)[1]["state"] == "open"
    again_out = tmp_path / "in-lai.pdf"
    assert quayso("slip", "file", code, done["slip"]["id"][:8], "--out", str(again_out))[0] == 0
    assert again_out.read_bytes() == out.read_bytes()


def test_who_is_to_be_told_is_listed_with_the_hour_until_the_receipt_is_written(quayso: Quayso) -> None:
    _, opened = quayso("dossier", "new", "--procedure", "1.001193", "--case", "TH1", "--qr", person(1).qr)
    code = opened["dossier"]["code"]
    status, due = quayso("slip", "due")
    (line,) = due["to_reply"]
    assert (status, line["code"], line["late"]) == (0, code, False)
    assert datetime.fromisoformat(line["reply_by"]) > datetime.now(UTC)
    assert quayso("slip", "write", code, "tiep-nhan")[0] == 0
    assert quayso("slip", "due") == (0, {"to_reply": []})


def test_what_was_not_sent_is_not_sent_back(quayso: Quayso) -> None:
    _, opened = quayso("dossier", "new", "--procedure", "1.001193", "--case", "TH1", "--qr", person(1).qr)
    code = opened["dossier"]["code"]
    paper = quayso("slip", "list", code)[1]["counts"][0]["code"]
    status, refused = quayso("dossier", "send-back", code, paper, "--reason", "mờ")
    assert (status, refused["error"]["code"]) == (1, "nothing_to_send_back")
