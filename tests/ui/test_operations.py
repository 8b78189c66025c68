from __future__ import annotations

import gc
import sys
import threading
import weakref

from PySide6.QtCore import QObject, QThread, Signal
from PySide6.QtWidgets import QLabel, QWidget

from desktop.model.errors import QuaySoError
from desktop.ui.operations import Operation, Seen, _running, bridge


class Refused(QuaySoError):
    code = "refused"
    sentence = "Không được."
    advice = "Thôi."


class Bell(QObject):
    rung = Signal(object)


def test_qt_gives_back_what_it_borrows(application):
    """PySide6 6.12.0 took a reference to True with every signal: after some hundred the window died."""
    bell = Bell()
    bell.rung.connect(lambda _: None)
    before = sys.getrefcount(True), sys.getrefcount(None)
    for _ in range(300):
        bell.rung.emit(None)
    assert sys.getrefcount(True) > before[0] - 100
    assert sys.getrefcount(None) > before[1] - 100


def test_work_is_done_elsewhere_and_told_in_the_window(application, until):
    parent, told = QWidget(), []
    here = threading.get_ident()

    def work(handle):
        handle.tell("half")
        return threading.get_ident()

    operation = Operation(parent, work, Seen.UNASKED)
    operation.on_news(lambda news: told.append((news, threading.get_ident())))
    operation.on_success(lambda result: told.append((result, threading.get_ident()))).run()
    until(lambda: len(told) == 2)
    assert told[0] == ("half", here)
    assert told[1][0] != here
    assert told[1][1] == here


def test_trouble_comes_back_and_a_bug_is_logged(application, until, expect_log):
    parent = QWidget()
    troubles: list[BaseException] = []

    def fail(error):
        raise error

    Operation(parent, lambda _: fail(Refused()), Seen.UNASKED).on_failure(troubles.append).run()
    until(lambda: troubles)
    assert isinstance(troubles[0], Refused)
    expect_log("a bug in background work")
    Operation(parent, lambda _: fail(ValueError("x")), Seen.UNASKED).on_failure(troubles.append).run()
    until(lambda: len(troubles) == 2)


def test_what_was_found_out_goes_as_soon_as_it_was_told(application, until):
    """It may be hundreds of pages, and rubbish is looked for in the window's thread."""

    class Much(list):
        pass

    parent, left = QWidget(), []
    told: list[object] = []

    def work(_):
        much = Much()
        left.append(weakref.ref(much))
        return much

    bridge().over.connect(told.append)
    Operation(parent, work, Seen.UNASKED).run()
    until(lambda: told)
    told.clear()
    assert left[0]() is None


def test_nobody_is_told_once_the_widget_is_gone(application, until):
    parent, go = QWidget(), threading.Event()
    told: list[object] = []
    operation = Operation(parent, lambda _: go.wait(10), Seen.UNASKED).on_success(told.append).run()
    parent.deleteLater()
    until(lambda: not operation._alive())
    go.set()
    until(lambda: operation._number not in _running)
    assert told == []


def test_widgets_in_a_ring_die_in_the_windows_thread_only(application, until):
    """What Python collects in a worker thread takes Qt's objects down there: a crash."""
    died: list[bool] = []
    window = QThread.currentThread()
    parent = QWidget()

    class Ring:
        def __init__(self) -> None:
            self.label = QLabel("x")
            self.me = self

        def __del__(self) -> None:
            died.append(QThread.currentThread() == window)

    for _ in range(20):
        Ring()
    results: list[int] = []

    def much_rubbish(_):
        return sum(len([[] for _ in range(50)]) for _ in range(2000))

    Operation(parent, much_rubbish, Seen.UNASKED).on_success(results.append).run()
    until(lambda: results)
    assert not gc.isenabled()
    # Rubbish is looked for once enough has been made since the last time.
    ballast: list[list[object]] = [[] for _ in range(5000)]
    until(lambda: len(died) == 20)
    assert all(died)
    assert ballast
