"""What the QR of a separator sheet says: which dossier, component, result or book the pages behind it belong to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desktop.model.codes import BadCode, catalogue_code
from desktop.model.errors import Refusal

PREFIX = "QUAYSO"
VERSION = "1"
PATCH_TEXTS = frozenset({"PATCHT", "PATCH T", "T"})
"""What the barcode of a Patch-T sheet, which scanners know, says: a new paper begins, it does not say which."""


class BadSeparator(Refusal):
    """A separator sheet's code is not of our making."""

    code = "bad_separator"
    sentence = "Mã trên tờ phân tách không đúng: {reason}."
    advice = "In lại tờ phân tách bằng Quầy Số."


class SeparatorKind(StrEnum):
    """What a separator sheet names."""

    DOSSIER = "dossier"
    COMPONENT = "component"
    RESULT = "result"
    BOOK = "book"


@dataclass(frozen=True, slots=True)
class Separator:
    """One separator sheet.

    Attributes:
        kind: what it names.
        code: dossier, component or result code, normalised; of a book as `model/book.py` writes it.
    """

    kind: SeparatorKind
    code: str

    @property
    def text(self) -> str:
        """What its QR says: `QUAYSO:1:<kind>:<code>`."""
        return f"{PREFIX}:{VERSION}:{self.kind}:{self.code}"


def read_separator(text: str) -> Separator:
    """The separator that a QR's text names.

    Raises:
        BadSeparator: another version, an unknown kind, or no code.
    """
    parts = text.strip().split(":", 3)
    if len(parts) != 4 or parts[0] != PREFIX or parts[1] != VERSION:
        raise BadSeparator(reason="không phải tờ phân tách phiên bản 1")
    if parts[2] not in set(SeparatorKind):
        raise BadSeparator(reason="không rõ loại")
    try:
        return Separator(SeparatorKind(parts[2]), catalogue_code(parts[3]))
    except BadCode as error:
        raise BadSeparator(reason="mã trống hoặc có ký tự lạ") from error


def is_ours(text: str) -> bool:
    """Whether a code's text claims to be a separator of ours, of whatever version."""
    return text.strip().startswith(f"{PREFIX}:")
