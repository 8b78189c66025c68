"""Signing a batch with one PIN; what is signed and complete is queued in the same transaction."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.x509.oid import NameOID

from desktop.machine.clock import Clock
from desktop.machine.settings import Settings
from desktop.model.dossier import Paper
from desktop.model.errors import QuaySoError
from desktop.model.states import DigitisationState, SigningState
from desktop.signing.checks import is_authority, issuer_of, name_of, why_unfit
from desktop.signing.engine import Token
from desktop.signing.pades import SignatureRequest, SignedPdf, sign_pdf
from desktop.signing.stamp import Stamp
from desktop.signing.tokens import SigningSession, TokenHost
from desktop.signing.trust import read_trusted
from desktop.store import audit, contents, papers, signatures
from desktop.store.file import Store
from desktop.workflow.sending import queue_complete


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningIdentity:
    """A certificate on a token, as the clerk chooses it (R39).

    Attributes:
        token_serial: which token.
        certificate_sha256: which certificate on it.
        signer: name in the certificate.
        title: title in the certificate.
        organisation: organisation in the certificate.
        issuer: who issued it.
        valid_until: last moment of validity.
        days_left: days until then; negative where it has passed.
        fit: may be used for signing now.
        is_authority: an issuer's own certificate that happens to lie on the token.
        why_not: one Vietnamese sentence where it may not.
        warning: what to know before typing the PIN; empty where nothing.
    """

    token_serial: str
    certificate_sha256: str
    signer: str
    title: str
    organisation: str
    issuer: str
    valid_until: datetime
    days_left: int
    fit: bool
    is_authority: bool = False
    why_not: str = ""
    warning: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOutcome:
    """How signing one paper ended."""

    paper_id: UUID
    name: str
    ok: bool
    sentence: str


class Signing:
    """The official's signature on papers."""

    def __init__(self, store: Store, clock: Clock, counter: Settings, tokens: Callable[[], TokenHost]) -> None:
        self._store = store
        self._clock = clock
        self._counter = counter
        self._tokens = tokens
        self._trusted: list[x509.Certificate] | None = None

    def trusted(self) -> list[x509.Certificate]:
        """The roots and intermediates of this counter.

        Raises:
            UnreadableInput: a file of the settings holds no certificate.
        """
        if self._trusted is None:
            self._trusted = read_trusted([Path(file) for file in self._counter.trust_roots])
        return self._trusted

    def identities(self) -> list[SigningIdentity]:
        """The certificates on the tokens that are there now, those fit for signing first.

        Raises:
            SigningTrouble: the token's module.
        """
        now = self._clock.now()
        found = [
            self._identity(token, x509.load_der_x509_certificate(der), now)
            for token in self._tokens().tokens()
            for der in token.certificates
        ]
        shown = [identity for identity in found if not identity.is_authority]
        return sorted(shown, key=lambda identity: (not identity.fit, identity.signer))

    def _identity(self, token: Token, certificate: x509.Certificate, now: datetime) -> SigningIdentity:
        why_not = why_unfit(certificate, now, self.trusted())
        signer = name_of(certificate)
        if not why_not and self._counter.officer_name and signer != self._counter.officer_name:
            why_not = "không phải chứng thư của cán bộ đang đăng nhập"
        if token.locked:
            why_not = "USB ký số đã bị khoá"
        return SigningIdentity(
            token_serial=token.serial,
            certificate_sha256=certificate.fingerprint(hashes.SHA256()).hex(),
            signer=signer,
            title=name_of(certificate, NameOID.TITLE),
            organisation=name_of(certificate, NameOID.ORGANIZATION_NAME),
            issuer=issuer_of(certificate),
            valid_until=certificate.not_valid_after_utc,
            days_left=(certificate.not_valid_after_utc - now).days,
            fit=not why_not,
            is_authority=is_authority(certificate),
            why_not=why_not,
            warning=_warning(token),
        )

    def ready(self, dossier_id: UUID | None = None) -> list[Paper]:
        """Papers that are built and not signed yet, of one dossier or of all."""
        with self._store.reading() as tx:
            built = papers.in_state(tx, DigitisationState.BUILT)
        return [
            paper
            for paper in built
            if paper.signing is SigningState.UNSIGNED and dossier_id in {None, paper.dossier_id}
        ]

    def sign(
        self,
        paper_ids: Sequence[UUID],
        identity: SigningIdentity,
        pin: bytearray,
        on_progress: Callable[[int, int, Paper], None] = lambda done, total, paper: None,
        cancelled: threading.Event | None = None,
    ) -> list[SignOutcome]:
        """Sign papers one after the other with one PIN; each is validated and kept before the next begins.

        A paper that cannot be signed does not stop the batch; trouble with the token or the PIN does. The PIN is
        wiped on return.

        Raises:
            PinWrong, PinLocked and the token's other troubles, before anything was signed.
        """
        outcomes: list[SignOutcome] = []
        with self._tokens().open(identity.token_serial, identity.certificate_sha256, pin) as session:
            for paper_id in paper_ids:
                if cancelled and cancelled.is_set():
                    break
                with self._store.reading() as tx:
                    paper = papers.get(tx, paper_id)
                on_progress(len(outcomes), len(paper_ids), paper)
                outcomes.append(self._sign_one(paper, session))
        return outcomes

    def _sign_one(self, paper: Paper, session: SigningSession) -> SignOutcome:
        try:
            with self._store.reading() as tx:
                pdf = contents.fetch(tx, paper.pdf_sha256)
            signed = sign_pdf(pdf, session, self._request())
            self._keep(paper, signed)
        except QuaySoError as trouble:
            if not session.usable:
                raise
            return SignOutcome(paper_id=paper.id, name=paper.name, ok=False, sentence=trouble.message)
        return SignOutcome(paper_id=paper.id, name=paper.name, ok=True, sentence="Đã ký và kiểm tra lại.")

    def _request(self) -> SignatureRequest:
        now = self._clock.now()
        return SignatureRequest(
            role="official",
            signed_at=now,
            trusted=self.trusted(),
            stamp=Stamp(agency=self._counter.unit_name, signed_at=now, signer=self._counter.officer_name),
        )

    def _keep(self, paper: Paper, signed: SignedPdf) -> None:
        with self._store.writing() as tx:
            contents.keep(tx, signed.pdf)
            papers.change(tx, paper.id, pdf_sha256=signed.sha256, signing=SigningState.SIGNED)
            signatures.add(
                tx,
                signatures.Signature(
                    paper_id=paper.id,
                    role="official",
                    signer=signed.signer,
                    certificate_sha256=signed.certificate_sha256,
                    level=signed.level,
                    time_source=signed.time_source,
                    signed_at=signed.signed_at,
                    pdf_sha256=signed.sha256,
                ),
            )
            audit.append(tx, self._counter.officer, "paper signed", str(paper.id), signed.sha256[:16])
            queue_complete(tx, self._counter.officer, paper.dossier_id)


def _warning(token: Token) -> str:
    if token.final_try:
        return "Chỉ còn một lần nhập PIN; nhập sai nữa USB ký số sẽ bị khoá."
    return "Lần trước đã nhập sai PIN." if token.count_low else ""
