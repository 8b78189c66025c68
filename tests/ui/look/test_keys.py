"""A key named in a button's text is drawn as a key."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.machine.folders import resources
from desktop.ui.look.icons import picture
from desktop.ui.look.keys import KeyButton, key_and_words
from desktop.ui.look.rail import RailButton
from desktop.ui.look.tokens import LIGHT

UI = Path(__file__).parents[3] / "desktop" / "ui"


@pytest.mark.parametrize(
    ("text", "key", "words"),
    [
        ("F2 Quét", "F2", "Quét"),
        ("Enter Xác nhận", "Enter", "Xác nhận"),
        ("Esc Dừng", "Esc", "Dừng"),
        ("Kiểm tra lại (F5)", "F5", "Kiểm tra lại"),
        ("Hồ sơ mới (Ctrl+N)", "Ctrl+N", "Hồ sơ mới"),
        ("Chờ ký cơ quan (F9)", "F9", "Chờ ký cơ quan"),
        ("Tự động (Home)", "Home", "Tự động"),
        ("Tạm dừng", "", "Tạm dừng"),
        ("F2", "", "F2"),
        ("Fax (2)", "", "Fax (2)"),
        ("", "", ""),
    ],
)
def test_the_key_and_the_words(text: str, key: str, words: str) -> None:
    assert key_and_words(text) == (key, words)


@given(st.text(max_size=40))
def test_no_word_is_lost(text: str) -> None:
    key, words = key_and_words(text)
    assert words in text
    assert key in text


@pytest.mark.window
def test_the_button_is_as_wide_as_what_it_shows(qtbot) -> None:
    plain, keyed = KeyButton("Quét"), KeyButton("F2 Quét")
    for one in (plain, keyed):
        qtbot.addWidget(one)
    assert keyed.sizeHint().width() > plain.sizeHint().width()
    assert keyed.minimumSizeHint() == keyed.sizeHint()
    assert not keyed.grab().isNull()


@pytest.mark.window
def test_every_icon_is_there_in_its_colour_and_shown_somewhere(qtbot) -> None:
    source = "\n".join(path.read_text("utf-8") for path in UI.rglob("*.py"))
    there = {path.stem for path in (resources() / "icons" / "lucide").glob("*.svg")}
    assert len(there) > 10
    for name in there:
        assert f'"{name}"' in source, f"nobody shows {name}"
        drawn = picture(name, LIGHT.bad).toImage()
        seen = [drawn.pixelColor(x, y) for x in range(18) for y in range(18)]
        inked = [one for one in seen if one.alpha() > 200]
        assert inked and all(one.red() > 170 and one.green() < 50 and one.blue() < 50 for one in inked), name
    for name in re.findall(r'icons\.\w+\("([a-z-]+)"', source):
        assert name in there


@pytest.mark.window
def test_what_waits_is_shown_and_told(qtbot) -> None:
    made = RailButton("Hàng đợi", "send")
    qtbot.addWidget(made)
    empty = made.grab().toImage()
    made.count(12)
    assert made.accessibleName() == "Hàng đợi (12)"
    assert made.grab().toImage() != empty
    made.count(0)
    assert made.accessibleName() == "Hàng đợi"


@pytest.mark.window
@pytest.mark.parametrize("words", ["Quét lại trang", "Tổ chức", "Công dân mẫu", "English", "Quay lại", "Ký và gửi"])
def test_a_button_with_room_for_its_words_shows_all_of_them(application, words: str) -> None:
    made = KeyButton("", "F3")
    made.name(words)
    made.resize(made.sizeHint())
    assert made._fitting(words) == words


@pytest.mark.window
def test_a_button_without_room_keeps_its_key_and_a_few_letters(application) -> None:
    made, words = KeyButton("", "F3"), "Trình điều khiển của USB ký số"
    made.name(words)
    made.resize(made.minimumSizeHint())
    assert made.width() < made.sizeHint().width()
    shown = made._fitting(words)
    assert shown.endswith("…")
    assert words.startswith(shown.rstrip("…").strip())
    assert len(shown) > 3
