"""What the authorities say: revoked, silent, lying; nothing of it stops a signature, and nothing unknown is valid."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes

from desktop.machine.clock import SteppingClock
from desktop.model.signature import EvidenceKind
from desktop.signing.authorities.answers import MOST_FILES, Answers
from desktop.signing.authorities.line import Unreachable, ask
from desktop.signing.authorities.revocation import Revocation, RevocationDesk, Standing
from desktop.signing.authorities.timestamp import Tsa
from desktop.signing.checks import chain
from desktop.signing.engines.software import write_token
from desktop.signing.errors import CertificateUnfit, NotExtendable, TimestampMissing
from desktop.signing.extend import extend_pdf
from desktop.signing.pades import SignatureRequest, SignedPdf, sign_pdf
from desktop.signing.tokens.client import SigningSession, TokenHost, open_key
from desktop.signing.verify import Word, verify_pdf
from desktop.training import pki

from .authority import Authority

NOW = datetime.now(UTC).replace(microsecond=0)
PIN = b"Mat-khau-8"
LATER = NOW + timedelta(days=900)


@dataclass
class Counter:
    """A counter with one software token under the authority of the test."""

    authority: Authority
    certificate: x509.Certificate
    session: SigningSession
    answers: Path

    @property
    def way(self) -> list[x509.Certificate]:
        return chain(self.certificate, self.authority.trusted, NOW)

    def desk(self, *, online: bool = True, answer_s: float = 6) -> RevocationDesk:
        return RevocationDesk(Answers(self.answers), online=online, answer_s=answer_s)

    def tsa(self, answer_s: float = 6) -> Tsa:
        return Tsa(f"{self.authority.address}/tsa", self.authority.trusted, SteppingClock(NOW), answer_s=answer_s)

    def sign(self, pdf: bytes, **more: Any) -> SignedPdf:
        given: dict[str, Any] = {"role": "official", "signed_at": NOW, "trusted": self.authority.trusted}
        return sign_pdf(pdf, self.session, SignatureRequest(**{**given, **more}))

    def revoke(self, at: datetime) -> None:
        self.authority.revoked[self.certificate.serial_number] = at


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Authority, x509.Certificate, SigningSession]]:
    folder = tmp_path_factory.mktemp("token")
    (folder / "TRAINING").touch()
    authority = Authority(NOW)
    key = pki.new_key()
    certificate = authority.certify(key.public_key(), pki.name("Nguyễn Văn Thử"))
    write_token(folder, "S1", "Token", [(key, certificate)], PIN)
    host = TokenHost(software=folder)
    with open_key(host, "S1", certificate.fingerprint(hashes.SHA256()).hex(), bytearray(PIN)) as session:
        yield authority, certificate, session
    host.close()
    authority.close()


@pytest.fixture
def counter(shared: tuple[Authority, x509.Certificate, SigningSession], tmp_path: Path) -> Iterator[Counter]:
    yield Counter(*shared, tmp_path / "answers")
    shared[0].faults.clear()
    shared[0].revoked.clear()
    shared[0].asked.clear()


def test_a_good_certificate_is_good_by_signed_answers(counter: Counter) -> None:
    found = counter.desk().look(counter.way, NOW)
    assert found.standing is Standing.GOOD
    assert (len(found.ocsps), len(found.crls)) == (1, 2 if "/issuing.crl" in counter.authority.asked else 1)


@pytest.mark.parametrize("fault", ["down", "garbage", "huge"])
def test_without_ocsp_the_list_decides(counter: Counter, fault: str) -> None:
    counter.authority.faults["ocsp"] = fault
    found = counter.desk().look(counter.way, NOW)
    assert found.standing is Standing.GOOD
    assert not found.ocsps
    assert len(found.crls) == 2


@pytest.mark.parametrize("broken", [(), ("ocsp",), ("crl",)])
def test_a_revoked_certificate_never_signs(counter: Counter, paper: bytes, broken: tuple[str, ...]) -> None:
    counter.revoke(NOW - timedelta(hours=1))
    counter.authority.faults.update(dict.fromkeys(broken, "down"))
    found = counter.desk().look(counter.way, NOW)
    assert found.standing is Standing.REVOKED
    with pytest.raises(CertificateUnfit, match="thu hồi"):
        counter.sign(paper, revocation=found)
    assert counter.session.usable


@pytest.mark.parametrize("fault", ["down", "garbage", "huge"])
def test_who_cannot_be_asked_is_unchecked_and_the_office_decides(counter: Counter, paper: bytes, fault: str) -> None:
    counter.authority.faults.update({"ocsp": fault, "crl": fault})
    found = counter.desk().look(counter.way, NOW)
    assert found.standing is Standing.UNCHECKED
    with pytest.raises(CertificateUnfit, match="chưa kiểm tra được"):
        counter.sign(paper, revocation=found, revocation_required=True)
    signed = counter.sign(paper, revocation=found)
    assert signed.revocation is Standing.UNCHECKED
    verdict = verify_pdf(signed.pdf, counter.authority.trusted)
    assert verdict.word is Word.UNKNOWN
    assert "thu hồi" in verdict.signatures[0].why
    counter.authority.faults.clear()
    assert verify_pdf(signed.pdf, counter.authority.trusted, desk=counter.desk()).word is Word.VALID


def test_a_silent_authority_costs_seconds_not_the_signature(counter: Counter) -> None:
    counter.authority.faults.update({"ocsp": "silent", "crl": "silent"})
    assert counter.desk(answer_s=0.2).look(counter.way, NOW).standing is Standing.UNCHECKED


def test_answers_are_remembered_for_a_counter_without_a_line(counter: Counter) -> None:
    assert counter.desk().look(counter.way, NOW).standing is Standing.GOOD
    asked = len(counter.authority.asked)
    assert counter.desk().look(counter.way, NOW + timedelta(hours=1)).standing is Standing.GOOD
    assert len(counter.authority.asked) == asked
    offline = counter.desk(online=False)
    assert offline.look(counter.way, NOW + timedelta(hours=20)).standing is Standing.GOOD
    assert offline.look(counter.way, NOW + timedelta(days=8)).standing is Standing.UNCHECKED


def test_yesterdays_answer_is_asked_for_again(counter: Counter) -> None:
    counter.desk().look(counter.way, NOW)
    counter.revoke(NOW + timedelta(hours=7))
    counter.authority.now = NOW + timedelta(hours=8)
    try:
        assert counter.desk().look(counter.way, NOW + timedelta(hours=8)).standing is Standing.REVOKED
    finally:
        counter.authority.now = NOW


def test_a_spoilt_memory_is_asked_again_and_stays_small(counter: Counter) -> None:
    counter.desk().look(counter.way, NOW)
    for file in counter.answers.iterdir():
        file.write_bytes(b"rubbish")
    assert counter.desk().look(counter.way, NOW).standing is Standing.GOOD
    answers = Answers(counter.answers)
    for at in range(MOST_FILES + 5):
        answers.put(f"question {at}", b"x", NOW)
    assert len(list(counter.answers.iterdir())) == MOST_FILES


def test_only_the_web_is_asked() -> None:
    for url in ("ldap://127.0.0.1/x", "file:///etc/passwd", "http://127.0.0.1:1/x", "nonsense"):
        with pytest.raises(Unreachable):
            ask(url, limit=10, answer_s=0.5)


def test_a_stranger_is_never_asked_about(counter: Counter, paper: bytes) -> None:
    signed = counter.sign(paper).pdf
    stranger = pki.authority("Gốc lạ khác", NOW)
    counter.authority.asked.clear()
    assert verify_pdf(signed, [stranger.certificate], desk=counter.desk()).word is Word.UNKNOWN
    assert counter.authority.asked == []


def test_time_makes_it_b_t(counter: Counter, paper: bytes) -> None:
    signed = counter.sign(paper, tsa=counter.tsa())
    assert (signed.level, signed.time_source) == ("B-T", "tsa")
    assert EvidenceKind.TIMESTAMP in {one.kind for one in signed.evidence}
    assert verify_pdf(signed.pdf, counter.authority.trusted).signatures[0].time_source == "tsa"


@pytest.mark.parametrize("fault", ["down", "garbage", "huge", "late", "stranger", "sha1", "silent"])
def test_a_dead_or_lying_time_authority_never_stops_signing(counter: Counter, paper: bytes, fault: str) -> None:
    counter.authority.faults["tsa"] = fault
    tsa = counter.tsa(answer_s=0.3 if fault == "silent" else 6)
    for _ in range(3):
        signed = counter.sign(paper, tsa=tsa)
        assert (signed.level, signed.time_source) == ("B-B", "clock")
    assert counter.authority.asked.count("/tsa") == 1


@pytest.mark.parametrize("fault", ["down", "late", "stranger", "replay"])
def test_a_time_authority_that_turns_bad_in_the_batch(counter: Counter, paper: bytes, fault: str) -> None:
    tsa = counter.tsa()
    assert counter.sign(paper, tsa=tsa).level == "B-T"
    counter.authority.faults["tsa"] = fault
    for _ in range(2):
        signed = counter.sign(paper, tsa=tsa)
        assert signed.level == "B-B"
        found = verify_pdf(signed.pdf, counter.authority.trusted).signatures[0]
        assert (found.intact, found.covers_whole_file, found.time_source) == (True, True, "clock")


@pytest.mark.parametrize("timed", [False, True])
def test_extended_without_the_token_the_first_signature_stays_valid(
    counter: Counter, paper: bytes, tmp_path: Path, timed: bool
) -> None:
    trusted = counter.authority.trusted
    first = counter.sign(paper, tsa=counter.tsa() if timed else None)
    done = extend_pdf(first.pdf, trusted, counter.desk(), counter.tsa(), NOW)
    assert done.level == "B-LTA"
    assert done.pdf.startswith(first.pdf)
    assert {EvidenceKind.CRL, EvidenceKind.OCSP, EvidenceKind.TIMESTAMP} == {one.kind for one in done.evidence}
    # Nothing but the file itself and the roots, offline.
    (only,) = verify_pdf(done.pdf, trusted).signatures
    assert (only.word, only.time_source, only.changes_after) == (Word.VALID, "tsa", "signatures")
    if shutil.which("pdfsig"):
        (tmp_path / "x.pdf").write_bytes(done.pdf)
        said = subprocess.run(["pdfsig", str(tmp_path / "x.pdf")], capture_output=True, check=False).stdout.decode()
        assert "Signature is Valid" in said
    again = extend_pdf(done.pdf, trusted, counter.desk(), counter.tsa(), NOW)
    assert verify_pdf(again.pdf, trusted).word is Word.VALID


def test_proven_time_outlives_the_certificate_and_its_revocation(paper: bytes, counter: Counter) -> None:
    trusted = counter.authority.trusted
    plain = counter.sign(paper).pdf
    kept = extend_pdf(plain, trusted, counter.desk(), counter.tsa(), NOW).pdf
    soon = NOW + timedelta(days=2)
    counter.revoke(NOW + timedelta(days=1))
    counter.authority.now = soon
    fresh = RevocationDesk(Answers(None))
    try:
        assert verify_pdf(kept, trusted, at=soon, desk=fresh).word is Word.VALID
        late = verify_pdf(plain, trusted, at=soon, desk=fresh)
        assert (late.word, late.signatures[0].revocation) == (Word.UNKNOWN, Standing.REVOKED_LATER)
        counter.revoke(NOW - timedelta(hours=1))
        gone = verify_pdf(plain, trusted, at=soon, desk=fresh)
        assert (gone.word, gone.signatures[0].why) == (Word.UNKNOWN, "chứng thư đã bị thu hồi trước khi ký")
    finally:
        counter.authority.now = NOW


def test_a_chain_of_times_outlives_the_signer(paper: bytes, counter: Counter) -> None:
    """The signer's certificate ends after two days; the authority of time goes on."""
    kept = extend_pdf(counter.sign(paper).pdf, counter.authority.trusted, counter.desk(), counter.tsa(), NOW).pdf
    assert verify_pdf(kept, counter.authority.trusted, at=NOW + timedelta(days=700)).word is Word.VALID
    # Here the time authority's own certificate has ended too, and no newer time vouches for it.
    assert verify_pdf(kept, counter.authority.trusted, at=LATER).word is Word.UNKNOWN


def test_time_that_comes_after_the_certificates_end_proves_nothing(paper: bytes, counter: Counter) -> None:
    """Else an expired certificate could sign under an earlier date for ever."""
    late = NOW + timedelta(days=800)
    counter.authority.now = late
    try:
        tsa = Tsa(f"{counter.authority.address}/tsa", counter.authority.trusted, SteppingClock(late))
        signed = counter.sign(paper).pdf
        done = extend_pdf(signed, counter.authority.trusted, RevocationDesk(Answers(None)), tsa, late)
    finally:
        counter.authority.now = NOW
    verdict = verify_pdf(done.pdf, counter.authority.trusted, at=late)
    assert (verdict.word, verdict.signatures[0].time_source) == (Word.UNKNOWN, "tsa")
    assert "hết hạn" in verdict.signatures[0].why


def test_nothing_is_appended_without_time(counter: Counter, paper: bytes) -> None:
    trusted = counter.authority.trusted
    signed = counter.sign(paper).pdf
    with pytest.raises(NotExtendable):
        extend_pdf(paper, trusted, counter.desk(), counter.tsa(), NOW)
    spoilt = signed[:3000] + bytes([signed[3000] ^ 1]) + signed[3001:]
    with pytest.raises(Exception, match=r"không hợp lệ|bị hỏng"):
        extend_pdf(spoilt, trusted, counter.desk(), counter.tsa(), NOW)
    counter.authority.faults["tsa"] = "down"
    with pytest.raises(TimestampMissing):
        extend_pdf(signed, trusted, counter.desk(), counter.tsa(), NOW)


def test_time_without_answers_is_b_t(counter: Counter, paper: bytes) -> None:
    signed = counter.sign(paper).pdf
    counter.authority.faults.update({"ocsp": "down", "crl": "down"})
    done = extend_pdf(signed, counter.authority.trusted, counter.desk(), counter.tsa(), NOW)
    assert done.level == "B-T"
    assert verify_pdf(done.pdf, counter.authority.trusted).word is Word.UNKNOWN


def test_pss_where_the_office_wants_it(counter: Counter, paper: bytes) -> None:
    signed = counter.sign(paper, pss=True)
    assert signed.verdict.intact
    with pikepdf.open(io.BytesIO(signed.pdf)) as pdf:
        cms = bytes(pdf.Root.AcroForm.Fields[0].V.Contents)
    assert bytes.fromhex("06092a864886f70d01010a") in cms


def test_the_room_for_a_signature_fits_it(counter: Counter, paper: bytes) -> None:
    """Zeros behind the signature travel over thin lines too."""
    signed = counter.sign(paper, tsa=counter.tsa()).pdf
    with pikepdf.open(io.BytesIO(signed)) as pdf:
        cms = bytes(pdf.Root.AcroForm.Fields[0].V.Contents)
    assert len(cms) - 4 - int.from_bytes(cms[2:4], "big") < 3000


def test_an_unasked_certificate_is_unchecked(counter: Counter, paper: bytes) -> None:
    assert counter.sign(paper, revocation=Revocation()).revocation is Standing.UNCHECKED
