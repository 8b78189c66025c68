"""A result from its scanning to its owner's hands, as a process that can be killed anywhere and started again."""

from __future__ import annotations

import sys
import threading
from pathlib import Path
from uuid import UUID

from desktop.app import App, open_app
from desktop.model.dossier import PaperKind
from desktop.model.owner import party_from_qr
from desktop.model.scanning import ScanProfile
from desktop.workflow.what_next import Next
from tests.faults.job import escl, finish, say


def work(app: App) -> None:
    """One dossier that the province has; its result is scanned, signed, sent, handed over. Each step looks first."""
    say("open")
    app.resume()
    app.capture.wait_until_quiet(240)
    assert app.station
    dossier = app.dossiers.last_open() or app.intake.start("1.004873", "TH1", party_from_qr(app.station.citizen(2).qr))
    if app.results.look(dossier.id).next is Next.NOTHING:
        _send(app)
        say("over")
        return
    result = _result(app, dossier.id)
    say("placed")
    while paper := app.checklist.next_missing(dossier.id):
        profile = ScanProfile(device_id=escl(app), duplex=True)
        app.capture.scan(paper.id, lambda page: say(f"page {page.id}"), threading.Event(), profile)
        say("scanned")
    app.capture.wait_until_quiet(240)
    finish(app, dossier.id)
    if app.delivery.waiting(dossier.id):
        say(f"handing {result}")
        app.delivery.deliver(dossier.id)
        say(f"handed {result}")
    _send(app)
    say("over")


def _result(app: App, dossier_id: UUID) -> UUID:
    """The dossier's one result: placed once, however often the process was killed."""
    own = [row.paper for row in app.checklist.rows(dossier_id) if row.paper.kind is PaperKind.RESULT]
    return own[0].id if own else app.issuing.place(dossier_id).id


def _send(app: App) -> None:
    app.sending.on_change(lambda: say("step"))
    while app.sending.overview().oldest:
        app.sending.run_until_idle()


if __name__ == "__main__":
    with open_app(Path(sys.argv[1]), training=True) as app:
        work(app)
