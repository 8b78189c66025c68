"""HTTP to one scanner: timeouts always, sizes limited, no way to another host."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from typing import Any, TypeVar
from xml.etree import ElementTree

import requests
import urllib3

from desktop.scanner.errors import (
    AccessDenied,
    BadPage,
    Busy,
    DeviceGone,
    ScanCancelled,
    StrangeScanner,
    UntrustedScanner,
)
from desktop.scanner.escl import messages, tls
from desktop.scanner.escl.address import split_address
from desktop.scanner.escl.xml import XML_LIMIT, read_xml
from desktop.scanner.patience import Clock, Patience, Wait, within
from desktop.scanner.quirks.escl import busy_answers
from desktop.scanner.quirks.escl.job_addresses import path_of
from desktop.scanner.quirks.escl.link_local_hosts import BracketedHosts

TIMEOUT_S = (5, 60)
LEAVING_S = 2.0
"""How long the request that ends a job may take, seconds. Where it is not answered, no page is lost."""
AGAIN_S = 0.5
"""How long a scanner is left alone before it is asked again, where it does not say."""
_MOVES = 3
_MOVED = {301, 302, 307, 308}
_CLOSED = {401, 403}

T = TypeVar("T")


class Link:
    """The way to one scanner.

    Args:
        address: e.g. `http://10.0.0.5/eSCL`.
        fingerprints: certificates that may have signed themselves.
        patience_s: how long a busy scanner, or one that warms up, is waited for, seconds.
        clock, wait: see `Patience`.

    Attributes:
        root: the path under which it speaks eSCL, ending with a slash.

    Raises:
        StrangeScanner: that is no address.
    """

    def __init__(
        self,
        address: str,
        fingerprints: Sequence[str] = (),
        patience_s: float = 30.0,
        clock: Clock = time.monotonic,
        wait: Wait = threading.Event.wait,
    ) -> None:
        self._address = address
        self._origin, self.root = split_address(address)
        self._pins = fingerprints
        self._patience_s = patience_s
        self._clock = clock
        self._wait = wait
        self._enough = threading.Event()
        self._http = requests.Session()
        self._http.trust_env = False
        # A page is compressed already, and its length is what tells whether it came whole.
        self._http.headers["Accept-Encoding"] = "identity"
        self._http.mount("http://", BracketedHosts())
        self._http.mount("https://", tls.Vouched())

    def ask(self, method: str, path: str, **more: Any) -> requests.Response:
        """Ask the scanner, where it is or where it says it has moved to on the same host.

        Args:
            method: of HTTP.
            path: from the root of the host, or below the scanner's own root.
            more: for `requests`.

        Raises:
            DeviceGone: no answer.
            AccessDenied: it wants to know who asks.
            StrangeScanner: it points elsewhere.
            UntrustedScanner: its certificate is one that nobody vouches for.
        """
        path = path_of(path, self.root)
        for _ in range(_MOVES):
            answer = self._trusted(method, path, **more)
            if answer.status_code not in _MOVED:
                break
            answer.close()
            moved = answer.headers.get("Location", "")
            self._origin, path = self._origin.moved(moved), path_of(moved, self.root)
        else:
            raise StrangeScanner(cause="the scanner sends us round in a circle")
        if answer.status_code in _CLOSED:
            answer.close()
            raise AccessDenied(cause=f"{path}: {answer.status_code}")
        return answer

    def _trusted(self, method: str, path: str, **more: Any) -> requests.Response:
        try:
            return self._send(method, path, **more)
        except requests.exceptions.SSLError as error:
            self._pin(error)
        except _LINE_TROUBLE as error:
            raise DeviceGone(cause=repr(error)[:300]) from None
        try:
            return self._send(method, path, **more)
        except _LINE_TROUBLE as error:
            raise DeviceGone(cause=repr(error)[:300]) from None

    def _send(self, method: str, path: str, **more: Any) -> requests.Response:
        how = {"timeout": TIMEOUT_S, "allow_redirects": False, "stream": True, **more}
        return self._http.request(method, f"{self._origin}{path}", **how)

    def _pin(self, refusal: Exception) -> None:
        """The system does not know the certificate: it may be one that the administrator has pinned.

        Raises:
            UntrustedScanner: it is not.
        """
        try:
            shown = tls.fingerprint(self._origin.socket_host, self._origin.port)
        except OSError as error:
            raise DeviceGone(cause=repr(error)[:300]) from None
        if not tls.pinned(shown, self._pins):
            raise UntrustedScanner(shown, cause=repr(refusal)[:300])
        self._http.mount("https://", tls.Pinned(shown))
        self._http.verify = False

    def _told(self, path: str, meaning: Callable[[ElementTree.Element], T], **more: Any) -> T:
        with self.ask("GET", path, **more) as answer:
            if answer.status_code == 503:
                raise Busy(cause=f"{path}: 503")
            if answer.status_code != 200:
                raise StrangeScanner(cause=f"{path}: {answer.status_code}")
            try:
                return read_xml(body_of(answer, XML_LIMIT), meaning)
            except BadPage as error:
                raise StrangeScanner(cause=error.cause) from None

    def look(self, timeout_s: float = TIMEOUT_S[1]) -> tuple[ElementTree.Element, messages.Capabilities]:
        """What the scanner can, in its own words and in ours.

        Args:
            timeout_s: how long it may be silent, seconds.

        Raises:
            DeviceGone: no answer.
            StrangeScanner: not what a scanner says.
        """
        patience = (TIMEOUT_S[0], timeout_s)
        return self._told("ScannerCapabilities", lambda root: (root, messages.capabilities(root)), timeout=patience)

    def status(self) -> messages.Status:
        """How it is.

        Raises:
            DeviceGone: no answer.
            StrangeScanner: not what a scanner says.
        """
        return self._told("ScannerStatus", messages.status)

    def insist(self, ask: Callable[[], T]) -> T:
        """Ask again while the scanner is too busy to answer, within the patience.

        Raises:
            Busy: it stays busy.
        """
        patience = self.patience()
        while True:
            self.require_wanted()
            try:
                return ask()
            except Busy:
                if not patience.pause(AGAIN_S):
                    raise

    def patience(self) -> Patience:
        """How long to ask again, from now."""
        return Patience(self._patience_s, self._enough, self._clock, self._wait)

    def require_wanted(self) -> None:
        """Stop where the clerk wants no more.

        Raises:
            ScanCancelled: she does not.
        """
        if self._enough.is_set():
            raise ScanCancelled()

    def give_up(self, job: str) -> None:
        """From another thread: tell the scanner to stop this job now; whoever waits for it gets ScanCancelled."""
        self._enough.set()
        Link(self._address, self._pins).end(job)

    def end(self, job: str) -> None:
        """Tell the scanner that nobody wants more of this job; what it says to that changes nothing."""
        within(LEAVING_S, lambda: self.ask("DELETE", job, timeout=LEAVING_S).close())


_LINE_TROUBLE = (requests.RequestException, urllib3.exceptions.HTTPError, ValueError, OSError)


def seconds_asked(answer: requests.Response, otherwise: float) -> float:
    """How long a scanner wants to be left alone, seconds; `otherwise` where it does not say in seconds."""
    return busy_answers.seconds_asked(answer.headers.get("Retry-After", ""), otherwise)


def body_of(
    answer: requests.Response, limit: int, progress: Callable[[int | None], None] = lambda percent: None
) -> bytes:
    """The whole body.

    Args:
        answer: whose body has not been read.
        limit: the most it may have, bytes.
        progress: told how many per cent have come; None where the length was not announced.

    Raises:
        BadPage: it is longer than `limit`, or was cut short.
    """
    announced = answer.headers.get("Content-Length", "")
    length = int(announced) if announced.isascii() and announced.isdigit() and len(announced) < 12 else 0
    if length > limit:
        raise BadPage(cause=f"{length} bytes announced")
    parts = bytearray()
    told: int | None = -1
    try:
        for part in answer.iter_content(65536):
            parts += part
            if len(parts) > limit:
                raise BadPage(cause=f"over {limit} bytes")
            # What came over the line: a body may be compressed.
            percent = min(100, 100 * answer.raw.tell() // length) if length else None
            if percent is None or percent != told:
                told = percent
                progress(percent)
    except _LINE_TROUBLE as error:
        raise BadPage(cause=repr(error)[:200]) from None
    if length and length != answer.raw.tell():
        raise BadPage(cause=f"{answer.raw.tell()} of {length} bytes")
    return bytes(parts)
