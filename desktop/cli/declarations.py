"""`declaration …`: declarations filled with what is known, printed to be signed by hand."""

from __future__ import annotations

import argparse
from typing import Any

from desktop.cli.answer import Answer
from desktop.cli.inputs import opened
from desktop.cli.outputs import output
from desktop.machine.clock import vietnam_time
from desktop.model.errors import WrongUsage
from desktop.workflow.declarations.declarations import Declaration, DeclarationDesk


def declaration_list(arguments: argparse.Namespace) -> Answer:
    """List a dossier's declarations."""
    with opened(arguments) as app:
        desk = app.declarations.look(app.dossiers.find(arguments.code).id)
    own = desk.declarations
    return Answer(data={"declarations": [_data(one) for one in own]}, lines=[_line(one) for one in own])


def declaration_print(arguments: argparse.Namespace) -> Answer:
    """Write a declaration out, to be printed and signed."""
    out = output(arguments, arguments.out)
    with opened(arguments) as app:
        dossier = app.dossiers.find(arguments.code)
        if arguments.paper:
            paper = app.checklist.paper(dossier.id, arguments.paper)
        else:
            paper = _only_one(app.declarations.look(dossier.id)).paper
        drawn = app.declarations.draw(paper.id)
        app.declarations.note_print(drawn)
    out.write(drawn.data)
    return Answer(
        data={"paper": paper.code, "sheets": drawn.sheets, "sha256": drawn.sha256, "out": str(arguments.out)},
        lines=[f"{paper.name}: {drawn.sheets} tờ, {arguments.out}"],
    )


def declaration_templates(arguments: argparse.Namespace) -> Answer:
    """List the templates; a bad one is refused with its line."""
    with opened(arguments) as app:
        templates = app.declaration_templates.all()
    rows = [
        {"file": one.name, "own": one.own, "title": one.title, "components": list(one.components)} for one in templates
    ]
    lines = [
        f"{one.name}{' (của cơ quan)' if one.own else ''}: {one.title} · {'; '.join(one.components)}"
        for one in templates
    ]
    return Answer(data={"templates": rows}, lines=lines)


def _only_one(desk: DeclarationDesk) -> Declaration:
    if len(desk.declarations) > 1:
        codes = ", ".join(one.paper.code for one in desk.declarations)
        raise WrongUsage(detail=f"hồ sơ có nhiều tờ khai, thêm --paper với một trong: {codes}")
    return desk.declarations[0]


def _data(one: Declaration) -> dict[str, Any]:
    return {
        "paper": one.paper.code,
        "name": one.paper.name,
        "template": one.template,
        "filled": [{"words": place.words, "value": place.value, "paper": place.paper} for place in one.filled],
        "by_hand": one.by_hand,
        "printed": one.printed
        and {"at": one.printed.at.isoformat(), "who": one.printed.who, "outdated": one.printed.outdated},
    }


def _line(one: Declaration) -> str:
    words = f"{one.paper.code}  {one.paper.name}: điền sẵn {len(one.filled)} chỗ, còn {one.by_hand} chỗ viết tay"
    if one.printed is None:
        return words
    outdated = ", dữ liệu đã đổi sau đó: in lại" if one.printed.outdated else ""
    return f"{words}; in lúc {vietnam_time(one.printed.at)}{outdated}"
