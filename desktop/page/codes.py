"""Barcodes and QR on a page, and what each of them is (R9)."""

from __future__ import annotations

from datetime import date

import cv2
import zxingcpp

from desktop.model.codes import BadCode, catalogue_code, dossier_code
from desktop.model.errors import Refusal
from desktop.model.identity import BadIdentity, citizen_card
from desktop.model.page import Box, CodeKind, PageCode
from desktop.page.image import Pixels

# Fewer formats are six times faster, and a seal's ring never becomes a code.
_FORMATS = (zxingcpp.BarcodeFormat.QRCode, zxingcpp.BarcodeFormat.Code128)
SEPARATOR_PREFIX = "QUAYSO"
_SEPARATOR_KINDS = {"dossier", "component", "result"}
_HALF_SEEN_UPSCALE = 2.5


class BadSeparator(Refusal):
    """A separator sheet's code is not of our making."""

    code = "bad_separator"
    sentence = "Mã trên tờ phân tách không đúng: {reason}."
    advice = "In lại tờ phân tách bằng Quầy Số."


def separator_text(kind: str, code: str) -> str:
    """What a separator sheet's QR says: `QUAYSO:1:<kind>:<code>`."""
    return f"{SEPARATOR_PREFIX}:1:{kind}:{code}"


def read_separator(text: str) -> tuple[str, str]:
    """Kind (`dossier`, `component`, `result`) and code of a separator sheet.

    Raises:
        BadSeparator: another version, an unknown kind, or no code.
    """
    parts = text.strip().split(":", 3)
    if len(parts) != 4 or parts[0] != SEPARATOR_PREFIX or parts[1] != "1":
        raise BadSeparator(reason="không phải tờ phân tách phiên bản 1")
    if parts[2] not in _SEPARATOR_KINDS:
        raise BadSeparator(reason="không rõ loại")
    try:
        return parts[2], catalogue_code(parts[3])
    except BadCode as error:
        raise BadSeparator(reason="mã trống hoặc có ký tự lạ") from error


def understood(text: str, today: date) -> tuple[CodeKind, dict[str, str]]:
    """What a code is, and its parts."""
    try:
        kind, code = read_separator(text)
        return CodeKind.SEPARATOR, {"kind": kind, "code": code}
    except BadSeparator:
        pass
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
    if text.strip().upper() in {"PATCHT", "PATCH T", "T"}:
        return CodeKind.PATCH, {}
    return CodeKind.OTHER, {}


def read_codes(pixels: Pixels, *, today: date) -> tuple[PageCode, ...]:
    """All codes of a page, top to bottom; looked at again enlarged only where one was half seen.

    Args:
        pixels: BGR.
        today: dossier codes with a later day are no dossier codes.
    """
    grey = cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY)
    found = []
    for seen in zxingcpp.read_barcodes(grey, formats=zxingcpp.BarcodeFormats(list(_FORMATS)), return_errors=True):
        box = _box(seen)
        if seen.valid:
            found.append(_code(seen.text, seen, box, today))
            continue
        nearer = _look_nearer(grey, box)
        if nearer is not None:
            found.append(_code(nearer.text, nearer, box, today))
    unique = {(code.format, code.text): code for code in found}
    return tuple(sorted(unique.values(), key=lambda code: (code.box[1], code.box[0])))


def _look_nearer(grey: Pixels, box: Box) -> zxingcpp.Barcode | None:
    x, y, w, h = box
    margin = max(w, h) // 4 + 8
    part = grey[max(0, y - margin) : y + h + margin, max(0, x - margin) : x + w + margin]
    if part.size == 0:
        return None
    large = cv2.resize(part, None, fx=_HALF_SEEN_UPSCALE, fy=_HALF_SEEN_UPSCALE, interpolation=cv2.INTER_CUBIC)
    again = zxingcpp.read_barcodes(large, formats=zxingcpp.BarcodeFormats(list(_FORMATS)))
    return again[0] if again else None


def _box(seen: zxingcpp.Barcode) -> Box:
    at = seen.position
    corners = (at.top_left, at.top_right, at.bottom_right, at.bottom_left)
    left, top = min(c.x for c in corners), min(c.y for c in corners)
    return (left, top, max(c.x for c in corners) - left, max(c.y for c in corners) - top)


def _code(text: str, seen: zxingcpp.Barcode, box: Box, today: date) -> PageCode:
    kind, fields = understood(text, today)
    return PageCode(format=seen.format.name, text=text, kind=kind, fields=fields, box=box)
