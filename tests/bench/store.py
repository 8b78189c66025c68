"""The store with 100,000 papers: opening, lists, searches, one more dossier. CPU seconds; the machine is noisy."""

from __future__ import annotations

import random
import re
import statistics
import time
import uuid
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import cast

from sqlalchemy import insert, text

from desktop.catalogue.reader import read_catalogue_file
from desktop.machine.clock import SteppingClock
from desktop.machine.folders import folders, resources
from desktop.machine.secrets import TrainingSecrets
from desktop.machine.settings import Settings
from desktop.model.codes import provisional_code
from desktop.model.data import as_data
from desktop.model.dossier import PaperDetails, Party
from desktop.model.states import DigitisationState
from desktop.store import dossiers, owners, papers, search, tables
from desktop.store.file import Store
from desktop.store.folder import mark_folder
from desktop.store.keeping.integrity import quick_check
from desktop.training.people import person
from desktop.workflow.board import Board
from desktop.workflow.catalogue_desk import CatalogueDesk
from desktop.workflow.checklist import Checklist
from desktop.workflow.dossiers import Dossiers
from desktop.workflow.found import Finder
from desktop.workflow.intake import Intake
from desktop.workflow.journal.journal import Journal
from desktop.workflow.limits import OWN_FILE, TimeLimits
from desktop.workflow.reuse import Reuse
from tests.bench.row import Row

DOSSIERS, PAPERS_EACH = 25_000, 4
NAMES = ("Tờ khai", "Giấy chứng sinh", "Căn cước công dân", "Giấy đăng ký kết hôn")
NOW = datetime(2026, 3, 12, 1, 30, tzinfo=UTC)
LIST_MS, OPEN_MS = 100.0, 500.0


def cpu_ms(work: Callable[[], object], times: int = 7) -> float:
    """Median CPU milliseconds of this process."""
    taken = []
    for _ in range(times):
        start = time.process_time()
        work()
        taken.append((time.process_time() - start) * 1000)
    return statistics.median(taken)


def fill(store: Store, count: int = DOSSIERS) -> None:
    """Dossiers of four papers each in one transaction, none with content: lists never touch content."""
    chance = random.Random(1)
    people = [person(f"owner {number}").name for number in range(400)]
    parties, cases, own, found = [], [], [], []
    for number in range(1, count + 1):
        dossier_id, name = uuid.UUID(int=chance.getrandbits(128), version=4), chance.choice(people)
        identity, code = f"052199{chance.randrange(10**6):06}", f"H99.12-260312-{number:05}"
        parties.append(
            {"id": number, "kind": "citizen", "number": identity, "name": name, "folded": "", "sex": "", "address": ""}
        )
        cases.append(
            {
                "id": dossier_id,
                "code": code,
                "provisional_code": provisional_code(dossier_id),
                "procedure": "1.001193",
                "case": "TH1",
                "catalogue_version": "2026.1",
                "party_id": number,
                "receiving_unit": "H99.12",
                "competent_unit": "H99.12",
                "received_at": NOW + timedelta(seconds=number),
                "state": "open",
                "consent": True,
                "officer": "canbo.mau",
            }
        )
        own += [_paper(uuid.UUID(int=chance.getrandbits(128), version=4), dossier_id, at) for at in range(PAPERS_EACH)]
        words = " ".join([code, identity, identity[-4:], identity[-6:], name, *NAMES])
        found.append({"id": number, "words": " ".join(re.findall(r"[^\W_]+", search.folded(words)))})
    with store.writing() as tx:
        tx.execute(insert(tables.party), parties)
        tx.execute(insert(tables.dossier), cases)
        tx.execute(insert(tables.paper), own)
        rows = [{"id": row["id"], "dossier_id": case["id"]} for row, case in zip(found, cases, strict=True)]
        tx.execute(insert(tables.search_row), rows)
        tx.execute(text("INSERT INTO search(rowid, words) VALUES (:id, :words)"), found)
        tx.execute(insert(tables.audit), _acts(own))
        owners.index_all(tx)


def _paper(paper_id: uuid.UUID, dossier_id: uuid.UUID, position: int) -> dict[str, object]:
    empty = dict.fromkeys(("pdf_sha256", "province_id", "item_code"), "")
    return {
        "id": paper_id,
        "dossier_id": dossier_id,
        "kind": "component",
        "code": f"GT.KS.0{position}",
        "name": NAMES[position],
        "position": position,
        "details": as_data(PaperDetails()),
        "digitisation": "built",
        "signing": "signed",
        "sync": "confirmed",
        "delivery": "not_applicable",
        **empty,
    }


def _acts(own: Sequence[dict[str, object]]) -> list[dict[str, object]]:
    """Four acts for each paper; how they are sealed is no matter of how fast they are found."""
    acts = ("paper confirmed", "paper built", "paper signed official", "acknowledged")
    every = ((what, str(paper["id"])) for paper in own for what in acts)
    return [
        {
            "number": number,
            "at": NOW + timedelta(seconds=number),
            "who": "canbo.mau",
            "what": what,
            "item": item,
            "outcome": "",
            "hash": "",
        }
        for number, (what, item) in enumerate(every, 1_000)
    ]


def _former(store: Store, words: str) -> None:
    with store.reading() as tx:
        owners.find(tx, words, 8)


def _most_used(store: Store) -> None:
    with store.reading() as tx:
        dossiers.most_used(tx, 5, 500)


def figures(folder: Path) -> list[Row]:
    """CPU ms of what lists, searches and starts ask of a store with very many papers."""
    rows: list[Row] = []
    place = folders(folder / "data", training=True)
    mark_folder(place, training=True)
    secrets = TrainingSecrets(place)
    store = Store(place, secrets, training=True)
    clock = SteppingClock(NOW + timedelta(days=1))
    desk = CatalogueDesk(store, clock, "lan")
    desk.take(read_catalogue_file(resources() / "catalogue" / "sample.json"))
    fill(store)
    store.close()

    def open_and_close() -> None:
        Store(place, secrets, training=True).close()

    rows.append(Row("CPU ms: open and close the store", cpu_ms(open_and_close), OPEN_MS))
    store = Store(place, secrets, training=True)
    desk = CatalogueDesk(store, clock, "lan")
    dossiers, checklist = Dossiers(store, desk), Checklist(store, desk, Settings())
    intake = Intake(store, clock, desk, Settings(), checklist, TimeLimits(clock, place.data / OWN_FILE))
    asked = {
        "list: newest dossiers": "",
        "search: one letter": "n",
        "search: nguyen": "nguyen",
        "search: dang thi": "dang thi",
        "search: Đặng Thị Ngọc": "Đặng Thị Ngọc",
        "search: end of a number": "1234",
        "search: a code": "H99.12-260312-01234",
        "search: a paper's name": "chung sinh",
        "search: nothing like it": "zzz qqq",
    }
    for name, words in asked.items():
        rows.append(Row(f"CPU ms: {name}", cpu_ms(partial(dossiers.latest, words)), LIST_MS))
    board = Board(store, clock, desk, Settings(), TimeLimits(clock, Path(OWN_FILE)))
    rows.append(Row("CPU ms: what waits today, all of them unfinished", cpu_ms(board.today), LIST_MS))
    rows.append(Row("CPU ms: a list with what is next, of a search", cpu_ms(partial(board.find, "nguyen")), LIST_MS))
    finder = Finder(store, clock, Settings(), desk, board, cast("Reuse", None))
    for name, words in asked.items():
        rows.append(Row(f"CPU ms: everything found, {name}", cpu_ms(partial(finder.find, words)), LIST_MS))
    journal = Journal(store, Settings())
    some_id = dossiers.latest()[0].dossier.id
    rows.append(Row("CPU ms: a dossier's journal", cpu_ms(partial(journal.of_dossier, some_id)), LIST_MS))
    for words in ("n", "nguyen", "anh ngoc", "dang thi", "1234", "zzz qqq"):
        rows.append(Row(f"CPU ms: who was here before: {words}", cpu_ms(partial(_former, store, words)), LIST_MS))
    rows.append(Row("CPU ms: the procedures used most", cpu_ms(partial(_most_used, store)), LIST_MS))
    some = dossiers.latest()[0].dossier
    rows.append(Row("CPU ms: open a dossier: its checklist", cpu_ms(lambda: checklist.rows(some.id)), LIST_MS))
    owner = Party(number="052199000001", name="Trần Thị Mới")
    start = cpu_ms(lambda: intake.start("1.001193", "TH1", owner))
    rows.append(Row("CPU ms: a new dossier with its papers", start, LIST_MS))

    def count() -> None:
        with store.reading() as tx:
            papers.count_waiting(tx)
            papers.unread_pages(tx)
            papers.in_state(tx, DigitisationState.CONFIRMED)

    rows.append(Row("CPU ms: what every start asks", cpu_ms(count), LIST_MS))
    rows.append(Row("CPU ms: quick check (once a day, beside the work)", cpu_ms(lambda: quick_check(store), 1), 10_000))
    store.close()
    return rows
