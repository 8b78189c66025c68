"""Whatever goes wrong in a command ends in an answer: a code, a sentence, an exit status; one entry in the log."""

from __future__ import annotations

import errno
import json
import logging
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.cli import pages
from desktop.cli.answer import Answer, show
from desktop.cli.main import run
from desktop.machine.faults import told
from desktop.machine.folders import folders
from desktop.machine.log import start_log

NAME, NUMBER = "Nguyễn Thị Bịa Đặt", "001099000001"


@pytest.fixture(autouse=True)
def _own_log() -> Iterator[None]:
    log = logging.getLogger("desktop")
    before, level = list(log.handlers), log.level
    log.handlers = []
    yield
    for handler in set(log.handlers) - set(before):
        log.removeHandler(handler)
        handler.close()
    log.handlers, log.level = before, level


def broken(error: BaseException):
    def command(_: object) -> Answer:
        try:
            raise KeyError(NAME)
        except KeyError:
            raise error.with_traceback(None)  # noqa: B904

    return command


def lines_of(place: Path) -> str:
    return (place / "logs" / "quayso.log").read_text("utf-8")


@pytest.mark.parametrize(
    "error",
    [
        KeyError(NAME),
        ValueError(f"{NAME} {NUMBER}"),
        RecursionError("maximum recursion depth exceeded"),
        MemoryError(),
        AssertionError(),
        UnicodeEncodeError("utf-8", NAME, 0, 1, "surrogates not allowed"),
        BrokenPipeError(32, "Broken pipe"),
        FileNotFoundError(2, "No such file", NAME),
        EOFError(),
        StopIteration(),
        ExceptionGroup(NAME, [ValueError(NAME)]),
    ],
)
@pytest.mark.parametrize("opened", [True, False])
def test_a_bug_is_told_by_a_code_and_logged_once(error, opened, tmp_path, capsys, monkeypatch, expect_log):
    expect_log("a fault of the program")
    error.__dict__.clear()
    monkeypatch.setattr(pages, "page_codes", broken(error))
    place = folders(tmp_path / "data", training=True)
    words = ["page", "codes", "x.jpg"]
    if opened:
        place.make()
        start_log(place)
    status = run([*words, "--data", str(place.data), "--training", "--json"])
    out, err = capsys.readouterr()
    data = json.loads(out)["error"]
    assert (status, data["code"]) == (3, "program_fault")
    assert data["subject"] in data["message"]
    assert "Traceback" not in err
    logged = lines_of(place.data)
    assert logged.count("a fault of the program") == 1
    assert data["subject"] in logged
    assert "test_last_catch.py" in logged
    assert type(error).__qualname__ in logged
    assert NAME not in logged + err
    assert NUMBER not in logged + err
    error.__dict__.clear()
    assert run([*words, "--data", str(place.data), "--training"]) == 3
    out, err = capsys.readouterr()
    assert out == ""
    assert data["message"] in err
    assert "Traceback" not in err


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EROFS])
def test_a_disk_that_refuses_is_told_as_such_wherever_it_does(number, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(pages, "page_codes", broken(OSError(number, "x")))
    status = run(["page", "codes", "x.jpg", "--data", str(tmp_path), "--json"])
    assert (status, json.loads(capsys.readouterr().out)["error"]["code"]) == (3, "disk_refuses")


def test_the_same_fault_has_the_same_number_and_is_logged_where_it_is_first_seen(expect_log, caplog):
    expect_log("a fault of the program")

    def fault(words: str) -> BaseException:
        try:
            raise ValueError(words)
        except ValueError as error:
            return error

    one, other = fault("a"), fault("b")
    assert told(one).subject == told(other).subject == told(one).subject
    assert len([line for line in caplog.records if "a fault" in line.message]) == 2


def test_a_log_that_cannot_be_written_keeps_nobody_from_working(tmp_path, capsys):
    place = ["--data", str(tmp_path / "data"), "--training"]
    (tmp_path / "data" / "logs" / "quayso.log").mkdir(parents=True)
    assert run(["dossier", "list", "--json", *place]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out) == {"dossiers": []}
    assert err == ""


def test_an_answer_with_letters_that_are_none_is_written_all_the_same(capsys):
    assert show(Answer(data={"name": "a\udcff"}, lines=["a\udcff"]), as_json=True) == 0
    assert json.loads(capsys.readouterr().out) == {"name": "a\udcff"}
    assert show(Answer(data={}, lines=["a\udcff"]), as_json=False) == 0
    assert capsys.readouterr().out == "a\\udcff\n"


_ASK = "import sys; from desktop.cli.main import run; sys.exit(run(['party', 'read-qr', sys.argv[1], '--json']))"


def test_where_the_answer_cannot_go_that_is_told():
    good = "001099000001|123456789|Nguyễn Văn Mẫu|01011999|Nam|Xã Mẫu|01012022"
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-c", _ASK, good], stdout=full, stderr=subprocess.PIPE, text=True, timeout=120, check=False
        )
    assert done.returncode == 3
    assert "không ghi được kết quả" in done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr
    pipe = subprocess.PIPE
    gone = subprocess.Popen([sys.executable, "-c", _ASK, good], stdout=pipe, stderr=pipe, text=True)
    assert gone.stdout and gone.stderr
    gone.stdout.close()
    assert (gone.stderr.read(), gone.wait(120)) == ("", 0)
    gone.stderr.close()
