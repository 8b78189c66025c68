"""What a citizen may see on her own screen of the dossier that is being taken in: made here, shown as it is.

Nothing but `ForCitizen` ever reaches that screen. It has what she brought and what she gets, in her words; of the
office nothing: no marks of pages, no doubts, no findings, no states, nobody's numbers. A result is hidden from her
until it is handed over (R52), and pages that no paper has yet may be somebody else's: neither has a picture here. A
declaration that she is to sign is shown as it will be printed, with her own numbers on it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy import Connection

from desktop.model.codes import is_provisional
from desktop.model.dossier import Page, Paper, PaperKind
from desktop.model.states import DigitisationState
from desktop.store import contents, dossiers, papers, remembered
from desktop.store.file import Store
from desktop.workflow.catalogue_desk import CatalogueDesk

_WANTED = "citizen_screen"


@dataclass(frozen=True, slots=True, kw_only=True)
class BroughtPaper:
    """A paper that the procedure asks her for.

    Attributes:
        name: as in the catalogue.
        there: it is scanned, or was there already.
        pages: how many pages of it are scanned.
    """

    name: str
    there: bool
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ForCitizen:
    """All that her screen shows.

    Attributes:
        name: whose dossier it is.
        procedure: what she asks for.
        gets: names of the results that it gives.
        due: the day of return; None where the procedure states no limit.
        code: of her dossier, as on her receipt; empty until the province has given it.
        qr: rows of the modules of that code's QR, dark ones true; none before there is a code.
        papers: what she brings.
        paper: name of the paper in work; empty where none is.
        small: its pages, small (JPEG), those that are worked on already.
        large: the page in work (JPEG); nothing where there is none.
        to_sign: what is large is a declaration that she reads before it is printed, and signs then.
    """

    name: str
    procedure: str
    gets: tuple[str, ...]
    due: date | None
    code: str
    qr: tuple[tuple[bool, ...], ...]
    papers: tuple[BroughtPaper, ...]
    paper: str
    small: tuple[bytes, ...]
    large: bytes
    to_sign: bool = False


class CitizenSide:
    """Gives what a citizen's screen shows, and remembers whether there is one.

    Args:
        store: the open store.
        catalogue: what procedures are called, and what they give.
        declared: gives a component's declaration as pictures (`Declarations.pictures`).
    """

    def __init__(self, store: Store, catalogue: CatalogueDesk, declared: Callable[[UUID], tuple[bytes, ...]]) -> None:
        self._store = store
        self._catalogue = catalogue
        self._declared = declared

    def look(self, dossier_id: UUID, paper_id: UUID | None = None, page_id: UUID | None = None) -> ForCitizen:
        """What the owner of a dossier may see of it now.

        Args:
            dossier_id: the dossier.
            paper_id: the paper in work. One that is no component of this dossier is not shown.
            page_id: the page in work; None, or one that the paper has not, for its first.

        Raises:
            NotFound, Purged, DamagedContent: it is gone, or not whole.
        """
        with self._store.reading() as tx:
            dossier = dossiers.get(tx, dossier_id)
            own = [one for one in papers.of_dossier(tx, dossier_id) if one.kind is PaperKind.COMPONENT]
            pages = {one.id: papers.pages(tx, one.id) for one in own}
            paper = next((one for one in own if one.id == paper_id), None)
            in_work = pages[paper.id] if paper else []
            small, large = _pictures(tx, in_work, page_id)
        procedure = self._catalogue.procedure_of(dossier)
        code = "" if is_provisional(dossier.code) else dossier.code
        return ForCitizen(
            name=dossier.party.name,
            procedure=procedure.name,
            gets=tuple(result.name for result in procedure.results),
            due=dossier.due,
            code=code,
            qr=_qr(code),
            papers=tuple(_brought(one, pages[one.id]) for one in own),
            paper=paper.name if paper else "",
            small=small,
            large=large,
        )

    def look_at_declaration(self, dossier_id: UUID, paper_id: UUID) -> ForCitizen:
        """The same with the declaration that she is to sign in place of scanned pages.

        Args:
            dossier_id: the dossier.
            paper_id: the declaration's component. One that is none of this dossier is not shown.

        Raises:
            NotFound, NoDeclaration, BadDeclarationTemplate: there is none.
        """
        own = self.look(dossier_id, paper_id)
        if not own.paper:
            return own
        sheets = self._declared(paper_id)
        return replace(own, small=sheets, large=sheets[0], to_sign=True)

    def wanted(self) -> bool:
        """Whether this counter's screen for citizens was on when it was last said."""
        with self._store.reading() as tx:
            return bool(remembered.get(tx, _WANTED, False))

    def want(self, *, wanted: bool) -> None:
        """Remember whether it is on."""
        with self._store.writing() as tx:
            remembered.put(tx, _WANTED, wanted)


def _brought(paper: Paper, pages: Sequence[Page]) -> BroughtPaper:
    there = paper.digitisation is not DigitisationState.EMPTY
    return BroughtPaper(name=paper.name, there=there, pages=len(pages) if there else 0)


def _pictures(tx: Connection, pages: Sequence[Page], page_id: UUID | None) -> tuple[tuple[bytes, ...], bytes]:
    """Small pictures of a paper's pages, and the large one of the page in work."""
    if not pages:
        return (), b""
    small = [papers.thumbnail(tx, page.id) for page in pages]
    page = next((one for one in pages if one.id == page_id), pages[0])
    large = contents.fetch(tx, page.clean_sha256 or page.raw_sha256)
    return tuple(one for one in small if one), large


def _qr(code: str) -> tuple[tuple[bool, ...], ...]:
    if not code:
        return ()
    # Here and not above: most dossiers that are taken in have no code yet.
    from desktop.document.printing.modules import modules_of

    return modules_of(code)
