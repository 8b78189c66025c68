"""The eSCL driver: scanners at known addresses, and those that announce themselves."""

from __future__ import annotations

import copy
import threading
import time
from collections.abc import Iterator, Sequence
from typing import Any
from xml.etree import ElementTree

from desktop.scanner.driver import Device, ScannedSide, ScanRequest, Source, Watch
from desktop.scanner.errors import ScanCancelled, ScannerTrouble
from desktop.scanner.escl import messages
from desktop.scanner.escl.discovery import listen
from desktop.scanner.escl.documents import pictures_in
from desktop.scanner.escl.job import Documents, start
from desktop.scanner.escl.link import Link
from desktop.scanner.pages import side_of
from desktop.scanner.patience import Clock, Wait
from desktop.scanner.quirks.escl import (
    busy_answers,
    job_addresses,
    link_local_hosts,
    loose_xml,
    no_page_yet,
    pages_ahead,
    pdf_for_jpeg,
    silent_status,
    state_words,
    xml_prefixes,
)

QUIRKS = (
    busy_answers, job_addresses, link_local_hosts, loose_xml, no_page_yet, pages_ahead, pdf_for_jpeg, silent_status,
    state_words, xml_prefixes,
)  # fmt: skip
"""What this driver copes with; a file each in `scanner/quirks/escl`."""
LISTEN_S = 2.0
SEARCH_S = 5.0
"""How long a scanner may take to say what it can while all are looked for: one that is stuck hides no other."""
_PERSONAL = {"SerialNumber", "UUID", "AdminURI", "IconURI", "Certification", "JobSourceInfo"}
"""Elements that name this very device, or point into this network."""


class EsclDriver:
    """Scanners over HTTP.

    Args:
        addresses: e.g. `http://10.0.0.5/eSCL`.
        discovery: look for announced ones too (DNS-SD).
        fingerprints: SHA-256 of certificates that may have signed themselves, hex.
        patience_s: how long a busy scanner is waited for, seconds.
        clock, wait: see `Patience`.
    """

    name = "escl"

    def __init__(
        self,
        addresses: Sequence[str] = (),
        *,
        discovery: bool = False,
        fingerprints: Sequence[str] = (),
        patience_s: float = 30.0,
        clock: Clock = time.monotonic,
        wait: Wait = threading.Event.wait,
    ) -> None:
        self._addresses = addresses
        self._discovery = discovery
        self._fingerprints = fingerprints
        self._patience_s = patience_s
        self._clock = clock
        self._wait = wait

    def _link(self, address: str) -> Link:
        return Link(address, self._fingerprints, self._patience_s, self._clock, self._wait)

    def _answering(self) -> Iterator[tuple[str, ElementTree.Element, messages.Capabilities]]:
        """Addresses that answer as a scanner does, each device once; the others are left out."""
        seen = set()
        for address in dict.fromkeys([*self._addresses, *self._announced()]):
            try:
                root, caps = self._link(address).look(SEARCH_S)
            except ScannerTrouble:
                continue
            if not caps.uuid or caps.uuid not in seen:
                seen.add(caps.uuid)
                yield address, root, caps

    def _announced(self) -> list[str]:
        try:
            return listen(LISTEN_S) if self._discovery else []
        except OSError:
            # No network to listen in is no reason to hide the scanners that are named.
            return []

    def devices(self) -> list[Device]:
        """The scanners that answer."""
        return [messages.device_of(address, caps) for address, _, caps in self._answering()]

    def report(self) -> list[dict[str, Any]]:
        """The capabilities of every scanner, without what names this very device."""
        return [
            {
                "driver": self.name,
                "model": caps.name,
                "capabilities": ElementTree.tostring(nameless(root), encoding="unicode"),
            }
            for _, root, caps in self._answering()
        ]

    def scan(self, request: ScanRequest, watch: Watch) -> Iterator[ScannedSide]:
        """Scan until the scanner says that it is done; each side as soon as it is there."""
        link = self._link(request.device_id.removeprefix("escl:"))
        feeder = request.source is Source.ADF
        _, caps = link.insist(link.look)
        settings, asked = messages.settings(request, caps), messages.asked_for(request, caps)
        job = start(link, settings, feeder=feeder)
        watch.on_cancel(lambda: link.give_up(job))
        documents = Documents(link, job, watch, feeder=feeder)
        count = 0
        try:
            while (document := documents.next(count)) is not None:
                for picture in pictures_in(document, asked):
                    yield side_of(picture, count, duplex=request.duplex)
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
        if child.tag in _PERSONAL:
            kept.remove(child)
    return kept
