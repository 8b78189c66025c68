"""The token host as the rest of the program sees it: watched, killed when it hangs, started again when asked."""

from __future__ import annotations

import base64
import threading
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes

from desktop.machine.child import Child, ChildEnded, ChildSilent
from desktop.signing.engine import Token
from desktop.signing.errors import (
    ModuleUnusable,
    NoSuchCertificate,
    PinLocked,
    SigningTrouble,
    TokenHostCrashed,
    TokenHostHung,
    from_frame,
)
from desktop.signing.host import wipe

ANSWER_S = 30.0


class TokenHost:
    """Starts the host when first needed and asks it one thing at a time.

    Args:
        module: a token's PKCS#11 module, or
        software: the folder of a software token (training only).
        answer_s: how long it may be silent, seconds.
    """

    def __init__(
        self, *, module: Path | None = None, software: Path | None = None, answer_s: float = ANSWER_S
    ) -> None:
        self._arguments = ("software", str(software)) if software else ("pkcs11", str(module or ""))
        self._answer_s = answer_s
        self._child: Child | None = None
        self._guard = threading.RLock()

    def tokens(self) -> list[Token]:
        """The tokens that are there now.

        Raises:
            ModuleUnusable, TokenHostCrashed, TokenHostHung.
        """
        header, _ = self._ask({"do": "tokens"})
        return [
            Token(
                **{
                    **token,
                    "certificates": tuple(base64.b64decode(der) for der in token["certificates"]),
                }
            )
            for token in header["tokens"]
        ]

    def certificate(self, serial: str, certificate_sha256: str) -> x509.Certificate:
        """A certificate of a token, by serial and hash, never by slot.

        Raises:
            NoSuchCertificate: the token is not there or does not hold it.
        """
        for token in self.tokens():
            for der in token.certificates:
                found = x509.load_der_x509_certificate(der)
                if token.serial == serial and _sha256(found) == certificate_sha256:
                    if token.locked:
                        raise PinLocked(serial)
                    return found
        raise NoSuchCertificate(certificate_sha256[:12])

    def open(self, serial: str, certificate_sha256: str, pin: bytearray) -> SigningSession:
        """Log in: one attempt, ever. The PIN is wiped before this returns, however it ends.

        Raises:
            PinWrong, PinLocked, NoSuchToken, NoSuchCertificate and the host's own troubles.
        """
        try:
            certificate = self.certificate(serial, certificate_sha256)
            self._ask({"do": "open", "serial": serial, "certificate": certificate_sha256}, pin)
        finally:
            wipe(pin)
        return SigningSession(self, certificate, certificate_sha256)

    def sign(self, data: bytes) -> bytes:
        """Signature over SHA-256 of `data` with the open key; for `SigningSession`."""
        return self._ask({"do": "sign"}, data)[1]

    def log_out(self) -> None:
        """Forget the open key; no error where the host is gone."""
        with self._guard:
            if self._child and self._child.alive:
                try:
                    self._ask({"do": "close"})
                except SigningTrouble:
                    return

    def close(self) -> None:
        """End the host."""
        with self._guard:
            if self._child:
                self._child.close()
                self._child = None

    @property
    def pid(self) -> int | None:
        """Process id of the host, None where it is not running."""
        return self._child.pid if self._child else None

    def _ask(self, header: dict[str, Any], body: bytes | bytearray = b"") -> tuple[dict[str, Any], bytes]:
        with self._guard:
            try:
                answer, data = self._running().ask(header, body, timeout=self._answer_s)
            except ChildEnded as error:
                self._drop()
                raise TokenHostCrashed(cause=error.detail) from None
            except ChildSilent as error:
                self._drop()
                raise TokenHostHung(cause=str(error)) from None
        if "error" in answer:
            raise from_frame(answer)
        return answer, data

    def _running(self) -> Child:
        if self._child is None:
            if self._arguments == ("pkcs11", ""):
                raise ModuleUnusable("(chưa chọn)", reason="chưa khai báo trình điều khiển")
            self._child = Child("desktop.signing.host", self._arguments)
            ready, _ = self._child.receive(self._answer_s)
            if "error" in ready:
                self._drop()
                raise from_frame(ready)
        return self._child

    def _drop(self) -> None:
        child, self._child = self._child, None
        if child:
            child.kill()


class SigningSession:
    """An open key, from the PIN to the end of the batch; use it as a context."""

    def __init__(self, host: TokenHost, certificate: x509.Certificate, certificate_sha256: str) -> None:
        self._host = host
        self.certificate = certificate
        self.certificate_sha256 = certificate_sha256
        self.usable = True

    def sign(self, data: bytes) -> bytes:
        """Signature over SHA-256 of `data`.

        Raises:
            SigningTrouble: the session is over; nothing more can be signed with this PIN.
        """
        if not self.usable:
            raise SigningTrouble(cause="the session is over")
        try:
            return self._host.sign(data)
        except BaseException:
            self.usable = False
            raise

    def __enter__(self) -> SigningSession:
        return self

    def __exit__(self, *_: object) -> None:
        self.usable = False
        self._host.log_out()


def _sha256(certificate: x509.Certificate) -> str:
    return certificate.fingerprint(hashes.SHA256()).hex()
