"""Nothing that was asked for takes long without a sign of life: what it is, how far it is, what stops it."""

from __future__ import annotations

import ast
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from desktop.ui.operations import Doing, Handle, Operation, Seen, awaited
from desktop.ui.page import Where
from tests.ui.conftest import Clerk
from tests.ui.living import live_for

UI = Path(__file__).parents[2] / "desktop" / "ui"

# Over the window, after 0.3 s: the words of its bar. With a stop: after 2 s how far it is, and Esc stops it.
OVER_THE_WINDOW = {
    "backlog/books.py: _answer": "Sorting the book…",
    "backlog/books.py: write_sheet": "Drawing the separator sheet…",
    "backlog/doubts.py: _settle": "Keeping the value…",
    "backlog/doubts.py: leave_out": "Leaving it out…",
    "backlog/doubts.py: look": "Looking through the book… · stops",
    "backlog/doubts.py: take_back": "Taking it back…",
    "backlog/left.py: _confirm": "Confirming the results… · stops",
    "backlog/left.py: sign": "Looking what waits for the signature…",
    "citizen.py: turn_to": "Looking for the citizen's dossiers…",
    "copies.py: certify": "Certifying «%1»… · stops",
    "copies.py: leave_out": "Deleting the pages…",
    "copy_printing.py: print": "Opening the copy…",
    "copies.py: scan": "Making room for the original…",
    "copy_printing.py: take_file": "Checking the file's signatures…",
    "cropping.py: begin": "Laying the frame on the page…",
    "declarations.py: _print_on": "Printing the declaration…",
    "declarations.py: ask_for_declarations": "Filling in the declaration…",
    "dossier.py: _record_consent": "Noting the owner's answer…",
    "files.py: _take": "Taking in «%1»… · stops",
    "files.py: print_separators": "Drawing the separator sheets…",
    "finishing.py: _send": "Putting the dossier in line…",
    "finishing.py: confirm": "Making the file of «%1»… · stops",
    "issuing.py: judged": "Looking at the file's signature…",
    "lists.py: park": "Setting it aside…",
    "lists.py: retry": "Putting it back in line…",
    "officials/page.py: _set_roles_back": "Giving the roles back…",
    "officials/page.py: _switch": "Switching it…",
    "officials/shift.py: _take_back": "Taking the dossiers back…",
    "officials/shift.py: answer": "Noting the answer…",
    "officials/shift.py: enter": "Looking what is unfinished…",
    "officials/shift.py: give": "Giving the dossiers…",
    "officials/shift.py: write_list": "Drawing the list…",
    "online.py: _take": "Taking dossier %1 over… · stops",
    "online.py: look": "Fetching and checking the files… · stops",
    "opening/owner.py: _search": "Looking for who was here before…",
    "opening/owner.py: sample": "Inventing a citizen…",
    "opening/page.py: _start": "Opening the dossier…",
    "opening/procedure.py: begin": "Reading the catalogue…",
    "pages.py: _ask": "Changing the page…",
    "pages.py: _turn_to": "Opening the page…",
    "pile.py: _answer": "Sorting the pile…",
    "report.py: _open_codes": "Looking for the dossiers…",
    "report.py: _refresh_plan": "Counting…",
    "report.py: _refresh_shares": "Counting…",
    "report.py: _save": "Writing the report…",
    "results.py: _ask_issuing": "Opening the dossier…",
    "results.py: _hand_over": "Opening the result…",
    "results.py: look_for": "Looking for the citizen's results…",
    "results.py: scan": "Opening the dossier…",
    "results.py: take_back": "Taking it back…",
    "reuse.py: _run": "Noting where the paper comes from…",
    "slips.py: _print_on": "Printing the slip…",
    "searching.py: ask_stores": "Asking the e-stores…",
    "slips.py: ask_for_slips": "Opening the slips…",
    "starting.py: _begin": "Opening the store…",
    "starting.py: begin": "Taking up what was left…",
}
# By who asks: over the window where the clerk does, nothing where news does.
BOTH = {
    "backlog/books.py: refresh": "Looking at the books…",
    "copies.py: refresh": "Looking which copies wait…",
    "lists.py: refresh": "Looking into the outbox…",
    "officials/page.py: refresh": "Looking who works here…",
    "online.py: refresh": "Asking the province what was filed…",
    "picture.py: _look": "Opening the dossier… · Opening the paper…",
    "results.py: refresh": "Looking which results are due…",
    "journal.py: refresh": "Reading the journal…",
    "searching.py: refresh": "Searching…",
    "today.py: refresh": "Looking what waits…",
}
# In a place of its own from the first moment.
IN_ITS_OWN_PLACE = {
    "backlog/new_book.py: _open": "the form stays until the book is open or refused; one transaction",
    "bundle.py: __init__": "the dialog's keys are off until its papers are there; Esc leaves it",
    "bundle.py: _copy": "words and a bar in the dialog",
    "bundle.py: _save": "words and a bar in the dialog",
    "copy_printing.py: _print": "words and a bar of pages",
    "copy_lane.py: _show_page": "the page as it was, until the next one is there",
    "declarations.py: print": "the dialog stays until the sheets are drawn or it is refused",
    "declarations.py: turn": "an empty sheet until it is drawn; Esc leaves it",
    "door.py: _log_in": "a line of the sheet; its keys are off",
    "door.py: _to_token": "a line of the sheet; its keys are off",
    "handing.py: _hand_over": "its key is off; one transaction",
    "issuing.py: _take": "its key is off until it is there or refused",
    "lists.py: _keep": "the note's button is off until it is kept; one transaction",
    "lists.py: refresh#health": "each finding comes as it is found; the button is off",
    "login.py: _log_in": "a line of the dialog; Esc leaves it",
    "login.py: _log_out": "a line of the dialog; Esc leaves it",
    "modules.py: _look": "the dialog's moving bar; Esc leaves it",
    "modules.py: use": "a line of the dialog and its moving bar; Esc leaves it",
    "officials/forms.py: _keep": "its key is off until it is kept or refused; one transaction",
    "officials/take_here.py: _came": "the door's line; its keys are off",
    "opening/card.py: _read_card": "a line below the card's field; Esc stops it",
    "paper.py: _come": "words and a bar beside the file",
    "paper.py: _copy": "words and a bar beside the file",
    "paper.py: _draw": "the page as it was, until it is drawn sharply",
    "paper.py: _open": "words and a bar beside the file; Esc leaves it",
    "paper.py: _print": "words and a bar of pages; Esc stops it",
    "paper.py: save": "words and a bar beside the file",
    "pointing.py: _ask": "the line beside the keys, and a frame on the page; Esc stops it",
    "scanning.py: _start": "the line beside the keys with page and per cent, a moving bar, Stop; Esc stops it",
    "setup.py: _answer": "the answer's key is off until it is kept or refused",
    "setup.py: scan": "a line below the step; Esc stops it",
    "setup.py: try_again": "the step says that it is being tried",
    "sending_back.py: _send_back": "the dialog stays until it is done or refused; one transaction",
    "signing.py: _look_on": "the page as it was, until the next one is there",
    "signing.py: _sign": "the paper's name and a bar of papers; Esc stops behind the paper under way",
    "signing.py: _turn_to": "a line below the page; Esc leaves the dialog",
    "signing.py: look_for_tokens": "a line of the dialog; Esc leaves it",
    "slips.py: _do": "the dialog stays until it is done or refused; one transaction",
    "sticks.py: choose_stick": "its key is off until the sticks are known",
}
# Told in a place of its own too, and the clerk goes on without it.
BESIDE = {
    "opening/page.py: _ask": "a line below the papers of the procedure",
    "reuse.py: _fetch": "the panel says that the file comes by itself",
    "reuse.py: look_up": "the panel says that the e-store is looked into",
    "setup.py: _propose": "the field is empty until something is proposed",
}
# Nobody waits for it: what stands on the screen stays as it is.
UNASKED = {
    "account.py: look",
    "appearance.py: _keep",
    "backlog/doubts.py: _show_page",
    "citizen_screen.py: _remember",
    "citizen_screen.py: begin",
    "citizen_screen.py: follow",
    "contents.py: _show_place",
    "copies.py: _signed",
    "copy_lane.py: _look_at_words",
    "lights.py: _look_at",
    "locking.py: lock",
    "main_window.py: _count",
    "officials/shift.py: refresh",
    "officials/who.py: look",
    "opening/page.py: _forget",
    "reuse.py: _show_picture",
    "setup.py: _look",
    "setup.py: leave",
}


def _named(file: Path, function: str, seen: str) -> str:
    name = f"{file.relative_to(UI)}: {function}".removeprefix("controllers/")
    return f"{name}#health" if name == "lists.py: refresh" and seen == "OWN" else name


def _words(node: ast.AST) -> list[str]:
    """The words of each `Doing` in some code, with what stops it."""
    found = []
    for call in ast.walk(node):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "Doing":
            (words,) = (
                text.value
                for text in ast.walk(call.args[0])
                if isinstance(text, ast.Constant) and isinstance(text.value, str) and text.value.endswith("…")
            )
            stops = any(keyword.arg == "stops" for keyword in call.keywords)
            found.append(f"{words} · stops" if stops else words)
    return found


def _callers() -> Iterator[tuple[str, str, str]]:
    """Every place that begins work: where, `Seen`'s name or how the argument is called, the words in its function."""
    for file in sorted(UI.rglob("*.py")):
        for function in ast.walk(ast.parse(file.read_text())):
            if not isinstance(function, ast.FunctionDef) or file.name == "operations.py":
                continue
            inner = {
                id(node)
                for part in function.body
                for one in ast.walk(part)
                if isinstance(one, ast.FunctionDef)
                for node in ast.walk(one)
            }
            for call in ast.walk(function):
                is_operation = isinstance(call, ast.Call) and getattr(call.func, "id", "") == "Operation"
                if is_operation and id(call) not in inner:
                    seen = call.args[2]  # type: ignore[attr-defined]
                    kind = seen.attr if isinstance(seen, ast.Attribute) else getattr(seen, "id", "Doing")
                    yield _named(file, function.name, kind), kind, " · ".join(_words(function))


def test_what_every_operation_shows_stands_in_the_table() -> None:
    found: dict[str, dict[str, str]] = {"OWN": {}, "BESIDE": {}, "UNASKED": {}, "seen": {}, "Doing": {}}
    for where, kind, words in _callers():
        found.setdefault(kind if kind in found else "Doing", {})[where] = words
    assert found["Doing"] == OVER_THE_WINDOW
    assert found["OWN"].keys() == IN_ITS_OWN_PLACE.keys()
    assert found["BESIDE"].keys() == BESIDE.keys()
    assert found["UNASKED"].keys() == UNASKED
    assert found["seen"].keys() == BOTH.keys()


@pytest.fixture
def work(counter: Clerk) -> Iterator[Any]:
    """Begins work in the window that goes on until it is let go, and ends all of it."""
    goes_on: list[threading.Event] = []
    counter.until(lambda: not counter.window.long_work._watched, "nothing of the window's own under way")

    def begin(seen: Doing | Seen, steps: int = 0) -> tuple[Operation[Any], threading.Event]:
        let_go = threading.Event()
        goes_on.append(let_go)

        def work(handle: Handle) -> str:
            for done in range(steps):
                handle.step(done, steps)
            while not let_go.wait(0.01):
                if steps:
                    handle.step(steps - 1, steps)
            return "done"

        return Operation(counter.window, work, seen).about("Tờ khai").run(), let_go

    yield begin
    for one in goes_on:
        one.set()
    bar = counter.window.view.doing
    counter.until(bar.isHidden, "nothing under way")


@pytest.mark.window
def test_what_takes_long_is_said_and_then_how_far_it_is_and_what_stops_it(counter: Clerk, work: Any) -> None:
    bar, message = counter.window.view.doing, counter.window.view.message
    work(Doing("Đang tạo tệp…", stops=True), steps=4)
    assert bar.isHidden()
    counter.until(lambda: not bar.isHidden(), "what is being done")
    assert bar.words.text() == "Đang tạo tệp…"
    counter.until(bar.stop.isVisible, "what stops it")
    counter.until(lambda: (bar.progress.value(), bar.progress.maximum()) == (3, 4), "how far it is")
    counter.press(Qt.Key.Key_Escape)
    counter.until(bar.isHidden, "nothing under way")
    counter.until(lambda: message.says("«Tờ khai»: Đã dừng theo yêu cầu."), "that it was stopped")
    assert message.property("kind") == "good"


@pytest.mark.window
def test_what_cannot_be_stopped_offers_nothing_and_esc_leaves_what_lies_below(counter: Clerk, work: Any) -> None:
    window, bar = counter.window, counter.window.view.doing
    _, let_go = work(Doing("Đang ghi…"))
    counter.until(lambda: window.long_work._watched[0].long, "long work")
    assert not bar.isHidden()
    assert bar.stop.isHidden()
    assert bar.progress.maximum() == 0, "how far it is, is not known"
    window.show_screen(Where.HEALTH)
    window.show_screen(Where.TODAY)
    assert not bar.isHidden(), "it stays on the screen wherever the clerk goes"
    let_go.set()
    counter.until(bar.isHidden, "nothing under way")


@pytest.mark.window
def test_the_first_of_several_is_said_and_a_message_lies_below_it(counter: Clerk, work: Any) -> None:
    window, bar = counter.window, counter.window.view.doing
    _, first = work(Doing("Việc một…"))
    work(Doing("Việc hai…"))
    work(Seen.OWN)
    counter.until(lambda: bar.words.text() == "Việc một…" and not bar.isHidden(), "the first")
    window.view.message.say("Câu.", "", good=True)
    counter.until(lambda: bar.geometry().bottom() < window.view.message.y(), "one above the other")
    first.set()
    counter.until(lambda: bar.words.text() == "Việc hai…" and not bar.isHidden(), "the second")
    window.view.message.hide()


@pytest.mark.window
def test_what_a_message_offers_is_done_by_its_key(counter: Clerk) -> None:
    from desktop.ui.look.message import Offered
    from desktop.ui.page import Notice

    done: list[bool] = []
    counter.window.tell(Notice("Có tệp đính kèm.", offer=Offered("Chỉ nhận các trang", lambda: done.append(True))))
    counter.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert done == [True]
    assert counter.window.view.message.isHidden()
    counter.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert done == [True]


@pytest.mark.window
def test_every_light_is_explained_by_one_key_and_by_one_click(counter: Clerk) -> None:
    window, message = counter.window, counter.window.view.message
    names = [name for name, light in window.view.lights.items() if light.isVisible() and name != "outbox"]
    counter.until(lambda: all(name in window.lights.found for name in names), "all of them looked at")
    window.lights._explained.clear()
    said = []
    for _ in names:
        counter.press(Qt.Key.Key_F12, Qt.KeyboardModifier.ControlModifier)
        said.append(message.sentence.text())
    assert sorted(said) == sorted(window.lights.found[name].sentence for name in names)
    for name, light in window.view.lights.items():
        if name in names:
            light.click()
            assert message.says(window.lights.found[name].sentence)
    window.lights.found.pop("line")
    window.view.lights["line"].click()
    assert "lần đầu" in message.sentence.text()
    window.view.lights["outbox"].click()
    assert window.shown is window.page(Where.QUEUE)


def _wait(going: threading.Event, _: Handle) -> bool:
    return going.wait(60)


@pytest.mark.window
def test_a_window_that_is_closed_meanwhile_says_what_goes_on_and_closes_behind_it(
    clerk: Clerk, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, message, goes_on = clerk.window, clerk.window.view.message, [threading.Event(), threading.Event()]
    monkeypatch.setattr(window.app.sending, "waiting", lambda: 3)
    clerk.until(lambda: window.lights.watching, "the window at work")
    clerk.until(lambda: window.view.nav[Where.QUEUE].waiting == 3, "what waits")
    first, second = (Operation(window, partial(_wait, one), Doing("Đang tạo tệp của «Tờ khai»…")) for one in goes_on)
    over: list[bool] = []
    first.on_over(over.append).run()
    assert not window.close()
    clerk.until(lambda: "Đang tạo tệp của «Tờ khai»…" in message.sentence.text(), "what goes on")
    assert "Còn 3 giấy tờ" in message.advice.text()
    clerk.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    goes_on[0].set()
    clerk.until(lambda: over and not awaited(), "the work done")
    live_for(50)
    assert window.isVisible(), "the clerk has thought better of it"
    second.run()
    assert not window.close()
    goes_on[1].set()
    clerk.until(lambda: not window.isVisible(), "the window closed")
