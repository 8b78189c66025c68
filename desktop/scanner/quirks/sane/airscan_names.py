"""sane-airscan's model is no model: it is the name that somebody gave the device in this network.

Source: sane-airscan's manual page, sane-airscan(5): the name in `[devices]`, or the announced one, is the model.
"""

from __future__ import annotations


def model(backend: str, words: str) -> str:
    """What may stand in a report: never a name that somebody gave."""
    return words.partition(" ")[0] if backend == "airscan" else words
