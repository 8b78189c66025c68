"""Taking a dossier in: opened for a citizen, its results added, declared complete."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlalchemy import Connection

from desktop.machine.clock import VIETNAM, Clock
from desktop.machine.settings import Settings
from desktop.model.catalogue import Procedure
from desktop.model.codes import provisional_code
from desktop.model.dossier import Dossier, Paper, PaperKind, Party
from desktop.model.states import DeliveryState, DossierState
from desktop.store import audit, dossiers, papers
from desktop.store.file import Store
from desktop.workflow.allowed import require, why_not_close, why_not_go_on, why_not_start
from desktop.workflow.catalogue_desk import CatalogueDesk
from desktop.workflow.checklist import Checklist
from desktop.workflow.dossiers import remember
from desktop.workflow.limits import BadWorkingDays, TimeLimits
from desktop.workflow.units import competent_unit, why_not_units


class Intake:
    """Opens dossiers and closes them.

    Args:
        store: the open store.
        clock: when a dossier is received.
        catalogue: what the procedures ask for and give.
        settings: they say who receives it, for which unit.
        checklist: what is still missing.
        limits: when a dossier is due.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        catalogue: CatalogueDesk,
        settings: Settings,
        checklist: Checklist,
        limits: TimeLimits,
    ) -> None:
        self._store = store
        self._clock = clock
        self._catalogue = catalogue
        self._settings = settings
        self._checklist = checklist
        self._limits = limits

    def start(
        self,
        procedure: str,
        case: str,
        party: Party,
        *,
        consent: bool | None = None,
        submitter: Party | None = None,
        authority: str = "",
    ) -> Dossier:
        """Open a dossier with an empty paper for every component of the case.

        Args:
            procedure: its code.
            case: its code.
            party: the owner.
            consent: what the owner answered about the e-store (R20); None where nobody asked.
            submitter: who hands it in for the owner; None where the owner came.
            authority: the paper by which the submitter may.

        Raises:
            UnknownCode: no such procedure or case in the current catalogue.
            SecretProcedure: its papers must not be scanned (R21).
            UnitDefunct: this unit, or the one that decides, does not exist today (R11).
        """
        bare = self.ahead(procedure, case, party)
        new = replace(bare, consent=consent, submitter=submitter, authority=authority)
        with self._store.writing() as tx:
            self.open(tx, new)
        return new

    def ahead(self, procedure: str, case: str, party: Party) -> Dossier:
        """The dossier that `start` would open now for an owner who answers for herself, with nothing of it kept.

        Raises:
            UnknownCode, SecretProcedure, UnitDefunct: as `start`.
        """
        catalogue = self._catalogue.current()
        known = catalogue.procedure(procedure)
        chosen = known.case(case)
        require(why_not_start(known))
        now, receiving, competent = self._clock.now(), self._settings.unit, competent_unit(known, self._settings)
        require(why_not_units(catalogue, receiving, competent, now.astimezone(VIETNAM).date()))
        dossier_id = uuid.uuid4()
        code = provisional_code(dossier_id)
        return Dossier(
            id=dossier_id,
            code=code,
            provisional_code=code,
            procedure=known.code,
            case=chosen.code,
            catalogue_version=catalogue.version,
            party=party,
            receiving_unit=receiving,
            competent_unit=competent,
            received_at=now,
            officer=self._settings.officer,
            due=self._due(known),
        )

    def open(self, tx: Connection, new: Dossier) -> list[Paper]:
        """Keep a dossier that was made `ahead`, with an empty paper for every component of its case; gives these."""
        dossiers.add(tx, new)
        asked = self._catalogue.procedure_of(new).case(new.case).components
        own = [self.add_component(tx, new.id, one.code, one.name) for one in asked]
        remember(tx, new.id)
        audit.append(tx, self._settings.officer, "dossier opened", str(new.id), new.procedure)
        if new.consent is not None:
            self._note_consent(tx, new.id, given=new.consent)
        return own

    def add_component(self, tx: Connection, dossier_id: UUID, code: str, name: str) -> Paper:
        """Add an empty paper for a component, behind those that are there."""
        return self._add_paper(tx, dossier_id, PaperKind.COMPONENT, code, name)

    def record_consent(self, dossier_id: UUID, *, given: bool) -> Dossier:
        """Record what the owner answered: whether the papers may go to the e-store (R20).

        Raises:
            NotFound: there is no such dossier.
        """
        with self._store.writing() as tx:
            self._note_consent(tx, dossier_id, given=given)
            return dossiers.set_consent(tx, dossier_id, given=given)

    def add_result(self, dossier_id: UUID, code: str) -> Paper:
        """Add a result that the procedure gives; hidden until it is returned (R52).

        Raises:
            UnknownCode: the procedure gives no such result.
            DossierAwaits, DossierRefused: it does not go on.
        """
        with self._store.reading() as tx:
            dossier = dossiers.get(tx, dossier_id)
        require(why_not_go_on(dossier))
        procedure = self._catalogue.procedure_of(dossier)
        with self._store.writing() as tx:
            if dossier.state is not DossierState.OPEN:
                dossiers.set_state(tx, dossier_id, DossierState.OPEN)
            return self._add_paper(tx, dossier_id, PaperKind.RESULT, code, procedure.paper_name(code))

    def close(self, dossier_id: UUID) -> Dossier:
        """Declare the dossier complete: every paper that must be digitised is, and is confirmed (R4).

        Raises:
            ComponentsMissing: a must-digitise component has no paper.
            NotConfirmed: a paper was scanned but nobody confirmed it.
            DossierAwaits, DossierRefused: it does not go on.
        """
        with self._store.reading() as tx:
            require(why_not_go_on(dossiers.get(tx, dossier_id)))
        require(why_not_close(self._checklist.rows(dossier_id)))
        with self._store.writing() as tx:
            audit.append(tx, self._settings.officer, "dossier closed", str(dossier_id))
            return dossiers.set_state(tx, dossier_id, DossierState.CLOSED)

    def _due(self, procedure: Procedure) -> date | None:
        try:
            return self._limits.appointment(procedure).due
        except BadWorkingDays:
            # That is told where the day is shown, and keeps nobody waiting: it is reckoned when the file is mended.
            return None

    def _note_consent(self, tx: Connection, dossier_id: UUID, *, given: bool) -> None:
        audit.append(tx, self._settings.officer, "consent asked", str(dossier_id), "given" if given else "refused")

    def _add_paper(self, tx: Connection, dossier_id: UUID, kind: PaperKind, code: str, name: str) -> Paper:
        hidden = DeliveryState.HIDDEN if kind is PaperKind.RESULT else DeliveryState.NOT_APPLICABLE
        new = Paper(
            id=uuid.uuid4(),
            dossier_id=dossier_id,
            kind=kind,
            code=code,
            name=name,
            position=len(papers.of_dossier(tx, dossier_id)),
            delivery=hidden,
        )
        papers.add(tx, new)
        return new
