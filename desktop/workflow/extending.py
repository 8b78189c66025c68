"""Proofs added to signatures later, without the token: before sending, when the line allows (R33, R35)."""

from __future__ import annotations

import logging
from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Connection

from desktop.machine.clock import Clock, still_waits
from desktop.machine.settings import Settings
from desktop.model.dossier import Paper
from desktop.model.errors import QuaySoError
from desktop.signing.authorities.counter import CounterAuthorities
from desktop.signing.authorities.revocation import Standing
from desktop.signing.authorities.timestamp import Tsa
from desktop.signing.errors import TimestampMissing
from desktop.signing.extend import ExtendedPdf, extend_pdf
from desktop.signing.verify import verify_pdf
from desktop.store import audit, contents, outbox, papers, remembered, signatures
from desktop.store.file import Store
from desktop.workflow.allowed import may_get_proofs
from desktop.workflow.errors import NoteMissing

log = logging.getLogger(__name__)

TSA_RESTS = timedelta(minutes=5)
"""How long an authority that gave no time is left alone: what is sent meanwhile does not wait for it."""
ODD_RESTS = timedelta(hours=1)
"""How long a paper that could not be extended is passed over in the background."""
AT_ONCE = 5
"""How many papers are extended before sending has its turn again."""
NOTE_LIMIT = 200
_NOTED = "revoked signatures noted"
_GONE = {Standing.REVOKED, Standing.REVOKED_LATER}


class Extending:
    """Appends validation data and document timestamps to papers whose files have not begun to leave.

    Once a file's first byte may have left, its hash is its identity and it never changes again.

    Args:
        store: the open store.
        clock: the time.
        settings: of this counter.
        authorities: whom it asks.
    """

    def __init__(self, store: Store, clock: Clock, settings: Settings, authorities: CounterAuthorities) -> None:
        self._store = store
        self._clock = clock
        self._settings = settings
        self._authorities = authorities
        self._tsa_rests_until: datetime | None = None
        self._passed_over: dict[UUID, datetime] = {}

    def waiting(self) -> list[Paper]:
        """Papers whose signatures have no appended proofs yet and can still get them, oldest signature first."""
        with self._store.reading() as tx:
            found = [papers.get(tx, paper_id) for paper_id in signatures.extendable(tx)]
        return [paper for paper in found if may_get_proofs(paper)]

    @property
    def asks_for_time(self) -> bool:
        """Whether a time stamp authority is set up."""
        return bool(self._settings.tsa_address)

    def overdue(self) -> list[Paper]:
        """Papers signed longer ago than the settings allow whose time is only the PC's, and that can still be helped.

        A file that has left is never changed again.
        """
        limit = self._clock.now() - timedelta(days=self._settings.extend_within_days)
        with self._store.reading() as tx:
            return [papers.get(tx, paper_id) for paper_id in signatures.without_time(tx, limit, _GONE)]

    def revoked(self) -> list[Paper]:
        """Papers signed with a certificate that turned out to be revoked, which nobody has taken note of yet.

        Until their content is gone from here.
        """
        with self._store.reading() as tx:
            return [papers.get(tx, paper_id) for paper_id in dict.fromkeys(one.paper_id for one in _unnoted(tx))]

    def take_note(self, papers_seen: Collection[UUID], note: str) -> None:
        """Somebody has seen that these papers' certificates are revoked, and says what was done about it.

        The note stays in the journal; what is found revoked later is told anew.

        Args:
            papers_seen: the papers that were told of; what was found since is not taken note of.
            note: what was done, in a few words.

        Raises:
            NoteMissing: it says nothing.
        """
        words = " ".join(note.split())[:NOTE_LIMIT]
        if not words:
            raise NoteMissing()
        with self._store.writing() as tx:
            seen = [one for one in _unnoted(tx) if one.paper_id in set(papers_seen)]
            remembered.put(tx, _NOTED, [*remembered.get(tx, _NOTED, []), *(one.id for one in seen)])
            for paper_id in dict.fromkeys(one.paper_id for one in seen):
                audit.append(tx, self._settings.officer, "revoked certificate noted", str(paper_id), words)

    def extend(self, paper_id: UUID) -> bool:
        """Extend one paper now; False where it cannot be, or need not be, and it is sent as it is.

        The sending workflow calls this before a paper's first byte leaves. A paper is sent all the same where the line
        is down, the time authority fails or its answer is wrong, or the file is unusual.
        """
        tsa = self._tsa()
        return tsa is not None and self._extend(paper_id, tsa)

    def extend_all(self, most: int = AT_ONCE) -> int:
        """Extend what waits, until the time authority fails; gives how many were.

        The sending thread calls this again and again, whether the province answers or not: a paper then has its
        proofs long before its turn to be sent comes, and one that is not queued yet gets them all the same.
        """
        tsa, done, now = self._tsa(), 0, self._clock.now()
        if tsa is None:
            return 0
        self._passed_over = {
            one: until for one, until in self._passed_over.items() if still_waits(now, until, ODD_RESTS)
        }
        for paper in [one for one in self.waiting() if one.id not in self._passed_over][:most]:
            done += self._extend(paper.id, tsa)
            if self._tsa_rests_until:
                break
        return done

    def _tsa(self) -> Tsa | None:
        """The time authority; None where there is none, or where it has failed lately."""
        if still_waits(self._clock.now(), self._tsa_rests_until, TSA_RESTS):
            return None
        self._tsa_rests_until = None
        return self._authorities.tsa()

    def _extend(self, paper_id: UUID, tsa: Tsa) -> bool:
        with self._store.reading() as tx:
            paper = papers.get(tx, paper_id)
            own = signatures.of_paper(tx, paper_id)
            if not may_get_proofs(paper) or all(one.extended_at for one in own):
                return False
            pdf = contents.fetch(tx, paper.pdf_sha256)
        try:
            done = extend_pdf(pdf, self._authorities.trusted, self._authorities.desk, tsa, self._clock.now())
        except TimestampMissing as error:
            log.info("no time yet for %s: %s", paper_id, error.cause)
            self._tsa_rests_until = self._clock.now() + TSA_RESTS
            return False
        except QuaySoError as error:
            log.info("%s cannot be extended: %s %s", paper_id, error.code, error.cause)
            self._passed_over[paper_id] = self._clock.now() + ODD_RESTS
            self._check_again(paper, pdf)
            return False
        with self._store.writing() as tx:
            return self._keep(tx, paper, done)

    def _check_again(self, paper: Paper, pdf: bytes) -> None:
        """A certificate that could not be checked when it signed may turn out revoked: that is kept and told (R33)."""
        authorities = self._authorities
        found = verify_pdf(pdf, authorities.trusted, at=self._clock.now(), desk=authorities.desk).signatures
        with self._store.writing() as tx:
            for one, verdict in zip(signatures.of_paper(tx, paper.id), found, strict=False):
                if verdict.revocation in _GONE and one.revocation != verdict.revocation:
                    signatures.change(tx, one.id, revocation=verdict.revocation)
                    audit.append(tx, self._settings.officer, "certificate found revoked", str(paper.id), one.role)

    def _keep(self, tx: Connection, before: Paper, done: ExtendedPdf) -> bool:
        """Keep the extended file, unless the paper has moved on while the authorities were asked."""
        paper = papers.get(tx, before.id)
        if not may_get_proofs(paper) or paper.pdf_sha256 != before.pdf_sha256:
            return False
        if not outbox.refreeze(tx, paper.dossier_id, paper.pdf_sha256, done.sha256):
            return False
        contents.keep(tx, done.pdf)
        papers.change(tx, paper.id, pdf_sha256=done.sha256)
        for one, found in zip(signatures.of_paper(tx, paper.id), done.verdict.signatures, strict=True):
            signatures.change(
                tx,
                one.id,
                level=done.level,
                time_source=found.time_source,
                revocation=found.revocation,
                extended_at=self._clock.now(),
            )
            signatures.add_evidence(tx, one.id, done.evidence)
        audit.append(tx, self._settings.officer, "paper extended", str(paper.id), done.sha256[:16])
        return True


def _unnoted(tx: Connection) -> list[signatures.Signature]:
    noted = set(remembered.get(tx, _NOTED, []))
    return [one for one in signatures.standing(tx, _GONE) if one.id not in noted]
