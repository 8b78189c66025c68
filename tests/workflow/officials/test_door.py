"""Being let in: what is told of a failure, what it costs, how long a password lives, and what the journal says."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from desktop.app import App, open_app
from desktop.model.attempts import FREE, LONGEST_WAIT
from desktop.model.official import NOBODY, NotLoggedIn, NotYourRole, Role
from desktop.model.owner import party_from_qr
from desktop.model.signature import SignatureRole
from desktop.signing.errors import PinWrong
from desktop.signing.tokens.pin import Pin
from desktop.store import audit
from desktop.training.people import person
from desktop.training.software_token import SERIAL
from desktop.training.station import PIN
from desktop.workflow.officials import passwords
from desktop.workflow.officials.errors import (
    BadLoginName,
    LastAdministrator,
    LogInOver,
    LogInSlowed,
    NotTheirCertificate,
    OfficialThere,
    PasswordTooShort,
    WrongLogIn,
)
from tests.workflow.officials.conftest import PEOPLE, WORDS, come_in, typed


def journal(app: App) -> list[tuple[str, str, str, str]]:
    """Who did what to which item, and what came of it."""
    with app._store.reading() as tx:
        assert audit.first_broken(tx) is None
        return [tuple(row) for row in tx.exec_driver_sql("SELECT who, what, item, outcome FROM audit ORDER BY number")]


def fail(app: App, name: str, times: int) -> None:
    for _ in range(times):
        with pytest.raises(WrongLogIn):
            app.door.by_password(name, typed("sai mật khẩu hoàn toàn"))


def pin() -> Pin:
    return Pin(bytearray(PIN.encode()))


def test_a_counter_without_officials_asks_nobody(training_data):
    with open_app(training_data, training=True) as app:
        assert app.acting is None
        app.intake.start("1.001193", "TH1", party_from_qr(person(1).qr))
        assert journal(app)[-1][0] == "canbo.mau"


def test_once_one_is_set_up_nothing_is_done_before_somebody_logs_in(app):
    assert app.acting == NOBODY
    with pytest.raises(NotLoggedIn):
        app.intake.start("1.001193", "TH1", party_from_qr(person(1).qr))


def test_what_is_done_bears_who_logged_in_and_the_former_chain_is_whole(app):
    before = journal(app)
    come_in(app, "lan")
    dossier = app.intake.start("1.001193", "TH1", party_from_qr(person(1).qr))
    assert dossier.officer == "lan"
    rows = journal(app)
    assert rows[: len(before)] == before
    assert rows[len(before)] == ("lan", "logged in", "lan", "password")
    assert {who for who, *_ in rows[len(before) :]} == {"lan"}


def test_settings_are_those_of_who_logged_in(app):
    come_in(app, "thu")
    assert (app.settings.officer, app.settings.officer_name) == ("thu", PEOPLE["thu"][0])
    assert app.settings.keeps_seal
    with pytest.raises(NotYourRole):
        app.intake.start("1.001193", "TH1", party_from_qr(person(1).qr))


def test_the_agencys_certificate_is_only_in_the_hands_of_the_van_thu(app):
    come_in(app, "lan")
    assert not any(one.fit for one in app.signing.identities(SignatureRole.AGENCY))
    assert any(one.fit for one in app.signing.identities(SignatureRole.OFFICIAL))


@pytest.mark.parametrize(("name", "words"), [("lan", "sai mật khẩu hoàn toàn"), ("ai-do", WORDS)])
def test_what_is_wrong_is_not_said(app, name, words):
    with pytest.raises(WrongLogIn) as refused:
        app.door.by_password(name, typed(words))
    assert "Tên đăng nhập hoặc mật khẩu" in refused.value.message
    assert app.acting == NOBODY


def test_a_name_that_nobody_has_is_not_written_down(app):
    with pytest.raises(WrongLogIn):
        app.door.by_password(WORDS, typed())
    assert journal(app)[-1][1:3] == ("log-in refused", "")
    assert WORDS not in json.dumps(journal(app), ensure_ascii=False)


def test_a_name_that_nobody_has_takes_the_same_work(app, monkeypatch):
    costs = []
    verify = Argon2id.verify_phc_encoded

    class Watched:
        @staticmethod
        def verify_phc_encoded(known: bytes, kept: str) -> None:
            costs.append(kept.split("$")[3])
            verify(known, kept)

    monkeypatch.setattr(passwords, "Argon2id", Watched)
    for name in ("lan", "ai-do"):
        fail(app, name, 1)
    assert len(costs) == 2
    assert len(set(costs)) == 1


def test_the_password_is_nowhere_and_its_hash_costs_what_is_promised(app, monkeypatch):
    monkeypatch.undo()
    made = passwords.hashed(typed())
    assert made.startswith("$argon2id$v=19$m=65536,t=3,p=1$")
    assert made != passwords.hashed(typed())
    with app._store.reading() as tx:
        kept = tx.exec_driver_sql("SELECT password FROM official").scalars().all()
    assert all(WORDS not in one for one in kept)
    assert len(set(kept)) == len(PEOPLE)


def test_a_password_counts_however_its_letters_are_put_together(app):
    import unicodedata

    assert app.door.by_password("lan", typed(unicodedata.normalize("NFD", WORDS))).name == "lan"


def test_five_failures_cost_nothing_and_the_next_waits(app, clock):
    fail(app, "lan", FREE)
    with pytest.raises(LogInSlowed) as slowed:
        come_in(app, "lan")
    assert slowed.value.values["minutes"] == 1
    clock.forward(timedelta(seconds=59))
    with pytest.raises(LogInSlowed):
        come_in(app, "lan")
    clock.forward(timedelta(seconds=2))
    assert app.door.by_password("lan", typed()).name == "lan"
    fail(app, "lan", FREE)


def test_each_further_failure_waits_twice_as_long_up_to_an_hour(app, clock):
    fail(app, "lan", FREE)
    waits = []
    for _ in range(9):
        with pytest.raises(LogInSlowed) as slowed:
            app.door.by_password("lan", typed())
        waits.append(slowed.value.values["minutes"])
        clock.forward(timedelta(minutes=waits[-1], seconds=1))
        fail(app, "lan", 1)
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    assert timedelta(hours=1) == LONGEST_WAIT


def test_who_fails_slows_nobody_else(app):
    fail(app, "lan", FREE)
    assert app.door.by_password("thu", typed()).name == "thu"


def test_names_that_nobody_has_are_slowed_down_together(app):
    for name in ("a", "b", "c", "d", "e"):
        fail(app, name, 1)
    with pytest.raises(LogInSlowed):
        app.door.by_password("f", typed())


def test_neither_a_kill_nor_another_start_gives_guesses_back(app, clock, training_data, monkeypatch):
    """A program that dies between the guess and its answer has used the guess up."""

    def killed(*_: object) -> bool:
        raise KeyboardInterrupt

    with monkeypatch.context() as dying:
        dying.setattr("desktop.workflow.officials.door.is_right", killed)
        for _ in range(FREE):
            with pytest.raises(KeyboardInterrupt):
                app.door.by_password("lan", typed())
    app.close()
    with open_app(training_data, training=True, clock=clock) as again, pytest.raises(LogInSlowed):
        again.door.by_password("lan", typed())


@pytest.mark.parametrize("back", [timedelta(minutes=1), timedelta(days=400)])
def test_a_clock_set_back_before_another_start_shortens_no_wait(app, clock, training_data, back):
    fail(app, "lan", FREE)
    clock.forward(-back)
    app.close()
    with open_app(training_data, training=True, clock=clock) as again:
        for _ in range(3):
            with pytest.raises(LogInSlowed) as slowed:
                again.door.by_password("lan", typed())
            assert slowed.value.values["minutes"] == 1


def test_a_password_ends_with_its_life_and_a_clock_set_back_gives_it_no_other(app, clock, training_data):
    days = app.settings.password_days
    clock.forward(timedelta(days=days, hours=-1))
    assert app.door.by_password("lan", typed()).name == "lan"
    clock.forward(timedelta(hours=2))
    with pytest.raises(LogInOver):
        come_in(app, "lan")
    clock.forward(-timedelta(days=days))
    app.close()
    with open_app(training_data, training=True, clock=clock) as again, pytest.raises(LogInOver):
        again.door.by_password("lan", typed())


def test_logging_in_by_password_does_not_lengthen_its_life_an_administrator_does(app, clock):
    days = timedelta(days=app.settings.password_days)
    clock.forward(days - timedelta(hours=1))
    app.door.by_password("lan", typed())
    come_in(app, "quan")
    app.officials.set_password("lan", typed())
    clock.forward(timedelta(days=1))
    assert app.door.by_password("lan", typed()).name == "lan"
    with pytest.raises(LogInOver):
        app.door.by_password("quan", typed())


def test_ones_own_other_password_lives_no_longer(app, clock):
    come_in(app, "lan")
    app.door.change_password(typed(), typed("một câu khác hẳn"))
    with pytest.raises(WrongLogIn):
        come_in(app, "lan")
    clock.forward(timedelta(days=app.settings.password_days, seconds=1))
    with pytest.raises(LogInOver):
        app.door.by_password("lan", typed("một câu khác hẳn"))


def test_who_is_disabled_is_not_let_in_and_is_told_nothing_else(app):
    come_in(app, "quan")
    app.officials.set_disabled("lan", disabled=True)
    with pytest.raises(WrongLogIn):
        app.door.by_password("lan", typed())
    come_in(app, "quan")
    app.officials.set_disabled("lan", disabled=False)
    assert app.door.by_password("lan", typed()).name == "lan"


# Certificates


def test_a_certificate_that_its_official_has_kept_logs_in_and_renews_the_password(app, clock):
    come_in(app, "lan")
    sha256 = app.door.keep_certificate(SERIAL, pin())
    assert app.officials.get("lan").certificate_sha256 == sha256
    app._store.acting = NOBODY
    clock.forward(timedelta(days=app.settings.password_days + 1))
    with pytest.raises(LogInOver):
        come_in(app, "lan")
    assert app.door.by_token(pin(), SERIAL).name == "lan"
    assert journal(app)[-1] == ("lan", "logged in", "lan", "certificate")
    assert app.door.by_password("lan", typed()).name == "lan"


def test_a_certificate_that_nobody_has_kept_lets_nobody_in(app):
    with pytest.raises(NotTheirCertificate):
        app.door.by_token(pin(), SERIAL)
    assert app.acting == NOBODY


def test_nobody_keeps_a_certificate_of_another_name(app):
    come_in(app, "quan")
    with pytest.raises(NotTheirCertificate):
        app.door.keep_certificate(SERIAL, pin())


def test_a_wrong_pin_lets_nobody_in(app):
    come_in(app, "lan")
    app.door.keep_certificate(SERIAL, pin())
    app._store.acting = NOBODY
    with pytest.raises(PinWrong):
        app.door.by_token(Pin(bytearray(b"12345678")), SERIAL)
    assert app.acting == NOBODY


def test_what_the_token_signs_must_be_of_the_certificate(app, monkeypatch):
    """A module that answers with an older signature, or another key's, proves nothing."""
    come_in(app, "lan")
    app.door.keep_certificate(SERIAL, pin())
    app._store.acting = NOBODY
    kept = app.door._tokens().open

    def replayed(found, typed):
        session = kept(found, typed)
        sign = session.sign
        monkeypatch.setattr(session, "sign", lambda data, pss=False: sign(b"another challenge", pss=pss))
        return session

    monkeypatch.setattr(app.door._tokens(), "open", replayed)
    with pytest.raises(WrongLogIn):
        app.door.by_token(pin(), SERIAL)
    assert app.acting == NOBODY


def test_the_certificate_of_who_is_disabled_lets_nobody_in(app):
    come_in(app, "lan")
    app.door.keep_certificate(SERIAL, pin())
    come_in(app, "quan")
    app.officials.set_disabled("lan", disabled=True)
    with pytest.raises(NotTheirCertificate):
        app.door.by_token(pin(), SERIAL)


# Keeping them


def test_the_first_official_is_an_administrator(training_data):
    with open_app(training_data, training=True) as app:
        with pytest.raises(LastAdministrator):
            app.officials.add("lan", "Lan Thử", {Role.RECEIVING}, typed())
        assert not app.officials.every()


def test_the_last_administrator_stays_one(app):
    come_in(app, "quan")
    with pytest.raises(LastAdministrator):
        app.officials.set_disabled("quan", disabled=True)
    with pytest.raises(LastAdministrator):
        app.officials.set_roles("quan", {Role.RECEIVING})
    app.officials.set_roles("lan", {Role.RECEIVING, Role.ADMINISTERING})
    app.officials.set_disabled("quan", disabled=True)
    assert [row.official.name for row in app.officials.every() if row.official.disabled] == ["quan"]


@pytest.mark.parametrize("name", ["", "Lan", "lần", "lan thu", "-lan", "a" * 41])
def test_login_names_are_plain(app, name):
    come_in(app, "quan")
    with pytest.raises(BadLoginName):
        app.officials.add(name, "Lan Thử", {Role.RECEIVING}, typed())


def test_a_login_name_is_given_once(app):
    come_in(app, "quan")
    with pytest.raises(OfficialThere):
        app.officials.add("lan", "Lan Khác", {Role.RECEIVING}, typed())


@pytest.mark.parametrize("words", ["", "mười ba ký tự", "a" * 13])
def test_short_passwords_are_refused(app, words):
    come_in(app, "quan")
    with pytest.raises(PasswordTooShort):
        app.officials.add("hoa", "Hoa Thử", {Role.RECEIVING}, typed(words))


def test_only_an_administrator_keeps_officials_and_the_refusal_leaves_nothing(app):
    come_in(app, "lan")
    before = journal(app)
    with pytest.raises(NotYourRole):
        app.officials.set_roles("lan", set(Role))
    with pytest.raises(NotYourRole):
        app.officials.set_password("quan", typed("mật khẩu của kẻ khác"))
    assert app.officials.get("lan").roles == {Role.RECEIVING}
    assert journal(app) == before
    assert app.door.by_password("quan", typed()).name == "quan"


def test_the_recovery_sheet_gives_an_administrator_another_password_and_nobody_else(app):
    recovery = app._store.keys.recovery_key()
    app.officials.recover("quan", recovery, typed("mật khẩu từ tờ khôi phục"))
    assert app.door.by_password("quan", typed("mật khẩu từ tờ khôi phục")).name == "quan"
    with pytest.raises(LastAdministrator):
        app.officials.recover("lan", recovery, typed("mật khẩu từ tờ khôi phục"))
