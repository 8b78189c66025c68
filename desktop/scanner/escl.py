"""eSCL: scanners over HTTP, in the network or shared by another PC; needs no driver on any system."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree

import requests

from desktop.scanner.driver import Device, ScannedSide, ScanRequest, Source
from desktop.scanner.errors import BadPage, Busy, CoverOpen, DeviceGone, DoubleFeed, Jam, NoPaper, ScannerTrouble
from desktop.scanner.pages import jpeg_size, sheet_and_side

TIMEOUT_S = (5, 60)
BUSY_PATIENCE_S = 30.0
XML_LIMIT = 1_000_000
PAGE_LIMIT = 200_000_000
A4_WIDTH, A4_HEIGHT = 2480, 3508
"""Three-hundredths of an inch, the unit of eSCL."""

_SCAN = "http://schemas.hp.com/imaging/escl/2011/05/03"
_PWG = "http://www.pwg.org/schemas/2010/12/sm"
_BY_STATE: dict[str, type[ScannerTrouble]] = {
    "ScannerAdfEmpty": NoPaper,
    "ScannerAdfJam": Jam,
    "ScannerAdfMispick": Jam,
    "ScannerAdfMultipickDetected": DoubleFeed,
    "ScannerAdfHatchOpen": CoverOpen,
    "ScannerAdfInputTrayOverloaded": Jam,
}


class EsclDriver:
    """Scanners at known addresses, and those that announce themselves.

    Args:
        addresses: e.g. `http://10.0.0.5/eSCL`.
        discovery: look for announced ones too (DNS-SD).
    """

    name = "escl"

    def __init__(self, addresses: Sequence[str] = (), *, discovery: bool = False) -> None:
        self._addresses = addresses
        self._discovery = discovery

    def devices(self) -> list[Device]:
        """The scanners that answer; the others are left out."""
        found = []
        addresses = [*self._addresses, *(announced() if self._discovery else [])]
        for address in dict.fromkeys(addresses):
            try:
                found.append(_device(address, _Link(address).xml("ScannerCapabilities")))
            except ScannerTrouble:
                continue
        return found

    def scan(self, request: ScanRequest) -> Iterator[ScannedSide]:
        """Scan until the feeder is empty; each side as soon as it is there."""
        link = _Link(request.device_id.removeprefix("escl:"))
        feeder = request.source is Source.ADF
        if feeder:
            link.require_paper()
        job = link.start(_settings(request, link.xml("ScannerCapabilities")))
        count = 0
        try:
            while (image := link.next_page(job, first=count == 0, feeder=feeder)) is not None:
                width, height = jpeg_size(image)
                sheet, side = sheet_and_side(count, duplex=request.duplex)
                yield ScannedSide(image=image, dpi=request.dpi, sheet=sheet, side=side, width=width, height=height)
                count += 1
                if not feeder:
                    return
        finally:
            link.end(job)


class _Link:
    """HTTP to one scanner: timeouts always, sizes limited, no way to another host."""

    def __init__(self, address: str) -> None:
        self._base = address.rstrip("/") + "/"
        self._http = requests.Session()
        self._http.trust_env = False

    def _ask(self, method: str, path: str, **more: Any) -> requests.Response:
        address = urljoin(self._base, path)
        if urlsplit(address).netloc != urlsplit(self._base).netloc:
            raise DeviceGone(cause="the scanner points to another host")
        try:
            return self._http.request(method, address, timeout=TIMEOUT_S, allow_redirects=False, stream=True, **more)
        except requests.RequestException as error:
            raise DeviceGone(cause=repr(error)[:300]) from None

    def xml(self, path: str) -> ElementTree.Element:
        """An XML answer.

        Raises:
            DeviceGone: no answer, or not what a scanner says.
        """
        with self._ask("GET", path) as answer:
            if answer.status_code != 200:
                raise DeviceGone(cause=f"{path}: {answer.status_code}")
            return parse_xml(_body(answer, XML_LIMIT))

    def state(self) -> tuple[str, str]:
        """State of the scanner, state of its feeder; empty where it does not say."""
        status = self.xml("ScannerStatus")
        return status.findtext(f"{{{_PWG}}}State", "").strip(), status.findtext(f"{{{_SCAN}}}AdfState", "").strip()

    def require_paper(self) -> None:
        """Say what the feeder says before anything starts."""
        _, feeder = self.state()
        if feeder in _BY_STATE:
            raise _BY_STATE[feeder](cause=feeder)

    def start(self, settings: bytes) -> str:
        """Start a job, waiting a while for a busy scanner; gives the job's path."""
        deadline = time.monotonic() + BUSY_PATIENCE_S
        while True:
            with self._ask("POST", "ScanJobs", data=settings, headers={"Content-Type": "text/xml"}) as answer:
                if answer.status_code == 201 and answer.headers.get("Location"):
                    return urlsplit(answer.headers["Location"]).path
                if answer.status_code == 409:
                    self.require_paper()
                if answer.status_code not in {409, 503}:
                    raise ScannerTrouble(cause=f"ScanJobs: {answer.status_code}")
                wait = _seconds(answer, 1.0)
            if time.monotonic() + wait > deadline:
                raise Busy(cause="503")
            time.sleep(wait)

    def next_page(self, job: str, *, first: bool, feeder: bool) -> bytes | None:
        """The next picture byte for byte; None where there is no more.

        Raises:
            BadPage: the line broke inside a picture.
            NoPaper, Jam, CoverOpen, DoubleFeed: what the feeder says.
        """
        deadline = time.monotonic() + BUSY_PATIENCE_S
        while True:
            with self._ask("GET", f"{job}/NextDocument") as answer:
                if answer.status_code == 200:
                    return _body(answer, PAGE_LIMIT)
                if answer.status_code in {404, 410, 409}:
                    self._explain_end(first=first, feeder=feeder)
                    return None
                if answer.status_code != 503:
                    raise ScannerTrouble(cause=f"NextDocument: {answer.status_code}")
                wait = _seconds(answer, 0.5)
            if time.monotonic() + wait > deadline:
                raise Busy(cause="503")
            time.sleep(wait)

    def _explain_end(self, *, first: bool, feeder: bool) -> None:
        """No more pages: because the paper is out, or because something went wrong."""
        if not feeder:
            if first:
                raise ScannerTrouble(cause="no page from the flatbed")
            return
        _, state = self.state()
        if state == "ScannerAdfEmpty" and not first:
            return
        if state in _BY_STATE:
            raise _BY_STATE[state](cause=state)
        if first:
            raise NoPaper(cause="no page came")

    def end(self, job: str) -> None:
        """Tell the scanner that nobody wants more of this job."""
        try:
            self._ask("DELETE", job).close()
        except ScannerTrouble:
            return


def _seconds(answer: requests.Response, otherwise: float) -> float:
    try:
        return min(5.0, max(0.05, float(answer.headers.get("Retry-After", otherwise))))
    except ValueError:
        return otherwise


def _body(answer: requests.Response, limit: int) -> bytes:
    parts = bytearray()
    try:
        for part in answer.iter_content(65536):
            parts += part
            if len(parts) > limit:
                raise BadPage(cause=f"over {limit} bytes")
    except requests.RequestException as error:
        raise BadPage(cause=repr(error)[:200]) from None
    announced_length = answer.headers.get("Content-Length", "")
    if announced_length.isdigit() and int(announced_length) != len(parts):
        raise BadPage(cause=f"{len(parts)} of {announced_length} bytes")
    return bytes(parts)


def parse_xml(body: bytes) -> ElementTree.Element:
    """Parse a scanner's XML; no entities of its own making.

    Raises:
        DeviceGone: not XML, or XML that defines entities.
    """
    if b"<!DOCTYPE" in body or b"<!ENTITY" in body:
        raise DeviceGone(cause="XML with a DOCTYPE")
    try:
        return ElementTree.fromstring(body)  # noqa: S314 - entities are refused above
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise DeviceGone(cause=f"not XML: {error}") from None


def _device(address: str, capabilities: ElementTree.Element) -> Device:
    feeder = capabilities.find(f"{{{_SCAN}}}Adf")
    sources = []
    if feeder is not None:
        sources.append(Source.ADF)
    if capabilities.find(f"{{{_SCAN}}}Platen") is not None:
        sources.append(Source.FLATBED)
    if not sources:
        raise DeviceGone(cause="a scanner without sources")
    texts = [one.text or "" for one in capabilities.iter(f"{{{_SCAN}}}XResolution")]
    return Device(
        id=f"escl:{address}",
        name=capabilities.findtext(f"{{{_PWG}}}MakeAndModel", "eSCL").strip(),
        driver="escl",
        sources=tuple(sources),
        duplex=feeder is not None and feeder.find(f"{{{_SCAN}}}AdfDuplexInputCaps") is not None,
        resolutions=tuple(sorted({int(text) for text in texts if text.strip().isdigit()})),
    )


def _settings(request: ScanRequest, capabilities: ElementTree.Element) -> bytes:
    caps = "AdfSimplexInputCaps" if request.source is Source.ADF else "PlatenInputCaps"
    width = min(A4_WIDTH, _limit(capabilities, caps, "MaxWidth", A4_WIDTH))
    height = min(A4_HEIGHT, _limit(capabilities, caps, "MaxHeight", A4_HEIGHT))
    root = ElementTree.Element(f"{{{_SCAN}}}ScanSettings")
    _add(root, _PWG, "Version", "2.6")
    _add(root, _SCAN, "Intent", "Document")
    region = ElementTree.SubElement(ElementTree.SubElement(root, f"{{{_PWG}}}ScanRegions"), f"{{{_PWG}}}ScanRegion")
    _add(region, _PWG, "ContentRegionUnits", "escl:ThreeHundredthsOfInches")
    for name, value in (("XOffset", 0), ("YOffset", 0), ("Width", width), ("Height", height)):
        _add(region, _PWG, name, str(value))
    _add(root, _PWG, "InputSource", "Feeder" if request.source is Source.ADF else "Platen")
    _add(root, _PWG, "DocumentFormat", "image/jpeg")
    _add(root, _SCAN, "DocumentFormatExt", "image/jpeg")
    _add(root, _SCAN, "XResolution", str(request.dpi))
    _add(root, _SCAN, "YResolution", str(request.dpi))
    _add(root, _SCAN, "ColorMode", "RGB24" if request.colour else "Grayscale8")
    if request.source is Source.ADF:
        _add(root, _SCAN, "Duplex", "true" if request.duplex else "false")
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))


def _add(parent: ElementTree.Element, space: str, name: str, text: str) -> None:
    ElementTree.SubElement(parent, f"{{{space}}}{name}").text = text


def _limit(capabilities: ElementTree.Element, caps: str, name: str, otherwise: int) -> int:
    text = capabilities.findtext(f".//{{{_SCAN}}}{caps}/{{{_SCAN}}}{name}", "")
    return int(text) if text.strip().isdigit() and int(text) > 0 else otherwise


def announced(seconds: float = 2.0) -> list[str]:
    """Addresses of the eSCL scanners that announce themselves in the local network (DNS-SD)."""
    from desktop.scanner.discovery import listen

    return listen(seconds)
