"""`copy …`: an original from the feeder to the print, and a signed file to paper, on the command line."""

from __future__ import annotations

import io
from pathlib import Path
from types import SimpleNamespace

import pytest

from desktop.machine.settings_file import FILE_NAME
from desktop.training.station import PIN
from tests.cli.conftest import Quayso

pytestmark = pytest.mark.slow


@pytest.fixture
def quayso(quayso: Quayso, tmp_path: Path) -> Quayso:
    """Runs a command line at a training counter where both sign; gives its exit status and its JSON."""
    data = tmp_path / "training"
    data.mkdir()
    (data / FILE_NAME).write_text('agency_signs = true\nofficer_roles = ["van_thu"]\n', "utf-8")
    return lambda *words: quayso("copy", *words, "--data", str(data), "--training")


def test_from_the_feeder_to_the_print_and_to_paper(quayso, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    status, first = quayso("scan")
    assert (status, first["unread"], first["pages"] > 0) == (0, 0, True)
    status, done = quayso("certify", first["paper"], "--for", "Đặng Văn Mẫu", "--title", "Công văn", "--copies", "3")
    assert (status, done["number"], done["copies"], done["printed_at"]) == (0, 1, 3, None)
    assert quayso("print", done["key"], "--out", str(tmp_path / "early.pdf"))[0] == 1
    for role in ("official", "agency"):
        monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(f"{PIN}\n".encode())))
        status, signed = quayso("sign", "--role", role, "--pin-stdin")
        assert (status, [one["ok"] for one in signed["signed"]]) == (0, [True])
    printed = tmp_path / "ban-sao.pdf"
    status, row = quayso("print", done["key"], "--out", str(printed))
    assert (status, bool(row["printed_at"]), printed.read_bytes()[:5]) == (0, True, b"%PDF-")

    paper = tmp_path / "chuyen-doi.pdf"
    status, made = quayso("convert", str(printed), "--out", str(paper))
    assert (status, made["title"], paper.read_bytes()[:5]) == (0, "ban-sao", b"%PDF-")
    status, found = quayso("lookup", made["code"])
    assert (status, found["sha256"]) == (0, made["sha256"])
    assert quayso("lookup", "CD-0000-0000")[0] == 1


def test_what_may_not_be_certified_is_refused_with_a_reason_and_a_void_row_stays(quayso) -> None:
    _, known = quayso("reasons")
    assert "hu-hong" in known["reasons"]
    _, bad = quayso("scan")
    assert quayso("refuse", bad["paper"], "--why", "khong-biet")[0] == 1
    assert quayso("refuse", bad["paper"], "--why", "hu-hong")[0] == 0
    assert quayso("drop", bad["paper"])[0] == 1
    _, second = quayso("scan")
    _, row = quayso("certify", second["paper"], "--for", "Đặng Văn Mẫu", "--title", "Công văn")
    assert quayso("void", row["key"], "--why", "nhầm người")[0] == 0
    status, listed = quayso("list")
    assert (status, [one["void"] for one in listed["register"]]) == (0, ["nhầm người"])
    assert [one["paper"] for one in listed["originals"]] == [second["paper"]]
