"""Frames that carry a secret: the same bytes on the pipe, and memory that can be wiped."""

from __future__ import annotations

import io
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.machine.frames import BrokenFrame, read_frame, read_secret_frame, write_frame, write_secret_frame


class _Trickle(io.RawIOBase):
    """A pipe that hands over a byte at a time."""

    def __init__(self, data: bytes) -> None:
        self._left = data

    def readinto(self, place: memoryview) -> int:  # type: ignore[override]
        if not self._left or not len(place):
            return 0
        place[0] = self._left[0]
        self._left = self._left[1:]
        return 1


@given(st.dictionaries(st.text(max_size=5), st.integers(), max_size=3), st.binary(max_size=50))
def test_the_two_ways_speak_the_same(header: dict[str, int], body: bytes) -> None:
    out = io.BytesIO()
    write_frame(out, header, body)
    read = read_secret_frame(_Trickle(out.getvalue()))
    assert read is not None
    assert isinstance(read[1], bytearray)
    assert (read[0], bytes(read[1])) == (header, body)


def test_over_a_real_pipe() -> None:
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb", 0) as source, os.fdopen(writing, "wb", 0) as sink:
        write_secret_frame(sink, {"do": "open"}, bytearray(b"1234"))
        write_secret_frame(sink, {"do": "close"}, bytearray())
        assert read_secret_frame(source) == ({"do": "open"}, bytearray(b"1234"))
        assert read_frame(source) == ({"do": "close"}, b"")


@given(st.binary(max_size=60))
def test_noise_is_refused(noise: bytes) -> None:
    try:
        read = read_secret_frame(_Trickle(noise))
    except BrokenFrame:
        return
    assert read is None or isinstance(read[0], dict)


def test_an_end_between_frames_is_no_error() -> None:
    assert read_secret_frame(_Trickle(b"")) is None
    with pytest.raises(BrokenFrame):
        read_secret_frame(_Trickle(b"\0\0"))
