"""Fault 11 of the list of 28, wrong TLS of every kind: nothing is sent, nothing falls back, nothing is lost."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.model.states import StepState
from desktop.sync.doors import open_gateway
from desktop.sync.errors import LineDown
from desktop.sync.line.examine import examine
from desktop.training.province.accounts import CLIENT, SECRET
from desktop.training.province.sandbox import SandboxProvince
from tests.sync.conftest import Counter, SecureProvince, exactly_once, family, open_store

__all__ = ["family"]
pytestmark = pytest.mark.faults

CERTIFICATES = {
    "tls-wrong-host": "là của địa chỉ khác",
    "tls-expired": "đã hết hạn",
    "tls-early": "chưa có hiệu lực",
    "tls-untrusted": "không tin",
    "tls-self-signed": "không tin",
}
HANDSHAKES = {
    "tls-old": "không lập được kết nối bảo mật",
    "tls-plain": "không lập được kết nối bảo mật",
    "tls-cut": "bị ngắt",
    "tls-silence": "không",
}
FOR_EVER = 9999


@pytest.fixture
def province(tmp_path: Path, family: str) -> Iterator[SecureProvince]:
    province = SecureProvince(tmp_path / "province", family)
    yield province
    province.close()


@pytest.fixture
def counter(tmp_path: Path, province: SecureProvince) -> Iterator[Counter]:
    store = open_store(tmp_path / "data")
    yield Counter(store, province)
    store.close()


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """A handshake that never comes is given up on soon."""
    monkeypatch.setattr("desktop.sync.line.http.CONNECT_S", 0.3)
    monkeypatch.setattr("desktop.sync.line.examine.WAIT_S", 0.3)


def test_a_dossier_goes_through_the_right_door(counter):
    dossier = counter.queue()
    counter.send_all()
    exactly_once(counter, dossier)


@pytest.mark.usefixtures("short")
@pytest.mark.parametrize("kind", [*CERTIFICATES, *HANDSHAKES])
def test_fault_11_wrong_tls_of_every_kind_sends_nothing_and_loses_nothing(counter, kind):
    dossier = counter.queue(codes=("GT.XN.01",))
    counter.province.fault(f"*:{kind}:{FOR_EVER}")
    sender = counter.sender()
    assert sender.run_once()
    assert not sender.run_once()
    assert sender.closed_because
    assert {**CERTIFICATES, **HANDSHAKES}[kind] in sender.closed_because.message
    assert {step.state for step in counter.steps()} == {StepState.WAITING}
    assert {step.troubles for step in counter.steps()} == {0}
    # Not one request came through, and no other way was tried: neither without TLS nor without looking.
    assert counter.province.state()["asked"] == {}
    counter.province.faults.clear()
    counter.send_all(sender)
    exactly_once(counter, dossier)


@pytest.mark.parametrize("kind", CERTIFICATES)
@pytest.mark.parametrize("family", ["six_step"], indirect=True)
def test_fault_11_a_certificate_that_turns_bad_in_the_middle_stops_the_rest(counter, kind):
    dossier = counter.queue()
    assert counter.sender().run_once()
    before = counter.province.state()["asked"]
    counter.province.fault(f"*:{kind}:{FOR_EVER}")
    fresh = counter.sender()
    fresh.run_once()
    assert counter.province.state()["asked"] == before
    counter.province.faults.clear()
    counter.send_all(fresh)
    exactly_once(counter, dossier)


@pytest.mark.usefixtures("short")
@pytest.mark.parametrize("kind", [*CERTIFICATES, *HANDSHAKES])
@pytest.mark.parametrize("family", ["relay"], indirect=True)
def test_fault_11_the_line_check_names_the_layer_and_what_is_wrong(province, kind):
    trust = province.door.trust()
    assert examine(province.gateway().line, trust=trust).ok
    province.fault(f"*:{kind}:{FOR_EVER}")
    report = examine(province.gateway().line, trust=trust)
    assert [layer.ok for layer in report.layers][-1] is False
    assert {**CERTIFICATES, **HANDSHAKES}[kind] in report.sentence


@pytest.mark.parametrize("family", ["six_step"], indirect=True)
def test_fault_11_the_private_authority_is_missing_on_this_pc(province):
    """As on a PC where nobody installed the province's own authority, and as behind an inspecting proxy."""
    empty = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    with pytest.raises(LineDown) as down:
        province.gateway(trust=empty).line.check_line()
    assert "không tin" in down.value.message
    with pytest.raises(LineDown):
        open_gateway("mau-six-step", province.address, CLIENT, SECRET).line.check_line()


def test_the_sandbox_itself_serves_behind_tls_with_faults_by_its_script(tmp_path: Path) -> None:
    with SandboxProvince(tmp_path, tls=True) as sandbox:
        assert sandbox.address.startswith("https://")
        sandbox.gateway().line.check_line()
        sandbox.fault("*:tls-expired:1")
        with pytest.raises(LineDown) as down:
            sandbox.gateway().line.check_line()
        assert "hết hạn" in down.value.message
        sandbox.gateway().line.check_line()
