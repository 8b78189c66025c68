"""Papers taken along as files: byte for byte what was signed, and the journal says who took them (R38, R63)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from sqlalchemy import Connection

from desktop.machine.settings import Settings
from desktop.machine.writing import make_folder, require_place, write_files
from desktop.model.dossier import Dossier, Paper, PaperKind
from desktop.model.errors import QuaySoError
from desktop.store import audit, contents, dossiers, papers
from desktop.store.errors import DamagedContent, NotFound, Purged
from desktop.store.file import Store
from desktop.store.search import folded
from desktop.workflow.allowed import require, why_not_export
from desktop.workflow.errors import FileNotHere, NothingToExport, NotSignedYet, ResultHidden

_LONGEST_CODE = 60
_ODD = re.compile(r"[^\w.-]+")


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
    """Writes signed papers into a folder, for whoever takes them along.

    Args:
        store: the open store.
        settings: of this counter.
    """

    def __init__(self, store: Store, settings: Settings) -> None:
        self._store = store
        self._settings = settings

    def look(self, dossier_id: UUID, paper_ids: Collection[UUID] = ()) -> list[Exportable]:
        """The dossier's papers in their order, each with its file or why it stays.

        Every file is read and checked by its hash, so not in the window's thread.

        Args:
            dossier_id: whose papers.
            paper_ids: which of them; all where none is named.

        Raises:
            NotFound: there is no such dossier, or one that was named is none of its papers.
        """
        with self._store.reading() as tx:
            dossiers.get(tx, dossier_id)
            own = [paper for paper in papers.of_dossier(tx, dossier_id) if paper.kind is not PaperKind.UNSORTED]
            strangers = set(paper_ids) - {paper.id for paper in own}
            if strangers:
                raise NotFound(str(min(strangers)))
            return [
                self._exportable(tx, paper, f"{at:02}-{_plain(paper.code)}.pdf")
                for at, paper in enumerate(own, 1)
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
            NotFound: there is no such dossier, or one that was named is none of its papers.
            NotSignedYet, ResultHidden, FileNotHere, Purged, DamagedContent: why the only paper cannot be taken.
            NothingToExport: why none of several can.
            AlreadyThere, NoPlaceForFile, CannotWrite: the place refuses.
        """
        rows = self.look(dossier_id, paper_ids)
        chosen = [(row.paper, row.name, row.data) for row in rows if row.data is not None]
        left = tuple((row.paper, row.why_not) for row in rows if row.why_not)
        with self._store.reading() as tx:
            # Asked once, here: what is signed never changes (R38), and what was handed over is never hidden again.
            dossier = dossiers.get(tx, dossier_id)
        if not chosen:
            raise _nothing(dossier, [why for _, why in left])
        make_folder(folder)
        for _, name, _ in chosen:
            require_place(folder / name, replace=replace)
        taken = ", ".join(f"{paper.code} {paper.pdf_sha256[:16]}" for paper, _, _ in chosen)
        self._note("papers exported", dossier_id, f"to {_recipient(dossier, to)}: {taken}")
        try:
            places = write_files(folder, [(name, data) for _, name, data in chosen], replace=replace)
        except QuaySoError as trouble:
            # Some may be there nevertheless: the row before names them all.
            self._note("export broken off", dossier_id, trouble.code)
            raise
        files = tuple(zip((paper for paper, _, _ in chosen), places, strict=True))
        return Exported(dossier=dossier, files=files, left=left)

    def _exportable(self, tx: Connection, paper: Paper, name: str) -> Exportable:
        try:
            require(why_not_export(paper, agency_signs=self._settings.agency_signs))
            return Exportable(paper=paper, name=name, data=contents.fetch(tx, paper.pdf_sha256))
        except (NotSignedYet, ResultHidden, FileNotHere, NotFound, Purged, DamagedContent) as why_not:
            return Exportable(paper=paper, name=name, why_not=why_not)

    def _note(self, what: str, dossier_id: UUID, outcome: str) -> None:
        with self._store.writing() as tx:
            audit.append(tx, self._settings.officer, what, str(dossier_id), outcome)


def _nothing(dossier: Dossier, reasons: Sequence[QuaySoError]) -> QuaySoError:
    if len(reasons) == 1:
        return reasons[0]
    told = "; ".join(why.message.rstrip(".") for why in reasons)
    return NothingToExport(dossier.code, reasons=told or "hồ sơ chưa có giấy tờ")


def _recipient(dossier: Dossier, to: str) -> str:
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


def _plain(code: str) -> str:
    """A code as part of a file's name; letters that a file system or a shell takes amiss become dashes."""
    return _ODD.sub("-", unicodedata.normalize("NFC", code))[:_LONGEST_CODE].strip("-.") or "giay-to"
