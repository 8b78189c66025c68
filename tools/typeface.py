"""The window's typeface from the parts that @fontsource/be-vietnam-pro carries: `python -m tools.typeface FOLDER`.

Each weight comes as WOFF in three parts by script; Qt reads whole TTF. Letters with their marks are glyphs of their
own in it, so that nothing but the outlines and their widths is needed.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from fontTools.merge import Merger, Options
from fontTools.ttLib import TTFont

OUT = Path(__file__).resolve().parents[1] / "resources" / "fonts"
FAMILY = "Be Vietnam Pro"
WEIGHTS = {400: "Regular", 600: "SemiBold"}
PARTS = ("latin", "latin-ext", "vietnamese")


def whole(package: Path, weight: int, to: Path) -> None:
    """Put the parts of one weight together."""
    with tempfile.TemporaryDirectory() as folder:
        parts = []
        for part in PARTS:
            font = TTFont(package / "files" / f"be-vietnam-pro-{part}-{weight}-normal.woff")
            font.flavor = None
            parts.append(f"{folder}/{part}.ttf")
            font.save(parts[-1])
        options = Options(drop_tables=["GSUB", "GPOS", "GDEF", "STAT", "DSIG"])
        merged = Merger(options).merge(parts)
        names = merged["name"]
        # One family with two weights, as Qt and Windows look for it.
        for number, words in ((16, FAMILY), (17, WEIGHTS[weight])):
            names.setName(words, number, 3, 1, 0x409)
        merged.save(to)


if __name__ == "__main__":
    for weight, name in WEIGHTS.items():
        whole(Path(sys.argv[1]), weight, OUT / f"BeVietnamPro-{name}.ttf")
