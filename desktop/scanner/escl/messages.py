"""What eSCL says and is told: capabilities, status, settings of a job (Mopria eSCL specification 2.97)."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree import ElementTree

from desktop.scanner.density import MM_PER_INCH, Asked
from desktop.scanner.driver import Colour, Device, ScanRequest, Source, finer_within, next_finer
from desktop.scanner.errors import NotSupported, StrangeScanner
from desktop.scanner.quirks.escl.job_addresses import last_word

SCAN = "http://schemas.hp.com/imaging/escl/2011/05/03"
PWG = "http://www.pwg.org/schemas/2010/12/sm"
UNITS_PER_INCH = 300
NAME_LIMIT = 120
_LARGEST = 100_000

_COLOUR_MODES = {Colour.COLOUR: "RGB24", Colour.GREY: "Grayscale8", Colour.BLACK_AND_WHITE: "BlackAndWhite1"}


@dataclass(frozen=True, slots=True, kw_only=True)
class InputCaps:
    """What one way of taking paper can do; lengths in three-hundredths of an inch.

    Attributes:
        max_width, max_height: of the area.
        resolutions: dpi it lists.
        resolution_range: smallest, largest and step where it takes any between; None where it lists them.
        modes: of colour.
    """

    max_width: int
    max_height: int
    resolutions: tuple[int, ...]
    resolution_range: tuple[int, int, int] | None
    modes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Capabilities:
    """What a scanner says of itself.

    Attributes:
        name: make and model.
        uuid: the same on every address of one device; empty where it does not say.
        platen, feeder, feeder_duplex: None where it has none.
    """

    name: str
    uuid: str
    platen: InputCaps | None
    feeder: InputCaps | None
    feeder_duplex: InputCaps | None


@dataclass(frozen=True, slots=True)
class JobInfo:
    """A job in a status.

    Attributes:
        names: by what it is known: the last word of its address, its UUID.
        state: in lower case; empty where it is not said.
        completed: pictures it has made; None where it does not count them.
    """

    names: frozenset[str]
    state: str
    completed: int | None


@dataclass(frozen=True, slots=True)
class Status:
    """State of the scanner and of its feeder, in lower case, empty where it does not say; its jobs."""

    scanner: str
    feeder: str
    jobs: tuple[JobInfo, ...]

    def job(self, address: str) -> JobInfo | None:
        """The job of this address; None where it is not listed."""
        name = last_word(address)
        return next((one for one in self.jobs if name in one.names), None)


def _number(text: str | None) -> int | None:
    text = (text or "").strip()
    if not (text.isascii() and text.isdigit()) or len(text) > 6:
        return None
    return int(text) if 0 < int(text) <= _LARGEST else None


def _said(root: ElementTree.Element, name: str) -> str:
    """What an element says, fit for a line on the screen; empty where there is none."""
    return _plain(root.findtext(name))


def _plain(text: str | None) -> str:
    """A name fit for a line on the screen."""
    return "".join(sign if sign.isprintable() else " " for sign in (text or "")[:NAME_LIMIT]).strip()


def capabilities(root: ElementTree.Element) -> Capabilities:
    """Read a `ScannerCapabilities`.

    Raises:
        StrangeScanner: it is something else, or has no way of taking paper.
    """
    if root.tag != "ScannerCapabilities":
        raise StrangeScanner(cause=f"not capabilities: {root.tag[:80]}")
    adf, platen = root.find("Adf"), root.find("Platen")
    profiles = _shared_profiles(root)
    found = Capabilities(
        name=_said(root, "MakeAndModel") or "eSCL",
        uuid=_said(root, "UUID"),
        platen=_input(platen, "PlatenInputCaps", profiles),
        feeder=_input(adf, "AdfSimplexInputCaps", profiles) or _input(adf, "AdfDuplexInputCaps", profiles),
        feeder_duplex=_input(adf, "AdfDuplexInputCaps", profiles),
    )
    if found.platen is None and found.feeder is None:
        raise StrangeScanner(cause="a scanner without sources")
    return found


def _shared_profiles(root: ElementTree.Element) -> dict[str, ElementTree.Element]:
    """Setting profiles at the top, by name: inputs refer to them instead of repeating them."""
    shared = root.find("SettingProfiles")
    return {} if shared is None else {one.get("name", ""): one for one in shared.iter("SettingProfile")}


def _input(parent: ElementTree.Element | None, name: str, shared: dict[str, ElementTree.Element]) -> InputCaps | None:
    caps = parent.find(name) if parent is not None else None
    if caps is None:
        return None
    referred = [shared.get(one.get("ref", "")) for one in caps.iter("SettingProfile")]
    told = [caps, *(one for one in referred if one is not None)]
    offered = {_number(one.text) for part in told for one in part.iter("XResolution")}
    ranges = [_range(one) for part in told for one in part.iter("XResolutionRange")]
    return InputCaps(
        max_width=_number(caps.findtext("MaxWidth")) or _units(210.0),
        max_height=_number(caps.findtext("MaxHeight")) or _units(297.0),
        resolutions=tuple(sorted(dpi for dpi in offered if dpi)),
        resolution_range=next((one for one in ranges if one), None),
        modes=tuple(dict.fromkeys(_plain(one.text) for part in told for one in part.iter("ColorMode"))),
    )


def _range(found: ElementTree.Element) -> tuple[int, int, int] | None:
    low, high = _number(found.findtext("Min")), _number(found.findtext("Max"))
    return (low, high, _number(found.findtext("Step")) or 1) if low and high and low <= high else None


def device_of(address: str, caps: Capabilities) -> Device:
    """A device as the program knows it."""
    inputs = [one for one in (caps.feeder, caps.platen) if one]
    modes = {mode for one in inputs for mode in one.modes}
    return Device(
        id=f"escl:{address}",
        name=caps.name,
        driver="escl",
        sources=tuple(
            source for source, has in ((Source.ADF, caps.feeder), (Source.FLATBED, caps.platen)) if has is not None
        ),
        duplex=caps.feeder_duplex is not None,
        resolutions=tuple(sorted({dpi for one in inputs for dpi in one.resolutions})),
        colours=tuple(colour for colour, mode in _COLOUR_MODES.items() if mode in modes),
    )


def status(root: ElementTree.Element) -> Status:
    """Read a `ScannerStatus`.

    Raises:
        StrangeScanner: it is something else.
    """
    if root.tag != "ScannerStatus":
        raise StrangeScanner(cause=f"not a status: {root.tag[:80]}")
    jobs = tuple(_job(one) for one in root.iter("JobInfo"))
    return Status(_said(root, "State").lower(), _said(root, "AdfState").lower(), jobs)


def _job(found: ElementTree.Element) -> JobInfo:
    names = {last_word(found.findtext(name) or "") for name in ("JobUri", "JobUuid")} - {""}
    completed = _number(found.findtext("ImagesCompleted"))
    return JobInfo(frozenset(names), _said(found, "JobState").lower(), completed)


def _units(mm: float) -> int:
    return round(mm / MM_PER_INCH * UNITS_PER_INCH)


def _input_for(request: ScanRequest, caps: Capabilities) -> InputCaps:
    feeder = caps.feeder_duplex if request.duplex else caps.feeder
    found = caps.platen if request.source is Source.FLATBED else feeder
    if found is None:
        raise NotSupported(cause=f"no {request.source}, duplex {request.duplex}")
    return found


def asked_for(request: ScanRequest, caps: Capabilities) -> Asked:
    """What the scanner will be asked for, within what it can.

    Raises:
        NotSupported: it has no such source.
    """
    offered = _input_for(request, caps)
    width, height = (units / UNITS_PER_INCH * MM_PER_INCH for units in _region(request, offered))
    return Asked(_dpi(request, offered), (width, height))


def _dpi(request: ScanRequest, offered: InputCaps) -> int:
    listed = next_finer(offered.resolutions, request.dpi)
    if offered.resolution_range and (not offered.resolutions or listed < request.dpi):
        return finer_within(*offered.resolution_range, request.dpi)
    return listed


def _region(request: ScanRequest, offered: InputCaps) -> tuple[int, int]:
    """Width and height of the area, three-hundredths of an inch."""
    size = request.size.mm
    if size is None:
        return offered.max_width, offered.max_height
    return min(_units(size[0]), offered.max_width), min(_units(size[1]), offered.max_height)


def settings(request: ScanRequest, caps: Capabilities) -> bytes:
    """A `ScanSettings` for what was asked, within what the scanner can.

    Raises:
        NotSupported: it has no such source.
    """
    offered = _input_for(request, caps)
    width, height = _region(request, offered)
    dpi = str(_dpi(request, offered))
    root = ElementTree.Element(f"{{{SCAN}}}ScanSettings")
    _add(root, PWG, "Version", "2.6")
    _add(root, SCAN, "Intent", "Document")
    region = ElementTree.SubElement(ElementTree.SubElement(root, f"{{{PWG}}}ScanRegions"), f"{{{PWG}}}ScanRegion")
    _add(region, PWG, "ContentRegionUnits", "escl:ThreeHundredthsOfInches")
    for name, value in (("XOffset", 0), ("YOffset", 0), ("Width", width), ("Height", height)):
        _add(region, PWG, name, str(value))
    _add(root, PWG, "InputSource", "Feeder" if request.source is Source.ADF else "Platen")
    _add(root, PWG, "DocumentFormat", "image/jpeg")
    _add(root, SCAN, "DocumentFormatExt", "image/jpeg")
    _add(root, SCAN, "XResolution", dpi)
    _add(root, SCAN, "YResolution", dpi)
    _add(root, SCAN, "ColorMode", _mode(request.colour, offered.modes))
    if request.source is Source.ADF:
        _add(root, SCAN, "Duplex", "true" if request.duplex else "false")
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))


def _mode(colour: Colour, offered: tuple[str, ...]) -> str:
    wanted = _COLOUR_MODES[colour]
    # Black and white that the device has not got is grey; JPEG could not hold it anyway.
    return wanted if wanted in offered or colour is not Colour.BLACK_AND_WHITE else "Grayscale8"


def _add(parent: ElementTree.Element, space: str, name: str, text: str) -> None:
    ElementTree.SubElement(parent, f"{{{space}}}{name}").text = text
