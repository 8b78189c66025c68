"""The eSCL answers, on loopback only; started as `python -m desktop.training.scanner.server`."""

from __future__ import annotations

import json
import ssl
import sys
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from desktop.machine.child import child_pipes
from desktop.machine.frames import read_frame, write_frame
from desktop.training.scanner.feeder import Feeder, JobSettings, ScannerFaults
from desktop.training.scanner.manners import CHANGES, INSTEAD, ScannerAnswer

NAME = "Quầy Số Máy quét tập huấn"
RESOLUTIONS = (100, 150, 200, 300, 600)
A3 = (3508, 4961)
LEGAL = (2550, 4200)
"""Width and height, three-hundredths of an inch."""
SIDES = ("Width", "Height")
_SCAN = "http://schemas.hp.com/imaging/escl/2011/05/03"
_PWG = "http://www.pwg.org/schemas/2010/12/sm"


def _input(name: str, width: int, height: int) -> str:
    resolutions = "".join(
        f"<scan:DiscreteResolution><scan:XResolution>{dpi}</scan:XResolution>"
        f"<scan:YResolution>{dpi}</scan:YResolution></scan:DiscreteResolution>"
        for dpi in RESOLUTIONS
    )
    return f"""<scan:{name}>
<scan:MinWidth>16</scan:MinWidth><scan:MaxWidth>{width}</scan:MaxWidth>
<scan:MinHeight>16</scan:MinHeight><scan:MaxHeight>{height}</scan:MaxHeight><scan:MaxScanRegions>1</scan:MaxScanRegions>
<scan:SettingProfiles><scan:SettingProfile>
<scan:ColorModes><scan:ColorMode>Grayscale8</scan:ColorMode><scan:ColorMode>RGB24</scan:ColorMode></scan:ColorModes>
<scan:DocumentFormats><pwg:DocumentFormat>image/jpeg</pwg:DocumentFormat>
<scan:DocumentFormatExt>image/jpeg</scan:DocumentFormatExt></scan:DocumentFormats>
<scan:SupportedResolutions><scan:DiscreteResolutions>{resolutions}</scan:DiscreteResolutions></scan:SupportedResolutions>
</scan:SettingProfile></scan:SettingProfiles>
</scan:{name}>"""


def _capabilities() -> str:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<scan:ScannerCapabilities xmlns:scan="{_SCAN}" xmlns:pwg="{_PWG}">
<pwg:Version>2.6</pwg:Version><pwg:MakeAndModel>{NAME}</pwg:MakeAndModel><pwg:SerialNumber>TH-0001</pwg:SerialNumber>
<scan:UUID>00000000-0000-4000-8000-000000000001</scan:UUID>
<scan:Platen>{_input("PlatenInputCaps", *A3)}</scan:Platen>
<scan:Adf>{_input("AdfSimplexInputCaps", *LEGAL)}{_input("AdfDuplexInputCaps", *LEGAL)}
<scan:FeederCapacity>50</scan:FeederCapacity>
<scan:AdfOptions><scan:AdfOption>DetectPaperLoaded</scan:AdfOption><scan:AdfOption>Duplex</scan:AdfOption>
</scan:AdfOptions></scan:Adf>
</scan:ScannerCapabilities>"""


def _status(feeder: Feeder) -> str:
    jobs = "".join(
        f"<scan:JobInfo><pwg:JobUri>/eSCL/ScanJobs/{job.id}</pwg:JobUri>"
        f"<pwg:ImagesCompleted>{feeder.made(job)}</pwg:ImagesCompleted>"
        f"<pwg:JobState>{feeder.job_state(job)}</pwg:JobState>"
        "</scan:JobInfo>"
        for job in feeder.jobs()
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<scan:ScannerStatus xmlns:scan="{_SCAN}" xmlns:pwg="{_PWG}">
<pwg:Version>2.6</pwg:Version><pwg:State>{feeder.scanner_state()}</pwg:State>
<scan:AdfState>{feeder.adf_state()}</scan:AdfState><scan:Jobs>{jobs}</scan:Jobs>
</scan:ScannerStatus>"""


def _settings(body: bytes) -> JobSettings | None:
    try:
        root = ElementTree.fromstring(body)  # noqa: S314 - loopback, from our own clients
    except ElementTree.ParseError:
        return None

    def text(space: str, name: str, otherwise: str) -> str:
        return (root.findtext(f"{{{space}}}{name}") or otherwise).strip()

    region = root.find(f".//{{{_PWG}}}ScanRegion")
    size = [(region.findtext(f"{{{_PWG}}}{name}") or "").strip() if region is not None else "" for name in SIDES]
    dpi = text(_SCAN, "XResolution", "200")
    if not dpi.isdigit() or int(dpi) not in RESOLUTIONS:
        return None
    return JobSettings(
        feeder=text(_PWG, "InputSource", "Platen") == "Feeder",
        duplex=text(_SCAN, "Duplex", "false") == "true",
        dpi=int(dpi),
        colour=text(_SCAN, "ColorMode", "RGB24") != "Grayscale8",
        width=int(size[0]) if size[0].isdigit() else A3[0],
        height=int(size[1]) if size[1].isdigit() else A3[1],
    )


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    feeder: Feeder

    def log_message(self, *_: Any) -> None:
        return

    def _say(self, kind: str, honest: Callable[[], ScannerAnswer]) -> None:
        """Answer a request as the device means it, in the manner that it has."""
        feeder = self.feeder
        if feeder.faults.moved_to:
            self._tell(ScannerAnswer(status=301, headers={"Location": feeder.faults.moved_to + self.path}))
            return
        manners = feeder.manners(kind)
        instead = [name for name in manners if name in INSTEAD]
        if instead:
            self._tell(INSTEAD[instead[-1]])
            return
        answer = honest()
        for name in manners:
            answer = CHANGES[name](answer)
        self._tell(answer)

    def _tell(self, answer: ScannerAnswer) -> None:
        if answer.silent:
            self.feeder.off.wait()
            self.close_connection = True
            return
        if answer.told == 0:
            self.close_connection = True
            return
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.kind)
        if answer.chunked:
            self.send_header("Transfer-Encoding", "chunked")
        elif answer.status != 204:
            self.send_header("Content-Length", str(len(answer.body)))
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.end_headers()
        body = answer.body[: answer.told]
        if answer.chunked:
            self.wfile.write(b"%x\r\n%b\r\n" % (len(body), body) if body else b"")
            self.wfile.write(b"" if answer.told else b"0\r\n\r\n")
        else:
            self.wfile.write(body)
        self.close_connection = self.close_connection or answer.told is not None

    def _body(self) -> bytes:
        length = int(self.headers.get("Content-Length") or 0)
        if self.headers.get("Transfer-Encoding", "").lower() == "chunked":
            parts = b""
            while size := int(self.rfile.readline().split(b";")[0], 16):
                parts += self.rfile.read(size)
                self.rfile.readline()
            self.rfile.readline()
            return parts
        return self.rfile.read(min(length, 1_000_000))

    def do_GET(self) -> None:
        """Capabilities, status, pictures."""
        match self._words():
            case ["eSCL", "ScannerCapabilities"]:
                self._say("capabilities", lambda: ScannerAnswer(status=200, body=_capabilities().encode()))
            case ["eSCL", "ScannerStatus"]:
                self._say("status", lambda: ScannerAnswer(status=200, body=_status(self.feeder).encode()))
            case ["eSCL", "ScanJobs", job_id, "NextDocument"]:
                self._say("page", lambda: self._picture(job_id))
            case ["control", "state"]:
                state = {"left": self.feeder.left, "adf": self.feeder.adf_state()}
                self._tell(ScannerAnswer(status=200, body=json.dumps(state).encode(), kind="application/json"))
            case _:
                self._tell(ScannerAnswer(status=404))

    def _words(self) -> list[str]:
        return self.path.partition("?")[0].strip("/").split("/")

    def _picture(self, job_id: str) -> ScannerAnswer:
        faults, job = self.feeder.faults, self.feeder.job(job_id)
        if job is None:
            return ScannerAnswer(status=404)
        if faults.silent_after is not None and job.pictures >= faults.silent_after:
            job.silent.wait()
            return ScannerAnswer(status=200, told=0)
        picture = self.feeder.next_picture(job)
        if picture is None:
            return ScannerAnswer(status=404)
        if faults.cut_after is not None and job.pictures >= faults.cut_after:
            faults.cut_after = None
            return ScannerAnswer(status=200, body=picture, kind="image/jpeg", told=len(picture) // 2)
        return ScannerAnswer(status=200, body=picture, kind="image/jpeg")

    def do_POST(self) -> None:
        """A new job."""
        body = self._body()
        if self._words() == ["eSCL", "ScanJobs"]:
            self._say("start", lambda: self._start(body))
        else:
            self._tell(ScannerAnswer(status=404))

    def _start(self, body: bytes) -> ScannerAnswer:
        if self.feeder.busy():
            return ScannerAnswer(status=503, headers={"Retry-After": "0"})
        settings = _settings(body)
        if settings is None:
            return ScannerAnswer(status=400)
        job = self.feeder.start(settings)
        if job is None:
            return ScannerAnswer(status=409)
        host = self.headers.get("Host", "127.0.0.1")
        scheme = "https" if isinstance(self.connection, ssl.SSLSocket) else "http"
        return ScannerAnswer(status=201, headers={"Location": f"{scheme}://{host}/eSCL/ScanJobs/{job.id}"})

    def do_DELETE(self) -> None:
        """The end of a job."""
        words = self._words()
        self._say("end", lambda: ScannerAnswer(status=200 if len(words) == 3 and self.feeder.end(words[2]) else 404))


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up in the middle is nothing to talk about."""


def server_of(feeder: Feeder, port: int = 0) -> ThreadingHTTPServer:
    """The answers of a feeder, on loopback; not serving yet.

    Args:
        feeder: the scanner behind them.
        port: 0 for any.
    """
    return _Server(("127.0.0.1", port), type("Handler", (_Handler,), {"feeder": feeder}))


def main() -> int:
    """Serve until the parent's pipe ends; frames in: load a pile, set troubles, ask how many sheets are left.

    Words: the port, 0 for any; a PEM file of certificate and key, to serve over TLS.
    """
    incoming, out = child_pipes()
    feeder = Feeder()
    server = server_of(feeder, int(sys.argv[1]) if len(sys.argv) > 1 else 0)
    scheme = "http"
    if len(sys.argv) > 2:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(sys.argv[2])
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        scheme = "https"
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    write_frame(out, {"address": f"{scheme}://127.0.0.1:{server.server_port}/eSCL"})
    while frame := read_frame(incoming):
        match frame[0]:
            case {"load": folder}:
                feeder.load(Path(folder))
            case {"faults": faults}:
                feeder.faults = ScannerFaults(**faults)
        write_frame(out, {"left": feeder.left})
    server.shutdown()
    return 0


if __name__ == "__main__":
    sys.exit(main())
