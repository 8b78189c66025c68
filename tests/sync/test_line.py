from __future__ import annotations

import http.server
import logging
import ssl
import threading

import pytest
import requests
import trustme

from desktop.model.errors import QuaySoError
from desktop.sync.account import Account
from desktop.sync.doors import open_gateway
from desktop.sync.errors import BadProfile, LineDown, NotOffered, RefusedByProvince, TokenRefused
from desktop.sync.gateway import Official, ProvinceLine
from desktop.sync.line.examine import examine
from desktop.sync.line.http import ProvinceHttp
from desktop.sync.profile import read_profile, sample_of
from desktop.training.province.accounts import CLIENT, SECRET


def test_the_right_system_is_recognised(province):
    province.gateway().line.check_line()


@pytest.mark.parametrize("kind", ["portal", "redirect", "silence", "404", "503"])
def test_whoever_else_answers_is_not_the_province(province, kind):
    province.fault(f"{province.path('health')}:{kind}:1")
    gateway = province.gateway(answer_s=0.3 if kind == "silence" else 5.0)
    with pytest.raises(QuaySoError) as down:
        gateway.line.check_line()
    assert down.value.code in {"line_down", "province_trouble"}
    # Whoever is well is given the time that a busy machine takes.
    province.gateway().line.check_line()


def test_nobody_there_names_the_layer(province):
    gateway = province.gateway()
    province.kill()
    with pytest.raises(LineDown) as down:
        gateway.line.check_line()
    assert "không mở cửa" in down.value.message
    report = examine(gateway.line)
    assert [layer.ok for layer in report.layers] == [True, False]
    assert "Mở kết nối" in report.sentence
    assert "tường lửa" in report.advice
    province.start_again()


def test_a_name_that_nobody_knows_is_said_to_be_the_address():
    report = examine(open_gateway("mau-relay", "https://tinh.invalid/api", "x", "y").line)
    assert [layer.name for layer in report.layers] == ["Tìm địa chỉ"]
    assert not report.ok
    assert "DNS" in report.advice


def test_all_layers_hold_and_the_clock_is_compared(province):
    report = examine(province.gateway().line)
    assert report.ok
    assert report.sentence == "Đường truyền tới hệ thống của tỉnh hoạt động tốt."
    province.fault(f"{province.path('health')}:skew=3600:9")
    late = examine(province.gateway().line)
    assert late.ok
    assert "lệch 60 phút" in late.sentence
    assert "chỉnh giờ" in late.advice


def test_a_wrong_account_is_said_plainly(province):
    gateway = open_gateway(sample_of(province.family), province.address, "x", "y")
    with pytest.raises(TokenRefused):
        gateway.dossiers.official_code("1.004873", "k")


def test_plain_http_only_to_this_pc():
    with pytest.raises(BadProfile):
        ProvinceHttp("http://tinh.example/api")
    ProvinceHttp("http://127.0.0.1:1/api").close()


def test_an_unknown_profile_is_refused():
    with pytest.raises(BadProfile):
        read_profile("../../etc/passwd")


def test_a_token_is_asked_for_once_and_again_before_it_runs_out(province):
    now = [0.0]
    profile = read_profile(sample_of(province.family))
    account = Account(ProvinceHttp(province.address), profile, CLIENT, SECRET, seconds=lambda: now[0])
    first = account.token()
    now[0] = 1800 - 61
    assert account.token() == first
    now[0] = 1800 - 59
    second = account.token()
    assert second != first
    account.forget("another thread's")
    assert account.token() == second
    account.forget(second)
    assert account.token() != second


def test_an_official_logs_in_and_out(province):
    gateway = province.gateway()
    assert gateway.account.official is None
    with pytest.raises(TokenRefused):
        gateway.account.log_in("canbo.mau", "sai")
    official = gateway.account.log_in("canbo.mau", "tap-huan")
    assert official == Official(number="052180000456", name="Nguyễn Thị Mẫu")
    gateway.dossiers.official_code("1.004873", "k")
    gateway.account.log_out()
    assert gateway.account.official is None


@pytest.mark.parametrize("family", ["six_step", "relay"], indirect=True)
def test_the_same_key_gives_the_same_number_and_another_request_under_it_is_refused(province):
    gateway = province.gateway()
    assert gateway.dossiers.official_code("1.004873", "k1") == gateway.dossiers.official_code("1.004873", "k1")
    with pytest.raises(RefusedByProvince):
        gateway.dossiers.official_code("1.001193", "k1")
    assert gateway.dossiers.official_code("1.004873", "k2") != gateway.dossiers.official_code("1.004873", "k1")


@pytest.mark.parametrize("family", ["six_step", "relay"], indirect=True)
def test_the_catalogue_comes_once_and_then_only_when_it_is_another(province):
    gateway = province.gateway()
    catalogue = gateway.catalogue.pull_catalogue(None)
    assert catalogue
    assert catalogue.version == "2026.1"
    assert gateway.catalogue.pull_catalogue("2026.1") is None


@pytest.mark.parametrize("family", ["igate"], indirect=True)
def test_a_province_that_gives_no_catalogue_says_so(province):
    with pytest.raises(NotOffered):
        province.gateway().catalogue.pull_catalogue(None)


def test_the_province_shows_its_api_as_a_page(province):
    page = requests.get(f"{province.address}docs", timeout=5)
    assert "swagger" in page.text
    paths = requests.get(f"{province.address}openapi.json", timeout=5).json()["paths"]
    assert len(paths) >= 9


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


@pytest.fixture(scope="module")
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


def line(address: str, trust: ssl.SSLContext | None) -> ProvinceLine:
    return open_gateway("mau-six-step", address, "x", "y", trust=trust).line


def test_an_authority_that_nobody_trusts_is_refused(tls):
    address, _ = tls
    with pytest.raises(LineDown) as down:
        line(address, None).check_line()
    assert "chứng chỉ" in down.value.message
    report = examine(line(address, None))
    assert [layer.ok for layer in report.layers] == [True, True, False]
    assert "Không bỏ qua" in report.advice


def test_a_trusted_private_authority_is_fine(tls):
    address, authority = tls
    trust = ssl.create_default_context()
    authority.configure_trust(trust)
    line(address, trust).check_line()
    assert examine(line(address, trust), trust=trust).ok


def test_a_certificate_for_another_name_is_refused_and_nothing_falls_back(tls):
    address, authority = tls
    trust = ssl.create_default_context()
    authority.configure_trust(trust)
    elsewhere = address.replace("127.0.0.1", "localhost")
    with pytest.raises(LineDown) as down:
        line(elsewhere, trust).check_line()
    assert "chứng chỉ" in down.value.message


def test_nothing_in_the_environment_weakens_tls_or_sends_us_elsewhere(tls, monkeypatch, tmp_path):
    address, authority = tls
    pem = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(str(pem))
    for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE"):
        monkeypatch.setenv(name, str(pem))
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    with pytest.raises(LineDown) as down:
        line(address, None).check_line()
    assert "chứng chỉ" in down.value.message


@pytest.mark.parametrize("kind", ["html=403", "inner=401", "reset", "junk", "cut", "409"])
def test_no_token_or_secret_is_ever_logged_or_kept_in_a_trouble(province, caplog, kind):
    caplog.set_level(logging.DEBUG)
    told = []
    for place in ("*", province.path("health")):
        province.fault(f"{place}:{kind}:1")
    gateway = province.gateway(answer_s=2.0)
    asked = [gateway.line.check_line, lambda: gateway.account.log_in("canbo.mau", "tap-huan")]
    for ask in (*asked, *[lambda: gateway.dossiers.official_code("1.004873", "k")] * 3):
        try:
            ask()
        except QuaySoError as trouble:
            told += [trouble.message, trouble.cause, repr(trouble.values)]
    account = gateway.account
    secrets = [one for one in (account._token, account._refresh, SECRET, 'tap-huan"') if one]
    assert len(secrets) >= 2
    for secret in secrets:
        assert secret not in caplog.text
        assert not any(secret in words for words in told)
