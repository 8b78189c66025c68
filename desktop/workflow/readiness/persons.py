"""Whom the papers name: somebody else than the owner, or the same person told differently in two places (R10).

Names and numbers count only where two sources agree on them, or a code says them. Other people stand on papers too
(parents, a spouse, who sells the land): only what must be the owner's own is asked to name the owner.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from desktop.document.papers.field import Field, FieldState
from desktop.document.papers.fold import fold
from desktop.model.dossier import NumberKind, PaperKind, Party
from desktop.model.identity import BadIdentity, citizen_number, doubts_about
from desktop.workflow.readiness.errors import Contradicting, OwnerDoubted, ValueDoubted, WrongOwner
from desktop.workflow.readiness.facts import DossierFacts, PaperFacts
from desktop.workflow.readiness.finding import Finding, Place

_OWN = re.compile(r"CAN CUOC|CCCD|CHUNG MINH|TO KHAI|DON |GIAY DE NGHI|PHIEU ")
"""How the names of papers begin that are the owner's own: cards, and forms that the owner fills in."""
_OF_DOSSIER = "thông tin chủ hồ sơ"
_PERSONAL = ("owner_id", "owner_name", "owner_born")


@dataclass(frozen=True, slots=True)
class _Named:
    """A person as one place names him; `where` is that place in words."""

    where: str
    number: str
    name: str
    born: date | None


def persons(facts: DossierFacts) -> Iterator[Finding]:
    """What does not fit together about the persons of a dossier."""
    yield from _owner(facts.dossier.party)
    known = [_Named(_OF_DOSSIER, one.number, fold(one.name), one.born) for one in facts.persons]
    for paper in facts.papers:
        if _is_anothers(paper, facts):
            yield WrongOwner(paper.paper.name).at(Place(paper.paper.id, _page_of(paper, "owner_id")))
            continue
        yield from _doubted(paper)
        named = _named(paper)
        if named:
            yield from _against(paper, named, known)
            known.append(named)


def _owner(party: Party) -> Iterator[Finding]:
    if party.number_kind is not NumberKind.CITIZEN:
        return
    try:
        number = citizen_number(party.number)
    except BadIdentity as error:
        yield OwnerDoubted(reason=str(error.values["reason"])).at()
        return
    for reason in doubts_about(number, party.born, party.sex).values():
        yield OwnerDoubted(reason=reason).at()


def _is_anothers(paper: PaperFacts, facts: DossierFacts) -> bool:
    """Whether a paper that must be the owner's names a person, and neither the owner nor who hands it in."""
    own = paper.paper.kind is PaperKind.RESULT or _OWN.match(fold(paper.paper.name))
    if not own or not _sure(paper.values.get("owner_id")):
        return False
    text = fold("\n".join(page.facts.reading.text for page in paper.pages if page.facts and page.facts.reading))
    digits = "".join(letter for letter in text if letter.isalnum())
    said = {value.value for name in _PERSONAL if (value := paper.values.get(name))}
    numbers = [one.number for one in facts.persons]
    names = [fold(name) for one in facts.persons for name in (one.name, one.represented_by) if name]
    return not any(number in said or number in digits for number in numbers) and not any(
        name in text or name in {fold(one) for one in said} for name in names
    )


def _sure(value: Field | None) -> str:
    """A value that two sources agree on, or that a code says; empty for any other."""
    sure = value is not None and value.valid and (value.state is FieldState.GREEN or value.source != "reading")
    return value.value if value and sure else ""


def _named(paper: PaperFacts) -> _Named | None:
    """Whom a paper names, of what is sure; None where it names nobody for sure."""
    number, name, born = (_sure(paper.values.get(one)) for one in _PERSONAL)
    if not number and not name:
        return None
    return _Named(f"«{paper.paper.name}»", number, fold(name), date.fromisoformat(born) if born else None)


def _against(paper: PaperFacts, named: _Named, known: list[_Named]) -> Iterator[Finding]:
    """Where what a paper says of a person differs from an earlier place: the first difference of each kind."""
    told: set[str] = set()
    for other in known:
        for what, field in _differences(named, other):
            if what not in told:
                told.add(what)
                fault = Contradicting(paper.paper.name, what=what, other=other.where)
                yield fault.at(Place(paper.paper.id, _page_of(paper, field)))


def _differences(one: _Named, other: _Named) -> Iterator[tuple[str, str]]:
    same_number = bool(one.number) and one.number == other.number
    same_birth = one.born is not None and one.born == other.born
    if same_number and one.name and other.name and one.name != other.name:
        yield "Họ tên", "owner_name"
    if same_number and one.born and other.born and not same_birth:
        yield "Ngày sinh", "owner_born"
    if one.number and other.number and not same_number and same_birth and one.name and one.name == other.name:
        yield "Số định danh", "owner_id"


def _doubted(paper: PaperFacts) -> Iterator[Finding]:
    """What does not fit together on the paper itself (`read_fields`); said once."""
    doubts = ((name, paper.values[name]) for name in _PERSONAL if name in paper.values)
    for name, value in doubts:
        if value.doubt and value.valid:
            yield ValueDoubted(paper.paper.name, reason=value.doubt).at(Place(paper.paper.id, _page_of(paper, name)))
            return


def _page_of(paper: PaperFacts, name: str) -> UUID | None:
    """The page on which a value stands."""
    value = paper.values.get(name)
    return paper.pages[value.page].id if value and value.page < len(paper.pages) else None
