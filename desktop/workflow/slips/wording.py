"""What a slip says, from the dossier, its counted papers and the office's form: plain data to plain data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from desktop.document.printing.slip import SlipTable, SlipText
from desktop.machine.clock import VIETNAM, vietnam_day
from desktop.machine.settings import Settings
from desktop.model.dossier import Dossier
from desktop.model.slip import Counted, Slip, SlipKind
from desktop.workflow.slips.template import MISSING, RECEIVED, SlipTemplate, paragraphs

_OFFICIAL = "{official}"
_CONSENT = {
    True: "Chủ hồ sơ đồng ý lưu giấy tờ vào kho dữ liệu cá nhân.",
    False: "Chủ hồ sơ không đồng ý lưu giấy tờ vào kho dữ liệu cá nhân.",
    None: "",
}
_PROVISIONAL = "Đây là mã tạm; mã chính thức được cấp khi tỉnh nhận hồ sơ. Mã tạm vẫn tra cứu được."
_RECEIVED_HEADS, _RECEIVED_WIDTHS = ("Tên giấy tờ", "Bản chính", "Bản sao", "Trả lại"), (5.0, 1.1, 1.1, 1.1)
_MISSING_HEADS, _MISSING_WIDTHS = ("Giấy tờ còn thiếu", "Bản chính", "Bản sao"), (5.0, 1.1, 1.1)
_HAND_FIRST = 2.2
"""Width of the first column of a table that is filled by hand; the others have 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedPaper:
    """A component of a dossier, with what was received of it.

    Attributes:
        name: of the paper.
        asked: what the catalogue asks for.
        counted: what was received; None where nobody counted it.
        there: it is scanned or reused.
    """

    name: str
    asked: Counted
    counted: Counted | None
    there: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipFacts:
    """What a slip is written from.

    Attributes:
        dossier: with its owner.
        procedure: its name.
        competent: name of who decides.
        passed_on: the day on which it goes to them; None where that is not known.
        basis: the law that is cited.
        own: its components in their order.
    """

    dossier: Dossier
    procedure: str
    competent: str
    passed_on: date | None
    basis: str
    own: Sequence[CountedPaper]


def slip_text(template: SlipTemplate, facts: SlipFacts, slip: Slip, settings: Settings) -> SlipText:
    """All that stands on a slip.

    Args:
        template: the form.
        facts: of the dossier.
        slip: number, day, and what the official says.
        settings: whose office, and who writes it.
    """
    official = settings.officer_name or settings.officer
    values = _values(facts, slip, settings, official)
    day = slip.at.astimezone(VIETNAM)
    date_words = f"ngày {day:%d} tháng {day:%m} năm {day:%Y}"
    place = settings.unit_place
    return SlipText(
        size=template.size,
        form=template.form,
        above=settings.unit_above,
        agency=settings.unit_name,
        number=f"{slip.number}/{template.symbol}",
        place_and_day=f"{place}, {date_words}" if place else date_words.capitalize(),
        title=template.title,
        code=facts.dossier.code,
        head=paragraphs(template.head, values),
        table=_table(template, facts.own),
        foot=paragraphs(template.foot, values),
        signers=[_signer(one, official) for one in template.signers],
    )


def _values(facts: SlipFacts, slip: Slip, settings: Settings, official: str) -> Mapping[str, str]:
    """What each place of a template says. What was typed comes last: it is filled in, and never filled itself."""
    dossier = facts.dossier
    due = slip.said.due if slip.kind is SlipKind.APOLOGY else dossier.due
    return {
        "code_note": _PROVISIONAL if dossier.code == dossier.provisional_code else "",
        "consent": _CONSENT[dossier.consent],
        "due": _day(due),
        "due_before": _day(slip.due_before),
        "received": _moment(dossier.received_at),
        "passed_on": _passed_on(facts.passed_on, dossier.received_at),
        "handed_out": _handed_out(facts.own),
        "basis": facts.basis,
        "agency": settings.unit_name,
        "official": official,
        "competent": facts.competent,
        "procedure": facts.procedure,
        "owner_number": dossier.party.number,
        "owner_address": dossier.party.address,
        "handed_in_by": dossier.submitter.name if dossier.submitter else "",
        "owner": dossier.party.name,
        "reason": slip.said.reason,
    }


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(VIETNAM):%H:%M ngày %d/%m/%Y}"


def _passed_on(day: date | None, received: datetime) -> str:
    """What comes in after the hour goes on the next working morning (R18)."""
    if day is None:
        return ""
    return "trong ngày" if day == vietnam_day(received) else f"sáng ngày {_day(day)}"


def _handed_out(own: Sequence[CountedPaper]) -> str:
    gone = [(one.name, one.counted.to_return) for one in own if one.counted and one.counted.returned_at]
    return "; ".join(f"{name} ({count} bản)" for name, count in gone)


def _signer(title: str, official: str) -> tuple[str, str]:
    """Title of who signs, and the name below."""
    return title.replace(_OFFICIAL, "").strip(), official if _OFFICIAL in title else ""


def _table(template: SlipTemplate, own: Sequence[CountedPaper]) -> SlipTable | None:
    if template.columns:
        widths = (_HAND_FIRST, *[1.0] * (len(template.columns) - 1))
        empty = [""] * (len(template.columns) - 1)
        return SlipTable(template.columns, widths, [(row, *empty) for row in template.rows])
    if template.table == RECEIVED:
        rows = [
            (f"{at}. {one.name}", *(_number(count) for count in (said.originals, said.copies, said.to_return)))
            for at, (one, said) in enumerate(_received(own), 1)
        ]
        return SlipTable(_RECEIVED_HEADS, _RECEIVED_WIDTHS, rows) if rows else None
    if template.table == MISSING:
        left = [one for one in own if not one.there and one.counted is None]
        rows = [
            (f"{at}. {one.name}", _number(one.asked.originals), _number(one.asked.copies))
            for at, one in enumerate(left, 1)
        ]
        return SlipTable(_MISSING_HEADS, _MISSING_WIDTHS, rows) if rows else None
    return None


def _received(own: Sequence[CountedPaper]) -> list[tuple[CountedPaper, Counted]]:
    """The papers of which something was counted."""
    return [(one, one.counted) for one in own if one.counted and (one.counted.originals or one.counted.copies)]


def _number(count: int) -> str:
    return str(count) if count else "–"
