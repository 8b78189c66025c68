"""A batch as the clerk knows it: one PIN, roles, the rest after an interruption, evidence, proofs added later.

The file is long because all of it needs the same counter with the same token.
"""

from __future__ import annotations

import io
import json
import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pikepdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.x509.oid import NameOID
from sqlalchemy import Connection

from desktop.machine.clock import SteppingClock
from desktop.machine.folders import folders
from desktop.machine.settings import Settings
from desktop.model.data import as_data
from desktop.model.dossier import Paper, PaperKind
from desktop.model.outbox import canonical_sha256
from desktop.model.signature import EvidenceKind, SignatureRole
from desktop.model.states import DigitisationState, DossierState, SigningState, SyncState
from desktop.signing.engines.software import write_token
from desktop.signing.errors import CertificateUnfit, PinLocked, PinWrong
from desktop.signing.tokens.client import TokenHost
from desktop.signing.verify import Word, verify_pdf
from desktop.store import audit, contents, dossiers, outbox, papers, signatures
from desktop.store.file import Store
from desktop.training import pki
from desktop.workflow.errors import NotSealKeeper
from desktop.workflow.extending import TSA_RESTS, Extending
from desktop.workflow.identities import SigningIdentity
from desktop.workflow.signing import Signing, SignOutcome
from tests.faults.power import Place, every_moment, full_disk, some
from tests.samples import MemorySecrets, sample_dossier

from .authority import Authority

NOW = datetime.now(UTC).replace(microsecond=0)
PIN = b"Mat-khau-8"
OFFICIAL, AGENCY = "Lê Thị Mẫu", "Ủy ban nhân dân xã Mẫu"


class Counter:
    """A counter with real certificates, a real authority and a store; no scanner."""

    def __init__(self, folder: Path, authority: Authority, pdf: bytes) -> None:
        self.authority = authority
        self.folder = folder / "token"
        self.folder.mkdir()
        (self.folder / "TRAINING").touch()
        held = []
        for name in (OFFICIAL, AGENCY):
            key = pki.new_key()
            held.append((key, authority.certify(key.public_key(), pki.name(name, title="Công chức"))))
        write_token(self.folder, "S1", "Token", held, PIN)
        self.official, self.agency = (certificate for _, certificate in held)
        self.secrets, self.place = MemorySecrets(), folders(folder / "data", training=False)
        self.store = Store(self.place, self.secrets, training=False)
        self.clock = SteppingClock(NOW)
        roots = folder / "roots"
        roots.mkdir()
        pki.write_roots(roots / "root.pem", authority.trusted)
        self.settings = Settings(
            officer="mau",
            officer_name=OFFICIAL,
            officer_roles=("van_thu",),
            unit_name="Trung tâm Phục vụ hành chính công xã Mẫu",
            agency_name=AGENCY,
            trust_roots=(str(roots),),
            tsa_address=f"{authority.address}/tsa",
        )
        self.host = TokenHost(software=self.folder)
        self.answers = folder / "answers"
        self._pdf = pdf
        self.dossier_id = self._dossier()
        self.papers = [self._paper(at) for at in range(3)]

    def signing(self, **changes: Any) -> Signing:
        return Signing(self.store, self.clock, replace(self.settings, **changes), lambda: self.host, self.answers)

    def extending(self, signing: Signing, **changes: Any) -> Extending:
        return Extending(self.store, self.clock, replace(self.settings, **changes), signing.authorities)

    def _dossier(self) -> UUID:
        new = sample_dossier(received_at=NOW)
        with self.store.writing() as tx:
            dossiers.add(tx, new)
        return new.id

    def _paper(self, position: int) -> UUID:
        with self.store.writing() as tx:
            sha256 = contents.keep(tx, self._pdf)
            new = Paper(
                id=uuid4(),
                dossier_id=self.dossier_id,
                kind=PaperKind.COMPONENT,
                code=f"GT{position}",
                name=f"Giấy tờ {position}",
                position=position,
                digitisation=DigitisationState.BUILT,
                pdf_sha256=sha256,
            )
            papers.add(tx, new)
        return new.id

    def paper(self, paper_id: UUID) -> Paper:
        with self.store.reading() as tx:
            return papers.get(tx, paper_id)

    def pdf(self, paper_id: UUID) -> bytes:
        with self.store.reading() as tx:
            return contents.fetch(tx, papers.get(tx, paper_id).pdf_sha256)

    def close(self) -> None:
        self.host.close()
        self.store.close()


@pytest.fixture(scope="module")
def authority() -> Iterator[Authority]:
    one = Authority(NOW)
    yield one
    one.close()


@pytest.fixture
def counter(tmp_path: Path, authority: Authority, paper: bytes) -> Iterator[Counter]:
    one = Counter(tmp_path, authority, paper)
    yield one
    one.close()
    authority.faults.clear()
    authority.revoked.clear()
    authority.asked.clear()


def who(signing: Signing, role: SignatureRole = SignatureRole.OFFICIAL) -> SigningIdentity:
    return next(one for one in signing.identities(role) if one.fit)


def sign(signing: Signing, ids: Sequence[UUID], role: SignatureRole = SignatureRole.OFFICIAL) -> list[SignOutcome]:
    return signing.sign(ids, who(signing, role), bytearray(PIN))


def test_official_then_agency_with_evidence(counter: Counter) -> None:
    signing = counter.signing()
    assert [paper.id for paper in signing.ready()] == counter.papers
    seen: list[int] = []
    outcomes = signing.sign(counter.papers, who(signing), bytearray(PIN), lambda done, total, paper: seen.append(done))
    assert all(outcome.ok for outcome in outcomes)
    assert seen == [0, 1, 2]
    assert signing.ready() == []
    assert len(signing.ready(role=SignatureRole.AGENCY)) == 3
    assert all(outcome.ok for outcome in sign(signing, counter.papers, SignatureRole.AGENCY))
    assert counter.paper(counter.papers[0]).signing is SigningState.AGENCY_SIGNED
    with counter.store.reading() as tx:
        first, second = signatures.of_paper(tx, counter.papers[0])
        proofs = signatures.evidence_of(tx, first.id)
    assert [first.role, second.role] == ["official", "agency"]
    assert (first.level, first.time_source, first.revocation) == ("B-T", "tsa", "good")
    assert first.software.startswith("quayso ")
    kinds = {proof.kind for proof in proofs}
    assert kinds == set(EvidenceKind)
    check = next(proof.data for proof in proofs if proof.kind is EvidenceKind.CHECK)
    assert json.loads(check)["verdict"] == "valid"
    certificate = next(proof.data for proof in proofs if proof.kind is EvidenceKind.CERTIFICATE)
    assert x509.load_der_x509_certificate(certificate) == counter.official
    verdict = verify_pdf(counter.pdf(counter.papers[0]), counter.authority.trusted, desk=signing.authorities.desk)
    assert [one.signer for one in verdict.signatures] == [OFFICIAL, AGENCY]
    assert verdict.word is Word.VALID


def test_revocation_is_asked_once_for_a_batch(counter: Counter) -> None:
    sign(counter.signing(), counter.papers)
    assert counter.authority.asked.count("/ocsp") == 1


def test_only_the_seal_keeper_signs_for_the_agency(counter: Counter) -> None:
    keeper = counter.signing()
    sign(keeper, counter.papers[:1])
    identity = who(keeper, SignatureRole.AGENCY)
    other = counter.signing(officer_roles=())
    assert not any(one.fit for one in other.identities(SignatureRole.AGENCY))
    pin = bytearray(PIN)
    with pytest.raises(NotSealKeeper):
        other.sign(counter.papers[:1], identity, pin)
    assert not any(pin)
    assert counter.paper(counter.papers[0]).signing is SigningState.SIGNED


def test_the_agency_signs_nothing_before_the_official(counter: Counter) -> None:
    signing = counter.signing()
    (outcome,) = sign(signing, counter.papers[:1], SignatureRole.AGENCY)
    assert (outcome.ok, outcome.trouble) == (False, "official_first")
    assert counter.paper(counter.papers[0]).signing is SigningState.UNSIGNED
    copying = counter.signing(copy_form="SAO Y")
    (outcome,) = sign(copying, counter.papers[:1], SignatureRole.AGENCY)
    assert outcome.ok
    (late,) = sign(copying, counter.papers[:1])
    assert late.sentence == "Đã ký từ trước."


def test_certificates_are_listed_with_their_reasons(counter: Counter) -> None:
    signing = counter.signing()
    listed = {one.signer: one for one in signing.identities()}
    assert listed[OFFICIAL].fit
    assert (listed[OFFICIAL].title, listed[OFFICIAL].token_label) == ("Công chức", "Token")
    assert "cán bộ đang đăng nhập" in listed[AGENCY].why_not
    agency = {one.signer: one for one in signing.identities(SignatureRole.AGENCY)}
    assert agency[AGENCY].fit
    assert not agency[OFFICIAL].fit


def test_the_official_may_be_matched_by_a_number(counter: Counter) -> None:
    serial = f"{counter.agency.serial_number:x}"
    pairs = ":".join(serial.rjust(len(serial) + len(serial) % 2, "0")[at : at + 2] for at in range(0, len(serial), 2))
    for entry in (serial, serial.upper(), pairs):
        fit = [one.signer for one in counter.signing(officer_certificates=(entry,)).identities() if one.fit]
        assert fit == [AGENCY]
    assert not any(one.fit for one in counter.signing(officer_certificates=("12ab",)).identities())


def test_a_number_in_the_subject_matches(counter: Counter) -> None:
    from desktop.workflow.identities import _matches

    key = pki.new_key()
    parts = [*pki.name("Ai đó"), x509.NameAttribute(NameOID.USER_ID, "CCCD:012345678901")]
    certificate = pki.issue(key.public_key(), x509.Name(parts), counter.authority.issuing, NOW)
    assert _matches(certificate, "Người khác", ("012345678901",))
    assert not _matches(certificate, "Ai đó", ("012345678902",))


def test_one_wrong_pin_signs_nothing_and_locks_nothing(counter: Counter) -> None:
    signing = counter.signing()
    pin = bytearray(b"sai-roi")
    with pytest.raises(PinWrong):
        signing.sign(counter.papers, who(signing), pin)
    assert not any(pin)
    assert len(signing.ready()) == 3
    assert who(signing).warning == "Lần trước đã nhập sai PIN."
    with pytest.raises(PinWrong):
        signing.sign(counter.papers, who(signing), bytearray(b"sai"))
    assert "một lần" in who(signing).warning
    with pytest.raises(PinLocked):
        signing.sign(counter.papers, who(signing), bytearray(b"sai"))
    assert {one.why_not for one in signing.identities()} == {"USB ký số đã bị khoá"}


def test_a_revoked_certificate_costs_no_pin_try(counter: Counter) -> None:
    signing = counter.signing()
    identity = who(signing)
    counter.authority.revoked[counter.official.serial_number] = NOW - timedelta(hours=1)
    pin = bytearray(b"sai")
    with pytest.raises(CertificateUnfit, match="thu hồi"):
        signing.sign(counter.papers, identity, pin)
    assert not any(pin)
    assert not counter.host.tokens()[0].count_low


def test_where_nobody_answers_the_office_decides(counter: Counter) -> None:
    counter.authority.faults.update({"ocsp": "down", "crl": "down", "tsa": "down"})
    strict = counter.signing(revocation_unreachable="refuse")
    with pytest.raises(CertificateUnfit, match="chưa kiểm tra được"):
        sign(strict, counter.papers)
    (outcome, *_) = sign(counter.signing(), counter.papers[:1])
    assert (outcome.ok, outcome.sentence) == (True, "Đã ký và kiểm tra lại. Chưa có dấu thời gian.")
    with counter.store.reading() as tx:
        (made,) = signatures.of_paper(tx, counter.papers[0])
    assert (made.level, made.time_source, made.revocation) == ("B-B", "clock", "unchecked")


@pytest.mark.faults
def test_a_token_pulled_in_the_batch_and_the_rest_afterwards(counter: Counter) -> None:
    signing = counter.signing()
    identity = who(signing)
    card = counter.folder / "S1.json"

    def pull(done: int, total: int, paper: Paper) -> None:
        if done == 1:
            card.rename(card.with_suffix(".away"))

    outcomes = signing.sign(counter.papers, identity, bytearray(PIN), pull)
    assert [one.ok for one in outcomes] == [True, False, False]
    assert (outcomes[1].trouble, outcomes[2].sentence) == ("token_gone", "Chưa ký vì phiên ký đã dừng.")
    assert all(one.advice for one in outcomes[1:])
    card.with_suffix(".away").rename(card)
    assert [paper.id for paper in signing.ready()] == counter.papers[1:]
    # The same batch once more is the rest of it.
    again = signing.sign(counter.papers, identity, bytearray(PIN))
    assert [one.ok for one in again] == [True, True, True]
    assert again[0].sentence == "Đã ký từ trước."


def test_a_paper_that_cannot_be_signed_stops_no_other(counter: Counter) -> None:
    with counter.store.writing() as tx:
        papers.change(tx, counter.papers[1], pdf_sha256=contents.keep(tx, b"%PDF-1.7\nbroken"))
    outcomes = sign(counter.signing(), counter.papers)
    assert [one.ok for one in outcomes] == [True, False, True]
    assert outcomes[1].trouble == "unreadable_input"


def test_the_visible_signature_stands_where_the_clerk_put_it(counter: Counter) -> None:
    signing = counter.signing()
    room = signing.preview(counter.papers[0]).room
    covering = (300 / 200 * 25.4 - 10, 400 / 200 * 25.4 - 10)
    assert not room.clear(covering)
    chosen = (40.0, 150.0)
    assert room.clear(chosen)
    places = {counter.papers[0]: chosen, counter.papers[1]: covering}
    outcomes = signing.sign(counter.papers, who(signing), bytearray(PIN), places=places)
    assert [one.ok for one in outcomes] == [True, False, True]
    assert (outcomes[1].trouble, "che chữ" in outcomes[1].sentence) == ("stamp_covers", True)
    assert counter.paper(counter.papers[1]).signing is SigningState.UNSIGNED
    boxes = []
    for paper_id in (counter.papers[0], counter.papers[2]):
        with pikepdf.open(io.BytesIO(counter.pdf(paper_id))) as pdf:
            boxes.append([float(side) for side in pdf.Root.AcroForm.Fields[0].Rect])
    assert boxes[0] == [round(side) for side in room.box(chosen)]
    assert boxes[1] == [round(side) for side in room.box()]
    # Undone: by itself it is signed.
    (again,) = signing.sign(counter.papers[1:2], who(signing), bytearray(PIN))
    assert again.ok


def test_the_second_signature_keeps_clear_of_the_first(counter: Counter) -> None:
    signing = counter.signing()
    sign(signing, counter.papers[:1])
    with pikepdf.open(io.BytesIO(counter.pdf(counter.papers[0]))) as pdf:
        left, _, _, top = (float(side) for side in pdf.Root.AcroForm.Fields[0].Rect)
        high = float(pdf.pages[0].mediabox[3])
    room = signing.preview(counter.papers[0], SignatureRole.AGENCY).room
    assert not room.clear((left / 72 * 25.4, (high - top) / 72 * 25.4))


def test_stopped_by_the_clerk(counter: Counter) -> None:
    signing, stop = counter.signing(), threading.Event()
    outcomes = signing.sign(counter.papers, who(signing), bytearray(PIN), lambda done, *_: stop.set(), stop)
    assert [one.ok for one in outcomes] == [True]


def _closed(counter: Counter) -> None:
    with counter.store.writing() as tx:
        dossiers.set_state(tx, counter.dossier_id, DossierState.CLOSED)


def test_proofs_are_added_before_the_file_leaves(counter: Counter) -> None:
    _closed(counter)
    counter.authority.faults["tsa"] = "down"
    signing = counter.signing()
    sign(signing, counter.papers)
    before = [counter.paper(one) for one in counter.papers]
    assert {one.sync for one in before} == {SyncState.QUEUED}
    extending = counter.extending(signing)
    assert not extending.extend(counter.papers[0])
    assert extending.extend_all() == 0
    counter.authority.faults.clear()
    asked = len(counter.authority.asked)
    assert not extending.extend(counter.papers[0])
    assert len(counter.authority.asked) == asked
    counter.clock.forward(TSA_RESTS)
    assert len(extending.waiting()) == 3
    assert extending.extend(counter.papers[0])
    assert not extending.extend(counter.papers[0])
    assert extending.extend_all() == 2
    assert extending.waiting() == []
    for old, paper_id in zip(before, counter.papers, strict=True):
        now = counter.paper(paper_id)
        assert now.pdf_sha256 != old.pdf_sha256
        with counter.store.reading() as tx:
            (made,) = signatures.of_paper(tx, paper_id)
            chain = outbox.steps(tx, dossier_id=counter.dossier_id)
        assert (made.level, made.time_source, made.revocation) == ("B-LTA", "tsa", "good")
        assert verify_pdf(counter.pdf(paper_id), counter.authority.trusted).word is Word.VALID
        text = json.dumps([as_data(step.payload) for step in chain])
        assert now.pdf_sha256 in text
        assert old.pdf_sha256 not in text
        assert all(step.payload_sha256 == canonical_sha256(step.payload) for step in chain)


def test_a_file_that_has_begun_to_leave_never_changes(counter: Counter) -> None:
    _closed(counter)
    signing = counter.signing()
    sign(signing, counter.papers)
    with counter.store.reading() as tx:
        step = next(one for one in outbox.steps(tx) if one.paper_id == counter.papers[0])
    outbox.Outbox(counter.store).begin(step.id)
    before = counter.paper(counter.papers[0]).pdf_sha256
    extending = counter.extending(signing)
    assert not extending.extend(counter.papers[0])
    (outcome,) = sign(signing, counter.papers[:1], SignatureRole.AGENCY)
    assert (outcome.ok, outcome.trouble) == (False, "already_sending")
    assert counter.paper(counter.papers[0]).pdf_sha256 == before


def test_what_waits_too_long_for_proven_time_is_told(counter: Counter) -> None:
    signing = counter.signing(tsa_address="")
    sign(signing, counter.papers[:1])
    extending = counter.extending(signing, tsa_address="")
    assert not extending.extend(counter.papers[0])
    assert extending.overdue() == []
    counter.clock.forward(timedelta(days=8))
    assert [paper.id for paper in extending.overdue()] == counter.papers[:1]


def test_a_certificate_that_turns_out_revoked_is_told(counter: Counter) -> None:
    counter.authority.faults.update({"ocsp": "down", "crl": "down", "tsa": "down"})
    signing = counter.signing()
    sign(signing, counter.papers[:1])
    counter.authority.faults.clear()
    counter.authority.revoked[counter.official.serial_number] = NOW - timedelta(hours=1)
    extending = counter.extending(signing)
    assert extending.revoked() == []
    assert not extending.extend(counter.papers[0])
    assert [paper.id for paper in extending.revoked()] == counter.papers[:1]


def test_evidence_is_kept_once(counter: Counter) -> None:
    sign(counter.signing(), counter.papers)
    with counter.store.reading() as tx:
        made = [one for paper_id in counter.papers for one in signatures.of_paper(tx, paper_id)]
        crls = [
            {hash(proof.data) for proof in signatures.evidence_of(tx, one.id) if proof.kind is EvidenceKind.CRL}
            for one in made
        ]
    assert crls[0]
    assert crls[0] == crls[1] == crls[2]
    assert counter.official.fingerprint(hashes.SHA256()).hex() == made[0].certificate_sha256


def signed(tx: Connection, paper_id: UUID) -> bool:
    """Whether a paper is signed; nothing of a signature is here without the rest."""
    paper, own = papers.get(tx, paper_id), signatures.of_paper(tx, paper_id)
    assert (paper.signing is SigningState.SIGNED) is bool(own)
    assert [one.pdf_sha256 for one in own] in ([], [paper.pdf_sha256])
    assert (b"/ByteRange" in contents.fetch(tx, paper.pdf_sha256)) is bool(own)
    assert all(signatures.evidence_of(tx, one.id) for one in own)
    return bool(own)


def test_killed_at_any_moment_of_a_batch_each_paper_is_signed_whole_or_not_at_all(counter: Counter, tmp_path: Path):
    signing = counter.signing()
    with every_moment(Place(counter.place, counter.secrets), tmp_path / "moments") as moments:
        assert all(outcome.ok for outcome in sign(signing, counter.papers))
    counts = []
    for moment in some(moments):
        store = moment.opened()
        with store.reading() as tx:
            counts.append(sum(signed(tx, paper_id) for paper_id in counter.papers))
            assert audit.first_broken(tx) is None
        store.close()
    assert counts == sorted(counts)
    assert set(counts) == {0, 1, 2, 3}


def test_on_a_full_disk_nothing_is_signed_by_half_and_with_room_the_batch_is_signed(counter: Counter):
    signing = counter.signing()
    with full_disk(counter.store):
        outcomes = sign(signing, counter.papers)
    assert {outcome.trouble for outcome in outcomes} == {"disk_full"}
    with counter.store.reading() as tx:
        assert not any(signed(tx, paper_id) for paper_id in counter.papers)
    assert all(outcome.ok for outcome in sign(signing, counter.papers))


def test_a_clock_that_ran_ahead_keeps_nobody_waiting_for_the_time_authority(counter: Counter) -> None:
    counter.authority.faults["tsa"] = "down"
    signing = counter.signing()
    sign(signing, counter.papers[:1])
    extending = counter.extending(signing)
    counter.clock.forward(timedelta(days=100))
    assert not extending.extend(counter.papers[0])
    counter.authority.faults.clear()
    counter.clock.forward(timedelta(days=-100))
    assert extending.extend(counter.papers[0])
