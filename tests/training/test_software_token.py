"""The training token is whole, locks, and exists only in training folders."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.x509.oid import NameOID

from desktop.machine.secrets import OnlyTraining
from desktop.signing.authorities.trust import read_trusted
from desktop.signing.checks import chain, name_of, why_unfit
from desktop.signing.engines.software import SoftwareEngine
from desktop.signing.errors import PinLocked, PinWrong
from desktop.training import pki
from desktop.training.names import OFFICIAL_TITLE
from desktop.training.software_token import make_software_token

NOW = datetime.now(UTC)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "TRAINING").touch()
    return tmp_path


def test_official_and_agency_are_fit_to_sign(data: Path) -> None:
    token = make_software_token(data, NOW)
    (found,) = SoftwareEngine(token.folder).tokens()
    trusted = read_trusted([token.roots])
    held = [x509.load_der_x509_certificate(der) for der in found.certificates]
    assert [name_of(one) for one in held] == [pki.OFFICIAL, pki.AGENCY]
    assert [name_of(one, NameOID.TITLE) for one in held] == [OFFICIAL_TITLE, ""]
    assert name_of(held[0], NameOID.ORGANIZATION_NAME) == pki.AGENCY
    assert [why_unfit(one, NOW, trusted) for one in held] == ["", ""]
    assert len(chain(held[0], trusted, NOW)) == 3


def test_the_keys_are_sealed_under_the_pin(data: Path) -> None:
    token = make_software_token(data, NOW, pin="rieng-biet")
    for file in token.folder.iterdir():
        assert b"rieng-biet" not in file.read_bytes()
    engine = SoftwareEngine(token.folder)
    engine.open(token.serial, token.agency_sha256, bytearray(b"rieng-biet"))
    assert engine.sign(b"x")


def test_wrong_tries_are_remembered_and_forgiven(data: Path) -> None:
    token = make_software_token(data, NOW)
    pin = pki.PIN.encode()
    with pytest.raises(PinWrong):
        SoftwareEngine(token.folder).open(token.serial, token.official_sha256, bytearray(b"sai"))
    assert SoftwareEngine(token.folder).tokens()[0].count_low
    SoftwareEngine(token.folder).open(token.serial, token.official_sha256, bytearray(pin))
    assert not SoftwareEngine(token.folder).tokens()[0].count_low
    for kind in (PinWrong, PinWrong, PinLocked):
        if kind is PinLocked:
            assert SoftwareEngine(token.folder).tokens()[0].final_try
        with pytest.raises(kind):
            SoftwareEngine(token.folder).open(token.serial, token.official_sha256, bytearray(b"sai"))
    assert SoftwareEngine(token.folder).tokens()[0].locked
    with pytest.raises(PinLocked):
        SoftwareEngine(token.folder).open(token.serial, token.official_sha256, bytearray(pin))
    made_again = make_software_token(data, NOW)
    assert not SoftwareEngine(made_again.folder).tokens()[0].locked


def test_real_data_get_no_training_token(tmp_path: Path) -> None:
    with pytest.raises(OnlyTraining):
        make_software_token(tmp_path, NOW)
    with pytest.raises(OnlyTraining):
        SoftwareEngine(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_broken_card_is_a_token_that_is_not_there(data: Path) -> None:
    token = make_software_token(data, NOW)
    (token.folder / f"{token.serial}.json").write_text("{")
    assert SoftwareEngine(token.folder).tokens() == []
