"""Declarations of a dossier: filled, shown, printed; signed by hand, they come back by their own QR (`pile.py`).

Nothing of what was filled in is kept: only that it was printed, when, by whom, and the hash of the values used, in the
audit chain. A printed declaration whose hash is not that of the values now is out of date.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection

from desktop.document.file.metadata import PaperAbout
from desktop.document.printing.declaration import declaration_pdf
from desktop.machine.clock import Clock
from desktop.machine.settings import Settings
from desktop.model.dossier import Dossier, Paper
from desktop.model.states import DigitisationState
from desktop.picture.pdf import Drawing
from desktop.picture.sheet import jpeg
from desktop.store import audit, dossiers, papers
from desktop.store.file import Store
from desktop.workflow.catalogue_desk import CatalogueDesk
from desktop.workflow.declarations.errors import NoDeclaration
from desktop.workflow.declarations.template import DeclarationTemplate, Templates, names
from desktop.workflow.declarations.wording import ConfirmedPaper, DeclarationFacts, Filled, Wording, wording
from desktop.workflow.filling import paper_to_fill
from desktop.workflow.reading import PaperReader
from desktop.workflow.seen import SeenPaper, look_at
from desktop.workflow.units import competent_name

PRINTED = "declaration printed"
_CONFIRMED = frozenset({DigitisationState.CONFIRMED, DigitisationState.BUILT})
_HASH_SHOWN = 16
"""Characters of a hash that the audit chain has, as of pages."""
_SCREEN_DPI = 110


@dataclass(frozen=True, slots=True)
class Print:
    """That a declaration was printed.

    Attributes:
        at: when, UTC.
        who: login name.
        outdated: the values have changed since.
    """

    at: datetime
    who: str
    outdated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """A component of a dossier that its applicant fills in, and that a template is there for.

    Attributes:
        paper: the component.
        template: name of the template's file.
        title: what the form is called.
        filled: what is filled in, from above.
        by_hand: how many lines are left to be written on.
        printed: how it was printed last; None where it was not.
    """

    paper: Paper
    template: str
    title: str
    filled: tuple[Filled, ...]
    by_hand: int
    printed: Print | None

    @property
    def from_papers(self) -> tuple[str, ...]:
        """Names of the confirmed papers that something of it is from."""
        return tuple(dict.fromkeys(one.paper for one in self.filled if one.paper))


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclarationDesk:
    """What the counter knows of a dossier's declarations; at least one is there."""

    dossier: Dossier
    declarations: tuple[Declaration, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnDeclaration:
    """A declaration ready to be printed.

    Attributes:
        paper: the component.
        data: the PDF.
        sheets: how many sheets it has.
        sha256: hash of the values used.
    """

    paper: Paper
    data: bytes
    sheets: int
    sha256: str


@dataclass(frozen=True, slots=True)
class _Form:
    """A component with the template for it."""

    paper: Paper
    template: DeclarationTemplate


class Declarations:
    """Fills declarations.

    Args:
        store: the open store.
        clock: the time.
        settings: whose office, and who prints.
        catalogue: what procedures are called and ask for.
        reading: what confirmed papers say.
        templates: of this counter.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        settings: Settings,
        catalogue: CatalogueDesk,
        reading: PaperReader,
        templates: Templates,
    ) -> None:
        self._store = store
        self._clock = clock
        self._settings = settings
        self._catalogue = catalogue
        self._reading = reading
        self._templates = templates

    def look(self, dossier_id: UUID) -> DeclarationDesk:
        """What is known of a dossier's declarations.

        Raises:
            NotFound: there is no such dossier.
            NoDeclaration: none of its components is one, or no template is for it.
            BadDeclarationTemplate: a template is no such thing.
        """
        with self._store.reading() as tx:
            dossier = dossiers.get(tx, dossier_id)
            forms = self._forms(papers.of_dossier(tx, dossier_id))
            seen = _confirmed(tx, dossier_id, forms)
            prints = {form.paper.id: _last_print(tx, form.paper) for form in forms}
        if not forms:
            raise NoDeclaration(dossier.code)
        facts = self._facts(dossier, seen)
        made = [(form, wording(form.template, form.paper, facts, self._settings)) for form in forms]
        own = tuple(_declaration(form, words, prints[form.paper.id]) for form, words in made)
        return DeclarationDesk(dossier=dossier, declarations=own)

    def draw(self, paper_id: UUID) -> DrawnDeclaration:
        """A component's declaration, filled with what is known now.

        Raises:
            NotFound: there is no such paper.
            NoDeclaration: no template is for it.
            BadDeclarationTemplate: a template is no such thing.
        """
        with self._store.reading() as tx:
            paper = papers.get(tx, paper_id)
            dossier = dossiers.get(tx, paper.dossier_id)
            forms = self._forms([paper])
            seen = _confirmed(tx, dossier.id, forms)
        if not forms:
            raise NoDeclaration(paper.name)
        words = wording(forms[0].template, paper, self._facts(dossier, seen), self._settings)
        about = PaperAbout(
            title=words.text.title,
            creator=self._settings.unit_name or "Quầy Số",
            created=self._clock.now(),
            dossier_code=dossier.code,
        )
        file = declaration_pdf(words.text, about)
        return DrawnDeclaration(paper=paper, data=file.data, sheets=file.sheets, sha256=words.sha256)

    def pictures(self, paper_id: UUID) -> tuple[bytes, ...]:
        """The same as pictures for a screen (JPEG), one a sheet.

        Raises:
            as `draw`.
        """
        drawn = self.draw(paper_id)
        with Drawing(drawn.data, drawn.paper.name) as drawing:
            return tuple(jpeg(drawing.sheet(at, _SCREEN_DPI).picture, _SCREEN_DPI) for at in range(len(drawing)))

    def note_print(self, drawn: DrawnDeclaration) -> None:
        """A declaration goes to the printer; noted in the audit chain before it does.

        Raises:
            NotFound: there is no such paper any more.
            PaperLocked: its paper is signed already.
            DossierRefused: its dossier was not taken in.
        """
        with self._store.writing() as tx:
            paper = paper_to_fill(tx, drawn.paper.id)
            audit.append(tx, self._settings.officer, PRINTED, str(paper.id), drawn.sha256[:_HASH_SHOWN])

    def _forms(self, own: Sequence[Paper]) -> list[_Form]:
        each = ((paper, self._templates.one_for(paper)) for paper in own)
        return [_Form(paper, template) for paper, template in each if template]

    def _facts(self, dossier: Dossier, seen: Sequence[SeenPaper]) -> DeclarationFacts:
        procedure = self._catalogue.procedure_of(dossier)
        return DeclarationFacts(
            dossier=dossier,
            procedure=procedure.name,
            case=procedure.case(dossier.case).name,
            results=[one.name for one in procedure.results],
            competent=competent_name(self._catalogue, dossier, self._settings),
            confirmed=[ConfirmedPaper(paper=one.paper, read=self._reading.fields(one)) for one in seen],
        )


def _confirmed(tx: Connection, dossier_id: UUID, forms: Sequence[_Form]) -> list[SeenPaper]:
    """The confirmed papers of a dossier that the templates take something from."""
    wanted = [name for form in forms for value in form.template.values for name in value.papers]
    return [
        look_at(tx, paper.id)
        for paper in papers.of_dossier(tx, dossier_id)
        if paper.digitisation in _CONFIRMED and names(wanted, paper.code, paper.name)
    ]


def _last_print(tx: Connection, paper: Paper) -> audit.Entry | None:
    return next((one for one in reversed(audit.of_items(tx, [str(paper.id)])) if one.what == PRINTED), None)


def _declaration(form: _Form, words: Wording, last: audit.Entry | None) -> Declaration:
    outdated = last is not None and last.outcome != words.sha256[:_HASH_SHOWN]
    return Declaration(
        paper=form.paper,
        template=form.template.name,
        title=form.template.title,
        filled=words.filled,
        by_hand=words.by_hand,
        printed=Print(last.at, last.who, outdated) if last else None,
    )
