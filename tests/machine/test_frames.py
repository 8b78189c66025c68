from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.machine.frames import BrokenFrame, read_frame, write_frame

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
