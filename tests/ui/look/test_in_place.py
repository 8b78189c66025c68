"""What is being done is told where it takes longer than a moment, and widens nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication

from desktop.ui.look.in_place import WorkInPlace

pytestmark = pytest.mark.window

Until = Callable[[Callable[[], object]], None]


def test_a_bar_comes_after_a_moment_and_goes_with_the_words(application: QApplication, until: Until) -> None:
    doing = WorkInPlace()
    doing.rest("Trang 1/3")
    doing.show()
    before = doing.minimumSizeHint()
    doing.begin("Đang chép…", 3)
    assert (doing.words.text(), doing.bar.isVisible()) == ("Trang 1/3", False)
    until(doing.bar.isVisible)
    doing.step(2)
    assert (doing.words.text(), doing.bar.value(), doing.bar.maximum()) == ("Đang chép…", 2, 3)
    assert doing.minimumSizeHint() == before
    doing.rest("Trang 2/3")
    assert doing.words.text() == "Đang chép…"
    doing.end()
    assert (doing.words.text(), doing.bar.isVisible()) == ("Trang 2/3", False)


def test_what_is_over_within_a_moment_shows_no_bar(application: QApplication, until: Until) -> None:
    quick, slow = WorkInPlace(), WorkInPlace()
    for one in (quick, slow):
        one.show()
    quick.begin("Đang chép…")
    quick.end()
    slow.begin("Đang in…")
    until(slow.bar.isVisible)
    assert (quick.bar.isVisible(), quick.words.text()) == (False, "")
