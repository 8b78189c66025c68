"""Feeders that centre their paper (Fujitsu, Canon DR, Kodak): the area means nothing until they know its width."""

from __future__ import annotations

NAMES = ((0, "page-width"), (1, "page-height"))
"""Axis and option; set before the area's corners."""
