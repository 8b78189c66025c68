"""Files made by earlier code load, and are written back with not a byte changed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Connection

from desktop.catalogue.reader import catalogue_as_data, catalogue_from_data
from desktop.machine.folders import folders
from desktop.model import arrangement, page, scanning
from desktop.model.data import as_data, from_data
from desktop.model.outbox import PAYLOADS, canonical_sha256
from desktop.model.stored import StoredPaper
from desktop.scanner import driver
from desktop.scanner.sane import options as sane
from desktop.scanner.wia import properties as wia
from desktop.store import arrangements, outbox, papers
from desktop.store.file import Store
from desktop.sync.package.dossiers import from_package
from desktop.workflow import pile
from tests.samples import MemorySecrets

HERE = Path(__file__).parent


def former(name: str) -> Any:
    return json.loads((HERE / f"{name}.json").read_text("utf-8"))


def _place(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "place": arrangement.place_as_data(arrangement.place_from_data(UUID(row["page"]), row["place"]))}


ROWS: dict[str, Callable[[Any], Any]] = {
    "facts": lambda row: page.facts_as_data(page.facts_from_data(row)),
    "edits": lambda row: page.edits_as_data(page.edits_from_data(row)),
    "places": _place,
    "changes": lambda row: arrangement.change_as_data(arrangement.change_from_data(row)),
    "details": lambda row: papers.details_as_data(papers._details(row)),
    "profiles": lambda row: scanning.profile_as_data(scanning.profile_from_data(row)),
    "piles": lambda row: pile._as_data(pile._from_data(UUID(int=1), UUID(int=2), row)),
    "stored": lambda row: as_data(from_data(StoredPaper, row)),
    "devices": lambda row: driver.device_as_data(driver.device_from_data(row)),
    "requests": lambda row: driver.request_as_data(driver.request_from_data(row)),
    "scanners": lambda row: driver.config_as_data(driver.config_from_data(row)),
    "wia_properties": lambda row: wia.property_as_data(wia.property_from_data(row)),
    "sane_options": lambda row: sane.option_as_data(sane.option_from_data(row)),
}


@pytest.mark.parametrize("name", ROWS)
def test_what_was_written_is_written_again(name):
    again = ROWS[name]
    for row in former(name):
        assert json.dumps(again(row)) == json.dumps(row)


def test_a_catalogue_is_written_again():
    row = former("catalogue")
    assert json.dumps(catalogue_as_data(catalogue_from_data(row, "x"))) == json.dumps(row)


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


def raw(tx: Connection, table: str) -> list[dict[str, Any]]:
    found = tx.exec_driver_sql(f'SELECT * FROM "{table}"').mappings()
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
                assert raw(tx, table) == before[table]
        texts = {row["change"] for row in raw(tx, "page_edit")}
        assert texts == {row["change"] for row in before["page_edit"]}
