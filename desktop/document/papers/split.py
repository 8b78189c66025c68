"""A pile without separator sheets comes apart where a page plainly begins a paper; a separator sheet always parts.

Only a clear title begins a new paper: a page wrongly kept with the one before it is moved by one keystroke, a
paper wrongly torn in two may be signed in two. Every sheet of a declaration has its code: the first one begins it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop.document.papers.suggest import Suggestion, suggest
from desktop.model.page import CodeKind, PageCode, Reading

BEGINS = 0.82
"""A page whose own best score is at least this begins a paper. Chosen; `test_split.py` holds what comes of it."""


@dataclass(frozen=True, slots=True)
class Part:
    """Pages that belong together.

    Attributes:
        pages: indexes into the pile, in order; a separator sheet is in none.
        suggestions: what paper they may be, best first.
        separator: index of the separator sheet before them, None where there was none.
    """

    pages: tuple[int, ...]
    suggestions: tuple[Suggestion, ...]
    separator: int | None = None


def split(
    readings: Sequence[Reading | None],
    codes: Sequence[Sequence[PageCode]],
    checklist: Sequence[tuple[str, str]],
    catalogue: Sequence[tuple[str, str]] = (),
    known_titles: Mapping[str, Sequence[str]] | None = None,
) -> tuple[Part, ...]:
    """Take a pile apart into papers; a proposal, nothing is dropped but separator sheets.

    Args:
        readings: page by page; None for a page that was not read or is blank: it stays with the one before it.
        codes: page by page, beside `readings`.
        checklist: code and name of what the procedure asks for.
        catalogue: code and name of everything else.
        known_titles: by code, titles that clerks confirmed.
    """
    groups: list[tuple[int | None, list[int]]] = []
    declared = ""
    for at, on_page in enumerate(codes):
        if any(code.kind is CodeKind.SEPARATOR for code in on_page):
            groups.append((at, []))
            declared = ""
            continue
        alone = suggest([readings[at]], [on_page], checklist, catalogue, known_titles)
        said = _declared(on_page)
        begins = bool(alone) and alone[0].score >= BEGINS and not (said and said == declared)
        if not groups or (begins and groups[-1][1]):
            groups.append((None, []))
            declared = ""
        declared = said or declared
        groups[-1][1].append(at)
    parts = []
    for separator, pages in groups:
        if not pages:
            continue
        sheets = pages if separator is None else [separator, *pages]
        found = suggest(
            [readings[at] for at in pages], [codes[at] for at in sheets], checklist, catalogue, known_titles
        )
        parts.append(Part(tuple(pages), found, separator))
    return tuple(parts)


def _declared(on_page: Sequence[PageCode]) -> str:
    """What a page's declaration code says; empty where it has none."""
    return next((code.text for code in on_page if code.kind is CodeKind.DECLARATION), "")
