"""Signatures that a province sends back, and tokens with which nothing fit can be signed: certificates in SoftHSM2."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from desktop.app import App, open_app
from desktop.machine.clock import SteppingClock
from desktop.machine.settings import Settings
from desktop.model.signature import SEAL_KEEPER, SignatureRole
from desktop.model.states import SigningState, SyncState
from desktop.signing.tokens.client import TokenHost
from desktop.store import signatures
from desktop.training import pki
from desktop.training.station import PIN as TRAINING_PIN
from desktop.workflow.readiness.check import Readiness
from desktop.workflow.readiness.finding import Finding, Grade, Stage
from desktop.workflow.repeats import Repeats
from desktop.workflow.signing import Signing, SignOutcome
from tests.signing.conftest import NOW, OFFICIAL, PIN, Hsm, filled, host, hsm, softhsm_module
from tests.workflow.readiness.desk import Desk

__all__ = ["filled", "host", "hsm", "softhsm_module"]


@pytest.fixture
def app(training_data: Path) -> Iterator[App]:
    with open_app(training_data, training=True) as app:
        yield app


class Signers:
    """The counter of the dossier, with certificates of SoftHSM2 instead of the training token."""

    def __init__(self, desk: Desk, hsm: Hsm, host: TokenHost, folder: Path) -> None:
        self.desk, self.hsm, self.host = desk, hsm, host
        roots = folder / "roots.pem"
        pki.write_roots(roots, hsm.trusted)
        self.settings = replace(
            desk.app.settings,
            officer_name=OFFICIAL,
            officer_roles=(SEAL_KEEPER,),
            agency_name="Ủy ban nhân dân xã Mẫu",
            trust_roots=(str(roots),),
            tsa_address="",
        )

    def signing(self, at: datetime = NOW, **changes: Any) -> Signing:
        settings = replace(self.settings, **changes)
        return Signing(self.desk.app._store, SteppingClock(at), settings, lambda: self.host)

    def sign(self, name: str, at: datetime, role: SignatureRole = SignatureRole.OFFICIAL, **changes: Any) -> None:
        """The form is signed with a certificate that was fit at that moment, by those settings."""
        signing = self.signing(at, **changes)
        one = next(i for i in signing.identities(role) if i.certificate_sha256 == self.hsm.sha256(name))
        outcomes = signing.sign([self.desk.form.id], one, bytearray(PIN.encode()))
        assert [outcome.ok for outcome in outcomes] == [True], outcomes

    def readiness(self, settings: Settings | None = None, most_bytes: int | None = None) -> Readiness:
        app, mine = self.desk.app, settings or self.settings
        return Readiness(
            app._store,
            SteppingClock(NOW),
            mine,
            app.catalogue,
            app.checklist,
            app.reading,
            lambda: self.signing().trusted(),
            lambda: most_bytes,
            Repeats(),
        )

    def found(self, **changes: Any) -> list[Finding]:
        """What is found of the signatures before the dossier is sent."""
        ready = self.readiness(replace(self.settings, **changes))
        mine = ready.check(self.desk.dossier.id, Stage.SENDING)
        return [one for one in mine if one.why.code == "signature_unfit"]

    def keys(self, role: SignatureRole = SignatureRole.OFFICIAL, **changes: Any) -> list[str]:
        identities = [one for one in self.signing(**changes).identities(role) if one.token_label == "Token A"]
        return [one.why.message for one in self.readiness().keys(identities, role)]


@pytest.fixture
def desk(app: App) -> Desk:
    """Papers with files; what their pages show does not matter here."""
    desk = Desk(app)
    for paper in (desk.form, desk.card, desk.decision):
        desk.built(paper)
    return desk


@pytest.fixture
def signers(desk: Desk, hsm: Hsm, host: TokenHost, tmp_path: Path) -> Signers:
    return Signers(desk, hsm, host, tmp_path)


def reasons(found: Sequence[Finding]) -> list[str]:
    assert all(one.grade is Grade.STOPS for one in found)
    return [str(one.why.values["reason"]) for one in found]


def test_a_good_signature_is_none(signers: Signers) -> None:
    signers.sign("rsa2048", NOW)
    assert signers.found() == []


def test_without_a_time_stamp_a_certificate_that_has_ended_since_is_sent_back(signers: Signers) -> None:
    signers.sign("expired", NOW - timedelta(days=10))
    (reason,) = reasons(signers.found())
    assert "đã hết hạn" in reason
    assert "chưa có dấu thời gian" in reason


def test_with_a_time_stamp_it_counts_when_it_was_made(signers: Signers) -> None:
    signers.sign("expired", NOW - timedelta(days=10))
    with signers.desk.app._store.writing() as tx:
        (made,) = signatures.of_paper(tx, signers.desk.form.id)
        signatures.change(tx, made.id, time_source="tsa")
    assert signers.found() == []


def test_signed_by_a_clock_that_ran_ahead_the_certificate_is_not_valid_yet(signers: Signers) -> None:
    signers.sign("future", NOW + timedelta(days=3))
    (reason,) = reasons(signers.found())
    assert "chưa đến ngày có hiệu lực" in reason


def test_a_certificate_that_turned_out_revoked_is_told(signers: Signers) -> None:
    signers.sign("rsa2048", NOW)
    with signers.desk.app._store.writing() as tx:
        (made,) = signatures.of_paper(tx, signers.desk.form.id)
        signatures.change(tx, made.id, revocation="revoked")
    assert reasons(signers.found()) == ["chứng thư đã bị thu hồi"]


def test_the_agencys_certificate_in_the_officials_place_is_told(signers: Signers) -> None:
    # Where no name of the official is set, any certificate signed.
    signers.sign("rsa2048", NOW, officer_name="")
    assert reasons(signers.found(agency_name=OFFICIAL)) == ["ký bằng chứng thư của cơ quan"]


def test_another_certificate_in_the_agencys_place_is_told(signers: Signers) -> None:
    signers.sign("rsa2048", NOW)
    signers.sign("rsa3072", NOW, SignatureRole.AGENCY, agency_name=OFFICIAL)
    told = reasons(signers.found())
    assert told == ["không phải chứng thư của cơ quan này"]


def test_an_issuer_that_is_not_trusted_any_more_is_told(signers: Signers, tmp_path: Path) -> None:
    signers.sign("rsa2048", NOW)
    other = tmp_path / "other.pem"
    pki.write_roots(other, [pki.authority("Gốc khác", NOW).certificate])
    ready = signers.readiness()
    ready._trusted = lambda: signers.signing(trust_roots=(str(other),)).trusted()
    found = [one for one in ready.check(signers.desk.dossier.id) if one.why.code == "signature_unfit"]
    assert "tin cậy" in reasons(found)[0]


def test_a_missing_agency_signature_is_told(signers: Signers) -> None:
    signers.sign("rsa2048", NOW)
    found = signers.readiness(replace(signers.settings, agency_signs=True)).check(signers.desk.dossier.id)
    missing = [one for one in found if one.why.code == "signature_missing"]
    assert [one.why.values["whose"] for one in missing] == ["cơ quan", "cán bộ", "cán bộ"]


def test_a_token_with_a_fit_certificate_has_no_finding(signers: Signers) -> None:
    assert signers.keys() == []


def test_a_token_of_somebody_else_is_told(signers: Signers) -> None:
    assert any("không phải chứng thư của cán bộ đang đăng nhập" in one for one in signers.keys(officer_name="Ai khác"))


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("expired", "đã hết hạn"),
        ("future", "chưa đến ngày"),
        ("encipher", "không được cấp để ký"),
        ("weak", "1024"),
        ("authority", "chứng thư của nhà cấp"),
    ],
)
def test_each_unfit_certificate_is_told_with_its_reason(signers: Signers, name: str, reason: str) -> None:
    identities = signers.signing().identities()
    own = [one for one in identities if one.certificate_sha256 == signers.hsm.sha256(name)]
    (found,) = signers.readiness().keys(own, SignatureRole.OFFICIAL)
    assert reason in found.why.message
    assert found.grade is Grade.STOPS


def test_without_any_certificate_the_driver_is_to_be_chosen(signers: Signers) -> None:
    (found,) = signers.readiness().keys([], SignatureRole.OFFICIAL)
    assert found.mends == "driver"


def test_for_the_agency_another_certificate_is_told(signers: Signers) -> None:
    told = signers.keys(SignatureRole.AGENCY)
    assert any("không phải chứng thư của cơ quan này" in one for one in told)


def test_a_file_that_the_province_does_not_take_is_told(signers: Signers) -> None:
    found = signers.readiness(most_bytes=1000).check(signers.desk.dossier.id, Stage.SIGNING)
    large = [one for one in found if one.why.code == "file_too_large"]
    assert [one.at.paper_id for one in large] == [signers.desk.form.id, signers.desk.card.id, signers.desk.decision.id]
    assert "0,0 MB" in large[0].why.message


# What stops is not signed and not queued


def sign(app: App, desk: Desk) -> list[SignOutcome]:
    identity = next(one for one in app.signing.identities() if one.fit)
    papers = [paper.id for paper in app.signing.ready(desk.dossier.id)]
    return app.signing.sign(papers, identity, bytearray(TRAINING_PIN.encode()))


def test_what_stops_is_not_signed_and_the_rest_of_the_batch_is(app: App, desk: Desk) -> None:
    desk.built(desk.decision, number="1?/QĐ-UBND")
    outcomes = {one.paper_id: one for one in sign(app, desk)}
    assert [outcomes[paper.id].ok for paper in (desk.form, desk.card, desk.decision)] == [True, True, False]
    assert outcomes[desk.decision.id].trouble == "value_impossible"
    assert app.papers.get(desk.decision.id).signing is SigningState.UNSIGNED
    desk.built(desk.decision, number="12/QĐ-UBND")
    assert [one.ok for one in sign(app, desk)] == [True]


def test_what_stops_is_not_queued_and_goes_when_it_is_mended(app: App, desk: Desk) -> None:
    assert all(one.ok for one in sign(app, desk))
    with app._store.writing() as tx:
        (made,) = signatures.of_paper(tx, desk.form.id)
        signatures.change(tx, made.id, revocation="revoked")
    app.intake.close(desk.dossier.id)
    assert not app.sending.queue(desk.dossier.id)
    assert app.papers.get(desk.form.id).sync is SyncState.LOCAL
    with app._store.writing() as tx:
        signatures.change(tx, made.id, revocation="good")
    assert app.sending.queue(desk.dossier.id)
    assert app.papers.get(desk.form.id).sync is SyncState.QUEUED
