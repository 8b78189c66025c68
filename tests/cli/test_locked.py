"""What the province has locked, no word of the command line sets: whoever names the token's driver sees the PIN."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop.cli.main import run
from desktop.machine import settings_file
from desktop.machine.provision import Provision

SIGN = ("sign", "f.pdf", "--out", "g.pdf", "--token", "1", "--pin-stdin")
LOCKED = Provision(serial=1, locked=frozenset({"token_module", "trust_roots", "tsa_address"}))


@pytest.mark.parametrize(
    ("words", "locked"),
    [
        (("tokens", "--module", "mine.so"), "token_module"),
        ((*SIGN, "--module", "mine.so"), "token_module"),
        ((*SIGN, "--tsa", ""), "tsa_address"),
        (("verify", "f.pdf", "--root", "mine.pem"), "trust_roots"),
        (("extend", "f.pdf", "--out", "g.pdf", "--tsa", "http://127.0.0.1/"), "tsa_address"),
    ],
)
def test_a_locked_setting_is_not_given_by_hand(
    words: tuple[str, ...],
    locked: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(settings_file, "read_provision", lambda: LOCKED)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "f.pdf").write_bytes(b"%PDF-1.7\n")
    status = run([*words, "--data", str(tmp_path / "data"), "--json"])
    said = json.loads(capsys.readouterr().out.strip().splitlines()[-1])
    assert (status, said["error"]["code"]) == (1, "setting_locked")
    assert locked in said["error"]["message"]
    assert not (tmp_path / "g.pdf").exists()
