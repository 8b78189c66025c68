"""A request as a whole has an end: slow heads, slow bodies, lines that take nothing; and what came whole is used."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from desktop.sync.errors import LineDown, StrangeAnswer
from desktop.sync.line.deadline import SLOWEST_BYTES_S, AnswerWatch, in_time
from desktop.sync.line.http import Body, ProvinceHttp
from desktop.sync.line.layers import CUT, SILENT


class Seconds:
    """A clock that goes on when it is told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_head_that_drips_ends_however_often_a_byte_comes():
    seconds = Seconds()
    watch = AnswerWatch(60.0, seconds)
    with pytest.raises(TimeoutError):
        for _ in range(100):
            watch.patience()
            watch.came(1)
            seconds.now += 1.0
    assert seconds.now == 60.0


def test_a_body_has_the_time_that_a_thin_line_needs_and_no_more():
    seconds = Seconds()
    watch = AnswerWatch(60.0, seconds)
    watch.body()
    for _ in range(1000):
        watch.patience()
        watch.came(int(SLOWEST_BYTES_S))
        seconds.now += 1.0
    with pytest.raises(TimeoutError):
        for _ in range(100):
            watch.patience()
            watch.came(1)
            seconds.now += 1.0
    assert seconds.now < 1070


def test_an_answer_without_end_ends():
    watch = AnswerWatch(60.0, Seconds())
    watch.body()
    with pytest.raises(TimeoutError):
        for _ in range(2000):
            watch.patience()
            watch.came(65_536)


def taken(piece_s: float, hold_s: float = 0.0, count: int = 1000) -> float:
    """Seconds that sending pieces of 2,000 bytes took, each for so long, held back by us for so long before."""
    seconds = Seconds()

    def held() -> Iterator[bytes]:
        for _ in range(count):
            seconds.now += hold_s
            yield bytes(2_000)

    for _ in in_time(held(), 15.0, seconds):
        seconds.now += piece_s
    return seconds.now


def test_a_thin_line_is_given_its_time_and_one_that_stands_still_is_not():
    assert taken(1.0) == 1000.0
    assert taken(0.01, hold_s=3600.0, count=10) > 36_000
    with pytest.raises(TimeoutError):
        taken(1.5)


@contextmanager
def server(work: Callable[[socket.socket], object], times: int = 1) -> Iterator[ProvinceHttp]:
    """A line to a server that does this with so many connections."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        for _ in range(times):
            try:
                one, _ = listener.accept()
                with one:
                    work(one)
            except OSError:
                return

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    http = ProvinceHttp(f"http://127.0.0.1:{listener.getsockname()[1]}/", answer_s=0.4)
    yield http
    http.close()
    listener.close()
    thread.join(10)


OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"


def until_gone(line: socket.socket, piece: bytes) -> None:
    line.settimeout(0.02)
    while True:
        line.sendall(piece)
        try:
            if not line.recv(65536):
                return
        except TimeoutError:
            continue


@pytest.mark.parametrize(
    "before",
    [b"", b"HTTP/1.1 ", OK, OK + b"X: ", b"HTTP/1.1 100 Continue\r\n\r\n", OK + b"Transfer-Encoding: chunked\r\n\r\n"],
)
def test_a_drip_anywhere_in_an_answer_is_given_up_on(before):
    piece = b"HTTP/1.1 100 Continue\r\n\r\n" if b"100" in before else b"1"

    def drip(line: socket.socket) -> None:
        line.sendall(before)
        until_gone(line, piece)

    with server(drip) as http, pytest.raises((LineDown, StrangeAnswer)):
        http.exchange("GET", "").data()


def test_a_reset_behind_the_last_byte_takes_nothing_back():
    def reset(line: socket.socket) -> None:
        line.recv(65536)
        line.sendall(OK + b'Connection: close\r\n\r\n{"a": 1}')
        # The other end has it before the reset; on loopback that is at once.
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    with server(reset) as http:
        assert http.exchange("GET", "").data() == {"a": 1}


def test_an_answer_shorter_than_it_calls_itself_is_read_and_its_line_never_used_again():
    came = []

    def late(line: socket.socket) -> None:
        came.append(line.recv(65536))
        line.sendall(OK + b'Content-Length: 90\r\n\r\n{"a": 1}')
        # Whoever asked again on this line would be heard here, and nowhere else.
        while line.recv(65536):
            pass

    with server(late, times=2) as http:
        assert http.exchange("GET", "first").data() == {"a": 1}
        answer = http.exchange("GET", "second")
        assert answer.data() == {"a": 1}
        assert answer.cut == SILENT
    assert [line.split()[1] for line in came] == [b"/first", b"/second"]


def test_half_an_answer_is_a_line_that_broke():
    def half(line: socket.socket) -> None:
        line.recv(65536)
        line.sendall(OK + b'Content-Length: 90\r\n\r\n{"a": ')

    with server(half) as http, pytest.raises(LineDown) as down:
        http.exchange("GET", "").data()
    assert CUT in down.value.message


@pytest.mark.parametrize("status", [413, 401, 503])
def test_a_refusal_that_comes_before_all_was_sent_is_heard(status):
    def early(line: socket.socket) -> None:
        line.recv(1000)
        line.sendall(f"HTTP/1.1 {status} x\r\nConnection: close\r\nContent-Length: 6\r\n\r\n<html>".encode())
        line.shutdown(socket.SHUT_WR)
        while line.recv(65536):
            pass

    body = Body(lambda: iter([bytes(16_384)] * 20), 20 * 16_384)
    with server(early) as http:
        if status < 500:
            assert http.exchange("POST", "", data=body).meant == status
        else:
            with pytest.raises(Exception, match="503"):
                http.exchange("POST", "", data=body)


def test_a_line_that_takes_no_byte_is_given_up_on(monkeypatch):
    monkeypatch.setattr("desktop.sync.line.http.CONNECT_S", 0.2)
    over = threading.Event()

    def deaf(line: socket.socket) -> None:
        over.wait(20)

    body = Body(lambda: iter([bytes(16_384)] * 2000), 2000 * 16_384)
    with server(deaf) as http:
        with pytest.raises(LineDown):
            http.exchange("POST", "", data=body)
        over.set()


@pytest.mark.parametrize("piece", [b"\x16", b"\x16\x03\x03\x40\x00", b"\x00" * 64])
def test_a_handshake_that_drips_or_is_none_is_given_up_on(monkeypatch, piece):
    monkeypatch.setattr("desktop.sync.line.http.CONNECT_S", 0.3)
    with server(lambda line: until_gone(line, piece)) as plain:
        http = ProvinceHttp(plain.address.replace("http:", "https:"), answer_s=0.3)
        with pytest.raises(LineDown):
            http.exchange("GET", "")
        http.close()


def test_headers_without_number_or_of_any_bytes_are_no_bug():
    def odd(line: socket.socket) -> None:
        line.recv(65536)
        line.sendall(OK + b"X: y\r\n" * 300 + b"\r\n")

    with server(odd) as http, pytest.raises(LineDown):
        http.exchange("GET", "")

    def garbled(line: socket.socket) -> None:
        line.recv(65536)
        line.sendall(OK + b"Content-Length: \xb2\r\nX\xff: \xfe\x00\r\n: :\r\n\r\n{}")

    with server(garbled) as http:
        assert http.exchange("GET", "").data() == {}
