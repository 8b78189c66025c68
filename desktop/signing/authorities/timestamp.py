"""Time from a time stamp authority (RFC 3161, R35): asked with SHA-256, believed only where its token holds."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import timedelta

from asn1crypto import cms, tsp
from cryptography import x509
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.common_utils import dummy_digest

from desktop.machine.clock import Clock
from desktop.signing.authorities.line import ANSWER_S, Unreachable, ask
from desktop.signing.loop import run
from desktop.signing.verifying.trust import Trust, stamp_in

log = logging.getLogger(__name__)

CLOCKS_DIFFER = timedelta(minutes=10)
"""A time further from this PC's than this is not believed: one of the two clocks is wrong. Chosen."""
_LIMIT = 256 * 1024
"""Bytes of the largest answer. Chosen."""


class NoTime(Exception):
    """No token that can be believed; says why, for the log."""


class Tsa(TimeStamper):
    """One authority, for one batch: asked once beforehand, and not asked again after its first failure.

    An authority that is down or gives a wrong time costs one wait per batch, and never a signature.

    Args:
        address: its address.
        trusted: roots and intermediates; the authority must chain to one of the roots.
        clock: what its time is compared with.
        answer_s: how long it may be silent, seconds.
    """

    def __init__(
        self, address: str, trusted: Sequence[x509.Certificate], clock: Clock, *, answer_s: float = ANSWER_S
    ) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._address = address
        self._trusted = trusted
        self._clock = clock
        self._answer_s = answer_s
        self._answers: bool | None = None
        self.room = 0
        """How many bytes its token takes, known once it has answered."""
        self.token = b""
        """Its last token, DER."""
        self.certificates: tuple[x509.Certificate, ...] = ()
        """What its last token brought along, its own first."""

    @property
    def ready(self) -> bool:
        """Whether it gives time that can be believed; asks the first time, blocking for some seconds at most."""
        if self._answers is None:
            try:
                run(self.async_timestamp(dummy_digest("sha256"), "sha256"))
            except NoTime:
                return False
        return bool(self._answers)

    async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> cms.ContentInfo:
        """A token over a digest.

        Raises:
            NoTime: none came, or one that lies.
        """
        if self._answers is False:
            raise NoTime("it failed before in this batch")
        try:
            token = await super().async_timestamp(message_digest, md_algorithm)
            self._require_honest(token, message_digest)
        except Exception as error:
            # Whatever an authority sends, signing goes on without it.
            self._answers = False
            log.info("no time stamp: %s %s", type(error).__name__, error if isinstance(error, NoTime) else "")
            raise NoTime(str(error)[:300]) from None
        self._answers = True
        self.token = token.dump()
        self.room = max(self.room, len(self.token))
        return token

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        """Over the line."""
        try:
            answer = ask(
                self._address,
                body=req.dump(),
                kind="application/timestamp-query",
                limit=_LIMIT,
                answer_s=self._answer_s,
            )
        except Unreachable as error:
            raise NoTime(str(error)) from None
        return tsp.TimeStampResp.load(answer, strict=True)

    def _require_honest(self, token: cms.ContentInfo, digest: bytes) -> None:
        now = self._clock.now()
        stamp = stamp_in(token["content"], lambda _: digest, Trust(tuple(self._trusted), ()), now)
        if stamp is None:
            raise NoTime("the token does not hold, or its certificate leads to no trusted root")
        if stamp.hashed != "sha256":
            raise NoTime("another hash than asked for")
        if abs(stamp.moment - now) > CLOCKS_DIFFER:
            raise NoTime("its time is far from this PC's")
        self.certificates = stamp.certificates
