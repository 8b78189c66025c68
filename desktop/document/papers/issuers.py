"""Who issued a paper, beside the bodies that the catalogue knows, past ones too (R10, R11).

A body that is not in the catalogue may be just as real: courts, hospitals and other provinces are not in it. So nothing
is said of it; but a name that differs from a known one by one letter or some marks is asked about.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from rapidfuzz.distance import Levenshtein

from desktop.document.papers.field import Field, FieldState
from desktop.document.papers.fold import fold
from desktop.model.catalogue import Catalogue
from desktop.model.typed import parted

_SHORT = {"UBND": "ỦY BAN NHÂN DÂN", "HĐND": "HỘI ĐỒNG NHÂN DÂN", "TTPVHCC": "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG"}
_NEAR = 1
"""Letters, marks aside, by which two readings of one name may differ. Two communes' names may differ as little, so the
clerk is asked."""
_DOUBTED = 0.5
"""What a doubt leaves of the confidence. Chosen."""


def with_known_issuer(fields: Mapping[str, Field], catalogue: Catalogue) -> dict[str, Field]:
    """The values of a paper, its issuer looked at beside the bodies of a catalogue, past and present."""
    issuer = fields.get("issuer")
    if issuer is None:
        return dict(fields)
    return {**fields, "issuer": beside_known(issuer, [agency.name for agency in catalogue.agencies])}


def beside_known(issuer: Field, known: Iterable[str]) -> Field:
    """An issuer as read, asked about where it is nearly, but not quite, a known one; both spellings are kept."""
    said = _plain(issuer.value)
    names = {_plain(name): name for name in known}
    if said in names or issuer.state is FieldState.ASKED:
        return issuer
    near = _nearest(said, list(names))
    if near is None:
        return issuer
    doubt = f"gần giống «{names[near]}» trong danh mục"
    confidence = round(issuer.confidence * _DOUBTED, 3)
    return replace(issuer, state=FieldState.ASKED, other=names[near], doubt=doubt, confidence=confidence)


def _nearest(said: str, names: Sequence[str]) -> str | None:
    words = len(said.split())
    close = [
        (away, name)
        for name in names
        if len(name.split()) == words
        and (away := Levenshtein.distance(fold(said), fold(name), score_cutoff=_NEAR)) <= _NEAR
    ]
    return min(close)[1] if close else None


def _plain(name: str) -> str:
    """One case, each tone at its word's end (`ỦY` and `UỶ` are one), no abbreviations."""
    words = " ".join(_SHORT.get(word, word) for word in name.upper().split()).split()
    return " ".join("".join(parted(word)) for word in words)
