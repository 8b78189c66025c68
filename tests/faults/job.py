"""The whole job as a process that can be killed anywhere and started again: it goes on where it was."""

from __future__ import annotations

import sys
import threading
from pathlib import Path
from uuid import UUID

from desktop.app import App, open_app
from desktop.model.dossier import PaperDetails
from desktop.model.owner import party_from_qr
from desktop.model.scanning import ScanProfile
from desktop.model.states import DigitisationState, DossierState
from desktop.training.station import PIN


def work(app: App) -> None:
    """Take in one dossier of two papers, sign, send; every step looks first at what is done already."""
    say("open")
    app.resume()
    app.capture.wait_until_quiet(240)
    assert app.station
    dossier = app.dossiers.last_open() or app.intake.start("1.004873", "TH1", party_from_qr(app.station.citizen(2).qr))
    say("dossier")
    while paper := app.checklist.next_missing(dossier.id):
        app.capture.scan(
            paper.id,
            lambda page: say(f"page {page.id}"),
            threading.Event(),
            ScanProfile(device_id=escl(app), duplex=True),
        )
        say("scanned")
    app.capture.wait_until_quiet(240)
    say("read")
    finish(app, dossier.id)
    app.sending.on_change(lambda: say("step"))
    while app.sending.waiting():
        app.sending.run_until_idle()
    say("sent")


def finish(app: App, dossier_id: UUID) -> None:
    """What is scanned is confirmed, signed and queued; what of it is done already is left alone."""
    for row in app.checklist.rows(dossier_id):
        if row.paper.digitisation is DigitisationState.SCANNED:
            app.confirming.confirm(app.papers.look(row.paper.id), PaperDetails(number="không số", permanent=True))
            say("confirmed")
    if app.dossiers.get(dossier_id).state is DossierState.OPEN:
        app.intake.close(dossier_id)
        say("closed")
    ready = [paper.id for paper in app.signing.ready(dossier_id)]
    if ready:
        identity = next(one for one in app.signing.identities() if one.fit)
        say("signing")
        app.signing.sign(ready, identity, bytearray(PIN.encode()), lambda done, total, paper: say(f"signing {done}"))
        say("signed")
    app.sending.queue(dossier_id)


def escl(app: App) -> str:
    """The scanner by eSCL: the job is the same, and starts faster."""
    assert app.station
    return f"escl:{app.station.scanner.address}"


def say(what: str) -> None:
    """Tell the test how far we are."""
    sys.stdout.write(what + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    with open_app(Path(sys.argv[1]), training=True) as app:
        work(app)
