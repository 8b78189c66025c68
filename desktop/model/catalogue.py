"""The provincial catalogue as plain data: procedures with their cases and components, result types, agencies.

Components belong to a case (R3); every row has its time of validity and the version it came with (R1).
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date

from desktop.model.codes import BadCode, unit_code
from desktop.model.data import LATER
from desktop.model.errors import Refusal

UNSTATED_REASON = "x"
"""Must be digitised, though the province's list does not say for which of its three reasons."""


class UnknownCode(Refusal):
    """A code that the catalogue does not have (R2)."""

    code = "unknown_code"
    sentence = "Mã «{subject}» không có trong danh mục đang dùng."
    advice = "Cập nhật danh mục, hoặc chọn mã khác."


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """A paper that a dossier must have.

    Attributes:
        code: MAGIAYTO.
        name: as in the catalogue.
        originals: how many originals are handed in.
        copies: how many copies are handed in.
        must_digitise: why it must be digitised: `i`, `ii`, `iii` of the province's list (R4), `x` where that gives no
            reason, or empty.
        replaced_by: result code that may stand in for it (MA_KQ_THAYTHE), empty where none.
        validity: the rule for papers that do not say themselves how long they are valid (`desktop.model.validity`).
    """

    code: str
    name: str
    originals: int = 1
    copies: int = 0
    must_digitise: str = ""
    replaced_by: str = ""
    validity: str = dataclasses.field(default="", metadata=LATER)


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultType:
    """A result that a procedure gives (MAKETQUA); `validity` is the rule for what does not say it itself."""

    code: str
    name: str
    validity: str = dataclasses.field(default="", metadata=LATER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A case (TRUONGHOP) of a procedure, with its own list of components."""

    code: str
    name: str
    components: tuple[Component, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure:
    """An administrative procedure.

    Attributes:
        code: e.g. `1.001193`.
        name: as in the catalogue.
        field: the field's name.
        secret: a state-secret procedure: nothing of it may be scanned (R21); None where the list does not say.
        cases: at least one.
        results: what it gives.
        working_days: within how many working days it is due, 0 for within the day; None where that is not stated.
        competent: unit code of the authority that decides (R12); empty where the list does not say.
    """

    code: str
    name: str
    field: str
    secret: bool | None = False
    cases: tuple[Case, ...]
    results: tuple[ResultType, ...]
    working_days: int | None = dataclasses.field(default=None, metadata=LATER)
    competent: str = dataclasses.field(default="", metadata=LATER)

    def case(self, code: str) -> Case:
        """The case with this code.

        Raises:
            UnknownCode: the procedure has no such case.
        """
        for case in self.cases:
            if case.code == code:
                return case
        raise UnknownCode(code)

    def paper_name(self, code: str) -> str:
        """Name of a component or result of this procedure by its code.

        Raises:
            UnknownCode: the procedure has no such component or result.
        """
        item = self._item(code)
        if item is None:
            raise UnknownCode(code)
        return item.name

    def validity_of(self, code: str) -> str:
        """The rule of a component or result for how long it is valid; empty where there is none, or no such code."""
        item = self._item(code)
        return item.validity if item else ""

    def _item(self, code: str) -> Component | ResultType | None:
        components = [component for case in self.cases for component in case.components]
        items: list[Component | ResultType] = [*components, *self.results]
        return next((item for item in items if item.code == code), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """A unit of the state, with its time of existence and what it came from (R11).

    Attributes:
        code: unit code in the newer order.
        name: its name.
        valid_from, valid_to: first and last day; None where it always was, or still is.
        predecessors: codes of the units it came from.
        aliases: other codes and names it is known by (R6).
    """

    code: str
    name: str
    valid_from: date | None = None
    valid_to: date | None = None
    predecessors: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()

    def existed_on(self, day: date) -> bool:
        """Whether it may be chosen for a dossier of this day (R11)."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """One version of the whole catalogue.

    Attributes:
        version: the province's name for this version.
        valid_from: first day it counts.
        procedures: all of them.
        agencies: all of them.
    """

    version: str
    valid_from: date
    procedures: tuple[Procedure, ...]
    agencies: tuple[Agency, ...]

    def procedure(self, code: str) -> Procedure:
        """The procedure with this code, its local suffix put aside (R8).

        Raises:
            UnknownCode: no such procedure.
        """
        for procedure in self.procedures:
            if procedure.code[:8] == code[:8]:
                return procedure
        raise UnknownCode(code)

    def agency(self, code: str) -> Agency:
        """The agency with this code, in either order of its groups, or with this alias (R6).

        Raises:
            UnknownCode: no such agency, past or present.
        """
        for agency in self.agencies:
            if code.strip().upper() == agency.code or code.strip() in agency.aliases or _same_unit(code, agency.code):
                return agency
        raise UnknownCode(code)


def _same_unit(one: str, other: str) -> bool:
    try:
        return unit_code(one) == other
    except BadCode:
        return False
