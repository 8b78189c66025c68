"""eSCL: every state of the project's own server, TLS, discovery, cancelling; hostile answers from a server of lies.

The file is long because each state of a device, and each lie, is a case of its own.
"""

from __future__ import annotations

import io
import itertools
import socket
import threading
import tracemalloc
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
import trustme
from PIL import Image
from zeroconf import ServiceInfo, Zeroconf

from desktop.machine import tls
from desktop.scanner import pages as pages_module
from desktop.scanner.driver import Colour, PaperSize, ScanRequest, Source
from desktop.scanner.errors import (
    AccessDenied,
    BadPage,
    Busy,
    ConnectionLost,
    CoverOpen,
    DeviceDown,
    DoubleFeed,
    FeederTrouble,
    Jam,
    NeedsAttention,
    NoPaper,
    NotPicked,
    ScanCancelled,
    ScannerTrouble,
    StoppedAtDevice,
    StrangeScanner,
    TooMuchPaper,
    Unfinished,
    UntrustedScanner,
    WarmingUp,
    WrongSetting,
    WrongSheetSize,
)
from desktop.scanner.escl import driver as driver_module
from desktop.scanner.escl import messages
from desktop.scanner.escl.discovery import listen
from desktop.scanner.escl.driver import EsclDriver
from desktop.scanner.escl.tls import fingerprint
from desktop.scanner.escl.xml import DEPTH_LIMIT, ELEMENT_LIMIT, XML_LIMIT
from desktop.scanner.job import ScanJob
from desktop.scanner.pages import jpeg_size
from desktop.training.scanner.server import _capabilities
from desktop.training.scanner.virtual import VirtualScanner
from tests.scanner.unwatched import Unwatched

FEEDER_STATES = [
    ("ScannerAdfEmpty", NoPaper),
    ("ScannerAdfJam", Jam),
    ("ScannerAdfMispick", NotPicked),
    ("ScannerAdfHatchOpen", CoverOpen),
    ("ScannerAdfDuplexPageTooShort", WrongSheetSize),
    ("ScannerAdfDuplexPageTooLong", WrongSheetSize),
    ("ScannerAdfMultipickDetected", DoubleFeed),
    ("ScannerAdfInputTrayFailed", FeederTrouble),
    ("ScannerAdfInputTrayOverloaded", TooMuchPaper),
]


@pytest.fixture
def take(machine):
    """Scan in this process: the driver without the host around it."""

    def run(kept: list | None = None, **more) -> list:
        driver = EsclDriver((machine.address,), patience_s=0.2)
        sides = [] if kept is None else kept
        for side in driver.scan(ScanRequest(device_id=f"escl:{machine.address}", dpi=100, **more), Unwatched()):
            sides.append(side)
        return sides

    return run


@pytest.mark.parametrize(("state", "kind"), FEEDER_STATES)
def test_each_state_of_the_feeder_is_its_own_trouble(scanner, take, state, kind):
    scanner.set_faults(adf=state)
    with pytest.raises(kind) as trouble:
        take()
    assert type(trouble.value) is kind


@pytest.mark.parametrize(("state", "kind"), FEEDER_STATES[1:])
def test_trouble_in_the_middle_keeps_what_came(scanner, take, state, kind):
    scanner.set_faults(adf=state, adf_after=2)
    kept: list = []
    with pytest.raises(kind):
        take(kept)
    assert [side.sheet for side in kept] == [1, 2]


@pytest.mark.parametrize(("state", "kind"), [("Testing", WarmingUp), ("Stopped", NeedsAttention), ("Down", DeviceDown)])
def test_each_state_of_the_scanner_is_its_own_trouble(scanner, take, state, kind):
    scanner.set_faults(state=state)
    with pytest.raises(kind):
        take()


@pytest.mark.parametrize(("state", "kind"), [("Canceled", StoppedAtDevice), ("Aborted", ScannerTrouble)])
def test_a_job_that_ends_before_its_time_is_told(scanner, take, state, kind):
    scanner.set_faults(job_state=state, job_after=2)
    kept: list = []
    with pytest.raises(kind):
        take(kept)
    assert len(kept) == 2


def test_a_scanner_that_stays_busy_is_busy(scanner, take):
    scanner.set_faults(busy=1000)
    with pytest.raises(Busy):
        take()


def test_size_and_colour_are_what_was_asked_for(scanner, take):
    card = take(source=Source.FLATBED, size=PaperSize.CARD, colour=Colour.GREY)[0]
    assert (round(card.width / 100 * 25.4), round(card.height / 100 * 25.4)) == (100, 70)
    assert Image.open(io.BytesIO(card.image)).mode == "L"


def test_a_resolution_that_is_not_offered_is_the_next_finer_one(scanner, machine):
    driver = EsclDriver((machine.address,))
    request = ScanRequest(device_id=f"escl:{machine.address}", source=Source.FLATBED, dpi=120)
    (side,) = driver.scan(request, Unwatched())
    assert side.dpi == 150
    assert abs(side.width - 1654 * 150 / 200) < 2


def test_cancelling_ends_a_page_under_way_and_frees_the_scanner(scanner, config, devices):
    # The second page would take longer than any test may.
    scanner.set_faults(pages_per_minute=0.01)
    job = ScanJob(ScanRequest(device_id=devices["escl"].id, dpi=100), config)
    came = []
    with pytest.raises(ScanCancelled):
        for side in job:
            came.append(side)
            threading.Timer(0.05, job.cancel).start()
    assert len(came) == 1
    scanner.set_faults()
    left = scanner.left()
    assert len(list(ScanJob(ScanRequest(device_id=devices["escl"].id, dpi=100), config))) == left


# TLS


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="module")
def secured(authority, tmp_path_factory):
    file = tmp_path_factory.mktemp("tls") / "device.pem"
    file.write_bytes(authority.issue_cert("127.0.0.1").private_key_and_cert_chain_pem.bytes())
    with VirtualScanner(certificate=file) as machine:
        yield machine


def test_a_certificate_that_nobody_vouches_for_is_refused(secured):
    driver = EsclDriver((secured.address,))
    assert driver.devices() == []
    with pytest.raises(UntrustedScanner) as refusal:
        list(driver.scan(ScanRequest(device_id=f"escl:{secured.address}"), Unwatched()))
    port = int(secured.address.split(":")[2].split("/")[0])
    assert fingerprint("127.0.0.1", port) in refusal.value.message


def test_a_pinned_certificate_is_taken_and_no_other(secured, pile):
    secured.load(pile)
    port = int(secured.address.split(":")[2].split("/")[0])
    shown = fingerprint("127.0.0.1", port).upper()
    pin = ":".join(shown[at : at + 2] for at in range(0, len(shown), 2))
    driver = EsclDriver((secured.address,), fingerprints=("00" * 32, pin))
    assert driver.devices()[0].id == f"escl:{secured.address}"
    request = ScanRequest(device_id=f"escl:{secured.address}", dpi=100)
    assert len(list(driver.scan(request, Unwatched()))) == 4
    assert EsclDriver((secured.address,), fingerprints=("00" * 32,)).devices() == []


def test_an_authority_of_the_system_is_enough(secured, authority, monkeypatch):
    trust = tls.system_trust()
    authority.configure_trust(trust)
    monkeypatch.setattr(tls, "system_trust", lambda: trust)
    assert [device.id for device in EsclDriver((secured.address,)).devices()] == [f"escl:{secured.address}"]


@pytest.fixture
def moved(secured, pile):
    """A scanner that has moved to TLS: it sends whoever asks it over HTTP to the other one, on the same host."""
    secured.load(pile)
    with VirtualScanner() as machine:
        machine.set_faults(moved_to=secured.address.removesuffix("/eSCL"))
        yield machine


def test_a_scanner_that_has_moved_to_tls_is_followed_there_on_the_same_host(moved, secured):
    port = int(secured.address.split(":")[2].split("/")[0])
    pin = fingerprint("127.0.0.1", port)
    request = ScanRequest(device_id=f"escl:{moved.address}", dpi=100)
    assert len(list(EsclDriver((moved.address,), fingerprints=(pin,)).scan(request, Unwatched()))) == 4
    with pytest.raises(UntrustedScanner):
        list(EsclDriver((moved.address,)).scan(request, Unwatched()))


# Discovery


def test_where_there_is_no_network_to_listen_in_the_named_scanners_are_found(scanner, monkeypatch):
    def nowhere(seconds):
        raise OSError("no such device")

    monkeypatch.setattr(driver_module, "listen", nowhere)
    assert len(EsclDriver((scanner.address,), discovery=True).devices()) == 1


def test_scanners_that_announce_themselves_are_heard():
    announcer = Zeroconf(["127.0.0.1"])
    try:
        for kind, port in (("_uscan._tcp.local.", 8080), ("_uscans._tcp.local.", 8443)):
            announcer.register_service(
                ServiceInfo(
                    kind,
                    f"May quet.{kind}",
                    addresses=[socket.inet_aton("127.0.0.1")],
                    port=port,
                    properties={"rs": "/eSCL/", "ty": "May quet"},
                    server="may-quet.local.",
                )
            )
        # As long as it takes on a busy machine, and no longer: it is over when both are heard.
        heard = listen(60.0, ["127.0.0.1"], lambda heard: len(heard) == 2)
    finally:
        announcer.close()
    assert heard == ["https://127.0.0.1:8443/eSCL", "http://127.0.0.1:8080/eSCL"]


# A server of lies


class Quiet(ThreadingHTTPServer):
    """Says nothing of clients that hang up in the middle."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        return


class Liar:
    """Answers with whatever it is given, by path; what is not given is a 404."""

    def __init__(self) -> None:
        self.answers: dict[str, tuple[int, dict[str, str], Any]] = {}
        liar = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_):
                return

            def do_GET(self):
                known = next((path for path in liar.answers if self.path.endswith(path)), "")
                status, headers, body = liar.answers.get(known, (404, {}, b""))
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                if isinstance(body, bytes) and "Content-Length" not in headers:
                    self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                parts = [body] if isinstance(body, bytes) else body()
                try:
                    for part in parts:
                        self.wfile.write(part)
                except OSError:
                    pass
                self.close_connection = not isinstance(body, bytes)

            do_POST = do_DELETE = do_GET  # noqa: N815

        self._server = Quiet(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        self.address = f"http://127.0.0.1:{self._server.server_port}/eSCL"

    def honest(self) -> None:
        status = f'<s:ScannerStatus xmlns:s="{messages.SCAN}" xmlns:p="{messages.PWG}"><p:State>Idle</p:State>'
        status += "<s:AdfState>ScannerAdfLoaded</s:AdfState></s:ScannerStatus>"
        self.answers = {
            "ScannerCapabilities": (200, {}, _capabilities().encode()),
            "ScannerStatus": (200, {}, status.encode()),
            "ScanJobs": (201, {"Location": "/eSCL/ScanJobs/1"}, b""),
        }

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def liar():
    liar = Liar()
    liar.honest()
    yield liar
    liar.close()


def scan(liar: Liar) -> list:
    driver = EsclDriver((liar.address,), patience_s=0.2)
    return list(driver.scan(ScanRequest(device_id=f"escl:{liar.address}"), Unwatched()))


def deep(count: int) -> bytes:
    return b"<a>" * count + b"</a>" * count


LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><l>&c;</l>'
)
HOSTILE_XML = {
    "entities": LAUGHS,
    "entities in UTF-16": LAUGHS.decode().replace("?>", ' encoding="UTF-16"?>', 1).encode("utf-16"),
    "an outside file": b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
    "an outside DTD": b'<!DOCTYPE a SYSTEM "http://127.0.0.1:1/x.dtd"><a/>',
    "depth": deep(DEPTH_LIMIT + 1),
    "elements": b"<a>" + b"<b/>" * (ELEMENT_LIMIT + 1) + b"</a>",
    "size": b"<a>" + b" " * XML_LIMIT + b"</a>",
    "cut short": _capabilities().encode()[:400],
    "nothing": b"",
    "HTML": b"<html><body>Login</body></html>",
    "noise": bytes(range(256)),
    "a status": b'<s:ScannerStatus xmlns:s="x"/>',
    "no sources": f'<s:ScannerCapabilities xmlns:s="{messages.SCAN}"/>'.encode(),
}


@pytest.mark.parametrize("lie", HOSTILE_XML)
def test_hostile_xml_is_refused_and_hides_no_other_scanner(liar, scanner, lie):
    liar.answers["ScannerCapabilities"] = (200, {}, HOSTILE_XML[lie])
    with pytest.raises(StrangeScanner):
        scan(liar)
    driver = EsclDriver((liar.address, scanner.address))
    assert [device.id for device in driver.devices()] == [f"escl:{scanner.address}"]


def endless():
    return (bytes(65536) for _ in itertools.count())


def test_an_answer_without_an_end_is_cut_off_in_bounded_memory(liar):
    liar.answers["ScannerCapabilities"] = (200, {}, endless)
    tracemalloc.start()
    with pytest.raises(StrangeScanner):
        scan(liar)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 10_000_000


def bomb(progressive: bool) -> bytes:
    """A JPEG of a few kilobytes that says it is enormous."""
    out = io.BytesIO()
    Image.new("L", (16, 16)).save(out, "JPEG", progressive=progressive)
    small = out.getvalue()
    at = small.index(b"\xff\xc2" if progressive else b"\xff\xc0") + 5
    return small[:at] + (65000).to_bytes(2) + (65000).to_bytes(2) + small[at + 4 :]


HOSTILE_PAGES = {
    "no JPEG": b"%PDF-1.7 ...",
    "cut short": None,
    "a bomb": bomb(progressive=False),
    "a progressive bomb": bomb(progressive=True),
    "HTML": b"<html>",
}


@pytest.mark.parametrize("lie", HOSTILE_PAGES)
def test_a_page_that_is_none_is_a_bad_page(liar, pile, lie):
    page = HOSTILE_PAGES[lie] if HOSTILE_PAGES[lie] is not None else (pile / "000-front.jpg").read_bytes()[:-2000]
    liar.answers["NextDocument"] = (200, {}, page)
    with pytest.raises(BadPage):
        scan(liar)


def test_a_document_may_hold_the_whole_pile(liar, pile):
    first, *others = [Image.open(file) for file in sorted(pile.glob("*-front.jpg"))]
    out = io.BytesIO()
    first.save(out, "PDF", save_all=True, append_images=others, resolution=200)
    liar.answers["NextDocument"] = (200, {}, out.getvalue())
    driver = EsclDriver((liar.address,))
    sides = list(driver.scan(ScanRequest(device_id=f"escl:{liar.address}", limit=len(others) + 1), Unwatched()))
    assert [(side.sheet, side.dpi) for side in sides] == [(sheet, 200) for sheet in (1, 2, 3, 4)]
    assert all(abs(side.width - 1654) <= 2 for side in sides)


def test_a_scanner_that_never_ends_is_ended(liar, monkeypatch):
    monkeypatch.setattr(pages_module, "SIDES_LIMIT", 30)
    out = io.BytesIO()
    Image.new("L", (40, 60)).save(out, "JPEG")
    liar.answers["NextDocument"] = (200, {}, out.getvalue())
    with pytest.raises(StrangeScanner):
        scan(liar)


def test_a_scanner_that_is_stuck_hides_no_other(liar, scanner, monkeypatch):
    monkeypatch.setattr(driver_module, "SEARCH_S", 2.0)
    free = threading.Event()

    def stuck():
        free.wait()
        return ()

    liar.answers["ScannerCapabilities"] = (200, {"Content-Length": "9"}, stuck)
    assert [one.id for one in EsclDriver((liar.address, scanner.address)).devices()] == [f"escl:{scanner.address}"]
    free.set()


def test_a_truncated_jpeg_is_found_at_every_length(pile):
    whole = (pile / "000-front.jpg").read_bytes()
    assert jpeg_size(whole) == (1654, 2339)
    for length in range(0, len(whole) - 2, max(1, len(whole) // 40)):
        with pytest.raises(BadPage):
            jpeg_size(whole[:length])


def test_a_length_that_is_a_lie_is_refused_before_it_is_read(liar):
    liar.answers["NextDocument"] = (200, {"Content-Length": "99999999999"}, endless)
    with pytest.raises(BadPage):
        scan(liar)


def test_a_scanner_that_points_elsewhere_is_not_followed(liar):
    liar.answers["ScannerCapabilities"] = (302, {"Location": "http://127.0.0.1:1/"}, b"")
    with pytest.raises(StrangeScanner):
        scan(liar)
    liar.honest()
    # Only the path of the job counts, whoever it names: the scanner itself is asked, and has no page.
    liar.answers["ScanJobs"] = (201, {"Location": "http://10.9.9.9:99/x/ScanJobs/1"}, b"")
    with pytest.raises(Unfinished):
        scan(liar)


@pytest.mark.parametrize(
    ("status", "kind"), [(400, WrongSetting), (401, AccessDenied), (404, ScannerTrouble), (500, ScannerTrouble)]
)
def test_a_job_that_is_refused_is_told(liar, status, kind):
    liar.answers["ScanJobs"] = (status, {}, b"")
    with pytest.raises(kind):
        scan(liar)


def test_a_scanner_that_is_pulled_out_in_the_middle_is_gone(pile):
    machine = VirtualScanner()
    machine.load(pile)
    driver = EsclDriver((machine.address,))
    sides = driver.scan(ScanRequest(device_id=f"escl:{machine.address}", dpi=100), Unwatched())
    kept = [next(sides)]
    machine.close()
    with pytest.raises(ConnectionLost):
        for side in sides:
            kept.append(side)
    assert kept
