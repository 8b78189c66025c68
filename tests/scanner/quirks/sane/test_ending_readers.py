"""The reader of a page has gone before the end of its frame is asked for."""

from __future__ import annotations

from desktop.scanner.quirks.sane import ending_readers
from desktop.scanner.sane.frames import read_picture
from tests.scanner.unwatched import Unwatched


def test_no_reader_is_left_when_the_end_of_a_whole_frame_is_asked_for(in_process, monkeypatch):
    left: list[int] = []
    real = ending_readers.let_end

    def looked(before: int) -> None:
        real(before)
        left.append(ending_readers.threads() - before)

    monkeypatch.setattr(ending_readers, "let_end", looked)
    monkeypatch.setattr(ending_readers, "GOING_S", 60.0)
    with in_process(mode="Color", resolution=100, depth=8) as device:
        read_picture(device, Unwatched(), 1)
    assert len(left) == 1
    assert left[0] <= 0


def test_a_reader_that_stays_is_not_waited_for(monkeypatch):
    looks: list[int] = []

    def one_more() -> int:
        looks.append(1)
        return 5

    monkeypatch.setattr(ending_readers, "threads", one_more)
    ending_readers.let_end(4)
    assert 1 < len(looks) <= 1000 * ending_readers.GOING_S
    looks.clear()
    ending_readers.let_end(5)
    assert len(looks) == 1
