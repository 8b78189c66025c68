"""What eSCL says and is told: capabilities, status, settings of a job (Mopria eSCL specification 2.97)."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit
from xml.etree import ElementTree

from desktop.scanner.driver import Colour, Device, ScanRequest, Source, next_finer
from desktop.scanner.errors import (
    CoverOpen,
    DeviceDown,
    DoubleFeed,
    FeederTrouble,
    Jam,
    NeedsAttention,
    NoPaper,
    NotPicked,
    NotSupported,
    ScannerTrouble,
    StoppedAtDevice,
    StrangeScanner,
    TooMuchPaper,
    WarmingUp,
    WrongSheetSize,
)

SCAN = "http://schemas.hp.com/imaging/escl/2011/05/03"
PWG = "http://www.pwg.org/schemas/2010/12/sm"
UNITS_PER_INCH = 300
MM_PER_INCH = 25.4
NAME_LIMIT = 120
_LARGEST = 100_000

FEEDER_TROUBLES: dict[str, type[ScannerTrouble]] = {
    "ScannerAdfEmpty": NoPaper,
    "ScannerAdfJam": Jam,
    "ScannerAdfMispick": NotPicked,
    "ScannerAdfHatchOpen": CoverOpen,
    "ScannerAdfDuplexPageTooShort": WrongSheetSize,
    "ScannerAdfDuplexPageTooLong": WrongSheetSize,
    "ScannerAdfMultipickDetected": DoubleFeed,
    "ScannerAdfInputTrayFailed": FeederTrouble,
    "ScannerAdfInputTrayOverloaded": TooMuchPaper,
}
"""By AdfState. `ScannerAdfLoaded` and `ScannerAdfProcessing` are no trouble."""

SCANNER_TROUBLES: dict[str, type[ScannerTrouble]] = {
    "Testing": WarmingUp,
    "Stopped": NeedsAttention,
    "Down": DeviceDown,
}
"""By the scanner's own State. `Idle` and `Processing` are no trouble."""

_JOB_TROUBLES: dict[str, type[ScannerTrouble]] = {"Canceled": StoppedAtDevice, "Aborted": ScannerTrouble}

_COLOUR_MODES = {Colour.COLOUR: "RGB24", Colour.GREY: "Grayscale8", Colour.BLACK_AND_WHITE: "BlackAndWhite1"}


@dataclass(frozen=True, slots=True, kw_only=True)
class InputCaps:
    """What one way of taking paper can do; lengths in three-hundredths of an inch."""

    max_width: int
    max_height: int
    resolutions: tuple[int, ...]
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
class Status:
    """State of the scanner and of its feeder; empty where it does not say. Job states by path."""

    scanner: str
    feeder: str
    jobs: dict[str, str]


def _find(parent: ElementTree.Element, name: str) -> ElementTree.Element | None:
    return parent.find(f"{{{SCAN}}}{name}")


def _number(text: str | None) -> int | None:
    text = (text or "").strip()
    if not (text.isascii() and text.isdigit()) or len(text) > 6:
        return None
    return int(text) if 0 < int(text) <= _LARGEST else None


def _plain(text: str | None) -> str:
    """A name fit for a line on the screen."""
    return "".join(sign if sign.isprintable() else " " for sign in (text or "")[:NAME_LIMIT]).strip()


def capabilities(root: ElementTree.Element) -> Capabilities:
    """Read a `ScannerCapabilities`.

    Raises:
        StrangeScanner: it is something else, or has no way of taking paper.
    """
    if root.tag != f"{{{SCAN}}}ScannerCapabilities":
        raise StrangeScanner(cause=f"not capabilities: {root.tag[:80]}")
    adf, platen = _find(root, "Adf"), _find(root, "Platen")
    profiles = _shared_profiles(root)
    found = Capabilities(
        name=_plain(root.findtext(f"{{{PWG}}}MakeAndModel")) or "eSCL",
        uuid=_plain(root.findtext(f"{{{SCAN}}}UUID")),
        platen=_input(platen, "PlatenInputCaps", profiles),
        feeder=_input(adf, "AdfSimplexInputCaps", profiles) or _input(adf, "AdfDuplexInputCaps", profiles),
        feeder_duplex=_input(adf, "AdfDuplexInputCaps", profiles),
    )
    if found.platen is None and found.feeder is None:
        raise StrangeScanner(cause="a scanner without sources")
    return found


def _shared_profiles(root: ElementTree.Element) -> dict[str, ElementTree.Element]:
    """Setting profiles at the top, by name: inputs refer to them instead of repeating them."""
    shared = _find(root, "SettingProfiles")
    return {} if shared is None else {_name(one, "name"): one for one in shared.iter(f"{{{SCAN}}}SettingProfile")}


def _name(profile: ElementTree.Element, attribute: str) -> str:
    return profile.get(attribute) or profile.get(f"{{{SCAN}}}{attribute}") or ""


def _input(parent: ElementTree.Element | None, name: str, shared: dict[str, ElementTree.Element]) -> InputCaps | None:
    caps = _find(parent, name) if parent is not None else None
    if caps is None:
        return None
    referred = [shared.get(_name(one, "ref")) for one in caps.iter(f"{{{SCAN}}}SettingProfile")]
    told = [caps, *(one for one in referred if one is not None)]
    offered = {_number(one.text) for part in told for one in part.iter(f"{{{SCAN}}}XResolution")}
    modes = [_plain(one.text) for part in told for one in part.iter(f"{{{SCAN}}}ColorMode")]
    return InputCaps(
        max_width=_number(caps.findtext(f"{{{SCAN}}}MaxWidth")) or _units(210.0),
        max_height=_number(caps.findtext(f"{{{SCAN}}}MaxHeight")) or _units(297.0),
        resolutions=tuple(sorted(dpi for dpi in offered if dpi)),
        modes=tuple(dict.fromkeys(modes)),
    )


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
    if root.tag != f"{{{SCAN}}}ScannerStatus":
        raise StrangeScanner(cause=f"not a status: {root.tag[:80]}")
    jobs = {
        urlsplit(_plain(job.findtext(f"{{{PWG}}}JobUri"))).path: _plain(job.findtext(f"{{{PWG}}}JobState"))
        for job in root.iter(f"{{{SCAN}}}JobInfo")
    }
    return Status(_plain(root.findtext(f"{{{PWG}}}State")), _plain(root.findtext(f"{{{SCAN}}}AdfState")), jobs)


def job_trouble(found: Status, job: str) -> ScannerTrouble | None:
    """Why a job ended before its time, where the scanner says."""
    state = found.jobs.get(job, "")
    return _JOB_TROUBLES[state](cause=f"job {state}") if state in _JOB_TROUBLES else None


def _units(mm: float) -> int:
    return round(mm / MM_PER_INCH * UNITS_PER_INCH)


def _input_for(request: ScanRequest, caps: Capabilities) -> InputCaps:
    feeder = caps.feeder_duplex if request.duplex else caps.feeder
    found = caps.platen if request.source is Source.FLATBED else feeder
    if found is None:
        raise NotSupported(cause=f"no {request.source}, duplex {request.duplex}")
    return found


def dpi_for(request: ScanRequest, caps: Capabilities) -> int:
    """The resolution that the scanner will give.

    Raises:
        NotSupported: it has no such source.
    """
    return next_finer(_input_for(request, caps).resolutions, request.dpi)


def settings(request: ScanRequest, caps: Capabilities) -> bytes:
    """A `ScanSettings` for what was asked, within what the scanner can.

    Raises:
        NotSupported: it has no such source.
    """
    offered = _input_for(request, caps)
    size = request.size.mm
    width = min(_units(size[0]), offered.max_width) if size else offered.max_width
    height = min(_units(size[1]), offered.max_height) if size else offered.max_height
    dpi = str(next_finer(offered.resolutions, request.dpi))
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
