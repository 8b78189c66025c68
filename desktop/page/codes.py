"""Barcodes and QR on a page, and what each of them is (R9)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import cv2
import zxingcpp
from zxingcpp import BarcodeFormat

from desktop.model.codes import BadCode, dossier_code
from desktop.model.declaration import read_declaration
from desktop.model.identity import BadIdentity, citizen_card
from desktop.model.page import Box, CodeKind, PageCode
from desktop.model.separator import PATCH_TEXTS, BadSeparator, read_separator
from desktop.page.halfseen import half_seen, second_looks
from desktop.page.image import Pixels

_USUAL = zxingcpp.BarcodeFormats(
    [
        BarcodeFormat.QRCode,
        BarcodeFormat.Code128,
        BarcodeFormat.Code39,
        BarcodeFormat.DataMatrix,
        BarcodeFormat.Aztec,
    ]
)
"""What is looked for all over the page: our trade's codes, and those whose large modules no second look would find."""
_ALL = zxingcpp.BarcodeFormats(
    [
        BarcodeFormat.QRCode,
        BarcodeFormat.MicroQRCode,
        BarcodeFormat.DataMatrix,
        BarcodeFormat.Aztec,
        BarcodeFormat.PDF417,
        BarcodeFormat.Code128,
        BarcodeFormat.Code39,
        BarcodeFormat.Code93,
        BarcodeFormat.EAN13,
        BarcodeFormat.EAN8,
    ]
)
"""What a second look reads: without the formats that see codes in ruled lines (ITF, Codabar)."""
_COVERED = 0.3
"""A spot is not looked at again where codes cover this share of it."""
_BARS = {
    BarcodeFormat.Code128,
    BarcodeFormat.Code39,
    BarcodeFormat.Code39Std,
    BarcodeFormat.Code93,
    BarcodeFormat.EAN13,
    BarcodeFormat.EAN8,
}
_UNCHECKED = {BarcodeFormat.Code39: 4, BarcodeFormat.Code39Std: 4}
"""Formats without a checksum, and how many characters they must have to be believed."""


def understood(text: str, today: date) -> tuple[CodeKind, dict[str, str]]:
    """What a code is, and its parts."""
    try:
        separator = read_separator(text)
        return CodeKind.SEPARATOR, {"kind": separator.kind, "code": separator.code}
    except BadSeparator:
        pass
    if declaration := read_declaration(text):
        return CodeKind.DECLARATION, {"dossier": declaration.dossier, "code": declaration.component}
    try:
        card = citizen_card(text)
        return CodeKind.CITIZEN_CARD, {
            "number": card.number,
            "old_number": card.old_number,
            "name": card.name,
            "born": card.born.isoformat(),
            "sex": card.sex,
            "address": card.address,
            "issued": card.issued.isoformat(),
        }
    except BadIdentity:
        pass
    try:
        dossier = dossier_code(text, today=today)
        return CodeKind.DOSSIER, {"code": dossier.text, "unit": dossier.unit, "day": dossier.day.isoformat()}
    except BadCode:
        pass
    if text.strip().upper() in PATCH_TEXTS:
        return CodeKind.PATCH, {}
    return CodeKind.OTHER, {}


def read_codes(pixels: Pixels, *, dpi: int, today: date) -> tuple[PageCode, ...]:
    """All codes of a page, top to bottom: the usual ones at first sight, any kind where a code was half seen.

    Args:
        pixels: BGR.
        dpi: dots per inch.
        today: dossier codes with a later day are no dossier codes.
    """
    grey = cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY)
    first = zxingcpp.read_barcodes(grey, formats=_USUAL, try_invert=False)
    found = [(seen, _box(seen)) for seen in first if _believed(seen)]
    for spot in half_seen(grey, dpi):
        if sum(_shared(spot, box) for _, box in found) < _COVERED * spot[2] * spot[3]:
            found += _again(grey, spot, dpi, known={(seen.format, seen.text) for seen, _ in found})
    return _once(_code(seen, box, today) for seen, box in found)


def _again(
    grey: Pixels, spot: Box, dpi: int, known: set[tuple[BarcodeFormat, str]]
) -> list[tuple[zxingcpp.Barcode, Box]]:
    """What a spot holds; bars have a weak checksum, so they must be read twice alike."""
    once: set[str] = set()
    for picture, back in second_looks(grey, spot, dpi):
        for seen in zxingcpp.read_barcodes(picture, formats=_ALL):
            if not _believed(seen) or (seen.format, seen.text) in known:
                continue
            if seen.format in _BARS and seen.text not in once:
                once.add(seen.text)
                continue
            return [(seen, back(_box(seen)))]
    return []


def _believed(seen: zxingcpp.Barcode) -> bool:
    return bool(seen.valid) and len(seen.text) >= _UNCHECKED.get(seen.format, 1) and seen.text.isprintable()


def _once(codes: Iterable[PageCode]) -> tuple[PageCode, ...]:
    unique = {(code.format, code.text): code for code in codes}
    return tuple(sorted(unique.values(), key=lambda code: (code.box[1], code.box[0])))


def _shared(one: Box, other: Box) -> int:
    """Area that two boxes share, px²."""
    across = min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0])
    down = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
    return max(0, across) * max(0, down)


def _box(seen: zxingcpp.Barcode) -> Box:
    at = seen.position
    corners = (at.top_left, at.top_right, at.bottom_right, at.bottom_left)
    left, top = min(c.x for c in corners), min(c.y for c in corners)
    return (left, top, max(c.x for c in corners) - left, max(c.y for c in corners) - top)


def _code(seen: zxingcpp.Barcode, box: Box, today: date) -> PageCode:
    kind, fields = understood(seen.text, today)
    return PageCode(format=seen.format.name, text=seen.text, kind=kind, fields=fields, box=box)
