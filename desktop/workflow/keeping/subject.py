"""The rights of the owner of the data: find, hand over, delete, each in one action by the owner's number (R68)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from desktop.machine.clock import Clock
from desktop.machine.settings import Settings
from desktop.machine.writing import write_files
from desktop.model.data import as_data
from desktop.model.dossier import Dossier, Paper
from desktop.model.identity import masked
from desktop.model.official import Right
from desktop.model.slip import Slip
from desktop.store import audit, contents, dossiers, handing, papers, slips
from desktop.store.errors import NotFound, Purged
from desktop.store.file import Store
from desktop.store.keeping import purge
from desktop.sync.package.container import write_parts
from desktop.sync.package.seals import PackageKeys, Seal
from desktop.workflow.keeping.errors import NoSuchOwner, StillUnsent

DATA_FILE = "du-lieu.json"
KIND = "data-subject"


@dataclass(frozen=True, slots=True, kw_only=True)
class Owned:
    """What this PC has of an owner: one dossier with its papers."""

    dossier: Dossier
    papers: tuple[Paper, ...]
    pages: int


class Subjects:
    """Answers owners' requests; every one of them is written in the audit chain, the number masked."""

    def __init__(self, store: Store, clock: Clock, settings: Settings) -> None:
        self._store = store
        self._clock = clock
        self._settings = settings

    def find(self, number: str) -> list[Owned]:
        """Everything of an owner, oldest first.

        Raises:
            NoSuchOwner: there is nothing.
        """
        found = self._owned(number)
        self._note("data subject found", number, found)
        return found

    def seal(self, number: str, file: Path, seal: Seal, signer: PackageKeys, *, replace: bool = False) -> int:
        """Write the owner's copy as one sealed package, for a medium that may get lost; gives how many files.

        Raises:
            NoSuchOwner, AlreadyThere, NoPlaceForFile, CannotWrite, CannotWritePackage.
        """
        found = self._owned(number)
        parts = self._parts(found)
        write_parts(file, KIND, self._clock.now().isoformat(), seal, signer, parts, replace=replace)
        self._note("data subject exported", number, found)
        return len(parts)

    def hand_over(self, number: str, folder: Path, *, replace: bool = False) -> list[Path]:
        """Write the owner's copy: all data as JSON, every PDF, the slips, and the pages of papers that have none yet.

        Names of files say nothing of the owner. Gives the files written.

        Raises:
            NoSuchOwner, AlreadyThere, NoPlaceForFile, CannotWrite.
        """
        found = self._owned(number)
        written = write_files(folder, self._parts(found), replace=replace)
        self._note("data subject exported", number, found)
        return written

    def _parts(self, found: Sequence[Owned]) -> list[tuple[str, bytes]]:
        data: list[dict[str, Any]] = []
        parts: list[tuple[str, bytes]] = []
        for at, one in enumerate(found, 1):
            written = self._slips(one.dossier.id)
            data.append(
                {
                    "dossier": as_data(one.dossier),
                    "papers": as_data(one.papers),
                    "handed_over": self._handed(one.dossier.id),
                    "slips": as_data(written),
                }
            )
            for place, paper in enumerate(one.papers, 1):
                parts += self._files(paper, f"{at:03}-{place:02}")
            for place, slip in enumerate(written, 1):
                parts += self._slip_file(slip, f"{at:03}-phieu-{place:02}")
        return [(DATA_FILE, json.dumps({"dossiers": data}, ensure_ascii=False, indent=1).encode()), *parts]

    def _handed(self, dossier_id: UUID) -> Any:
        with self._store.reading() as tx:
            return as_data(handing.of_dossiers(tx, [dossier_id]).get(dossier_id, []))

    def _slips(self, dossier_id: UUID) -> list[Slip]:
        with self._store.reading() as tx:
            return slips.of_dossier(tx, dossier_id)

    def _slip_file(self, slip: Slip, name: str) -> list[tuple[str, bytes]]:
        if not slip.sha256:
            return []
        with self._store.reading() as tx:
            return [(f"{name}.pdf", contents.fetch(tx, slip.sha256))]

    def _files(self, paper: Paper, name: str) -> list[tuple[str, bytes]]:
        with self._store.reading() as tx:
            try:
                if paper.pdf_sha256:
                    return [(f"{name}.pdf", contents.fetch(tx, paper.pdf_sha256))]
            except (Purged, NotFound):
                return []
            pages = papers.pages(tx, paper.id, removed=True)
            return [
                (f"{name}-trang-{number:02}.jpg", contents.fetch(tx, page.raw_sha256))
                for number, page in enumerate(pages, 1)
            ]

    def delete(self, number: str, *, unsent_too: bool = False) -> list[Owned]:
        """Delete everything of an owner; tombstones without personal data stay. Gives what there was.

        Raises:
            NoSuchOwner: there is nothing.
            StillUnsent: some of it has not reached the province; nothing was deleted.
        """
        found = self._owned(number)
        with self._store.writing() as tx:
            waiting = purge.unsent(tx, [one.dossier.id for one in found])
            if waiting and not unsent_too:
                raise StillUnsent(", ".join(waiting))
            for one in found:
                purge.erase(tx, one.dossier.id, self._clock.now(), purge.PurgeReason.DATA_SUBJECT)
            outcome = f"{len(found)} dossiers, {len(waiting)} unsent"
            audit.append(tx, self._settings.officer, "data subject deleted", masked(number), outcome)
        self._store.fold_log()
        return found

    def _owned(self, number: str) -> list[Owned]:
        self._store.require(Right.SUBJECT)
        with self._store.reading() as tx:
            found = []
            for dossier in dossiers.of_owner(tx, number):
                own = tuple(papers.of_dossier(tx, dossier.id))
                pages = sum(len(papers.pages(tx, paper.id, removed=True)) for paper in own)
                found.append(Owned(dossier=dossier, papers=own, pages=pages))
        if not found:
            raise NoSuchOwner(masked(number))
        return found

    def _note(self, what: str, number: str, found: Sequence[Owned]) -> None:
        with self._store.writing() as tx:
            audit.append(tx, self._settings.officer, what, masked(number), f"{len(found)} dossiers")
