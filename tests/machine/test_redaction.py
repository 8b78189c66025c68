"""What opens doors never reaches the log, however it was quoted; what says what happened does."""

from __future__ import annotations

import json
import logging
import string
import time
from urllib.parse import quote, urlencode

import pytest
import requests
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.machine.folders import folders
from desktop.machine.log import start_log
from desktop.machine.redaction import without_credentials

TOKENS = st.one_of(
    st.text(string.ascii_letters + string.digits + "-_.~+/", min_size=8, max_size=60).map(lambda text: "k" + text),
    st.text(string.ascii_letters + string.digits + "-_", min_size=10, max_size=40).map(
        lambda text: f"eyJh{text}.eyJz.s"
    ),
)
QUOTED = [
    lambda token: f"headers {{'Authorization': 'Bearer {token}'}}",
    lambda token: f"Invalid header value b'Bearer {token}'",
    lambda token: f"authorization: basic {token}",
    lambda token: json.dumps({"access_token": token, "expires_in": 300}),
    lambda token: repr({"grant_type": "password", "password": token, "username": "canbo"}),
    lambda token: repr(json.dumps({"refresh_token": token})),
    lambda token: f"POST /token?{urlencode({'client_secret': token, 'client_id': 'quay'})} HTTP/1.1",
    lambda token: f"https://quay:{quote(token, safe='')}@tinh.example/api",
    lambda token: f"refreshToken={token}; path=/",
    lambda token: f"--passphrase={token}",
]


@settings(max_examples=200)
@given(token=TOKENS, quoted=st.sampled_from(QUOTED))
def test_no_credential_is_left(token: str, quoted: object) -> None:
    assert callable(quoted)
    text = without_credentials(f"step 12 waits: {quoted(token)} and so on")
    assert token not in text
    assert text.startswith("step 12 waits: ")
    assert text.endswith(" and so on")
    assert without_credentials(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "token_gone: USB ký số đã bị rút ra",
        "step 3 file waits 4 s: line_down HTTPSConnectionPool(host='tinh.example', port=443): Max retries exceeded",
        "pin_wrong PinIncorrect()",
        "no tokens to watch: module_unusable",
        "401 with a fresh token",
        "https://tinh.example:8443/api?code=1.004873&hash=ab12",
        "the basic profile is used by the bearer",
    ],
)
def test_what_happened_stays(text: str) -> None:
    kept = without_credentials(text)
    assert kept == text or ("[cut]" in kept and text.startswith("the basic"))


def test_a_token_that_a_library_quotes_is_not_in_the_log(tmp_path) -> None:
    """`requests` itself quotes a header that it does not like, token and all."""
    place = folders(tmp_path / "d", training=False)
    place.make()
    log = logging.getLogger("desktop")
    before, level = list(log.handlers), log.level
    try:
        start_log(place)
        try:
            requests.Request(
                "GET", "http://127.0.0.1/", headers={"Authorization": "Bearer abc.def-123\nX: y"}
            ).prepare()
        except requests.exceptions.InvalidHeader as error:
            logging.getLogger("desktop.sync").info("waits: %s", repr(error)[:300])
        text = (place.logs / "quayso.log").read_text("utf-8")
    finally:
        for handler in log.handlers:
            handler.close()
        log.handlers, log.level = before, level
    assert "InvalidHeader" in text
    assert "abc.def-123" not in text


@pytest.mark.parametrize("part", ["eyJ", "bearer ", "eyJa.", "password=", "://a", "pin: '", "x" * 9, "=%3d"])
def test_long_text_takes_no_time(part: str) -> None:
    begun = time.process_time()
    without_credentials(part * (200_000 // len(part)))
    assert time.process_time() - begun < 10
