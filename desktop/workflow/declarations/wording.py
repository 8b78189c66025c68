"""What a declaration says, from the dossier, its confirmed papers and a template: plain data to plain data."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from desktop.document.papers.field import Field, FieldState
from desktop.document.printing.declaration import DeclarationText, Entry, Part
from desktop.machine.settings import Settings
from desktop.model.declaration import declaration_code
from desktop.model.dossier import Dossier, Paper, Party, PartyKind
from desktop.workflow.declarations.template import (
    HAND,
    RECORDED,
    Blank,
    DeclarationTemplate,
    PaperValue,
    When,
    names,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmedPaper:
    """Another paper of the dossier that a clerk has confirmed.

    Attributes:
        paper: with what is recorded of it.
        read: what was read on its pages.
    """

    paper: Paper
    read: Mapping[str, Field] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclarationFacts:
    """What a declaration is filled from.

    Attributes:
        dossier: with its owner, and who hands it in.
        procedure, case: their names.
        results: names of what the procedure gives.
        competent: name of who decides; empty where nobody knows it.
        confirmed: the papers that may fill something in.
    """

    dossier: Dossier
    procedure: str
    case: str
    results: Sequence[str]
    competent: str
    confirmed: Sequence[ConfirmedPaper]


@dataclass(frozen=True, slots=True)
class Filled:
    """A place of the form that is filled.

    Attributes:
        words: printed before it.
        value: what stands there.
        paper: name of the confirmed paper that it is from; empty where the dossier knows it by itself.
    """

    words: str
    value: str
    paper: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A declaration in words.

    Attributes:
        text: all that is printed.
        filled: what of it is filled in, from above.
        by_hand: how many lines are left to be written on.
        sha256: hash of the values used, which is all that is kept of them.
    """

    text: DeclarationText
    filled: tuple[Filled, ...]
    by_hand: int
    sha256: str


@dataclass(frozen=True, slots=True)
class _Known:
    value: str
    paper: str = ""


def wording(template: DeclarationTemplate, paper: Paper, facts: DeclarationFacts, settings: Settings) -> Wording:
    """Fill a form.

    Args:
        template: the form.
        paper: the component that it is.
        facts: of its dossier.
        settings: whose office.
    """
    known = {**_of_dossier(facts, settings), **_of_papers(template.values, facts.confirmed)}
    parts = [part for part in template.parts if _concerns(part.when, facts.dossier)]
    blanks = [blank for part in parts for line in part.lines for blank in line if blank.place]
    found = [(blank, known[blank.place]) for blank in blanks if blank.place in known]
    dossier = facts.dossier
    text = DeclarationText(
        form=template.form,
        title=template.title,
        parts=[Part(part.heading, [[_entry(blank, known) for blank in line] for line in part.lines]) for part in parts],
        closing=template.closing,
        place=settings.unit_place,
        signer=template.signer,
        code=declaration_code(dossier.code, paper.code).text,
        told=f"{dossier.code} · {paper.code}",
    )
    return Wording(
        text=text,
        filled=tuple(Filled(blank.words, one.value, one.paper) for blank, one in found),
        by_hand=len(blanks) - len(found),
        sha256=_sha256(paper.id, template, {blank.place: one.value for blank, one in found}),
    )


def _entry(blank: Blank, known: Mapping[str, _Known]) -> Entry:
    if not blank.place:
        return Entry(blank.words)
    one = known.get(blank.place)
    return Entry(blank.words, one.value if one else "")


def _sha256(paper_id: UUID, template: DeclarationTemplate, values: Mapping[str, str]) -> str:
    """Hash of the values used. The paper's id, which is random, keeps names and numbers from being guessed by it."""
    said = json.dumps([str(paper_id), template.name, dict(sorted(values.items()))], ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()


def _concerns(when: When, dossier: Dossier) -> bool:
    is_person = dossier.party.kind is PartyKind.CITIZEN
    match when:
        case When.PERSON:
            return is_person
        case When.ORGANISATION:
            return not is_person
        case When.SUBMITTER:
            return dossier.submitter is not None
    return True


def _of_dossier(facts: DeclarationFacts, settings: Settings) -> dict[str, _Known]:
    """What the dossier knows by itself; what it does not know is not there."""
    dossier = facts.dossier
    values = {
        "agency": settings.unit_name,
        "authority": dossier.authority,
        "case": facts.case,
        "code": dossier.code,
        "competent": facts.competent or settings.unit_name,
        "procedure": facts.procedure,
        "result": "; ".join(facts.results),
        **_of_party("owner", dossier.party),
        **(_of_party("submitter", dossier.submitter) if dossier.submitter else {}),
    }
    return {place: _Known(value) for place, value in values.items() if value and place != HAND}


def _of_party(whose: str, party: Party) -> dict[str, str]:
    return {
        whose: party.name,
        f"{whose}_number": party.number,
        f"{whose}_born": _day(party.born),
        f"{whose}_sex": party.sex,
        f"{whose}_address": party.address,
        f"{whose}_card_issued": _day(party.card_issued),
        f"{whose}_represented_by": party.represented_by,
    }


def _of_papers(wanted: Sequence[PaperValue], confirmed: Sequence[ConfirmedPaper]) -> dict[str, _Known]:
    """What confirmed papers say: the first one of the named that says it."""
    found: dict[str, _Known] = {}
    for one in wanted:
        own = [each for each in confirmed if names(one.papers, each.paper.code, each.paper.name)]
        said = next(_said_by(one.of, own), None)
        if said:
            found[one.place] = said
    return found


def _said_by(what: str, own: Sequence[ConfirmedPaper]) -> Iterator[_Known]:
    for each in own:
        value = _recorded(each.paper, what) if what in RECORDED else _agreed(each.read.get(what))
        if value:
            yield _Known(value, each.paper.name)


def _recorded(paper: Paper, what: str) -> str:
    value = getattr(paper.details, what)
    return _day(value) if isinstance(value, date) else str(value or "")


def _agreed(read: Field | None) -> str:
    """A value that nobody records is taken where two independent sources agree on it, and nowhere else."""
    if read is None or not read.valid or read.state is not FieldState.GREEN:
        return ""
    try:
        return _day(date.fromisoformat(read.value))
    except ValueError:
        return read.value


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""
