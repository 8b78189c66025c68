"""What was said of a dossier that was sent changes with it: while it waits, when it has arrived, when it comes back."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from desktop.model.dossier import Dossier
from desktop.model.outbox import Outcome, Planned
from desktop.model.owner import party_from_qr
from desktop.model.record import CodeRequest, DossierStatus
from desktop.model.states import DossierState
from desktop.store import dossiers, outbox
from desktop.store.outbox import Outbox
from desktop.training.people import person
from desktop.ui.controllers.today import TodayPage
from desktop.ui.page import Where
from desktop.workflow.what_next import Next
from tests.ui.conftest import Clerk

REFUSED = "Mục GT-01: thiếu số giấy tờ của người yêu cầu"
SENT = "Đã ký xong. Hồ sơ đang tự gửi về tỉnh."

pytestmark = pytest.mark.window


@dataclass
class Sent:
    """A dossier on the screen that was just sent, and its two steps."""

    clerk: Clerk
    dossier: Dossier
    steps: list[int]

    @property
    def box(self) -> Outbox:
        return Outbox(self.clerk.window.app._store)

    def tell(self) -> None:
        self.clerk.window.app.sending._tell()

    def until_said(self, sentence: str) -> None:
        message = self.clerk.window.view.message
        self.clerk.until(lambda: message.says(sentence), f"«{sentence}», not «{message.sentence.text()}»")


@pytest.fixture
def sent(counter: Clerk) -> Sent:
    window, app = counter.window, counter.window.app
    # The province must not answer before the test does.
    app.sending.stop()
    dossier = app.intake.start("1.004873", "TH1", party_from_qr(person("sent 1").qr))
    with app._store.writing() as tx:
        dossiers.set_state(tx, dossier.id, DossierState.CLOSED)
        chain = [Planned(CodeRequest(procedure=dossier.procedure)), Planned(DossierStatus(state="received"))]
        outbox.add_chain(tx, dossier.id, chain)
        steps = [step.id for step in outbox.steps(tx, dossier_id=dossier.id)]
    window.show_dossier(dossier.id)
    counter.until(lambda: window.dossier._dossier and window.dossier._dossier.id == dossier.id, "the dossier")
    window.dossier.finishing._leaves(
        dossier.id, window.dossier.finishing.tr("Signed. The dossier goes to the province by itself.")
    )
    made = Sent(counter, dossier, steps)
    made.until_said(SENT)
    return made


def test_a_line_that_is_down_is_told_and_told_no_more_when_it_is_back(sent: Sent) -> None:
    sending = sent.clerk.window.app.sending
    sending._line_trouble = "Không có đường truyền."
    sent.tell()
    sent.until_said("Hồ sơ chờ ở đây và tự gửi sau. Không có đường truyền.")
    sending._line_trouble = ""
    sent.tell()
    sent.until_said(SENT)


def test_a_dossier_that_has_arrived_is_not_on_its_way_any_more(sent: Sent) -> None:
    for step in sent.steps:
        sent.box.done(sent.box.begin(step).id, Outcome())
    sent.tell()
    sent.until_said(f"Tỉnh đã nhận đủ hồ sơ {sent.dossier.code}.")
    assert sent.clerk.window.view.message.property("kind") == "good"


def test_a_dossier_that_comes_back_says_so_in_the_provinces_words(sent: Sent) -> None:
    sent.box.fail(sent.box.begin(sent.steps[0]).id, f"refused: {REFUSED}")
    sent.tell()
    sent.until_said(REFUSED)
    message = sent.clerk.window.view.message
    assert message.property("kind") == "bad"
    assert sent.dossier.code in message.advice.text()


def test_what_the_clerk_has_closed_does_not_come_again(sent: Sent) -> None:
    window = sent.clerk.window
    window.view.message.hide()
    for step in sent.steps:
        sent.box.done(sent.box.begin(step).id, Outcome())
    sent.tell()
    picture = window.dossier.picture
    sent.clerk.until(lambda: picture.shown and picture.shown.line.next is Next.NOTHING, "the news on the screen")
    assert window.view.message.isHidden()


def test_todays_list_says_why_a_dossier_came_back_before_anything_of_ours(sent: Sent) -> None:
    window, today = sent.clerk.window, sent.clerk.window.page(Where.TODAY)
    assert isinstance(today, TodayPage)
    sent.box.fail(sent.box.begin(sent.steps[0]).id, f"refused: {REFUSED}")
    window.show_screen(Where.TODAY)
    sent.clerk.until(
        lambda: [row.next for row in today.view.rows.rows if row.key == sent.dossier.id] == [REFUSED], "the row"
    )
    assert today._today.why == REFUSED
