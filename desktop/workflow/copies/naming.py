"""What an original may be called in the register: proposed, never decided."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.document.papers.suggest import suggest
from desktop.model.catalogue import Catalogue
from desktop.model.dossier import Page

_SURE = 0.5
"""Score from which a name of the catalogue is proposed. Chosen."""
_LONGEST = 120


def proposed_title(pages: Sequence[Page], catalogue: Catalogue, *, but: str) -> str:
    """A name of the catalogue where the pages plainly are that; else nothing, and the clerk types it.

    Args:
        pages: all of them looked at.
        catalogue: names of papers.
        but: code of the procedure that certifies: its papers are called by what they are wanted for.
    """
    facts = [page.facts for page in pages if page.facts]
    others = [each for each in catalogue.procedures if each.code != but]
    names = {one.code: one.name for each in others for case in each.cases for one in case.components}
    names |= {one.code: one.name for each in others for one in each.results}
    found = suggest([one.reading for one in facts], [one.codes for one in facts], [*names.items()])
    return found[0].name[:_LONGEST] if found and found[0].score >= _SURE else ""
