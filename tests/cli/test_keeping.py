from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import openpyxl
import pytest

from desktop.cli.main import run
from desktop.machine.folders import folders
from desktop.machine.recovery_code import recovery_rows
from desktop.machine.secrets import TrainingSecrets
from desktop.store.file import Store
from desktop.store.keys import StoreKeys
from desktop.training.people import person
from desktop.training.software_token import SERIAL
from desktop.training.station import PIN
from tests.store.filling import fill


class Quayso:
    """Runs command lines on one training folder; gives exit status and JSON."""

    def __init__(self, data: Path, capsys, monkeypatch) -> None:
        self.data, self._capsys, self._monkeypatch = data, capsys, monkeypatch
        self.place = folders(data, training=True)

    def __call__(self, *words: object, typed: str = "") -> tuple[int, dict]:
        self._monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed.encode())))
        status = run([*map(str, words), "--data", str(self.data), "--training", "--json"])
        return status, json.loads(self._capsys.readouterr().out.strip().splitlines()[-1])

    def dossier(self, number: int = 1) -> str:
        """Open a dossier for an invented citizen; gives its code."""
        words = ("dossier", "new", "--procedure", "1.001193", "--case", "TH1", "--qr", person(number).qr)
        return self(*words)[1]["dossier"]["code"]

    def code(self) -> str:
        """What stands on the recovery sheet."""
        return "\n".join(recovery_rows(StoreKeys(self.place, TrainingSecrets(self.place)).recovery_key()))


@pytest.fixture
def quayso(tmp_path, capsys, monkeypatch):
    return Quayso(tmp_path / "training", capsys, monkeypatch)


def test_backup_rehearsal_restore_and_the_chain_goes_on(quayso, tmp_path):
    first = quayso.dossier(1)
    status, data = quayso("backup", tmp_path / "b.db")
    assert (status, data["backup"]["dossiers"]) == (0, 1)
    second = quayso.dossier(2)
    status, data = quayso("restore", tmp_path / "b.db", "--check")
    assert (status, data["restored"]) == (0, False)
    assert len(quayso("dossier", "list")[1]["dossiers"]) == 2
    status, data = quayso("restore", tmp_path / "b.db")
    assert (status, data["restored"]) == (0, True)
    assert [one["code"] for one in quayso("dossier", "list")[1]["dossiers"]] == [first]
    assert quayso("dossier", "show", second)[1]["error"]["code"] == "not_found"
    assert quayso("audit", "verify")[1]["whole"] is True
    status, data = quayso("restore", tmp_path / "missing.db")
    assert (status, data["error"]["code"]) == (1, "bad_backup")


def test_the_sheet_brings_the_key_back_and_says_which_row_is_mistyped(quayso, tmp_path):
    code = quayso.dossier()
    assert quayso("recovery-sheet", "--out", tmp_path / "s.pdf")[0] == 0
    assert (tmp_path / "s.pdf").read_bytes().startswith(b"%PDF")
    sheet = quayso.code()
    (quayso.data / "training-keys.json").unlink()
    status, data = quayso("dossier", "list")
    assert (status, data["error"]["code"]) == (1, "key_missing")
    wrong = sheet[:-1] + ("0" if sheet[-1] != "0" else "1")
    status, data = quayso("recover", "--code-stdin", typed=wrong)
    assert (status, data["error"]["code"]) == (1, "bad_recovery_code")
    assert "hàng 4" in data["error"]["message"]
    assert quayso("recover", "--code-stdin", typed=sheet)[0] == 0
    assert quayso("dossier", "list")[1]["dossiers"][0]["code"] == code


def test_a_damaged_store_is_found_and_salvaged(quayso):
    quayso.dossier()
    assert quayso("backup")[0] == 0
    assert quayso("check", "--full")[1]["whole"] is True
    raw = bytearray(quayso.place.store.read_bytes())
    raw[len(raw) - 2000] ^= 4
    quayso.place.store.write_bytes(raw)
    status, data = quayso("salvage")
    assert status == 0
    assert Path(data["aside"]).exists()
    assert quayso("check", "--full")[1]["damage"] == []


def test_an_owners_request_in_one_command_each(quayso, tmp_path):
    owner = person(3)
    code = quayso.dossier(3)
    assert quayso("subject", "find", owner.number)[1]["dossiers"][0]["dossier"] == code
    status, data = quayso("subject", "export", owner.number, "--out", tmp_path / "copy")
    assert (status, data["files"]) == (0, ["du-lieu.json"])
    words, sealed = "một câu đủ dài để niêm phong", tmp_path / "copy.quayso"
    assert quayso("subject", "export", owner.number, "--out", sealed, "--passphrase-stdin", typed=words)[0] == 0
    assert owner.number.encode() not in sealed.read_bytes()
    assert quayso("unpack", sealed, "--out", tmp_path / "again", "--passphrase-stdin", typed=words)[0] == 0
    assert (tmp_path / "again" / "du-lieu.json").read_bytes() == (tmp_path / "copy" / "du-lieu.json").read_bytes()
    assert quayso("subject", "delete", owner.number)[0] == 0
    status, data = quayso("subject", "find", owner.number)
    assert (status, data["error"]["code"]) == (1, "no_such_owner")
    assert quayso("dossier", "list")[1]["dossiers"] == []


def test_a_package_goes_from_one_folder_to_another(quayso, tmp_path, capsys, monkeypatch):
    quayso.dossier()
    store = Store(quayso.place, TrainingSecrets(quayso.place), training=True)
    fill(store, dossier_count=2)
    store.close()
    words = "một câu đủ dài để niêm phong"
    stick = tmp_path / "a.quayso"
    status, data = quayso("export-package", stick, "--passphrase-stdin", typed=words)
    assert (status, data["dossiers"], data["files"]) == (0, 2, 4)
    other = Quayso(tmp_path / "other", capsys, monkeypatch)
    status, data = other("import-package", stick, "--passphrase-stdin", typed="một câu khác cũng dài")
    assert (status, data["error"]["code"]) == (1, "bad_package")
    status, data = other("import-package", stick, "--passphrase-stdin", typed=words)
    assert (status, len(data["dossiers"])) == (0, 2)
    assert other("sync", "--once")[1]["waiting"] == 0
    receipts = tmp_path / "r.quayso"
    assert other("export-package", receipts, "--receipts")[0] == 0
    status, data = quayso("import-package", receipts)
    assert (status, data["confirmed"]) == (0, 4)
    assert quayso("package-key")[1]["line"].startswith("quayso1.")


def test_purging_one_dossier_needs_the_token(quayso):
    status, data = quayso("purge", "TAM-0000")
    assert (status, data["error"]["code"]) == (2, "usage")
    assert quayso("purge")[1] == {"papers": 0, "bytes": 0}
    store = Store(quayso.place, TrainingSecrets(quayso.place), training=True)
    code = fill(store, dossier_count=1, confirmed=1).dossiers[0].code
    store.close()
    by_hand = ("purge", code, "--token", SERIAL, "--pin-stdin")
    assert quayso(*by_hand, typed="sai-ma-pin")[1]["error"]["code"] == "pin_wrong"
    status, data = quayso("purge", code, "--token", "khac", "--pin-stdin", typed=PIN)
    assert (status, data["error"]["code"]) == (1, "not_reauthenticated")
    status, data = quayso(*by_hand, typed=PIN)
    assert (status, data["papers"]) == (0, 2)


def test_the_incident_pack_opens_with_its_passphrase_and_names_nobody(quayso, tmp_path):
    owner = person(1)
    quayso.dossier(1)
    words, pack = "một câu đủ dài để niêm phong", tmp_path / "incident"
    status, data = quayso("incident-pack", "--out", pack, "--passphrase-stdin", typed=words)
    assert status == 0
    assert {"trang-thai.json", "nhat-ky-kiem-toan.json", "quayso.log"} <= set(data["parts"])
    assert quayso("unpack", pack, "--out", tmp_path / "open", "--passphrase-stdin", typed=words)[0] == 0
    for file in (tmp_path / "open").iterdir():
        text = file.read_text("utf-8")
        assert owner.number not in text and owner.name not in text
    assert json.loads((tmp_path / "open" / "trang-thai.json").read_text("utf-8"))["dossiers"] == {"open": 1}


def workbook(file: Path, *rows: list[object]) -> Path:
    book = openpyxl.Workbook()
    for row in (["Mã thủ tục", "Tên thủ tục", "Mã giấy tờ", "Tên giấy tờ", "Số hóa"], *rows):
        book.active.append(row)
    book.save(file)
    return file


def test_a_workbook_is_looked_at_then_taken_and_old_dossiers_keep_their_names(quayso, tmp_path):
    code = quayso.dossier()
    good = workbook(tmp_path / "moi.xlsx", ["1.001193", "Đăng ký khai sinh (mới)", "GT.KS.01", "Tờ khai mới", "ii"])
    status, data = quayso("catalogue", "import", good, "--check")
    assert (status, data["whole"], data["taken"]) == (0, True, False)
    assert quayso("catalogue", "show")[1]["catalogue"]["version"] == "2026.1"
    status, data = quayso("catalogue", "import", good, "--version", "2026.2")
    assert (status, data["taken"]) == (0, True)
    assert data["rows"] == [{"sheet": "Sheet", "row": 2, "taken": True, "reason": ""}]
    shown = quayso("catalogue", "show", "--procedure", "1.001193")[1]
    assert shown["version"] == "2026.2"
    assert shown["procedure"]["cases"][0]["components"][0]["name"] == "Tờ khai mới"
    # Results were not in the workbook: those in use stay.
    assert shown["procedure"]["results"]
    assert quayso("dossier", "show", code)[1]["papers"][0]["name"] == "Tờ khai đăng ký khai sinh"
    status, data = quayso("catalogue", "import", good, "--version", "2026.1")
    assert (status, data["error"]["code"]) == (1, "version_in_use")


def test_a_workbook_with_wrong_rows_is_not_taken_and_each_is_named(quayso, tmp_path):
    bad = workbook(
        tmp_path / "hong.xlsx", ["1.001193", "Khai sinh", "GT.1", "Đơn", ""], ["sai", "Lạ", "GT.2", "Đơn", ""]
    )
    status, data = quayso("catalogue", "import", bad)
    assert (status, data["whole"], data["taken"]) == (1, False, False)
    assert [(row["row"], row["taken"]) for row in data["rows"]] == [(2, True), (3, False)]
    assert quayso("catalogue", "show")[1]["catalogue"]["version"] == "2026.1"


def test_a_catalogue_of_next_year_waits_for_its_day(quayso, tmp_path):
    future = workbook(tmp_path / "sau.xlsx", ["1.001193", "Khai sinh", "GT.1", "Đơn", ""])
    status, data = quayso("catalogue", "import", future, "--version", "sau", "--from", "2999-01-01")
    assert (status, data["taken"]) == (0, True)
    assert quayso("catalogue", "show")[1]["catalogue"]["version"] == "2026.1"
