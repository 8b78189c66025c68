from __future__ import annotations

import io
import json
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.machine.frames import BrokenFrame, read_frame, read_secret_frame, write_frame

headers = st.dictionaries(st.text(max_size=10), st.integers() | st.text(max_size=20) | st.none(), max_size=4)


@given(st.lists(st.tuples(headers, st.binary(max_size=200)), max_size=4))
def test_frames_come_out_as_they_went_in(frames):
    pipe = io.BytesIO()
    for header, body in frames:
        write_frame(pipe, header, body)
    pipe.seek(0)
    assert [read_frame(pipe) for _ in frames] == [(json.loads(json.dumps(h)), b) for h, b in frames]
    assert read_frame(pipe) is None


@given(st.binary(max_size=100))
def test_noise_is_no_frame(noise):
    pipe = io.BytesIO(noise)
    try:
        while read_frame(pipe) is not None:
            pass
    except BrokenFrame:
        pass


@given(headers, st.binary(min_size=1, max_size=50), st.data())
def test_a_frame_cut_short_is_broken(header, body, data):
    pipe = io.BytesIO()
    write_frame(pipe, header, body)
    whole = pipe.getvalue()
    cut = data.draw(st.integers(1, len(whole) - 1))
    with pytest.raises(BrokenFrame):
        read_frame(io.BytesIO(whole[:cut]))


@pytest.mark.parametrize("inner", ["[", '{"a":', "[" * 7 + '{"a":'])
@pytest.mark.parametrize("wrapped", [False, True])
@pytest.mark.parametrize("read", [read_frame, read_secret_frame])
def test_a_header_that_is_nested_without_end_is_no_frame(inner, wrapped, read, tmp_path):
    head = (inner * 100_000).encode()
    if wrapped:
        head = b'{"deep":' + b"[" * 100_000 + b"]" * 100_000 + b"}"
    file = tmp_path / "pipe"
    file.write_bytes(struct.pack("!II", len(head), 0) + head)
    with file.open("rb", buffering=0) as pipe, pytest.raises(BrokenFrame):
        read(pipe)
