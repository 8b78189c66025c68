"""The page workers: one process per core, busy while the feeder still runs.

What works on pages is loaded by them alone: the process that gives them their pages has no use for it.
"""

from __future__ import annotations

import atexit
import contextlib
import multiprocessing
import os
import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache, partial
from multiprocessing.context import BaseContext
from typing import Any, TypeVar

from desktop.machine.child import interpreter
from desktop.machine.memory import give_back
from desktop.model.errors import Trouble
from desktop.model.page import AUTOMATIC, Box, BoxReading, Edits, Look, PageFacts
from desktop.page.result import CardSide, PageResult, Worth

Done = TypeVar("Done")


class PageCrashed(Trouble):
    """The work on a page brought its worker down, twice."""

    code = "page_crashed"
    sentence = "Không xử lý được một trang: chương trình xử lý ảnh bị dừng đột ngột."
    advice = "Trang gốc vẫn còn. Quét lại trang này, hoặc mở lại Quầy Số để thử xử lý lại."


def _begin() -> None:
    threading.Thread(target=_end_with_parent, name="parent watch", daemon=True).start()
    _ready()


def _end_with_parent() -> None:
    """End this process with the one that gives it pages; what forked it in its place lives as long as this one."""
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)


def _ready() -> None:
    from desktop.page.work import one_thread

    one_thread()


def _page(image: bytes, dpi: int | None, **how: Any) -> PageResult:
    from desktop.page.work import process_page

    return process_page(image, dpi, **how)


def _box(image: bytes, facts: PageFacts, box: Box) -> BoxReading:
    from desktop.page.work import read_in_box

    return read_in_box(image, facts, box)


def _card(front: CardSide, back: CardSide, **how: Any) -> PageResult:
    from desktop.page.card import place_card

    return place_card(front, back, **how)


class PageWorkers:
    """Processes that work on pages.

    Args:
        count: how many; by default one per core.
        worth: names what is worth more readers (see `process_page`); a function of a module, as it goes to them.
    """

    def __init__(self, count: int | None = None, worth: Worth | None = None) -> None:
        self._count = count or os.cpu_count() or 1
        self._worth = worth
        self._guard = threading.Lock()
        self._pool: ProcessPoolExecutor | None = None
        self._closed = False

    def submit(
        self, image: bytes, dpi: int | None, *, read: bool = True, edits: Edits = AUTOMATIC, seen: Look | None = None
    ) -> Future[PageResult]:
        """Work on a page (see `process_page`); a worker that falls over is replaced and the page tried once more.

        The future raises UnreadableInput for what is no page, and PageCrashed where even the second try fell.
        """
        outcome: Future[PageResult] = Future()
        work = partial(_page, image, dpi, read=read, edits=edits, seen=seen, worth=self._worth)
        self._try(outcome, work, again=True)
        return outcome

    def submit_card(self, front: CardSide, back: CardSide, *, edits: Edits = AUTOMATIC) -> Future[PageResult]:
        """Put the two sides of a card on one page (see `place_card`); fails as `submit` does."""
        outcome: Future[PageResult] = Future()
        self._try(outcome, partial(_card, front, back, edits=edits, worth=self._worth), again=True)
        return outcome

    def submit_box(self, image: bytes, facts: PageFacts, box: Box) -> Future[BoxReading]:
        """Read the text in a box of a page that was worked on (see `read_in_box`); fails as `submit` does."""
        outcome: Future[BoxReading] = Future()
        self._try(outcome, partial(_box, image, facts, box), again=True)
        return outcome

    def _try(self, outcome: Future[Done], work: Callable[[], Done], *, again: bool) -> None:
        def ended(done: Future[Done]) -> None:
            if done.cancelled():
                outcome.cancel()
                outcome.set_running_or_notify_cancel()
                return
            error = done.exception()
            if error is None:
                outcome.set_result(done.result())
            elif isinstance(error, BrokenProcessPool):
                if again and not self._closed:
                    self._try(outcome, work, again=False)
                else:
                    outcome.set_exception(PageCrashed(cause=str(error)))
            else:
                outcome.set_exception(error)

        for _ in range(2):
            pool = self._running()
            try:
                task = pool.submit(_light, work)
            except BrokenProcessPool:
                self._discard(pool)
            except RuntimeError as error:
                # The pool was closed under our hands: the page is taken up at the next start.
                outcome.set_exception(PageCrashed(cause=str(error)))
                return
            else:
                task.add_done_callback(ended)
                return
        outcome.set_exception(PageCrashed(cause="the pool breaks as soon as it is made"))

    def _running(self) -> ProcessPoolExecutor:
        with self._guard:
            if self._closed:
                raise RuntimeError("closed")
            if self._pool is None:
                self._pool = ProcessPoolExecutor(self._count, mp_context=_starting(), initializer=_begin)
            return self._pool

    def _discard(self, broken: ProcessPoolExecutor) -> None:
        with self._guard:
            if self._pool is broken:
                self._pool = None
        broken.shutdown(wait=False, cancel_futures=True)

    def warm_up(self) -> None:
        """Start the processes before the first page comes."""
        pool = self._running()
        for _ in range(self._count):
            with contextlib.suppress(BrokenProcessPool):
                pool.submit(_ready)

    def close(self) -> None:
        """End the workers after the pages under way; those that wait are left for the next start."""
        with self._guard:
            self._closed = True
            pool, self._pool = self._pool, None
        if pool:
            pool.shutdown(wait=True, cancel_futures=True)


@cache
def _starting() -> BaseContext:
    """How workers start: forked, where the system can, from a process that has loaded what all of them need.

    What it has loaded lies in memory once, however many they are, and is loaded once.
    """
    if "forkserver" not in multiprocessing.get_all_start_methods():
        context: BaseContext = multiprocessing.get_context("spawn")
    else:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["desktop.page.loaded"])
        atexit.register(_stop_forking)
    context.set_executable(interpreter())
    return context


def _stop_forking() -> None:
    """End what forks the workers, and wait for it: else nobody who asks what this process took learns what they took.

    Python has no public way to do this.
    """
    from multiprocessing import forkserver

    forkserver._forkserver._stop()  # type: ignore[attr-defined]


def _light(work: Callable[[], Done]) -> Done:
    result = work()
    give_back()
    return result
