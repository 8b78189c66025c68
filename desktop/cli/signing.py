"""`tokens`, `sign`, `extend`."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.cli.answer import Answer
from desktop.cli.inputs import pin_line, read
from desktop.cli.outputs import output
from desktop.cli.trusted import counter
from desktop.machine.clock import SystemClock
from desktop.machine.settings import Settings
from desktop.model.signature import SignatureRole
from desktop.signing.authorities.counter import CounterAuthorities
from desktop.signing.engines.modules import find_modules
from desktop.signing.errors import NoTimeAuthority
from desktop.signing.extend import extend_pdf
from desktop.signing.pades import sign_pdf
from desktop.signing.tokens.client import Tokens
from desktop.signing.tokens.engine import Token
from desktop.signing.tokens.pin import Pin
from desktop.signing.tokens.shelf import open_tokens
from desktop.training.station import TrainingStation
from desktop.workflow.identities import read_identities
from desktop.workflow.keys import SigningKeys

if TYPE_CHECKING:
    from desktop.signing.appearance.stamp import Stamp


def _host(arguments: argparse.Namespace, settings: Settings, station: TrainingStation | None) -> Tokens:
    if station and not arguments.module:
        return station.token_host()
    return open_tokens(arguments.module or Path(settings.token_module))


def tokens(arguments: argparse.Namespace) -> Answer:
    """List tokens with their certificates, or the modules that serve them."""
    if arguments.modules:
        return _modules()
    settings, authorities, station = counter(arguments)
    host = _host(arguments, settings, station)
    try:
        found = host.tokens()
    finally:
        host.close()
    now = SystemClock().now()
    rows: list[dict[str, Any]] = [
        {
            "serial": token.serial,
            "label": token.label,
            "locked": token.locked,
            "final_try": token.final_try,
            "certificates": _certificates(token, settings, authorities, now),
        }
        for token in found
    ]
    lines = [
        f"{row['serial']}  {certificate['signer']}  {certificate['why_not'] or 'dùng được'}"
        for row in rows
        for certificate in row["certificates"]
    ]
    return Answer(data={"tokens": rows}, lines=lines or ["Không thấy USB ký số nào."])


def _certificates(
    token: Token, settings: Settings, authorities: CounterAuthorities, now: datetime
) -> list[dict[str, Any]]:
    """The certificates of a token, each with the roles in which it may sign here, and why not where in none."""
    roles = list(SignatureRole)
    read = [read_identities([token], role, settings, authorities.trusted, now) for role in roles]
    others = {(one.certificate_sha256, one.role): one.fit for own in read for one in own}
    return [
        {
            "sha256": one.certificate_sha256,
            "signer": one.signer,
            "issuer": one.issuer,
            "valid_until": one.valid_until.isoformat(),
            "fit": bool(may),
            "roles": may,
            "why_not": "" if may else one.why_not,
        }
        for one in read[0]
        for may in ([str(role) for role in roles if others[one.certificate_sha256, role]],)
    ]


def _modules() -> Answer:
    found = find_modules()
    rows = [
        {"path": str(one.path), "vendor": one.vendor, "usable": one.usable, "why_not": one.why_not} for one in found
    ]
    lines = [f"{one.vendor}: {one.path}  {one.why_not or 'dùng được'}" for one in found]
    return Answer(data={"modules": rows}, lines=lines or ["Không tìm thấy trình điều khiển USB ký số nào."])


def _stamp(agency: str, now: datetime) -> Stamp:
    # Here and not above: what draws it is most of what signing would load.
    from desktop.signing.appearance.stamp import Stamp

    return Stamp(agency=agency, signed_at=now)


def sign(arguments: argparse.Namespace) -> Answer:
    """Sign one file; the PIN comes from standard input and is tried once."""
    out = output(arguments, arguments.out, [arguments.file])
    settings, authorities, station = counter(arguments)
    pdf = read(arguments.file)
    host = _host(arguments, settings, station)
    keys = SigningKeys(settings, SystemClock(), lambda: host, authorities)
    try:
        opening = keys.open(
            arguments.token,
            SignatureRole(arguments.role),
            Pin(pin_line),
            certificate_sha256=(arguments.cert or "").lower(),
            own_copy=arguments.own_copy,
        )
        with opening as key:
            now = SystemClock().now()
            request = key.request(now, stamp=_stamp(arguments.stamp, now) if arguments.stamp else None)
            signed = sign_pdf(pdf, key.session, request)
    finally:
        host.close()
    out.write(signed.pdf)
    data = {
        "out": str(arguments.out),
        "sha256": signed.sha256,
        "level": signed.level,
        "signer": signed.signer,
        "certificate_sha256": signed.certificate_sha256,
        "signed_at": signed.signed_at.isoformat(),
        "time_source": signed.time_source,
        "revocation": str(signed.revocation),
    }
    return Answer(data=data, lines=[f"Đã ký: {arguments.out} ({signed.signer}, {signed.level})"])


def extend(arguments: argparse.Namespace) -> Answer:
    """Append validation data and a document timestamp to a signed file, or the former alone; no token is needed."""
    out = output(arguments, arguments.out, [arguments.file])
    _, authorities, _ = counter(arguments)
    tsa = None if arguments.no_time else authorities.tsa()
    if tsa is None and not arguments.no_time:
        raise NoTimeAuthority()
    done = extend_pdf(read(arguments.file), authorities.trusted, authorities.desk, tsa, SystemClock().now())
    out.write(done.pdf)
    data = {"out": str(arguments.out), "sha256": done.sha256, "level": done.level, **done.verdict.as_data()}
    return Answer(data=data, lines=[f"Đã bổ sung: {arguments.out} ({done.level})"])
