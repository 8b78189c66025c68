"""The forms that applicants fill in, as data: an office changes them, and adds its own.

A template is one TOML file, of the program (`resources/declarations`) or of the office (`OWN_TEMPLATES` in the data
folder); the office's stands for the program's of the same name, and comes first where two are for one component.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from desktop.document.papers.extractors import load_extractors
from desktop.document.papers.fold import fold
from desktop.machine.folders import resources
from desktop.machine.own_file import read_own_file
from desktop.model.dossier import Paper, PaperKind
from desktop.workflow.declarations.errors import BadDeclarationTemplate

OWN_TEMPLATES = "mau-to-khai"
"""Folder of an office's own templates, in the data folder."""
HAND = "hand"
"""The place that is always left to be written on."""
PLACES = frozenset(
    {
        "agency",
        "authority",
        "case",
        "code",
        "competent",
        "owner",
        "owner_address",
        "owner_born",
        "owner_card_issued",
        "owner_number",
        "owner_represented_by",
        "owner_sex",
        "procedure",
        "result",
        "submitter",
        "submitter_address",
        "submitter_born",
        "submitter_card_issued",
        "submitter_number",
        "submitter_sex",
    }
)
"""What a dossier fills in, whatever its papers are."""
RECORDED = frozenset({"number", "issued", "issuer", "signer", "abstract", "tax_number"})
"""What is recorded of a confirmed paper and may be filled in."""
MOST_PARTS, MOST_LINES, MOST_SIDE_BY_SIDE, MOST_VALUES, MOST_COMPONENTS = 20, 40, 4, 20, 20
LONGEST = 600
"""Letters of a line. Chosen."""
_MOST_BYTES = 100_000
_ENTRY = re.compile(r"(?P<words>[^{}]*)(?:\{(?P<place>[^{}]*)\})?")
_AT_LINE = re.compile(r"\(at line (\d+)")
_PLACE_NAME = re.compile(r"[a-z][a-z0-9_]*")
_KEYS = frozenset({"components", "form", "title", "signer", "closing", "part", "value"})
_KEYS_OF_PART = frozenset({"heading", "when", "lines"})
_KEYS_OF_VALUE = frozenset({"place", "papers", "of"})


class When(StrEnum):
    """Of whom a part of a form is."""

    ALWAYS = "always"
    PERSON = "person"
    """The owner is a person."""
    ORGANISATION = "organisation"
    """The owner is an enterprise, a household business, an agency or the like."""
    SUBMITTER = "submitter"
    """Somebody hands it in for the owner."""


@dataclass(frozen=True, slots=True)
class Blank:
    """Words, and the place behind them.

    Attributes:
        words: may be empty.
        place: what fills it; `HAND` for what is written by hand; empty for words that nothing follows.
    """

    words: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplatePart:
    """Lines under a heading; `when` says of whom they are."""

    heading: str
    when: When
    lines: tuple[tuple[Blank, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperValue:
    """A place that another paper of the dossier fills, once it is confirmed.

    Attributes:
        place: its name in the lines.
        papers: which papers, by code or by name.
        of: what of them: recorded (`RECORDED`), or a value of an extractor.
    """

    place: str
    papers: tuple[str, ...]
    of: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclarationTemplate:
    """One form.

    Attributes:
        name: of its file.
        own: it is the office's, not the program's.
        components: what it is for, by code or by name.
        form, title, closing, signer: as they are printed (`DeclarationText`).
        parts: from above.
        values: places that other papers fill.
    """

    name: str
    own: bool
    components: tuple[str, ...]
    form: str
    title: str
    parts: tuple[TemplatePart, ...]
    closing: tuple[str, ...]
    signer: str
    values: tuple[PaperValue, ...]

    def is_for(self, code: str, name: str) -> bool:
        """Whether it is for a component of this code and name."""
        return names(self.components, code, name)


def names(given: Sequence[str], code: str, name: str) -> bool:
    """Whether one of some codes and names is a paper's code, or its name however it is written."""
    return any(one.upper() == code.upper() or fold(one) == fold(name) for one in given)


class Templates:
    """The templates of this counter: the office's before the program's, read again where a file has changed.

    Args:
        own: folder of the office's own; it need not exist.
    """

    def __init__(self, own: Path) -> None:
        self._own = own
        self._read: tuple[object, tuple[DeclarationTemplate, ...]] = (None, ())

    def all(self) -> tuple[DeclarationTemplate, ...]:
        """All of them.

        Raises:
            BadDeclarationTemplate: one of them is none, or goes past its bounds.
        """
        files = self._files()
        stand = [(file, file.stat().st_mtime_ns, file.stat().st_size) for file in files]
        if self._read[0] != stand:
            self._read = stand, tuple(_File(file, own=file.parent == self._own).template() for file in files)
        return self._read[1]

    def warm_up(self) -> None:
        """Read them before somebody waits for it. Where one is bad, who asks for it is told why."""
        with suppress(BadDeclarationTemplate):
            self.all()

    def one_for(self, paper: Paper) -> DeclarationTemplate | None:
        """The template for a paper; None where there is none.

        Raises:
            BadDeclarationTemplate: one of all is none, or goes past its bounds.
        """
        if paper.kind is not PaperKind.COMPONENT:
            return None
        return next((one for one in self.all() if one.is_for(paper.code, paper.name)), None)

    def is_there_for(self, paper: Paper) -> bool:
        """Whether a template is there for a paper. Where one is bad none is; who asks for it is told why."""
        try:
            return self.one_for(paper) is not None
        except BadDeclarationTemplate:
            return False

    def _files(self) -> list[Path]:
        own = sorted(self._own.glob("*.toml"))
        named = {file.name for file in own}
        return own + [file for file in sorted((resources() / "declarations").glob("*.toml")) if file.name not in named]


class _File:
    """A template being read.

    Args:
        file: it.
        own: it is the office's.

    Raises:
        BadDeclarationTemplate: it cannot be read, or is no TOML.
    """

    def __init__(self, file: Path, *, own: bool) -> None:
        self._file, self._own = file, own
        self._data: dict[str, Any] = read_own_file(file, _MOST_BYTES, self._unread)

    def template(self) -> DeclarationTemplate:
        """What it says."""
        self._require_known(self._data, _KEYS)
        values = tuple(map(self._value, self._tables("value", MOST_VALUES)))
        places = PLACES | {HAND} | {one.place for one in values}
        made = DeclarationTemplate(
            name=self._file.name,
            own=self._own,
            components=self._texts(self._data, "components", MOST_COMPONENTS),
            form=self._text(self._data, "form", 60, may_lack=True),
            title=self._text(self._data, "title", 200),
            parts=tuple(self._part(one, places) for one in self._tables("part", MOST_PARTS)),
            closing=self._texts(self._data, "closing", 6, may_lack=True),
            signer=self._text(self._data, "signer", 120),
            values=values,
        )
        if not made.parts:
            raise self._bad("phải có ít nhất một [[part]]")
        return made

    def _part(self, given: dict[str, Any], places: frozenset[str]) -> TemplatePart:
        self._require_known(given, _KEYS_OF_PART)
        when = given.get("when", When.ALWAYS)
        if when not in set(When):
            raise self._bad(f"«when» phải là một trong: {', '.join(When)}", str(when))
        lines = self._texts(given, "lines", MOST_LINES)
        heading = self._text(given, "heading", 200, may_lack=True)
        read = tuple(self._line(one, places) for one in lines)
        return TemplatePart(heading=heading, when=When(when), lines=read)

    def _line(self, text: str, places: frozenset[str]) -> tuple[Blank, ...]:
        entries = text.split("|")
        if len(entries) > MOST_SIDE_BY_SIDE:
            raise self._bad(f"một dòng nhiều nhất {MOST_SIDE_BY_SIDE} ô cách nhau bằng «|»", text)
        return tuple(self._blank(one.strip(), text, places) for one in entries)

    def _blank(self, entry: str, line: str, places: frozenset[str]) -> Blank:
        found = _ENTRY.fullmatch(entry)
        if not entry or found is None:
            raise self._bad("mỗi ô là chữ, rồi nhiều nhất một chỗ điền {…} ở cuối", line)
        place = found["place"]
        if place is not None and place not in places:
            raise self._bad(f"không có chỗ điền «{place[:30]}»", line)
        return Blank(found["words"].strip(), place or "")

    def _value(self, given: dict[str, Any]) -> PaperValue:
        self._require_known(given, _KEYS_OF_VALUE)
        place, of = self._text(given, "place", 40), self._text(given, "of", 40)
        if not _PLACE_NAME.fullmatch(place) or place in PLACES | {HAND}:
            raise self._bad("«place» phải là tên mới, chữ thường không dấu", place)
        if of not in RECORDED | _read_on_papers():
            raise self._bad(f"giấy tờ không có giá trị «{of}»", of)
        return PaperValue(place=place, papers=self._texts(given, "papers", MOST_COMPONENTS), of=of)

    def _tables(self, what: str, most: int) -> list[dict[str, Any]]:
        given = self._data.get(what, [])
        if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
            raise self._bad(f"«{what}» phải viết thành các mục [[{what}]]", what)
        if len(given) > most:
            raise self._bad(f"nhiều nhất {most} mục [[{what}]]", f"[[{what}]]")
        return given

    def _texts(self, given: Mapping[str, Any], what: str, most: int, *, may_lack: bool = False) -> tuple[str, ...]:
        found = given.get(what, [])
        if not isinstance(found, list) or len(found) > most or not (found or may_lack):
            raise self._bad(f"«{what}» phải có từ {0 if may_lack else 1} đến {most} dòng chữ", what)
        return tuple(self._checked(one, what, LONGEST) for one in found)

    def _text(self, given: Mapping[str, Any], what: str, longest: int, *, may_lack: bool = False) -> str:
        if what not in given and may_lack:
            return ""
        return self._checked(given.get(what), what, longest)

    def _checked(self, given: Any, what: str, longest: int) -> str:
        if not isinstance(given, str) or not given.strip():
            raise self._bad(f"«{what}» phải là chữ", what)
        if len(given) > longest:
            raise self._bad(f"«{what}» dài quá {longest} chữ", given[:30])
        return given.strip()

    def _require_known(self, given: Mapping[str, Any], keys: frozenset[str]) -> None:
        if unknown := sorted(set(given) - keys):
            raise self._bad(f"không có mục «{unknown[0][:30]}»", unknown[0])

    def _unread(self, reason: str) -> BadDeclarationTemplate:
        at = _AT_LINE.search(reason)
        if at is None:
            return self._bad(reason)
        return BadDeclarationTemplate(self._file.name, reason=f"dòng {at[1]}: sai cách viết TOML", cause=reason)

    def _bad(self, reason: str, said: str = "") -> BadDeclarationTemplate:
        """The refusal for a reason, Vietnamese, with the line on which what it is about stands."""
        at = self._line_of(said) if said else 0
        return BadDeclarationTemplate(self._file.name, reason=f"dòng {at}: {reason}" if at else reason)

    def _line_of(self, said: str) -> int:
        """The first line that says something, from 1; 0 where none does as it is written."""
        lines = self._file.read_text("utf-8-sig", errors="replace").splitlines()
        return next((at for at, line in enumerate(lines, 1) if said in line and not line.lstrip().startswith("#")), 0)


def _read_on_papers() -> frozenset[str]:
    """What extractors read on papers."""
    return frozenset(rule.name for one in load_extractors() for rule in one.rules)
