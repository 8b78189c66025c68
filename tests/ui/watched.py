"""Random hands watched from outside: begun, killed at any moment, begun again; what was committed must be there."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf
from PIL import Image

from desktop.app import App, open_app
from tests.faults.test_kill import kill_tree

ROOT = Path(__file__).parents[2]
ENDS_WITHIN_S = 1_800


@dataclass
class Watched:
    """A training folder at whose window random hands work.

    Attributes:
        data: the folder.
        pages: what was said to be committed.
        acts: how much was done.
        faults: what went wrong.
    """

    data: Path
    pages: set[str] = field(default_factory=set)
    acts: int = 0
    faults: list[str] = field(default_factory=list)

    def work(self, seed: str, acts: int, *, dark: bool, killed_behind: int | None = None) -> None:
        """Let hands work, to the end or until they are killed.

        Args:
            seed: of what they do.
            acts: how much.
            dark: whether the window is dark.
            killed_behind: how many acts later the whole tree of processes is killed; None for never.
        """
        words = [sys.executable, "-m", "tests.ui.hands", str(self.data), seed, str(acts)]
        with tempfile.TemporaryFile("w+") as complaints:
            hands = subprocess.Popen(
                [*words, *(["--dark"] if dark else [])],
                stdout=subprocess.PIPE,
                stderr=complaints,
                text=True,
                cwd=ROOT,
                env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONFAULTHANDLER": "1"},
            )
            last = self._listen(hands, killed_behind)
            status = hands.wait(ENDS_WITHIN_S)
            complaints.seek(0)
            complained = complaints.read()
        if killed_behind is None and not last.startswith("done "):
            self.faults.append(f"seed {seed}: ended with {status} behind «{last}»: {complained[-3000:]}")

    def _listen(self, hands: subprocess.Popen[str], killed_behind: int | None) -> str:
        last, done = "", 0
        assert hands.stdout
        for line in hands.stdout:
            last = line.strip()
            word, _, rest = last.partition(" ")
            if word == "page":
                self.pages.add(rest)
            elif word == "act":
                done = int(rest)
                if killed_behind is not None and done >= killed_behind:
                    kill_tree(hands.pid)
                    break
            elif word == "done":
                self.faults += json.loads(rest)
        hands.stdout.close()
        self.acts += done
        return last

    def lost(self) -> list[str]:
        """What was said to be committed and is not there, or is not sound."""
        with open_app(self.data, training=True) as app:
            kept = {str(page) for page in _pages(app)}
            broken = app.keeping.audit_broken()
        return [*sorted(self.pages - kept), *([f"the audit chain from row {broken}"] if broken is not None else [])]


def _pages(app: App) -> list[object]:
    rows = (row for one in app.dossiers.latest() for row in app.checklist.rows(one.dossier.id))
    return [page.id for row in rows for page in app.papers.pages(row.paper.id, removed=True)]


def bring_files(folder: Path) -> None:
    """Files that hands may choose: a picture, and one that carries another."""
    folder.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (827, 1169), "white").save(folder / "sample-1.jpg", dpi=(100, 100))
    Image.new("RGB", (827, 1169), "white").save(folder / "sample-2.pdf", resolution=100)
    with pikepdf.open(folder / "sample-2.pdf", allow_overwriting_input=True) as pdf:
        pdf.attachments["sample.xml"] = b"<x/>"
        pdf.save()


def killed_and_worked_on(data: Path, seed: str, acts: int, *, dark_first: bool = False) -> Watched:
    """Hands that are killed somewhere on their way, and go on in the same folder to the end, in the other colours."""
    bring_files(data.parent)
    watched = Watched(data)
    killed = random.Random(seed).randrange(acts // 3, acts - 10)
    watched.work(f"{seed} first", acts, dark=dark_first, killed_behind=killed)
    watched.work(f"{seed} then", acts, dark=not dark_first)
    watched.faults += [f"lost: {what}" for what in watched.lost()]
    return watched
