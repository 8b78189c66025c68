"""Our facts in a province's words, by a template that is data.

A template is what the province expects, with our facts in place of its values:

* `"$owner.name"`: the fact of that name; `"$received_at|date"`, `"$owner.kind|party_kinds"`: the same, put through
  the date form or one of the profile's tables; `|int` makes 0 or 1 of a flag.
* `{each = "components", …}`: a list with one such object for every row; a row's facts come before the outer ones.
* anything else stands for itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from typing import Any

from desktop.machine.clock import VIETNAM
from desktop.model.data import as_data
from desktop.sync.errors import BadProfile

Facts = Mapping[str, Any]
"""Facts by name; one that is a record itself has its own by the names of its fields."""


def facts_of(known: object) -> Facts:
    """The facts of a record, or facts as they are; none of what is neither."""
    if isinstance(known, Mapping):
        return known
    return {field.name: getattr(known, field.name) for field in fields(known)} if is_dataclass(known) else {}


class Mapper:
    """Fills templates.

    Args:
        name: the profile's, for refusals.
        date_format: strftime form of moments, in Vietnam time.
        tables: our word to theirs, by table.
    """

    def __init__(self, name: str, date_format: str, tables: Mapping[str, Mapping[str, Any]]) -> None:
        self._name = name
        self._date_format = date_format
        self._tables = tables

    def fill(self, template: Any, facts: Facts) -> Any:
        """The template with these facts.

        Raises:
            BadProfile: it names a fact, a table or a word that is not there.
        """
        if isinstance(template, str) and template.startswith("$"):
            return self._value(template[1:], facts)
        if isinstance(template, list):
            return [self.fill(one, facts) for one in template]
        if not isinstance(template, dict):
            return template
        if "each" in template:
            row = {name: part for name, part in template.items() if name != "each"}
            return [self.fill(row, {**facts, **facts_of(own)}) for own in self._fact(template["each"], facts)]
        return {name: self.fill(part, facts) for name, part in template.items()}

    def _value(self, words: str, facts: Facts) -> Any:
        path, _, through = words.partition("|")
        value = as_data(self._fact(path, facts))
        if not through or value is None:
            return value
        if through == "int":
            return int(value)
        if through == "date":
            return datetime.fromisoformat(value).astimezone(VIETNAM).strftime(self._date_format)
        try:
            return self._tables[through][value]
        except KeyError:
            raise BadProfile(self._name, reason=f"bảng «{through}» không có «{value}»") from None

    def _fact(self, path: str, facts: Facts) -> Any:
        value: Any = facts
        for name in path.split("."):
            known = facts_of(value)
            if name not in known:
                raise BadProfile(self._name, reason=f"không có dữ kiện «{path}»")
            value = known[name]
        return value
