from __future__ import annotations

import http.server
import ssl
import threading

import pytest
import trustme

from desktop.sync.errors import BadProfile, LineDown, RefusedByProvince, TokenRefused
from desktop.sync.http import ProvinceHttp
from desktop.sync.profile import read_profile
from desktop.sync.six_step import SixStep


def test_the_right_system_is_recognised(province):
    province.gateway().check_line()


def test_a_network_that_wants_a_login_is_not_the_province(province):
    province.fault("Health:portal:1")
    with pytest.raises(LineDown) as down:
        province.gateway().check_line()
    assert "đăng nhập" in down.value.message


def test_nobody_there_names_the_layer(province):
    province.kill()
    with pytest.raises(LineDown) as down:
        province.gateway().check_line()
    assert "không mở cửa" in down.value.message


def test_a_wrong_account_is_said_plainly(province):
    gateway = SixStep(read_profile("sandbox"), ProvinceHttp(province.address), "x", "y")
    with pytest.raises(TokenRefused):
        gateway.official_code("1.004873", "k")


def test_plain_http_only_to_this_pc():
    with pytest.raises(BadProfile):
        ProvinceHttp("http://tinh.example/api")
    ProvinceHttp("http://127.0.0.1:1/api").close()


def test_an_unknown_profile_is_refused():
    with pytest.raises(BadProfile):
        read_profile("../../etc/passwd")


def test_the_same_key_gives_the_same_number_and_another_request_under_it_is_refused(province):
    gateway = province.gateway()
    assert gateway.official_code("1.004873", "k1") == gateway.official_code("1.004873", "k1")
    with pytest.raises(RefusedByProvince):
        gateway.official_code("1.001193", "k1")
    assert gateway.official_code("1.004873", "k2") != gateway.official_code("1.004873", "k1")


def test_the_catalogue_comes_once_and_then_only_when_it_is_another(province):
    gateway = province.gateway()
    catalogue = gateway.pull_catalogue(None)
    assert catalogue
    assert catalogue.version == "2026.1"
    assert gateway.pull_catalogue("2026.1") is None


def test_papers_in_the_e_store_are_found_by_owner_and_code(counter):
    counter.queue()
    counter.send_all()
    gateway = counter.province.gateway()
    found = gateway.find_papers("052199000123", ["GT.XN.01", "KQ.G15.000003"], "canbo.mau")
    assert [paper.code for paper in found] == ["GT.XN.01"]
    assert gateway.find_papers("052199000124", ["GT.XN.01"], "canbo.mau") == []


class _Health(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = b'{"system": "six_step"}'
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture
def tls():
    authority = trustme.CA()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Health)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield f"https://127.0.0.1:{server.server_port}/", authority
    server.shutdown()
    server.server_close()


def gateway(address: str, trust: ssl.SSLContext | None) -> SixStep:
    return SixStep(read_profile("sandbox"), ProvinceHttp(address, trust=trust), "x", "y")


def test_an_authority_that_nobody_trusts_is_refused(tls):
    address, _ = tls
    with pytest.raises(LineDown) as down:
        gateway(address, None).check_line()
    assert "chứng chỉ" in down.value.message


def test_a_trusted_private_authority_is_fine(tls):
    address, authority = tls
    trust = ssl.create_default_context()
    authority.configure_trust(trust)
    gateway(address, trust).check_line()
