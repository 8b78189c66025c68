"""`copy …`: certified copies of originals, and paper printed from signed electronic files."""

from __future__ import annotations

import argparse
import threading
from typing import Any
from uuid import UUID

from desktop.app import App
from desktop.cli.answer import Answer
from desktop.cli.answer import progress as told
from desktop.cli.inputs import opened, pin_line, read, scan_profile
from desktop.cli.outputs import output
from desktop.machine.clock import vietnam_time
from desktop.model.copies import CertifiedCopy, ConvertedPaper, copy_said
from desktop.model.signature import SignatureRole
from desktop.signing.errors import NoSuchToken
from desktop.workflow.copies.errors import NoCopy
from desktop.workflow.copies.originals import Original

READING_S = 600.0
_SHORT = 8
"""Characters of a paper's id that a person copies."""


def copy_scan(arguments: argparse.Namespace) -> Answer:
    """Scan an original."""
    with opened(arguments) as app:
        place = app.originals.place()
        profile = scan_profile(arguments, app.capture.profile())
        app.capture.scan(place.id, lambda page: told(f"Trang {page.position + 1}"), threading.Event(), profile)
        app.capture.wait_until_quiet(READING_S)
        found = app.originals.look(place.id)
    return Answer(data=_original_data(found), lines=[_original_line(found)])


def copy_list(arguments: argparse.Namespace) -> Answer:
    """List the originals that wait, and the register of a year."""
    with opened(arguments) as app:
        waiting, rows = app.originals.waiting(), app.copies.of_year(arguments.year)
    data = {"originals": [_original_data(one) for one in waiting], "register": [_row_data(row) for row in rows]}
    lines = [*map(_original_line, waiting), *map(_row_line, rows)]
    return Answer(data=data, lines=lines or ["Chưa có bản sao nào."])


def copy_certify(arguments: argparse.Namespace) -> Answer:
    """Certify an original."""
    with opened(arguments) as app:
        found = _one(app, arguments.paper)
        said = copy_said(arguments.title or found.title, arguments.requester, arguments.copies)
        row = app.certifying.certify(found.seen, said, keep_red=arguments.keep_red, keep_blank=arguments.keep_blank)
    return _row_told(row)


def copy_refuse(arguments: argparse.Namespace) -> Answer:
    """An original may not be certified."""
    with opened(arguments) as app:
        app.originals.drop(_one(app, arguments.paper).seen.paper.id, arguments.why)
        words = app.originals.reasons()[arguments.why]
    return Answer(data={"why": arguments.why}, lines=[f"Không chứng thực: {words}."])


def copy_drop(arguments: argparse.Namespace) -> Answer:
    """An original was scanned by mistake."""
    with opened(arguments) as app:
        app.originals.drop(_one(app, arguments.paper).seen.paper.id)
    return Answer(data={"paper": arguments.paper}, lines=["Đã bỏ, các trang đã xoá."])


def copy_reasons(arguments: argparse.Namespace) -> Answer:
    """Why an original may not be certified."""
    with opened(arguments) as app:
        known = dict(app.originals.reasons())
    return Answer(data={"reasons": known}, lines=[f"{code}: {words}" for code, words in known.items()])


def copy_void(arguments: argparse.Namespace) -> Answer:
    """A row counts no more."""
    with opened(arguments) as app:
        return _row_told(app.copies.void(arguments.key, arguments.why))


def copy_sign(arguments: argparse.Namespace) -> Answer:
    """Sign what waits; the PIN comes from standard input and is tried once."""
    role = SignatureRole(arguments.role)
    with opened(arguments) as app:
        waiting = [one.paper.id for one in app.copies.to_sign(role)]
        if not waiting:
            return Answer(data={"signed": []}, lines=["Không có bản sao nào chờ ký."])
        own = [one for one in app.signing.identities(role) if arguments.token in {"", one.token_serial}]
        if not own:
            raise NoSuchToken(arguments.token)
        # Those that are fit come first; what is wrong with the others is said when one is to sign.
        outcomes = app.signing.sign(waiting, own[0], pin_line())
    lines = [f"{one.name}: {one.sentence} {one.advice}".strip() for one in outcomes]
    data = [{"name": one.name, "ok": one.ok, "trouble": one.trouble} for one in outcomes]
    return Answer(data={"signed": data}, lines=lines)


def copy_print(arguments: argparse.Namespace) -> Answer:
    """Write a copy's file for the printer, and note it."""
    out = output(arguments, arguments.out)
    with opened(arguments) as app:
        row = app.copies.find(arguments.key)
        # The row in the register comes first: no print is unknown to it.
        row = app.copies.note_print(row.key)
        out.write(app.papers.file(row.paper_id))
    return Answer(
        data={"out": str(arguments.out), **_row_data(row)}, lines=[f"{arguments.out}: in {row.said.copies} bản"]
    )


def copy_convert(arguments: argparse.Namespace) -> Answer:
    """Make the pages to print of a signed file."""
    out = output(arguments, arguments.out, [arguments.file])
    data, name = read(arguments.file), arguments.file.name
    with opened(arguments) as app:
        made = app.converting.convert(data, name, arguments.title)
    out.write(made.pdf)
    lines = [f"{arguments.out}: {made.pages} trang, mã tra cứu {made.row.code}"]
    return Answer(data={"out": str(arguments.out), **_converted_data(made.row)}, lines=lines)


def copy_lookup(arguments: argparse.Namespace) -> Answer:
    """What was converted under a code."""
    with opened(arguments) as app:
        row = app.converting.find(arguments.code)
    when = vietnam_time(row.at)
    lines = [f"{row.code}: {row.title}, {row.pages} trang, {row.official}, {when}", f"SHA-256 {row.sha256}"]
    return Answer(data=_converted_data(row), lines=lines)


def _one(app: App, short: str) -> Original:
    wanted = short.strip().lower()
    found = [one for one in app.originals.waiting() if wanted and str(one.seen.paper.id).startswith(wanted)]
    if len(found) != 1:
        raise NoCopy(short[:30])
    return found[0]


def _short(paper_id: UUID) -> str:
    return str(paper_id)[:_SHORT]


def _original_data(one: Original) -> dict[str, Any]:
    return {
        "paper": _short(one.seen.paper.id),
        "title": one.title,
        "pages": len(one.seen.pages),
        "unread": one.unread,
    }


def _original_line(one: Original) -> str:
    return f"{_short(one.seen.paper.id)}  {one.title or 'chưa rõ tên'}  {len(one.seen.pages)} trang  chờ chứng thực"


def _row_told(row: CertifiedCopy) -> Answer:
    return Answer(data=_row_data(row), lines=[_row_line(row)])


def _row_data(row: CertifiedCopy) -> dict[str, Any]:
    return {
        "key": row.key,
        "number": row.number,
        "book": row.book,
        "at": row.at.isoformat(),
        "title": row.said.title,
        "requester": row.said.requester,
        "copies": row.said.copies,
        "pages": row.pages,
        "official": row.official,
        "fee": row.fee,
        "void": row.void,
        "printed_at": row.printed_at and row.printed_at.isoformat(),
    }


def _row_line(row: CertifiedCopy) -> str:
    state = f"huỷ: {row.void}" if row.void else "đã in" if row.printed_at else "chưa in"
    return f"{row.key}  {row.book}  {row.said.title}  {row.said.requester}  {row.said.copies} bản  {state}"


def _converted_data(row: ConvertedPaper) -> dict[str, Any]:
    return {
        "code": row.code,
        "at": row.at.isoformat(),
        "title": row.title,
        "sha256": row.sha256,
        "pages": row.pages,
        "official": row.official,
    }
