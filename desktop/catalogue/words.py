"""Words of a catalogue as people see them: one form of letters, no characters that show nothing."""

from __future__ import annotations

import unicodedata


def tidy(text: str) -> str:
    """NFC, one space between words, without zero-width and other invisible characters."""
    visible = "".join(c for c in unicodedata.normalize("NFC", text) if unicodedata.category(c) != "Cf")
    return " ".join(visible.split())


def without_marks(text: str) -> str:
    """Lower-case letters and digits without marks, one space between words: for telling what words mean."""
    plain = unicodedata.normalize("NFD", text.casefold()).replace("đ", "d")
    letters = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return " ".join(letters.split())
