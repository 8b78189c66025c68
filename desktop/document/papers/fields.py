"""Values of a paper: number, dates, issuer, owner … each with its confidence, place and whether it can be true.

What a citizen card's QR says, and what its lines for machines prove, wins over what was read. Values are proposals
for the clerk, never stored as confirmed by themselves (R28, R30).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from desktop.document.papers.excerpt import PageText, Span
from desktop.document.papers.extractors import Extractor, FieldRule, Search, load_extractors
from desktop.document.papers.field import DOUBTED, Field, FieldState, doubted
from desktop.document.papers.fold import fold, fold_in_place
from desktop.document.papers.foot.blocks import find_foot
from desktop.document.papers.foot.blocks import wanted_of as wanted_of_foot
from desktop.document.papers.foot.values import OWN as OWN_OF_FOOT
from desktop.document.papers.foot.values import read_foot
from desktop.document.papers.head.blocks import find_head, wanted_of
from desktop.document.papers.head.values import OWN, HeadValues, read_head
from desktop.document.papers.suggest import titles
from desktop.document.papers.values import LIKE_DIGITS, checked
from desktop.model.errors import Refusal
from desktop.model.identity import citizen_number
from desktop.model.mrz import find_zone
from desktop.model.page import CodeKind, PageCode, Reading
from desktop.page.result import Wanted

_SURE = 0.85
"""Two readers that say the same, but are less sure of it than this, count as one source. Chosen."""
_TWICE = "+"
"""Joins the names of two readers in that of a reading."""
_TITLE_WEIGHT = 0.5
"""Least weight of a title (`suggest.titles`) that chooses extractors: upper case in the upper part is enough."""
_CARD_FIELDS = {
    "number": "owner_id",
    "name": "owner_name",
    "born": "owner_born",
    "sex": "sex",
    "address": "address",
}


def read_fields(
    readings: Sequence[Reading | None],
    codes: Sequence[Sequence[PageCode]],
    kind: str = "",
    *,
    today: date | None = None,
    extractors: Sequence[Extractor] | None = None,
) -> dict[str, Field]:
    """Find the values of one paper.

    Args:
        readings: page by page; None for a page that was not read.
        codes: page by page, beside `readings`.
        kind: name of the component or result; chooses extractors together with the titles.
        today: later dates are not valid for what already happened; None where not asked.
        extractors: instead of those in `resources/extractors`.

    Raises:
        BadExtractor: a file of extractors is wrong.
    """
    pages = [PageText(number, reading) for number, reading in enumerate(readings) if reading]
    head = _head(readings, today)
    in_head = {**head.fields, **read_foot(readings)} if head else {}
    # The layout of a form counts before its head; on any other paper the head counts first.
    found = {} if head and head.form else dict(in_head)
    for extractor in _holding(readings, kind, extractors):
        if not extractor.applies:
            found = {**in_head, **found}
        for rule in _open_rules(extractor, closed=head is not None and not head.form):
            seen = _look(rule, pages, today)
            if seen and (rule.name not in found or (seen[0].valid and not found[rule.name].valid)):
                found[rule.name] = seen[0]
    named = _naming(readings, kind)
    is_card = "can cuoc" in named or "cccd" in named
    for source in (_from_machine_lines(readings, is_card=is_card), _from_codes(codes, is_card=is_card)):
        for name, proved in source.items():
            found[name] = _beside(proved, found.get(name))
    return _together(_confirmed(found, readings))


def _head(readings: Sequence[Reading | None], today: date | None) -> HeadValues | None:
    """What the head of the first page says: those of later ones are of other papers."""
    first = next(((at, reading) for at, reading in enumerate(readings) if reading), None)
    return read_head(first[1], first[0], today) if first else None


def _open_rules(extractor: Extractor, *, closed: bool) -> Iterator[FieldRule]:
    """The rules that may find a value: one that belongs to head or foot is looked for nowhere else, even if it is not
    there.
    """
    return (rule for rule in extractor.rules if not (closed and rule.name in {*OWN, *OWN_OF_FOOT}))


def _naming(readings: Sequence[Reading | None], kind: str) -> str:
    """What names the paper, folded: a decision about land that mentions an identity card is no identity card."""
    names = [kind, *(title.text for title in titles(readings) if title.weight >= _TITLE_WEIGHT)]
    return fold_in_place(unicodedata.normalize("NFC", "\n".join(names)))


def _holding(
    readings: Sequence[Reading | None], kind: str, extractors: Sequence[Extractor] | None = None
) -> list[Extractor]:
    """The extractors that hold for a paper, those for some papers before those for all."""
    named = _naming(readings, kind)
    return [one for one in (load_extractors() if extractors is None else extractors) if one.holds_for(named)]


def _beside(proved: Field, other: Field | None) -> Field:
    """A value that proves itself, beside what another source has in its place: two independent sources."""
    if other is None or other.source == proved.source:
        return proved
    same = fold(other.value) == fold(proved.value) and other.value.casefold() == proved.value.casefold()
    if same:
        return replace(proved, state=FieldState.GREEN)
    return replace(proved, state=FieldState.ASKED, other=other.value)


def _from_machine_lines(readings: Sequence[Reading | None], *, is_card: bool) -> dict[str, Field]:
    """What the check digits of a card's or passport's lines for machines prove."""
    found: dict[str, Field] = {}
    for page, reading in enumerate(readings):
        zone = find_zone([line.text for line in reading.lines]) if reading else None
        if reading is None or zone is None:
            continue
        citizen = zone.number.isdecimal()
        values = {
            "owner_id": zone.number if citizen else "",
            "number": zone.number if is_card or not citizen else "",
            "owner_born": zone.born.isoformat(),
            "sex": zone.sex,
            "valid_until": zone.expires.isoformat() if zone.expires else "",
        }
        box = reading.lines[min(zone.lines)].box
        found |= {
            name: Field(value=value, confidence=1.0, box=box, page=page, valid=True, source="mrz")
            for name, value in values.items()
            if value
        }
    return found


def _confirmed(found: dict[str, Field], readings: Sequence[Reading | None]) -> dict[str, Field]:
    """A name that both readers have, but are not sure of, is sure where the lines for machines have its letters.

    They have no marks: one reader's marks stay one reader's.
    """
    name = found.get("owner_name")
    if name is None or name.state is not FieldState.SINGLE or not name.valid or name.source != "reading":
        return found
    read = readings[name.page]
    zones = [find_zone([line.text for line in reading.lines]) for reading in readings if reading]
    if read and _TWICE in read.reader and any(zone and zone.name == fold(name.value) for zone in zones):
        return found | {"owner_name": replace(name, state=FieldState.GREEN)}
    return found


def _from_codes(codes: Sequence[Sequence[PageCode]], *, is_card: bool) -> dict[str, Field]:
    found: dict[str, Field] = {}
    for page, on_page in enumerate(codes):
        for code in on_page:
            if code.kind is CodeKind.CITIZEN_CARD:
                names = {**_CARD_FIELDS, "issued": "issued"} if is_card else _CARD_FIELDS
                for part, name in names.items():
                    if code.fields.get(part):
                        found[name] = _sure(code.fields[part], code, page, "qr")
                if is_card and code.fields.get("number"):
                    found["number"] = _sure(code.fields["number"], code, page, "qr")
            elif code.kind is CodeKind.DOSSIER and code.fields.get("code"):
                source = "qr" if code.format.startswith("QR") else "barcode"
                found["dossier_code"] = _sure(code.fields["code"], code, page, source)
    return found


def _sure(value: str, code: PageCode, page: int, source: str) -> Field:
    return Field(value=value, confidence=1.0, box=code.box, page=page, valid=True, source=source)


def _together(found: dict[str, Field]) -> dict[str, Field]:
    """Doubt what does not fit together (R10): warned about, never dropped."""
    fitted = dict(found)
    born_on, issued_on, number = _day(found.get("owner_born")), _day(found.get("issued")), found.get("owner_id")
    if born_on and issued_on and issued_on < born_on:
        for name in ("owner_born", "issued"):
            fitted[name] = doubted(fitted[name], "ngày cấp trước ngày sinh")
    if born_on and number and _birth_year(number.value) not in {None, born_on.year}:
        for name in ("owner_born", "owner_id"):
            fitted[name] = doubted(fitted[name], "năm sinh không khớp với số định danh")
    return fitted


def _birth_year(number: str) -> int | None:
    """The year that a 12-digit number carries; None where it is not such a number."""
    try:
        return citizen_number(number).birth_year
    except Refusal:
        return None


def _day(field: Field | None) -> date | None:
    return date.fromisoformat(field.value) if field and field.valid else None


def _look(rule: FieldRule, pages: Sequence[PageText], today: date | None) -> tuple[Field, Span] | None:
    """The first valid value by the order of the searches, else the first that has the wrong form, each with its place.

    A valid one that comes after an invalid one is doubted: it may be another value of the same kind.
    """
    unfit: tuple[Field, Span] | None = None
    for search in rule.searches:
        for page in pages:
            for field, span in _at(rule, search, page, today):
                if field.valid:
                    return (doubted(field, f"trước đó có giá trị sai: {unfit[0].doubt}") if unfit else field), span
                unfit = unfit or (field, span)
    return unfit


def _at(rule: FieldRule, search: Search, page: PageText, today: date | None) -> Iterator[tuple[Field, Span]]:
    excerpt = page.within(search.region)
    matches = list(search.match.finditer(excerpt.folded))
    for match in reversed(matches) if search.last else matches:
        groups = match.groupdict()
        if groups.get("d"):
            span = excerpt.span(match.start("d"), match.end("y"))
            raw = "/".join(groups[part].translate(LIKE_DIGITS) for part in "dmy")
        else:
            span = excerpt.span(*match.span("value"))
            raw = span.text
        value, doubt = checked(rule.kind, raw, today)
        if not value:
            continue
        other = None if span.rival is None else checked(rule.kind, span.rival, today)[0]
        yield (
            Field(
                value=value,
                confidence=round(span.confidence * (DOUBTED if doubt else 1), 3),
                box=span.box,
                page=page.number,
                valid=not doubt,
                doubt=doubt,
                state=_state(value, other, valid=not doubt, sure=span.confidence >= _SURE),
                other="" if other in {None, value} else str(other),
            ),
            span,
        )


def _state(value: str, other: str | None, *, valid: bool, sure: bool) -> FieldState:
    if not valid or other not in {None, value}:
        return FieldState.ASKED
    return FieldState.GREEN if other == value and sure else FieldState.SINGLE


def worth_reading_twice(reading: Reading) -> Wanted:
    """What of a page becomes values: words that the second reader reads too, however sure the first one was, and the
    slots of its head and who signs at its foot, which all of them read whole.
    """
    page, head, below = PageText(0, reading), find_head(reading), find_foot(reading)
    laid_out = [wanted for wanted in (head and wanted_of(head), below and wanted_of_foot(below)) if wanted]
    words = {place for wanted in laid_out for place in wanted.words}
    for extractor in _holding([reading], ""):
        for rule in _open_rules(extractor, closed=head is not None and not head.form):
            seen = _look(rule, [page], None)
            words.update(seen[1].words if seen else ())
    return Wanted(sorted(words), [box for wanted in laid_out for box in wanted.boxes])


def summary(fields: Mapping[str, Field]) -> dict[str, dict[str, object]]:
    """The fields as the command line promises them: value, confidence, box, page, valid, and more."""
    return {
        name: {
            "value": field.value,
            "confidence": field.confidence,
            "box": list(field.box) if field.box else None,
            "page": field.page,
            "valid": field.valid,
            "source": field.source,
            "doubt": field.doubt,
            "state": str(field.state),
            "other": field.other,
        }
        for name, field in fields.items()
    }
