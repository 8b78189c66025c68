"""What this PC learns from confirmed papers: counted, explainable, never from one slip."""

from __future__ import annotations

from desktop.document.papers.suggest import suggest
from desktop.model.page import Reading, ReadLine
from desktop.store import titles
from desktop.store.file import Store


def page(title: str) -> Reading:
    line = ReadLine(text=title, box=(500, 300, 650, 50), confidence=0.95, words=())
    body = ReadLine(text="Nội dung", box=(200, 900, 300, 30), confidence=0.95, words=())
    return Reading(width=1654, height=2339, lines=(line, body), reader="tesseract-vie")


def test_a_title_counts_from_the_second_time_and_only_for_one_code(store: Store) -> None:
    with store.writing() as tx:
        titles.confirmed(tx, "GT.A", "PHIEU LY LICH TU PHAP")
        assert titles.known(tx) == {}
        titles.confirmed(tx, "GT.A", "PHIEU LY LICH TU PHAP")
        assert titles.known(tx) == {"GT.A": ("PHIEU LY LICH TU PHAP",)}
        titles.confirmed(tx, "GT.B", "PHIEU LY LICH TU PHAP")
        assert titles.known(tx) == {}


def test_what_was_confirmed_is_suggested_with_its_reason() -> None:
    names = [("GT.A", "Giấy tờ chứng minh điều kiện"), ("GT.B", "Bản vẽ thiết kế")]
    found = page("PHIẾU LÝ LỊCH TƯ PHÁP")
    assert not suggest([found], [()], names)
    learnt = suggest([found], [()], names, known_titles={"GT.A": ("PHIEU LY LICH TU PHAP",)})
    assert learnt[0].code == "GT.A" and "đã xác nhận" in learnt[0].why
