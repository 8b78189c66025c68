"""Which role may do what: the whole table, asked where the acts are done."""

from __future__ import annotations

import ast
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest

import desktop
from desktop.app import App, open_app
from desktop.model.errors import QuaySoError
from desktop.model.official import MAY, NEEDS, NOBODY, Acting, NotLoggedIn, NotYourRole, Right, Role
from desktop.model.outbox import StepKind
from desktop.model.owner import party_from_qr
from desktop.model.signature import SignatureRole
from desktop.store import audit
from desktop.training.people import person
from tests.workflow.officials.conftest import typed

TABLE = """
                 tiep_nhan  xu_ly  van_thu  lanh_dao  quan_tri
receive              x        .       .        .         .
slips                x        x       .        .         .
scan                 x        x       x        .         .
backlog              x        x       x        .         .
certify              x        x       .        x         .
issue                .        x       .        x         .
sign                 x        x       x        x         .
sign_for_agency      .        .       x        .         .
send                 x        x       x        x         .
deliver              x        .       .        .         .
take_along           x        x       x        x         .
carry                x        .       x        .         x
shift                x        x       x        x         .
figures              .        .       .        x         x
unit_times           .        .       .        x         .
subject              .        .       .        x         .
keep                 .        .       .        .         x
settings             .        .       .        .         x
officials            .        .       .        .         x
"""


def table() -> dict[tuple[Right, Role], bool]:
    """The table as it is written above."""
    heads, *rows = (line.split() for line in TABLE.strip().splitlines())
    return {
        (Right(name), Role(role)): mark == "x" for name, *marks in rows for role, mark in zip(heads, marks, strict=True)
    }


def test_the_table_is_the_one_that_counts():
    assert table() == {(right, role): role in MAY[right] for right in Right for role in Role}


@pytest.fixture(scope="module")
def counter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    with open_app(tmp_path_factory.mktemp("rights") / "training", training=True) as app:
        yield app


def rows(app: App) -> int:
    with app._store.reading() as tx:
        return audit.count(tx)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("what", NEEDS)
def test_every_act_of_every_role_is_done_or_refused_in_its_transaction(counter, what, role):
    right, before = NEEDS[what], rows(counter)
    allowed = right is None or table()[right, role]
    counter._store.acting = Acting("lan", frozenset({role}))
    done = True
    try:
        with counter._store.writing() as tx:
            audit.append(tx, "lan", what, "item")
    except NotYourRole:
        done = False
    assert (done, rows(counter) - before) == (allowed, int(allowed))


@pytest.mark.parametrize("what", NEEDS)
def test_where_nobody_has_logged_in_only_the_program_itself_acts(counter, what):
    counter._store.acting = NOBODY
    if NEEDS[what] is None:
        with counter._store.writing() as tx:
            audit.append(tx, "canbo", what, "item")
    else:
        with pytest.raises(NotLoggedIn), counter._store.writing() as tx:
            audit.append(tx, "canbo", what, "item")


def test_two_roles_have_the_rights_of_both():
    both = Acting("lan", frozenset({Role.RECEIVING, Role.ADMINISTERING}))
    assert {right for right in Right if both.may(right)} == {
        right for right in Right if {Role.RECEIVING, Role.ADMINISTERING} & MAY[right]
    }


def test_an_act_that_the_table_does_not_know_is_done_by_nobody_who_logs_in(counter):
    counter._store.acting = Acting("lan", frozenset(Role))
    with pytest.raises(LookupError), counter._store.writing() as tx:
        audit.append(tx, "lan", "something new", "item")


def _start(app: App) -> None:
    app.intake.start("1.001193", "TH1", party_from_qr(person(1).qr))


def _sign(role: SignatureRole) -> Callable[[App], None]:
    def sign(app: App) -> None:
        identity = app.signing.identities(role)[0]
        app.signing.sign([], identity, bytearray(b"not the PIN"))

    return sign


def _scan(app: App) -> None:
    app.capture.scan(uuid4(), lambda page: None, threading.Event())


def _take_catalogue(app: App) -> None:
    assert app.station
    app.catalogue.take(app.station.catalogue())


DONE: dict[str, tuple[Right, Callable[[App], object]]] = {
    "opening a dossier": (Right.RECEIVE, _start),
    "taking over what was filed online": (Right.RECEIVE, lambda app: app.online.take("H99.12-261130-99999")),
    "scanning": (Right.SCAN, _scan),
    "signing": (Right.SIGN, _sign(SignatureRole.OFFICIAL)),
    "signing for the agency": (Right.SIGN_FOR_AGENCY, _sign(SignatureRole.AGENCY)),
    "purging by hand": (Right.KEEP, lambda app: app.keeping.purge_dossier("x", lambda: None)),
    "a new recovery sheet": (Right.KEEP, lambda app: app.keeping.recovery_sheet(new=True)),
    "the catalogue": (Right.SETTINGS, _take_catalogue),
    "an answer of the first run": (Right.SETTINGS, lambda app: app.first_run.answer("unit_name", "Mẫu")),
    "the driver of signing USBs": (Right.SETTINGS, lambda app: app.modules.choose(Path("khong-co.so"))),
    "the rights of an owner": (Right.SUBJECT, lambda app: app.subjects.find(person(1).number)),
    "another official": (Right.OFFICIALS, lambda app: app.officials.add("hoa", "Hoa Thử", {Role.RECEIVING}, typed())),
    "other roles": (Right.OFFICIALS, lambda app: app.officials.set_roles("nobody", {Role.RECEIVING})),
}
"""Real acts, begun so that they come to nothing where they are allowed, or to something that does no harm."""


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("what", DONE)
def test_the_workflows_refuse_before_anything_is_begun(counter, what, role):
    right, act = DONE[what]
    counter._store.acting = None
    before = rows(counter)
    counter._store.acting = Acting("lan", frozenset({role}))
    refused = False
    try:
        act(counter)
    except NotYourRole:
        refused = True
    except QuaySoError:
        pass
    assert refused == (not table()[right, role])
    if refused:
        assert rows(counter) == before


def acts_in_the_code() -> Iterator[str]:
    """What every call of the journal in the program calls its act, where the call says it itself."""
    for file in Path(desktop.__path__[0]).rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                yield from _act(ast.unparse(node.func), node.args)


def _act(called: str, given: list[ast.expr]) -> Iterator[str]:
    if called == "audit.append" and len(given) > 2:
        yield from _said(given[2])
    elif called == "self._note" and given:
        # With the transaction before it in some rooms.
        yield from _said(given[1] if ast.unparse(given[0]) == "tx" else given[0])


def _said(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from (*_said(node.body), *_said(node.orelse))


def test_every_act_that_the_program_writes_down_is_in_the_table():
    found = set(acts_in_the_code())
    assert len(found) > 50
    assert found <= set(NEEDS)
    assert {f"step {kind}" for kind in StepKind} | {f"paper signed {role}" for role in SignatureRole} <= set(NEEDS)
