"""How real devices answer: the manners of many makers, each by its name, to be put on for one request or for all.

Each shows a quirk that the driver copes with (`scanner/quirks/escl`), or what a line does.

A manner either answers instead of the device, which then does nothing, or changes how the device's own answer is told.
"""

from __future__ import annotations

import gzip
import io
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from PIL import Image


@dataclass(frozen=True, slots=True, kw_only=True)
class ScannerAnswer:
    """An HTTP answer before it is told.

    Attributes:
        status: of HTTP.
        body: as meant.
        kind: content type.
        headers: besides type and length.
        told: bytes of the body that are sent before the line breaks; None for all.
        chunked: in chunks, without a length.
        silent: nothing is said at all until the job ends.
    """

    status: int
    body: bytes = b""
    kind: str = "text/xml"
    headers: dict[str, str] = field(default_factory=dict)
    told: int | None = None
    chunked: bool = False
    silent: bool = False


INSTEAD: dict[str, ScannerAnswer] = {
    "204": ScannerAnswer(status=204),
    "empty": ScannerAnswer(status=200, kind="image/jpeg"),
    "401": ScannerAnswer(status=401),
    "404": ScannerAnswer(status=404),
    "409": ScannerAnswer(status=409),
    "410": ScannerAnswer(status=410),
    "500": ScannerAnswer(status=500),
    "503": ScannerAnswer(status=503),
    "503 in a while": ScannerAnswer(status=503, headers={"Retry-After": "7"}),
    "503 some day": ScannerAnswer(status=503, headers={"Retry-After": "Fri, 31 Dec 2100 23:59:59 GMT"}),
    "HTML": ScannerAnswer(status=200, body=b"<!DOCTYPE html><html><body>Xin ch\xe0o</body></html>", kind="text/html"),
    "noise": ScannerAnswer(status=200, body=bytes(range(256))),
    "hang up": ScannerAnswer(status=200, told=0),
    "silent": ScannerAnswer(status=200, silent=True),
}
"""Answers of a device that does nothing else."""

Manner = Callable[[ScannerAnswer], ScannerAnswer]


def _body(change: Callable[[bytes], bytes]) -> Manner:
    return lambda answer: replace(answer, body=change(answer.body))


def _swap(pattern: bytes, by: bytes) -> Manner:
    return _body(lambda body: re.sub(pattern, by, body, flags=re.DOTALL))


def _location(change: Callable[[str], str]) -> Manner:
    def told(answer: ScannerAnswer) -> ScannerAnswer:
        at = answer.headers.get("Location")
        return replace(answer, headers={**answer.headers, "Location": change(at)}) if at else answer

    return told


def _path(address: str) -> str:
    return "/" + address.partition("://")[2].partition("/")[2]


def _zipped(answer: ScannerAnswer) -> ScannerAnswer:
    return replace(answer, body=gzip.compress(answer.body), headers={**answer.headers, "Content-Encoding": "gzip"})


def _with_other_prefixes(body: bytes) -> bytes:
    """`e:` for `scan:`, and none for `pwg:`."""
    for ours, theirs in ((b"scan:", b"e:"), (b":scan=", b":e="), (b"pwg:", b""), (b":pwg=", b"=")):
        body = body.replace(ours, theirs)
    return body


def _as_pdf(body: bytes) -> bytes:
    out = io.BytesIO()
    with Image.open(io.BytesIO(body)) as picture:
        picture.save(out, "PDF", resolution=float(picture.info.get("dpi", (200, 200))[0]), quality=95)
    return out.getvalue()


CHANGES: dict[str, Manner] = {
    # Any answer.
    "gzip": _zipped,
    "chunked": lambda answer: replace(answer, chunked=True),
    "cut": lambda answer: replace(answer, told=len(answer.body) // 2),
    "chunks cut": lambda answer: replace(answer, chunked=True, told=len(answer.body) // 2),
    # XML.
    "newline first": _body(lambda body: b"\r\n" + body),
    "mark first": _body(lambda body: b"\xef\xbb\xbf" + body),
    "NUL last": _body(lambda body: body + b"\0"),
    "not UTF-8": _swap(rb"(<pwg:Version>)", b"<pwg:MakeAndModel>M\xe1y</pwg:MakeAndModel>\\1"),
    "other prefixes": _body(_with_other_prefixes),
    "no namespaces": _swap(rb' xmlns:\w+="[^"]*"', b""),
    # The status.
    "jobs absolute": _swap(rb"<pwg:JobUri>", b"<pwg:JobUri>http://may-quet.local:80"),
    "jobs with a slash": _swap(rb"</pwg:JobUri>", b"/</pwg:JobUri>"),
    "jobs by UUID": _swap(rb"<pwg:JobUri>[^<]*?([^/<]*)</pwg:JobUri>", rb"<pwg:JobUuid>urn:uuid:\1</pwg:JobUuid>"),
    "jobs unlisted": _swap(rb"<scan:Jobs>.*</scan:Jobs>", b""),
    "jobs uncounted": _swap(rb"<pwg:ImagesCompleted>\d*</pwg:ImagesCompleted>", b""),
    "job state unknown": _swap(rb"(<pwg:JobState>)\w*", rb"\1Khong"),
    "feeder untold": _swap(rb"<scan:AdfState>\w*</scan:AdfState>", b""),
    "feeder odd": _swap(rb"(<scan:AdfState>)\w*", rb"\1ScannerAdfKhong"),
    "at work": _swap(rb"(<pwg:State>)Idle", rb"\1Processing"),
    # The address of a job.
    "path alone": _location(_path),
    "trailing slash": _location(lambda at: at + "/"),
    "query": _location(lambda at: at + "?phien=7"),
    "other host": _location(lambda at: "http://may-quet.local" + _path(at)),
    "other port": _location(lambda at: "https://10.9.9.9:9" + _path(at)),
    "host of IPv6": _location(lambda at: "http://[fe80::1%25eth0]:8080" + _path(at)),
    "host cut off": _location(lambda at: "http://[fe80" + _path(at)),
    # A page.
    "PDF": lambda answer: replace(answer, body=_as_pdf(answer.body), kind="application/pdf") if answer.body else answer,
    "picture cut": _body(lambda body: body[: len(body) * 2 // 3]),
    "swallowed": lambda answer: replace(answer, told=0),
}
"""The device's own answer, told in another way."""
