"""The backlog from the command line."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from desktop.cli.main import run
from tests.cli.conftest import Quayso

KEY = "KQ.G15.000001/2014/02"
NEW = ["backlog", "new", "--result", "KQ.G15.000001", "--year", "2014", "--number", "02", "--sheets", "40"]


@pytest.fixture
def place(training_data: Path) -> list[str]:
    return ["--data", str(training_data), "--training"]


def test_a_book_is_opened_listed_and_its_sheet_is_read_back(quayso: Quayso, place: list[str], tmp_path: Path) -> None:
    status, data = quayso(*NEW, *place)
    assert (status, data["book"], data["name"], data["sheets"], data["came"]) == (0, KEY, "Giấy khai sinh", 40, 0)
    status, data = quayso(*NEW, *place)
    assert (status, data["error"]["code"]) == (1, "book_is_there")
    assert [one["book"] for one in quayso("backlog", "books", *place)[1]["books"]] == [KEY]
    out = tmp_path / "S.pdf"
    status, data = quayso("backlog", "sheet", KEY, "--out", str(out), *place)
    assert (status, data["text"]) == (0, f"QUAYSO:1:book:{KEY}/40")
    codes = quayso("page", "codes", str(out))[1]["pages"][0]["codes"]
    assert {(one["kind"], one["text"]) for one in codes} == {("separator", data["text"])}
    other = ["--data", str(tmp_path / "other"), "--training"]
    status, data = quayso("backlog", "new", "--code", data["text"], *other)
    assert (status, data["book"], data["sheets"]) == (0, KEY, 40)


@pytest.mark.parametrize(
    "words",
    [
        ["backlog", "new", "--result", "KQ.G15.000001", "--year", "2014"],
        ["backlog", "new", "--code", "QUAYSO:1:result:KQ.G15.000001"],
        ["backlog", "confirm", KEY, "--not-the-same"],
        ["backlog", "confirm", KEY, "--keep-red", "mờ"],
        ["backlog", "answer", KEY],
    ],
)
def test_what_is_not_said_whole_is_wrong_usage(quayso: Quayso, place: list[str], words: list[str]) -> None:
    assert quayso(*words, *place)[0] == 2


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["backlog", "new", "--code", "KQ.G15.000001"], "bad_separator"),
        ([*NEW[:3], "KQ.X", *NEW[4:]], "unknown_code"),
        ([*NEW[:5], "1800", *NEW[6:]], "bad_book"),
        (["backlog", "doubts", "KQ.G15.000001/2014/03"], "no_book"),
    ],
)
def test_what_cannot_be_is_refused(quayso: Quayso, place: list[str], words: list[str], code: str) -> None:
    status, data = quayso(*words, *place)
    assert (status, data["error"]["code"]) == (1, code)


def test_a_book_without_papers_asks_and_confirms_nothing(quayso: Quayso, place: list[str]) -> None:
    quayso(*NEW, *place)
    assert quayso("backlog", "doubts", KEY, *place)[1] == {"papers": [], "doubts": []}
    data = quayso("backlog", "confirm", KEY, *place)[1]
    assert (data["dossiers"], data["not_confirmed"], data["waiting"]) == ([], [], 0)
    assert quayso("backlog", "answer", KEY, "--new", *place)[1]["error"]["code"] == "no_question"
    for act in (["say", KEY, "1234", "number"], ["leave-out", KEY, "1234", "--why", "x"], ["take-back", KEY, "1234"]):
        assert quayso("backlog", *act, *place)[1]["error"]["code"] == "no_paper_of_book"
    assert quayso("backlog", "undo", KEY, *place)[1] == {"done": ""}


def test_progress_is_told_by_the_plans_five_periods(
    quayso: Quayso, place: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    quayso(*NEW, *place)
    status, data = quayso("backlog", "progress", *place)
    assert status == 0
    assert [one["name"] for one in data["periods"]] == ["Đến 1995", "1996–2005", "2006–2015", "2016–2021", "2022–nay"]
    assert [(one["books"], one["sheets"], one["done"], one["percent"]) for one in data["periods"]][1:3] == [
        (0, 0, 0, None),
        (1, 40, 0, 0),
    ]
    assert (data["left"], data["ends"], data["pace"], data["forecast"]) == (40, "2025-12-31", None, None)
    assert run(["backlog", "progress", *place]) == 0
    told = capsys.readouterr().out
    assert "2006–2015: 0/40 tờ, 0 % (chỉ tiêu 100 %)" in told
    assert "Còn 40 tờ; hạn 31/12/2025." in told


def test_papers_go_to_another_pc_by_a_stick(
    quayso: Quayso, place: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quayso(*NEW, *place)
    stick = str(tmp_path / "stick.quayso")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO("trời hôm nay xanh lắm\n".encode())))
    status, data = quayso("backlog", "give", KEY, stick, "--papers", "2", "--passphrase-stdin", *place)
    assert (status, data["error"]["code"]) == (1, "nothing_to_give")
    assert quayso("backlog", "given", *place) == (0, {"given": []})
    status, data = quayso("backlog", "give-again", "nothing", stick, *place)
    assert (status, data["error"]["code"]) == (1, "not_found")
    Path(stick).write_bytes(b"not a package")
    status, data = quayso("backlog", "take", stick, *place)
    assert (status, data["error"]["code"]) == (1, "bad_package")
