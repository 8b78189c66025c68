"""Feeders that centre their paper (Fujitsu, Canon DR, Kodak): the area means nothing until they know its width.

Source: libinsane's list of workarounds (Fujitsu ScanSnap S1500); sane-fujitsu(5).
"""

from __future__ import annotations

NAMES = ((0, "page-width"), (1, "page-height"))
"""Axis and option; set before the area's corners."""
