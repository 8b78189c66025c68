"""Unfinished dossiers handed over: what goes, who may answer, who has them then, and what both sign."""

from __future__ import annotations

import io
from uuid import UUID, uuid4

import pikepdf
import pypdfium2
import pytest

from desktop.app import App
from desktop.model.dossier import Dossier
from desktop.model.official import NotLoggedIn, NotYourRole, Role
from desktop.model.owner import party_from_qr
from desktop.model.shift import ShiftState
from desktop.store import audit
from desktop.training.people import person
from desktop.workflow.officials.errors import NoHandOver, NoSuchOfficial, NothingToHandOver, NotToOneself
from tests.workflow.officials.conftest import come_in, typed


def begin(app: App, citizen: int) -> Dossier:
    return app.intake.start("1.001193", "TH1", party_from_qr(person(citizen).qr))


@pytest.fixture
def two(app: App) -> list[Dossier]:
    """Two dossiers that lan has begun; hoa receives too."""
    come_in(app, "quan")
    app.officials.add("hoa", "Hoàng Thị Hoa", {Role.RECEIVING}, typed())
    come_in(app, "lan")
    app.__dict__.pop("intake", None)
    return [begin(app, 1), begin(app, 2)]


def codes(app: App) -> set[str]:
    return {line.code for line in app.shifts.unfinished()}


def sheet_text(app: App, shift_id: UUID) -> str:
    """What is to be read on the list that both sign."""
    read = pypdfium2.PdfDocument(app.shifts.sheet(shift_id))
    text = " ".join(" ".join(page.get_textpage().get_text_bounded().split()) for page in read)
    read.close()
    return text


def test_all_that_is_unfinished_goes_to_the_other_once_she_takes_it(app, two):
    given = app.shifts.give("hoa", "còn hai hồ sơ chờ quét")
    assert {line.code for line in given.lines} == {one.code for one in two}
    assert not codes(app)
    come_in(app, "hoa")
    assert [one.id for one in app.shifts.waiting()] == [given.id]
    assert not codes(app)
    done = app.shifts.answer(given.id, takes=True)
    assert (done.state, done.lines, done.note) == (ShiftState.TAKEN, given.lines, "còn hai hồ sơ chờ quét")
    assert codes(app) == {one.code for one in two}
    come_in(app, "lan")
    assert not codes(app)
    assert all(app.dossiers.get(one.id).officer == "lan" for one in two)


def test_what_is_not_taken_stays_with_who_gave_it(app, two):
    given = app.shifts.give("hoa")
    come_in(app, "hoa")
    app.shifts.answer(given.id, takes=False)
    assert not codes(app)
    come_in(app, "lan")
    assert codes(app) == {one.code for one in two}


def test_it_can_go_on_to_a_third_and_back(app, two):
    for giver, taker in (("lan", "hoa"), ("hoa", "lan"), ("lan", "hoa")):
        come_in(app, giver)
        given = app.shifts.give(taker)
        come_in(app, taker)
        app.shifts.answer(given.id, takes=True)
        assert codes(app) == {one.code for one in two}


def test_only_who_it_is_for_answers_and_only_once(app, two):
    given = app.shifts.give("hoa")
    with pytest.raises(NoHandOver):
        app.shifts.answer(given.id, takes=True)
    come_in(app, "thu")
    with pytest.raises(NoHandOver):
        app.shifts.answer(given.id, takes=True)
    come_in(app, "hoa")
    app.shifts.answer(given.id, takes=True)
    with pytest.raises(NoHandOver):
        app.shifts.answer(given.id, takes=False)
    with pytest.raises(NoHandOver):
        app.shifts.answer(uuid4(), takes=True)


def test_it_goes_to_somebody_who_can_log_in(app, two):
    with pytest.raises(NotToOneself):
        app.shifts.give("lan")
    with pytest.raises(NoSuchOfficial):
        app.shifts.give("ai-do")
    come_in(app, "quan")
    app.officials.set_disabled("hoa", disabled=True)
    come_in(app, "lan")
    with pytest.raises(NoSuchOfficial):
        app.shifts.give("hoa")
    assert codes(app) == {one.code for one in two}


def test_who_has_nothing_gives_nothing(app, two):
    come_in(app, "hoa")
    with pytest.raises(NothingToHandOver):
        app.shifts.give("lan")


def test_an_administrator_has_no_dossiers(app, two):
    come_in(app, "quan")
    with pytest.raises(NotYourRole):
        app.shifts.give("lan")


def test_nobody_hands_over_where_nobody_has_logged_in(app):
    with pytest.raises(NotLoggedIn):
        app.shifts.give("lan")
    with pytest.raises(NotLoggedIn):
        app.shifts.unfinished()


def test_both_acts_are_in_the_journal_with_the_person(app, two):
    given = app.shifts.give("hoa")
    come_in(app, "hoa")
    app.shifts.answer(given.id, takes=True)
    with app._store.reading() as tx:
        assert audit.first_broken(tx) is None
        query = "SELECT who, what, outcome FROM audit WHERE item = ? ORDER BY number"
        rows = [tuple(row) for row in tx.exec_driver_sql(query, (str(given.id),))]
    assert rows == [
        ("lan", "dossiers handed over", "to hoa: 2 dossiers"),
        ("hoa", "dossiers taken over", "from lan: 2 dossiers"),
    ]


def test_the_list_names_both_each_dossier_and_no_citizen(app, two):
    given = app.shifts.give("hoa")
    come_in(app, "hoa")
    app.shifts.answer(given.id, takes=True)
    with pikepdf.open(io.BytesIO(app.shifts.sheet(given.id))) as made:
        assert made.open_metadata().pdfa_status == "2B"
    text = sheet_text(app, given.id)
    for words in ("BIÊN BẢN", "Hoàng Thị Hoa (hoa), đã đăng nhập và nhận", "(lan)", str(given.id)[:8]):
        assert words in text
    assert all(one.code[:8] in text for one in two)
    assert person(1).name not in text
    assert person(2).name not in text


def test_what_is_left_out_stays_with_who_gives(app, two):
    stays, goes = two
    given = app.shifts.give("hoa", without={stays.id})
    assert [line.code for line in given.lines] == [goes.code]
    assert codes(app) == {stays.code}
    come_in(app, "hoa")
    app.shifts.answer(given.id, takes=True)
    assert codes(app) == {goes.code}


def test_with_all_left_out_nothing_is_given(app, two):
    with pytest.raises(NothingToHandOver):
        app.shifts.give("hoa", without={one.id for one in two})
    assert not app.shifts.latest()


def test_it_is_taken_back_as_long_as_nobody_has_answered(app, two):
    given = app.shifts.give("hoa")
    back = app.shifts.take_back(given.id)
    assert (back.state, back.lines) == (ShiftState.TAKEN_BACK, given.lines)
    assert app.shifts.own() == [back]
    assert codes(app) == {one.code for one in two}
    come_in(app, "hoa")
    assert not app.shifts.waiting()
    with pytest.raises(NoHandOver):
        app.shifts.answer(given.id, takes=True)
    text = sheet_text(app, given.id)
    assert "bên giao đã lấy lại" in text


def test_only_who_gave_it_takes_it_back_and_only_before_the_answer(app, two):
    given = app.shifts.give("hoa")
    come_in(app, "hoa")
    with pytest.raises(NoHandOver):
        app.shifts.take_back(given.id)
    app.shifts.answer(given.id, takes=True)
    come_in(app, "lan")
    with pytest.raises(NoHandOver):
        app.shifts.take_back(given.id)


def test_the_other_answers_beside_who_gave_it_in_their_own_name(app, two):
    given = app.shifts.give("hoa")
    hoa = app.door.by_password("hoa", typed())
    taken = app.shifts.answer(given.id, takes=True, by=hoa)
    assert taken.state is ShiftState.TAKEN
    assert app.acting.name == "lan"
    assert not codes(app)
    with app._store.reading() as tx:
        query = "SELECT who FROM audit WHERE what = 'dossiers taken over'"
        assert list(tx.exec_driver_sql(query).scalars()) == ["hoa"]


def test_nobody_else_answers_beside_who_gave_it(app, two):
    given = app.shifts.give("hoa")
    for name, refusal in (("thu", NoHandOver), ("quan", NotYourRole)):
        with pytest.raises(refusal):
            app.shifts.answer(given.id, takes=True, by=app.door.by_password(name, typed()))
    assert app.shifts.own()[0].state is ShiftState.GIVEN


def test_it_may_go_to_whoever_may_take_it_and_logs_in(app, two):
    assert [one.name for one in app.shifts.takers()] == ["hoa", "thu"]
    come_in(app, "quan")
    app.officials.set_disabled("hoa", disabled=True)
    come_in(app, "lan")
    assert [one.name for one in app.shifts.takers()] == ["thu"]


def test_each_sees_the_hand_overs_that_are_theirs(app, two):
    given = app.shifts.give("hoa")
    assert app.shifts.own() == [given]
    come_in(app, "thu")
    assert app.shifts.own() == []
