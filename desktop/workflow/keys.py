"""Opens the keys for whoever signs, in the window or on the command line; nothing else opens one.

Whose certificate it must be, who may sign in the agency's name, and whether it may sign at all are decided here, on
what the token shows at that moment, and before its PIN is asked for (R33, R34, R37, R39).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from desktop.machine.clock import Clock
from desktop.machine.settings import Settings
from desktop.model.official import Right
from desktop.model.signature import SignatureRole
from desktop.signing.authorities.counter import CounterAuthorities
from desktop.signing.authorities.revocation import UNASKED
from desktop.signing.checks import chain, name_of
from desktop.signing.errors import (
    CertificateUnfit,
    NoCertificate,
    NoSuchToken,
    PinLocked,
    SessionOver,
)
from desktop.signing.pades import SignatureRequest, require_fit
from desktop.signing.tokens.client import FoundCertificate, SigningSession, Tokens, find_certificate
from desktop.signing.tokens.engine import Token
from desktop.signing.tokens.pin import Pin
from desktop.workflow.errors import NoOwnCopies, NotSealKeeper
from desktop.workflow.identities import SigningIdentity, read_identities, why_not_here
from desktop.workflow.keeping.errors import NotReauthenticated


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


class SigningKeys:
    """Chooses certificates and opens their keys.

    Args:
        settings: they say whose certificates sign here.
        clock: the time.
        tokens: gives the tokens, made when first needed.
        authorities: whom the certificates are checked with.
        require: sees that whoever has logged in has a right.
    """

    def __init__(
        self,
        settings: Settings,
        clock: Clock,
        tokens: Callable[[], Tokens],
        authorities: CounterAuthorities,
        require: Callable[[Right], None] = lambda right: None,
    ) -> None:
        self._require = require
        self._settings = settings
        self._clock = clock
        self._tokens = tokens
        self._authorities = authorities
        self._pins: set[Pin] = set()

    def forget(self) -> None:
        """End the batch under way, and every login that was begun before this moment."""
        for pin in tuple(self._pins):
            pin.forget()
        self._tokens().forget()

    def identities(self, role: SignatureRole) -> list[SigningIdentity]:
        """The certificates on the tokens that are there now, those fit for signing in this role first.

        Raises:
            SigningTrouble: the token's module.
        """
        return self._read(self._tokens().tokens(), role)

    @contextmanager
    def open(
        self,
        token_serial: str,
        role: SignatureRole,
        pin: Pin,
        *,
        certificate_sha256: str = "",
        own_copy: bool = False,
    ) -> Iterator[OpenKey]:
        """The key of a certificate, for one batch; what is on the token is listed once, now.

        Args:
            token_serial: on which token.
            role: in whose name it signs.
            pin: the token's; asked for only where nothing speaks against the certificate. Tried once, wiped.
            certificate_sha256: which certificate; that it was fit when it was shown is not believed. The first that may
                sign in this role, where none is named.
            own_copy: what is signed are copies that the agency made itself, which it may sign alone (R37).

        Raises:
            NotLoggedIn, NotYourRole: not by whoever has logged in at this counter (R65).
            NotSealKeeper: the agency's certificate in other hands than the Văn thư's (R37).
            NoOwnCopies: the agency makes no copies here.
            CertificateUnfit: it must not sign now, or not in this role (R33, R34, R39).
            SessionOver: the PIN was to be forgotten meanwhile.
            NoSuchToken, NoCertificate, NoSuchCertificate, PinWrong, PinLocked and the token's other troubles.
        """
        with self._kept(pin):
            self._require_right(role)
            if own_copy and not self._settings.copy_form:
                raise NoOwnCopies()
            found = self._find(token_serial, role, certificate_sha256)
            how = self._request(found, role, own_copy=own_copy)
            require_fit(found.certificate, how, found.others)
            with self._tokens().open(found, pin) as session:
                if pin.forgotten:
                    raise SessionOver()
                yield OpenKey(role=role, session=session, how=how)

    def prove(self, token_serial: str, pin: Pin) -> None:
        """See that whoever is there has the PIN of a token with a certificate that is fit for signing here.

        Args:
            token_serial: which token.
            pin: the token's; tried once, wiped.

        Raises:
            NotReauthenticated: no such certificate is there.
            PinWrong, PinLocked and the token's other troubles.
        """
        with self._kept(pin):
            there = self._tokens().tokens()
            own = [one for one in self._read(there, SignatureRole.OFFICIAL) if one.token_serial == token_serial]
            fit = next((one for one in own if one.fit), None)
            if fit is None:
                raise NotReauthenticated()
            self._tokens().open(find_certificate(there, token_serial, fit.certificate_sha256), pin).close()

    @contextmanager
    def _kept(self, pin: Pin) -> Iterator[None]:
        """Keep a PIN where `forget` finds it while it is used; wipe it afterwards."""
        self._pins.add(pin)
        try:
            with pin:
                yield
        finally:
            self._pins.discard(pin)

    def _require_right(self, role: SignatureRole) -> None:
        self._require(Right.SIGN_FOR_AGENCY if role is SignatureRole.AGENCY else Right.SIGN)
        if role is SignatureRole.AGENCY and not self._settings.keeps_seal:
            raise NotSealKeeper()

    def _find(self, token_serial: str, role: SignatureRole, certificate_sha256: str) -> FoundCertificate:
        """The certificate as it is on the token now, where it may sign in this role."""
        there = [token for token in self._tokens().tokens() if token.serial == token_serial]
        sha256 = certificate_sha256 or self._first_fit(there, token_serial, role)
        found = find_certificate(there, token_serial, sha256)
        now, trusted = self._clock.now(), self._authorities.trusted
        why = why_not_here(found.token, found.certificate, role, self._settings, trusted, now)
        if why:
            raise CertificateUnfit(name_of(found.certificate), reason=why)
        return found

    def _first_fit(self, there: Sequence[Token], token_serial: str, role: SignatureRole) -> str:
        if not there:
            raise NoSuchToken(token_serial)
        listed = self._read(there, role)
        if not listed:
            raise NoCertificate(token_serial)
        if any(token.locked for token in there):
            raise PinLocked(token_serial)
        if not listed[0].fit:
            raise CertificateUnfit(listed[0].signer, reason=listed[0].why_not)
        return listed[0].certificate_sha256

    def _request(self, found: FoundCertificate, role: SignatureRole, *, own_copy: bool) -> SignatureRequest:
        """How every file of the batch is signed; the authorities are asked about the certificate."""
        now, trusted = self._clock.now(), self._authorities.trusted
        way = chain(found.certificate, trusted, now, found.others)
        return SignatureRequest(
            role=role,
            signed_at=now,
            trusted=trusted,
            revocation=self._authorities.desk.look(way, now) if way else UNASKED,
            revocation_required=self._authorities.revocation_required,
            pss=self._settings.rsa_pss,
            tsa=self._authorities.tsa(),
            own_copy=own_copy,
        )

    def _read(self, tokens: Sequence[Token], role: SignatureRole) -> list[SigningIdentity]:
        return read_identities(tokens, role, self._settings, self._authorities.trusted, self._clock.now())
