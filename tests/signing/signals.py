"""Signals to a token host, and to no other process."""

from __future__ import annotations

import os
import signal

from desktop.signing.tokens.client import TokenHost


def send_signal(host: TokenHost, kind: signal.Signals) -> int:
    """Send it to the host that runs, starting one where none does; gives its process id.

    No process id at all would be 0: a signal to the whole group of the tests.
    """
    if host.pid is None:
        host.glance()
    assert host.pid
    os.kill(host.pid, kind)
    return host.pid
