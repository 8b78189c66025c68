"""A scanner that is busy says so in two ways, for long, and when to come again perhaps not in seconds.

Source: sane-airscan's eSCL protocol handler (HP LaserJet MFP M28w: many times 503 before a page of high resolution;
others: 503 at once after the job began); RFC 9110, 10.2.3 (`Retry-After` may be a date, which a scanner's clock makes
worthless) and 15.5.10 (409).
"""

from __future__ import annotations

BUSY = frozenset({409, 503})
"""Answers to the start of a job that may be another one in a while."""
_LONGEST_S = 30.0


def seconds_asked(retry_after: str, otherwise: float) -> float:
    """How long a scanner wants to be left alone, seconds; `otherwise` where it does not say in seconds.

    Args:
        retry_after: the header as it came; empty where there is none.
        otherwise: seconds.
    """
    asked = retry_after.strip()
    if not (asked.isascii() and asked.isdigit()) or len(asked) > 6:
        return otherwise
    return min(_LONGEST_S, float(asked))
