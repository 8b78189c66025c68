"""The processes that work on pages: what one of them lives through, and when it ends."""

from __future__ import annotations

import multiprocessing
import subprocess
import sys

import psutil
import pytest

from desktop.model.errors import UnreadableInput
from desktop.page.workers import PageWorkers
from desktop.training.papers.wear import wear
from tests.pages import paper

_FED = """
import os, time
from desktop.page.workers import PageWorkers
if __name__ == "__main__":
    print(PageWorkers(1)._running().submit(os.getpid).result(60), flush=True)
    time.sleep(600)
"""


@pytest.fixture(autouse=True)
def _page_workers_started_once() -> None:
    """Not here, where some of them are killed."""


@pytest.mark.slow
def test_the_workers_survive_a_worker_that_is_killed() -> None:
    others = set(multiprocessing.active_children())
    workers = PageWorkers(2)
    try:
        page = wear(paper("cong-van", 9)[0], "cong-van 9").jpeg()
        assert workers.submit(page, 200, read=False).result(120).facts.clean_width
        futures = [workers.submit(page, 200) for _ in range(4)]
        next(one for one in multiprocessing.active_children() if one not in others).kill()
        readings = [future.result(180).facts.reading for future in futures]
        assert all(reading and reading.text for reading in readings)
        with pytest.raises(UnreadableInput):
            workers.submit(b"xin chao", 200).result(60)
    finally:
        workers.close()


def test_a_worker_ends_with_who_gives_it_pages_however_that_one_ends() -> None:
    with subprocess.Popen([sys.executable, "-c", _FED], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout
        started = [psutil.Process(int(parent.stdout.readline()))]
        started += [one for one in psutil.Process(parent.pid).children(recursive=True) if one not in started]
        parent.kill()
    assert not psutil.wait_procs(started, timeout=60)[1]


@pytest.mark.skipif("forkserver" not in multiprocessing.get_all_start_methods(), reason="the system cannot fork")
def test_what_workers_need_is_loaded_before_they_are_forked() -> None:
    workers = PageWorkers(1)
    try:
        loaded = workers._running().submit(eval, "sorted(__import__('sys').modules)").result(60)
    finally:
        workers.close()
    assert {"desktop.page.loaded", "onnxruntime", "tesserocr"} <= set(loaded)
