"""The agency's signature in the window, by keys alone: F9 for the official, F9 again for the agency, and the list."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import select

from desktop.app import App, open_app
from desktop.machine.settings_file import FILE_NAME
from desktop.model.dossier import Dossier
from desktop.model.signature import SignatureRole
from desktop.model.states import SigningState, SyncState
from desktop.store import signatures
from desktop.store.tables import audit
from desktop.training import pki
from desktop.training.station import PIN
from desktop.ui.controllers.checklist import mark
from desktop.ui.controllers.searching import AgencyPage
from desktop.ui.controllers.signing import SigningDialog
from desktop.ui.controllers.today import TodayPage
from desktop.ui.page import Where
from tests.ui.conftest import Clerk
from tests.workflow.test_agency_signature import confirmed

pytestmark = [pytest.mark.slow, pytest.mark.window]

ROLES = "van_thu"


@pytest.fixture
def training_app(training_data: Path, request: pytest.FixtureRequest) -> Iterator[App]:
    training_data.mkdir()
    role = getattr(request, "param", ROLES)
    (training_data / FILE_NAME).write_text(f'agency_signs = true\nofficer_roles = ["{role}"]\n', "utf-8")
    app = open_app(training_data, training=True)
    app.first_run.leave()
    yield app
    app.close()


def turn_to(clerk: Clerk, dossier: Dossier) -> None:
    clerk.window.show_dossier(dossier.id)
    page = clerk.window.dossier
    clerk.until(lambda: page._rows and page._dossier and page._dossier.id == dossier.id, "the dossier")


def ask(clerk: Clerk) -> SigningDialog:
    clerk.until(clerk.window.dossier.view.sign.isEnabled, "something to sign")
    clerk.press(Qt.Key.Key_F9)

    def there() -> SigningDialog | None:
        dialog = clerk.window.dossier.finishing.dialog
        return dialog if dialog and dialog.isVisible() and dialog.view.certificate.count() else None

    clerk.until(there, "the certificate")
    dialog = there()
    assert dialog
    clerk.until(dialog.pin.hasFocus, "the PIN field")
    return dialog


def sign(clerk: Clerk, dialog: SigningDialog) -> None:
    clerk.type(PIN)
    clerk.until(dialog.view.sign.isEnabled, "a PIN to try")
    clerk.press(Qt.Key.Key_Return)
    clerk.until(lambda: not dialog.isVisible() and clerk.window.isActiveWindow(), "all signed")


def offered(dialog: SigningDialog) -> list[str]:
    return [one.signer for one in dialog._identities if one.fit]


def message(clerk: Clerk) -> str:
    view = clerk.window.view
    return f"{view.message.sentence.text()} {view.message.advice.text()}"


def test_the_official_then_the_agency_with_the_same_key_and_it_goes(clerk: Clerk) -> None:
    window, app = clerk.window, clerk.window.app
    dossier = confirmed(app)
    turn_to(clerk, dossier)
    assert window.dossier.view.sign.text() == "Ký"
    dialog = ask(clerk)
    assert (dialog.role, offered(dialog)) == (SignatureRole.OFFICIAL, [pki.OFFICIAL])
    sign(clerk, dialog)
    assert "Bấm F9" in message(clerk)
    assert app.sending.waiting() == 0
    clerk.until(lambda: window.view.nav[Where.AGENCY].waiting == 1, "the dossier counted")
    its_turn = [("pen-line", "chờ ký cơ quan: F9")] * 2
    clerk.until(
        lambda: [mark(row, keeps_seal=True)[::2] for row in window.dossier._rows] == its_turn, "the agency's turn"
    )

    dialog = ask(clerk)
    assert (dialog.role, offered(dialog)) == (SignatureRole.AGENCY, [pki.AGENCY])
    assert "cơ quan" in dialog.view.heading.text()
    assert dialog.view.in_whose_name.text() == pki.AGENCY
    clerk.until(lambda: not dialog.page.stamp_box.isEmpty(), "the agency's visible signature")
    sign(clerk, dialog)
    assert "gửi về tỉnh" in message(clerk)
    clerk.until(lambda: window.view.nav[Where.AGENCY].waiting == 0, "the dossier no longer counted")

    def acknowledged() -> bool:
        return all(row.paper.sync is SyncState.CONFIRMED for row in app.checklist.rows(dossier.id))

    clerk.until(acknowledged, "the province's acknowledgement")
    with app._store.reading() as tx:
        made = [signatures.of_paper(tx, row.paper.id) for row in app.checklist.rows(dossier.id)]
        said = tx.execute(select(audit.c.what).where(audit.c.item == str(dossier.id))).scalars().all()
    assert [[one.signer for one in own] for own in made] == [[pki.OFFICIAL, pki.AGENCY]] * 2
    # The journal does not have the Văn thư close what the official has closed; `confirmed` has closed it before him.
    assert said.count("dossier closed") == 2
    assert said.count("dossier queued") == 1


def test_the_van_thu_left_it_and_finds_it_in_her_list(clerk: Clerk) -> None:
    window, app = clerk.window, clerk.window.app
    other, dossier = confirmed(app, closed=False), confirmed(app)
    turn_to(clerk, dossier)
    sign(clerk, ask(clerk))
    clerk.until(lambda: window.dossier.standing.next_role is SignatureRole.AGENCY, "the agency's turn")
    dialog = ask(clerk)
    clerk.press(Qt.Key.Key_Escape)
    clerk.until(lambda: not dialog.isVisible() and window.isActiveWindow(), "the question left")

    today, agency = window.page(Where.TODAY), window.page(Where.AGENCY)
    assert isinstance(today, TodayPage) and isinstance(agency, AgencyPage)
    clerk.turn_to(Where.TODAY)
    clerk.until(lambda: {row.next for row in today.view.rows.rows} == {"chờ ký cơ quan", "chờ ký"}, "all dossiers")
    clerk.turn_to(Where.AGENCY)
    clerk.until(lambda: len(agency.view.rows.rows) == 1, "what waits for the agency")
    assert window.view.heading.text() == "Cơ quan"
    assert window.view.nav[Where.AGENCY].isChecked()
    clerk.press(Qt.Key.Key_Return)
    clerk.until(lambda: window.view.pages.currentWidget() is window.dossier and window.dossier._dossier, "the dossier")
    dialog = ask(clerk)
    assert dialog.role is SignatureRole.AGENCY
    sign(clerk, dialog)
    clerk.press(Qt.Key.Key_Escape)
    clerk.press(Qt.Key.Key_Escape)
    clerk.until(agency.view.empty.isVisible, "her list, empty")
    assert agency.view.empty.text() == "Không có hồ sơ nào chờ chữ ký của cơ quan."
    assert [row.paper.signing for row in app.checklist.rows(other.id)] == [SigningState.UNSIGNED] * 2


@pytest.mark.parametrize("training_app", ["tiep_nhan"], indirect=True)
def test_who_does_not_keep_the_seal_is_told_who_does(clerk: Clerk) -> None:
    window, app = clerk.window, clerk.window.app
    dossier = confirmed(app)
    turn_to(clerk, dossier)
    sign(clerk, ask(clerk))
    assert "chờ Văn thư ký" in message(clerk)
    rows = [window.dossier.view.checklist.item(at) for at in range(2)]

    def told() -> bool:
        return all("chờ Văn thư ký" in row.data(Qt.ItemDataRole.AccessibleTextRole) for row in rows)

    clerk.until(told, "the Văn thư's turn in every row")
    assert not window.dossier.view.sign.isEnabled()
    asked = window.dossier.finishing.dialog
    clerk.press(Qt.Key.Key_F9)
    assert window.dossier.finishing.dialog is asked
    assert app.sending.waiting() == 0


def test_it_all_fits_a_small_screen_at_150_percent(clerk: Clerk) -> None:
    window, app = clerk.window, clerk.window.app
    turn_to(clerk, confirmed(app))
    sign(clerk, ask(clerk))
    clerk.until(lambda: window.dossier.standing.next_role is SignatureRole.AGENCY, "the agency's turn")
    clerk.until(lambda: window.view.nav[Where.AGENCY].waiting == 1, "the dossier counted")
    window.view.message.hide()
    for where in (Where.AGENCY, Where.DOSSIER):
        window.show_screen(where)
        assert window.minimumSizeHint().width() <= 911
        assert window.minimumSizeHint().height() <= 470
    dialog = ask(clerk)
    assert dialog.minimumSizeHint().width() <= 911
    assert dialog.minimumSizeHint().height() <= 470
    dialog.reject()
