"""Officials on the command line: who is asked for, who is let in, what each may do."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from desktop.machine.secrets import TrainingSecrets
from desktop.store import dossiers
from desktop.store.file import Store
from desktop.training.people import person
from desktop.training.software_token import SERIAL
from desktop.training.station import PIN
from desktop.workflow.officials import passwords
from tests.cli.test_keeping import Quayso

WORDS = "bốn từ không liên quan"
NEW = ("dossier", "new", "--procedure", "1.001193", "--case", "TH1", "--qr", person(1).qr)


@pytest.fixture
def quayso(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(passwords, "_MEMORY_KIB", 64)
    return Quayso(tmp_path / "training", capsys, monkeypatch)


@pytest.fixture
def counter(quayso):
    """With an administrator and a receiving official."""
    for name, own_name, role in (("quan", "Phạm Văn Quản", "quan_tri"), ("lan", "Nguyễn Thị Mẫu", "tiep_nhan")):
        before = ("--as", "quan") if name != "quan" else ()
        words = ("officials", "add", name, "--full-name", own_name, "--role", role, "--password-stdin")
        status, _ = quayso(*words, *before, typed=f"{WORDS}\n" * (2 if before else 1))
        assert status == 0
    return quayso


def test_a_counter_without_officials_works_as_before(quayso):
    assert quayso(*NEW)[0] == 0
    status, told = quayso("officials", "list")
    assert (status, told["officials"]) == (0, [])


def test_the_list_says_who_has_which_role(counter):
    status, told = counter("officials", "list", "--as", "lan", typed=f"{WORDS}\n")
    assert status == 0
    assert [(one["name"], one["roles"], one["disabled"]) for one in told["officials"]] == [
        ("lan", ["tiep_nhan"], False),
        ("quan", ["quan_tri"], False),
    ]
    assert "password" not in told["officials"][0]


@pytest.mark.parametrize("words", [NEW, ("dossier", "list"), ("queue", "list"), ("officials", "list")])
def test_what_shows_or_does_anything_asks_who_is_there(counter, words):
    status, told = counter(*words)
    assert (status, told["error"]["code"]) == (1, "nobody_logged_in")


@pytest.mark.parametrize("words", [("audit", "verify"), ("check",), ("backup",)])
def test_what_keeps_the_store_asks_nobody(counter, words):
    assert counter(*words)[0] == 0


def test_who_is_named_does_it_and_stands_in_the_dossier(counter):
    status, told = counter("--as", "lan", *NEW, typed=f"{WORDS}\n")
    assert status == 0
    store = Store(counter.place, TrainingSecrets(counter.place), training=True)
    with store.reading() as tx:
        assert dossiers.find(tx, told["dossier"]["code"]).officer == "lan"
        assert set(tx.exec_driver_sql("SELECT who FROM audit WHERE what = 'dossier opened'").scalars()) == {"lan"}
    store.close()


@pytest.mark.parametrize(
    ("name", "typed", "code"),
    [
        ("quan", WORDS, "not_your_role"),
        ("lan", "sai mật khẩu hoàn toàn", "wrong_log_in"),
        ("ai-do", WORDS, "wrong_log_in"),
        ("lan", "", "wrong_log_in"),
    ],
)
def test_anybody_else_is_refused(counter, name, typed, code):
    status, told = counter("--as", name, *NEW, typed=f"{typed}\n")
    assert (status, told["error"]["code"]) == (1, code)


def test_five_wrong_passwords_slow_the_right_one_down(counter):
    for _ in range(5):
        assert counter("--as", "lan", *NEW, typed="sai mật khẩu hoàn toàn\n")[1]["error"]["code"] == "wrong_log_in"
    assert counter("--as", "lan", *NEW, typed=f"{WORDS}\n")[1]["error"]["code"] == "log_in_slowed"


def test_a_certificate_is_kept_with_the_password_first_and_the_pin_after_it(counter):
    words = ("officials", "certificate", "--token", SERIAL, "--pin-stdin", "--as", "lan")
    status, told = counter(*words, typed=f"{WORDS}\n{PIN}\n")
    assert status == 0
    there = counter("officials", "list", "--as", "lan", typed=f"{WORDS}\n")[1]["officials"]
    assert there[0]["certificate"] == told["certificate"]


def test_roles_passwords_and_the_end_of_an_official(counter):
    as_admin = ("--as", "quan")
    assert (
        counter("officials", "roles", "lan", "--role", "xu_ly", "--role", "van_thu", *as_admin, typed=f"{WORDS}\n")[0]
        == 0
    )
    assert counter("--as", "lan", *NEW, typed=f"{WORDS}\n")[1]["error"]["code"] == "not_your_role"
    changed = ("officials", "password", "lan", "--password-stdin", *as_admin)
    assert counter(*changed, typed=f"{WORDS}\nmột câu khác hẳn\n")[0] == 0
    assert counter("officials", "list", "--as", "lan", typed="một câu khác hẳn\n")[0] == 0
    assert counter("officials", "disable", "lan", *as_admin, typed=f"{WORDS}\n")[0] == 0
    assert counter("officials", "list", "--as", "lan", typed="một câu khác hẳn\n")[1]["error"]["code"] == "wrong_log_in"
    assert counter("officials", "enable", "lan", *as_admin, typed=f"{WORDS}\n")[0] == 0
    assert counter("officials", "list", "--as", "lan", typed="một câu khác hẳn\n")[0] == 0


def test_the_recovery_sheet_lets_an_administrator_in_again(counter):
    words = ("officials", "password", "quan", "--password-stdin", "--code-stdin")
    status, _ = counter(*words, typed=f"mật khẩu từ tờ khôi phục\n{counter.code()}\n")
    assert status == 0
    assert counter("officials", "list", "--as", "quan", typed="mật khẩu từ tờ khôi phục\n")[0] == 0


def test_unfinished_dossiers_go_to_another_official_who_logs_in(counter, tmp_path):
    adding = ("officials", "add", "hoa", "--full-name", "Hoàng Thị Hoa", "--role", "tiep_nhan", "--password-stdin")
    assert counter(*adding, "--as", "quan", typed=f"{WORDS}\n{WORDS}\n")[0] == 0
    code = counter("--as", "lan", *NEW, typed=f"{WORDS}\n")[1]["dossier"]["code"]
    status, given = counter("officials", "handover", "hoa", "--note", "chờ quét", "--as", "lan", typed=f"{WORDS}\n")
    assert (status, [one["code"] for one in given["shift"]["lines"]]) == (0, [code])
    shift = given["shift"]["id"]
    waiting = counter("officials", "takeover", "--as", "hoa", typed=f"{WORDS}\n")[1]["shifts"]
    assert [one["id"] for one in waiting] == [shift]
    assert counter("officials", "takeover", shift, "--as", "lan", typed=f"{WORDS}\n")[0] == 1
    status, taken = counter("officials", "takeover", shift, "--as", "hoa", typed=f"{WORDS}\n")
    assert (status, taken["shift"]["state"]) == (0, "taken")
    sheet = tmp_path / "bien-ban.pdf"
    assert counter("officials", "handover-sheet", shift, "--out", sheet, "--as", "hoa", typed=f"{WORDS}\n")[0] == 0
    assert sheet.read_bytes().startswith(b"%PDF")
    assert counter("officials", "takeover", "x", "--as", "hoa", typed=f"{WORDS}\n")[0] == 2


def test_what_is_given_may_be_left_out_or_taken_back(counter):
    adding = ("officials", "add", "hoa", "--full-name", "Hoàng Thị Hoa", "--role", "tiep_nhan", "--password-stdin")
    assert counter(*adding, "--as", "quan", typed=f"{WORDS}\n{WORDS}\n")[0] == 0
    codes = [counter("--as", "lan", *NEW, typed=f"{WORDS}\n")[1]["dossier"]["code"] for _ in range(2)]
    giving = ("officials", "handover", "hoa", "--as", "lan", "--without")
    assert counter(*giving, "TAM-KHONG-CO", typed=f"{WORDS}\n")[0] == 2
    status, given = counter(*giving, codes[0], typed=f"{WORDS}\n")
    assert (status, [one["code"] for one in given["shift"]["lines"]]) == (0, [codes[1]])
    back = ("officials", "takeback", given["shift"]["id"], "--as")
    assert counter(*back, "hoa", typed=f"{WORDS}\n")[1]["error"]["code"] == "no_hand_over"
    status, done = counter(*back, "lan", typed=f"{WORDS}\n")
    assert (status, done["shift"]["state"]) == (0, "taken_back")


def test_the_list_says_since_when(counter):
    rows = counter("officials", "list", "--as", "lan", typed=f"{WORDS}\n")[1]["officials"]
    assert len(rows) == 2
    assert all(datetime.fromisoformat(one["since"]) <= datetime.now(UTC) for one in rows)
