"""A transfer gives one page of the feeder and ends well: its end is not that of the pile.

Source: `wiadef.h`, WIA_IPS_PAGES: a driver may allow 1 and nothing else; NAPS2's WIA driver repeats such transfers.
"""

from __future__ import annotations

from desktop.scanner.wia import ids
from desktop.scanner.wia.ids import Property
from desktop.scanner.wia.properties import Properties


def takes_all(properties: Properties) -> bool:
    """Whether a transfer that ends well has emptied the feeder: only where it was told to take all pages.

    Args:
        properties: of the way of taking paper, after all has been set.
    """
    found = properties.get(Property.PAGES)
    return found is not None and found.value == ids.ALL_PAGES
