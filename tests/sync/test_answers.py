"""What comes from outside: read for what it means, compared by value, and never a bug."""

from __future__ import annotations

import base64
import hashlib
import json
import logging
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.machine.outside import DEEPEST, NotJson, read_date, read_json
from desktop.model.data import from_data
from desktop.model.errors import QuaySoError
from desktop.model.record import DossierRecord, DossierStatus, ProgressEntry
from desktop.model.stored import Shop, StoredPaper
from desktop.sync.account import Account
from desktop.sync.api import ProvinceApi
from desktop.sync.doors import gateway_over
from desktop.sync.errors import ForeignAnswer, LineDown, ProvinceTrouble, RefusedByProvince, StrangeAnswer, TokenRefused
from desktop.sync.facts import record_facts
from desktop.sync.families import family_names
from desktop.sync.gateway import Official, ProvinceGateway, Sent, StoreQuery
from desktop.sync.line.answer import ProvinceAnswer
from desktop.sync.line.http import ProvinceHttp, asked_wait
from desktop.sync.values import may_be_same_person, number_in, same_code, sha256_in, text_in
from desktop.training.province.strange.nonsense import NONSENSE
from tests.sync.conftest import sample
from tests.sync.test_tus import Bytes, Open

OWN = hashlib.sha256(b"file")
JSON = {"Content-Type": "application/json"}
# The names that clients look at, so that what is drawn gets past the first of them.
NAMES = st.sampled_from(
    ["code", "data", "value", "message", "IdTepTin", "HashTepTin", "maHoSo", "idHoSo", "GiayTo", "Ma", "id", "sha256",
     "file", "papers", "owner", "content", "size", "dossierFormFile", "applicant", "access_token", "expires_in",
     "officer", "number", "success", "error", "errorCode", "result", "DanhSachGiayToKetQua", "MaKetQua", "issuer"]
)  # fmt: skip
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=8)
    | st.sampled_from([200, "200", "0", 401, "404", 500, 409, OWN.hexdigest(), "H99-1", "1.004873", "\ud800", "nan"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=6),
    max_leaves=14,
)  # fmt: skip


class Scripted(ProvinceHttp):
    """A line that carries whatever answer was laid ready."""

    def __init__(self) -> None:
        super().__init__("http://127.0.0.1:9/")
        self.ready = ProvinceAnswer(status=200, headers=JSON)

    def _session(self) -> Any:
        raise AssertionError("nothing leaves here")

    def _answer(self, method: str, path: str, more: dict[str, Any]) -> ProvinceAnswer:
        return self.ready

    def close(self) -> None:
        return


def gateway(family: str) -> tuple[ProvinceGateway, Scripted]:
    http, profile = Scripted(), sample(family)
    return gateway_over(ProvinceApi(profile, http, Open(http, profile, "x", "y"))), http


def everything(gateway: ProvinceGateway) -> list[Any]:
    official = Official(number="1", name="x")
    stored = [StoredPaper(id="1", code="x", name="x", shop=shop, file="1") for shop in Shop]
    sent = Sent(file=Bytes(b"%PDF"), name="x", sha256=OWN.hexdigest(), key="k")
    query = StoreQuery(owner="1", procedure="1.004873", codes=("x",), official=official)
    account, dossiers, stores = gateway.account, gateway.dossiers, gateway.stores
    assert isinstance(account, Account)
    account._official = official
    account._until = account._refresh_until = 1e18
    account._refresh = "r"
    return [
        gateway.line.check_line,
        lambda: dossiers.official_code("1.004873", "k"),
        lambda: dossiers.upload(sent),
        lambda: dossiers.find_file(OWN.hexdigest()),
        lambda: dossiers.find_dossier("H99-1"),
        lambda: dossiers.status(DossierStatus(state="done"), "H99-1", "k"),
        lambda: dossiers.progress(ProgressEntry(officer="x", unit="y", note="z"), "H99-1", datetime.now(UTC), "k"),
        lambda: gateway.catalogue.pull_catalogue(None),
        lambda: stores.find_papers(query),
        *(lambda one=one: stores.fetch_file(one, official) for one in stored),
    ]


def ask_all(family: str, answer: ProvinceAnswer) -> None:
    asked, http = gateway(family)
    http.ready = answer
    for ask in everything(asked):
        try:
            ask()
        except QuaySoError as trouble:
            assert trouble.message
    account = Account(http, sample(family), "x", "y")
    for log_in in (account.token, lambda: account.log_in("x", "y")):
        try:
            log_in()
        except QuaySoError as trouble:
            assert trouble.message
    asked.line.server_time()


@settings(max_examples=60)
@given(st.sampled_from(family_names()), VALUES, st.sampled_from([200, 202, 206, 404, 409, 422]))
def test_no_answer_of_any_shape_is_a_bug(family: str, data: Any, status: int) -> None:
    ask_all(family, ProvinceAnswer(status=status, headers=JSON, body=json.dumps(data).encode()))


@settings(max_examples=40)
@given(
    st.sampled_from(family_names()),
    st.binary(max_size=60),
    st.text(st.characters(max_codepoint=255), max_size=20),
    st.integers(-1, 1200),
)
def test_no_bytes_headers_or_status_are_a_bug(family: str, body: bytes, words: str, status: int) -> None:
    headers = dict.fromkeys(
        ("Content-Type", "Date", "Retry-After", "Location", "Upload-Offset", "Upload-Length", "Tus-Resumable"), words
    )
    ask_all(family, ProvinceAnswer(status=status, headers=headers, body=body))


@pytest.mark.parametrize("body", NONSENSE.values(), ids=NONSENSE)
@pytest.mark.parametrize("family", family_names())
def test_nonsense_is_no_bug(family, body):
    ask_all(family, ProvinceAnswer(status=200, headers=JSON, body=body))


@given(st.binary(max_size=80) | st.text(max_size=40).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_bytes_are_data_or_no_json(raw: bytes) -> None:
    try:
        json.dumps(read_json(raw), ensure_ascii=False).encode()
    except NotJson:
        return


@given(VALUES)
def test_what_is_read_can_be_written_again(data: Any) -> None:
    read = read_json(json.dumps(data).encode())
    assert read_json(json.dumps(read, allow_nan=False, ensure_ascii=False).encode()) == read


def test_depth_is_bounded_and_what_usual_systems_add_is_borne():
    assert read_json(b"[" * DEEPEST + b"]" * DEEPEST)
    for deep in (DEEPEST + 1, 5_000, 200_000):
        with pytest.raises(NotJson):
            read_json(b"[" * deep + b"]" * deep)
    for raw in (b'\xef\xbb\xbf{"a": "\xc3\xa1"}\x00\r\n', '{"a": "á"}'.encode("utf-16"), b'{"b": 1, "a": "\xc3\xa1"}'):
        assert read_json(raw)["a"] == "á"
    assert read_json('{"a": "á"}'.encode("latin-1"), "ISO-8859-1") == {"a": "á"}
    assert read_json(b'{"a": "\\ud83d\\ude00\\ud83d"}') == {"a": "😀\ufffd"}
    assert read_json(b'{"a": NaN, "b": 1e999, "c": -Infinity, "d": ' + b"1" * 5000 + b"}") == dict.fromkeys("abcd")


@given(st.text(max_size=60))
def test_a_date_is_a_moment_of_this_age_or_none(text: str) -> None:
    assert read_date(text) is None
    assert asked_wait(text) >= 0


@pytest.mark.parametrize(
    "date",
    [
        "Fri, 31 Dec 9999 23:59:59 GMT", "Fri, 31 Dec 9999 23:59:59 -2359", "Mon, 01 Jan 0001 00:00:00 +2359",
        "Thu, 99 Foo 99999999999 99:99:99 GMT", f"Thu, 01 Jan {'9' * 5000} 00:00:00 GMT", "²", "",
    ],
)  # fmt: skip
def test_a_date_of_another_age_says_nothing(date):
    http = Scripted()
    http.ready = ProvinceAnswer(status=200, headers={**JSON, "Date": date})
    http.exchange("GET", "")
    assert http.server_time() is None
    assert asked_wait(date) == 0


def answer(body: bytes | str, status: int = 200, kind: str = "application/json", **more: Any) -> ProvinceAnswer:
    return ProvinceAnswer(
        status=status,
        headers={"Content-Type": kind} if kind else {},
        body=body.encode() if isinstance(body, str) else body,
        **more,
    )


@pytest.mark.parametrize(
    "kind", ["Application/JSON", "text/json", "application/problem+json", "text/plain", "text/html", "", "x"]
)
def test_json_is_json_whatever_it_is_called(kind):
    assert answer('{"a": 1}', kind=kind).data() == {"a": 1}


@pytest.mark.parametrize("kind", ["application/json", "text/html", "text/plain", ""])
def test_a_page_is_somebody_elses_with_200_and_a_status_with_another(kind):
    page = "\n<!DOCTYPE html><html>Đăng nhập</html>"
    with pytest.raises(ForeignAnswer):
        answer(page, kind=kind).data()
    for status in (403, 404, 413):
        assert answer(page, status, kind).meant == status
        assert str(status) in answer(page, status, kind).words()


@pytest.mark.parametrize("code", [401, "401", 401.0, " 401 "])
@pytest.mark.parametrize("name", ["code", "status", "statusCode", "errorCode"])
def test_a_status_in_the_body_is_the_status(name, code):
    assert answer(json.dumps({name: code})).meant == 401
    assert answer(json.dumps({"error": {name: code}})).meant == 401


@pytest.mark.parametrize(
    "said", [{"code": "H99-401"}, {"code": 200}, {"code": "0"}, {"data": {"code": 404}}, [404], {}]
)
def test_what_is_no_status_of_http_is_none(said):
    assert answer(json.dumps(said)).meant == 200


@pytest.mark.parametrize("no", [{"success": False}, {"success": "false"}, {"error": "x"}, {"error": {"message": "x"}}])
def test_a_200_that_tells_an_error_is_a_refusal(no):
    asked, http = gateway("relay")
    entry = ProgressEntry(officer="x", unit="y", note="z")
    http.ready = answer(json.dumps(no))
    with pytest.raises(RefusedByProvince):
        asked.dossiers.progress(entry, "H99-1", datetime.now(UTC), "k")
    http.ready = answer(json.dumps({"success": True, "error": None, "code": 200}))
    asked.dossiers.progress(entry, "H99-1", datetime.now(UTC), "k")


def test_an_end_that_did_not_come_is_no_other_answer():
    assert answer('{"a": 1}', cut="đứt").data() == {"a": 1}
    for half in ('{"a": ', ""):
        with pytest.raises(LineDown) as down:
            answer(half, cut="đứt").data()
        assert not isinstance(down.value, ForeignAnswer)
    with pytest.raises(LineDown):
        answer(b"%PDF-1", cut="đứt").file()
    with pytest.raises(StrangeAnswer):
        answer(b"%PDF-1", 206).file()


@pytest.mark.parametrize(
    ("status", "trouble"),
    [(500, ProvinceTrouble), (520, ProvinceTrouble), (429, ProvinceTrouble), (302, ForeignAnswer), (308, ForeignAnswer),
     (511, ForeignAnswer), (407, LineDown), (103, StrangeAnswer), (999, StrangeAnswer)],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["application/json", "text/html"])
def test_the_status_comes_before_the_type(status, trouble, kind):
    http = Scripted()
    http.ready = answer("<html>" if kind == "text/html" else "{}", status, kind)
    with pytest.raises(trouble) as told:
        http.exchange("GET", "")
    assert type(told.value) is trouble


SPELLINGS = [
    OWN.hexdigest(), OWN.hexdigest().upper(), f"sha256:{OWN.hexdigest()}", f"SHA-256={OWN.hexdigest()}",
    OWN.digest().hex("-").upper(), OWN.digest().hex(":"), f"0x{OWN.hexdigest()}", f" {OWN.hexdigest()} ",
    base64.b64encode(OWN.digest()).decode(), base64.urlsafe_b64encode(OWN.digest()).decode().rstrip("="),
    "sha256-" + base64.b64encode(OWN.digest()).decode(), f"sha-256=:{base64.b64encode(OWN.digest()).decode()}:",
    "{SHA256}" + base64.b64encode(OWN.digest()).decode(),
]  # fmt: skip


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_hash_is_known_in_every_spelling(spelling):
    assert sha256_in(spelling) == OWN.hexdigest()


@given(st.binary(min_size=32, max_size=32))
def test_every_hash_is_known_in_every_spelling(digest: bytes) -> None:
    for text in (digest.hex(), "sha256-" + base64.b64encode(digest).decode(), base64.b64encode(digest).decode()):
        assert sha256_in(text) == digest.hex()


def test_a_hash_that_lost_its_leading_zeros_is_the_same_and_another_kind_of_hash_is_none():
    assert sha256_in("ab" * 31) == "00" + "ab" * 31
    for other in (hashlib.sha1(b"").hexdigest(), hashlib.sha512(b"").hexdigest(), "", None, 7, ["x"], "chưa băm"):
        assert sha256_in(other) == ""


@pytest.mark.parametrize("theirs", ["052199000123", "52199000123", "052 199 000 123", "0521****0123", "********0123",
                                    "052199xxxxxx", "************", "", " 052199000123"])  # fmt: skip
def test_a_person_is_another_only_where_the_number_cannot_be_ours(theirs):
    assert may_be_same_person(theirs, "052199000123")


@pytest.mark.parametrize("theirs", ["052199000124", "0522****0123", "****0124", "B1234567"])
def test_a_number_that_cannot_be_ours_is_another_persons(theirs):
    assert not may_be_same_person(theirs, "052199000123")


def test_numbers_and_texts_are_compared_by_value():
    said: list[Any] = [12, 12.0, " 12 ", True, None, [], 1.5, "a\x00b", "a\ufffd"]
    assert [text_in(value) for value in said] == ["12", "12", "12", *[""] * 6]
    said = ["1800", 1800, "1800.0", True, "nan", "x", [], 10**400]
    assert [number_in(value) for value in said] == [1800, 1800, 1800, *[None] * 5]
    assert same_code("h99-001", " H99-001 ")
    assert same_code("00123", "123")
    assert not same_code("H99-001", "H99-01")


@pytest.mark.parametrize("lives", [1800, "1800", "1800.0", 1800.0])
def test_a_tokens_life_may_be_a_text(lives):
    http, now = Scripted(), [0.0]
    account = Account(http, sample("relay"), "x", "y", seconds=lambda: now[0])
    http.ready = answer(json.dumps({"access_token": "a", "expires_in": lives}))
    account.token()
    http.ready = answer(json.dumps({"access_token": "b", "expires_in": lives}))
    now[0] = 1739
    assert account.token() == "a"
    now[0] = 1741
    assert account.token() == "b"


@pytest.mark.parametrize("token", ["x\r\nX-Evil: 1", "á", "", " ", None, 7, ["a"], "x" * 20_000])
def test_a_token_that_no_header_can_carry_is_none_and_is_not_told(token, caplog):
    caplog.set_level(logging.DEBUG)
    http = Scripted()
    http.ready = answer(json.dumps({"access_token": token, "expires_in": 60}))
    with pytest.raises((StrangeAnswer, TokenRefused)) as told:
        Account(http, sample("relay"), "x", "y").token()
    for words in (told.value.message, told.value.cause, caplog.text):
        assert "X-Evil" not in words


def test_words_that_quote_our_token_are_kept_without_it():
    said = answer(json.dumps({"message": "Authorization: Bearer abc.def-ghi bị từ chối\nngay"}), 403)
    assert said.words() == "Authorization: Bearer … bị từ chối ngay"


def test_what_was_queued_before_a_tax_number_was_recorded_is_sent_without_one():
    rows = json.loads((Path(__file__).parents[1] / "former" / "payloads.json").read_text("utf-8"))
    older = from_data(DossierRecord, rows[-1]["payload"])
    assert {paper.details.tax_number for paper in older.papers} == {None}
    papers = record_facts(older, "H99-1", {})["papers"]
    assert {paper["details"].tax_number for paper in papers} == {""}
