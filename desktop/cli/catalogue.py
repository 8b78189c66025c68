"""`catalogue pull|import|show`."""

from __future__ import annotations

import argparse
from typing import Any

from desktop.catalogue.excel import HIDDEN_ROW, HIDDEN_SHEET
from desktop.catalogue.table import RowNote
from desktop.cli.answer import Answer
from desktop.cli.inputs import opened
from desktop.machine.clock import vietnam_day
from desktop.model.catalogue import Catalogue
from desktop.model.errors import REFUSED
from desktop.workflow.catalogue_desk import Import


def _data(catalogue: Catalogue) -> dict[str, Any]:
    return {
        "version": catalogue.version,
        "valid_from": catalogue.valid_from.isoformat(),
        "procedures": [
            {"code": p.code, "name": p.name, "cases": [{"code": c.code, "name": c.name} for c in p.cases]}
            for p in catalogue.procedures
        ],
    }


def _answer(catalogue: Catalogue, *, taken: bool) -> Answer:
    words = "đã nhận" if taken else "đang dùng"
    return Answer(
        data={"catalogue": _data(catalogue), "taken": taken},
        lines=[f"Danh mục {catalogue.version} {words}: {len(catalogue.procedures)} thủ tục."],
    )


def pull(arguments: argparse.Namespace) -> Answer:
    """Take the province's catalogue where it is newer."""
    with opened(arguments) as app:
        found = app.catalogue.pull(app.gateway().catalogue)
        return _answer(found or app.catalogue.current(), taken=found is not None)


def _note(note: RowNote) -> dict[str, Any]:
    return {"sheet": note.sheet, "row": note.row, "taken": note.taken, "reason": note.reason}


def import_file(arguments: argparse.Namespace) -> Answer:
    """Take a catalogue from a file, row by row told; exit status 1 where it is not whole enough to be taken."""
    with opened(arguments) as app:
        found = app.catalogue.import_file(
            arguments.file, version=arguments.version, valid_from=arguments.valid_from, check=arguments.check
        )
    return _import_answer(found)


def _import_answer(found: Import) -> Answer:
    refused = [note for note in found.notes if not note.taken]
    lines = [f"✗ {note.sheet} dòng {note.row}: {note.reason}" for note in refused]
    hidden = [note for note in found.notes if note.reason in {HIDDEN_ROW, HIDDEN_SHEET}]
    lines += [f"! {note.sheet}{f' dòng {note.row}' if note.row else ''}: {note.reason}" for note in hidden]
    taken = sum(note.taken for note in found.notes)
    if found.notes:
        lines.append(f"{taken} dòng dùng được, {len(refused)} dòng bị từ chối.")
    verdict = "đã nhận" if found.taken else ("nhận được" if found.whole else "chưa nhận, danh mục cũ giữ nguyên")
    lines.append(f"Danh mục {found.catalogue.version}: {len(found.catalogue.procedures)} thủ tục; {verdict}.")
    data = {
        "catalogue": _data(found.catalogue),
        "taken": found.taken,
        "whole": found.whole,
        "rows": [_note(note) for note in found.notes],
    }
    return Answer(data=data, lines=lines, status=0 if found.whole else REFUSED)


def show(arguments: argparse.Namespace) -> Answer:
    """Show the catalogue in use, or one procedure of it."""
    with opened(arguments) as app:
        catalogue, today = app.catalogue.current(), vietnam_day(app.clock.now())
    if not arguments.procedure:
        answer = _answer(catalogue, taken=False)
        agencies = [
            {"code": one.code, "name": one.name, "in_force": one.existed_on(today)} for one in catalogue.agencies
        ]
        return answer._replace(data={**answer.data, "agencies": agencies})
    procedure = catalogue.procedure(arguments.procedure)
    lines = [f"{procedure.code} {procedure.name} ({procedure.field})"]
    cases = []
    for case in procedure.cases:
        lines.append(f"  {case.code} {case.name}")
        rows = []
        for one in case.components:
            must = f", phải số hóa ({one.must_digitise})" if one.must_digitise else ""
            lines.append(f"    {one.code} {one.name}: {one.originals} bản chính, {one.copies} bản sao{must}")
            rows.append({name: getattr(one, name) for name in one.__slots__})
        cases.append({"code": case.code, "name": case.name, "components": rows})
    results = [{"code": one.code, "name": one.name} for one in procedure.results]
    lines += [f"  → {one['code']} {one['name']}" for one in results]
    data = {"code": procedure.code, "name": procedure.name, "field": procedure.field, "cases": cases}
    return Answer(data={"version": catalogue.version, "procedure": {**data, "results": results}}, lines=lines)
