"""Counters that a story is told at: new, in training, with officials, with dossiers that wait."""

from __future__ import annotations

from pathlib import Path

from desktop.app import App, open_app
from desktop.machine.settings import CLIENT_SECRET
from desktop.machine.settings_file import FILE_NAME
from desktop.model.dossier import Dossier, PaperDetails
from desktop.model.official import Role
from desktop.model.owner import party_from_qr
from desktop.training import names
from desktop.training.people import person
from desktop.training.station import PIN
from desktop.ui.main_window import MainWindow
from desktop.ui.page import Where
from desktop.workflow.setup.steps import StepName
from tests.new_counter import NewCounter
from tests.ui.living import live_until

PASSWORD = b"bon tu khong lien quan"


def trained(data: Path) -> App:
    """A training counter at which nobody is asked to set anything up."""
    app = open_app(data, training=True)
    app.first_run.leave()
    return app


def set_to(data: Path, setting: str) -> Path:
    """A folder whose counter has this setting."""
    data.mkdir()
    (data / FILE_NAME).write_text(f"{setting}\n", "utf-8")
    return data


def settled_half(counter: NewCounter) -> App:
    """A real counter whose scanner, token and province are settled."""
    with counter.open() as app:
        for name in ("escl_scanners", "trust_roots", "province_address", "province_profile", "province_client"):
            app.first_run.answer(name, counter.answer(name))
        app.first_run.answer(CLIENT_SECRET, counter.answer(CLIENT_SECRET))
        for step in (StepName.SCANNER, StepName.TOKEN, StepName.PROVINCE):
            app.first_run.try_step(step)
    return counter.open()


def with_officials(data: Path) -> Path:
    """A training counter with officials, one of whom has dossiers that are not finished."""
    people = {"quan": "Phạm Văn Quản", "lan": names.OFFICIAL, "hoa": "Hoàng Thị Hoa", "tu": "Trần Văn Tư"}
    with trained(data) as app:
        for name, own_name in people.items():
            role = Role.ADMINISTERING if name == "quan" else Role.RECEIVING
            app.officials.add(name, own_name, {role}, bytearray(PASSWORD))
    with come_in(data, "quan") as app:
        app.officials.set_disabled("tu", disabled=True)
    with come_in(data, "lan") as app:
        for number in range(1, 5):
            app.intake.start("1.001193", "TH1", party_from_qr(person(number).qr))
    return data


def come_in(data: Path, name: str) -> App:
    """The counter with one of its officials at work."""
    app = open_app(data, training=True)
    app.come_in(app.door.by_password(name, bytearray(PASSWORD)))
    return app


def lay_out_the_day(window: MainWindow) -> None:
    """Some dossiers that wait already."""
    app, today = window.app, window.page(Where.TODAY)
    procedures = [one for one in app.catalogue.current().procedures if not one.secret]
    for number, procedure in enumerate(procedures[:5], 2):
        owner = party_from_qr(person(f"citizen {number}").qr)
        app.intake.start(procedure.code, procedure.cases[0].code, owner)
    window.show_screen(Where.TODAY)
    live_until(lambda: len(today.view.rows.rows) == len(procedures[:5]))
    live_until(today.view.filed.isVisible, "what was filed online")


def finish(app: App, dossier: Dossier) -> None:
    """Everything of a dossier with its result made as electronic originals, confirmed and signed."""
    app.issuing.place(dossier.id)
    for row in app.checklist.rows(dossier.id):
        app.issuing.make(row.paper.id, PaperDetails(number="01/KQ", permanent=True))
    app.intake.close(dossier.id)
    identity = next(one for one in app.signing.identities() if one.fit)
    app.signing.sign([one.id for one in app.signing.ready(dossier.id)], identity, bytearray(PIN.encode()))
