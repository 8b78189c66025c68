"""Two readers of one line: what agrees, what differs, who wins, and what is worse without the second."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.model.page import Reading, Word
from desktop.page import models
from desktop.page.models import ModelMissing, model_report
from desktop.page.reading import second_reader
from desktop.page.reading.agreement import judged
from desktop.page.reading.second_reader import AsterNet
from desktop.page.reading.tesseract import LineWord, is_noise, without_leaders
from desktop.page.result import Wanted, WordPlace
from desktop.page.work import process_page
from desktop.training.papers.page import DrawnPage
from desktop.training.papers.pile import PaperSpec, draw
from desktop.training.papers.wear import wear


def words(text: str, sure: float = 0.9) -> tuple[LineWord, ...]:
    parts = text.split()
    step = 1 / max(1, len(parts))
    return tuple(LineWord(part, at * step, (at + 0.9) * step, sure) for at, part in enumerate(parts))


def texts(first: str, second: str, sure_first: float, sure_second: float) -> tuple[str, list[str]]:
    found = judged(words(first, sure_first), words(second, sure_second))
    return " ".join(one.word.text for one in found), [one.rival for one in found]


def test_where_they_agree_a_word_is_surer_than_either_made_it() -> None:
    (one,) = judged(words("Mẫu", 0.8), words("Mẫu", 0.96))
    assert one.rival == one.word.text == "Mẫu"
    assert one.word.confidence == pytest.approx(0.992)


def test_an_agreement_that_the_second_reader_doubts_makes_a_word_no_surer_than_a_dispute() -> None:
    (one,) = judged(words("Đầu", 0.9), words("Đầu", 0.89))
    assert one.rival == one.word.text == "Đầu"
    assert one.word.confidence == pytest.approx(0.8)


@pytest.mark.parametrize(("word", "sure_first", "sure"), [("Mậu", 0.85, 0.8), ("Mậu", 0.95, 1.0), ("Mẫu", 0.85, 1.0)])
def test_a_dot_below_that_the_first_reader_doubts_may_be_one_to_write_on(
    word: str, sure_first: float, sure: float
) -> None:
    (one,) = judged(words(word, sure_first), words(word, 1.0))
    assert one.word.confidence == pytest.approx(sure)


@pytest.mark.parametrize(
    ("first", "second", "sure_first", "sure_second", "wanted"),
    [
        ("Xã Mãu", "Xã Mẫu", 0.9, 0.99, "Xã Mẫu"),
        ("Xã Mẫu", "Xã Mãu", 0.97, 0.99, "Xã Mẫu"),
        ("Xã Mẫu", "Xã Mãu", 0.7, 0.8, "Xã Mẫu"),
        ("Y tế", "Ytế", 0.9, 0.99, "Y tế"),
        ("Quê quán. Mẫu", "Quê quán: Mẫu", 0.97, 0.99, "Quê quán: Mẫu"),
        ("Quê quán: Mẫu", "Quê quán. Mẫu", 0.9, 0.99, "Quê quán: Mẫu"),
        ("Quê quán. Mẫu", "Quê quán: Mẫu", 0.97, 0.8, "Quê quán. Mẫu"),
        ("ngày ký", "ngày ký./.", 0.97, 0.99, "ngày ký./."),
        ("Tỉnh Mẫu.", "Tỉnh Mẫu", 0.9, 0.99, "Tỉnh Mẫu."),
        ("BÊNA", "BÊN A", 0.85, 0.99, "BÊN A"),
    ],
)
def test_the_second_wins_only_where_it_is_sure_and_the_first_is_not(
    first: str, second: str, sure_first: float, sure_second: float, wanted: str
) -> None:
    assert texts(first, second, sure_first, sure_second)[0] == wanted


def test_both_readings_are_kept_where_they_differ() -> None:
    assert texts("số 045 ngày", "số 046 ngày", 0.9, 0.9) == ("số 045 ngày", ["số", "046", "ngày"])
    assert texts("BÊNA ký", "BÊN A ký", 0.9, 0.99)[1] == ["BÊNA", "", "ký"]


@given(st.text(max_size=30), st.text(max_size=30), st.floats(0, 1), st.floats(0, 1))
def test_any_two_readings_come_together(first: str, second: str, sure_first: float, sure_second: float) -> None:
    found = judged(words(first, sure_first), words(second, sure_second))
    spoken = " ".join(one.word.text for one in found).split()
    told = " ".join(one.rival for one in found).split()
    assert sorted(spoken + told) == sorted(first.split() + second.split()) or set(spoken) == set(first.split())
    assert all(0 <= one.word.confidence <= 1 for one in found)


def test_a_scribble_is_what_two_readers_see_differently() -> None:
    assert is_noise(words("\\N2 a", 0.6), ["CSn", "L"])
    assert not is_noise(words("Mẫu", 0.6), ["Mẫu"])
    assert without_leaders(words("……… .... |")) == ()


def test_the_second_reader_reads_a_clean_line() -> None:
    page = DrawnPage("line")
    page.text("Tờ khai đăng ký khai sinh số 45/2026", 5, 5, 14)
    line = np.asarray(page.image.convert("L"))[page.px(4) : page.px(12), page.px(3) : page.px(110)]
    read = AsterNet().read(np.ascontiguousarray(line))
    assert " ".join(word.text for word in read) == "Tờ khai đăng ký khai sinh số 45/2026"
    places = [side for word in read for side in (word.left, word.right)]
    assert places == sorted(places) and places[0] >= 0 and places[-1] <= 1


def all_of_it(read: Reading) -> Wanted:
    places = [WordPlace(at, word) for at, line in enumerate(read.lines) for word in range(len(line.words))]
    return Wanted(words=places)


LONG = "Người khai cam đoan nội dung trên là đúng sự thật và chịu trách nhiệm trước pháp luật về cam đoan của mình, "


def test_a_line_longer_than_the_second_reader_takes_is_read_by_it_in_parts() -> None:
    page = DrawnPage("long")
    for row in range(6):
        page.text((LONG * 2).strip(", "), 15, 40 + 5 * row, 6)
    read = process_page(wear(page, "long", skew=0.4).jpeg(), 200, worth=all_of_it).facts.reading
    assert read is not None
    assert max(line.box[2] / line.box[3] for line in read.lines) > 40
    assert all(word.rival is not None for word in read.words)
    assert np.mean([word.rival == word.text for word in read.words]) > 0.8


def test_the_second_reader_squeezes_what_has_no_parts() -> None:
    assert AsterNet().read(np.full((40, 2400), 255, np.uint8)) == ()


def test_values_are_read_twice_however_sure_the_first_reader_was() -> None:
    from desktop.document.papers.fields import worth_reading_twice

    page = wear(draw(PaperSpec(kind="quyet-dinh"), 8)[0], 8)
    read = process_page(page.jpeg(), 200, worth=worth_reading_twice).facts.reading
    assert read is not None and read.reader == "tesseract-vie+asternet"
    twice = {word.text for word in read.words if word.rival is not None}
    wanted = [(place.line, place.word) for place in worth_reading_twice(read).words]
    assert wanted
    assert all(read.lines[line].words[word].rival is not None for line, word in wanted)
    assert len(twice) < len(read.words), "what nobody asks for is read once"


def test_without_the_second_reader_everything_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ModelMissing(name)

    monkeypatch.setattr(second_reader, "model", missing)
    second_reader.second_reader.cache_clear()
    try:
        assert second_reader.second_reader() is None
        read = process_page(wear(draw(PaperSpec(kind="ban-ve"), 8)[0], 8).jpeg(), 200).facts.reading
        assert read is not None and read.reader == "tesseract-vie"
        assert all(word.rival is None for word in read.words)
    finally:
        second_reader.second_reader.cache_clear()


def test_the_doctor_says_what_is_worse_without_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(models.MODELS, "second-reader", ("asterocr", "nowhere.onnx", "sai nhiều hơn"))
    assert ("Mô hình đọc lần hai", False, "sai nhiều hơn") in model_report()


def test_old_facts_without_rivals_are_still_read() -> None:
    assert Word(text="a", box=(0, 0, 1, 1), confidence=1.0).rival is None
