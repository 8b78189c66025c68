"""Two hundred random cancels and crashes in the middle of scanning: every page that was committed is there, whole."""

from __future__ import annotations

import contextlib
import threading
from pathlib import Path

import psutil
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from desktop.model.dossier import Page
from desktop.model.scanning import ScanProfile
from desktop.scanner.driver import ScannerConfig
from desktop.scanner.errors import ScannerTrouble
from desktop.training.scanner.virtual import VirtualScanner
from tests.samples import MemorySecrets
from tests.workflow.desk import desk

SHEETS = 4
ROUNDS = 200

blows = st.tuples(
    st.sampled_from(["cancel", "kill the host", "jam", "double feed", "cut the line", "cancel and kill", "nothing"]),
    st.integers(0, 2 * SHEETS),
    st.floats(0, 0.03),
    st.booleans(),
)


@pytest.fixture(scope="module")
def pile(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("pile")
    for number in range(SHEETS):
        for side in ("front", "back"):
            shade = (40 * number, 200, 90 if side == "front" else 190)
            Image.new("RGB", (413, 584), shade).save(folder / f"{number:03}-{side}.jpg", dpi=(100, 100))
    return folder


@pytest.fixture(scope="module")
def machine():
    with VirtualScanner() as machine:
        yield machine


class Blow:
    """Falls after so many pages and a moment more."""

    def __init__(self, kind: str, after: int, delay_s: float, spare_pid: int | None) -> None:
        self._kind = kind
        self._after = after
        self._delay_s = delay_s
        self._spare_pid = spare_pid
        self.cancelled = threading.Event()
        self._timer: threading.Timer | None = None

    def page(self, count: int) -> None:
        if count == self._after and self._kind in {"cancel", "kill the host", "cancel and kill"}:
            self._timer = threading.Timer(self._delay_s, self._fall)
            self._timer.start()

    def _fall(self) -> None:
        if "cancel" in self._kind:
            self.cancelled.set()
        if "kill" in self._kind and self._spare_pid:
            with contextlib.suppress(psutil.Error):
                psutil.Process(self._spare_pid).kill()

    def over(self) -> None:
        if self._timer:
            self._timer.join()


@pytest.mark.slow
@pytest.mark.faults
def test_two_hundred_cancels_and_crashes_lose_no_committed_page(machine, pile, tmp_path):
    config = ScannerConfig(escl_addresses=(machine.address,), sane=False)
    secrets = MemorySecrets()
    committed: dict[Page, bytes] = {}
    whole = {file.read_bytes() for file in pile.glob("*.jpg")}
    ended: dict[str, int] = {}
    with desk(tmp_path / "data", lambda: config, secrets=secrets) as counter:
        capture = counter.capture
        device = capture.devices()[0]
        capture.warm_up()

        @settings(max_examples=ROUNDS, suppress_health_check=list(HealthCheck), database=None)
        @given(blows)
        def blow_by_blow(drawn: tuple[str, int, float, bool]) -> None:
            kind, after, delay_s, duplex = drawn
            sheets = min(after, SHEETS - 1)
            faults = {"jam": {"jam_after": sheets}, "double feed": {"double_after": sheets}}
            machine.set_faults(**faults.get(kind, {"cut_after": after} if kind == "cut the line" else {}))
            machine.load(pile)
            spare = capture._spare._ready
            blow = Blow(kind, after, delay_s, spare.pid if spare else None)
            came = 0

            def on_page(page: Page) -> None:
                nonlocal came
                came += 1
                committed[page] = counter.image(page)
                blow.page(came)

            blow.page(0)
            try:
                profile = ScanProfile(device_id=device.id, duplex=duplex, dpi=100)
                capture.scan(counter.component.id, on_page, blow.cancelled, profile)
                ended["well"] = ended.get("well", 0) + 1
            except ScannerTrouble as trouble:
                ended[trouble.code] = ended.get(trouble.code, 0) + 1
            blow.over()
            kept = {page.id for page in counter.pages(counter.component.id)}
            assert {page.id for page in committed} == kept

        blow_by_blow()
        component = counter.component.id
    # Opened anew, as after a power cut.
    with desk(tmp_path / "data", lambda: config, secrets=secrets) as counter:
        kept = counter.pages(component)
        assert [page.id for page in kept] == [page.id for page in committed]
        for page in kept:
            assert counter.image(page) == committed[page]
            assert counter.image(page) in whole
    assert sum(ended.values()) >= ROUNDS
    # Each kind of blow has struck.
    assert {"well", "jam", "double_feed", "bad_page", "scanner_crashed"} <= set(ended)
