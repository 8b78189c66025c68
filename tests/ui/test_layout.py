from __future__ import annotations

import pytest

from desktop.machine.writing import CannotWrite
from desktop.ui.page import Where
from desktop.workflow.health import Check


@pytest.mark.window
def test_the_window_fits_a_small_screen_at_150_percent(clerk):
    """1366 × 768 at 150 %, less the task bar: 911 × 470 px are left, whatever the window is showing or doing."""
    window = clerk.window
    clerk.until(lambda: "sẵn sàng" in window.view.lights["line"].text(), "the lights")
    for busy in (False, True):
        window.dossier.view.show_busy(busy=busy)
        for page in [window.page(where) for where in Where if where is not Where.AGENCY]:
            window.view.pages.setCurrentWidget(page)
            assert window.minimumSizeHint().width() <= 911
            assert window.minimumSizeHint().height() <= 470


@pytest.mark.window
def test_no_words_widen_the_window(clerk):
    """Names of people, places and devices may be of any length: they end in …, and the window stays on its screen."""
    window, view = clerk.window, clerk.window.view
    clerk.until(lambda: "sẵn sàng" in view.lights["line"].text(), "the lights")
    before = window.minimumSizeHint().width()
    long = "Trung tâm Phục vụ hành chính công xã " * 9
    giving = (view.subheading, view.account, *view.lights.values())
    for widget in (*giving, window.dossier.view.doing):
        widget.setText(long)
        widget.show()
        wide = window.minimumSizeHint().width()
        widget.setText("")
        assert wide <= max(911, before), widget.accessibleName()
    window.show_trouble(CannotWrite("bao-cao.pdf", reason="ổ đĩa đã đầy"))
    for page in [window.page(where) for where in Where if where is not Where.AGENCY]:
        view.pages.setCurrentWidget(page)
        assert window.minimumSizeHint().height() <= 470


@pytest.mark.window
def test_a_light_says_when_a_signature_cannot_be_relied_on(clerk):
    window = clerk.window
    clerk.until(lambda: "signed" in window.lights.found, "the look at what is signed")
    light = window.view.lights["signed"]
    assert not light.isVisible()
    trouble = Check(name="x", ok=False, sentence="Chứng thư đã bị thu hồi.", advice="Báo người phụ trách.")
    window.lights.show("signed", trouble)
    assert light.isVisible()
    assert window.minimumSizeHint().width() <= 911
    light.click()
    assert window.view.message.advice.text() == "Báo người phụ trách."
    window.lights.show("signed", Check(name="x", ok=True, sentence=""))
    assert not light.isVisible()


@pytest.mark.window
def test_the_cursor_and_what_is_said_below_it_are_in_sight(desk):
    """On a small screen the fields scroll: the one that the program gives the cursor to is seen, and so is its note."""
    opened = desk()
    window, contents = opened.clerk.window, opened.clerk.window.dossier.contents
    window.resize(911, 470)
    for name in ("signer", "issued", "number"):
        field = contents.view.fields[name]
        field.setFocus()
        opened.clerk.until(lambda field=field: field.visibleRegion().boundingRect() == field.rect(), name, 20)
    date, note = contents.view.fields["issued"], contents.view._notes["issued"]
    date.setFocus()
    date.clear()
    opened.clerk.type("31/2/2024")
    opened.clerk.until(lambda: note.isVisible() and note.visibleRegion().boundingRect() == note.rect(), "reason", 20)
