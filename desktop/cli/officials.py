"""`officials …`: who works at the counter (R65)."""

from __future__ import annotations

import argparse
from typing import Any

from desktop.cli.answer import Answer
from desktop.cli.inputs import opened, pin_line, secret_lines
from desktop.machine.clock import vietnam_time
from desktop.machine.recovery_code import read_recovery_code
from desktop.machine.secret_memory import wipe
from desktop.model.official import ROLE_WORDS, Official, Role
from desktop.signing.tokens.pin import Pin
from desktop.workflow.officials.desk import OfficialRow


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
    """Let one log in no more, or again."""
    with opened(arguments) as app:
        changed = app.officials.set_disabled(arguments.name, disabled=arguments.disabled)
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
        "logged_in_at": row.logged_in_at and row.logged_in_at.isoformat(),
        "proven_at": row.proven_at and row.proven_at.isoformat(),
        "failures": row.failures,
    }


def _line(row: OfficialRow) -> str:
    last = vietnam_time(row.logged_in_at)[:16] if row.logged_in_at else "chưa lần nào"
    ended = ", đã khoá" if row.official.disabled else ""
    return f"{row.official.name}   {row.official.full_name}   {_words(row.official)}   đăng nhập: {last}{ended}"
