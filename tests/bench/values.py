"""Values on papers beside what the program found: right, green, green and wrong."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from desktop.document.papers.field import Field, FieldState
from desktop.training.papers.page import PRINTED
from tests.bench.row import Row, remark

FIELDS = {
    "number": "number",
    "issued": "issued",
    "owner": "owner_name",
    "owner_id": "owner_id",
    "born": "owner_born",
    "issuer": "issuer",
    "issuer_parent": "issuer_parent",
    "abstract": "abstract",
    "type": "type",
    "recipient": "recipient",
    "signer": "signer",
    "signer_title": "signer_title",
    "plot": "land_plot",
    "sheet": "map_sheet",
    "dossier": "dossier_code",
    "address": "address",
}
"""What the truth calls a value, and what the program does."""
_ANY_CASE = frozenset({"owner", "issuer", "issuer_parent", "signer", "signer_title", "type"})
_PROSE = frozenset({"issuer", "issuer_parent", "abstract", "recipient", "signer_title"})
_ABOUT = re.compile(r"^(v/v|về việc)\s*:?\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Value:
    """One value on a paper and what came of it.

    Attributes:
        name: a key of `FIELDS`.
        printed: what stands on the paper; "" where the paper has no such value.
        found: None where the program had none.
        ink: how it was put on the paper.
    """

    name: str
    printed: str
    found: Field | None
    ink: str = PRINTED

    @property
    def right(self) -> bool:
        """Exactly what is printed; names in capitals or not, prose with any dash, `V/v` with or without."""
        return self.found is not None and _same(self.name, self.found.value, self.printed)

    @property
    def green(self) -> bool:
        """Two sources stand behind it."""
        return self.found is not None and self.found.state is FieldState.GREEN


def values_of(
    truth: Mapping[str, str], fields: Mapping[str, Field], inks: Mapping[str, str] | None = None
) -> list[Value]:
    """What stands on a paper beside what was found; a value it does not have counts only where one was found."""
    found = []
    for name, printed in truth.items():
        value = Value(name, printed, fields.get(FIELDS[name]), (inks or {}).get(name, PRINTED))
        if printed or value.found:
            found.append(value)
    return found


def _same(name: str, said: str, printed: str) -> bool:
    said, printed = _plain(name, said), _plain(name, printed)
    return said.casefold() == printed.casefold() if name in _ANY_CASE else said == printed


def _plain(name: str, text: str) -> str:
    text = " ".join(unicodedata.normalize("NFC", text).split())
    if name in _PROSE:
        text = re.sub(r"\s*[-–]\s*", "-", text).strip(" .,;:")
    return _ABOUT.sub("", text) if name == "abstract" else text


def share(part: float, whole: float) -> float:
    """Part of a whole, %."""
    return 100 * part / max(1, whole)


def value_rows(what: str, values: Sequence[Value], limits: Mapping[str, float]) -> Iterator[Row]:
    """Exact values by field; those without a limit beside 0."""
    for name in FIELDS:
        of_name = [value for value in values if value.name == name]
        if of_name:
            right = share(sum(value.right for value in of_name), len(of_name))
            green = share(sum(value.green for value in of_name), len(of_name))
            text = f"{what}: {name} exact, % of {len(of_name)} values ({green:.1f} % green)"
            yield Row(text, right, limits.get(name, 0.0), False)


def green_rows(what: str, values: Sequence[Value], least: float) -> Iterator[Row]:
    """How much is green, which must be at least `least` %, and how much of that is wrong."""
    green = [value for value in values if value.green]
    wrong = [value for value in green if not value.right]
    yield Row(f"{what}: green, % of {len(values)} values", share(len(green), len(values)), least, False)
    yield Row(f"{what}: wrong, % of {len(green)} green values", share(len(wrong), len(green)), 0.1)
    for value in wrong:
        ink = f" ({value.ink})" if value.ink != PRINTED else ""
        remark(f"green and wrong: {value.name}{ink} «{value.printed}» read as «{value.found and value.found.value}»")
