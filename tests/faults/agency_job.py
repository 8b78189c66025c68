"""Both signatures on what is confirmed, as a process that can be killed between any two of them."""

from __future__ import annotations

import sys
from pathlib import Path

from desktop.app import App, open_app
from desktop.model.signature import SignatureRole
from desktop.training.station import PIN
from tests.faults.job import say


def sign(app: App, role: SignatureRole) -> None:
    """Sign what waits for this role; each paper is told before it is signed."""
    ready = [paper.id for paper in app.signing.ready(role=role)]
    if ready:
        identity = next(one for one in app.signing.identities(role) if one.fit)
        app.signing.sign(ready, identity, bytearray(PIN.encode()), lambda done, total, paper: say(f"{role} {done}"))
    say(f"{role} over")


if __name__ == "__main__":
    with open_app(Path(sys.argv[1]), training=True) as app:
        for role in SignatureRole:
            sign(app, role)
