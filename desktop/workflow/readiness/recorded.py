"""What is recorded of the papers: impossible, expired, of another kind, with codes that the catalogue does not have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from desktop.model.catalogue import Procedure, UnknownCode
from desktop.model.dossier import Paper, PaperKind
from desktop.model.entry import NotUnderstood, require_possible
from desktop.model.states import DigitisationState, SigningState
from desktop.model.validity import is_known, with_validity
from desktop.sync.chain import record
from desktop.sync.errors import FlagsDiffer
from desktop.sync.flags import check_facts
from desktop.workflow.allowed import why_not_go_on
from desktop.workflow.readiness.errors import (
    AreaUnknown,
    IssuedAfterReceipt,
    OtherKind,
    PaperExpired,
    SecrecyUnsaid,
    ValidityUnknown,
    ValueImpossible,
)
from desktop.workflow.readiness.facts import DossierFacts, PaperFacts
from desktop.workflow.readiness.finding import Finding, Grade, Place
from desktop.workflow.units import why_not_units

_DONE = {DigitisationState.BUILT, DigitisationState.REUSED}
_FIELDS = {
    "Số, ký hiệu": "number",
    "Ngày ban hành": "issued",
    "Mã số thuế": "tax_number",
    "Có giá trị đến": "valid_until",
}
"""By the words of a refusal, the field of `PaperDetails` that it is about."""


def recorded(facts: DossierFacts) -> Iterator[Finding]:
    """What stops: values that cannot be true, codes that are not known (R2), a record that would count wrong (R51)."""
    for one in facts.papers:
        paper = one.paper
        try:
            require_possible(paper.details, facts.today)
        except NotUnderstood as why:
            place = Place(paper.id, field=_FIELDS.get(why.subject, ""))
            yield ValueImpossible(paper.name, what=why.subject, reason=why.reason).at(place)
        if paper.kind is not PaperKind.UNSORTED and not _is_known(one, facts):
            yield Finding(UnknownCode(paper.code), Grade.STOPS, "move", Place(paper.id))
        # What was signed before this was asked cannot be mended any more, and goes as it is.
        if one.scanned and paper.digitisation is DigitisationState.BUILT and paper.signing is SigningState.UNSIGNED:
            yield from _unsaid(paper, facts.procedure)
    if still := why_not_go_on(facts.dossier):
        yield Finding(still, Grade.STOPS, "slips")
    if facts.catalogue:
        units = facts.dossier.receiving_unit, facts.dossier.competent_unit
        if defunct := why_not_units(facts.catalogue, *units, facts.received_on):
            yield Finding(defunct, Grade.STOPS, "new")
    yield from _counted(facts)


def _counted(facts: DossierFacts) -> Iterator[Finding]:
    """What would be counted wrong: by its owner the whole dossier, else each paper that has become a file."""
    done = [one.paper for one in facts.papers if one.paper.digitisation in _DONE]
    if why := _why_not_counted(facts, []):
        yield Finding(why, Grade.STOPS, "new")
        return
    for paper in done:
        if why := _why_not_counted(facts, [paper]):
            mends = "store" if paper.digitisation is DigitisationState.REUSED else "scan"
            yield Finding(why, Grade.STOPS, mends, Place(paper.id))


def _why_not_counted(facts: DossierFacts, own: Sequence[Paper]) -> FlagsDiffer | None:
    try:
        check_facts(record(facts.dossier, own, facts.sources))
    except FlagsDiffer as why:
        return why
    return None


def _unsaid(paper: Paper, procedure: Procedure | None) -> Iterator[Finding]:
    """What must be said of a paper that a clerk confirmed, and was not (R21, R31)."""
    rule = procedure.validity_of(paper.code) if procedure else ""
    if not is_known(with_validity(paper.details, rule)):
        yield ValidityUnknown(paper.name).at(Place(paper.id, field="valid_until"))
    if not paper.details.area.strip():
        yield AreaUnknown(paper.name).at(Place(paper.id, field="area"))
    if procedure and procedure.secret is None and not paper.details.no_secret:
        yield SecrecyUnsaid(paper.name).at(Place(paper.id))


def _is_known(one: PaperFacts, facts: DossierFacts) -> bool:
    """Whether the procedure asks for a component in the dossier's case, or gives a result, with this code.

    Where the catalogue is not here (any more) nothing speaks against it.
    """
    procedure = facts.procedure
    if procedure is None:
        return True
    if one.paper.kind is PaperKind.RESULT:
        return any(result.code == one.paper.code for result in procedure.results)
    asked = (component for case in procedure.cases if case.code == facts.dossier.case for component in case.components)
    return any(component.code == one.paper.code for component in asked)


def doubtful(facts: DossierFacts) -> Iterator[Finding]:
    """What the clerk is to look at: expired, dated too late, plainly of another kind."""
    for one in facts.papers:
        paper, place = one.paper, Place(one.paper.id)
        expired = _expired(one, facts.today)
        if expired:
            yield PaperExpired(paper.name, day=f"{expired:%d/%m/%Y}").at(Place(paper.id, field="valid_until"))
        issued = paper.details.issued
        if paper.kind is PaperKind.COMPONENT and issued and facts.received_on < issued <= facts.today:
            yield IssuedAfterReceipt(paper.name, day=f"{issued:%d/%m/%Y}").at(Place(paper.id, field="issued"))
        if one.other:
            yield OtherKind(paper.name, other=one.other.name).at(place)


def _expired(one: PaperFacts, today: date) -> date | None:
    """Since when a paper is not valid any more: as recorded, else as read on it; None while it is."""
    details = one.paper.details
    if one.paper.digitisation is DigitisationState.REUSED or details.permanent:
        return None
    read = one.values.get("valid_until")
    until = details.valid_until or (date.fromisoformat(read.value) if read and read.valid else None)
    possible = until and not (details.issued and until < details.issued)
    return until if until and possible and until < today else None
