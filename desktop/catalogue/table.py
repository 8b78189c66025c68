"""A catalogue from rows of a table, each row taken or refused with its reason; the checklists provinces really have.

Rows may leave out what the row above says (procedure, case); lines that only name a field of work are headings.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from desktop.catalogue.limits import working_days
from desktop.catalogue.words import tidy
from desktop.model.catalogue import UNSTATED_REASON, Agency, Case, Catalogue, Component, Procedure, ResultType
from desktop.model.codes import BadCode, catalogue_code, procedure_code, unit_code

REFUSED_SHARE = 0.02
"""A file with more refused rows than this is not whole enough to be taken."""
ONLY_CASE = "Trường hợp chung"
_REASONS = {
    **dict.fromkeys(("i", "1", "a"), "i"),
    **dict.fromkeys(("ii", "2", "b"), "ii"),
    **dict.fromkeys(("iii", "3", "c"), "iii"),
    **dict.fromkeys(("x", "có", "co", "yes", "true", "bắt buộc"), UNSTATED_REASON),
    **dict.fromkeys(("", "-", "không", "khong", "no", "false", "0"), ""),
}
_MOST_COPIES = 1000

Fields = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowNote:
    """What became of a row.

    Attributes:
        sheet: its sheet, or the part of a file.
        row: its number there, from 1.
        taken: whether it counts.
        reason: why not; or what it was taken as.
    """

    sheet: str
    row: int
    taken: bool
    reason: str


class _Refused(Exception):
    pass


@dataclass(slots=True)
class _Procedure:
    code: str
    name: str
    of_field: str
    secret: bool | None = None
    cases: dict[str, list[Component]] = field(default_factory=dict)
    case_names: dict[str, str] = field(default_factory=dict)
    results: dict[str, ResultType] = field(default_factory=dict)
    limit: int | None = None


class CatalogueTable:
    """Gathers rows into a catalogue."""

    def __init__(self) -> None:
        self.notes: list[RowNote] = []
        self._procedures: dict[str, _Procedure] = {}
        self._agencies: dict[str, Agency] = {}
        self._now: _Procedure | None = None
        self._case: str | None = ""
        self._field = ""

    def new_sheet(self) -> None:
        """What was said above does not count on another sheet."""
        self._now, self._case, self._field = None, "", ""

    def heading(self, sheet: str, row: int, text: str) -> None:
        """A line that names the field of work of the rows below it."""
        self._field = re.sub(r"^\s*([IVXLC]+|\d+)\s*[.)]\s*", "", text).strip()
        self._field = re.sub(r"(?i)^lĩnh vực\s*:?\s*", "", self._field).strip(" :")
        self.note(sheet, row, f"lĩnh vực {self._field}")

    def add(self, sheet: str, row: int, fields: Fields) -> None:
        """Take a row, or refuse it by name; what was there stays.

        Args:
            sheet: for the note.
            row: for the note.
            fields: text by what the column means, see `desktop.catalogue.columns`.
        """
        tidied = {name: tidy(text) for name, text in fields.items()}
        try:
            if tidied.get("agency_code") or tidied.get("agency_name"):
                self._agency(tidied)
            else:
                self._row(tidied)
        except (_Refused, BadCode) as refusal:
            reason = refusal.message if isinstance(refusal, BadCode) else str(refusal)
            self.notes.append(RowNote(sheet=sheet, row=row, taken=False, reason=reason))
        else:
            self.note(sheet, row, "")

    def refuse(self, sheet: str, row: int, faults: Mapping[str, str]) -> None:
        """Refuse a row whose cells do not say what they must.

        Args:
            sheet: for the note.
            row: for the note.
            faults: why, by what the column means.
        """
        if "procedure_code" in faults:
            # The rows below without a code are this unknown procedure's, not the one's above.
            self._now = None
        if not faults.keys().isdisjoint({"case_code", "case_name"}):
            self._case = None
        self.notes.append(RowNote(sheet=sheet, row=row, taken=False, reason="; ".join(faults.values())))

    def note(self, sheet: str, row: int, words: str) -> None:
        """Note something of a row that counts."""
        self.notes.append(RowNote(sheet=sheet, row=row, taken=True, reason=words))

    def _row(self, fields: Fields) -> None:
        self._turn_to(fields)
        if self._now is None:
            raise _Refused("chưa biết thuộc thủ tục nào")
        took = False
        if fields.get("component_code") or fields.get("component_name"):
            self._component(self._now, fields)
            took = True
        if fields.get("result_code") or fields.get("result_name"):
            self._result(self._now, fields)
            took = True
        if not took and not fields.get("procedure_code"):
            raise _Refused("không có mã giấy tờ hay mã kết quả")

    def _turn_to(self, fields: Fields) -> None:
        """Which procedure and case the row speaks of."""
        code = fields.get("procedure_code", "")
        if code:
            try:
                code = procedure_code(code)
            except BadCode:
                # The rows below without a code are this unknown procedure's, not the one's above.
                self._now = None
                raise
            known = self._procedures.get(code[:8])
            if known is None:
                name = fields.get("procedure_name", "")
                if not name:
                    self._now = None
                    raise _Refused(f"thủ tục {code} không có tên")
                known = _Procedure(code, name, fields.get("field") or self._field)
                self._procedures[code[:8]] = known
            if known is not self._now:
                self._now, self._case = known, ""
            if "secret" in fields:
                known.secret = known.secret or _is_secret(fields["secret"])
            if known.limit is None:
                known.limit = working_days(fields.get("limit", ""))
        if fields.get("case_code") or fields.get("case_name"):
            self._case = self._case_of(fields)

    def _case_of(self, fields: Fields) -> str:
        if self._now is None:
            return ""
        name = fields.get("case_name") or fields["case_code"]
        code = fields.get("case_code") or next(
            (known for known, its in self._now.case_names.items() if its == name), f"TH{len(self._now.case_names) + 1}"
        )
        self._now.case_names.setdefault(code, name)
        return code

    def _component(self, of: _Procedure, fields: Fields) -> None:
        if not fields.get("component_code"):
            raise _Refused(f"giấy tờ «{fields['component_name'][:60]}» không có mã")
        code = catalogue_code(fields["component_code"])
        if not fields.get("component_name"):
            raise _Refused(f"giấy tờ {code} không có tên")
        if self._case is None:
            raise _Refused("chưa biết thuộc trường hợp nào")
        case = self._case or next(iter(of.case_names), "TH1")
        of.case_names.setdefault(case, ONLY_CASE)
        there = of.cases.setdefault(case, [])
        if any(one.code == code for one in there):
            raise _Refused(f"giấy tờ {code} đã có trong trường hợp này")
        originals, copies = _count(fields.get("originals", "")), _count(fields.get("copies", ""))
        there.append(
            Component(
                code=code,
                name=fields["component_name"],
                originals=1 if originals is None and copies is None else originals or 0,
                copies=copies or 0,
                must_digitise=_reason(fields.get("must_digitise", "")),
                replaced_by=catalogue_code(fields["replaced_by"]) if _said(fields.get("replaced_by", "")) else "",
            )
        )

    def _result(self, of: _Procedure, fields: Fields) -> None:
        if not fields.get("result_code"):
            raise _Refused(f"kết quả «{fields['result_name'][:60]}» không có mã")
        code = catalogue_code(fields["result_code"])
        known = of.results.get(code)
        name = fields.get("result_name") or (known.name if known else "")
        if not name:
            raise _Refused(f"kết quả {code} không có tên")
        if known and known.name != name:
            raise _Refused(f"kết quả {code} có hai tên")
        of.results[code] = ResultType(code=code, name=name)

    def _agency(self, fields: Fields) -> None:
        code, name = unit_code(fields.get("agency_code", "")), fields.get("agency_name", "")
        if not name:
            raise _Refused(f"đơn vị {code} không có tên")
        if code in self._agencies:
            raise _Refused(f"đơn vị {code} đã có ở dòng trên")
        self._agencies[code] = Agency(
            code=code,
            name=name,
            valid_from=_day(fields.get("valid_from", "")),
            valid_to=_day(fields.get("valid_to", "")),
            predecessors=tuple(unit_code(one) for one in _listed(fields.get("predecessors", ""))),
            aliases=tuple(_listed(fields.get("aliases", ""))),
        )

    @property
    def whole(self) -> bool:
        """Whether enough of it is right to be taken: nearly every row, and no procedure without anything in it."""
        refused = sum(not note.taken for note in self.notes)
        empty = any(not one.cases and not one.results for one in self._procedures.values())
        return bool(self._procedures) and not empty and refused <= REFUSED_SHARE * len(self.notes)

    def catalogue(self, version: str, valid_from: date) -> Catalogue:
        """What was gathered so far."""
        return Catalogue(
            version=version,
            valid_from=valid_from,
            procedures=tuple(_finished(one) for one in self._procedures.values()),
            agencies=tuple(self._agencies.values()),
        )


def _finished(one: _Procedure) -> Procedure:
    names = one.case_names or {"TH1": ONLY_CASE}
    return Procedure(
        code=one.code,
        name=one.name,
        field=one.of_field,
        secret=one.secret,
        cases=tuple(
            Case(code=code, name=name, components=tuple(one.cases.get(code, ()))) for code, name in names.items()
        ),
        results=tuple(one.results.values()),
        working_days=one.limit,
    )


def _is_secret(text: str) -> bool:
    return text.casefold() not in {"", "-", "không", "khong", "no", "false", "0"}


def _said(text: str) -> bool:
    return text.casefold() not in {"", "-", "không", "khong", "x"}


def _count(text: str) -> int | None:
    if not text or text == "-":
        return None
    found = re.search(r"\d+", text)
    if found is None:
        if text.casefold() in {"x", "có"}:
            return 1
        raise _Refused(f"số lượng «{text[:20]}» không phải là số")
    number = int(found[0])
    if number > _MOST_COPIES:
        raise _Refused(f"số lượng {number} quá lớn")
    return number


def _reason(text: str) -> str:
    wanted = text.casefold().strip("() .")
    if wanted not in _REASONS:
        raise _Refused(f"lý do số hóa «{text[:20]}» phải là i, ii, iii, x hoặc để trống")
    return _REASONS[wanted]


def _listed(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"[;,\n]", text) if part.strip()]


def _day(text: str) -> date | None:
    if not text or text == "-":
        return None
    for pattern, order in (
        (r"(\d{4})-(\d{1,2})-(\d{1,2})", (1, 2, 3)),
        (r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", (3, 2, 1)),
    ):
        found = re.match(pattern, text)
        if found:
            try:
                return date(*(int(found[at]) for at in order))
            except ValueError:
                break
    raise _Refused(f"ngày «{text[:20]}» không đúng dạng ngày/tháng/năm")
