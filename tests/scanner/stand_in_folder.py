"""Who stands behind a watched folder, and the files that a machine puts there."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

from desktop.scanner.driver import ScannedSide, ScanRequest
from desktop.scanner.folder.driver import FolderDriver
from tests.scanner.hours import Hours


class Hands:
    """The parent's side: says what is kept, and cancels."""

    def __init__(self) -> None:
        self.cancelled = False
        self.kept = True
        self.stops: list = []

    def on_cancel(self, stop) -> None:
        self.stops.append(stop)

    def progress(self, progress) -> None:
        return

    def wait_until_kept(self) -> bool:
        return self.kept

    def cancel(self) -> None:
        self.cancelled = True
        for stop in self.stops:
            stop()


def take(folder: Path, hours: Hours, hands: Hands | None = None, kept: list | None = None) -> list[ScannedSide]:
    driver = FolderDriver((folder,), 30.0, hours, hours.wait)
    sides = [] if kept is None else kept
    for side in driver.scan(ScanRequest(device_id=f"folder:{folder}"), hands or Hands()):
        sides.append(side)
    return sides


def page(shade: int = 200, size: tuple[int, int] = (827, 1169), mode: str = "RGB") -> Image.Image:
    return Image.new("RGB", size, (shade, 255 - shade, 90)).convert(mode)


def jpeg(picture: Image.Image, **more) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", **more)
    return out.getvalue()


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir() if file.is_file())
