"""What is known of one page: where its lines lie, how it lay in the scanner, what it says, how good it is.

Two coordinate systems, never mixed: *raw* px of the page as scanned (`Look`), and *clean* px of the page as
cleaned (`Reading`, `PageCode`). Boxes are x, y, width, height in px from the top left.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

Box = tuple[int, int, int, int]
Point = tuple[float, float]
Quad = tuple[Point, Point, Point, Point]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of text that the detector found.

    Attributes:
        quad: corners in raw px: top left, top right, bottom right, bottom left of the line as it lies.
        score: the detector's confidence, 0 to 1.
    """

    quad: Quad
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """The one look at a page: found once as it arrives, used by everything after.

    Attributes:
        width: raw px.
        height: raw px.
        lines: lines of text as they lie.
        skew_deg: angle of the paper as found, degrees, counter-clockwise positive, within ±45.
        rotation_deg: quarter turn to apply, degrees clockwise: 0, 90, 180 or 270.
        rotation_confidence: 0 to 1.
        blank: nothing but paper was found; a proposal, never a reason to delete.
        ink: share of the page that is not paper, 0 to 1.
        keep: box in raw px that cropping must not cut (lines, ink, seals).
    """

    width: int
    height: int
    lines: tuple[Line, ...]
    skew_deg: float
    rotation_deg: int
    rotation_confidence: float
    blank: bool
    ink: float
    keep: Box


class CodeKind(StrEnum):
    """What a barcode on a page is."""

    CITIZEN_CARD = "citizen_card"
    DOSSIER = "dossier"
    SEPARATOR = "separator"
    PATCH = "patch"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageCode:
    """A barcode or QR on a page.

    Attributes:
        format: `QRCode`, `Code128`, …
        text: what it says.
        kind: what it is.
        fields: its parsed parts, by name.
        box: where it stands, px of the image it was read from.
    """

    format: str
    text: str
    kind: CodeKind
    fields: dict[str, str] = field(default_factory=dict)
    box: Box


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word as read.

    Attributes:
        text: NFC.
        box: clean px.
        confidence: 0 to 1.
    """

    text: str
    box: Box
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadLine:
    """A line as read, in reading order.

    Attributes:
        text: NFC.
        box: clean px.
        confidence: 0 to 1, mean of its words.
        words: the words in it.
    """

    text: str
    box: Box
    confidence: float
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a page says.

    Attributes:
        width: clean px.
        height: clean px.
        lines: in reading order.
        reader: which reader read it, e.g. `tesseract-vie`.
    """

    width: int
    height: int
    lines: tuple[ReadLine, ...]
    reader: str

    @property
    def text(self) -> str:
        """The lines, one under the other."""
        return "\n".join(line.text for line in self.lines)

    @property
    def words(self) -> tuple[Word, ...]:
        """All words in reading order."""
        return tuple(word for line in self.lines for word in line.words)

    @property
    def mean_confidence(self) -> float:
        """Mean of the words' confidences, 0 where there are none."""
        words = self.words
        return sum(word.confidence for word in words) / len(words) if words else 0.0


class Verdict(StrEnum):
    """Whether a page is fit to be kept (R23)."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """All that the workers found out about one page.

    Attributes:
        look: the one look, raw px.
        codes: barcodes, clean px.
        reading: what it says, clean px; None where no reader was there, or it is still to be read.
        clean_width: px.
        clean_height: px.
        dpi: effective dots per inch of the cleaned page.
        verdict: fit to keep or not.
        reasons: why not green, short Vietnamese phrases.
    """

    look: Look
    codes: tuple[PageCode, ...]
    reading: Reading | None
    clean_width: int
    clean_height: int
    dpi: int
    verdict: Verdict
    reasons: tuple[str, ...]

    @property
    def size_mm(self) -> tuple[float, float]:
        """True size of the cleaned page, mm."""
        return (
            round(self.clean_width / self.dpi * 25.4, 1),
            round(self.clean_height / self.dpi * 25.4, 1),
        )


def facts_as_data(facts: PageFacts) -> dict[str, Any]:
    """The facts as JSON-ready data, for the store and the pipe."""
    return asdict(facts)


def _quad(points: Any) -> Quad:
    a, b, c, d = ((float(x), float(y)) for x, y in points)
    return (a, b, c, d)


def _box(numbers: Any) -> Box:
    x, y, w, h = (int(n) for n in numbers)
    return (x, y, w, h)


def _look(data: dict[str, Any]) -> Look:
    lines = tuple(Line(quad=_quad(line["quad"]), score=line["score"]) for line in data["lines"])
    return Look(**{**data, "lines": lines, "keep": _box(data["keep"])})


def _read_line(data: dict[str, Any]) -> ReadLine:
    words = tuple(Word(**{**word, "box": _box(word["box"])}) for word in data["words"])
    return ReadLine(**{**data, "box": _box(data["box"]), "words": words})


def facts_from_data(data: dict[str, Any]) -> PageFacts:
    """The facts back from `facts_as_data`.

    Raises:
        KeyError, TypeError, ValueError: the data are not of this shape.
    """
    reading = data["reading"]
    return PageFacts(
        look=_look(data["look"]),
        codes=tuple(
            PageCode(**{**code, "kind": CodeKind(code["kind"]), "box": _box(code["box"])}) for code in data["codes"]
        ),
        reading=reading and Reading(**{**reading, "lines": tuple(_read_line(line) for line in reading["lines"])}),
        clean_width=data["clean_width"],
        clean_height=data["clean_height"],
        dpi=data["dpi"],
        verdict=Verdict(data["verdict"]),
        reasons=tuple(data["reasons"]),
    )
