"""Keeps the page workers busy: a page is worked on when it arrives, and anew whenever a clerk's edit changes it.

Pages wait by their ids, and only those under way are in memory.
"""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Protocol
from uuid import UUID

from sqlalchemy import Connection

from desktop.model.dossier import Page
from desktop.model.errors import QuaySoError
from desktop.model.page import Edits
from desktop.page.result import CardSide, PageResult
from desktop.store import contents, papers
from desktop.store.errors import NotFound
from desktop.store.file import Store

log = logging.getLogger(__name__)

UNDER_WAY = 2 * (os.cpu_count() or 1)
"""Pages given to the workers at a time: enough that none of them waits, few enough that memory stays flat."""


class Workers(Protocol):
    """Who works on pages: the worker processes."""

    def submit(self, image: bytes, dpi: int, *, edits: Edits) -> Future[PageResult]:
        """Work on a page."""

    def submit_card(self, front: CardSide, back: CardSide, *, edits: Edits) -> Future[PageResult]:
        """Put the two sides of a card on one page."""


class PageWork:
    """Works on committed pages as they stand in the store, in the order in which they came.

    Args:
        store: where pages are, and where what was found out goes.
        workers: the page workers.
    """

    def __init__(self, store: Store, workers: Workers) -> None:
        self._store = store
        self._workers = workers
        self._news = threading.Condition()
        self._waiting: dict[UUID, None] = {}
        self._under_way: set[UUID] = set()
        self._listeners: list[Callable[[UUID], None]] = []

    def add(self, page_id: UUID) -> None:
        """Work on a page when its turn comes; once more where it is under way, for it has changed since."""
        with self._news:
            self._waiting[page_id] = None
        self._go_on()

    def resume(self) -> int:
        """Take up the pages that a crash left unread; gives how many."""
        with self._store.reading() as tx:
            left = [page.id for page in papers.unread_pages(tx)]
        with self._news:
            left = [one for one in left if one not in self._under_way and one not in self._waiting]
            self._waiting.update(dict.fromkeys(left))
        self._go_on()
        return len(left)

    def _go_on(self) -> None:
        while True:
            with self._news:
                page_id = next((one for one in self._waiting if one not in self._under_way), None)
                if page_id is None or len(self._under_way) >= UNDER_WAY:
                    return
                del self._waiting[page_id]
                self._under_way.add(page_id)
            self._start(page_id)

    def _start(self, page_id: UUID) -> None:
        try:
            with self._store.reading() as tx:
                page = papers.get_page(tx, page_id)
                sides = [_side(tx, part) for part in page.made_of or (page.id,)]
            if page.made_of:
                future = self._workers.submit_card(sides[0], sides[1], edits=page.edits)
            else:
                future = self._workers.submit(sides[0].image, page.origin.dpi, edits=page.edits)
        except NotFound:
            # A card that was taken apart again before its turn came.
            self._over(page_id)
            return
        except Exception:
            log.exception("page %s could not be worked on", page_id)
            self._over(page_id)
            return
        future.add_done_callback(lambda done: self._worked(page, done))

    def _worked(self, page: Page, done: Future[PageResult]) -> None:
        try:
            if done.cancelled():
                return
            result = done.result()
            with self._store.writing() as tx:
                papers.set_facts(tx, page.id, result.facts, result.clean_jpeg, result.thumbnail_jpeg, edits=page.edits)
        except QuaySoError as trouble:
            # The page stays unread and is taken up again at the next start.
            log.warning("page %s was not worked on: %s %s", page.id, trouble.code, trouble.cause)
        except Exception:
            log.exception("page %s was not worked on", page.id)
        finally:
            self._tell(page.id)
            self._over(page.id)
            self._go_on()

    def _tell(self, page_id: UUID) -> None:
        for listener in list(self._listeners):
            try:
                listener(page_id)
            except Exception:
                log.exception("a listener failed over page %s", page_id)

    def _over(self, page_id: UUID) -> None:
        with self._news:
            self._under_way.discard(page_id)
            self._news.notify_all()

    def on_facts(self, listener: Callable[[UUID], None]) -> None:
        """Be told, from a worker's thread, when the work on a page has ended; waiting for quiet waits for this too."""
        self._listeners.append(listener)

    def pending(self) -> int:
        """How many pages are being worked on or wait for it."""
        with self._news:
            return len(self._waiting) + len(self._under_way)

    def wait_until_quiet(self, timeout_s: float) -> bool:
        """Wait until no page is being worked on; False where the time ran out first."""
        with self._news:
            return self._news.wait_for(lambda: not self._waiting and not self._under_way, timeout_s)


def _side(tx: Connection, page_id: UUID) -> CardSide:
    page = papers.get_page(tx, page_id)
    return CardSide(image=contents.fetch(tx, page.raw_sha256), dpi=page.dpi, edits=page.edits)
