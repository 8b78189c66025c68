"""Values of a paper: number, dates, issuer, owner … each with its confidence, place and whether it can be true.

What a citizen card's QR says wins over what was read. Values are proposals for the clerk, never stored as
confirmed by themselves (R28, R30).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from desktop.document.extractors import Extractor, FieldRule, Place, load_extractors
from desktop.document.fold import fold_in_place
from desktop.document.suggest import titles
from desktop.model.errors import Refusal
from desktop.model.identity import citizen_number, is_old_identity_number
from desktop.model.page import Box, CodeKind, PageCode, Reading, ReadLine

FIRST_YEAR = 1900
_MOST_CHARACTERS = 20_000
_DOUBTED = 0.5
_TITLE_WEIGHT = 0.5
"""Upper case in the upper part is enough."""
_DIGITS = str.maketrans("oil", "011")
_FILLING = " .…:;,_-–*\"'«»()"
_NUMBER = re.compile(r"\d{1,7}([/\-.]?[A-Z0-9Đ]+)*([/\-.][A-ZĐ0-9\-.]+)*", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_]+(?:['’\-.][^\W\d_]+)*\.?")
_CARD_FIELDS = {
    "number": "owner_id",
    "name": "owner_name",
    "born": "owner_born",
    "sex": "sex",
    "address": "address",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A value found on a paper.

    Attributes:
        value: NFC; dates as `yyyy-mm-dd`.
        confidence: 0 to 1; a code's is 1, a reading's that of its least sure word.
        box: where it stands, clean px of `page`; None where unknown.
        page: index of the page.
        valid: it has the form its kind must have and is possible.
        source: `qr`, `barcode` or `reading`.
        doubt: why not valid or doubted, a short Vietnamese phrase; empty otherwise.
    """

    value: str
    confidence: float
    box: Box | None
    page: int
    valid: bool
    source: str = "reading"
    doubt: str = ""


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
    pages = [_PageText(number, reading) for number, reading in enumerate(readings) if reading]
    # Only what names the paper: a decision about land that mentions an identity card is no identity card.
    names = [kind, *(title.text for title in titles(readings) if title.weight >= _TITLE_WEIGHT)]
    folded = fold_in_place(unicodedata.normalize("NFC", "\n".join(names)))
    found: dict[str, Field] = {}
    for extractor in load_extractors() if extractors is None else extractors:
        if not extractor.holds_for(folded):
            continue
        for rule in extractor.rules:
            value = _look(rule, pages, today)
            if value and (rule.name not in found or (value.valid and not found[rule.name].valid)):
                found[rule.name] = value
    found |= _from_codes(codes, is_card="can cuoc" in folded or "cccd" in folded)
    return _together(found)


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
    doubted = dict(found)
    born_on, issued_on, number = _day(found.get("owner_born")), _day(found.get("issued")), found.get("owner_id")
    if born_on and issued_on and issued_on < born_on:
        for name in ("owner_born", "issued"):
            doubted[name] = _doubt(doubted[name], "ngày cấp trước ngày sinh")
    if born_on and number and _birth_year(number.value) not in {None, born_on.year}:
        for name in ("owner_born", "owner_id"):
            doubted[name] = _doubt(doubted[name], "năm sinh không khớp với số định danh")
    return doubted


def _birth_year(number: str) -> int | None:
    """The year that a 12-digit number carries; None where it is not such a number."""
    try:
        return citizen_number(number).birth_year
    except Refusal:
        return None


def _doubt(field: Field, why: str) -> Field:
    if field.source != "reading":
        return field
    return replace(field, confidence=round(field.confidence * _DOUBTED, 3), doubt=why)


def _day(field: Field | None) -> date | None:
    return date.fromisoformat(field.value) if field and field.valid else None


class _PageText:
    """A page's lines as one folded text, and the way back from places in it to boxes."""

    def __init__(self, number: int, reading: Reading) -> None:
        self.number = number
        self.reading = reading
        self.folded = self.within((0.0, 0.0, 1.0, 1.0)).folded

    def within(self, region: tuple[float, float, float, float]) -> _Excerpt:
        left, top, right, foot = region
        width, height = max(1, self.reading.width), max(1, self.reading.height)
        lines = []
        for line in self.reading.lines:
            x, y = (line.box[0] + line.box[2] / 2) / width, (line.box[1] + line.box[3] / 2) / height
            if (left <= x <= right and top <= y <= foot) or region == (0.0, 0.0, 1.0, 1.0):
                lines.append(line)
        return _Excerpt(lines)


class _Excerpt:
    def __init__(self, lines: Iterable[ReadLine]) -> None:
        self._lines: list[tuple[int, str, ReadLine]] = []
        at = 0
        for line in lines:
            text = unicodedata.normalize("NFC", line.text).replace("\n", " ")
            if at + len(text) > _MOST_CHARACTERS:
                break
            self._lines.append((at, text, line))
            at += len(text) + 1
        self.text = "\n".join(text for _, text, _ in self._lines)
        self.folded = fold_in_place(self.text)

    def place(self, start: int, end: int) -> tuple[Box | None, float]:
        """Box around the words between two places of the text, and the confidence of the least sure of them."""
        boxes: list[Box] = []
        sure: list[float] = []
        for at, text, line in self._lines:
            if at >= end or at + len(text) <= start:
                continue
            for box, confidence in _words_between(line, text, start - at, end - at):
                boxes.append(box)
                sure.append(confidence)
        if not boxes:
            return None, 0.0
        left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
        right, foot = max(box[0] + box[2] for box in boxes), max(box[1] + box[3] for box in boxes)
        return (left, top, right - left, foot - top), min(sure)


def _words_between(line: ReadLine, text: str, start: int, end: int) -> list[tuple[Box, float]]:
    """Words of a line that stand between two places; the whole line where its words do not add up to its text."""
    if " ".join(unicodedata.normalize("NFC", word.text) for word in line.words) != text:
        return [(line.box, line.confidence)]
    found, at = [], 0
    for word in line.words:
        length = len(unicodedata.normalize("NFC", word.text))
        if at < end and at + length > start:
            found.append((word.box, word.confidence))
        at += length + 1
    return found


def _look(rule: FieldRule, pages: Sequence[_PageText], today: date | None) -> Field | None:
    """The first valid value by the order of places, else the first that has the wrong form.

    A valid one that comes after an invalid one is doubted: it may be another value of the same kind.
    """
    unfit: Field | None = None
    for place in rule.places:
        for page in pages:
            for field in _at(rule, place, page, today):
                if field.valid:
                    return _doubt(field, f"trước đó có giá trị sai: {unfit.doubt}") if unfit else field
                unfit = unfit or field
    return unfit


def _at(rule: FieldRule, place: Place, page: _PageText, today: date | None) -> Iterable[Field]:
    excerpt = page.within(place.region)
    matches = list(place.match.finditer(excerpt.folded))
    for match in reversed(matches) if place.last else matches:
        groups = match.groupdict()
        if groups.get("d"):
            start, end = match.start("d"), match.end("y")
            raw = "/".join(groups[part].translate(_DIGITS) for part in "dmy")
        else:
            start, end = match.span("value")
            raw = excerpt.text[start:end]
        value, doubt = _checked(rule.kind, raw, today)
        if not value:
            continue
        box, confidence = excerpt.place(start, end)
        yield Field(
            value=value,
            confidence=round(confidence * (_DOUBTED if doubt else 1), 3),
            box=box,
            page=page.number,
            valid=not doubt,
            doubt=doubt,
        )


def _checked(kind: str, raw: str, today: date | None) -> tuple[str, str]:
    """The value in its proper form, and what is wrong with it (empty where nothing)."""
    text = " ".join(word for word in raw.split() if word in "-–/" or any(c.isalnum() for c in word)).strip(_FILLING)
    if kind in {"date", "future_date"}:
        return _checked_day(text, today if kind == "date" else None)
    if kind == "identity":
        return _checked_identity(text)
    if kind == "number":
        joined = re.sub(r"\s*([/\-.])\s*", r"\1", text).replace(" ", "")
        repaired = re.sub(r"^[oOiIl\d]+(?=[/\-.]|$)", lambda m: m[0].lower().translate(_DIGITS), joined)
        ok = re.search(r"\d", repaired) and _NUMBER.fullmatch(re.sub(r"^[A-ZĐ]{1,3}(?=\d)", "", repaired))
        return repaired, "" if ok else "số, ký hiệu không đúng dạng"
    if kind == "person":
        words = text.split()
        proper = 2 <= len(words) <= 7 and all(_is_name(word) for word in words)
        return text, "" if proper else "không giống tên người"
    if kind == "digits":
        return text, "" if text.isdecimal() else "không phải số"
    return text, "" if sum(c.isalnum() for c in text) >= 3 else "quá ngắn"


def _is_name(word: str) -> bool:
    """`Thị` or `THỊ`, never `tHị`: a seal over a name gives such letters."""
    return bool(_NAME.fullmatch(word)) and word in {word.upper(), word.title()}


def _checked_day(text: str, today: date | None) -> tuple[str, str]:
    parts = re.findall(r"\d+", text)
    if len(parts) != 3:
        return text, "không phải ngày"
    day, month, year = (int(part) for part in parts)
    try:
        found = date(year, month, day)
    except (ValueError, OverflowError):
        return text, "ngày không có thật"
    if found.year < FIRST_YEAR:
        return found.isoformat(), "năm quá xa"
    if today and found > today:
        return found.isoformat(), "ngày ở tương lai"
    return found.isoformat(), ""


def _checked_identity(text: str) -> tuple[str, str]:
    digits = re.sub(r"[\s.]", "", text)
    try:
        if len(digits) == 12:
            citizen_number(digits)
    except Refusal as error:
        return digits, str(error.values.get("reason", "số định danh không đúng"))
    return digits, "" if is_old_identity_number(digits) else "số giấy tờ phải có 9 hoặc 12 chữ số"


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
        }
        for name, field in fields.items()
    }
