"""The token host as the rest of the program sees it: watched, killed when it hangs, started again when asked."""

from __future__ import annotations

import base64
import threading
import uuid
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes

from desktop.machine.child import Child, ChildEnded, ChildSilent
from desktop.signing.engine import Token, wipe
from desktop.signing.errors import (
    ModuleUnusable,
    NoSuchCertificate,
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
from desktop.signing.host import IDLE_S

ANSWER_S = 30.0


class TokenHost:
    """Starts the host when first needed and asks it one thing at a time; may be used from any thread.

    Args:
        module: a token's PKCS#11 module, or
        software: the folder of a software token (training only).
        answer_s: how long it may be silent, seconds.
        idle_s: how long a batch may rest before the host forgets key and PIN, seconds.
    """

    def __init__(
        self,
        *,
        module: Path | None = None,
        software: Path | None = None,
        answer_s: float = ANSWER_S,
        idle_s: float = IDLE_S,
    ) -> None:
        self._unset = software is None and module in {None, Path()}
        place = ("software", str(software)) if software else ("pkcs11", str(module))
        self._arguments = (*place, str(idle_s))
        self._answer_s = answer_s
        self._child: Child | None = None
        self._batch = ""
        self._guard = threading.RLock()

    def tokens(self) -> list[Token]:
        """The tokens that are there now.

        Raises:
            ModuleUnusable, TokenHostCrashed, TokenHostHung, TokenGone.
        """
        header, _ = self._ask({"do": "tokens"})
        return [
            Token(**{**token, "certificates": tuple(base64.b64decode(der) for der in token["certificates"])})
            for token in header["tokens"]
        ]

    def open(self, serial: str, certificate_sha256: str, pin: bytearray) -> SigningSession:
        """Log in: one attempt, ever; a batch that was open ends. The PIN is wiped however this ends.

        Raises:
            PinMissing, PinWrong, PinLocked, PinExpired, NoSuchToken, NoSuchCertificate, ModuleUnusable,
            TokenHostCrashed, TokenHostHung, TokenGone.
        """
        with self._guard:
            try:
                token, certificate = self._find(serial, certificate_sha256)
                if token.locked:
                    raise PinLocked(serial)
                if not pin and token.login_required and not token.own_keypad:
                    raise PinMissing()
                batch = uuid.uuid4().hex
                header = {"do": "open", "serial": serial, "certificate": certificate_sha256, "batch": batch}
                self._ask(header, secret=pin)
            except (PinWrong, PinLocked):
                # A new process knows nothing of this PIN.
                self._drop()
                raise
            finally:
                wipe(pin)
            self._batch = batch
        return SigningSession(self, batch, certificate, certificate_sha256)

    def _find(self, serial: str, certificate_sha256: str) -> tuple[Token, x509.Certificate]:
        there = [token for token in self.tokens() if token.serial == serial]
        if not there:
            raise NoSuchToken(serial)
        for token in there:
            for der in token.certificates:
                certificate = x509.load_der_x509_certificate(der)
                if certificate.fingerprint(hashes.SHA256()).hex() == certificate_sha256:
                    return token, certificate
        raise NoSuchCertificate(certificate_sha256[:12])

    def sign(self, batch: str, data: bytes) -> bytes:
        """Signature over SHA-256 of `data` with the key of a batch; for `SigningSession`."""
        with self._guard:
            if not self._batch or batch != self._batch:
                raise SessionOver()
            try:
                return self._ask({"do": "sign", "batch": batch}, data)[1]
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

    def close(self) -> None:
        """End the host."""
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
        self, header: dict[str, Any], body: bytes = b"", *, secret: bytearray | None = None
    ) -> tuple[dict[str, Any], bytes]:
        with self._guard:
            try:
                child = self._running()
                if secret is None:
                    child.send(header, body)
                else:
                    child.send_secret(header, secret)
                    wipe(secret)
                answer, data = child.receive(self._answer_s)
            except ChildEnded as error:
                self._drop()
                raise TokenHostCrashed(cause=error.detail) from None
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
            # It died while nobody needed it: no PIN is lost, so nobody need know.
            self._drop()
        if self._child is None:
            if self._unset:
                raise ModuleUnusable("(chưa chọn)", reason="chưa khai báo trình điều khiển")
            self._child = Child("desktop.signing.host", self._arguments)
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
        usable: False after the first trouble: nothing more can be signed with this PIN.
    """

    def __init__(self, host: TokenHost, batch: str, certificate: x509.Certificate, certificate_sha256: str) -> None:
        self._host = host
        self._batch = batch
        self.certificate = certificate
        self.certificate_sha256 = certificate_sha256
        self.usable = True

    def sign(self, data: bytes) -> bytes:
        """Signature over SHA-256 of `data`: RSA PKCS#1 v1.5, or ECDSA as DER.

        Raises:
            SigningTrouble: the session is over; the login is never tried again by itself.
        """
        if not self.usable:
            raise SessionOver()
        try:
            return self._host.sign(self._batch, data)
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
