"""The eSCL answers, on loopback only; started as `python -m desktop.training.scanner.server`."""

from __future__ import annotations

import json
import ssl
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from desktop.machine.child import child_pipes
from desktop.machine.frames import read_frame, write_frame
from desktop.training.scanner.feeder import Faults, Feeder, Job, JobSettings

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
        f"<scan:JobInfo><pwg:JobUri>/eSCL/ScanJobs/{job.id}</pwg:JobUri><pwg:JobState>{job.state}</pwg:JobState>"
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
    feeder: Feeder

    def log_message(self, *_: Any) -> None:
        return

    def _say(self, status: int, body: bytes = b"", kind: str = "text/xml", **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

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
        match self.path.strip("/").split("/"):
            case ["eSCL", "ScannerCapabilities"]:
                self._say(200, _capabilities().encode())
            case ["eSCL", "ScannerStatus"]:
                self._say(200, _status(self.feeder).encode())
            case ["eSCL", "ScanJobs", job_id, "NextDocument"] if job := self.feeder.job(job_id):
                self._picture(job)
            case ["control", "state"]:
                state = {"left": self.feeder.left, "adf": self.feeder.adf_state()}
                self._say(200, json.dumps(state).encode(), "application/json")
            case _:
                self._say(404)

    def _picture(self, job: Job) -> None:
        faults = self.feeder.faults
        if faults.silent_after is not None and job.pictures >= faults.silent_after:
            job.silent.wait()
            self.close_connection = True
            return
        picture = self.feeder.next_picture(job)
        if picture is None:
            self._say(404)
        elif faults.cut_after is not None and job.pictures >= faults.cut_after:
            faults.cut_after = None
            self.send_response(200)
            self.send_header("Content-Type", "image/jpeg")
            self.send_header("Content-Length", str(len(picture)))
            self.end_headers()
            self.wfile.write(picture[: len(picture) // 2])
            self.close_connection = True
        else:
            self._say(200, picture, "image/jpeg")

    def do_POST(self) -> None:
        """A new job."""
        body = self._body()
        if self.path.rstrip("/") != "/eSCL/ScanJobs":
            self._say(404)
            return
        if self.feeder.busy():
            self._say(503, Retry_After="0")
            return
        settings = _settings(body)
        if settings is None:
            self._say(400)
            return
        job = self.feeder.start(settings)
        if job is None:
            self._say(409)
            return
        host = self.headers.get("Host", "127.0.0.1")
        scheme = "https" if isinstance(self.connection, ssl.SSLSocket) else "http"
        self._say(201, Location=f"{scheme}://{host}/eSCL/ScanJobs/{job.id}")

    def do_DELETE(self) -> None:
        """The end of a job."""
        parts = self.path.strip("/").split("/")
        known = len(parts) == 3 and self.feeder.end(parts[2])
        self._say(200 if known else 404)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up in the middle is nothing to talk about."""


def main() -> int:
    """Serve until the parent's pipe ends; frames in: load a pile, set troubles, ask how many sheets are left.

    Words: the port, 0 for any; a PEM file of certificate and key, to serve over TLS.
    """
    incoming, out = child_pipes()
    feeder = Feeder()
    handler = type("Handler", (_Handler,), {"feeder": feeder})
    server = _Server(("127.0.0.1", int(sys.argv[1]) if len(sys.argv) > 1 else 0), handler)
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
                feeder.faults = Faults(**faults)
        write_frame(out, {"left": feeder.left})
    server.shutdown()
    return 0


if __name__ == "__main__":
    sys.exit(main())
