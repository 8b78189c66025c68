"""Child processes: how they are started, watched and ended, the same on Linux and in the Windows bundle.

In the bundle `sys.executable` is the launcher, so every child starts through `interpreter()`, the one function
that knows. A child never outlives its parent: it ends when its standard input ends, or the parent is gone.
"""

from __future__ import annotations

import contextlib
import io
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO

import psutil

from desktop.machine.frames import BrokenFrame, read_frame, write_frame, write_secret_frame


def interpreter() -> str:
    """Path of the Python that runs child processes (the launcher is not it).

    In the bundle it is the one without a console: `multiprocessing` starts its processes with no flags at all, and each
    would flash up a black window over the clerk's work.
    """
    bundled = Path(sys.prefix) / "pythonw.exe"
    return str(bundled) if sys.platform == "win32" and bundled.exists() else sys.executable


def die_with_parent() -> None:
    """End this process soon after its parent's end, however that came.

    A thread looks once a second. The kernel's own signal will not do: Linux sends it when the parent's *thread*
    ends, and the threads that start children here come and go.
    """
    try:
        parent = psutil.Process(os.getppid())
    except psutil.NoSuchProcess:
        os._exit(1)

    def watch() -> None:
        while parent.is_running() and os.getppid() == parent.pid:
            time.sleep(1.0)
        os._exit(1)

    threading.Thread(target=watch, name="parent watch", daemon=True).start()


class ChildEnded(Exception):
    """The child process ended or broke the pipe; `detail` says how."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


class ChildSilent(Exception):
    """The child process said nothing within the time allowed."""


class Child:
    """One child process that speaks frames on its standard input and output.

    Args:
        module: Python module to run with `-m`.
        arguments: its command-line words.
        environment: variables to add to ours.
    """

    def __init__(
        self, module: str, arguments: Sequence[str] = (), environment: Mapping[str, str] | None = None
    ) -> None:
        self._frames: queue.Queue[tuple[dict[str, Any], bytes] | ChildEnded] = queue.Queue()
        self._process = subprocess.Popen(
            [interpreter(), "-X", "utf8", "-m", module, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, **(environment or {})},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._said: list[bytes] = []
        self._reader = threading.Thread(target=self._read, name=f"frames of {module}", daemon=True)
        self._listener = threading.Thread(target=self._listen, name=f"stderr of {module}", daemon=True)
        self._reader.start()
        self._listener.start()

    @property
    def pid(self) -> int:
        """Process id."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether the process is still running."""
        return self._process.poll() is None

    def send(self, header: dict[str, Any], body: bytes | bytearray = b"") -> None:
        """Send one frame.

        Raises:
            ChildEnded: nobody reads any more.
        """
        assert self._process.stdin
        try:
            write_frame(self._process.stdin, header, body)
        except (OSError, ValueError) as error:
            raise ChildEnded(self._last_words()) from error

    def send_secret(self, header: dict[str, Any], secret: bytearray) -> None:
        """Send one frame whose body passes through no buffer of ours, so that wiping `secret` leaves no copy.

        Raises:
            ChildEnded: nobody reads any more.
        """
        assert isinstance(self._process.stdin, io.BufferedWriter)
        try:
            self._process.stdin.flush()
            write_secret_frame(self._process.stdin.raw, header, secret)
        except (OSError, ValueError) as error:
            raise ChildEnded(self._last_words()) from error

    def receive(self, timeout: float) -> tuple[dict[str, Any], bytes]:
        """The next frame from the child.

        Raises:
            ChildSilent: nothing came within `timeout` seconds.
            ChildEnded: the child ended or wrote noise.
        """
        try:
            frame = self._frames.get(timeout=timeout)
        except queue.Empty:
            raise ChildSilent(f"nothing for {timeout} s") from None
        if isinstance(frame, ChildEnded):
            self._frames.put(frame)
            raise frame
        return frame

    def ask(
        self, header: dict[str, Any], body: bytes | bytearray = b"", *, timeout: float
    ) -> tuple[dict[str, Any], bytes]:
        """Send one frame and wait for the next one back."""
        self.send(header, body)
        return self.receive(timeout)

    def kill(self) -> None:
        """End the child at once and free its pipes."""
        if self.alive:
            self._process.kill()
        self._process.wait()
        self._close()

    def close(self, wait_s: float = 3.0) -> None:
        """Let the child end by itself (its input ends), killing it after `wait_s` seconds."""
        assert self._process.stdin
        with contextlib.suppress(OSError):
            self._process.stdin.close()
        try:
            self._process.wait(wait_s)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._close()

    def __enter__(self) -> Child:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    def _close(self) -> None:
        self._reader.join(1.0)
        self._listener.join(1.0)
        for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
            with contextlib.suppress(OSError):
                if pipe:
                    pipe.close()

    def _read(self) -> None:
        assert self._process.stdout
        try:
            while frame := read_frame(self._process.stdout):
                self._frames.put(frame)
            detail = ""
        except (BrokenFrame, OSError, ValueError) as error:
            detail = str(error)
        self._frames.put(ChildEnded(detail or self._last_words()))

    def _listen(self) -> None:
        assert self._process.stderr
        for line in self._process.stderr:
            self._said = [*self._said[-19:], line]

    def _last_words(self) -> str:
        try:
            status: int | None = self._process.wait(1.0)
        except subprocess.TimeoutExpired:
            status = None
        self._listener.join(0.5)
        return f"exit status {status}; " + b"".join(self._said).decode(errors="replace").strip()[-500:]


def child_pipes() -> tuple[BinaryIO, BinaryIO]:
    """For a child's main: its frame input and output, with prints by libraries turned to stderr."""
    die_with_parent()
    frames_out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return sys.stdin.buffer, frames_out
