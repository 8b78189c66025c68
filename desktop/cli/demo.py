"""The whole job once: a pile through SANE and eSCL, and a register book, to papers that the province has acknowledged.

It does what a clerk does, with the same services, and is believed only after programs that are not ours agree:
pdfsig, qpdf and pdftotext, where they are installed; the hash at the province always.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from desktop.app import App, open_app
from desktop.cli.demo_book import DoneBook, outcome_of_book, take_in_book
from desktop.cli.demo_stuck import DemoStuck
from desktop.document.file.check import check_pdfa
from desktop.document.papers.fold import folded_words
from desktop.machine.clock import SystemClock
from desktop.machine.writing import write_files
from desktop.model.dossier import Dossier, Paper, PaperDetails, PaperKind
from desktop.model.owner import party_from_qr
from desktop.model.scanning import ScanProfile
from desktop.model.signature import SignatureRole
from desktop.model.states import StepState, SyncState
from desktop.scanner.driver import Device
from desktop.signing.verify import Word, verify_pdf
from desktop.training.station import PIN
from desktop.workflow.what_next import Next

READING_S = 600.0
SENDING_S = 600.0
"""How long nothing may move on the way to the province, before the demonstration is called stuck."""
PROCEDURE, CASE, RESULT = "1.011616", "TH1", "KQ.G15.000004"
PILES = ((True, None), (False, 0), (False, None), (False, None), (True, None))
"""How the papers lie in the feeder, in the order of the checklist: both sides, and which page upside down."""

TITLES = {
    "KQ.G15.000004": "GIẤY CHỨNG NHẬN",
    "GT.CC.01": "CĂN CƯỚC CÔNG DÂN",
    "GT.DD.01": "ĐƠN ĐĂNG KÝ BIẾN ĐỘNG ĐẤT ĐAI",
    "GT.DD.02": "QUYỀN SỬ DỤNG ĐẤT",
    "GT.DD.03": "HỢP ĐỒNG CHUYỂN NHƯỢNG QUYỀN SỬ DỤNG ĐẤT",
}


def run_demo(
    data: Path, out: Path, say: Callable[[str], None], *, replace: bool = False, book_sheets: int = 0
) -> dict[str, Any]:
    """Do the whole job on a training folder.

    Args:
        data: the training folder.
        out: folder for the signed papers; they stay there.
        say: told what is being done.
        replace: whether papers that stand there may be replaced.
        book_sheets: how many old results lie in the register book; none for no book.

    Returns:
        The object of the command line contract, with `folder`, `sheets`, `drivers`, `book`, `checked_by`,
        `not_checked_by` and `doubts` added: what speaks against a paper; `pdf` is where the signed paper lies.

    Raises:
        DemoStuck: some step did not come to its end.
        AlreadyThere, NoPlaceForFile, CannotWrite: the signed papers may not go there.
    """
    with open_app(data, training=True, clock=SystemClock()) as app:
        app.resume()
        dossier, sheets = _take_in(app, say)
        app.intake.close(dossier.id)
        book = take_in_book(app, say, _device(app.capture.devices(), 1), book_sheets) if book_sheets else None
        _sign(app, say, SignatureRole.OFFICIAL)
        if app.settings.agency_signs:
            _sign(app, say, SignatureRole.AGENCY)
        send_all(app, say)
        _hand_over(app, say)
        files = _kept(app, dossier, out, replace=replace)
        return {"folder": str(out), **_outcome(app, dossier, sheets, files, book, say)}


def _take_in(app: App, say: Callable[[str], None]) -> tuple[Dossier, int]:
    """One dossier: its components and its result, scanned, read, confirmed; gives how many sheets it took."""
    assert app.station
    dossier = app.intake.start(PROCEDURE, CASE, party_from_qr(app.station.citizen(1).qr))
    app.intake.add_result(dossier.id, RESULT)
    devices = app.capture.devices()
    sheets = 0
    for at, row in enumerate(app.checklist.rows(dossier.id)):
        duplex, upside_down = PILES[at]
        sheets += app.station.hand_over(dossier, row.paper, duplex=duplex, upside_down=upside_down)
        device = _device(devices, at)
        say(f"Quét «{row.paper.name}» bằng {device.driver}…")
        profile = ScanProfile(device_id=device.id, duplex=duplex)
        app.capture.scan(row.paper.id, lambda page: None, threading.Event(), profile)
    say("Đọc chữ…")
    if not app.capture.wait_until_quiet(READING_S):
        raise DemoStuck("đọc chữ")
    for row in app.checklist.rows(dossier.id):
        app.confirming.confirm(app.papers.look(row.paper.id), PaperDetails(number="không số", permanent=True))
    return app.dossiers.get(dossier.id), sheets


def _device(devices: list[Device], turn: int) -> Device:
    """SANE and eSCL by turns, where both are there."""
    if not devices:
        raise DemoStuck("tìm máy quét")
    ordered = sorted(devices, key=lambda device: device.driver != "sane")
    return ordered[turn % len(ordered)]


def _sign(app: App, say: Callable[[str], None], role: SignatureRole) -> None:
    ready = app.signing.ready(role=role)
    identity = next((one for one in app.signing.identities(role) if one.fit), None)
    if identity is None:
        raise DemoStuck("chọn chứng thư")
    say(f"Ký {len(ready)} giấy tờ bằng một mã PIN…")
    outcomes = app.signing.sign([paper.id for paper in ready], identity, bytearray(PIN.encode()))
    failed = [outcome for outcome in outcomes if not outcome.ok]
    if failed:
        raise DemoStuck("ký số", cause=failed[0].sentence)


def _hand_over(app: App, say: Callable[[str], None]) -> None:
    """The citizen comes with her card for her result; it is hidden no more, and the province is told."""
    assert app.station
    found = app.results.find(app.station.citizen(1).qr)
    if [one.next for one in found] != [Next.HAND_OVER]:
        raise DemoStuck("trả kết quả", cause=", ".join(one.next for one in found))
    say(f"Trả kết quả của hồ sơ {found[0].code}…")
    app.delivery.deliver(found[0].dossier_id)
    send_all(app, say)


def send_all(app: App, say: Callable[[str], None]) -> None:
    """Send as the window does, until all has arrived: a step that has to wait is waited for.

    Raises:
        DemoStuck: the province refuses a step, or nothing moves any more.
    """
    say("Gửi về tỉnh…")
    moved = threading.Event()
    app.sending.on_change(moved.set)
    app.sending.start()
    while _on_the_way(app):
        if failed := app.sending.failed():
            raise DemoStuck("gửi về tỉnh", cause=failed[0].step.last_error)
        if not moved.wait(SENDING_S):
            raise DemoStuck("gửi về tỉnh", cause=app.sending.overview().line)
        moved.clear()
    app.sending.stop()


def _on_the_way(app: App) -> bool:
    """Whether a step is still to be done, or has failed."""
    steps = app.sending.overview().steps
    return any(steps.get(state) for state in StepState if state not in {StepState.DONE, StepState.REPLACED})


def _kept(app: App, dossier: Dossier, out: Path, *, replace: bool) -> list[Path]:
    """The signed papers as files, in the order of the checklist."""
    papers = [row.paper for row in app.checklist.rows(dossier.id)]
    signed = [app.papers.file(paper.id) for paper in papers]
    names = [f"{at:02}-{paper.code}.pdf" for at, paper in enumerate(papers, 1)]
    return write_files(out, list(zip(names, signed, strict=True)), replace=replace)


def _outcome(
    app: App, dossier: Dossier, sheets: int, files: list[Path], book: DoneBook | None, say: Callable[[str], None]
) -> dict[str, Any]:
    assert app.station
    province = app.station.province.state()
    at_province = {file["sha256"] for file in province["files"]}
    hidden = {paper["sha256"] for one in province["dossiers"] for paper in one["papers"] if paper["facts"]["hidden"]}
    drivers: set[str] = set()
    rows, doubts = [], []
    checked: set[str] = set()
    papers = app.checklist.rows(dossier.id)
    for row, file in zip(papers, files, strict=True):
        drivers |= {page.origin.driver for page in app.papers.pages(row.paper.id)}
        found = _check(app, row.paper, file, at_province)
        if row.paper.kind is PaperKind.RESULT:
            found["kết quả đã trả, tỉnh thôi ẩn"] = row.paper.pdf_sha256 not in hidden
        checked |= found.keys()
        doubts += [f"{row.paper.name}: {what}" for what, holds in found.items() if not holds]
        rows.append(_row(row.paper, row.pages, file))
    of_book = outcome_of_book(app, book, at_province) if book else None
    doubts += of_book["doubts"] if of_book else []
    say("Kiểm chứng xong.")
    return {
        "dossier": app.dossiers.get(dossier.id).code,
        "sheets": sheets,
        "drivers": sorted(drivers),
        "papers": rows,
        "book": of_book,
        "checked_by": sorted(checked),
        "not_checked_by": _not_checked(),
        "doubts": doubts,
        "verified": bool(rows) and not doubts,
    }


def _row(paper: Paper, pages: int, file: Path) -> dict[str, Any]:
    return {
        "code": paper.code,
        "name": paper.name,
        "pages": pages,
        "pdf": str(file),
        "sha256": paper.pdf_sha256,
        "province_id": paper.province_id,
        "states": {
            "digitisation": str(paper.digitisation),
            "signing": str(paper.signing),
            "sync": str(paper.sync),
            "delivery": str(paper.delivery),
        },
    }


def _check(app: App, paper: Paper, file: Path, at_province: set[str]) -> dict[str, bool]:
    """What was asked about a paper, and whether it holds."""
    pdf = file.read_bytes()
    found = {
        "tỉnh đã xác nhận": paper.sync is SyncState.CONFIRMED and bool(paper.province_id),
        "mã băm ở tỉnh bằng mã băm ở quầy": hashlib.sha256(pdf).hexdigest() in at_province,
        "chữ ký hợp lệ theo chứng thư gốc của quầy": verify_pdf(pdf, app.signing.trusted()).word is Word.VALID,
        "đúng chuẩn PDF/A": not [one for one in check_pdfa(pdf) if one.startswith("[violation]")],
    }
    if said := _program("pdfsig", file):
        whole = "Signature is Valid" in said and "Total document signed" in said
        found["pdfsig: chữ ký hợp lệ, ký toàn bộ tệp"] = whole
    if said := _program("qpdf", "--check", file):
        found["qpdf --check: không lỗi"] = "No syntax or stream encoding errors" in said
    if said := _program("pdftotext", file, "-"):
        found["pdftotext: tìm thấy tên giấy tờ"] = _spelt(TITLES[paper.code]) in _spelt(said)
    return found


def _not_checked() -> list[str]:
    """Checks by programs that are not ours and that this machine does not have (no Windows counter has them)."""
    return [f"{name}: máy này không có" for name in ("pdfsig", "qpdf", "pdftotext") if shutil.which(name) is None]


def _program(name: str, *words: str | Path) -> str:
    """What a program says; empty where it is not installed."""
    path = shutil.which(name)
    if path is None:
        return ""
    done = subprocess.run([path, *map(str, words)], capture_output=True, check=False, timeout=120)
    return (done.stdout + done.stderr).decode("utf-8", errors="replace")


def _spelt(text: str) -> str:
    """As words are looked for in a file: without tone marks and what stands between them."""
    return " ".join(folded_words(text))
