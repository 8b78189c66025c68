"""One job of a scanner: started, its documents taken one by one, and over only where the scanner says so."""

from __future__ import annotations

import requests

from desktop.scanner.driver import Progress, Watch
from desktop.scanner.errors import (
    Busy,
    ConnectionLost,
    DeviceGone,
    NoPaper,
    ScanCancelled,
    ScannerTrouble,
    Unfinished,
    WrongSetting,
)
from desktop.scanner.escl import ending
from desktop.scanner.escl.ending import End
from desktop.scanner.escl.link import AGAIN_S, Link, body_of, seconds_asked
from desktop.scanner.patience import Patience
from desktop.scanner.quirks.escl import silent_status
from desktop.scanner.quirks.escl.busy_answers import BUSY
from desktop.scanner.quirks.escl.job_addresses import below, path_of
from desktop.scanner.quirks.escl.no_page_yet import is_no_page

DOCUMENT_LIMIT = 100_000_000
"""Bytes of one document."""


def start(link: Link, settings: bytes, *, feeder: bool) -> str:
    """Start a job, waiting a while for a scanner that is busy or warms up; gives the job's path.

    Args:
        link: to the scanner.
        settings: a `ScanSettings`.
        feeder: or the flatbed.

    Raises:
        NoPaper, Jam, CoverOpen, WarmingUp, DeviceDown, …: what the scanner says beforehand.
        Busy: it stays busy.
        WrongSetting: it does not take these settings.
    """
    patience = link.patience()
    while True:
        _require_ready(link, patience, feeder=feeder)
        with link.ask("POST", "ScanJobs", data=settings, headers={"Content-Type": "text/xml"}) as answer:
            location = answer.headers.get("Location", "")
            if answer.status_code in {200, 201, 202} and location:
                return path_of(location, link.root)
            if answer.status_code == 400:
                raise WrongSetting(cause="ScanJobs: 400")
            if answer.status_code not in BUSY:
                raise ScannerTrouble(cause=f"ScanJobs: {answer.status_code}")
            if not patience.pause(seconds_asked(answer, 1.0)):
                raise Busy(cause=f"ScanJobs: {answer.status_code}")


def _require_ready(link: Link, patience: Patience, *, feeder: bool) -> None:
    """Say what the scanner says before anything starts; one that is busy or warms up is waited for."""
    while True:
        link.require_wanted()
        try:
            found = link.status()
        except Busy as busy:
            trouble: ScannerTrouble = busy
        else:
            if feeder and found.feeder == silent_status.EMPTY:
                raise NoPaper(cause=found.feeder)
            if feeder and (stuck := ending.feeder_trouble(found)):
                raise stuck
            ill = ending.scanner_trouble(found)
            if ill is None:
                return
            if found.scanner != ending.TESTING:
                raise ill
            trouble = ill
        if not patience.pause(AGAIN_S):
            raise trouble


class Documents:
    """What a job gives, one document after the other.

    Args:
        link: to the scanner.
        job: its path.
        watch: told how far the document under way has come.
        feeder: or the flatbed.
    """

    def __init__(self, link: Link, job: str, watch: Watch, *, feeder: bool) -> None:
        self._link = link
        self._job = job
        self._watch = watch
        self._feeder = feeder

    def next(self, came: int) -> bytes | None:
        """The next document byte for byte; None where the scanner says that this was all.

        An answer without a document is no end: it is asked again until the scanner says so, within the patience.

        Args:
            came: pictures that have come.

        Raises:
            BadPage: the line broke inside a document.
            ConnectionLost: the scanner answers no more.
            NoPaper, Jam, CoverOpen, DoubleFeed, …: what the feeder says.
            Busy: it stays busy.
            Unfinished: no more comes, and it does not say why.
            ScanCancelled: the clerk wants no more.
        """
        patience: Patience | None = None
        hints = 0
        while True:
            self._link.require_wanted()
            with self._answer() as answer:
                code, again_s = answer.status_code, seconds_asked(answer, AGAIN_S)
                if code == 200 and (document := self._body(answer, came + 1)):
                    return document
            self._link.require_wanted()
            now, trouble = self._end(came, code) if is_no_page(code) else (End.OPEN, _refusal(code))
            hints = hints + 1 if now is End.PERHAPS else 0
            if now is End.OVER or hints == silent_status.ENOUGH_HINTS:
                if not came:
                    raise ending.nothing_came(feeder=self._feeder)
                return None
            self._watch.progress(Progress(page=came + 1))
            # A slow page is no refusal: what counts is the time since the first answer without one.
            patience = patience or self._link.patience()
            if not patience.pause(again_s):
                raise trouble

    def _answer(self) -> requests.Response:
        try:
            return self._link.ask("GET", below(self._job, "NextDocument"))
        except DeviceGone as error:
            # Not asked again: whether the document was on its way, nobody knows.
            self._link.require_wanted()
            raise ConnectionLost(cause=error.cause) from None

    def _body(self, answer: requests.Response, page: int) -> bytes:
        return body_of(answer, DOCUMENT_LIMIT, lambda done: self._watch.progress(Progress(page=page, percent=done)))

    def _end(self, came: int, code: int) -> tuple[End, ScannerTrouble]:
        """What the status says of the end, and what to say where the patience ends before the job does.

        Raises:
            Jam, CoverOpen, StoppedAtDevice, …: why there is no more.
        """
        try:
            found = self._link.status()
        except ScanCancelled:
            raise
        except ScannerTrouble as lost:
            return End.OPEN, Unfinished(cause=f"NextDocument: {code}; no status: {lost.cause}"[:300])
        if self._feeder and (stuck := ending.feeder_trouble(found)):
            raise stuck
        if trouble := ending.job_trouble(found, self._job):
            raise trouble
        ill = ending.scanner_trouble(found)
        if ill and found.scanner != ending.TESTING:
            raise ill
        said = Unfinished(cause=f"NextDocument: {code}; {found}"[:300])
        return ending.end_of(found, self._job, came), ill or said


def _refusal(code: int) -> ScannerTrouble:
    """An answer that is neither a document nor «nothing now»: asked again where the scanner is busy or stumbles.

    Raises:
        ScannerTrouble: asking again is of no use.
    """
    trouble = (Busy if code == 503 else ScannerTrouble)(cause=f"NextDocument: {code}")
    if code < 500:
        raise trouble
    return trouble
