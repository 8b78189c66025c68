"""The values of a foot: who signs, and in whose place."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.document.papers.field import Field
from desktop.document.papers.foot.blocks import find_foot
from desktop.document.papers.foot.name import read_name
from desktop.document.papers.foot.title import read_title
from desktop.model.page import Reading

OWN = ("signer", "signer_title")
"""What the foot says of a paper."""


def read_foot(readings: Sequence[Reading | None]) -> dict[str, Field]:
    """Who signs, from the page that has most of such a block; of several the first.

    Papers that are added behind are signed by others.
    """
    feet = [(at, one, find_foot(one)) for at, one in enumerate(readings) if one]
    found = [(at, reading, foot) for at, reading, foot in feet if foot]
    if not found:
        return {}
    page, reading, foot = max(found, key=lambda one: (one[2].name is not None, bool(one[2].title)))
    fields = {"signer": read_name(foot, reading, page), "signer_title": read_title(foot, reading, page)}
    return {name: field for name, field in fields.items() if field}
