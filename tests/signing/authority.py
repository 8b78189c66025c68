"""A whole authority over real HTTP on loopback: CRL, OCSP and time stamps, each of which can be told to fail."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from asn1crypto import keys, tsp
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.x509.oid import ExtendedKeyUsageOID
from pyhanko.sign.timestamps import DummyTimeStamper

from desktop.signing.authorities.revocation import as_asn1
from desktop.signing.loop import run
from desktop.training import pki


class Authority:
    """Root, issuing authority, TSA; what it has issued it answers for.

    `faults` names what is broken: `crl`, `ocsp`, `tsa` → `down`, `garbage`, `huge`, `silent`; for the TSA also
    `late` (an hour off), `stranger` (another root), `replay` (an old token), `sha1`.
    """

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.faults: dict[str, str] = {}
        self.asked: list[str] = []
        self.revoked: dict[int, datetime] = {}
        self.issued: list[x509.Certificate] = []
        self._free = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.address = f"http://127.0.0.1:{self._server.server_address[1]}"
        self.root = pki.authority("Gốc thử", now)
        issuing_key = pki.new_key()
        issuing = pki.issue(
            issuing_key.public_key(),
            pki.name("Nhà cấp thử"),
            self.root,
            now,
            is_authority=True,
            also=pki.places(crl=f"{self.address}/root.crl"),
        )
        self.issuing = pki.Holder(issuing_key, issuing)
        self.tsa = self._time_authority(self.issuing)
        self._stranger = self._time_authority(pki.authority("Gốc lạ", now))
        self._old: bytes = b""
        self.trusted = [self.root.certificate, issuing]
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def _time_authority(self, above: pki.Holder) -> pki.Holder:
        key = pki.new_key()
        purpose = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        where = pki.places(crl=f"{self.address}/issuing.crl")
        return pki.Holder(
            key,
            pki.issue(
                key.public_key(),
                pki.name("Dấu thời gian thử"),
                above,
                self.now,
                valid=(timedelta(days=-1), timedelta(days=850)),
                also=[purpose, *where],
            ),
        )

    def certify(self, public: Any, subject: x509.Name, **more: Any) -> x509.Certificate:
        """A certificate that says where to ask about it."""
        where = pki.places(crl=f"{self.address}/issuing.crl", ocsp_server=f"{self.address}/ocsp")
        made = pki.issue(public, subject, self.issuing, self.now, also=where, **more)
        self.issued.append(made)
        return made

    def close(self) -> None:
        self._free.set()
        self._server.shutdown()
        self._server.server_close()

    def _answer(self, path: str, body: bytes) -> bytes | None:
        what = {"/root.crl": "crl", "/issuing.crl": "crl", "/ocsp": "ocsp", "/tsa": "tsa"}.get(path, "")
        self.asked.append(path)
        fault = self.faults.get(what, "")
        if fault == "silent":
            self._free.wait(60)
        if not what or fault in {"down", "silent"}:
            return None
        if fault == "garbage":
            return b"<html>Please log in</html>"
        if fault == "huge":
            return bytes(40 * 1024 * 1024)
        makers: dict[str, Callable[[], bytes]] = {
            "/root.crl": lambda: pki.revocation_list(self.root, self.revoked, self.now),
            "/issuing.crl": lambda: pki.revocation_list(self.issuing, self.revoked, self.now),
            "/ocsp": lambda: pki.ocsp_answer(body, self.issuing, self.issued, self.revoked, self.now),
            "/tsa": lambda: self._time(body, fault),
        }
        return makers[path]()

    def _time(self, body: bytes, fault: str) -> bytes:
        if fault == "replay" and self._old:
            return self._old
        asked = tsp.TimeStampReq.load(body)
        holder = self._stranger if fault == "stranger" else self.tsa
        assert holder.key
        key = holder.key.private_bytes(
            serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        stamper = DummyTimeStamper(
            as_asn1(holder.certificate),
            keys.PrivateKeyInfo.load(key),
            fixed_dt=self.now + (timedelta(hours=1) if fault == "late" else timedelta(0)),
            override_md="sha1" if fault == "sha1" else None,
        )
        self._old = run(stamper.async_request_tsa_response(asked)).dump()
        return self._old

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        authority = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self._reply(b"")

            def do_POST(self) -> None:
                self._reply(self.rfile.read(int(self.headers["Content-Length"])))

            def _reply(self, body: bytes) -> None:
                answer = authority._answer(self.path, body)
                try:
                    self.send_response(200 if answer is not None else 503)
                    self.end_headers()
                    self.wfile.write(answer or b"")
                except OSError:
                    return

            def log_message(self, *_: object) -> None:
                return

        return Handler
