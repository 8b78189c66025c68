"""Running pyHanko's coroutines, and keeping its log out of ours."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from threading import Thread
from typing import Any, TypeVar

T = TypeVar("T")

# A broken file is an answer here, not an error; pyHanko logs it with a traceback that may hold a name.
for _name in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_name).setLevel(logging.CRITICAL + 1)


def run(work: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine to its end, from any thread, also from one that has an event loop of its own."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(work)
    outcome: list[T] = []
    trouble: list[BaseException] = []

    def aside() -> None:
        try:
            outcome.append(asyncio.run(work))
        except BaseException as error:
            trouble.append(error)

    thread = Thread(target=aside, name="signing")
    thread.start()
    thread.join()
    if trouble:
        raise trouble[0]
    return outcome[0]
