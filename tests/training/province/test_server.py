"""The sandbox's server ends without leaving a connection open."""

from __future__ import annotations

import gc
import socket
import warnings
from contextlib import ExitStack
from typing import Any

import pytest

from desktop.training.province.server import Serving


async def _silent(scope: Any, receive: Any, send: Any) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


@pytest.mark.parametrize("said", [b"", b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"])
def test_nothing_stays_open_of_connections_that_came_at_the_last_moment(said):
    with warnings.catch_warnings():
        warnings.simplefilter("error", ResourceWarning)
        for _ in range(4):
            serving = Serving(_silent)
            port = int(serving.address.rstrip("/").rpartition(":")[2])
            with ExitStack() as calls:
                for _ in range(10):
                    call = calls.enter_context(socket.create_connection(("127.0.0.1", port)))
                    call.sendall(said)
                serving.close()
            gc.collect()
