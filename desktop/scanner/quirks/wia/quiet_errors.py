"""An error is told only among the messages of a transfer, which then ends well.

Source: Microsoft's description of WiaTransferParams: `hrErrorStatus` of a message, apart from what `Download` returns.
"""

from __future__ import annotations

_FAILED = 0x80000000
"""Of an HRESULT: something went wrong."""


def worst(so_far: int, status: int) -> int:
    """The error of a transfer after one more message; 0 where there is none.

    Args:
        so_far: the same before it.
        status: HRESULT in the message.
    """
    return status if status & _FAILED else so_far
