"""Which paper is it: names of the catalogue against the titles on the pages, diacritics lost on both sides.

A proposal with a score and its reason, never a decision. What a code on the page says outright goes first; then
lines that look like a title (large, upper case, centred, near the top) against the checklist and the catalogue.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from rapidfuzz import fuzz

from desktop.document.papers.fold import fold, folded_words
from desktop.document.papers.identity_card import is_card
from desktop.model.page import CodeKind, PageCode, Reading, ReadLine

# Scores, weights and likenesses run from 0 to 1. All are chosen: `tests/document/papers/test_suggest.py` holds what
# comes of them, and `tests.bench.papers` measures how often the right paper is named.
LEAST_SCORE = 0.35
"""A worse suggestion is not made."""
LEARNT_WEIGHT = 0.75
"""Least weight of a title that a confirmed paper teaches."""
MOST_SUGGESTIONS = 5
_TITLE_DEPTH = 0.62
"""Titles stand in this upper share of a page."""
_LONGEST_TITLE = 4
"""Lines of a title."""
_LATER_PAGE = 0.75
"""What a title counts on any page but the first."""
_OUTSIDE_CHECKLIST = 0.93
"""What a paper counts that the procedure does not ask for."""
_SAME_WORD = 78
"""Likeness of 100 (RapidFuzz) from which on a word is another one misread."""
_BODY_WEIGHT = 0.5
"""Best score of a name that stands in the running text only."""
_WHOLE_NAME, _GOES_ON = 0.9, 0.92
"""A title that begins with the whole name, so alike, counts this much, however it goes on."""
_CARD_PAGE_WORDS = 150
"""A page with a card's code and no more words is the card."""
_NATION = ("CONG HOA XA HOI CHU NGHIA VIET NAM", "DOC LAP TU DO HANH PHUC", "SOCIALIST REPUBLIC OF VIET NAM")
_CARD_TEXT = re.compile(r"CAN CUOC CONG DAN|CITIZEN IDENTITY|\bCAN CUOC\b.{0,40}IDENTITY", re.DOTALL)
_LETTER_NAME = re.compile(r"CONG VAN|VAN BAN (?:DE NGHI|TRA LOI|THONG BAO|CUA CO QUAN)")
_RECEIPT = re.compile(r"TIEP NHAN HO SO|HEN TRA KET QUA")
_ATTACHED = re.compile(r"\W*KEM THEO\b")
"""What follows names the paper that this one belongs to."""
_NAMED_BY = {CodeKind.SEPARATOR: "tờ phân tách ghi mã này", CodeKind.DECLARATION: "tờ khai in ở đây ghi mã này"}
"""Sheets of ours that say in a code which paper it is."""
_LABEL, _LABEL_WEIGHT = re.compile(r":\s*\S|\d{4}"), 0.5
"""A label with its value is no title, however large."""
_EMPTY_WORDS = frozenset(
    {"VE", "VIEC", "CUA", "VA", "THEO", "MAU", "QUY", "DINH", "SO", "CAC", "CO", "NEU", "DOI", "VOI"}
)
_KEPT_TOGETHER = {("QUYET", "DINH"), ("QUY", "DINH"), ("DINH", "DANH"), ("SO", "HO"), ("SO", "DO")}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A code that a paper may have.

    Attributes:
        code: component or result code.
        name: its name in the catalogue.
        score: 0 to 1.
        why: one Vietnamese phrase for the clerk; may quote the page, so it never goes into a log.
    """

    code: str
    name: str
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class Title:
    """Lines that may be a page's title.

    Attributes:
        text: as read, lines joined by a space.
        weight: how much they look like a title, 0 to 1.
        page: index of the page.
    """

    text: str
    weight: float
    page: int


def suggest(
    readings: Sequence[Reading | None],
    codes: Sequence[Sequence[PageCode]],
    checklist: Sequence[tuple[str, str]],
    catalogue: Sequence[tuple[str, str]] = (),
    known_titles: Mapping[str, Sequence[str]] | None = None,
) -> tuple[Suggestion, ...]:
    """Suggest the code of one paper, best first; empty where nothing fits.

    Args:
        readings: page by page; None for a page that was not read.
        codes: page by page, beside `readings`.
        checklist: code and name of what the chosen procedure asks for; preferred.
        catalogue: code and name of everything else.
        known_titles: by code, titles that clerks confirmed for it (see `titles`).
    """
    names = {**dict(catalogue), **dict(checklist)}
    wanted = {code for code, _ in checklist}
    found: dict[str, Suggestion] = {}
    for suggestion in (*_by_codes(readings, codes, names), *_by_titles(readings, names, known_titles or {})):
        score = suggestion.score if suggestion.code in wanted or not wanted else suggestion.score * _OUTSIDE_CHECKLIST
        if score >= LEAST_SCORE and (suggestion.code not in found or score > found[suggestion.code].score):
            found[suggestion.code] = Suggestion(suggestion.code, suggestion.name, round(score, 3), suggestion.why)
    best = sorted(found.values(), key=lambda one: (-one.score, one.code not in wanted, one.code))
    return tuple(best[:MOST_SUGGESTIONS])


def titles(readings: Sequence[Reading | None]) -> tuple[Title, ...]:
    """What may be titles, the likeliest first; the first of them is what a confirmed paper teaches."""
    found = [title for page, reading in enumerate(readings) if reading for title in _titles(reading, page)]
    return tuple(sorted(found, key=lambda title: -title.weight))


def learnable_title(readings: Sequence[Reading | None]) -> str:
    """What a confirmed paper teaches, folded: its likeliest title; empty where none is plain enough.

    Lines with digits or a label's value are the paper's own, not its kind's.
    """
    for title in titles(readings):
        if title.weight < LEARNT_WEIGHT:
            break
        if not _LABEL.search(title.text) and not any(c.isdigit() for c in title.text):
            return fold(title.text)
    return ""


def _by_codes(
    readings: Sequence[Reading | None], codes: Sequence[Sequence[PageCode]], names: Mapping[str, str]
) -> Iterable[Suggestion]:
    text = fold("\n".join(reading.text for reading in readings if reading))
    few = len(text.split()) <= _CARD_PAGE_WORDS
    kinds = {code.kind for page in codes for code in page}
    for sheet in (code for page in codes for code in page if code.kind in _NAMED_BY):
        named = sheet.fields.get("code", "")
        if named in names:
            yield Suggestion(named, names[named], 1.0, _NAMED_BY[sheet.kind])
    for code, name in names.items():
        folded = fold(name)
        if is_card(name):
            if CodeKind.CITIZEN_CARD in kinds and few:
                yield Suggestion(code, name, 0.99, "có mã QR của thẻ căn cước")
            elif few and _CARD_TEXT.search(text):
                yield Suggestion(code, name, 0.95, "mặt thẻ ghi «Căn cước»")
        if _LETTER_NAME.search(folded) and _is_letter(text):
            yield Suggestion(code, name, 0.85, "có «V/v» và «Kính gửi», bố cục công văn")
        if CodeKind.DOSSIER in kinds and _RECEIPT.search(folded) and _RECEIPT.search(text):
            yield Suggestion(code, name, 0.97, "có mã hồ sơ và chữ «Tiếp nhận hồ sơ»")


def _is_letter(text: str) -> bool:
    """An official letter has no title: a number, what it is about, and whom it is to (NĐ 30/2020)."""
    return bool(re.search(r"\bSO\W{0,3}\d+/[A-Z]", text) and re.search(r"\bV/V\b", text) and "KINH GUI" in text)


def _by_titles(
    readings: Sequence[Reading | None], names: Mapping[str, str], known: Mapping[str, Sequence[str]]
) -> Iterable[Suggestion]:
    rarity = _Rarity(names.values())
    seen = [(title, _meaning(title.text)) for title in titles(readings)]
    body = fold(" ".join(reading.text for reading in readings[:1] if reading))[:3000]
    for code, name in names.items():
        for wanted, why in _ways_to_say(name, known.get(code, ())):
            meaning = _meaning(wanted)
            if not meaning:
                continue
            for title, words in seen:
                likeness = rarity.likeness(meaning, words) * (0.8 + 0.2 * title.weight)
                score = likeness * (1.0 if title.page == 0 else _LATER_PAGE)
                if score >= LEAST_SCORE:
                    yield Suggestion(code, name, score, f"{why}: «{title.text[:80]}»")
        folded = fold(name.split("(")[0])
        if len(folded) >= 12:
            inside = max(0.0, fuzz.partial_ratio(folded, body) - 80) / 20
            yield Suggestion(code, name, inside * _BODY_WEIGHT, "tên có trong nội dung trang")


def _ways_to_say(name: str, known: Sequence[str]) -> list[tuple[str, str]]:
    """A name, the alternatives in it, and titles that clerks confirmed, each with what to tell the clerk."""
    bare = re.sub(r"\([^)]{0,300}\)", " ", name)
    parts = [part for part in re.split(r"\bhoặc\b|;|/", bare) if len(part.split()) > 1]
    why = "tiêu đề giống tên trong danh mục"
    return [
        (bare, why),
        *((part, why) for part in parts if part != bare),
        *((title, "tiêu đề giống giấy tờ cán bộ đã xác nhận") for title in known),
    ]


def _meaning(text: str) -> tuple[str, ...]:
    """Folded words without those that carry none."""
    words = folded_words(text)
    kept = []
    for at, word in enumerate(words):
        pair_before, pair_after = words[max(0, at - 1) : at + 1], words[at : at + 2]
        if word not in _EMPTY_WORDS or pair_before in _KEPT_TOGETHER or pair_after in _KEPT_TOGETHER:
            kept.append(word)
    return tuple(kept)


class _Rarity:
    """How much a word says: `GIẤY` stands in every second name, `CHỨNG SINH` in one."""

    def __init__(self, names: Iterable[str]) -> None:
        bags = [set(_meaning(name)) for name in names]
        self._count = len(bags)
        self._in = Counter(word for bag in bags for word in bag)

    def _of(self, word: str) -> float:
        return math.log(2 + self._count / (1 + self._in.get(word, 0)))

    def likeness(self, name: tuple[str, ...], title: tuple[str, ...]) -> float:
        """How alike a name and a title are, 0 to 1: shared words by weight, and letters in a row."""
        if not name or not title:
            return 0.0
        found = self._covered(name, title)
        if found < 0.3:
            return 0.0
        exact = self._covered(title, name)
        shared = 1 / (0.6 / found + 0.4 / exact) if exact else 0.0
        said, written = "".join(name), "".join(title)
        letters = fuzz.ratio(said, written) / 100
        if found >= _WHOLE_NAME and fuzz.ratio(said, written[: len(said)]) / 100 >= _WHOLE_NAME:
            # `Quyết định cấp giấy phép …` goes on with what the permit is for: still this paper.
            letters, shared = max(letters, _GOES_ON), max(shared, _GOES_ON)
        return 0.55 * shared + 0.45 * letters

    def _covered(self, words: tuple[str, ...], by: tuple[str, ...]) -> float:
        whole = sum(self._of(word) for word in words)
        return sum(self._of(word) * _nearest(word, by) for word in words) / whole


def _nearest(word: str, words: tuple[str, ...]) -> float:
    if word in words:
        return 1.0
    if len(word) <= 2:
        return 0.0
    best = max(fuzz.ratio(word, other) for other in words)
    return best / 100 if best >= _SAME_WORD else 0.0


def _titles(reading: Reading, page: int) -> list[Title]:
    lines = [line for line in reading.lines if line.text.strip() and line.box[3] > 0]
    if not lines or not reading.height or not reading.width:
        return []
    usual = median(line.box[3] for line in lines)
    found = []
    for at, line in enumerate(lines):
        if (line.box[1] + line.box[3] / 2) / reading.height > _TITLE_DEPTH or _names_no_paper(line.text):
            continue
        joined: list[ReadLine] = []
        for following in lines[at : at + _LONGEST_TITLE]:
            ends = _names_no_paper(following.text) or _LABEL.search(following.text)
            if joined and (ends or not _under(joined[-1], following)):
                break
            joined.append(following)
            # The first line decides how much this looks like a title; those under it only lengthen it.
            weight = _title_weight(line, usual, reading) * (1 - 0.03 * (len(joined) - 1))
            found.append(Title(" ".join(part.text for part in joined), weight, page))
    return found


def _names_no_paper(text: str) -> bool:
    return _is_nation(text) or bool(_ATTACHED.match(fold(text)))


def _is_nation(text: str) -> bool:
    folded = " ".join(folded_words(text))
    return len(folded) > 12 and any(fuzz.ratio(folded, words) > 80 for words in _NATION)


def _under(upper: ReadLine, lower: ReadLine) -> bool:
    """Whether a line goes on right under another one."""
    gap = lower.box[1] - (upper.box[1] + upper.box[3])
    left, right = max(upper.box[0], lower.box[0]), min(upper.box[0] + upper.box[2], lower.box[0] + lower.box[2])
    return -0.5 * upper.box[3] < gap < 1.6 * max(upper.box[3], lower.box[3]) and right > left


def _title_weight(line: ReadLine, usual: float, reading: Reading) -> float:
    letters = [c for c in line.text if c.isalpha()]
    capitals = sum(c.isupper() for c in letters) / len(letters) if letters else 0.0
    large = min(1.0, max(0.0, line.box[3] / usual - 0.9) / 0.6) if usual else 0.0
    off_centre = abs(line.box[0] + line.box[2] / 2 - reading.width / 2) / reading.width
    centred = max(0.0, 1 - off_centre / 0.15)
    high = 1.0 if line.box[1] < 0.4 * reading.height else 0.5
    weight = 0.4 * capitals + 0.25 * large + 0.2 * centred + 0.15 * high
    return weight * _LABEL_WEIGHT if _LABEL.search(line.text) else weight
