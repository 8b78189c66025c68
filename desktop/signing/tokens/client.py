"""The token host as the rest of the program sees it: watched, killed when it hangs, started again when asked."""

from __future__ import annotations

import base64
import logging
import threading
import time
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from cryptography import x509
from cryptography.hazmat.primitives import hashes

from desktop.machine.child import Child, ChildEnded, ChildSilent
from desktop.signing.der import certificate_of
from desktop.signing.errors import (
    ModuleUnusable,
    NoSuchCertificate,
    NoSuchKey,
    NoSuchToken,
    PinLocked,
    PinMissing,
    PinWrong,
    SessionOver,
    SigningTrouble,
    TokenHostCrashed,
    TokenHostHung,
    from_frame,
)
from desktop.signing.tokens.engine import IDLE_S, Token
from desktop.signing.tokens.pin import Pin
from desktop.signing.tokens.watch import TokenWatch

log = logging.getLogger(__name__)

ANSWER_S = 30.0
"""Seconds that the host may be silent before it counts as hung. Chosen."""
GLANCE_S = 6.0
"""The same where only the serials are asked for. Chosen."""
RELOAD_S = 60.0
"""Seconds after which a module that sees no token is loaded anew: some notice a token only when they start. Chosen."""


@dataclass(frozen=True, slots=True)
class FoundCertificate:
    """A certificate on a token that is there.

    Attributes:
        token: the token, as it was listed.
        certificate: the certificate.
        others: the other certificates on it, among them its authorities'.
    """

    token: Token
    certificate: x509.Certificate
    others: tuple[x509.Certificate, ...]

    @property
    def sha256(self) -> str:
        """The certificate's hash, hex."""
        return sha256_of(self.certificate)


class Tokens(Protocol):
    """What the rest of the program asks of tokens, however many modules it takes."""

    def tokens(self) -> list[Token]:
        """The tokens that are there now."""

    def open(self, found: FoundCertificate, pin: Pin) -> SigningSession:
        """Log in: one attempt, ever; nothing is listed anew."""

    def glance(self) -> tuple[str, ...] | None:
        """Serials of the tokens that are there; None where something else is being asked."""

    def watch(self, listener: Callable[[tuple[str, ...]], None]) -> None:
        """Be told the serials of the tokens whenever one comes or goes."""

    def forget(self) -> None:
        """End the batch under way and forget its PIN."""

    def close(self) -> None:
        """End what was started."""


class TokenHost:
    """Starts the host when first needed and asks it one thing at a time; may be used from any thread.

    Args:
        module: a token's PKCS#11 module, or
        software: the folder of a software token (training only), or
        windows: the certificates of the Windows user.
        answer_s: how long it may be silent, seconds.
        idle_s: how long a batch may rest before the host forgets key and PIN, seconds.
    """

    def __init__(
        self,
        *,
        module: Path | None = None,
        software: Path | None = None,
        windows: bool = False,
        answer_s: float = ANSWER_S,
        idle_s: float = IDLE_S,
    ) -> None:
        self._unset = software is None and module in {None, Path()} and not windows
        place = ("software", str(software)) if software else ("pkcs11", str(module))
        place = ("cng", "") if windows else place
        self._arguments = (*place, str(idle_s))
        self._answer_s = answer_s
        self._child: Child | None = None
        self._ended: Child | None = None
        self._batch = ""
        self._pin: Pin | None = None
        self._guard = threading.RLock()
        self._watch: TokenWatch | None = None
        self._seen_at = time.monotonic()

    def tokens(self) -> list[Token]:
        """The tokens that are there now.

        Raises:
            ModuleUnusable, TokenHostCrashed, TokenHostHung, TokenGone.
        """
        header, _ = self._ask({"do": "tokens"})
        return [_token(token) for token in header["tokens"]]

    def open(self, found: FoundCertificate, pin: Pin) -> SigningSession:
        """Log in: one attempt, ever; a batch that was open ends. Nothing is listed anew.

        Raises:
            PinMissing, PinWrong, PinLocked, PinExpired, PinUnset, NoSuchToken, NoSuchCertificate, NoSuchKey,
            ModuleUnusable, TokenHostCrashed, TokenHostHung, TokenGone.
            SessionOver: the PIN was to be forgotten meanwhile.
        """
        token, sha256 = found.token, found.sha256
        if sha256 in token.keyless:
            raise NoSuchKey(sha256[:12])
        if token.locked:
            raise PinLocked(token.serial)
        batch = uuid.uuid4().hex
        with self._guard:
            self._pin = pin
            try:
                if not pin.hand_over() and token.login_required and not token.own_keypad:
                    raise PinMissing()
                self._ask({"do": "open", "serial": token.serial, "certificate": sha256, "batch": batch}, pin=pin)
                if pin.forgotten:
                    self._drop()
                    raise SessionOver()
                self._batch = batch
            except (PinWrong, PinLocked):
                # A new process knows nothing of this PIN.
                self._drop()
                raise
            finally:
                self._pin = None
        return SigningSession(self, batch, found)

    def sign(self, batch: str, data: bytes, *, pss: bool = False) -> bytes:
        """Signature over SHA-256 of `data` with the key of a batch; for `SigningSession`."""
        with self._guard:
            if not self._batch or batch != self._batch:
                raise SessionOver()
            try:
                return self._ask({"do": "sign", "batch": batch, "pss": pss}, data)[1]
            except BaseException:
                self._batch = ""
                raise

    def log_out(self, batch: str) -> None:
        """End a batch; no error where it has ended already or the host is gone."""
        with self._guard:
            if batch != self._batch:
                return
            try:
                self._ask({"do": "close"})
            except SigningTrouble:
                self._drop()
            self._batch = ""

    def glance(self) -> tuple[str, ...] | None:
        """Serials of the tokens that are there; None where the host is busy with something else.

        A host that crashed or hangs is ended here, and started again at the next glance.

        Raises:
            ModuleUnusable: nothing to look with.
        """
        if not self._guard.acquire(blocking=False):
            return None
        try:
            header, _ = self._ask({"do": "present"}, answer_s=min(self._answer_s, GLANCE_S))
            found = tuple(header["present"])
            now = time.monotonic()
            if found or self._batch:
                self._seen_at = now
            elif now - self._seen_at > RELOAD_S:
                self._seen_at = now
                self._drop()
            return found
        except ModuleUnusable:
            raise
        except SigningTrouble as error:
            log.info("glance at tokens: %s %s", error.code, error.cause)
            return ()
        finally:
            self._guard.release()

    def watch(self, listener: Callable[[tuple[str, ...]], None]) -> None:
        """Be told, from a thread of its own, the serials of the tokens whenever one comes or goes."""
        with self._guard:
            self._watch = self._watch or TokenWatch(self)
            self._watch.tell(listener)

    def forget(self) -> None:
        """End the batch under way and forget its PIN, also one that is just being tried.

        A new process knows nothing of it. Waits for no signature.
        """
        pin, child = self._pin, self._child
        if pin:
            pin.forget()
        if (self._batch or pin) and child:
            self._ended = child
            child.kill()

    def close(self) -> None:
        """End the host."""
        if self._watch:
            self._watch.stop()
        with self._guard:
            child, self._child, self._batch = self._child, None, ""
            if child:
                child.close()

    @property
    def pid(self) -> int | None:
        """Process id of the host, None where it is not running."""
        child = self._child
        return child.pid if child else None

    def _ask(
        self,
        header: dict[str, Any],
        body: bytes = b"",
        *,
        pin: Pin | None = None,
        answer_s: float | None = None,
    ) -> tuple[dict[str, Any], bytes]:
        with self._guard:
            try:
                child = self._running()
                if pin is None:
                    child.send(header, body)
                else:
                    child.send_secret(header, pin.hand_over())
                    pin.wipe()
                answer, data = child.receive(answer_s or self._answer_s)
            except ChildEnded as error:
                meant = self._child is not None and self._child is self._ended
                self._drop()
                raise (SessionOver() if meant else TokenHostCrashed(cause=error.detail)) from None
            except ChildSilent as error:
                self._drop()
                raise TokenHostHung(cause=str(error)) from None
            except BaseException:
                # An answer that nobody waited for must not be taken for the next one.
                self._drop()
                raise
        if "error" in answer:
            raise from_frame(answer)
        return answer, data

    def _running(self) -> Child:
        if self._child and not self._child.alive and not self._batch:
            # It ended while nobody used it: no PIN is lost, so nobody has to be told.
            self._drop()
        if self._child is None:
            if self._unset:
                raise ModuleUnusable("(chưa chọn)", reason="chưa khai báo trình điều khiển")
            self._child = Child("desktop.signing.tokens.host", self._arguments)
            ready, _ = self._child.receive(self._answer_s)
            if "error" in ready:
                self._drop()
                raise from_frame(ready)
        return self._child

    def _drop(self) -> None:
        child, self._child, self._batch = self._child, None, ""
        if child:
            child.kill()


class SigningSession:
    """An open key, from the PIN to the end of the batch; use it as a context.

    Attributes:
        certificate: the signer's.
        certificate_sha256: its hash.
        others: the other certificates on its token, among them its authorities'.
        usable: False after the first trouble: nothing more can be signed with this PIN.
    """

    def __init__(self, host: TokenHost, batch: str, found: FoundCertificate) -> None:
        self._host = host
        self._batch = batch
        self.certificate = found.certificate
        self.certificate_sha256 = found.sha256
        self.others = found.others
        self.usable = True

    def sign(self, data: bytes, *, pss: bool = False) -> bytes:
        """Signature over SHA-256 of `data`: RSA PKCS#1 v1.5 (PSS where `pss`), or ECDSA as DER.

        Raises:
            SigningTrouble: the session is over; the login is never tried again by itself.
        """
        if not self.usable:
            raise SessionOver()
        try:
            return self._host.sign(self._batch, data, pss=pss)
        except BaseException:
            self.usable = False
            raise

    def close(self) -> None:
        """End the batch."""
        self.usable = False
        self._host.log_out(self._batch)

    def __enter__(self) -> SigningSession:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _token(data: dict[str, Any]) -> Token:
    certificates = tuple(base64.b64decode(der) for der in data["certificates"])
    return Token(**{**data, "certificates": certificates, "keyless": tuple(data["keyless"])})


def read_certificates(token: Token) -> list[x509.Certificate]:
    """The certificates of a token; what is none, or broken, is left out."""
    return [found for der in token.certificates if (found := certificate_of(der))]


def sha256_of(certificate: x509.Certificate) -> str:
    """A certificate's hash, hex."""
    return certificate.fingerprint(hashes.SHA256()).hex()


def find_certificate(there: Sequence[Token], serial: str, certificate_sha256: str) -> FoundCertificate:
    """A certificate among the tokens that were listed; in the first slot that has it, where a token fills several.

    Raises:
        NoSuchToken, NoSuchCertificate: it is not there.
    """
    named = [token for token in there if token.serial == serial]
    if not named:
        raise NoSuchToken(serial)
    for token in named:
        held = read_certificates(token)
        for certificate in held:
            if sha256_of(certificate) == certificate_sha256:
                return FoundCertificate(token, certificate, tuple(one for one in held if one != certificate))
    raise NoSuchCertificate(certificate_sha256[:12])


def open_key(tokens: Tokens, serial: str, certificate_sha256: str, pin: bytearray) -> SigningSession:
    """Log in where it was not asked before what is there; the PIN is wiped however this ends.

    Raises:
        What `find_certificate` and `TokenHost.open` raise.
    """
    with Pin(pin) as typed:
        return tokens.open(find_certificate(tokens.tokens(), serial, certificate_sha256), typed)
