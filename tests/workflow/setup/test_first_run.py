"""A new counter is set up with a real scanner, token and province around it; each failure is told in a sentence."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from desktop.app import App
from desktop.machine.provision import Provision
from desktop.machine.settings import CLIENT_SECRET
from desktop.machine.settings_file import FILE_NAME, SettingLocked, load_settings
from desktop.model.catalogue import UnknownCode
from desktop.model.owner import party_from_qr
from desktop.store import audit
from desktop.training.names import OFFICIAL
from desktop.training.people import person
from desktop.training.province.accounts import SECRET
from desktop.workflow.setup.first_run import NotAnAnswer
from desktop.workflow.setup.steps import StepName
from tests.new_counter import NewCounter

TRIED = [StepName.SCANNER, StepName.TOKEN, StepName.PROVINCE, StepName.COUNTER]


def settle(app: App, counter: NewCounter, *names: str) -> None:
    for name in names:
        app.first_run.answer(name, counter.answer(name))


def standing(app: App) -> dict[StepName, bool]:
    return {step.plan.name: step.settled for step in app.first_run.steps()}


@pytest.mark.slow
def test_a_new_counter_is_settled_step_by_step_and_stays_so(counter: NewCounter) -> None:
    with counter.open() as app:
        assert app.first_run.never_set_up()
        assert not any(standing(app).values())
        settle(app, counter, "escl_scanners", "trust_roots", "province_address", "province_profile")
        settle(app, counter, "province_client", CLIENT_SECRET)
        found = {name: app.first_run.try_step(name) for name in TRIED[:3]}
        assert [check.ok for check in found.values()] == [True, True, True], found
        assert "Máy quét tập huấn" in found[StepName.SCANNER].sentence
        assert OFFICIAL in found[StepName.TOKEN].sentence
        assert "tài khoản được nhận" in found[StepName.PROVINCE].sentence
        assert not app.first_run.never_set_up()
    # Left half way: what was settled is there when it is taken up again.
    with counter.open() as app:
        assert [name for name, settled in standing(app).items() if settled] == TRIED[:3]
        # The catalogue came with the trial of the province, and the certificate is in the token.
        settle(app, counter, "unit")
        assert app.first_run.propose("unit_name") == "Ủy ban nhân dân xã Mẫu"
        assert app.first_run.propose("officer_name") == OFFICIAL
        assert app.first_run.propose("officer") == ""
        settle(app, counter, "unit_name", "officer_name", "officer")
        assert app.first_run.try_step(StepName.COUNTER).ok
        assert standing(app) == {**dict.fromkeys(TRIED, True), StepName.PRACTICE: False}
        side = app.first_run.try_sheet(threading.Event())
        assert side
        assert side.image[:2] == b"\xff\xd8"
        with app._store.reading() as tx:
            assert not audit.was_done(tx, "page scanned")
            assert audit.first_broken(tx) is None
    file = (counter.place.data / FILE_NAME).read_text("utf-8")
    assert load_settings(counter.place.data / FILE_NAME).unit == "H99.12"
    assert SECRET not in file
    assert counter.secrets.get(CLIENT_SECRET) == SECRET
    with counter.open() as app:
        assert app.settings.officer_name == OFFICIAL
        assert all(check.ok for check in (app.health.scanner(), app.health.token(), app.health.line()))


@pytest.mark.slow
def test_each_failure_is_told_in_a_sentence_and_settles_nothing(counter: NewCounter) -> None:
    with counter.open() as app:
        nothing = app.first_run.try_step(StepName.SCANNER)
        assert (nothing.ok, nothing.sentence) == (False, "Không thấy máy quét nào.")
        app.first_run.answer("trust_roots", "/khong-co.pem")
        roots = app.first_run.try_step(StepName.TOKEN)
        assert not roots.ok
        assert "khong-co.pem" in roots.sentence
        app.first_run.answer("trust_roots", str(counter.roots))
        unplugged = app.first_run.try_step(StepName.TOKEN)
        assert (unplugged.ok, unplugged.sentence) == (False, "Không thấy chứng thư số nào.")
        assert unplugged.advice == "Cắm USB ký số vào máy."
        unset = app.first_run.try_step(StepName.PROVINCE)
        assert (unset.ok, unset.sentence) == (False, "Quầy này chưa được khai báo hệ thống của tỉnh.")
        settle(app, counter, "province_address", "province_profile", "province_client")
        app.first_run.answer(CLIENT_SECRET, "sai")
        refused = app.first_run.try_step(StepName.PROVINCE)
        assert (refused.ok, refused.sentence) == (
            False,
            "Hệ thống của tỉnh không chấp nhận tài khoản kết nối.",
        )
        counter.province.close()
        silent = app.first_run.try_step(StepName.PROVINCE)
        assert not silent.ok
        assert silent.sentence != refused.sentence
        assert silent.advice
        missing = app.first_run.try_step(StepName.COUNTER)
        assert (missing.ok, missing.sentence) == (False, "Máy này chưa có danh mục thủ tục.")
        assert not any(standing(app).values())


@pytest.mark.slow
def test_unit_and_official_are_compared_with_catalogue_and_certificate(counter: NewCounter) -> None:
    with counter.open() as app:
        settle(app, counter, "trust_roots", "province_address", "province_profile", "province_client", CLIENT_SECRET)
        assert app.first_run.try_step(StepName.PROVINCE).ok
        # Unknown; and one that was dissolved.
        for wrong in ("H99.77", "H98.3.12"):
            with pytest.raises(UnknownCode):
                app.first_run.answer("unit", wrong)
        assert app.first_run.steps()[3].questions[0].answer == ""
        settle(app, counter, "unit", "unit_name", "officer")
        app.first_run.answer("officer_name", "Người Khác")
        other = app.first_run.try_step(StepName.COUNTER)
        assert not other.ok
        assert OFFICIAL in other.sentence
        assert "Người Khác" in other.sentence
        settle(app, counter, "officer_name")
        assert app.first_run.try_step(StepName.COUNTER).ok
        # Another secret: what was tried with the former one counts no more.
        assert standing(app)[StepName.PROVINCE]
        app.first_run.answer(CLIENT_SECRET, "khác")
        assert not standing(app)[StepName.PROVINCE]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("trust_roots", "  ", "chưa ghi gì"),
        ("province_address", "tinh.example", "https://"),
        ("unit_name", "", "chưa ghi gì"),
        (CLIENT_SECRET, "", "chưa ghi gì"),
    ],
)
def test_what_cannot_be_an_answer_is_refused_and_nothing_is_kept(
    counter: NewCounter, name: str, text: str, said: str
) -> None:
    before = (counter.place.data / FILE_NAME).read_text("utf-8")
    with counter.open() as app:
        with pytest.raises(NotAnAnswer, match=said):
            app.first_run.answer(name, text)
        assert app.first_run.never_set_up()
    assert (counter.place.data / FILE_NAME).read_text("utf-8") == before
    assert counter.secrets.get(CLIENT_SECRET) is None


def test_what_the_province_has_locked_is_neither_asked_nor_taken(counter: NewCounter) -> None:
    given = {"province_address": "https://tinh.example", "province_profile": "mau-relay", "province_client": "q1"}
    counter.provision = Provision(serial=1, settings=given, locked=frozenset({"province_address", "trust_roots"}))
    with counter.open() as app:
        asked = [question.ask.name for step in app.first_run.steps() for question in step.questions if question.open]
        assert asked == [CLIENT_SECRET, "unit", "unit_name", "officer_name", "officer"]
        with pytest.raises(SettingLocked):
            app.first_run.answer("province_address", "https://khac.example")
        withheld = app.first_run.steps()[1].missing
        assert withheld == ("Tỉnh giữ mục «Chứng thư gốc» nhưng chưa đặt giá trị; báo quản trị của tỉnh.",)


def test_put_off_it_does_not_come_up_by_itself_any_more(counter: NewCounter) -> None:
    with counter.open() as app:
        app.first_run.leave()
        assert not app.first_run.never_set_up()
        app.first_run.leave()
        with app._store.reading() as tx:
            assert list(audit.last_outcomes(tx, "setup left")) == ["first run"]
    with counter.open() as app:
        assert not app.first_run.never_set_up()
        assert not any(standing(app).values())


@pytest.mark.slow
def test_in_training_the_invented_parts_are_tried_and_a_dossier_is_practice(app: App) -> None:
    assert app.first_run.never_set_up()
    found = {name: app.first_run.try_step(name) for name in TRIED}
    assert all(check.ok for check in found.values()), found
    assert standing(app) == {**dict.fromkeys(TRIED, True), StepName.PRACTICE: False}
    assert app.first_run.try_sheet(threading.Event())
    card = app.first_run.practice_card()
    app.intake.start("1.004873", "TH1", party_from_qr(card))
    assert all(standing(app).values())


def test_where_dossiers_are_the_counter_is_at_work(app: App) -> None:
    app.intake.start("1.004873", "TH1", party_from_qr(person(1).qr))
    assert not app.first_run.never_set_up()
    assert standing(app)[StepName.PRACTICE]


def test_a_real_counter_has_practised_where_the_training_counter_beside_it_was_opened(counter: NewCounter) -> None:
    with counter.open() as app:
        assert app.first_run.practice_card() == ""
        beside = app.place.for_training
        assert not standing(app)[StepName.PRACTICE]
        beside.make()
        beside.store.write_bytes(b"")
        assert standing(app)[StepName.PRACTICE]


def test_a_trial_uses_the_settings_as_they_are_and_the_counter_those_it_was_opened_with(counter: NewCounter) -> None:
    with counter.open() as app:
        before = app.settings
        app.first_run.answer("unit_name", "Xã Thử")
        with app._as_set_now() as now:
            assert now.settings == replace(before, unit_name="Xã Thử")
            assert now.tokens is app.tokens
        assert app.settings == before
