"""Certified copies one after another, as a process that can be killed anywhere and started again."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

from desktop.app import App, open_app
from desktop.model.copies import CopySaid
from desktop.model.scanning import ScanProfile
from desktop.model.signature import SignatureRole
from desktop.training.station import PIN
from tests.faults.job import escl, say

COPIES = 3


def work(app: App) -> None:
    """So many copies, signed and noted as printed; each step looks first at what is done already."""
    say("open")
    app.resume()
    app.capture.wait_until_quiet(240)
    while len(app.copies.of_year()) < COPIES:
        _certify(app)
    waiting = [one.paper.id for one in app.copies.to_sign(SignatureRole.OFFICIAL)]
    if waiting:
        identity = next(one for one in app.signing.identities() if one.fit)
        say("signing")
        app.signing.sign(waiting, identity, bytearray(PIN.encode()), lambda done, total, paper: say(f"signing {done}"))
    for one in app.copies.here():
        if one.row.printed_at is None:
            app.copies.note_print(one.row.key)
            say(f"printed {one.row.number}")
    say("over")


def _certify(app: App) -> None:
    if not app.originals.waiting():
        place = app.originals.place()
        say("placed")
        profile = ScanProfile(device_id=escl(app), duplex=True)
        app.capture.scan(place.id, lambda page: say(f"page {page.id}"), threading.Event(), profile)
        app.capture.wait_until_quiet(240)
    for original in app.originals.waiting():
        say("certifying")
        row = app.certifying.certify(original.seen, CopySaid(title="Giấy tờ", requester="Đặng Văn Mẫu"), keep_red="thử")
        say(f"certified {row.number}")


if __name__ == "__main__":
    with open_app(Path(sys.argv[1]), training=True) as app:
        work(app)
