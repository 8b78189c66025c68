"""Running pyHanko's coroutines, its log kept out of ours and its local time made ours."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from datetime import tzinfo
from threading import Thread
from typing import Any, TypeVar

import tzlocal

from desktop.machine.clock import VIETNAM

T = TypeVar("T")


def _our_zone() -> tzinfo:
    return VIETNAM


# pyHanko, its only user, asks for the PC's time zone even where it is told the time, and fails where Python does not
# know the name of that zone. All times shown are Vietnam's anyway (R64).
tzlocal.get_localzone = _our_zone  # type: ignore[assignment]

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
