"""`find`, `journal`: everything of a person or a number, and what was done to a dossier or a paper."""

from __future__ import annotations

import argparse
from typing import Any
from uuid import UUID

from desktop.app import App
from desktop.cli.answer import Answer
from desktop.cli.counter import paper_data
from desktop.cli.inputs import opened
from desktop.machine.clock import VIETNAM
from desktop.workflow.board import DossierLine
from desktop.workflow.found import FoundPaper
from desktop.workflow.journal.journal import JournalLine, Told
from desktop.workflow.stored import StoredOffer
from desktop.workflow.what_next import Next

_WORDS = {
    Next.MEND: "tỉnh trả lại",
    Next.CONFIRM: "chờ xác nhận",
    Next.SCAN: "chờ quét",
    Next.SIGN: "chờ ký",
    Next.SEND: "chờ gửi",
    Next.SIGN_FOR_AGENCY: "chờ ký cơ quan",
    Next.AWAIT_AGENCY: "chờ Văn thư ký",
    Next.AWAIT_PROVINCE: "đang gửi",
    Next.HAND_OVER: "trả được",
    Next.AWAIT_ADDITIONS: "chờ bổ sung",
    Next.REFUSED: "đã từ chối",
    Next.STOPPED: "đã dừng giải quyết",
    Next.NOTHING: "xong",
}


def find(arguments: argparse.Namespace) -> Answer:
    """Find everything that is kept of a person or a number."""
    words = " ".join(arguments.words)
    with opened(arguments) as app:
        found = app.finder.find(words)
    data = {
        "dossiers": [_dossier(line) for line in found.dossiers],
        "papers": [_paper(one) for one in found.papers],
        "results": [_paper(one) for one in found.results],
        "stored": [_stored(offer) for offer in found.stored],
        "stores_asked_at": found.asked_at and found.asked_at.isoformat(),
    }
    lines = [f"{line.code}  {line.owner}  {line.procedure}  {_WORDS[line.next]}" for line in found.dossiers]
    lines += [_line(one) for one in (*found.papers, *found.results)]
    lines += [f"  {offer.stored.name}  {offer.where}  {offer.validity}" for offer in found.stored]
    return Answer(data=data, lines=lines or [f"Không tìm thấy gì cho «{words}»."])


def journal(arguments: argparse.Namespace) -> Answer:
    """Tell what was done to a dossier or a paper."""
    with opened(arguments) as app:
        told = _told(app, arguments.code)
    data = {"dossier": told.code, "paper": told.paper, "journal": [_entry(line) for line in told.lines]}
    lines = [f"{line.at.astimezone(VIETNAM):%d/%m/%Y %H:%M:%S}  {line.sentence}  {line.who}" for line in told.lines]
    return Answer(data=data, lines=lines or ["Chưa có gì trong nhật ký."])


def _told(app: App, code: str) -> Told:
    """By the id of a paper, or by the code of a dossier."""
    try:
        paper_id = UUID(code)
    except ValueError:
        return app.journal.of_dossier(app.dossiers.find(code).id)
    return app.journal.of_paper(paper_id)


def _dossier(line: DossierLine) -> dict[str, Any]:
    return {
        "id": str(line.dossier_id),
        "code": line.code,
        "owner": line.owner,
        "procedure": line.procedure,
        "papers": line.papers,
        "there": line.there,
        "next": str(line.next),
    }


def _paper(one: FoundPaper) -> dict[str, Any]:
    return {**paper_data(one.paper), "dossier": one.code, "owner": one.owner, "next": str(one.next)}


def _line(one: FoundPaper) -> str:
    number = f" số {one.paper.details.number}" if one.paper.details.number else ""
    return f"  {one.code}  {one.owner}  {one.paper.name}{number}  {_WORDS[one.next]}"


def _stored(offer: StoredOffer) -> dict[str, Any]:
    stored = offer.stored
    return {
        "code": stored.code,
        "name": stored.name,
        "number": stored.number,
        "store": str(stored.shop),
        "usable": offer.usable,
        "validity": offer.validity,
    }


def _entry(line: JournalLine) -> dict[str, Any]:
    return {
        "at": line.at.astimezone(VIETNAM).isoformat(),
        "who": line.who,
        "what": line.what,
        "sentence": line.sentence,
        "times": line.times,
    }
