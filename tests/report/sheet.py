"""What a workbook's formulas give, computed here: no spreadsheet program is needed to prove them."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import openpyxl

_RANGE = r"'([^']+)'!\$?([A-Z]+)\$?(\d+):\$?([A-Z]+)\$?(\d+)"


class Computed:
    """The formulas of a workbook, each worked out from the cells it names; any other form than ours is an error."""

    def __init__(self, data: bytes) -> None:
        self._formulas = openpyxl.load_workbook(io.BytesIO(data))
        self._known: dict[tuple[str, str], Any] = {}

    def formulas(self) -> list[tuple[str, str]]:
        """Sheet and place of every formula."""
        return [
            (sheet.title, cell.coordinate)
            for sheet in self._formulas
            for row in sheet.iter_rows()
            for cell in row
            if cell.data_type == "f"
        ]

    def value(self, sheet: str, place: str) -> Any:
        """What a cell gives."""
        if (sheet, place) not in self._known:
            cell = self._formulas[sheet][place]
            self._known[sheet, place] = self._give(sheet, cell.value[1:]) if cell.data_type == "f" else cell.value
        return self._known[sheet, place]

    def _give(self, sheet: str, words: str) -> Any:
        for pattern, give in self._forms():
            if found := re.fullmatch(pattern, words):
                return give(sheet, *found.groups())
        raise AssertionError(f"no form of ours: {words}")

    def _forms(self) -> list[tuple[str, Callable[..., Any]]]:
        one = rf"COUNTIF\({_RANGE},\"([^\"]*)\"\)"
        return [
            (one, lambda sheet, *parts: self._count(parts[:5], parts[5])),
            (rf"({one})\+({one})", lambda sheet, *parts: self._give(sheet, parts[0]) + self._give(sheet, parts[7])),
            (rf"COUNTIFS\({_RANGE},\"(\w[^\"]*)\",{_RANGE},\"<>(\w+)\"\)", self._count_both),
            (rf"SUMPRODUCT\(EXACT\({_RANGE},\$?A(\d+)\)\*1\)", self._same),
            (rf"SUMPRODUCT\(EXACT\({_RANGE},\$?A(\d+)\)\*\({_RANGE}(=|<>)\"([^\"]*)\"\)\)", self._same_and),
            (r"IF\(([A-Z]+\d+)=0,\"N/A\",ROUND\(100\*([A-Z]+\d+)/([A-Z]+\d+),2\)\)", self._share),
            (r"IF\(([A-Z]+\d+)=0,\"N/A\",INT\(100\*([A-Z]+\d+)/([A-Z]+\d+)\)\)", self._floored),
            (rf"SUM\({_RANGE}\)", lambda _, *parts: sum(self._cells(*parts))),
        ]

    def _cells(self, sheet: str, left: str, top: str, right: str, foot: str) -> list[Any]:
        assert left == right
        return [self.value(sheet, f"{left}{number}") for number in range(int(top), int(foot) + 1)]

    def _count(self, where: tuple[str, ...], wanted: str) -> int:
        cells = self._cells(*where)
        if wanted == ">0":
            return sum(isinstance(one, int | float) and one > 0 for one in cells)
        return sum(one == wanted for one in cells)

    def _count_both(self, _: str, *parts: str) -> int:
        pairs = zip(self._cells(*parts[:5]), self._cells(*parts[6:11]), strict=True)
        return sum(one == parts[5] and other != parts[11] for one, other in pairs)

    def _same(self, sheet: str, *parts: str) -> int:
        wanted = self.value(sheet, f"A{parts[5]}")
        return sum((one or "") == (wanted or "") for one in self._cells(*parts[:5]))

    def _same_and(self, sheet: str, *parts: str) -> int:
        wanted = self.value(sheet, f"A{parts[5]}")
        pairs = zip(self._cells(*parts[:5]), self._cells(*parts[6:11]), strict=True)
        return sum((key or "") == (wanted or "") and (mark == parts[12]) is (parts[11] == "=") for key, mark in pairs)

    def _share(self, sheet: str, checked: str, above: str, below: str) -> float | str:
        assert checked == below
        if not self.value(sheet, below):
            return "N/A"
        exact = Decimal(100 * self.value(sheet, above)) / Decimal(self.value(sheet, below))
        return float(exact.quantize(Decimal("0.01"), ROUND_HALF_UP))

    def _floored(self, sheet: str, checked: str, above: str, below: str) -> int | str:
        assert checked == below
        whole = self.value(sheet, below)
        return 100 * int(self.value(sheet, above)) // int(whole) if whole else "N/A"
