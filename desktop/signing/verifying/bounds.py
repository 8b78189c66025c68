"""How much work a stranger's file may cost, and which failures of the libraries that read it are its own."""

from __future__ import annotations

import logging
import struct
import zlib
from collections.abc import Callable
from typing import TypeVar

from pyhanko.pdf_utils.misc import PdfError

from desktop.signing.der import UNREADABLE

log = logging.getLogger(__name__)

T = TypeVar("T")

MOST_SIGNATURES = 64
"""Most signatures that are judged in one file; chosen, far more than any paper has."""
MOST_FIELDS = 20_000
"""Most fields of a form that are looked through. Chosen."""
MOST_REVISIONS = 64
"""Most revisions after a signature that are compared one by one. Chosen."""
MOST_STEPS = 100_000
"""Most objects that are looked up while revisions of one file are compared; some seconds of work. Chosen."""

STRANGE = (
    PdfError,
    *UNREADABLE,
    LookupError,
    AttributeError,
    AssertionError,
    ArithmeticError,
    RuntimeError,
    EOFError,
    OSError,
    struct.error,
    zlib.error,
)
"""What pyHanko and asn1crypto raise on bytes that make no sense; caught around their calls only, never around ours."""


class TooMuch(Exception):
    """The file asks for more work than any honest one needs."""


class Budget:
    """Steps that are left for one file."""

    def __init__(self, steps: int = MOST_STEPS) -> None:
        self._left = steps

    def spend(self, steps: int = 1) -> None:
        """Take some.

        Raises:
            TooMuch: none are left.
        """
        self._left -= steps
        if self._left < 0:
            raise TooMuch


def read_or(work: Callable[[], T], *, instead: T) -> T:
    """What a library reads out of somebody's bytes, or the value given for bytes that make no sense to it."""
    try:
        return work()
    except STRANGE as error:
        log.debug("not understood: %s", type(error).__name__)
        return instead
