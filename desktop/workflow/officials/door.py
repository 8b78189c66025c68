"""Logging in at the counter: by password or by a token's certificate, slowed after failures, with a limited life (R65).

Without a line: nobody is asked but the store. A failure is counted before it is one, in a transaction of its own, so
that a program that is killed has used up its guess.
"""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from sqlalchemy import Connection

from desktop.machine.clock import Clock
from desktop.machine.settings import Settings
from desktop.model.attempts import Attempts
from desktop.model.official import NOBODY, Acting, NotLoggedIn, Official
from desktop.signing.checks import name_of, why_unfit
from desktop.signing.tokens.client import FoundCertificate, Tokens, read_certificates
from desktop.signing.tokens.engine import Token
from desktop.signing.tokens.pin import Pin
from desktop.store import audit, officials
from desktop.store.file import Store
from desktop.workflow.identities import same_name
from desktop.workflow.officials.errors import (
    LogInOver,
    LogInSlowed,
    NotTheirCertificate,
    UnfitCertificate,
    WrongLogIn,
)
from desktop.workflow.officials.passwords import hashed, is_right

_CHALLENGE_BYTES = 32
_PURPOSE = b"quayso log-in\0"
"""Begins what a token signs to prove who is there, so that it is nothing that a document is signed with."""


class Door:
    """Sees who somebody is. Who acts from then on is told to the store by `acts`.

    Args:
        store: the open store.
        clock: a clock that never goes back.
        settings: how long a password lives, whether tokens sign with PSS.
        tokens: gives the tokens, made when first needed.
        trusted: gives the roots and intermediates of this counter.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        settings: Settings,
        tokens: Callable[[], Tokens],
        trusted: Callable[[], Sequence[x509.Certificate]],
    ) -> None:
        self._store = store
        self._clock = clock
        self._settings = settings
        self._tokens = tokens
        self._trusted = trusted

    def acts(self, official: Official) -> None:
        """From now on this official acts, who was let in a moment ago, perhaps while the store was open before."""
        self._store.acting = Acting(official.name, official.roles)

    # By password

    def by_password(self, name: str, password: bytearray) -> Official:
        """Log in; blocks for as long as one guess takes (a quarter of a second).

        Args:
            name: login name.
            password: UTF-8; whoever has it wipes it.

        Raises:
            LogInSlowed: too many failed; nothing was tried.
            WrongLogIn: they do not belong together, or nobody may log in so.
            LogInOver: they do, and nobody else has vouched for this official for too long.
        """
        name = name.strip().lower()
        kept = self._begin(name)
        right = is_right(password, kept.password if kept else "")
        if kept is None or not right or kept.official.disabled:
            self._note_refused(kept)
            raise WrongLogIn()
        self._require_alive(kept)
        return self._let_in(kept.official, "password", proven=False)

    def change_password(self, old: bytearray, new: bytearray) -> None:
        """Let whoever has logged in have another password; its life goes on from where it was.

        Args:
            old: what it was until now.
            new: what it shall be; whoever has them wipes both.

        Raises:
            LogInSlowed, WrongLogIn, LogInOver: the old one is wrong, as in `by_password`.
            PasswordTooShort: the new one.
        """
        name = self._official().name
        self.by_password(name, old)
        secret = hashed(new)
        with self._store.writing() as tx:
            officials.set_password(tx, name, secret)
            audit.append(tx, name, "password changed", name)

    def _begin(self, name: str) -> officials.Kept | None:
        """Count an attempt before it is one; names that nobody has are slowed down together."""
        now = self._clock.now()
        with self._store.writing() as tx:
            kept = officials.find(tx, name)
            attempts = kept.attempts if kept else officials.strangers(tx)
            if left := attempts.left(now):
                raise LogInSlowed(minutes=math.ceil(left / timedelta(minutes=1)))
            self._count(tx, kept, attempts.failed(now))
            officials.note_seen(tx, now)
        return kept

    def _count(self, tx: Connection, kept: officials.Kept | None, attempts: Attempts) -> None:
        if kept:
            officials.note_attempts(tx, kept.official.name, attempts)
        else:
            officials.note_strangers(tx, attempts)

    def _note_refused(self, kept: officials.Kept | None) -> None:
        """A name that nobody has may be a password in the wrong place: it is not written down."""
        with self._store.writing() as tx:
            item = kept.official.name if kept else ""
            audit.append(tx, self._settings.officer, "log-in refused", item)

    def _require_alive(self, kept: officials.Kept) -> None:
        days = self._settings.password_days
        if not kept.proven_at or self._clock.now() > kept.proven_at + timedelta(days=days):
            raise LogInOver(days=days)

    # By certificate

    def at_token(self) -> Official:
        """Whose certificate lies on a token that is there: whose PIN is to be asked for.

        Raises:
            NotTheirCertificate: no certificate there is an official's of this counter.
            SigningTrouble: the token's module.
        """
        return self._whose(self._there())[1]

    def by_token(self, pin: Pin, token_serial: str = "") -> Official:
        """Log in with the certificate of an official that lies on a token.

        Args:
            pin: the token's; tried once, wiped.
            token_serial: which token; empty for the first that has such a certificate.

        Raises:
            NotTheirCertificate: no certificate on it is an official's of this counter.
            UnfitCertificate: it must not prove anything now.
            WrongLogIn: what the token signed is not of this certificate.
            PinWrong, PinLocked and the token's other troubles.
        """
        with pin:
            found, official = self._whose(self._there(token_serial))
            self._require_fit(found)
            self._require_signed(found, pin)
        return self._let_in(official, "certificate", proven=True)

    def keep_certificate(self, token_serial: str, pin: Pin) -> str:
        """Let a certificate of a token log in beside the password of whoever has logged in; gives its hash.

        Args:
            token_serial: which token.
            pin: the token's; tried once, wiped.

        Raises:
            NotTheirCertificate: no certificate on it bears the official's name.
            UnfitCertificate, WrongLogIn, PinWrong and the token's other troubles.
        """
        with pin:
            official = self._official()
            found = self._of_name(self._there(token_serial), official.full_name)
            self._require_fit(found)
            self._require_signed(found, pin)
        serial = f"{found.certificate.serial_number:x}"
        with self._store.writing() as tx:
            changed = replace(official, certificate_sha256=found.sha256, certificate_serial=serial)
            officials.change(tx, changed)
            audit.append(tx, official.name, "certificate kept", official.name, found.sha256[:16])
        return found.sha256

    def _there(self, serial: str = "") -> list[FoundCertificate]:
        return [
            _found(token, certificate)
            for token in self._tokens().tokens()
            if serial in {"", token.serial}
            for certificate in read_certificates(token)
        ]

    def _whose(self, there: Sequence[FoundCertificate]) -> tuple[FoundCertificate, Official]:
        with self._store.reading() as tx:
            known = {one.official.certificate_sha256: one.official for one in officials.every(tx)}
        for found in there:
            official = known.get(found.sha256)
            if official and not official.disabled:
                return found, official
        raise NotTheirCertificate()

    def _of_name(self, there: Sequence[FoundCertificate], name: str) -> FoundCertificate:
        for found in there:
            if same_name(name_of(found.certificate), name):
                return found
        raise NotTheirCertificate()

    def _require_fit(self, found: FoundCertificate) -> None:
        why = why_unfit(found.certificate, self._clock.now(), self._trusted(), found.others)
        if why:
            raise UnfitCertificate(name_of(found.certificate), reason=why)

    def _require_signed(self, found: FoundCertificate, pin: Pin) -> None:
        """The token signs what was never signed before; only its key can."""
        challenge, pss = _PURPOSE + os.urandom(_CHALLENGE_BYTES), self._settings.rsa_pss
        with self._tokens().open(found, pin) as session:
            signature = session.sign(challenge, pss=pss)
        if not _signed(found.certificate, challenge, signature, pss=pss):
            raise WrongLogIn()

    # Inside

    def _let_in(self, official: Official, how: str, *, proven: bool) -> Official:
        now = self._clock.now()
        with self._store.writing() as tx:
            officials.note_login(tx, official.name, now, proven=proven)
            officials.note_seen(tx, now)
            audit.append(tx, official.name, "logged in", official.name, how)
        return official

    def _official(self) -> Official:
        acting = self._store.acting or NOBODY
        with self._store.reading() as tx:
            found = officials.find(tx, acting.name)
        if found is None:
            raise NotLoggedIn()
        return found.official

    def note_locked(self) -> None:
        """The counter is locked: whoever has logged in has left it, and comes back by logging in again."""
        name = self._official().name
        with self._store.writing() as tx:
            officials.note_seen(tx, self._clock.now())
            audit.append(tx, name, "screen locked", name)


def _found(token: Token, certificate: x509.Certificate) -> FoundCertificate:
    others = tuple(one for one in read_certificates(token) if one != certificate)
    return FoundCertificate(token, certificate, others)


def _signed(certificate: x509.Certificate, data: bytes, signature: bytes, *, pss: bool) -> bool:
    """Whether a certificate's key has signed something."""
    key, sha256 = certificate.public_key(), hashes.SHA256()
    try:
        if isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(signature, data, ec.ECDSA(sha256))
        elif isinstance(key, rsa.RSAPublicKey):
            filling = padding.PSS(padding.MGF1(sha256), sha256.digest_size) if pss else padding.PKCS1v15()
            key.verify(signature, data, filling, sha256)
        else:
            return False
    except InvalidSignature:
        return False
    return True


def as_person(settings: Settings, official: Official) -> Settings:
    """A counter's settings as they are for one of its officials: name, roles and certificates are this person's."""
    serial = official.certificate_serial
    return replace(
        settings,
        officer=official.name,
        officer_name=official.full_name,
        officer_roles=tuple(sorted(official.roles)),
        officer_certificates=(serial,) if serial else (),
        # The picture that is set is somebody's, nobody says whose.
        signature_image="",
    )
