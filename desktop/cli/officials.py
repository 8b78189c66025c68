"""`officials …`: who works at the counter (R65)."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from desktop.cli.answer import Answer
from desktop.cli.inputs import opened, pin_line, secret_lines
from desktop.cli.outputs import output
from desktop.machine.clock import vietnam_time
from desktop.machine.recovery_code import read_recovery_code
from desktop.machine.secret_memory import wipe
from desktop.model.data import as_data
from desktop.model.errors import WrongUsage
from desktop.model.official import ROLE_WORDS, Official, Role
from desktop.signing.tokens.pin import Pin
from desktop.workflow.officials.desk import OfficialRow

if TYPE_CHECKING:
    from desktop.app import App


def listed(arguments: argparse.Namespace) -> Answer:
    """List the officials."""
    with opened(arguments) as app:
        rows = app.officials.every()
    lines = [_line(row) for row in rows] or ["Quầy này chưa có cán bộ nào: một người dùng, không phải đăng nhập."]
    return Answer(data={"officials": [_row(row) for row in rows]}, lines=lines)


def add(arguments: argparse.Namespace) -> Answer:
    """Set one up."""
    password = pin_line()
    try:
        with opened(arguments) as app:
            new = app.officials.add(arguments.name, arguments.full_name, _roles(arguments), password)
    finally:
        wipe(password)
    return Answer(data={"official": _data(new)}, lines=[f"Đã thêm {new.name} ({_words(new)})."])


def roles(arguments: argparse.Namespace) -> Answer:
    """Give one other roles."""
    with opened(arguments) as app:
        changed = app.officials.set_roles(arguments.name, _roles(arguments))
    return Answer(data={"official": _data(changed)}, lines=[f"{changed.name}: {_words(changed)}."])


def disable(arguments: argparse.Namespace) -> Answer:
    """Let one log in no more."""
    return _disabled(arguments, disabled=True)


def enable(arguments: argparse.Namespace) -> Answer:
    """Let one log in again."""
    return _disabled(arguments, disabled=False)


def _disabled(arguments: argparse.Namespace, *, disabled: bool) -> Answer:
    with opened(arguments) as app:
        changed = app.officials.set_disabled(arguments.name, disabled=disabled)
    words = "không đăng nhập được nữa" if changed.disabled else "đăng nhập lại được"
    return Answer(data={"official": _data(changed)}, lines=[f"{changed.name}: {words}."])


def password(arguments: argparse.Namespace) -> Answer:
    """Give one another password; by the recovery sheet where nobody can log in."""
    new = pin_line()
    try:
        if arguments.code_stdin:
            code = read_recovery_code(secret_lines())
            with opened(arguments, by_anybody=True) as app:
                app.officials.recover(arguments.name, code, new)
        else:
            with opened(arguments) as app:
                app.officials.set_password(arguments.name, new)
    finally:
        wipe(new)
    return Answer(data={"name": arguments.name}, lines=[f"Đã đặt mật khẩu mới cho {arguments.name}."])


def certificate(arguments: argparse.Namespace) -> Answer:
    """Let the certificate of whoever logs in here do so from now on."""
    pin = Pin(pin_line())
    with pin, opened(arguments) as app:
        sha256 = app.door.keep_certificate(arguments.token, pin)
    return Answer(data={"certificate": sha256}, lines=["Từ nay đăng nhập được bằng USB ký số này."])


def hand_over(arguments: argparse.Namespace) -> Answer:
    """Give everything unfinished to another official."""
    with opened(arguments) as app:
        given = app.shifts.give(arguments.taker, arguments.note, _staying(app, arguments.without))
    words = f"Đã bàn giao {len(given.lines)} hồ sơ cho {given.taker}, mã {given.id}; chờ người nhận đăng nhập và nhận."
    return Answer(data={"shift": as_data(given)}, lines=[words])


def _staying(app: App, codes: Sequence[str]) -> set[UUID]:
    """The unfinished dossiers of these codes."""
    ids = {line.code: line.dossier_id for line in app.shifts.unfinished()} if codes else {}
    for code in codes:
        if code not in ids:
            raise WrongUsage(detail=f"mình không có hồ sơ chưa xong nào mã «{code}»")
    return {ids[code] for code in codes}


def take_over(arguments: argparse.Namespace) -> Answer:
    """Take dossiers over, or not; or list what waits to be taken over."""
    with opened(arguments) as app:
        if not arguments.shift:
            waiting = app.shifts.waiting()
            lines = [f"{one.id}   từ {one.giver}   {len(one.lines)} hồ sơ   {one.note}" for one in waiting]
            return Answer(data={"shifts": [as_data(one) for one in waiting]}, lines=lines or ["Không có bàn giao nào."])
        done = app.shifts.answer(_id(arguments.shift), takes=not arguments.refuse)
    words = "Không nhận" if arguments.refuse else "Đã nhận"
    return Answer(data={"shift": as_data(done)}, lines=[f"{words} {len(done.lines)} hồ sơ từ {done.giver}."])


def take_back(arguments: argparse.Namespace) -> Answer:
    """Take back what nobody has answered yet."""
    with opened(arguments) as app:
        done = app.shifts.take_back(_id(arguments.shift))
    words = f"Đã lấy lại {len(done.lines)} hồ sơ đã giao cho {done.taker}."
    return Answer(data={"shift": as_data(done)}, lines=[words])


def handover_sheet(arguments: argparse.Namespace) -> Answer:
    """Write the list that both sign."""
    out = output(arguments, arguments.out)
    with opened(arguments) as app:
        out.write(app.shifts.sheet(_id(arguments.shift)))
    return Answer(data={"out": str(arguments.out)}, lines=[f"Đã ghi {arguments.out}. Hai bên ký rồi lưu."])


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise WrongUsage(detail=f"«{text}» không phải mã bàn giao") from None


def _roles(arguments: argparse.Namespace) -> set[Role]:
    return {Role(role) for role in arguments.role}


def _words(official: Official) -> str:
    return ", ".join(words for role, words in ROLE_WORDS.items() if role in official.roles)


def _data(official: Official) -> dict[str, Any]:
    return {
        "name": official.name,
        "full_name": official.full_name,
        "roles": sorted(official.roles),
        "disabled": official.disabled,
        "certificate": official.certificate_sha256,
    }


def _row(row: OfficialRow) -> dict[str, Any]:
    return {
        **_data(row.official),
        "since": row.since and row.since.isoformat(),
        "logged_in_at": row.logged_in_at and row.logged_in_at.isoformat(),
        "proven_at": row.proven_at and row.proven_at.isoformat(),
        "failures": row.failures,
    }


def _line(row: OfficialRow) -> str:
    last = vietnam_time(row.logged_in_at)[:16] if row.logged_in_at else "chưa lần nào"
    ended = ", đã khoá" if row.official.disabled else ""
    return f"{row.official.name}   {row.official.full_name}   {_words(row.official)}   đăng nhập: {last}{ended}"
