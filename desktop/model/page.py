"""What is known of one page: where its lines lie, how it lay in the scanner, what it says, how good it is.

Two coordinate systems, never mixed: *raw* px of the page as scanned (`Look`), and *clean* px of the page as
cleaned (`Reading`, `PageCode`). Boxes are x, y, width, height in px from the top left.

The file is long because these types are stored as one tree: `PageFacts` holds all of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from desktop.model.data import LATER

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

    def shifted(self, x: float, y: float) -> Line:
        """The line moved by px: from a part of the picture into the whole."""
        a, b, c, d = ((px + x, py + y) for px, py in self.quad)
        return Line(quad=(a, b, c, d), score=self.score)


class Density(StrEnum):
    """Where the dots per inch of a page come from."""

    GIVEN = "given"
    PAPER = "paper"
    UNKNOWN = "unknown"


class FlawKind(StrEnum):
    """What left a thin line across a page that nobody wrote."""

    FOLD = "fold"
    STREAK = "streak"


@dataclass(frozen=True, slots=True, kw_only=True)
class Flaw:
    """A fold of the sheet, or a streak that dust in the scanner leaves.

    Attributes:
        kind: a streak runs exactly along the picture's columns or rows, a fold follows the sheet.
        path: points along its middle, raw px, from the picture's top to its foot, or from its left to its right.
    """

    kind: FlawKind
    path: tuple[Point, ...]

    @property
    def upright(self) -> bool:
        """Whether it runs from top to foot."""
        (left, top), (right, foot) = self.path[0], self.path[-1]
        return abs(foot - top) >= abs(right - left)


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
        keep: corners in raw px of the hull that cropping must not cut (lines, ink, seals).
        paper: where the sheet's corners lie, raw px, its sides along the slope; None where it fills the picture or
            cannot be told from its bed.
        seals: where red seals stand, raw px.
        dpi: dots per inch of the raw page: as the device or the file gave them, or from a known sheet that lies in the
            picture; where they are unknown, a guess from the size of the type.
        density: which of these it is; a page from before this was recorded has dpi 0 and counts as given.
        flaws: folds and streaks, which are taken out of what is read and stay in what is kept.
    """

    width: int
    height: int
    lines: tuple[Line, ...]
    skew_deg: float
    rotation_deg: int
    rotation_confidence: float
    blank: bool
    ink: float
    keep: tuple[Point, ...]
    paper: Quad | None
    seals: tuple[Box, ...]
    dpi: int = 0
    density: Density = Density.GIVEN
    flaws: tuple[Flaw, ...] = field(default=(), metadata=LATER)


class Decider(StrEnum):
    """Who decided a step of cleaning."""

    AUTOMATIC = "automatic"
    CLERK = "clerk"


class CleaningStep(StrEnum):
    """A step of cleaning that the look proposes and a clerk may decide instead."""

    TURN = "turn"
    SKEW = "skew"
    CROP = "crop"
    WHITENING = "whitening"


@dataclass(frozen=True, slots=True, kw_only=True)
class Crop:
    """What a clerk keeps of a page.

    Attributes:
        quad: corners in raw px, in any order, so that turning the page later does not move it; None to keep all.
    """

    quad: Quad | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edits:
    """What a clerk decided about a page's cleaning; None leaves a step to the look's proposal.

    Replayed from the raw page every time, so that any of them can be undone by itself.

    Attributes:
        turn_deg: quarter turn to apply, degrees clockwise: 0, 90, 180 or 270.
        skew_deg: angle of the paper to undo, degrees, counter-clockwise positive; 0 leaves the page as it lies.
        crop: what is kept.
        whiten: whether the paper is made white.
    """

    turn_deg: int | None = None
    skew_deg: float | None = None
    crop: Crop | None = None
    whiten: bool | None = None

    def __post_init__(self) -> None:
        if self.turn_deg not in {None, 0, 90, 180, 270}:
            raise ValueError(f"not a quarter turn: {self.turn_deg}")
        if self.skew_deg is not None and not -45 <= self.skew_deg <= 45:
            raise ValueError(f"skew beyond 45 degrees: {self.skew_deg}")

    def decided(self, step: CleaningStep) -> Decider:
        """Who decided a step."""
        choice = {
            CleaningStep.TURN: self.turn_deg,
            CleaningStep.SKEW: self.skew_deg,
            CleaningStep.CROP: self.crop,
            CleaningStep.WHITENING: self.whiten,
        }[step]
        return Decider.AUTOMATIC if choice is None else Decider.CLERK


AUTOMATIC = Edits()
"""No clerk decided anything yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaning:
    """What was done to a page, by the look's proposals and the clerk's edits together.

    Attributes:
        edits: what the clerk decided; the rest was automatic.
        turn_deg: quarter turn applied, degrees clockwise.
        skew_deg: angle undone, degrees, counter-clockwise positive.
        frame: where the clean page's corners lie in raw px: its top left, top right, bottom right, bottom left.
        whitened: whether the paper was made white.
    """

    edits: Edits
    turn_deg: int
    skew_deg: float
    frame: Quad
    whitened: bool


class CodeKind(StrEnum):
    """What a barcode on a page is."""

    CITIZEN_CARD = "citizen_card"
    DOSSIER = "dossier"
    SEPARATOR = "separator"
    DECLARATION = "declaration"
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
        rival: what the other reader has in its place: equal to `text` where they agree, "" where it has nothing or
            where the rival of the word before covers this one too; None where only one reader read it.
    """

    text: str
    box: Box
    confidence: float
    rival: str | None = None


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


class Ink(StrEnum):
    """How the digits in a box came onto the paper."""

    PRINTED = "printed"
    HANDWRITTEN = "handwritten"
    STAMPED = "stamped"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """What one reader makes of a box that it read whole.

    Attributes:
        reader: `tesseract-vie`, `asternet` or `digits`.
        text: NFC.
        sure: how sure it is of each character of the text, 0 to 1; as sure as of the word where it knows no better.
        digits: for each character of the text the digit it is most like (a long 1 is read as `/` or `A`), a space for
            a space; empty where the reader cannot say.
    """

    reader: str
    text: str
    sure: tuple[float, ...]
    digits: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxReading:
    """What each reader makes of a box that was read whole and alone.

    Attributes:
        box: as it was asked for, clean px.
        opinions: of the readers that are there, the first reader's first.
        ink: how the digits in it came onto the paper; unknown where it has none.
    """

    box: Box
    opinions: tuple[Opinion, ...]
    ink: Ink


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a page says.

    Attributes:
        width: clean px.
        height: clean px.
        lines: in reading order.
        reader: which readers read it, e.g. `tesseract-vie` or `tesseract-vie+asternet`.
        boxes: what was read whole, by every reader.
    """

    width: int
    height: int
    lines: tuple[ReadLine, ...]
    reader: str
    boxes: tuple[BoxReading, ...] = field(default=(), metadata=LATER)

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


class PageVerdict(StrEnum):
    """Whether a page is fit to be kept (R23)."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """What the verdict rests on, measured on the page as scanned.

    Attributes:
        sharpness: how much of a letter's depth its edge falls over a 125th of an inch, 0 to 1; 1 without text.
        contrast: from paper to ink of the text, 0 to 255; 255 without text.
        paper_light: lightness of the paper, 0 to 255.
    """

    sharpness: float
    contrast: float
    paper_light: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """All that the workers found out about one page.

    Attributes:
        look: the one look, raw px.
        cleaning: what was done to the page.
        codes: barcodes, clean px.
        reading: what it says, clean px; None where no reader was there, or it is still to be read.
        clean_width: px.
        clean_height: px.
        dpi: effective dots per inch of the cleaned page; a guess where the look says so (`Look.density`).
        verdict: fit to keep or not.
        reasons: why not green, short Vietnamese phrases.
        quality: what the verdict rests on.
        fingerprint: for telling a page that was scanned twice (`desktop.page.fingerprint`).
    """

    look: Look
    cleaning: Cleaning
    codes: tuple[PageCode, ...]
    reading: Reading | None
    clean_width: int
    clean_height: int
    dpi: int
    verdict: PageVerdict
    reasons: tuple[str, ...]
    quality: Quality
    fingerprint: str

    @property
    def size_mm(self) -> tuple[float, float]:
        """True size of the cleaned page, mm."""
        return (
            round(self.clean_width / self.dpi * 25.4, 1),
            round(self.clean_height / self.dpi * 25.4, 1),
        )

    def raw_quad(self, box: Box) -> Quad:
        """Where a box of the clean page lies on the raw page: what `Crop` takes.

        Args:
            box: clean px.
        """
        x, y, w, h = box
        return (
            self._raw(x, y),
            self._raw(x + w, y),
            self._raw(x + w, y + h),
            self._raw(x, y + h),
        )

    def clean_point(self, point: Point) -> Point:
        """Where a point of the raw page lies on the clean page.

        Args:
            point: raw px.
        """
        (left, top), (right_x, right_y), _, (down_x, down_y) = self.cleaning.frame
        along, down = (right_x - left, right_y - top), (down_x - left, down_y - top)
        to = (point[0] - left, point[1] - top)
        area = along[0] * down[1] - along[1] * down[0]
        return (
            (to[0] * down[1] - to[1] * down[0]) / area * self.clean_width,
            (along[0] * to[1] - along[1] * to[0]) / area * self.clean_height,
        )

    def _raw(self, x: float, y: float) -> Point:
        top_left, top_right, _, foot_left = self.cleaning.frame
        right, down = x / max(1, self.clean_width), y / max(1, self.clean_height)
        return (
            top_left[0] + right * (top_right[0] - top_left[0]) + down * (foot_left[0] - top_left[0]),
            top_left[1] + right * (top_right[1] - top_left[1]) + down * (foot_left[1] - top_left[1]),
        )
