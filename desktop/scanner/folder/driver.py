"""The folder driver: takes every whole file, and moves it away only when all its pages are in the store."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from desktop.scanner.driver import Device, Progress, ScannedSide, ScanRequest, Source, Watch
from desktop.scanner.errors import BadScanFile, DeviceGone, NoScanFile, ScanCancelled, Unfinished
from desktop.scanner.folder.arrivals import Arrivals
from desktop.scanner.folder.pictures import Unfit, pages_of
from desktop.scanner.folder.shelves import Shelves
from desktop.scanner.quirks.folder import file_a_page, growing_files, unfinished_names

LOOK_S = 0.25
QUIRKS = (file_a_page, growing_files, unfinished_names)
"""What this driver copes with; a file each in `scanner/quirks/folder`."""


class FolderDriver:
    """Folders that machines scan into.

    Args:
        folders: where they put their files.
        patience_s: how long the first file is waited for, seconds.
        clock: seconds, only going forward.
        wait: waits so many seconds, or until the event comes.
    """

    name = "folder"

    def __init__(
        self,
        folders: Sequence[Path],
        patience_s: float = 30.0,
        clock: Callable[[], float] = time.monotonic,
        wait: Callable[[threading.Event, float], object] = threading.Event.wait,
    ) -> None:
        self._folders = folders
        self._patience_s = patience_s
        self._clock = clock
        self._wait = wait

    def devices(self) -> list[Device]:
        """The folders that are there."""
        return [
            Device(id=f"folder:{folder}", name=f"Thư mục {folder.name}", driver=self.name, sources=(Source.ADF,))
            for folder in self._folders
            if folder.is_dir()
        ]

    def report(self) -> list[dict[str, Any]]:
        """A folder has no capabilities."""
        return []

    def scan(self, request: ScanRequest, watch: Watch) -> Iterator[ScannedSide]:
        """The pages of every file that is whole, those first that came first.

        A file is taken whole or not at all; one that is refused does not stop the others, and is named at the end.

        Raises:
            NoScanFile: none came in time.
            Unfinished: the machine began a file and did not end it; the others are in.
            BadScanFile: a file was refused; the others are in.
            AccessDenied, DeviceGone: the folder cannot be written, or is not there.
        """
        folder = Path(request.device_id.removeprefix("folder:"))
        # Only what the administrator has named: a path from elsewhere is no scanner.
        if folder not in self._folders or not folder.is_dir():
            raise DeviceGone(cause=str(folder))
        shelves = Shelves(folder)
        refused: list[tuple[str, str]] = []
        count = 0
        for path in self._whole_files(folder, watch):
            reason = _why_not(path, shelves)
            if reason:
                shelves.refuse(path, reason)
                refused.append((path.name, reason))
                continue
            with shelves.reading(path):
                for page in pages_of(path):
                    count += 1
                    yield ScannedSide(
                        image=page.jpeg,
                        dpi=page.dpi,
                        sheet=count,
                        side="front",
                        width=page.width,
                        height=page.height,
                    )
                    if watch.cancelled and not watch.wait_until_kept():
                        raise ScanCancelled()
            if not watch.wait_until_kept():
                raise ScanCancelled()
            shelves.take(path)
        if refused:
            name, reason = refused[0]
            raise BadScanFile(name, cause=f"{reason}; {len(refused)} refused")

    def _whole_files(self, folder: Path, watch: Watch) -> Iterator[Path]:
        """Files as they become whole, until none is left, none is arriving and no more is to be expected.

        Raises:
            NoScanFile: none came in time.
            Unfinished: one was begun and not ended.
        """
        arrivals = Arrivals(folder)
        stop = threading.Event()
        watch.on_cancel(stop.set)
        until = self._clock() + self._patience_s
        came = False
        while True:
            if watch.cancelled:
                raise ScanCancelled()
            try:
                sight = arrivals.look(self._clock())
            except OSError as error:
                raise DeviceGone(cause=str(error)) from None
            if sight.whole:
                came = True
                yield sight.whole[0]
                until = self._clock() + min(file_a_page.more_within_s(sight.whole[0]), self._patience_s)
                continue
            if not sight.arriving and self._clock() >= until:
                if sight.stuck:
                    raise Unfinished(cause=f"{sight.stuck[0].name} has stopped before its end")
                if not came:
                    raise NoScanFile()
                return
            watch.progress(Progress(page=1))
            self._wait(stop, LOOK_S)


def _why_not(path: Path, shelves: Shelves) -> str:
    """Why this file cannot be taken in; empty where every page of it can."""
    if shelves.poisonous(path):
        return "đọc tệp này làm chương trình quét bị dừng"
    try:
        with shelves.reading(path):
            for _ in pages_of(path):
                pass
    except Unfit as refusal:
        return str(refusal)
    except OSError as error:
        return f"không mở được ({error.strerror})"
    return ""
