"""A scanner scans faster than it sends: the job is done and the feeder empty while pages wait to be fetched.

Source: node-hp-scan-to, change 1331 (HP ScanJet Pro 4500 fn1: an empty feeder in the middle of a job). Where the job
counts its pictures (`ImagesCompleted`, Mopria eSCL specification 2.97), the count is believed and nothing else.
"""

from __future__ import annotations


def all_came(made: int, came: int) -> bool:
    """Whether a job that calls itself done has given all it made.

    Args:
        made: pictures that it says it has made.
        came: pictures that have come.
    """
    return came >= made
