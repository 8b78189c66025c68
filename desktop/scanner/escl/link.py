"""HTTP to one scanner: timeouts always, sizes limited, no way to another host."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree

import requests

from desktop.machine.tls import SystemTrust
from desktop.scanner.driver import Progress, Watch
from desktop.scanner.errors import (
    BadPage,
    Busy,
    ConnectionLost,
    DeviceGone,
    NoPaper,
    ScanCancelled,
    ScannerTrouble,
    StrangeScanner,
    UntrustedScanner,
    WrongSetting,
)
from desktop.scanner.escl import messages, tls
from desktop.scanner.escl.messages import FEEDER_TROUBLES, SCANNER_TROUBLES
from desktop.scanner.escl.xml import XML_LIMIT, parse_xml

TIMEOUT_S = (5, 60)
PAGE_LIMIT = 100_000_000
_NO_MORE = {404, 409, 410}


class Link:
    """The way to one scanner.

    Args:
        address: e.g. `http://10.0.0.5/eSCL`.
        fingerprints: certificates that may have signed themselves.
        patience_s: how long a busy scanner, or one that warms up, is waited for, seconds.
    """

    def __init__(self, address: str, fingerprints: Sequence[str] = (), patience_s: float = 30.0) -> None:
        self._base = address.rstrip("/") + "/"
        self._pins = fingerprints
        self._patience_s = patience_s
        self._enough = threading.Event()
        self._http = requests.Session()
        self._http.trust_env = False
        self._http.mount("https://", SystemTrust())

    def _ask(self, method: str, path: str, **more: Any) -> requests.Response:
        address = urljoin(self._base, path)
        if urlsplit(address).netloc != urlsplit(self._base).netloc:
            raise StrangeScanner(cause="the scanner points to another host")
        try:
            return self._send(method, address, **more)
        except requests.exceptions.SSLError as error:
            self._pin(error)
        except (requests.RequestException, ValueError) as error:
            raise DeviceGone(cause=repr(error)[:300]) from None
        try:
            return self._send(method, address, **more)
        except requests.RequestException as error:
            raise DeviceGone(cause=repr(error)[:300]) from None

    def _send(self, method: str, address: str, **more: Any) -> requests.Response:
        return self._http.request(method, address, timeout=TIMEOUT_S, allow_redirects=False, stream=True, **more)

    def _pin(self, refusal: Exception) -> None:
        """The system does not know the certificate: it may be one that the administrator has pinned.

        Raises:
            UntrustedScanner: it is not.
        """
        parts = urlsplit(self._base)
        try:
            shown = tls.fingerprint(parts.hostname or "", parts.port or 443)
        except OSError as error:
            raise DeviceGone(cause=repr(error)[:300]) from None
        if not tls.pinned(shown, self._pins):
            raise UntrustedScanner(shown, cause=repr(refusal)[:300])
        self._http.mount("https://", tls.Pinned(shown))
        self._http.verify = False

    def xml(self, path: str) -> ElementTree.Element:
        """An XML answer.

        Raises:
            DeviceGone: no answer.
            StrangeScanner: not what a scanner says.
        """
        with self._ask("GET", path) as answer:
            if answer.status_code != 200:
                raise StrangeScanner(cause=f"{path}: {answer.status_code}")
            try:
                return parse_xml(_body(answer, XML_LIMIT))
            except BadPage as error:
                raise StrangeScanner(cause=error.cause) from None

    def capabilities(self) -> messages.Capabilities:
        """What the scanner can."""
        return messages.capabilities(self.xml("ScannerCapabilities"))

    def status(self) -> messages.Status:
        """How it is."""
        return messages.status(self.xml("ScannerStatus"))

    def require_ready(self, *, feeder: bool) -> None:
        """Say what the scanner says before anything starts; one that warms up is waited for.

        Raises:
            NoPaper, Jam, CoverOpen, WarmingUp, DeviceDown, …: what it says.
        """
        for wait in self._patience(lambda: SCANNER_TROUBLES["Testing"](cause="Testing")):
            found = self.status()
            if feeder and found.feeder in FEEDER_TROUBLES:
                raise FEEDER_TROUBLES[found.feeder](cause=found.feeder)
            if found.scanner != "Testing":
                break
            wait(0.5)
        if found.scanner in SCANNER_TROUBLES:
            raise SCANNER_TROUBLES[found.scanner](cause=found.scanner)

    def start(self, settings: bytes, *, feeder: bool) -> str:
        """Start a job, waiting a while for a busy scanner; gives the job's path.

        Raises:
            Busy: it stays busy.
            WrongSetting: it does not take these settings.
        """
        for wait in self._patience(lambda: Busy(cause="ScanJobs: 503")):
            with self._ask("POST", "ScanJobs", data=settings, headers={"Content-Type": "text/xml"}) as answer:
                if answer.status_code == 201 and answer.headers.get("Location"):
                    return urlsplit(urljoin(self._base, answer.headers["Location"])).path
                if answer.status_code == 409:
                    self.require_ready(feeder=feeder)
                elif answer.status_code == 400:
                    raise WrongSetting(cause="ScanJobs: 400")
                elif answer.status_code != 503:
                    raise ScannerTrouble(cause=f"ScanJobs: {answer.status_code}")
                wait(_seconds(answer, 1.0))
        raise Busy(cause="ScanJobs")

    def next_page(self, job: str, page: int, *, feeder: bool, watch: Watch) -> bytes | None:
        """The next picture byte for byte; None where there is no more.

        Args:
            job: its path.
            page: number of the picture, from 1.
            feeder: or the flatbed.
            watch: told how far it has come.

        Raises:
            BadPage: the line broke inside a picture.
            NoPaper, Jam, CoverOpen, DoubleFeed, …: what the feeder says.
            ScanCancelled: the clerk wants no more.
        """
        for wait in self._patience(lambda: Busy(cause="NextDocument: 503")):
            try:
                answer = self._ask("GET", f"{job}/NextDocument")
            except DeviceGone as error:
                self._require_wanted()
                raise ConnectionLost(cause=error.cause) from None
            with answer:
                if answer.status_code == 200:
                    return _body(answer, PAGE_LIMIT, lambda done: watch.progress(Progress(page=page, percent=done)))
                self._require_wanted()
                if answer.status_code in _NO_MORE:
                    self._explain_end(job, page, feeder=feeder)
                    return None
                if answer.status_code != 503:
                    raise ScannerTrouble(cause=f"NextDocument: {answer.status_code}")
                wait(_seconds(answer, 0.5))
        raise Busy(cause="NextDocument")

    def _explain_end(self, job: str, page: int, *, feeder: bool) -> None:
        """No more pages: because the paper is out, or because something went wrong."""
        found = self.status()
        if found.feeder in FEEDER_TROUBLES and feeder and not (found.feeder == "ScannerAdfEmpty" and page > 1):
            raise FEEDER_TROUBLES[found.feeder](cause=found.feeder)
        if trouble := messages.job_trouble(found, job):
            raise trouble
        if found.scanner in SCANNER_TROUBLES:
            raise SCANNER_TROUBLES[found.scanner](cause=found.scanner)
        if page == 1:
            raise NoPaper(cause="no page came") if feeder else ScannerTrouble(cause="no page from the flatbed")

    def _patience(self, out: Callable[[], ScannerTrouble]) -> Iterator[Callable[[float], None]]:
        """Try again and again; each time with a way of waiting that ends with the patience, or with a cancel."""
        deadline = time.monotonic() + self._patience_s

        def wait(seconds: float) -> None:
            if time.monotonic() + seconds > deadline:
                raise out()
            self._enough.wait(seconds)

        while True:
            self._require_wanted()
            yield wait

    def _require_wanted(self) -> None:
        if self._enough.is_set():
            raise ScanCancelled()

    def give_up(self, job: str) -> None:
        """From another thread: tell the scanner to stop this job now; whoever waits for it gets ScanCancelled."""
        self._enough.set()
        other = Link(self._base, self._pins)
        other.end(job)

    def end(self, job: str) -> None:
        """Tell the scanner that nobody wants more of this job."""
        try:
            self._ask("DELETE", job).close()
        except ScannerTrouble:
            return


def _seconds(answer: requests.Response, otherwise: float) -> float:
    try:
        return min(5.0, max(0.05, float(answer.headers.get("Retry-After", otherwise))))
    except ValueError:
        return otherwise


def _body(answer: requests.Response, limit: int, progress: Callable[[int], None] = lambda percent: None) -> bytes:
    """The whole body.

    Raises:
        BadPage: it is longer than `limit`, or was cut short.
    """
    announced = answer.headers.get("Content-Length", "")
    length = int(announced) if announced.isascii() and announced.isdigit() and len(announced) < 12 else 0
    if length > limit:
        raise BadPage(cause=f"{length} bytes announced")
    parts = bytearray()
    told = -1
    try:
        for part in answer.iter_content(65536):
            parts += part
            if len(parts) > limit:
                raise BadPage(cause=f"over {limit} bytes")
            percent = 100 * len(parts) // length if length else -1
            if percent != told:
                told = percent
                progress(min(100, percent))
    except requests.RequestException as error:
        raise BadPage(cause=repr(error)[:200]) from None
    if length and length != len(parts):
        raise BadPage(cause=f"{len(parts)} of {length} bytes")
    return bytes(parts)
