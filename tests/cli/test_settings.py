"""`settings show`: what counts at this counter, and who has decided it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop.cli.main import run
from desktop.machine import settings_file
from desktop.machine.provision import Provision
from desktop.machine.settings import SETTINGS
from desktop.machine.settings_file import FILE_NAME
from desktop.training import names

SAYS = Provision(serial=4, settings={"unit": "H99", "rsa_pss": True}, locked=frozenset({"unit"}))


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(settings_file, "read_provision", lambda: SAYS)
    (tmp_path / FILE_NAME).write_text('unit = "H00"\nofficer = "lan"\nwatched_folders = ["D:/Quet"]\n', "utf-8")
    return tmp_path


def test_what_counts_is_told_with_who_decided_it(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["settings", "show", "--data", str(data), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["file"] == str(data / FILE_NAME)
    assert said["province_serial"] == 4
    assert [one["name"] for one in said["settings"]] == list(SETTINGS)
    told = {one["name"]: one for one in said["settings"]}
    facts = {name: (one["value"], one["set_by"], one["locked"], one["may_lock"]) for name, one in told.items()}
    assert facts["unit"] == ("H99", "province", True, True)
    assert facts["rsa_pss"] == (True, "province", False, True)
    assert facts["officer"] == ("lan", "counter", False, False)
    assert facts["scan_dpi"] == (200, "default", False, True)
    assert facts["watched_folders"] == (["D:/Quet"], "counter", False, True)
    assert not (data / "quayso.db").exists()


def test_the_same_in_words(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["settings", "show", "--data", str(data)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Quầy"
    assert '  unit = "H99"   (tỉnh, bị khoá)' in lines
    assert '  officer = "lan"   (quầy)' in lines
    assert "  retention_days = 7   (mặc định)" in lines
    assert len(lines) == len(SETTINGS) + len({one.group for one in SETTINGS.values()})


def test_one_setting_is_told_with_what_it_takes(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["settings", "show", "retention_days", "--data", str(data)]) == 0
    said = capsys.readouterr().out
    assert SETTINGS["retention_days"].meaning in said
    assert "số nguyên từ 0 đến 3650; mặc định: 7" in said
    assert run(["settings", "show", "retention_days", "--data", str(data), "--json"]) == 0
    assert [one["name"] for one in json.loads(capsys.readouterr().out)["settings"]] == ["retention_days"]


def test_a_name_that_no_setting_has_is_wrong_usage(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["settings", "show", "retention_day", "--data", str(data), "--json"]) == 2
    assert "retention_day" in json.loads(capsys.readouterr().out)["error"]["message"]


def test_a_bad_file_is_refused_in_full_words(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (data / FILE_NAME).write_text("scan_dpi = 75\n", "utf-8")
    assert run(["settings", "show", "--data", str(data), "--json"]) == 1
    error = json.loads(capsys.readouterr().out)["error"]
    assert error["code"] == "bad_settings"
    assert "«scan_dpi»: «75» không được, phải là số nguyên từ 100 đến 1200" in error["message"]


def test_in_training_the_invented_counter_is_told(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["settings", "show", "--data", str(data / "training"), "--training", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    told = {one["name"]: one for one in said["settings"]}
    assert (told["officer_name"]["value"], told["officer_name"]["set_by"]) == (names.OFFICIAL, "training")
    assert (told["rsa_pss"]["value"], said["province_serial"]) == (False, 0)
