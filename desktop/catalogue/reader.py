"""A catalogue from data and files: checked whole before any of it counts, refused with the place that is wrong."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from desktop.catalogue.words import tidy
from desktop.model.catalogue import UNSTATED_REASON, Agency, Case, Catalogue, Component, Procedure, ResultType
from desktop.model.codes import BadCode, catalogue_code, procedure_code, unit_code
from desktop.model.errors import UnreadableInput
from desktop.model.validity import is_rule

SIZE_LIMIT = 50_000_000
_REASONS = {"", "i", "ii", "iii", UNSTATED_REASON}
T = TypeVar("T")


class _Place:
    """A spot in the data, so that a refusal can say where."""

    def __init__(self, source: str, path: str, data: Any) -> None:
        self.source, self.path, self.data = source, path, data

    def wrong(self, reason: str) -> UnreadableInput:
        return UnreadableInput(self.source, reason=f"{self.path or 'danh mục'}: {reason}")

    def part(self, name: str) -> _Place:
        if not isinstance(self.data, dict):
            raise self.wrong("phải là một đối tượng")
        if name not in self.data:
            raise self.wrong(f"thiếu mục «{name}»")
        return _Place(self.source, f"{self.path}.{name}".lstrip("."), self.data[name])

    def text(self, name: str, otherwise: str | None = None) -> str:
        if otherwise is not None and isinstance(self.data, dict) and self.data.get(name) is None:
            return otherwise
        at = self.part(name)
        if not isinstance(at.data, str) or (otherwise is None and not tidy(at.data)):
            raise at.wrong("phải là chuỗi, không được trống")
        return tidy(at.data)

    def number(self, name: str, otherwise: int) -> int:
        if isinstance(self.data, dict) and name not in self.data:
            return otherwise
        at = self.part(name)
        if type(at.data) is not int or not 0 <= at.data <= 1000:
            raise at.wrong("phải là số nguyên từ 0 đến 1000")
        return int(at.data)

    def flag(self, name: str) -> bool:
        if isinstance(self.data, dict) and name not in self.data:
            return False
        at = self.part(name)
        if not isinstance(at.data, bool):
            raise at.wrong("phải là true hoặc false")
        return at.data

    def day(self, name: str) -> date | None:
        if isinstance(self.data, dict) and self.data.get(name) is None:
            return None
        at = self.part(name)
        try:
            return date.fromisoformat(at.data)
        except (TypeError, ValueError):
            raise at.wrong("phải là ngày dạng 2026-03-12") from None

    def code(self, name: str, check: Callable[[str], str], otherwise: str | None = None) -> str:
        text = self.text(name, otherwise)
        if not text:
            return text
        try:
            return check(text)
        except BadCode as error:
            raise self.part(name).wrong(error.message) from None

    def texts(self, name: str) -> tuple[str, ...]:
        if isinstance(self.data, dict) and name not in self.data:
            return ()
        at = self.part(name)
        if not isinstance(at.data, list) or not all(isinstance(one, str) for one in at.data):
            raise at.wrong("phải là danh sách chuỗi")
        return tuple(at.data)

    def rows(self, name: str, read: Callable[[_Place], T], *, least: int = 0) -> tuple[T, ...]:
        at = self.part(name)
        if not isinstance(at.data, list) or len(at.data) < least:
            raise at.wrong("phải là danh sách" + (", không được trống" if least else ""))
        return tuple(read(_Place(self.source, f"{at.path}[{n}]", row)) for n, row in enumerate(at.data))


def catalogue_from_data(data: Any, source: str) -> Catalogue:
    """Read a catalogue.

    Raises:
        UnreadableInput: names the place that is wrong; nothing of it is taken.
    """
    top = _Place(source, "", data)
    valid_from = top.day("valid_from")
    if valid_from is None:
        raise top.wrong("thiếu mục «valid_from»")
    catalogue = Catalogue(
        version=top.text("version"),
        valid_from=valid_from,
        procedures=top.rows("procedures", _procedure, least=1),
        agencies=top.rows("agencies", _agency),
    )
    _require_unique(top, "procedures", [procedure.code[:8] for procedure in catalogue.procedures])
    _require_unique(top, "agencies", [agency.code for agency in catalogue.agencies])
    return catalogue


def _procedure(at: _Place) -> Procedure:
    procedure = Procedure(
        code=at.code("code", procedure_code),
        name=at.text("name"),
        field=at.text("field", ""),
        secret=at.flag("secret") if at.data.get("secret", False) is not None else None,
        cases=at.rows("cases", _case, least=1),
        results=at.rows("results", _result),
        working_days=at.number("working_days", 0) if "working_days" in at.data else None,
        competent=at.code("competent", unit_code, ""),
    )
    _require_unique(at, "cases", [case.code for case in procedure.cases])
    _require_unique(at, "results", [result.code for result in procedure.results])
    return procedure


def _case(at: _Place) -> Case:
    case = Case(code=at.text("code"), name=at.text("name"), components=at.rows("components", _component))
    _require_unique(at, "components", [component.code for component in case.components])
    return case


def _component(at: _Place) -> Component:
    reason = at.text("must_digitise", "")
    if reason not in _REASONS:
        raise at.part("must_digitise").wrong("phải là i, ii, iii hoặc x")
    return Component(
        code=at.code("code", catalogue_code),
        name=at.text("name"),
        originals=at.number("originals", 1),
        copies=at.number("copies", 0),
        must_digitise=reason,
        replaced_by=at.code("replaced_by", catalogue_code, ""),
        validity=_validity(at),
    )


def _validity(at: _Place) -> str:
    rule = at.text("validity", "")
    if not is_rule(rule):
        raise at.part("validity").wrong("phải là permanent hoặc một khoảng như 6 months")
    return rule


def _result(at: _Place) -> ResultType:
    return ResultType(code=at.code("code", catalogue_code), name=at.text("name"), validity=_validity(at))


def _agency(at: _Place) -> Agency:
    return Agency(
        code=at.code("code", unit_code),
        name=at.text("name"),
        valid_from=at.day("valid_from"),
        valid_to=at.day("valid_to"),
        predecessors=at.texts("predecessors"),
        aliases=at.texts("aliases"),
    )


def _require_unique(at: _Place, what: str, codes: list[str]) -> None:
    twice = [code for code, count in Counter(codes).items() if count > 1]
    if twice:
        raise at.part(what).wrong(f"mã «{twice[0]}» có hai lần")


def read_catalogue_file(file: Path) -> Catalogue:
    """Read a catalogue from a JSON file.

    Raises:
        UnreadableInput: missing, too large, not JSON, or not a catalogue.
    """
    return catalogue_from_data(read_json(file), file.name)


def read_json(file: Path) -> Any:
    """The data of a JSON file.

    Raises:
        UnreadableInput: missing, too large, not JSON.
    """
    try:
        with file.open("rb") as raw:
            data = raw.read(SIZE_LIMIT + 1)
        if len(data) > SIZE_LIMIT:
            raise UnreadableInput(file.name, reason="tệp quá lớn")
        return json.loads(data.decode("utf-8-sig"))
    except OSError as error:
        raise UnreadableInput(file.name, reason=error.strerror or "lỗi đọc tệp") from None
    except (ValueError, RecursionError) as error:
        raise UnreadableInput(file.name, reason=f"không phải JSON ({str(error)[:80]})") from None
