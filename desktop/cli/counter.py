"""`dossier …`, `paper export`: what the clerk does at the counter, headless."""

from __future__ import annotations

import argparse
import threading
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import UUID

from desktop.app import App
from desktop.cli.answer import Answer, progress
from desktop.cli.inputs import opened, read, scan_profile
from desktop.cli.outputs import output
from desktop.cli.owners import owner_of, party_data, submitter_of
from desktop.machine.clock import VIETNAM
from desktop.machine.writing import require_new_folder
from desktop.model.catalogue import UnknownCode
from desktop.model.dossier import Dossier, Page, Paper, PaperDetails, PaperKind
from desktop.model.entry import paper_details
from desktop.model.errors import WrongUsage
from desktop.model.handing import Handing, Way
from desktop.workflow.bundle import is_zip
from desktop.workflow.checklist import ChecklistRow
from desktop.workflow.readiness.finding import Stage

if TYPE_CHECKING:
    from desktop.workflow.export import Exported

READING_S = 600.0


def dossier_data(dossier: Dossier) -> dict[str, Any]:
    """A dossier as JSON; the owner's number and name are the caller's own data."""
    return {
        "id": str(dossier.id),
        "code": dossier.code,
        "provisional_code": dossier.provisional_code,
        "procedure": dossier.procedure,
        "case": dossier.case,
        "state": str(dossier.state),
        "owner": party_data(dossier.party),
        "submitter": dossier.submitter and party_data(dossier.submitter),
        "authority": dossier.authority,
        "received_at": dossier.received_at.isoformat(),
        "consent": dossier.consent,
        "due": dossier.due and dossier.due.isoformat(),
    }


def paper_data(paper: Paper) -> dict[str, Any]:
    """A paper as JSON."""
    return {
        "id": str(paper.id),
        "kind": str(paper.kind),
        "code": paper.code,
        "name": paper.name,
        "sha256": paper.pdf_sha256,
        "province_id": paper.province_id,
        "item_code": paper.item_code,
        "states": {
            "digitisation": str(paper.digitisation),
            "signing": str(paper.signing),
            "sync": str(paper.sync),
            "delivery": str(paper.delivery),
        },
    }


def _row_data(row: ChecklistRow) -> dict[str, Any]:
    return {**paper_data(row.paper), "pages": row.pages, "verdict": row.verdict and str(row.verdict)}


def dossier_new(arguments: argparse.Namespace) -> Answer:
    """Open a dossier."""
    with opened(arguments) as app:
        dossier = app.intake.start(
            arguments.procedure,
            arguments.case,
            owner_of(app, arguments),
            consent=arguments.consent,
            submitter=submitter_of(app, arguments),
            authority=arguments.authority,
        )
        procedure = app.catalogue.current().procedure(dossier.procedure)
        found = app.limits.appointment(procedure)
    due = found.due and found.due.isoformat()
    appointment = {"due": due, "passed_on": found.passed_on.isoformat(), "sure": found.sure}
    lines = [dossier.code, *([f"Hẹn trả {found.due:%d/%m/%Y}"] if found.due else [])]
    return Answer(data={"dossier": dossier_data(dossier), "appointment": appointment}, lines=lines)


def dossier_list(arguments: argparse.Namespace) -> Answer:
    """List dossiers."""
    with opened(arguments) as app:
        rows = app.dossiers.latest(arguments.words)
    data = [
        {
            **dossier_data(row.dossier),
            "papers": row.tally.papers,
            "digitised": row.tally.there,
            "confirmed": row.tally.confirmed,
        }
        for row in rows
    ]
    asked = arguments.words.strip()
    nothing = f"Không tìm thấy hồ sơ nào cho «{asked}»." if asked else "Chưa có hồ sơ nào."
    lines = [
        f"{row.dossier.code}  {row.procedure_name}  {row.tally.there}/{row.tally.papers}  {row.dossier.state}"
        for row in rows
    ]
    return Answer(data={"dossiers": data}, lines=lines or [nothing])


def dossier_show(arguments: argparse.Namespace) -> Answer:
    """Show one dossier."""
    with opened(arguments) as app:
        dossier = app.dossiers.find(arguments.code)
        rows = app.checklist.rows(dossier.id)
    lines = [f"{dossier.code}  {dossier.procedure}  {dossier.state}"]
    lines += [f"  {r.paper.code}  {r.paper.name}  {r.pages} trang  {r.paper.digitisation}" for r in rows]
    data = {"dossier": dossier_data(dossier), "papers": [_row_data(row) for row in rows]}
    return Answer(data=data, lines=lines)


def _paper(app: App, dossier: Dossier, arguments: argparse.Namespace) -> Paper:
    if arguments.result:
        return app.intake.add_result(dossier.id, arguments.paper or "")
    if arguments.paper is None:
        missing = app.checklist.next_missing(dossier.id)
        if missing is None:
            raise UnknownCode("giấy tờ còn thiếu")
        return missing
    return app.checklist.paper(dossier.id, arguments.paper)


def dossier_add_paper(arguments: argparse.Namespace) -> Answer:
    """Scan a paper into a dossier, wait until it is read, confirm it."""
    with opened(arguments) as app:
        dossier = app.dossiers.find(arguments.code)
        paper = _paper(app, dossier, arguments)
        # What cannot be understood is refused before anything is scanned.
        said = said_of(app, paper, arguments)
        profile = scan_profile(arguments, app.capture.profile())
        came = app.capture.scan(paper.id, _say_page, threading.Event(), profile)
        app.capture.wait_until_quiet(READING_S)
        seen = app.papers.look(paper.id)
        other = app.reading.read(seen).other
        note = f"seems to be {other.code}" if other else ""
        paper = app.confirming.confirm(seen, said, keep_red=arguments.keep_red, note=note)
    lines = [f"{paper.name}: {came} trang"]
    if other:
        lines.append(f"Xem lại: giấy này giống «{other.name}», không giống «{paper.name}».")
    seems = other and {"code": other.code, "name": other.name}
    return Answer(data={"paper": {**paper_data(paper), "pages": came, "seems": seems}}, lines=lines)


def dossier_add_file(arguments: argparse.Namespace) -> Answer:
    """Take a citizen's file into a dossier: a signed one whole, of any other its pages, read and confirmed."""
    # Here and not above: the other commands need none of it.
    from desktop.document.file.incoming import looked_at

    data, name = read(arguments.file), arguments.file.name
    # What is refused leaves no empty paper behind.
    looked_at(data, name, pages_only=arguments.pages_only)
    with opened(arguments) as app:
        dossier = app.dossiers.find(arguments.code)
        paper = _paper(app, dossier, arguments)
        said = said_of(app, paper, arguments)
        came = app.importing.bring(paper.id, data, name, pages_only=arguments.pages_only)
        if came.verdict is None:
            app.capture.wait_until_quiet(READING_S)
            app.confirming.confirm(app.papers.look(paper.id), said, keep_red=arguments.keep_red)
        paper = app.papers.get(paper.id)
    word = came.verdict and str(came.verdict.word)
    what = f"{came.pages} trang" if came.verdict is None else came.verdict.sentence
    return Answer(
        data={"paper": {**paper_data(paper), "pages": came.pages}, "verdict": word}, lines=[f"{paper.name}: {what}"]
    )


def said_of(app: App, paper: Paper, arguments: argparse.Namespace) -> PaperDetails:
    """What is recorded of a paper, with what the line says of it (R21, R31).

    Raises:
        NotUnderstood: a day means nothing.
    """
    texts = {"issued": arguments.issued, "valid_until": arguments.valid_until}
    today = app.clock.now().astimezone(VIETNAM).date()
    read = paper_details(paper.details, {name: text for name, text in texts.items() if text}, today)
    for refused in read.refused.values():
        raise refused
    return replace(read.details, no_secret=read.details.no_secret or arguments.no_secret)


def _say_page(page: Page) -> None:
    progress(f"Trang {page.position + 1}")


def dossier_send_back(arguments: argparse.Namespace) -> Answer:
    """A paper of the dossier is digitised anew."""
    with opened(arguments) as app:
        dossier = app.dossiers.find(arguments.code)
        paper = app.checklist.paper(dossier.id, arguments.paper)
        new = app.redigitising.send_back(paper.id, arguments.reason, arguments.page)
        versions = app.redigitising.versions(new.id)
    former = [{"id": str(one.former_id), "at": one.at.isoformat(), "page": one.page} for one in versions]
    line = f"{new.name}: mở lại để số hóa lại, giữ {len(former)} bản trước."
    return Answer(data={"paper": paper_data(new), "former": former}, lines=[line])


def dossier_close(arguments: argparse.Namespace) -> Answer:
    """Declare a dossier complete."""
    with opened(arguments) as app:
        dossier = app.dossiers.find(arguments.code)
        dossier = app.intake.close(dossier.id)
        queued = app.sending.queue(dossier.id)
        stops = [] if queued else [one.why for one in app.readiness.check(dossier.id, Stage.SIGNING) if one.stops]
    words = "đã xếp hàng gửi" if queued else "chưa gửi được" if stops else "chờ ký"
    return Answer(
        data={"dossier": dossier_data(dossier), "queued": queued, "stops": [why.as_json() for why in stops]},
        lines=[f"{dossier.code}: {words}", *(f"  {why.message}" for why in stops)],
    )


def dossier_deliver(arguments: argparse.Namespace) -> Answer:
    """The citizen has received the results."""
    with opened(arguments) as app:
        dossier = app.dossiers.find(arguments.code)
        if arguments.undo:
            return _taken_back(dossier, app.delivery.take_back(dossier.id))
        results = [row.paper for row in app.checklist.rows(dossier.id) if row.paper.kind is PaperKind.RESULT]
        named = [paper.id for paper in results if paper.code == arguments.paper]
        if arguments.paper and not named:
            raise UnknownCode(arguments.paper)
        how = Handing(way=Way(arguments.way), taken_by=arguments.taken_by)
        done = app.delivery.deliver(dossier.id, named, how)
    data = {
        "dossier": dossier_data(done.dossier),
        "papers": [paper_data(paper) for paper in done.papers],
        "queued": done.queued,
    }
    words = "đã xếp hàng báo tỉnh" if done.queued else "báo tỉnh khi các giấy tờ còn lại ký xong"
    return Answer(
        data=data, lines=[*(f"{paper.name}: đã trả" for paper in done.papers), f"{done.dossier.code}: {words}"]
    )


def _taken_back(dossier: Dossier, own: Sequence[Paper]) -> Answer:
    lines = [f"{paper.name}: chưa trả, đã ẩn lại" for paper in own]
    return Answer(data={"dossier": dossier_data(dossier), "papers": [paper_data(paper) for paper in own]}, lines=lines)


def paper_export(arguments: argparse.Namespace) -> Answer:
    """Write a dossier's signed papers as files, for whoever takes them along."""
    with opened(arguments) as app:
        dossier_id, paper_ids = _to_export(app, arguments.code, arguments.paper)
        done = app.exporting.export(dossier_id, arguments.out, arguments.to, paper_ids, replace=arguments.force)
    return _exported(done, arguments)


def dossier_export(arguments: argparse.Namespace) -> Answer:
    """Write all that the citizen may take of a dossier into one new folder, or one ZIP."""
    if is_zip(arguments.out):
        output(arguments, arguments.out)
    else:
        require_new_folder(arguments.out)
    with opened(arguments) as app:
        dossier_id, paper_ids = _to_export(app, arguments.code, arguments.paper)
        done = app.exporting.bundle(dossier_id, arguments.out, arguments.to, paper_ids, replace=arguments.force)
    return _exported(done, arguments)


def _exported(done: Exported, arguments: argparse.Namespace) -> Answer:
    data = {
        "dossier": done.dossier.code,
        "out": str(arguments.out),
        "to": arguments.to,
        "papers": [{**paper_data(paper), "pdf": str(file)} for paper, file in done.files],
        "not_exported": [{**paper_data(paper), "reason": why.as_json()} for paper, why in done.left],
    }
    lines = [f"{paper.name}: {file}" for paper, file in done.files]
    return Answer(data=data, lines=[*lines, *(f"Không xuất: {why.message}" for _, why in done.left)])


def _to_export(app: App, code: str, wanted: Sequence[str]) -> tuple[UUID, list[UUID]]:
    """A dossier and which of its papers, none for all: by its code and theirs, or by the id of one paper."""
    try:
        paper_id = UUID(code)
    except ValueError:
        dossier = app.dossiers.find(code)
    else:
        if wanted:
            raise WrongUsage(detail="«--paper» đi cùng mã hồ sơ, không đi cùng id của một giấy tờ")
        return app.papers.get(paper_id).dossier_id, [paper_id]
    own = [row.paper for row in app.checklist.rows(dossier.id) if row.paper.kind is not PaperKind.UNSORTED]
    unknown = set(wanted) - {paper.code for paper in own}
    if unknown:
        raise UnknownCode(min(unknown))
    return dossier.id, [paper.id for paper in own if paper.code in wanted]
