"""The forms of a dossier as data: an office changes their words, their size and the law they cite (R74, R75)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from desktop.document.printing.slip import SHEETS
from desktop.machine.folders import resources
from desktop.machine.own_file import filled, read_own_file
from desktop.model.slip import SlipKind
from desktop.workflow.slips.errors import BadSlipTemplate

OWN_TEMPLATES = "mau-phieu"
"""Folder of an office's own forms, in the data folder."""
FILES: Mapping[SlipKind, str] = {
    SlipKind.RECEIPT: "01-tiep-nhan.toml",
    SlipKind.ADDITIONS: "02-bo-sung.toml",
    SlipKind.REFUSAL: "03-tu-choi.toml",
    SlipKind.APOLOGY: "04-xin-loi.toml",
    SlipKind.STOP: "05-dung-giai-quyet.toml",
    SlipKind.CONTROL: "06-kiem-soat.toml",
}
BASIS_FILE = "can-cu.toml"
REGISTER_FILE = "07-so-theo-doi.toml"
FORMER_FILES: Mapping[str, str] = {
    FILES[SlipKind.CONTROL]: "05-kiem-soat.toml",
    REGISTER_FILE: "06-so-theo-doi.toml",
}
"""What files were called when stopping had no form: an office's own of that name counts where there is no newer one."""
PLACES = frozenset(
    {
        "agency",
        "basis",
        "code_note",
        "competent",
        "consent",
        "due",
        "due_before",
        "handed_in_by",
        "handed_out",
        "official",
        "owner",
        "owner_address",
        "owner_number",
        "passed_on",
        "procedure",
        "reason",
        "received",
    }
)
"""What a paragraph may have filled in."""
REGISTER_PLACES = frozenset(
    {
        "at",
        "code",
        "competent",
        "due",
        "note",
        "owner",
        "owner_address",
        "procedure",
        "received",
        "returned",
        "taken_by",
        "way",
    }
)
"""What a column of the register of dossiers may have filled in."""
RECEIVED, MISSING = "received", "missing"
"""The tables that are filled from the dossier: what was received, and what is still missing."""
MOST_PARAGRAPHS, LONGEST = 20, 600
MOST_COLUMNS, MOST_ROWS, MOST_SIGNERS = 6, 20, 3
MOST_REGISTER_COLUMNS = 14
"""What fits onto a sheet or two. Chosen."""
_MOST_BYTES = 100_000
_PLACE = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipTemplate:
    """One form.

    Attributes:
        form: which it is, as printed at its top; empty for none.
        size: `A5` or `A4`.
        title: its title.
        symbol: what stands behind its number.
        head: paragraphs above the table, with places to fill.
        table: `received`, `missing`, or empty for none of these.
        columns, rows: of a table to be filled by hand: its heads, and the first cell of each row.
        foot: paragraphs below the table.
        signers: titles of who signs; `{official}` behind a title puts the official's name below.
    """

    form: str
    size: str
    title: str
    symbol: str
    head: tuple[str, ...]
    table: str
    columns: tuple[str, ...]
    rows: tuple[str, ...]
    foot: tuple[str, ...]
    signers: tuple[str, ...]


def slip_template(own: Path, kind: SlipKind) -> SlipTemplate:
    """The office's own form, or the program's.

    Args:
        own: folder of the office's own forms; it need not exist.
        kind: which form.

    Raises:
        BadSlipTemplate: it is no such thing, or goes past its bounds.
    """
    read = _File(own, FILES[kind])
    size, table = read.text("size", 2), read.text("table", 20, may_lack=True)
    if size not in SHEETS:
        raise read.bad("«size» phải là A5 hoặc A4")
    if table not in {"", RECEIVED, MISSING}:
        raise read.bad(f"«table» phải là {RECEIVED}, {MISSING} hoặc để trống")
    return SlipTemplate(
        form=read.text("form", 60, may_lack=True),
        size=size,
        title=read.text("title", 120),
        symbol=read.text("symbol", 30),
        head=read.texts("head", MOST_PARAGRAPHS, PLACES),
        table=table,
        columns=read.texts("columns", MOST_COLUMNS),
        rows=read.texts("rows", MOST_ROWS),
        foot=read.texts("foot", MOST_PARAGRAPHS, PLACES),
        signers=read.texts("signers", MOST_SIGNERS, frozenset({"official"})),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterColumn:
    """A column of the register of dossiers.

    Attributes:
        head: above it.
        words: what stands in each row, with places to fill; empty for what is written by hand.
        width: as a share of the whole.
    """

    head: str
    words: str
    width: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterTemplate:
    """The form of the register of dossiers.

    Attributes:
        kind: its title.
        columns: from the left.
        signer: title of who signs.
    """

    kind: str
    columns: tuple[RegisterColumn, ...]
    signer: str


def register_template(own: Path) -> RegisterTemplate:
    """The office's own form of the register, or the program's.

    Args:
        own: as in `slip_template`.

    Raises:
        BadSlipTemplate: it is no such thing, or goes past its bounds.
    """
    read = _File(own, REGISTER_FILE)
    given = read.data.get("column")
    if not isinstance(given, list) or not 0 < len(given) <= MOST_REGISTER_COLUMNS:
        raise read.bad(f"phải có từ 1 đến {MOST_REGISTER_COLUMNS} [[column]]")
    return RegisterTemplate(
        kind=read.text("title", 120), columns=tuple(map(read.column, given)), signer=read.text("signer", 120)
    )


def basis_on(own: Path, day: date) -> str:
    """The law that slips cite on a day; empty where none is in force yet.

    Raises:
        BadSlipTemplate: the file of the legal basis is no such thing.
    """
    read = _File(own, BASIS_FILE)
    rows = read.data.get("basis")
    if not isinstance(rows, list) or not all(isinstance(row, dict) and type(row.get("since")) is date for row in rows):
        raise read.bad("mỗi [[basis]] phải có ngày «since»")
    for row in rows:
        if not isinstance(row.get("words"), str) or len(row["words"]) > LONGEST:
            raise read.bad(f"mỗi [[basis]] phải có «words», không quá {LONGEST} chữ")
    in_force = [row for row in rows if row["since"] <= day]
    return str(max(in_force, key=lambda row: row["since"])["words"]) if in_force else ""


def paragraphs(words: tuple[str, ...], values: Mapping[str, str]) -> tuple[str, ...]:
    """Paragraphs with their places filled; one is left out where one of its places has nothing to say."""
    return tuple(text for one in words if (text := filled(one, values)))


class _File:
    """A file of templates being read: the office's own before the program's.

    Args:
        own: folder of the office's own.
        name: of the file.

    Raises:
        BadSlipTemplate: it cannot be read, or is no TOML.
    """

    def __init__(self, own: Path, name: str) -> None:
        theirs = (own / one for one in (name, FORMER_FILES.get(name)) if one)
        file = next((one for one in theirs if one.is_file()), resources() / "slips" / name)
        self._name = file.name
        self.data: dict[str, Any] = read_own_file(file, _MOST_BYTES, self.bad)

    def bad(self, reason: str) -> BadSlipTemplate:
        """The refusal for a reason, Vietnamese."""
        return BadSlipTemplate(self._name, reason=reason)

    def text(self, what: str, longest: int, *, may_lack: bool = False) -> str:
        """A line of words."""
        given = self.data.get(what, "" if may_lack else None)
        return self._text(given, what, longest, may_lack=may_lack)

    def texts(self, what: str, most: int, places: frozenset[str] = frozenset()) -> tuple[str, ...]:
        """Some lines; they may be missing."""
        given = self.data.get(what, [])
        if not isinstance(given, list) or len(given) > most:
            raise self.bad(f"«{what}» nhiều nhất {most} dòng")
        lines = tuple(self._text(one, what, LONGEST) for one in given)
        self._require_known(" ".join(lines), places)
        return lines

    def column(self, given: Any) -> RegisterColumn:
        """A column of the register."""
        row = given if isinstance(given, dict) else {}
        width = row.get("width")
        if not isinstance(width, int | float) or isinstance(width, bool) or not 0 < width <= 100:
            raise self.bad("mỗi [[column]] phải có «width» lớn hơn 0")
        words = self._text(row.get("words", ""), "words", LONGEST, may_lack=True)
        self._require_known(words, REGISTER_PLACES)
        return RegisterColumn(head=self._text(row.get("head"), "head", 60), words=words, width=float(width))

    def _require_known(self, words: str, places: frozenset[str]) -> None:
        if unknown := sorted(set(_PLACE.findall(words)) - places):
            raise self.bad(f"không có chỗ điền «{unknown[0][:30]}»")

    def _text(self, given: Any, what: str, longest: int, *, may_lack: bool = False) -> str:
        if not isinstance(given, str) or not (given.strip() or may_lack):
            raise self.bad(f"«{what}» phải là chữ")
        if len(given) > longest:
            raise self.bad(f"«{what}» dài quá {longest} chữ")
        return given.strip()
