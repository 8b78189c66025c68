"""A dossier from the portal to the province's books, as a process that can be killed anywhere and started again."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

from desktop.app import App, open_app
from desktop.model.scanning import ScanProfile
from tests.faults.job import escl, finish, say


def work(app: App) -> None:
    """The dossier with a signed form is taken over, its card scanned, both sent. Each step looks first."""
    say("open")
    app.resume()
    app.capture.wait_until_quiet(240)
    waiting = [one.filed.code for one in app.online.waiting()]
    say("listed")
    first = next((code for code in waiting if code.endswith("90001")), "")
    if first:
        app.online.take(first, step=lambda done, of: say(f"file {done}"))
    dossier = app.dossiers.last_open()
    assert dossier
    say("taken")
    while paper := app.checklist.next_missing(dossier.id):
        profile = ScanProfile(device_id=escl(app), duplex=True)
        app.capture.scan(paper.id, lambda page: say(f"page {page.id}"), threading.Event(), profile)
    app.capture.wait_until_quiet(240)
    finish(app, dossier.id)
    app.sending.on_change(lambda: say("step"))
    while app.sending.waiting():
        app.sending.run_until_idle()
    say("sent")


if __name__ == "__main__":
    with open_app(Path(sys.argv[1]), training=True) as app:
        work(app)
