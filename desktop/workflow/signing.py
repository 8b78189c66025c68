"""Signing a batch with one PIN; what is signed and complete is queued in the same transaction."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from uuid import UUID

from cryptography import x509

from desktop import __version__
from desktop.machine.clock import Clock
from desktop.machine.settings import Settings
from desktop.model.dossier import Page, Paper
from desktop.model.errors import QuaySoError, Refusal, UnreadableInput
from desktop.model.signature import Evidence, EvidenceKind, SignatureRole
from desktop.model.states import DigitisationState
from desktop.signing.appearance.preview import StampPreview, page_picture, preview_stamp
from desktop.signing.appearance.room import Place
from desktop.signing.appearance.sheet import Rectangle
from desktop.signing.appearance.stamp import Stamp
from desktop.signing.authorities.counter import CounterAuthorities
from desktop.signing.errors import SigningTrouble
from desktop.signing.pades import SignedPdf, sign_pdf
from desktop.signing.tokens.client import Tokens
from desktop.signing.tokens.pin import Pin
from desktop.store import audit, contents, outbox, papers, signatures
from desktop.store.file import Store
from desktop.workflow.allowed import SIGNED_BY, bears_signature, require, why_not_sign
from desktop.workflow.errors import AlreadySending
from desktop.workflow.identities import SigningIdentity
from desktop.workflow.keys import OpenKey, SigningKeys
from desktop.workflow.readiness.finding import Stops, nothing_stops
from desktop.workflow.sending import queue_complete

__all__ = ["SignOutcome", "Signing", "SigningIdentity"]

SOFTWARE = f"quayso {__version__}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOutcome:
    """How signing one paper ended.

    Attributes:
        paper_id: which paper.
        name: its name.
        ok: it bears the signature now.
        sentence: what happened, in words.
        advice: what to do where it does not.
        trouble: code of the error, empty where there was none.
    """

    paper_id: UUID
    name: str
    ok: bool
    sentence: str
    advice: str = ""
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class _Batch:
    """What one PIN signs with, and where."""

    key: OpenKey
    places: Mapping[UUID, Place]


class Signing:
    """Signatures on papers: the official's first, the agency's second (R37, R38).

    Args:
        store: the open store.
        clock: the time.
        settings: of this counter.
        tokens: gives the token host, made when first needed.
        answers: folder for remembered revocation answers; None remembers nothing.
        stops: what keeps a paper from being signed and its dossier out of the queue.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        settings: Settings,
        tokens: Callable[[], Tokens],
        answers: Path | None = None,
        stops: Stops = nothing_stops,
    ) -> None:
        self._store = store
        self._clock = clock
        self._settings = settings
        self._stops = stops
        self.authorities = CounterAuthorities(settings, clock, answers)
        self._keys = SigningKeys(settings, clock, tokens, self.authorities, store.require)

    def trusted(self) -> list[x509.Certificate]:
        """The roots and intermediates of this counter.

        Raises:
            UnreadableInput: a file of the settings holds no certificate.
        """
        return self.authorities.trusted

    def identities(self, role: SignatureRole = SignatureRole.OFFICIAL) -> list[SigningIdentity]:
        """The certificates on the tokens that are there now, those fit for signing in this role first.

        Raises:
            SigningTrouble: the token's module.
        """
        return self._keys.identities(role)

    def forget_pin(self) -> None:
        """End the batch under way and forget its PIN, also one that no token has seen yet: the screen is locked."""
        self._keys.forget()

    def proof(self, token_serial: str, ask_pin: Callable[[], bytearray]) -> Callable[[], None]:
        """What proves who is there: the PIN of a token with a certificate that is fit for signing.

        Args:
            token_serial: which token.
            ask_pin: gives its PIN when the proof is wanted; tried once, wiped.

        Returns:
            The proof; raises where it is none, as `SigningKeys.prove`.
        """
        return lambda: self._keys.prove(token_serial, Pin(ask_pin))

    def ready(self, dossier_id: UUID | None = None, role: SignatureRole = SignatureRole.OFFICIAL) -> list[Paper]:
        """Papers that wait for a signature in this role, of one dossier or of all: what a batch would sign."""
        with self._store.reading() as tx:
            built = papers.in_state(tx, DigitisationState.BUILT)
        return [
            paper for paper in built if dossier_id in {None, paper.dossier_id} and self._why_not(paper, role) is None
        ]

    def preview(self, paper_id: UUID, role: SignatureRole = SignatureRole.OFFICIAL) -> StampPreview:
        """Page 1 of a paper with the visible signature that this role would put on it now.

        Raises:
            UnreadableInput: the page cannot be drawn, or the signature's picture not be read.
        """
        with self._store.reading() as tx:
            paper = papers.get(tx, paper_id)
            pdf = contents.fetch(tx, paper.pdf_sha256)
            pages = papers.pages(tx, paper_id)
        stamp = self._stamp(self._clock.now(), paper.item_code, official=role is SignatureRole.OFFICIAL)
        return preview_stamp(pdf, stamp, _occupied(pages))

    def leaf(self, paper_id: UUID, page: int) -> bytes:
        """A page of a paper that waits for a signature, JPEG.

        Args:
            paper_id: the paper.
            page: which, from 0.

        Raises:
            UnreadableInput: it cannot be drawn.
        """
        with self._store.reading() as tx:
            pdf = contents.fetch(tx, papers.get(tx, paper_id).pdf_sha256)
        return page_picture(pdf, page)

    def _why_not(self, paper: Paper, role: SignatureRole) -> Refusal | None:
        return why_not_sign(paper, role, own_copies=bool(self._settings.copy_form))

    def sign(
        self,
        paper_ids: Sequence[UUID],
        identity: SigningIdentity,
        pin: bytearray,
        on_progress: Callable[[int, int, Paper], None] = lambda done, total, paper: None,
        cancelled: threading.Event | None = None,
        places: Mapping[UUID, Place] = MappingProxyType({}),
    ) -> list[SignOutcome]:
        """Sign papers one after the other with one PIN; each is validated and kept before the next begins.

        A paper that cannot be signed does not stop the batch; trouble with the token does, and every paper that is
        left says so. What is signed already is passed over, so that the rest of a batch is the same batch again.
        The PIN is wiped on return.

        Args:
            paper_ids: what to sign, in this order.
            identity: with which certificate, in which role.
            pin: the token's; tried once.
            on_progress: told how many of how many are done, and which is next.
            cancelled: set to stop after the paper under way.
            places: where the clerk put the visible signature on which paper; the others have it by themselves. A paper
                on which it would cover something is not signed, and says so.

        Raises:
            NotLoggedIn, NotYourRole: not by whoever has logged in here (R65).
            NotSealKeeper: the agency's certificate in other hands than the Văn thư's (R37).
            CertificateUnfit: it must not sign now, or not in this role (R33, R34, R39).
            SessionOver: the PIN was to be forgotten before it was used.
            PinWrong, PinLocked and the token's other troubles, before anything was signed.
        """
        opening = self._keys.open(
            identity.token_serial,
            identity.role,
            Pin(pin),
            certificate_sha256=identity.certificate_sha256,
            own_copy=self._own_copies(identity.role),
        )
        with opening as key:
            return self._sign_all(paper_ids, _Batch(key, places), on_progress, cancelled)

    def _own_copies(self, role: SignatureRole) -> bool:
        return role is SignatureRole.AGENCY and bool(self._settings.copy_form)

    def _sign_all(
        self,
        paper_ids: Sequence[UUID],
        batch: _Batch,
        on_progress: Callable[[int, int, Paper], None],
        cancelled: threading.Event | None,
    ) -> list[SignOutcome]:
        outcomes: list[SignOutcome] = []
        trouble: SigningTrouble | None = None
        for paper_id in paper_ids:
            if cancelled and cancelled.is_set():
                break
            with self._store.reading() as tx:
                paper = papers.get(tx, paper_id)
            on_progress(len(outcomes), len(paper_ids), paper)
            if trouble:
                outcomes.append(_outcome(paper, trouble, "Chưa ký vì phiên ký đã dừng."))
                continue
            try:
                outcomes.append(self._sign_one(paper, batch))
            except SigningTrouble as error:
                trouble = error
                outcomes.append(_outcome(paper, error))
        return outcomes

    def _sign_one(self, paper: Paper, batch: _Batch) -> SignOutcome:
        role = batch.key.role
        if bears_signature(paper, role):
            return SignOutcome(paper_id=paper.id, name=paper.name, ok=True, sentence="Đã ký từ trước.")
        try:
            require(self._why_not(paper, role))
            self._require_nothing_stops(paper)
            signed = self._sign_file(paper, batch)
            while not self._keep(paper, signed, role):
                # Proofs were added to the official's signature meanwhile: the agency signs what bears them.
                with self._store.reading() as tx:
                    paper = papers.get(tx, paper.id)
                signed = self._sign_file(paper, batch)
        except QuaySoError as error:
            if not batch.key.session.usable:
                raise
            return _outcome(paper, error)
        words = "Đã ký và kiểm tra lại."
        if signed.time_source == "clock":
            words += " Chưa có dấu thời gian."
        return SignOutcome(paper_id=paper.id, name=paper.name, ok=True, sentence=words)

    def _require_nothing_stops(self, paper: Paper) -> None:
        """Nothing is signed that would be sent back: a signed paper cannot be mended any more (R38).

        Raises:
            QuaySoError: what stops this paper, or its dossier.
        """
        with self._store.reading() as tx:
            for one in self._stops(tx, paper.dossier_id):
                if one.at.paper_id in {None, paper.id}:
                    raise one.why

    def _sign_file(self, paper: Paper, batch: _Batch) -> SignedPdf:
        with self._store.reading() as tx:
            pdf = contents.fetch(tx, paper.pdf_sha256)
            pages = papers.pages(tx, paper.id)
        now, key = self._clock.now(), batch.key
        how = key.request(
            now,
            stamp=self._stamp(now, paper.item_code, official=key.role is SignatureRole.OFFICIAL),
            place=batch.places.get(paper.id),
            occupied=_occupied(pages),
        )
        return sign_pdf(pdf, key.session, how)

    def _stamp(self, now: datetime, item_code: str, *, official: bool) -> Stamp:
        code = item_code if self._settings.stamp_qr else ""
        if official:
            signer, unit = self._settings.officer_name, self._settings.unit_name
            return Stamp(agency=unit, signed_at=now, signer=signer, image=self._image(), qr=code)
        agency = self._settings.agency_name or self._settings.unit_name
        return Stamp(agency=agency, signed_at=now, form=self._settings.copy_form, qr=code)

    def _image(self) -> bytes:
        """The official's signature as a picture.

        Raises:
            UnreadableInput: the file of the settings is not there.
        """
        if not self._settings.signature_image:
            return b""
        try:
            return Path(self._settings.signature_image).read_bytes()
        except OSError as error:
            raise UnreadableInput("ảnh chữ ký", reason="không mở được tệp", cause=str(error)) from None

    def _keep(self, paper: Paper, signed: SignedPdf, role: SignatureRole) -> bool:
        """Keep the signed file, and queue what is complete with it; False where the file has grown since it was read.

        Raises:
            AlreadySending: the file has begun to leave.
        """
        found = json.dumps(signed.verdict.as_data(), ensure_ascii=False, sort_keys=True).encode()
        with self._store.writing() as tx:
            if papers.get(tx, paper.id).pdf_sha256 != paper.pdf_sha256:
                return False
            if not outbox.refreeze(tx, paper.dossier_id, paper.pdf_sha256, signed.sha256):
                raise AlreadySending(paper.name)
            contents.keep(tx, signed.pdf)
            papers.change(tx, paper.id, pdf_sha256=signed.sha256, signing=SIGNED_BY[role])
            signatures.add(
                tx,
                signatures.Signature(
                    paper_id=paper.id,
                    role=role,
                    signer=signed.signer,
                    certificate_sha256=signed.certificate_sha256,
                    level=signed.level,
                    time_source=signed.time_source,
                    signed_at=signed.signed_at,
                    pdf_sha256=signed.sha256,
                    revocation=signed.revocation,
                    software=SOFTWARE,
                ),
                [*signed.evidence, Evidence(EvidenceKind.CHECK, found)],
            )
            audit.append(tx, self._settings.officer, f"paper signed {role}", str(paper.id), signed.sha256[:16])
            agency_signs = self._settings.agency_signs
            queue_complete(tx, self._settings.officer, paper.dossier_id, agency_signs=agency_signs, stops=self._stops)
        return True


def _outcome(paper: Paper, error: QuaySoError, sentence: str = "") -> SignOutcome:
    return SignOutcome(
        paper_id=paper.id,
        name=paper.name,
        ok=False,
        sentence=sentence or error.message,
        advice=error.what_to_do,
        trouble=error.code,
    )


def _occupied(pages: Sequence[Page]) -> list[Rectangle]:
    """The lines and codes of page 1 in points from its bottom left: what was read need not be looked for again."""
    facts = pages[0].facts if pages else None
    if facts is None:
        return []
    boxes = [line.box for line in facts.reading.lines] if facts.reading else []
    boxes += [code.box for code in facts.codes]
    point, high = 72 / facts.dpi, facts.clean_height
    return [(x * point, (high - y - h) * point, (x + w) * point, (high - y) * point) for x, y, w, h in boxes]
