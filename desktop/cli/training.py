"""`demo`, `sandbox`, `virtual-scanner`."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from desktop.cli.answer import Answer, progress
from desktop.cli.demo import run_demo
from desktop.cli.outputs import OutputFolder
from desktop.machine.clock import VIETNAM, SystemClock
from desktop.machine.folders import folders
from desktop.model.errors import WrongUsage
from desktop.training.province.sandbox import SandboxProvince
from desktop.training.scanner.virtual import VirtualScanner

_MOST_SHEETS = 200
"""Of a demonstration's book: it takes minutes."""


def demo(arguments: argparse.Namespace) -> Answer:
    """The whole job once, headless, on training data of its own; the signed papers of its dossier stay."""
    if not 0 <= arguments.book <= _MOST_SHEETS:
        raise WrongUsage(detail=f"quyển phải có từ 0 đến {_MOST_SHEETS} tờ")
    now = SystemClock().now().astimezone(VIETNAM)
    out = arguments.out or folders(arguments.data, training=True).data / "lam-thu" / f"{now:%Y-%m-%d-%H%M%S}"
    if arguments.out:
        OutputFolder(arguments, out, ["[0-9][0-9]-*.pdf"])
    with _data_of(arguments) as data:
        return _demo_answer(run_demo(data, out, progress, replace=arguments.force, book_sheets=arguments.book))


@contextmanager
def _data_of(arguments: argparse.Namespace) -> Iterator[Path]:
    """The folder that was named, or one that goes afterwards."""
    if arguments.data:
        yield arguments.data
        return
    with tempfile.TemporaryDirectory(prefix="quayso-demo-") as folder:
        yield Path(folder) / "data"


def _demo_answer(done: dict[str, Any]) -> Answer:
    lines = [f"Hồ sơ {done['dossier']}: {len(done['papers'])} giấy tờ, {done['sheets']} tờ đã quét."]
    lines += [
        f"  ✓ {paper['name']}: {paper['pages']} trang, mã ở tỉnh {paper['province_id']}" for paper in done["papers"]
    ]
    if book := done["book"]:
        lines += [
            f"Quyển {book['key']}: {book['papers']} kết quả, {book['sheets']} tờ đã quét, "
            f"{book['looked_at']} chỗ đã xem, {book['typed']} chỗ phải gõ."
        ]
    lines += [f"  · {note}" for note in done["checked_by"]]
    lines += [f"  – chưa kiểm bằng {note}" for note in done["not_checked_by"]]
    lines += [f"  ✗ {doubt}" for doubt in done["doubts"]]
    lines.append(f"Các giấy tờ đã ký: {done['folder']}")
    lines.append("Mọi giấy tờ đã được tỉnh xác nhận." if done["verified"] else "CHƯA kiểm chứng được tất cả.")
    return Answer(data=done, lines=lines, status=0 if done["verified"] else 1)


def run_sandbox(arguments: argparse.Namespace) -> Answer:
    """Serve the sandbox province until the input ends or Ctrl+C."""
    if arguments.port and not 1024 <= arguments.port <= 65535:
        raise WrongUsage(detail="cổng phải từ 1024 đến 65535")
    with tempfile.TemporaryDirectory(prefix="quayso-sandbox-") as temporary:
        place = arguments.data or Path(temporary)
        with SandboxProvince(place, port=arguments.port, family=arguments.profile, tls=arguments.tls) as province:
            for spec in arguments.fault:
                province.fault(spec)
            sys.stdout.write(f"{province.address}\n")
            if province.authority:
                sys.stdout.write(f"{province.authority}\n")
            sys.stdout.flush()
            _until_input_ends()
            state = province.state()
    return Answer(data=state, lines=[f"Đã nhận {len(state['dossiers'])} hồ sơ, {len(state['files'])} tệp."])


def run_scanner(arguments: argparse.Namespace) -> Answer:
    """Serve the virtual scanner until the input ends or Ctrl+C."""
    with VirtualScanner(arguments.port) as scanner:
        sheets = scanner.load(arguments.pile) if arguments.pile else 0
        sys.stdout.write(f"{scanner.address}\n")
        sys.stdout.flush()
        _until_input_ends()
        left = scanner.left()
    return Answer(data={"taken": sheets - left, "left": left}, lines=[f"Đã quét {sheets - left} tờ."])


def _until_input_ends() -> None:
    try:
        while sys.stdin.readline():
            pass
    except KeyboardInterrupt:
        return
