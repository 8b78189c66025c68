"""The authorities of one counter: whom it trusts, and how it asks them."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from cryptography import x509

from desktop.machine.clock import Clock
from desktop.machine.settings import Settings
from desktop.signing.authorities.answers import Answers
from desktop.signing.authorities.line import ANSWER_S
from desktop.signing.authorities.revocation import RevocationDesk
from desktop.signing.authorities.timestamp import Tsa
from desktop.signing.authorities.trust import read_trusted

ANSWERS_FOLDER = "tra-loi-thu-hoi"
"""In the data folder: remembered CRLs and OCSP answers."""


class CounterAuthorities:
    """What the settings say of roots, revocation and time.

    Args:
        settings: of the counter.
        clock: the time.
        answers: folder for remembered answers; None remembers nothing.
        more: roots beside those of the settings.
        answer_s: longest silence of a server, seconds.
    """

    def __init__(
        self,
        settings: Settings,
        clock: Clock,
        answers: Path | None = None,
        *,
        more: tuple[Path, ...] = (),
        answer_s: float = ANSWER_S,
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._answers = answers
        self._more = more
        self._answer_s = answer_s

    @cached_property
    def trusted(self) -> list[x509.Certificate]:
        """Roots and intermediates.

        Raises:
            UnreadableInput: a file of the settings holds no certificate.
        """
        return read_trusted([*(Path(file) for file in self._settings.trust_roots), *self._more])

    @cached_property
    def desk(self) -> RevocationDesk:
        """Where revocation is asked about."""
        return RevocationDesk(Answers(self._answers), answer_s=self._answer_s)

    def tsa(self) -> Tsa | None:
        """The time stamp authority for one batch; None where none is set."""
        if not self._settings.tsa_address:
            return None
        return Tsa(self._settings.tsa_address, self.trusted, self._clock, answer_s=self._answer_s)

    @property
    def revocation_required(self) -> bool:
        """Whether nothing is signed where revocation cannot be checked."""
        return self._settings.revocation_unreachable == "refuse"
