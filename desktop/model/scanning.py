"""How a paper shall be scanned: source, sides, resolution, colour, size; named profiles with one key each."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any


class Source(StrEnum):
    """Where the paper lies."""

    ADF = "adf"
    FLATBED = "flatbed"


class Colour(StrEnum):
    """How much of the colour is kept; results are kept in colour (R22)."""

    COLOUR = "colour"
    GREY = "grey"
    BLACK_AND_WHITE = "black-and-white"


class PaperSize(StrEnum):
    """The part of the glass that is scanned, from its corner."""

    A4 = "a4"
    A5 = "a5"
    A3 = "a3"
    F4 = "f4"
    LEGAL = "legal"
    CARD = "card"
    AUTO = "auto"

    @property
    def mm(self) -> tuple[float, float] | None:
        """Width and height, mm; None where the device finds out itself or gives all it has."""
        return _MM.get(self)


_MM = {
    PaperSize.A4: (210.0, 297.0),
    PaperSize.A5: (148.0, 210.0),
    PaperSize.A3: (297.0, 420.0),
    PaperSize.F4: (210.0, 330.0),
    PaperSize.LEGAL: (215.9, 355.6),
    # ISO ID-1 is 85.6 × 54 mm; the rest is room for a card that lies askew, and the cleaning crops it.
    PaperSize.CARD: (100.0, 70.0),
}

KEYS = ("F4", "F6", "F7", "F8", "F10", "F11")
"""The keys that a profile may have; the others of the window have their own work."""

DPI_RANGE = (100, 1200)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanProfile:
    """How to scan.

    Attributes:
        name: for people, Vietnamese; empty for one that was put together on the spot.
        key: one of `KEYS`, empty for none.
        device_id: scanner; empty for the first one found.
        source: feeder or flatbed.
        duplex: both sides, where the feeder can.
        dpi: dots per inch.
        colour: colour, grey, black and white.
        size: of the paper.
    """

    name: str = ""
    key: str = ""
    device_id: str = ""
    source: Source = Source.ADF
    duplex: bool = True
    dpi: int = 200
    colour: Colour = Colour.COLOUR
    size: PaperSize = PaperSize.A4


USUAL = (
    ScanProfile(name="Khay nạp, hai mặt", key="F4"),
    ScanProfile(name="Khay nạp, một mặt", key="F6", duplex=False),
    ScanProfile(name="Mặt kính A4", key="F7", source=Source.FLATBED, duplex=False),
    ScanProfile(name="Thẻ trên mặt kính", key="F8", source=Source.FLATBED, duplex=False, dpi=300, size=PaperSize.CARD),
    ScanProfile(name="Mặt kính A3", source=Source.FLATBED, duplex=False, size=PaperSize.A3),
)
"""What a counter has before anybody has set anything."""


def profile_from_data(data: dict[str, Any]) -> ScanProfile:
    """A profile from what a person wrote; what is left out has its default.

    Raises:
        ValueError: says in Vietnamese what cannot be, naming the entry.
    """
    kinds = {field.name: type(getattr(ScanProfile(), field.name)) for field in fields(ScanProfile)}
    values: dict[str, Any] = {}
    for name, value in data.items():
        if name not in kinds:
            raise ValueError(f"không có mục «{name}»")
        kind = kinds[name]
        if issubclass(kind, StrEnum):
            known = [str(one) for one in kind]
            if value not in known:
                raise ValueError(f"«{name}» phải là một trong: {', '.join(known)}")
            values[name] = kind(value)
        elif type(value) is not kind:
            raise ValueError(f"«{name}» sai kiểu")
        else:
            values[name] = value
    profile = ScanProfile(**values)
    if not DPI_RANGE[0] <= profile.dpi <= DPI_RANGE[1]:
        raise ValueError(f"«dpi» phải từ {DPI_RANGE[0]} đến {DPI_RANGE[1]}")
    if profile.key and profile.key not in KEYS:
        raise ValueError(f"«key» phải là một trong: {', '.join(KEYS)}")
    return profile


def profiles_from_data(rows: list[dict[str, Any]]) -> tuple[ScanProfile, ...]:
    """Named profiles, no name and no key twice.

    Raises:
        ValueError: says in Vietnamese what cannot be.
    """
    profiles = tuple(profile_from_data(row) for row in rows)
    names = [profile.name for profile in profiles]
    keys = [profile.key for profile in profiles if profile.key]
    if not all(names):
        raise ValueError("cấu hình quét nào cũng phải có «name»")
    for values in (names, keys):
        twice = {value for value in values if values.count(value) > 1}
        if twice:
            raise ValueError(f"«{min(twice)}» dùng hai lần")
    return profiles
