"""The one door to the keys: whoever signs comes through here, from the window or from the command line.

Whose certificate it must be, who may sign in the agency's name, and whether it may sign at all are decided here, on
what the token shows at that moment, and before its PIN is asked for (R33, R34, R37, R39).
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes

from desktop.machine.clock import Clock
from desktop.machine.secret_memory import wipe
from desktop.machine.settings import Settings
from desktop.model.signature import SignatureRole
from desktop.signing.authorities.counter import CounterAuthorities
from desktop.signing.authorities.revocation import UNASKED
from desktop.signing.checks import chain, name_of
from desktop.signing.errors import (
    CertificateUnfit,
    NoCertificate,
    NoSuchCertificate,
    NoSuchToken,
    PinLocked,
    SessionOver,
)
from desktop.signing.pades import SignatureRequest, require_fit
from desktop.signing.tokens.client import SigningSession, Tokens, read_certificates
from desktop.signing.tokens.engine import Token
from desktop.workflow.errors import NoOwnCopies, NotSealKeeper
from desktop.workflow.identities import SigningIdentity, read_identities, why_not_here


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenKey:
    """A key between its PIN and the end of its batch.

    Attributes:
        role: in whose name it signs.
        session: signs.
        how: with what every file of the batch is signed.
    """

    role: SignatureRole
    session: SigningSession
    how: SignatureRequest

    def request(self, at: datetime, **more: Any) -> SignatureRequest:
        """How to sign one file at this moment; `more` says what is this file's own: stamp and place."""
        return replace(self.how, signed_at=at, **more)


class TypedPin:
    """A PIN on its way from whoever typed it to the token; where it is forgotten on the way, the token never has it.

    Args:
        pin: what was typed.
    """

    def __init__(self, pin: bytearray) -> None:
        self._pin = pin
        self._guard = threading.Lock()
        self._forgotten = self._handed = False

    def hand_over(self) -> bytearray:
        """The PIN, for the one login that it is meant for; whoever takes it wipes it.

        Raises:
            SessionOver: it was forgotten.
        """
        with self._guard:
            if self._forgotten:
                raise SessionOver()
            self._handed = True
            return self._pin

    def forget(self) -> None:
        """Wipe it, unless it is in the token's hands: a PIN wiped there would be tried as a wrong one."""
        with self._guard:
            self._forgotten = True
            if not self._handed:
                wipe(self._pin)


class SigningKeys:
    """Chooses certificates and opens their keys.

    Args:
        counter: whose certificates sign here.
        clock: the time.
        tokens: gives the tokens, made when first needed.
        authorities: whom the certificates are checked with.
    """

    def __init__(
        self, counter: Settings, clock: Clock, tokens: Callable[[], Tokens], authorities: CounterAuthorities
    ) -> None:
        self._counter = counter
        self._clock = clock
        self._tokens = tokens
        self._authorities = authorities
        self._forgotten = 0

    def forget(self) -> None:
        """End the batch under way, and every login that was begun before this moment."""
        self._forgotten += 1
        self._tokens().forget()

    def identities(self, role: SignatureRole) -> list[SigningIdentity]:
        """The certificates on the tokens that are there now, those fit for signing in this role first.

        Raises:
            SigningTrouble: the token's module.
        """
        return self._read(self._tokens().tokens(), role)

    def choose(self, token_serial: str, role: SignatureRole, certificate_sha256: str = "") -> SigningIdentity:
        """The certificate with this hash, or the first that may sign in this role, on this token.

        Raises:
            NotSealKeeper: the agency's certificate in other hands than the Văn thư's (R37).
            NoSuchToken, NoCertificate, NoSuchCertificate: it is not there.
            PinLocked, CertificateUnfit: why none may sign.
        """
        self._require_right(role)
        there = [token for token in self._tokens().tokens() if token.serial == token_serial]
        if not there:
            raise NoSuchToken(token_serial)
        found = self._read(there, role)
        if certificate_sha256:
            named = [one for one in found if one.certificate_sha256 == certificate_sha256]
            if not named:
                raise NoSuchCertificate(certificate_sha256[:12])
            return named[0]
        if not found:
            raise NoCertificate(token_serial)
        if any(token.locked for token in there):
            raise PinLocked(token_serial)
        if not found[0].fit:
            raise CertificateUnfit(found[0].signer, reason=found[0].why_not)
        return found[0]

    @contextmanager
    def open(
        self, identity: SigningIdentity, ask_pin: Callable[[], bytearray], *, own_copy: bool = False
    ) -> Iterator[OpenKey]:
        """The key of a certificate, for one batch.

        Args:
            identity: which certificate, in which role; that it was fit when it was shown is not believed.
            ask_pin: gives the token's PIN; asked only where nothing speaks against the certificate, tried once, wiped.
            own_copy: what is signed are copies that the agency made itself, which it may sign alone (R37).

        Raises:
            NotSealKeeper: the agency's certificate in other hands than the Văn thư's (R37).
            NoOwnCopies: the agency makes no copies here.
            CertificateUnfit: it must not sign now, or not in this role (R33, R34, R39).
            SessionOver: the PIN was to be forgotten meanwhile.
            NoSuchToken, NoSuchCertificate, PinWrong, PinLocked and the token's other troubles.
        """
        self._require_right(identity.role)
        if own_copy and not self._counter.copy_form:
            raise NoOwnCopies()
        since = self._forgotten
        now, trusted = self._clock.now(), self._authorities.trusted
        certificate, held = self._require_theirs(identity, now)
        way = chain(certificate, trusted, now, held)
        revocation = self._authorities.desk.look(way, now) if way else UNASKED
        how = SignatureRequest(
            role=identity.role,
            signed_at=now,
            trusted=trusted,
            revocation=revocation,
            revocation_required=self._authorities.revocation_required,
            pss=self._counter.rsa_pss,
            tsa=self._authorities.tsa(),
            own_copy=own_copy,
        )
        require_fit(certificate, how, held)
        pin = ask_pin()
        try:
            self._require_kept(since)
            opened = self._tokens().open(identity.token_serial, identity.certificate_sha256, pin)
        finally:
            wipe(pin)
        with opened as session:
            self._require_kept(since)
            yield OpenKey(role=identity.role, session=session, how=how)

    def _require_kept(self, since: int) -> None:
        if self._forgotten != since:
            raise SessionOver()

    def _require_right(self, role: SignatureRole) -> None:
        if role is SignatureRole.AGENCY and not self._counter.keeps_seal:
            raise NotSealKeeper()

    def _require_theirs(
        self, identity: SigningIdentity, now: datetime
    ) -> tuple[x509.Certificate, Sequence[x509.Certificate]]:
        """The certificate as it is on the token now, and the others there, where it may sign in this role."""
        there = [token for token in self._tokens().tokens() if token.serial == identity.token_serial]
        if not there:
            raise NoSuchToken(identity.token_serial)
        for token in there:
            held = read_certificates(token)
            for certificate in held:
                if certificate.fingerprint(hashes.SHA256()).hex() == identity.certificate_sha256:
                    why = why_not_here(token, certificate, identity.role, self._counter, self._authorities.trusted, now)
                    if why:
                        raise CertificateUnfit(name_of(certificate), reason=why)
                    return certificate, [one for one in held if one != certificate]
        raise NoSuchCertificate(identity.certificate_sha256[:12])

    def _read(self, tokens: Sequence[Token], role: SignatureRole) -> list[SigningIdentity]:
        return read_identities(tokens, role, self._counter, self._authorities.trusted, self._clock.now())
