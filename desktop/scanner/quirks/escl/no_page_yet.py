"""A request for the next page is answered as if there were none, while the next sheet is still on its way.

Source: sane-airscan, report 39 (Brother MFC-L2710DW: 404, and the feeder calls itself empty); AirSane, change 135
(409 for the same).
"""

from __future__ import annotations

_NO_PAGE = {204, 404, 409, 410}


def is_no_page(code: int) -> bool:
    """Whether an answer without a document may be followed by one: `200` with nothing in it, or «not found».

    Args:
        code: HTTP status of an answer in which no document came.
    """
    return code == 200 or code in _NO_PAGE
