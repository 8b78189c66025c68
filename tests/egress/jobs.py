"""What the program is watched at: every command there is, and the window through a short job.

python -m tests.egress.jobs commands|window PLACE        data lie in PLACE/data, papers in PLACE/data too
"""

from __future__ import annotations

import argparse
import io
import sys
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import keyring
import keyring.backend

from desktop.cli.main import parser, run
from desktop.machine.ring import KeyringSecrets
from desktop.machine.settings import CLIENT_SECRET
from desktop.machine.settings_file import FILE_NAME
from desktop.training.papers.pile import PaperSpec, draw
from desktop.training.papers.wear import wear
from desktop.training.people import person
from desktop.training.software_token import SERIAL
from desktop.training.station import PIN
from tests.ring import Ring

PROVINCE = "mot-cua.tinh-mau.example"
NOT_HERE = {"demo"}
"""Watched by itself."""


def commands(data: Path) -> None:
    """Every command in training, those that work on papers with papers; then what speaks to a real province."""
    data.mkdir(parents=True)
    page = data / "trang.jpg"
    page.write_bytes(wear(draw(PaperSpec(kind="giay-phep"), 1)[0], "giay-phep", skew=1.5).jpeg())
    training = ["--training", "--data", str(data / "training")]
    for words in (*_work(data, page), *_anything(page)):
        _one([*words, *training])
    real = data / "real"
    real.mkdir()
    (real / FILE_NAME).write_text(f'province_address = "https://{PROVINCE}"\nprovince_client = "quay"\n', "utf-8")
    keyring.set_keyring(Ring())
    KeyringSecrets().put(CLIENT_SECRET, "bi-mat-cua-quay")
    for words in (
        ["doctor"],
        ["catalogue", "pull"],
        ["sync"],
        ["scanners"],
        ["tokens"],
        ["verify", str(data / "g.pdf")],
    ):
        _one([*words, "--data", str(real)])


def _work(data: Path, page: Path) -> Iterator[list[str]]:
    """Commands that reach deep: reading, building, signing, asking the authorities."""
    built, signed = str(data / "f.pdf"), str(data / "g.pdf")
    yield ["page", "clean", str(page), "--out", str(data / "clean")]
    yield ["page", "text", str(page)]
    yield ["page", "codes", str(page)]
    yield ["paper", "suggest", str(page)]
    yield ["paper", "build", str(page), "--out", built]
    yield ["sign", built, "--out", signed, "--token", SERIAL, "--pin-stdin", "--stamp", "UBND xã Mẫu"]
    yield ["verify", signed]
    yield ["extend", signed, "--out", str(data / "h.pdf"), "--tsa", "http://127.0.0.1:9/tsa"]
    yield ["dossier", "new", "--procedure", "1.001193", "--case", "TH1", "--qr", person(2).qr]


def _anything(file: Path) -> Iterator[list[str]]:
    """Every command with whatever it must be given; most of it is refused, and that is a road too."""
    for name, leaf in _leaves(parser()):
        if name[0] not in NOT_HERE:
            yield [*name, *_given(leaf, file)]


def _leaves(
    top: argparse.ArgumentParser, name: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], argparse.ArgumentParser]]:
    below = [action for action in top._actions if isinstance(action, argparse._SubParsersAction)]
    for action in below:
        for word, one in action.choices.items():
            yield from _leaves(one, (*name, word))
    if not below:
        yield name, top


def _given(leaf: argparse.ArgumentParser, file: Path) -> list[str]:
    either = [group._group_actions[0] for group in leaf._mutually_exclusive_groups if group.required]
    words = []
    for action in leaf._actions:
        if action.required or action in either:
            words += [*action.option_strings[-1:], *([] if action.nargs == 0 else [_value(action, file)])]
        elif action.dest == "port":
            words += ["--port", "0"]
    return words


def _value(action: argparse.Action, file: Path) -> str:
    if action.choices:
        return str(next(iter(action.choices)))
    if action.type is Path:
        return str(file.with_name("moi") if action.dest == "out" else file)
    if action.type is None:
        return "1.001193"
    return "1" if action.type is int else "2026-01-01"


def _one(words: list[str]) -> None:
    sys.stdin = io.TextIOWrapper(io.BytesIO(PIN.encode() + b"\n"))
    status = run([*words, "--json"])
    sys.stdout.write(f"{status} {' '.join(words)}\n")
    assert status in range(4), words


def window(data: Path) -> None:
    """The window in training: a paper is scanned and confirmed."""
    from desktop.app import open_app
    from desktop.model.owner import party_from_qr
    from desktop.model.states import DigitisationState
    from desktop.ui.window import make_application, open_window
    from tests.ui.living import shut

    make_application()
    with open_app(data / "training", training=True) as app:
        app.first_run.leave()
        shown = open_window(app)
        dossier = app.intake.start("1.004873", "TH1", party_from_qr(person("citizen 3").qr))
        shown.show_dossier(dossier.id)
        view = shown.dossier.view
        paper = app.checklist.next_missing(dossier.id)
        assert paper
        _press(view.scan, until=lambda: bool(app.papers.pages(paper.id)))
        _press(view.confirm, until=lambda: app.papers.get(paper.id).digitisation is DigitisationState.BUILT)
        shut(shown)


def _press(button: Any, until: Callable[[], bool]) -> None:
    """Press a button whenever it can be pressed, until something holds; the window lives meanwhile."""
    from PySide6.QtCore import QEventLoop, QTimer

    def look() -> None:
        if until():
            loop.quit()
        elif button.isEnabled():
            button.click()

    loop, looks, end = QEventLoop(), QTimer(), QTimer()
    looks.timeout.connect(look)
    looks.start(100)
    end.setSingleShot(True)
    end.timeout.connect(lambda: loop.exit(1))
    end.start(300_000)
    assert loop.exec() == 0, f"waited in vain at {button.text()}"


if __name__ == "__main__":
    try:
        {"commands": commands, "window": window}[sys.argv[1]](Path(sys.argv[2]) / "data")
    except BaseException:
        traceback.print_exc()
        raise SystemExit(1) from None
