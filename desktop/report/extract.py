"""A counter's figures for the province: numbers by unit, procedure and field; no dossier, no person, no official.

They travel as a package of kind `figures` (`docs/package.md`). A version that is not known here is refused.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from desktop.machine.outside import NotJson, read_json
from desktop.machine.settings import Settings
from desktop.model.data import as_data, from_outside
from desktop.report.counting import By, Counted, Figures, Share
from desktop.report.definitions import Definition
from desktop.report.period import Period

KIND = "figures"
PART = "figures.json"
FORMAT, VERSION = "quayso-figures", 1
_MOST_BYTES = 8 * 1024 * 1024
"""Some thousand procedures take one; chosen."""
_GROUPS = (By.UNIT, By.PROCEDURE, By.FIELD)


class BadFigures(ValueError):
    """These bytes are no figures; says why, in Vietnamese."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """The figures of one counter and period.

    Attributes:
        unit: code of the receiving unit.
        unit_name: its name.
        first: first day of the period.
        last: last day.
        since: day of the definition that they are counted by.
        made_at: UTC.
        whole: of all dossiers.
        units: by unit that decides.
        procedures: by procedure.
        fields: by field.
    """

    unit: str
    unit_name: str
    first: date
    last: date
    since: date
    made_at: datetime
    whole: Figures
    units: tuple[Figures, ...]
    procedures: tuple[Figures, ...]
    fields: tuple[Figures, ...]


def extract_of(counted: Counted, definition: Definition, period: Period, settings: Settings, at: datetime) -> Extract:
    """The figures of a counter.

    Args:
        counted: what was counted, of all dossiers of the period.
        definition: how.
        period: the days.
        settings: whose.
        at: when, UTC.
    """
    units, procedures, fields = (counted.groups[by] for by in _GROUPS)
    return Extract(
        unit=settings.unit,
        unit_name=settings.unit_name,
        first=period.first,
        last=period.last,
        since=definition.since,
        made_at=at,
        whole=counted.whole,
        units=units,
        procedures=procedures,
        fields=fields,
    )


def written(extract: Extract) -> bytes:
    """The bytes that travel."""
    data = {"format": FORMAT, "version": VERSION, "figures": as_data(extract)}
    return json.dumps(data, ensure_ascii=False).encode()


def read_extract(raw: bytes) -> Extract:
    """The figures in the bytes of another counter.

    Raises:
        BadFigures: they are of another format or version, or do not fit together.
    """
    if len(raw) > _MOST_BYTES:
        raise BadFigures("số liệu quá lớn")
    try:
        data = read_json(raw)
        _require_known(data)
        extract = from_outside(Extract, data["figures"])
    except (NotJson, KeyError, TypeError, ValueError) as error:
        if isinstance(error, BadFigures):
            raise
        raise BadFigures("số liệu bị hỏng") from None
    figures = (extract.whole, *extract.units, *extract.procedures, *extract.fields)
    if extract.first > extract.last or not all(_fits(one) for one in figures):
        raise BadFigures("số liệu mâu thuẫn")
    return extract


def _require_known(data: Any) -> None:
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise BadFigures("không phải số liệu báo cáo của Quầy Số")
    if data.get("version") != VERSION:
        raise BadFigures(f"số liệu phiên bản {str(data.get('version'))[:10]}, máy này chỉ biết phiên bản {VERSION}")


def _fits(figures: Figures) -> bool:
    counts = (*figures.counts.values(), *figures.reasons.values(), figures.unconfirmed)
    return all(0 <= one <= figures.dossiers for one in counts) and all(
        _share_fits(one, figures.dossiers) for one in figures.shares.values()
    )


def _share_fits(share: Share, dossiers: int) -> bool:
    return 0 <= share.unconfirmed <= share.met <= share.due <= dossiers
