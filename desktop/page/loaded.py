"""What every page worker needs, loaded by being imported: before the workers are forked, so that they share it.

What is missing or broken is told by the page that cannot be worked on without it.
"""

from __future__ import annotations

import contextlib

from desktop.page.models import MODELS, model
from desktop.page.reading.readers import readers
from desktop.page.work import one_thread


def _load() -> None:
    one_thread()
    for name in MODELS:
        with contextlib.suppress(Exception):
            model(name)
    with contextlib.suppress(Exception):
        readers()


_load()
