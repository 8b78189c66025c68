"""A feeder that centres its paper knows its width before the area is set."""

from __future__ import annotations

from typing import Any

from desktop.scanner.driver import PaperSize, ScanRequest
from desktop.scanner.quirks.sane import page_width
from desktop.scanner.sane.options import SaneOption, set_up


class Feeder:
    """Options alone; notes in which order they are set."""

    def __init__(self, *names: str) -> None:
        self.set_to: dict[str, Any] = {}
        self._options = {name: SaneOption(name=name, kind="fixed", unit="mm", limits=(0.0, 221.0)) for name in names}
        self._options["source"] = SaneOption(name="source", kind="string", choices=("ADF Front",))

    def options(self) -> dict[str, SaneOption]:
        return self._options

    def set(self, name: str, value: Any) -> None:
        self.set_to[name] = value


def test_the_width_is_set_before_the_corners():
    feeder = Feeder("br-x", "tl-x", *(name for _, name in page_width.NAMES))
    set_up(feeder, ScanRequest(device_id="sane:x", size=PaperSize.A5))
    assert list(feeder.set_to) == ["source", "page-width", "page-height", "tl-x", "br-x"]
    assert feeder.set_to["page-width"] == feeder.set_to["br-x"] == 148.0
