"""Nets with their weights in eight bits: a quarter of the size, and they read the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import pytest

from desktop.model.page import Reading
from desktop.page.image import Pixels
from desktop.page.look import orientation
from desktop.page.models import model_path
from desktop.page.reading import second_reader
from desktop.page.reading.second_reader import AsterNet
from desktop.page.reading.tesseract import LineWord
from desktop.page.result import Wanted, WordPlace
from desktop.page.work import process_page
from desktop.training.papers.pile import PaperSpec, draw
from desktop.training.papers.wear import wear
from installer.build.eight_bits import NETS, in_eight_bits

KINDS = ("quyet-dinh", "don-bien-dong", "cccd", "bien-ban")
SURE = 0.9
MAY_DIFFER = 0.02
"""Share of sure lines. None differs here; another processor rounds otherwise, and one of them lies at an edge there."""


@pytest.fixture(scope="module")
def small() -> dict[str, bytes]:
    """The nets as the bundle has them."""
    return {name: in_eight_bits(model_path(name).read_bytes()) for name in NETS}


def _session(net: bytes) -> Any:
    return onnxruntime.InferenceSession(net, providers=["CPUExecutionProvider"])


class _Small:
    """A net in eight bits, in the place of its model."""

    def __init__(self, net: bytes) -> None:
        self._net = _session(net)

    def run(self, **inputs: Any) -> Any:
        return self._net.run(None, inputs)[0]


@pytest.mark.parametrize("name", NETS)
def test_a_net_is_a_quarter_of_its_size_and_comes_out_the_same_twice(name: str, small: dict[str, bytes]) -> None:
    before = model_path(name).read_bytes()
    assert len(small[name]) < 0.3 * len(before)
    assert in_eight_bits(before) == small[name]


@pytest.mark.slow
def test_the_second_reader_reads_the_same(small: dict[str, bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[tuple[Pixels, tuple[LineWord, ...]]] = []
    whole = AsterNet.read

    def remembered(net: AsterNet, line: Pixels) -> tuple[LineWord, ...]:
        words = whole(net, line)
        read.append((line.copy(), words))
        return words

    monkeypatch.setattr(AsterNet, "read", remembered)
    for kind in KINDS:
        page = wear(draw(PaperSpec(kind=kind), 19)[0], 19)
        process_page(page.jpeg(), 200, worth=_every_word)
    monkeypatch.setattr(AsterNet, "read", whole)
    monkeypatch.setattr(second_reader, "model", lambda name: _Small(small[name]))
    net = AsterNet()
    sure = [(line, words) for line, words in read if words and all(one.confidence >= SURE for one in words)]
    assert len(sure) > 40, "enough lines to say anything"
    pairs = [(_text(words), _text(net.read(line))) for line, words in sure]
    differing = [pair for pair in pairs if pair[0] != pair[1]]
    assert len(differing) <= MAY_DIFFER * len(sure), differing


def _every_word(reading: Reading) -> Wanted:
    """What the first reader doubts is another word on another processor: the second one reads them all."""
    return Wanted([WordPlace(at, word) for at, line in enumerate(reading.lines) for word in range(len(line.words))])


def _text(words: tuple[LineWord, ...]) -> str:
    return " ".join(one.text for one in words)


@pytest.mark.slow
def test_pages_are_turned_the_same_way(small: dict[str, bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    page = wear(draw(PaperSpec(kind="giay-phep"), 19)[0], 19).image
    turned = [np.ascontiguousarray(np.rot90(page, quarters)) for quarters in range(4)]
    before = [orientation.turn_scores(one) for one in turned]
    monkeypatch.setattr(orientation, "model", lambda name: _Small(small[name]))
    after = [orientation.turn_scores(one) for one in turned]
    assert [max(one, key=lambda turn: one[turn]) for one in after] == [
        max(one, key=lambda turn: one[turn]) for one in before
    ]
    assert len({max(one, key=lambda turn: one[turn]) for one in after}) == 4


def test_what_is_computed_stays_in_single_precision(small: dict[str, bytes], tmp_path: Path) -> None:
    net = _session(small["orientation"])
    assert {one.type for one in (*net.get_inputs(), *net.get_outputs())} == {"tensor(float)"}
