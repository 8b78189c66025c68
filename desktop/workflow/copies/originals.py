"""Originals: where they are scanned into, what they may be called, and those that are not certified after all.

Each lies in a dossier that is nobody's (`DossierState.COPY`), with one paper in it: no list of the counter knows it.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from sqlalchemy import Connection

from desktop.machine.clock import Clock
from desktop.machine.settings import Settings
from desktop.model.catalogue import Procedure, UnknownCode
from desktop.model.codes import provisional_code
from desktop.model.dossier import Dossier, Page, Paper, PaperKind, Party, PartyKind
from desktop.model.states import DossierState
from desktop.store import audit, copies, dossiers, papers
from desktop.store.file import Store
from desktop.store.keeping import purge
from desktop.workflow.allowed import require, why_not_start
from desktop.workflow.catalogue_desk import CatalogueDesk
from desktop.workflow.copies.errors import CopyCertified, NoCopy, NoCopyProcedure, WhyNot
from desktop.workflow.copies.naming import proposed_title
from desktop.workflow.copies.template import copy_template
from desktop.workflow.seen import SeenPaper, look_at

PROCEDURE = "2.000815"
"""Certifying copies of originals, in every catalogue of the nation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """An original that was scanned and is not certified yet.

    Attributes:
        seen: its paper with its pages.
        title: what it may be; empty where nothing on it says so.
        unread: pages that are still being read.
    """

    seen: SeenPaper
    title: str
    unread: int


class Originals:
    """Keeps the originals that are to be certified.

    Args:
        store: the open store.
        clock: the time.
        settings: whose office.
        catalogue: the procedure of certification, and names of papers.
        own: folder of the office's own words (`template`).
    """

    def __init__(self, store: Store, clock: Clock, settings: Settings, catalogue: CatalogueDesk, own: Path) -> None:
        self._store = store
        self._clock = clock
        self._settings = settings
        self._catalogue = catalogue
        self._own = own

    def place(self) -> Paper:
        """Where an original is scanned into: the place that is still empty, or a new one.

        Raises:
            NoCopyProcedure: the catalogue has no procedure for it.
            SecretProcedure: its papers must not be scanned (R21).
        """
        with self._store.reading() as tx:
            empty = [one for one in copies.uncertified(tx) if not papers.pages(tx, one.id)]
        if empty:
            return empty[0]
        catalogue = self._catalogue.current()
        try:
            procedure = catalogue.procedure(PROCEDURE)
        except UnknownCode:
            raise NoCopyProcedure(PROCEDURE) from None
        if not procedure.results:
            raise NoCopyProcedure(PROCEDURE)
        require(why_not_start(procedure))
        with self._store.writing() as tx:
            return self._new_place(tx, procedure, catalogue.version)

    def _new_place(self, tx: Connection, procedure: Procedure, version: str) -> Paper:
        dossier_id, unit, given = uuid.uuid4(), self._settings.unit, procedure.results[0]
        code = provisional_code(dossier_id)
        holder = Dossier(
            id=dossier_id,
            code=code,
            provisional_code=code,
            procedure=procedure.code,
            case=procedure.cases[0].code,
            catalogue_version=version,
            party=Party(kind=PartyKind.AGENCY, number=unit, name=self._settings.unit_name or unit),
            receiving_unit=unit,
            competent_unit=self._settings.competent_unit or unit,
            received_at=self._clock.now(),
            state=DossierState.COPY,
            officer=self._settings.officer,
        )
        dossiers.add(tx, holder)
        new = Paper(
            id=uuid.uuid4(), dossier_id=dossier_id, kind=PaperKind.RESULT, code=given.code, name=given.name, position=0
        )
        papers.add(tx, new)
        return new

    def waiting(self) -> list[Original]:
        """The originals that were scanned and are not certified yet, oldest first."""
        with self._store.reading() as tx:
            seen = [look_at(tx, one.id) for one in copies.uncertified(tx)]
        return [self._original(one) for one in seen if one.pages]

    def look(self, paper_id: UUID) -> Original:
        """One of them.

        Raises:
            NotFound: there is no such paper.
        """
        with self._store.reading() as tx:
            seen = look_at(tx, paper_id)
        return self._original(seen)

    def _original(self, seen: SeenPaper) -> Original:
        unread = sum(page.facts is None for page in seen.pages)
        title = "" if unread else proposed_title(seen.pages, self._catalogue.current(), but=PROCEDURE)
        return Original(seen=seen, title=title, unread=unread)

    def reasons(self) -> Mapping[str, str]:
        """Why an original may not be certified, by code (NĐ 23/2015 Đ22, or as the office has it)."""
        return copy_template(self._own).refusals

    def drop(self, paper_id: UUID, why: str = "") -> None:
        """An original is not certified, and its pages are deleted.

        Args:
            paper_id: the original.
            why: code of the reason for which it may not be (NĐ 23/2015 Đ22), noted in the journal; empty where it was
                only scanned by mistake.

        Raises:
            WhyNot: the office's template knows no such reason.
            CopyCertified: it has a number.
        """
        known = copy_template(self._own).refusals
        if why and why not in known:
            raise WhyNot(why[:30], codes=", ".join(known))
        what = "copy refused" if why else "original dropped"
        with self._store.writing() as tx:
            require_uncertified(tx, paper_id)
            paper = papers.get(tx, paper_id)
            require_original(tx, paper)
            purge.erase(tx, paper.dossier_id, self._clock.now(), purge.PurgeReason.BY_HAND)
            audit.append(tx, self._settings.officer, what, str(paper_id), why)


def copied(pages: Sequence[Page], *, keep_blank: bool = False) -> tuple[Page, ...]:
    """The pages of an original that its copy has: not the blank ones, unless there is nothing else.

    Args:
        pages: all of them looked at.
        keep_blank: the blank ones too: something may stand on them that was not found.
    """
    written = tuple(page for page in pages if not (page.facts and page.facts.look.blank))
    return tuple(pages) if keep_blank or not written else written


def require_uncertified(tx: Connection, paper_id: UUID) -> None:
    """An original has no number yet.

    Raises:
        CopyCertified: it has.
    """
    if row := copies.of_paper(tx, paper_id):
        raise CopyCertified(row.key)


def require_original(tx: Connection, paper: Paper) -> None:
    """A paper is an original that is to be certified.

    Raises:
        NoCopy: it is a paper of somebody's dossier.
    """
    if dossiers.get(tx, paper.dossier_id).state is not DossierState.COPY:
        raise NoCopy(str(paper.id)[:8])
