"""What a certificate must be before it signs (R33, R34)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.x509.oid import ExtendedKeyUsageOID, ExtensionOID

from desktop.model.errors import UnreadableInput
from desktop.signing.authorities.trust import read_trusted
from desktop.signing.checks import chain, is_authority, issuer_of, name_of, why_unfit
from desktop.signing.verify import Word, verify_pdf
from desktop.training import pki
from tests.signing.corpus import Seal, signer, simple
from tests.signing.corpus import trusted as roots

NOW = datetime.now(UTC)


@pytest.fixture(scope="module")
def made() -> pki.Pki:
    return pki.make_pki(NOW)


@pytest.fixture(scope="module")
def trusted(made: pki.Pki) -> list[x509.Certificate]:
    return [made.issuing.certificate, made.root.certificate]


def test_a_good_certificate_and_its_way_up(made: pki.Pki, trusted: list[x509.Certificate]) -> None:
    own = made.official.certificate
    assert why_unfit(own, NOW, trusted) == ""
    assert chain(own, trusted, NOW) == [own, made.issuing.certificate, made.root.certificate]
    assert (name_of(own), issuer_of(own)) == (pki.OFFICIAL, "Nhà cấp chứng thư số tập huấn")
    assert not is_authority(own)
    assert is_authority(made.root.certificate)


def test_the_way_must_end_at_a_trusted_root(made: pki.Pki, trusted: list[x509.Certificate]) -> None:
    own = made.official.certificate
    assert chain(own, [made.issuing.certificate], NOW) == []
    assert chain(own, [made.root.certificate], NOW) == []
    stranger = pki.make_pki(NOW)
    assert chain(own, [stranger.root.certificate, stranger.issuing.certificate], NOW) == []
    assert "tin cậy" in why_unfit(own, NOW, [stranger.root.certificate])
    assert chain(own, trusted, NOW + timedelta(days=9999)) == []


def test_an_official_issues_nothing(made: pki.Pki, trusted: list[x509.Certificate]) -> None:
    child = pki.holder("Người lạ", "", "Ở đâu đó", made.official, NOW)
    assert "tin cậy" in why_unfit(child.certificate, NOW, [*trusted, made.official.certificate])


def test_two_authorities_that_sign_each_other_are_no_root() -> None:
    key_a, key_b = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    a = pki.issue(key_a.public_key(), pki.name("A"), _self_signed(key_b, "B"), NOW, is_authority=True)
    b = pki.issue(key_b.public_key(), pki.name("B"), _self_signed(key_a, "A"), NOW, is_authority=True)
    own = pki.holder("C", "", "D", pki.Holder(key_a, a), NOW).certificate
    assert chain(own, [a, b], NOW) == []


def _self_signed(key: ec.EllipticCurvePrivateKey, common: str) -> pki.Holder:
    builder = (
        x509.CertificateBuilder()
        .subject_name(pki.name(common))
        .issuer_name(pki.name(common))
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(NOW - timedelta(days=1))
        .not_valid_after(NOW + timedelta(days=1))
    )
    return pki.Holder(key, builder.sign(key, hashes.SHA256()))


@pytest.mark.parametrize(
    ("key", "word"),
    [
        (ec.generate_private_key(ec.SECP224R1()), "224"),
        (ec.generate_private_key(ec.SECP384R1()), ""),
        (ed25519.Ed25519PrivateKey.generate(), "loại khoá"),
    ],
)
def test_the_key_must_be_strong_and_known(made: pki.Pki, trusted: list[x509.Certificate], key: Any, word: str) -> None:
    own = pki.issue(key.public_key(), pki.name("Ai đó"), made.issuing, NOW)
    why = why_unfit(own, NOW, trusted)
    assert word in why
    assert bool(why) == bool(word)


MAIL, CLIENT = ExtendedKeyUsageOID.EMAIL_PROTECTION, ExtendedKeyUsageOID.CLIENT_AUTH
SERVER, CODE = ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CODE_SIGNING


@pytest.mark.parametrize(
    ("purposes", "why"),
    [
        ([], ""),
        ([ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE], ""),
        ([MAIL], ""),
        ([MAIL, CLIENT], ""),
        ([CLIENT], ""),
        ([SERVER, MAIL], ""),
        ([x509.ObjectIdentifier("1.3.6.1.5.5.7.3.36")], ""),
        ([x509.ObjectIdentifier("1.3.6.1.4.1.311.10.3.12")], ""),
        ([x509.ObjectIdentifier("1.2.840.113583.1.1.5")], ""),
        ([SERVER], "máy chủ"),
        ([SERVER, CLIENT], "máy chủ"),
        ([CODE], "ký phần mềm"),
        ([CODE, CLIENT], "ký phần mềm"),
        ([ExtendedKeyUsageOID.OCSP_SIGNING], "trả lời thu hồi"),
        ([ExtendedKeyUsageOID.TIME_STAMPING], "cấp dấu thời gian"),
        ([ExtendedKeyUsageOID.SMARTCARD_LOGON], "đăng nhập máy tính"),
        ([x509.ObjectIdentifier("1.2.3.4")], "1.2.3.4"),
    ],
)
def test_a_certificate_for_another_purpose_signs_nothing(purposes: list[x509.ObjectIdentifier], why: str) -> None:
    holder = signer("rsa", *purposes)
    told = why_unfit(holder.certificate, NOW, roots())
    verdict = verify_pdf(simple(Seal(holder=holder)), roots())
    assert why in told
    assert bool(told) == bool(why)
    assert verdict.word is (Word.UNKNOWN if why else Word.VALID)
    assert verdict.signatures[0].why == told


def test_an_authority_for_another_purpose_issues_no_signers() -> None:
    root = pki.authority("Gốc mẫu khác", NOW)
    purpose = x509.ExtendedKeyUsage([SERVER])
    own = pki.new_key()
    servers = pki.Holder(
        own, pki.issue(own.public_key(), pki.name("Nhà cấp máy chủ"), root, NOW, is_authority=True, also=[purpose])
    )
    holder = pki.Holder(own, pki.issue(own.public_key(), pki.name("Ai đó"), servers, NOW))
    trusted = [root.certificate, servers.certificate]
    assert "tin cậy" in why_unfit(holder.certificate, NOW, trusted)
    assert verify_pdf(simple(Seal(holder=holder)), trusted).word is Word.UNKNOWN


def test_a_certificate_that_makes_no_sense_is_unfit(made: pki.Pki, trusted: list[x509.Certificate]) -> None:
    odd = x509.UnrecognizedExtension(ExtensionOID.EXTENDED_KEY_USAGE, b"\x30\x03\x02\x01\x05")
    key = pki.new_key()
    own = (
        x509.CertificateBuilder()
        .subject_name(pki.name("Ai đó"))
        .issuer_name(made.issuing.certificate.subject)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(NOW - timedelta(days=1))
        .not_valid_after(NOW + timedelta(days=1))
        .add_extension(odd, critical=False)
        .sign(key, hashes.SHA256())
    )
    assert why_unfit(own, NOW, trusted) == "chứng thư không đúng chuẩn"
    holder = pki.Holder(key, own)
    assert verify_pdf(simple(Seal(holder=holder)), trusted).signatures[0].reason == "odd_certificate"


def test_trusted_files(tmp_path: Path, made: pki.Pki) -> None:
    file = tmp_path / "roots.pem"
    pki.write_roots(file, [made.root.certificate, made.issuing.certificate])
    assert len(read_trusted([file])) == 2
    (tmp_path / "bad.pem").write_text("hello")
    for bad in ("bad.pem", "none.pem"):
        with pytest.raises(UnreadableInput) as caught:
            read_trusted([tmp_path / bad])
        assert caught.value.subject == bad
