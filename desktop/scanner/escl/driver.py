"""The eSCL driver: scanners at known addresses, and those that announce themselves."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from typing import Any
from xml.etree import ElementTree

from desktop.scanner.driver import Device, ScannedSide, ScanRequest, Source, Watch
from desktop.scanner.errors import ScanCancelled, ScannerTrouble
from desktop.scanner.escl import messages
from desktop.scanner.escl.discovery import listen
from desktop.scanner.escl.link import Link
from desktop.scanner.pages import jpeg_size, sheet_and_side

LISTEN_S = 2.0
_PERSONAL = {"SerialNumber", "UUID", "AdminURI", "IconURI", "Certification", "JobSourceInfo"}
"""Elements that name this very device, or point into this network."""


class EsclDriver:
    """Scanners over HTTP.

    Args:
        addresses: e.g. `http://10.0.0.5/eSCL`.
        discovery: look for announced ones too (DNS-SD).
        fingerprints: SHA-256 of certificates that may have signed themselves, hex.
        patience_s: how long a busy scanner is waited for, seconds.
    """

    name = "escl"

    def __init__(
        self,
        addresses: Sequence[str] = (),
        *,
        discovery: bool = False,
        fingerprints: Sequence[str] = (),
        patience_s: float = 30.0,
    ) -> None:
        self._addresses = addresses
        self._discovery = discovery
        self._fingerprints = fingerprints
        self._patience_s = patience_s

    def _link(self, address: str) -> Link:
        return Link(address, self._fingerprints, self._patience_s)

    def _answering(self) -> Iterator[tuple[str, ElementTree.Element]]:
        """Addresses that answer as a scanner does, each device once; the others are left out."""
        seen = set()
        announced = listen(LISTEN_S) if self._discovery else []
        for address in dict.fromkeys([*self._addresses, *announced]):
            try:
                root = self._link(address).xml("ScannerCapabilities")
                uuid = messages.capabilities(root).uuid
            except ScannerTrouble:
                continue
            if not uuid or uuid not in seen:
                seen.add(uuid)
                yield address, root

    def devices(self) -> list[Device]:
        """The scanners that answer."""
        return [messages.device_of(address, messages.capabilities(root)) for address, root in self._answering()]

    def report(self) -> list[dict[str, Any]]:
        """The capabilities of every scanner, without what names this very device."""
        return [
            {
                "driver": self.name,
                "model": messages.capabilities(root).name,
                "capabilities": ElementTree.tostring(nameless(root), encoding="unicode"),
            }
            for _, root in self._answering()
        ]

    def scan(self, request: ScanRequest, watch: Watch) -> Iterator[ScannedSide]:
        """Scan until the feeder is empty; each side as soon as it is there."""
        link = self._link(request.device_id.removeprefix("escl:"))
        feeder = request.source is Source.ADF
        caps = link.capabilities()
        settings, dpi = messages.settings(request, caps), messages.dpi_for(request, caps)
        link.require_ready(feeder=feeder)
        job = link.start(settings, feeder=feeder)
        watch.on_cancel(lambda: link.give_up(job))
        count = 0
        try:
            while (image := link.next_page(job, count + 1, feeder=feeder, watch=watch)) is not None:
                width, height = jpeg_size(image)
                sheet, side = sheet_and_side(count, duplex=request.duplex)
                yield ScannedSide(image=image, dpi=dpi, sheet=sheet, side=side, width=width, height=height)
                count += 1
                if not feeder or count == request.limit:
                    return
        except ScannerTrouble:
            if watch.cancelled:
                raise ScanCancelled() from None
            raise
        finally:
            link.end(job)


def nameless(root: ElementTree.Element) -> ElementTree.Element:
    """Capabilities without serial number, addresses and what else names this very device."""
    kept = copy.deepcopy(root)
    for child in list(kept):
        if child.tag.rpartition("}")[2] in _PERSONAL:
            kept.remove(child)
    return kept
