"""Children of the program that are forked, not started: one process has loaded their modules for all of them.

A child that is started anew spends a fifth of a second, the sandbox province a whole one, on loading what every other
one has loaded. Here a nursery (this module as a program) loads it once; each child is a copy of it that runs its module
as `python -m` would. It is a child of the test's own process all the same: its parent, its pid and its exit status are
what they would be. What `tests/egress` watches starts them as the program does.

A job that is killed over and over is forked in the same way; it has a nursery of its own, and page workers from its
first moment.
"""

from __future__ import annotations

import ctypes
import gc
import importlib
import json
import multiprocessing
import os
import runpy
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any

CHILDREN = {
    "desktop.picture.host": ("desktop.picture.pdf",),
    "desktop.scanner.host": ("desktop.scanner.escl.driver",),
    "desktop.signing.tokens.host": ("desktop.signing.engines.pkcs11", "desktop.signing.engines.software"),
    "desktop.training.province.server": ("tests.rehearsed",),
    "desktop.training.scanner.server": (),
}
"""What is forked, and what each of them loads once it runs."""
_NEEDED = ("desktop.page.work", *CHILDREN, *(later for more in CHILDREN.values() for later in more))
JOBS = {f"tests.faults.{name}": _NEEDED for name in ("job", "result_job", "copies_job", "agency_job", "online_job")}
ROOT = Path(__file__).parents[1]
_FRESH = ("LD_PRELOAD", "PYTHON", "MALLOC_", "OPENSSL_")
"""Beginnings of variables that work on a program only as it starts."""
_ADOPT = 36
"""PR_SET_CHILD_SUBREAPER of prctl(2): a descendant whose parent ends becomes a child of this process."""
_LIMIT = 1_000_000

_first = dict(os.environ)
"""The environment that the nursery starts in."""
_guard = threading.Lock()
_nursery: list[socket.socket] = []
_started: list[subprocess.Popen[bytes]] = []
_libc = ctypes.CDLL(None)


class ForkedPopen(subprocess.Popen[Any]):
    """Stands in for `subprocess.Popen`: forks children and jobs, starts everything else."""

    def _execute_child(self, args: Any, executable: Any, preexec_fn: Any, *more: Any) -> None:
        folder, environment, pipes = more[2], more[3], more[7:13]
        if not _forkable(args, environment) or -1 in pipes:
            super()._execute_child(args, executable, preexec_fn, *more)  # type: ignore[misc]
            return
        in_child, _, _, out_child, _, errors_child = pipes
        order = {"words": args[4:], "environment": dict(environment), "folder": str(folder or Path.cwd())}
        self.pid = _forked(order, [in_child, out_child, errors_child])
        self._child_created = True
        for end_of_child in (in_child, out_child, errors_child):
            os.close(end_of_child)


STAND_IN = SimpleNamespace(**{**vars(subprocess), "Popen": ForkedPopen})
"""Stands in for the module `subprocess` where children are started."""


def job(name: str, *words: str) -> subprocess.Popen[str]:
    """A job of `tests.faults` with pipes, forked; kill it with its family."""
    pipe = subprocess.PIPE
    command = [sys.executable, "-X", "utf8", "-m", f"tests.faults.{name}", *words]
    return ForkedPopen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True, cwd=ROOT, env=dict(os.environ))


def end() -> None:
    """End the nursery."""
    while _nursery:
        _nursery.pop().close()
    while _started:
        _started.pop().wait()


def _forkable(words: list[str], environment: Mapping[str, str]) -> bool:
    if words[1:4] != ["-X", "utf8", "-m"] or words[4] not in {**CHILDREN, **JOBS}:
        return False
    names = {name for name in {*environment, *_first} if name.startswith(_FRESH)}
    return all(environment.get(name) == _first.get(name) for name in names)


def _forked(order: dict[str, Any], ends: list[int]) -> int:
    with _guard:
        if not _nursery:
            _nursery.append(_open())
        _libc.prctl(_ADOPT, 1)
        try:
            socket.send_fds(_nursery[0], [json.dumps(order).encode()], ends)
            return int(_nursery[0].recv(_LIMIT))
        finally:
            _libc.prctl(_ADOPT, 0)


def _open() -> socket.socket:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with theirs:
        words = [sys.executable, "-X", "utf8", "-m", "tests.forked", str(theirs.fileno())]
        none = subprocess.DEVNULL
        nursery = subprocess.Popen(words, pass_fds=[theirs.fileno()], env=_first, cwd=ROOT, stdin=none, stdout=none)
    _started.append(nursery)
    return ours


def serve(line: socket.socket) -> None:
    """Fork children until nobody wants any more, and end; comes back only in each of them, when it is done."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        message, ends, _, _ = socket.recv_fds(line, _LIMIT, 3)
        if not message:
            # Without a word: some libraries tell of what they have not tidied up.
            os._exit(0)
        order = json.loads(message)
        module = order["words"][0]
        for one in (module, *{**CHILDREN, **JOBS}[module]):
            importlib.import_module(one)
        gc.collect()
        gc.freeze()
        child = _fork()
        if child == 0:
            line.close()
            _become(order, ends)
            return
        for one_end in ends:
            os.close(one_end)
        line.send(str(child).encode())


def _fork() -> int:
    """The pid of a child that is not ours but of whoever adopts; 0 in the child."""
    told, tell = os.pipe()
    between = os.fork()
    if between == 0:
        between = os.getpid()
        child = os.fork()
        if child:
            os.write(tell, str(child).encode())
            os._exit(0)
        os.close(told)
        os.close(tell)
        while os.getppid() == between:
            time.sleep(0.0002)
        return 0
    os.close(tell)
    with os.fdopen(told, "rb") as pipe:
        child = int(pipe.read())
    os.waitpid(between, 0)
    return child


def _become(order: dict[str, Any], ends: list[int]) -> None:
    for number, one_end in enumerate(ends):
        os.dup2(one_end, number)
        os.close(one_end)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ.clear()
    os.environ.update(order["environment"])
    os.chdir(order["folder"])
    sys.argv = list(order["words"])
    module = order["words"][0]
    if module in JOBS:
        _equip()
    del sys.modules[module]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


def _equip() -> None:
    """Give a job what it would start: a nursery for its children, page workers."""
    child: Any = importlib.import_module("desktop.machine.child")
    workers: Any = importlib.import_module("desktop.page.workers")
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    if os.fork() == 0:
        ours.close()
        serve(theirs)
        raise SystemExit
    theirs.close()
    _nursery.append(ours)
    child.subprocess = STAND_IN
    pool = ProcessPoolExecutor(
        os.cpu_count(), mp_context=multiprocessing.get_context("fork"), initializer=workers._begin
    )
    # While no thread runs yet.
    pool.submit(os.getpid)
    workers.ProcessPoolExecutor = lambda *_, **__: pool


if __name__ == "__main__":
    from tests import forked

    forked.serve(socket.socket(fileno=int(sys.argv[1])))
