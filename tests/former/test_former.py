"""Files made by earlier code load, and are written back with not a byte changed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Connection

from desktop.catalogue.reader import catalogue_from_data
from desktop.machine.folders import folders
from desktop.model.arrangement import Change, place_of
from desktop.model.data import as_data, from_data
from desktop.model.dossier import PageOrigin, PaperDetails
from desktop.model.outbox import PAYLOADS, canonical_sha256
from desktop.model.page import Edits, PageFacts
from desktop.model.record import DossierRecord, DossierStatus, ProgressEntry
from desktop.model.scanning import ScanProfile
from desktop.model.stored import StoredPaper
from desktop.scanner.driver import Device, ScannerConfig, ScanRequest
from desktop.scanner.sane.options import SaneOption
from desktop.scanner.wia.properties import WiaProperty
from desktop.store import arrangements, outbox, papers
from desktop.store.file import Store
from desktop.sync.facts import progress_facts, record_facts, status_facts
from desktop.sync.mapping import Mapper
from desktop.sync.package.dossiers import from_package
from desktop.sync.profile import read_profile
from desktop.workflow import pile
from tests.samples import MemorySecrets

HERE = Path(__file__).parent


def former(name: str) -> Any:
    return json.loads((HERE / f"{name}.json").read_text("utf-8"))


CLASSES: dict[str, type] = {
    "changes": Change,
    "details": PaperDetails,
    "devices": Device,
    "edits": Edits,
    "facts": PageFacts,
    "origins": PageOrigin,
    "profiles": ScanProfile,
    "requests": ScanRequest,
    "sane_options": SaneOption,
    "scanners": ScannerConfig,
    "stored": StoredPaper,
    "wia_properties": WiaProperty,
}


@pytest.mark.parametrize("name", CLASSES)
def test_what_was_written_is_written_again(name):
    """A field that came later stands in none of these: it is marked with `LATER`, and left out."""
    for row in former(name):
        assert json.dumps(as_data(from_data(CLASSES[name], row))) == json.dumps(row)


def test_places_of_pages_are_written_again():
    for row in former("places"):
        own = as_data(place_of(UUID(row["page"]), row["place"]))
        assert json.dumps(own) == json.dumps({"id": row["page"], **row["place"]})


def test_piles_are_written_again():
    for row in former("piles"):
        assert json.dumps(pile._kept(pile._pile(UUID(int=1), UUID(int=2), row))) == json.dumps(row)


def test_a_catalogue_is_written_again():
    row = former("catalogue")
    assert json.dumps(as_data(catalogue_from_data(row, "x"))) == json.dumps(row)


def test_frozen_payloads_keep_their_hashes():
    for row in former("payloads"):
        payload = from_data(PAYLOADS[row["kind"]], row["payload"])
        assert json.dumps(as_data(payload)) == json.dumps(row["payload"])
        assert canonical_sha256(payload) == row["sha256"]


def test_dossiers_of_a_package_are_written_again_but_for_when_they_are_due():
    for row in former("packed"):
        again = as_data(from_package(row))
        at_once = {**row, "steps": [{**step, "next_at": None} for step in row["steps"]]}
        assert json.dumps(again) == json.dumps(at_once)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store with rows as they lay in an earlier one."""
    store = Store(folders(tmp_path, training=False), MemorySecrets(), training=False)
    with store.writing() as tx:
        for table, rows in former("rows").items():
            for row in rows:
                values = [bytes.fromhex(one["hex"]) if isinstance(one, dict) else one for one in row.values()]
                names, marks = ", ".join(f'"{name}"' for name in row), ", ".join("?" * len(row))
                tx.exec_driver_sql(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', tuple(values))
    yield store
    store.close()


def raw(tx: Connection, table: str, like: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What stands in a table, of the columns that it had when rows like these were written."""
    columns = ", ".join(f'"{name}"' for name in like[0]) if like else "*"
    found = tx.exec_driver_sql(f'SELECT {columns} FROM "{table}"').mappings()
    return [{name: {"hex": one.hex()} if isinstance(one, bytes) else one for name, one in row.items()} for row in found]


def test_rows_of_an_earlier_store_are_read_and_written_again(store):
    before = former("rows")
    with store.writing() as tx:
        for dossier_id in {UUID(row["id"]) for row in before["dossier"]}:
            for paper in papers.of_dossier(tx, dossier_id):
                papers.change(tx, paper.id)
                for page in papers.pages(tx, paper.id):
                    if page.facts:
                        papers.set_facts(tx, page.id, page.facts, b"\xff\xd8clean", b"\xff\xd8small")
            done = arrangements.last_done(tx, dossier_id)
            if done:
                arrangements.record(tx, dossier_id, at=done.at, who=done.who, label=done.label, change=done.change)
        assert all(canonical_sha256(step.payload) == step.payload_sha256 for step in outbox.steps(tx))
        for table in before:
            if table != "page_edit":
                assert raw(tx, table, before[table]) == before[table]
        texts = {row["change"] for row in raw(tx, "page_edit", before["page_edit"])}
        assert texts == {row["change"] for row in before["page_edit"]}


OWN_TEMPLATE = {
    "whole": "$owner",
    "born": "$owner.born",
    "at": "$received_at",
    "papers": {
        "each": "papers",
        "all": "$details",
        "issued": "$details.issued",
        "files": {"each": "attached", "name": "$file_name"},
        "case": "$case",
    },
    "list": "$results",
}
"""What no sample profile does and a province's own may: facts whole, and moments as they are."""


def test_what_a_province_is_sent_is_what_it_was_sent():
    payloads = former("payloads")
    at = datetime(2026, 3, 12, 2, 0, 0, 5, tzinfo=UTC)
    for row in former("bodies"):
        kind = payloads[row["payload"]]["kind"]
        facts: Mapping[str, Any]
        match from_data(PAYLOADS[kind], payloads[row["payload"]]["payload"]):
            case DossierRecord() as record:
                files = {paper.paper_id: f"TEP-{n}" for n, paper in enumerate(record.papers) if paper.sha256}
                facts = {**record_facts(record, "H99-1", files), "procedure_id": "TT-1"}
            case ProgressEntry() as entry:
                facts = progress_facts(entry, "H99-1", at)
            case DossierStatus() as status:
                facts = status_facts(status, "H99-1")
            case other:
                raise AssertionError(other)
        if row["profile"]:
            body = read_profile(row["profile"]).body(kind, facts)
        else:
            body = Mapper("x", "%d/%m/%Y", {}).fill(OWN_TEMPLATE, facts)
        assert json.loads(json.dumps(body)) == row["body"]
