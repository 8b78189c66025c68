"""Papers taken along, one or all of a dossier: as they were signed, and the journal says by whom (R38, R63)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from sqlalchemy import Connection

from desktop.machine.clock import Clock
from desktop.machine.settings import Settings
from desktop.machine.sticks import Stick
from desktop.machine.writing import (
    free_name,
    make_folder,
    require_place,
    sweep_unfinished,
    write_files,
    write_proven,
)
from desktop.model.dossier import Dossier, Paper, PaperKind
from desktop.model.errors import QuaySoError
from desktop.store import audit, contents, dossiers, papers
from desktop.store.errors import DamagedContent, NotFound, Purged
from desktop.store.file import Store
from desktop.store.search import folded
from desktop.workflow.allowed import require, why_not_export
from desktop.workflow.bundle import BundledFile, bundle_name, plain, require_bundle_place, write_bundle
from desktop.workflow.errors import FileNotHere, NothingToExport, NotSignedYet, OfOtherDossier, ResultHidden


@dataclass(frozen=True, slots=True, kw_only=True)
class Exportable:
    """A paper of a dossier, and whether it can be taken along.

    Attributes:
        paper: the paper.
        name: of its file; its number is the paper's place in the dossier, whichever others go along.
        data: its file; None where it is not exported.
        why_not: why it is not; None where it is.
    """

    paper: Paper
    name: str
    data: bytes | None = None
    why_not: QuaySoError | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What was taken along.

    Attributes:
        dossier: whose papers.
        files: each paper with the place of its file.
        left: those that were asked for and stay, each with the reason.
    """

    dossier: Dossier
    files: tuple[tuple[Paper, Path], ...]
    left: tuple[tuple[Paper, QuaySoError], ...]


class Exporting:
    """Writes signed papers as files, for whoever takes them along.

    Args:
        store: the open store.
        settings: of this counter.
        clock: the time.
    """

    def __init__(self, store: Store, settings: Settings, clock: Clock) -> None:
        self._store = store
        self._settings = settings
        self._clock = clock

    def look(self, dossier_id: UUID, paper_ids: Collection[UUID] = ()) -> list[Exportable]:
        """The dossier's papers in their order, each with its file or why it stays.

        Every file is read and checked by its hash, so not in the window's thread.

        Args:
            dossier_id: whose papers.
            paper_ids: which of them; all where none is named.

        Raises:
            NotFound: there is no such dossier, or no such paper.
            OfOtherDossier: one that was named is none of its papers.
        """
        with self._store.reading() as tx:
            dossier = dossiers.get(tx, dossier_id)
            own = _own(tx, dossier_id)
            strangers = set(paper_ids) - {paper.id for paper in own}
            if strangers:
                raise OfOtherDossier(papers.get(tx, min(strangers)).name, dossier=dossier.code)
            return [
                self._exportable(tx, paper, f"{_stem(at, paper)}.pdf")
                for at, paper in enumerate(own)
                if not paper_ids or paper.id in paper_ids
            ]

    def export(
        self, dossier_id: UUID, folder: Path, to: str = "", paper_ids: Collection[UUID] = (), *, replace: bool = False
    ) -> Exported:
        """Write papers into a folder as they are.

        The row in the journal comes first: where it cannot be written nothing is taken, and a crash between leaves no
        file that it does not know of. It holds nobody's name (`store/audit`).

        Args:
            dossier_id: whose papers.
            folder: where to; made where it is not there.
            to: who takes them; empty where the official does.
            paper_ids: which of them; all that may be taken where none is named.
            replace: whether files that stand there may be replaced.

        Raises:
            NotFound: there is no such dossier, or no such paper.
            OfOtherDossier: one that was named is none of its papers.
            NotSignedYet, ResultHidden, FileNotHere, Purged, DamagedContent: why the only paper cannot be taken.
            NothingToExport: why none of several can.
            AlreadyThere, NoPlaceForFile, CannotWrite: the place refuses.
        """
        dossier, going, left = self._chosen(dossier_id, paper_ids)
        make_folder(folder)
        for one in going:
            require_place(folder / one.name, replace=replace)

        def write() -> list[Path]:
            return write_files(folder, [(one.name, one.data) for one in going], replace=replace)

        places = self._taken("papers exported", dossier, to, going, write)
        return Exported(dossier=dossier, files=_placed(going, places), left=left)

    def bundle(
        self, dossier_id: UUID, place: Path, to: str = "", paper_ids: Collection[UUID] = (), *, replace: bool = False
    ) -> Exported:
        """Write papers for the citizen: a new folder, or a ZIP where the place's name ends so, with a list beside them.

        All of it is written or nothing, and read back; the row in the journal comes first, as for `export`.

        Args:
            dossier_id: whose papers.
            place: of the folder or the ZIP.
            to: who takes them; empty for the dossier's owner.
            paper_ids: which of them; all that may be taken where none is named.
            replace: whether a ZIP that stands there may be replaced.

        Raises:
            NotFound, OfOtherDossier, NotSignedYet, ResultHidden, FileNotHere, Purged, DamagedContent, NothingToExport:
                as for `export`.
            FolderThere, AlreadyThere, NoPlaceForFile, NoRoom, NotAsWritten, CannotWrite: the place refuses.
        """
        dossier, going, left = self._chosen(dossier_id, paper_ids)
        require_bundle_place(place, replace=replace)

        def write() -> list[Path]:
            return write_bundle(place, dossier.code, going, self._clock.now(), replace=replace)

        places = self._taken("papers bundled", dossier, to or dossier.party.name, going, write)
        return Exported(dossier=dossier, files=_placed(going, places), left=left)

    def save(self, paper_id: UUID, file: Path, *, replace: bool = False) -> Path:
        """Write one paper as a file, whole or not at all, and read it back; gives where it is.

        Args:
            paper_id: which paper.
            file: where to.
            replace: whether a file that stands there may be replaced.

        Raises:
            NotFound, NotSignedYet, ResultHidden, FileNotHere, Purged, DamagedContent: why it cannot be taken.
            AlreadyThere, NoPlaceForFile, NoRoom, NotAsWritten, CannotWrite: the place refuses.
        """
        dossier, going, _ = self._chosen(self._dossier_of(paper_id), [paper_id])
        require_place(file, replace=replace)

        def write() -> list[Path]:
            write_proven(file, going[0].data, replace=replace)
            return [file]

        return self._taken("papers exported", dossier, "", going, write)[0]

    def save_to_stick(self, paper_id: UUID, stick: Stick) -> Path:
        """Copy one paper to a stick, under a name that nothing has there yet; gives where it is.

        Raises:
            NotFound, NotSignedYet, ResultHidden, FileNotHere, Purged, DamagedContent, NoRoom, NotAsWritten,
                CannotWrite: as for `save`.
        """
        name = self.name_of(paper_id)
        sweep_unfinished(stick.folder)
        return self.save(paper_id, free_name(stick.folder, name, ".pdf"))

    def bundle_to_stick(self, dossier_id: UUID, stick: Stick, to: str = "") -> tuple[Exported, Path]:
        """Write the citizen's folder to a stick, under a name that nothing has there yet; gives also where it is.

        Raises:
            NotFound, NotSignedYet, ResultHidden, FileNotHere, Purged, DamagedContent, NothingToExport, NoRoom,
                NotAsWritten, CannotWrite: as for `bundle`.
        """
        with self._store.reading() as tx:
            dossier = dossiers.get(tx, dossier_id)
        sweep_unfinished(stick.folder)
        place = free_name(stick.folder, bundle_name(dossier.code), "")
        return self.bundle(dossier_id, place, to), place

    def note_print(self, paper_id: UUID) -> None:
        """Record, before it happens, that a paper's file is printed.

        Raises:
            NotFound: there is no such paper.
        """
        with self._store.reading() as tx:
            paper = papers.get(tx, paper_id)
        self._note("paper printed", paper.dossier_id, f"{paper.code} {paper.pdf_sha256[:16]}")

    def name_of(self, paper_id: UUID) -> str:
        """What a paper's file is called where it lies alone, without its ending: dossier, place in it, code.

        Raises:
            NotFound: there is no such paper.
        """
        with self._store.reading() as tx:
            paper = papers.get(tx, paper_id)
            at = [one.id for one in _own(tx, paper.dossier_id)].index(paper_id)
            return f"{bundle_name(dossiers.get(tx, paper.dossier_id).code)}-{_stem(at, paper)}"

    def _dossier_of(self, paper_id: UUID) -> UUID:
        with self._store.reading() as tx:
            return papers.get(tx, paper_id).dossier_id

    def _chosen(self, dossier_id: UUID, paper_ids: Collection[UUID]) -> _Chosen:
        """The dossier, what of it goes, and what stays with its reason; refused where nothing goes."""
        rows = self.look(dossier_id, paper_ids)
        going = [BundledFile(paper=row.paper, name=row.name, data=row.data) for row in rows if row.data is not None]
        left = tuple((row.paper, row.why_not) for row in rows if row.why_not)
        with self._store.reading() as tx:
            # Asked once, here: what is signed never changes (R38), and what was handed over is never hidden again.
            dossier = dossiers.get(tx, dossier_id)
        if not going:
            raise _nothing(dossier, [why for _, why in left])
        return dossier, going, left

    def _taken(
        self, what: str, dossier: Dossier, to: str, going: Sequence[BundledFile], write: Callable[[], list[Path]]
    ) -> list[Path]:
        """Note in the journal who takes what, then write it."""
        taken = ", ".join(f"{one.paper.code} {one.paper.pdf_sha256[:16]}" for one in going)
        self._note(what, dossier.id, f"to {recipient(dossier, to)}: {taken}")
        try:
            return write()
        except QuaySoError as trouble:
            # Some may be there nevertheless: the row before names them all.
            self._note("export broken off", dossier.id, trouble.code)
            raise

    def _exportable(self, tx: Connection, paper: Paper, name: str) -> Exportable:
        try:
            require(why_not_export(paper, agency_signs=self._settings.agency_signs))
            return Exportable(paper=paper, name=name, data=contents.fetch(tx, paper.pdf_sha256))
        except (NotSignedYet, ResultHidden, FileNotHere, NotFound, Purged, DamagedContent) as why_not:
            return Exportable(paper=paper, name=name, why_not=why_not)

    def _note(self, what: str, dossier_id: UUID, outcome: str) -> None:
        with self._store.writing() as tx:
            audit.append(tx, self._settings.officer, what, str(dossier_id), outcome)


_Chosen = tuple[Dossier, Sequence[BundledFile], tuple[tuple[Paper, QuaySoError], ...]]


def _own(tx: Connection, dossier_id: UUID) -> list[Paper]:
    return [paper for paper in papers.of_dossier(tx, dossier_id) if paper.kind is not PaperKind.UNSORTED]


def _stem(at: int, paper: Paper) -> str:
    """Name of a paper's file without its ending: its place in the dossier, from 0, and its code."""
    return f"{at + 1:02}-{plain(paper.code)}"


def _placed(going: Sequence[BundledFile], places: Sequence[Path]) -> tuple[tuple[Paper, Path], ...]:
    return tuple(zip((one.paper for one in going), places, strict=True))


def _nothing(dossier: Dossier, reasons: Sequence[QuaySoError]) -> QuaySoError:
    if len(reasons) == 1:
        return reasons[0]
    told = "; ".join(why.message.rstrip(".") for why in reasons)
    return NothingToExport(dossier.code, reasons=told or "hồ sơ chưa có giấy tờ")


def recipient(dossier: Dossier, to: str) -> str:
    """Who takes papers, without a name: as whom the dossier knows them, else by initials.

    The journal outlives the dossier and goes out with incident packs, neither of which may keep a citizen's name.
    """
    words = folded(to).split()
    if not words:
        return "official"
    if words == folded(dossier.party.name).split():
        return "owner"
    if dossier.submitter and words == folded(dossier.submitter.name).split():
        return "submitter"
    return " ".join(f"{word[0].upper()}." for word in to.split())
