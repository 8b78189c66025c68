"""The page workers: one process per core, busy while the feeder still runs."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import threading
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from desktop.machine.child import die_with_parent, interpreter
from desktop.model.errors import Trouble
from desktop.page.work import PageResult, one_thread, process_page


class PageCrashed(Trouble):
    """The work on a page brought its worker down, twice."""

    code = "page_crashed"
    sentence = "Không xử lý được một trang: chương trình xử lý ảnh bị dừng đột ngột."
    advice = "Trang gốc vẫn còn. Quét lại trang này, hoặc mở lại Quầy Số để thử xử lý lại."


def _begin() -> None:
    die_with_parent()
    one_thread()


class PageWorkers:
    """Processes that work on pages.

    Args:
        count: how many; by default one per core.
    """

    def __init__(self, count: int | None = None) -> None:
        self._count = count or os.cpu_count() or 1
        self._guard = threading.Lock()
        self._pool: ProcessPoolExecutor | None = None
        self._closed = False

    def submit(self, image: bytes, dpi: int, *, read: bool = True) -> Future[PageResult]:
        """Work on a page; a worker that falls over is replaced and the page tried once more.

        The future raises UnreadableInput for what is no page, and PageCrashed where even the second try fell.
        """
        outcome: Future[PageResult] = Future()
        self._try(outcome, image, dpi, read=read, again=True)
        return outcome

    def _try(self, outcome: Future[PageResult], image: bytes, dpi: int, *, read: bool, again: bool) -> None:
        def ended(done: Future[PageResult]) -> None:
            if done.cancelled():
                outcome.cancel()
                outcome.set_running_or_notify_cancel()
                return
            error = done.exception()
            if error is None:
                outcome.set_result(done.result())
            elif isinstance(error, BrokenProcessPool):
                if again and not self._closed:
                    self._try(outcome, image, dpi, read=read, again=False)
                else:
                    outcome.set_exception(PageCrashed(cause=str(error)))
            else:
                outcome.set_exception(error)

        for _ in range(2):
            pool = self._running()
            try:
                task = pool.submit(process_page, image, dpi, read=read)
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
                context = multiprocessing.get_context("spawn")
                context.set_executable(interpreter())
                self._pool = ProcessPoolExecutor(self._count, mp_context=context, initializer=_begin)
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
                pool.submit(one_thread)

    def close(self) -> None:
        """End the workers after the pages under way; those that wait are left for the next start."""
        with self._guard:
            self._closed = True
            pool, self._pool = self._pool, None
        if pool:
            pool.shutdown(wait=True, cancel_futures=True)
