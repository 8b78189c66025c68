"""Words, lines and squares on leaves of one size, in the type faces of the state's documents; PDF/A-2b.

What is printed is drawn here; where it stands is known by the rooms that print.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import pikepdf
from pikepdf import Dictionary, Name

from desktop.document.file.archived import archived
from desktop.document.file.lettering import Lettering, number
from desktop.document.file.metadata import PaperAbout, describe

MM = 72 / 25.4
"""Points of a millimetre."""
NATION = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")


class Face(StrEnum):
    """The type faces; each is a font file."""

    PLAIN = "Tinos-Regular"
    BOLD = "Tinos-Bold"
    SLANTED = "Tinos-Italic"
    BOLD_SLANTED = "Tinos-BoldItalic"


@dataclass(slots=True)
class _Leaf:
    words: list[str] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)


class Leaves:
    """Leaves that are drawn on one after the other; the first is there from the beginning.

    Args:
        wide, high: of each, points.
        thin: of a line, points.
    """

    def __init__(self, wide: float, high: float, thin: float) -> None:
        self._size, self._thin = (round(wide, 2), round(high, 2)), thin
        self._letters = {face: Lettering(face) for face in Face}
        self._leaves = [_Leaf()]

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self._leaves)

    def begin(self) -> None:
        """Begin a new one."""
        self._leaves.append(_Leaf())

    def letters(self, face: Face) -> Lettering:
        """The letters of a face."""
        return self._letters[face]

    def width(self, text: str, size: float, face: Face = Face.PLAIN) -> float:
        """Points that a text takes."""
        return self._letters[face].width(text) * size

    def words(self, text: str, left: float, base: float, size: float, face: Face = Face.PLAIN) -> None:
        """A line of text from the left."""
        shown = self._letters[face].show(text, seen=True)
        font = f"/F{list(Face).index(face)} {number(size)} Tf"
        self._leaves[-1].words.append(f"{font} 1 0 0 1 {number(left)} {number(base)} Tm {shown} Tj")

    def centred(self, text: str, middle: float, base: float, size: float, face: Face = Face.PLAIN) -> None:
        """A line of text around a place."""
        self.words(text, middle - self.width(text, size, face) / 2, base, size, face)

    def line(self, x: float, y: float, to_x: float, to_y: float) -> None:
        """A thin line."""
        self._leaves[-1].marks.append(f"{number(x)} {number(y)} m {number(to_x)} {number(to_y)} l S")

    def dots(self, left: float, base: float, right: float) -> None:
        """A line of dots to write on."""
        self._leaves[-1].marks.append(
            f"[0 {number(2.4)}] 0 d 1 J {number(left)} {number(base)} m {number(right)} {number(base)} l S [] 0 d 0 J"
        )

    def square(self, x: float, y: float, side: float) -> None:
        """A dark square."""
        self._leaves[-1].marks.append(f"{number(x)} {number(y)} {number(side)} {number(side)} re f")

    def file(self, about: PaperAbout) -> bytes:
        """The bytes."""
        fonts = {f"/F{place}": self._letters[face] for place, face in enumerate(Face) if self._letters[face].used}
        pen = f"0 g 0 G {number(self._thin)} w"
        contents = ("\n".join([pen, *leaf.marks, "BT", *leaf.words, "ET"]) for leaf in self._leaves)
        return leaves_file(fonts, contents, self._size, about)


def leaves_file(
    fonts: Mapping[str, Lettering], contents: Iterable[str], size: tuple[float, float], about: PaperAbout
) -> bytes:
    """A file of leaves.

    Args:
        fonts: by the names that the leaves call them.
        contents: what is drawn on each leaf; all of their letters were handed out.
        size: width and height, points.
        about: what the file says of itself.
    """
    with pikepdf.Pdf.new() as pdf:
        embedded = Dictionary()
        for name, letters in fonts.items():
            embedded[name] = letters.embed(pdf)
        for content in contents:
            leaf = Dictionary(
                Type=Name.Page,
                MediaBox=[0, 0, *size],
                Resources=Dictionary(Font=embedded),
                Contents=pdf.make_stream(content.encode("ascii")),
            )
            pdf.pages.append(pikepdf.Page(pdf.make_indirect(leaf)))
        describe(pdf, about, None)
        return archived(pdf)
