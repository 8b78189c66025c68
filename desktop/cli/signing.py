"""`tokens`, `sign`, `verify`, `extend`."""

from __future__ import annotations

import argparse
import hashlib
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes

from desktop.cli.answer import Answer
from desktop.cli.inputs import read
from desktop.cli.outputs import may_replace, output
from desktop.machine.clock import SystemClock
from desktop.machine.folders import folders
from desktop.machine.provision import Provision, read_provision
from desktop.machine.settings import FILE_NAME, Settings, load_settings
from desktop.model.errors import WrongUsage
from desktop.model.signature import SignatureRole
from desktop.signing.appearance.stamp import Stamp
from desktop.signing.authorities.counter import ANSWERS_FOLDER, CounterAuthorities
from desktop.signing.authorities.revocation import UNASKED
from desktop.signing.checks import chain, issuer_of, name_of, why_unfit
from desktop.signing.engines.modules import find_modules
from desktop.signing.extend import extend_pdf
from desktop.signing.pades import SignatureRequest, require_fit, sign_pdf
from desktop.signing.report import report_pdf
from desktop.signing.tokens.client import Tokens, read_certificates
from desktop.signing.tokens.engine import wipe
from desktop.signing.tokens.shelf import open_tokens
from desktop.signing.verify import Word, verify_pdf
from desktop.store.file import mark_folder
from desktop.training.station import TrainingStation
from desktop.workflow.errors import NotSealKeeper


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the commands of this room."""
    listing = commands.add_parser("tokens", parents=[common], help="USB ký số và chứng thư")
    listing.add_argument("--modules", action="store_true", help="các trình điều khiển tìm thấy trên máy này")
    _where(listing)
    listing.set_defaults(run=tokens)
    signing = commands.add_parser("sign", parents=[common], help="ký một tệp PDF")
    signing.add_argument("file", type=Path, metavar="F.pdf")
    signing.add_argument("--out", type=Path, required=True, metavar="G.pdf")
    signing.add_argument("--token", required=True, metavar="SERIAL")
    signing.add_argument("--cert", metavar="SHA256", help="mặc định là chứng thư dùng được đầu tiên")
    signing.add_argument("--pin-stdin", action="store_true", required=True, help="đọc PIN từ đầu vào chuẩn")
    signing.add_argument("--role", choices=["official", "agency"], default="official")
    signing.add_argument("--stamp", metavar="NAME", help="tên cơ quan trên dấu chữ ký hiển thị")
    signing.add_argument("--own-copy", action="store_true", help="bản sao do chính cơ quan lập, cơ quan ký một mình")
    may_replace(signing)
    _where(signing)
    signing.set_defaults(run=sign)
    verifying = commands.add_parser("verify", parents=[common], help="kiểm tra chữ ký")
    verifying.add_argument("file", type=Path, metavar="G.pdf")
    verifying.add_argument("--report", type=Path, metavar="R.pdf", help="ghi kết quả thành trang để in")
    verifying.add_argument("--offline", action="store_true", help="không hỏi nhà cấp về thu hồi")
    may_replace(verifying)
    _where(verifying)
    verifying.set_defaults(run=verify)
    extending = commands.add_parser(
        "extend", parents=[common], help="bổ sung dữ liệu xác thực và dấu thời gian, không cần USB ký số"
    )
    extending.add_argument("file", type=Path, metavar="G.pdf")
    extending.add_argument("--out", type=Path, required=True, metavar="H.pdf")
    may_replace(extending)
    _where(extending)
    extending.set_defaults(run=extend)


def _where(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--module", type=Path, metavar="FILE", help="trình điều khiển PKCS#11 của USB ký số")
    parser.add_argument(
        "--root", type=Path, action="append", default=[], metavar="PEM", help="chứng thư gốc tin cậy (tệp hoặc thư mục)"
    )
    parser.add_argument("--tsa", metavar="URL", help="cơ quan cấp dấu thời gian; để trống là không dùng")


def _counter(arguments: argparse.Namespace) -> tuple[Settings, CounterAuthorities, TrainingStation | None]:
    place = folders(arguments.data, training=arguments.training)
    province = Provision() if arguments.training else read_provision()
    settings = load_settings(place.data / FILE_NAME, province)
    station: TrainingStation | None = None
    if arguments.training:
        mark_folder(place, training=True)
        station = TrainingStation(place)
        settings = station.settings(settings)
    if arguments.tsa is not None:
        settings = replace(settings, tsa_address=arguments.tsa)
    answers = place.data / ANSWERS_FOLDER if place.data.exists() else None
    authorities = CounterAuthorities(settings, SystemClock(), answers, more=tuple(arguments.root))
    return settings, authorities, station


def _host(arguments: argparse.Namespace, settings: Settings, station: TrainingStation | None) -> Tokens:
    if station and not arguments.module:
        return station.token_host()
    return open_tokens(arguments.module or Path(settings.token_module))


def tokens(arguments: argparse.Namespace) -> Answer:
    """List tokens with their certificates, or the modules that serve them."""
    if arguments.modules:
        return _modules()
    settings, authorities, station = _counter(arguments)
    trusted = authorities.trusted
    host = _host(arguments, settings, station)
    try:
        found = host.tokens()
    finally:
        host.close()
    now = datetime.now(UTC)
    rows: list[dict[str, Any]] = []
    for token in found:
        certificates = read_certificates(token)
        rows.append(
            {
                "serial": token.serial,
                "label": token.label,
                "locked": token.locked,
                "final_try": token.final_try,
                "certificates": [
                    {
                        "sha256": one.fingerprint(hashes.SHA256()).hex(),
                        "signer": name_of(one),
                        "issuer": issuer_of(one),
                        "valid_until": one.not_valid_after_utc.isoformat(),
                        "fit": not why_unfit(one, now, trusted, certificates),
                        "why_not": why_unfit(one, now, trusted, certificates),
                    }
                    for one in certificates
                ],
            }
        )
    lines = [
        f"{row['serial']}  {certificate['signer']}  {certificate['why_not'] or 'dùng được'}"
        for row in rows
        for certificate in row["certificates"]
    ]
    return Answer(data={"tokens": rows}, lines=lines or ["Không thấy USB ký số nào."])


def _modules() -> Answer:
    found = find_modules()
    rows = [
        {"path": str(one.path), "vendor": one.vendor, "usable": one.usable, "why_not": one.why_not} for one in found
    ]
    lines = [f"{one.vendor}: {one.path}  {one.why_not or 'dùng được'}" for one in found]
    return Answer(data={"modules": rows}, lines=lines or ["Không tìm thấy trình điều khiển USB ký số nào."])


def _chosen(host: Tokens, arguments: argparse.Namespace, trusted: list[x509.Certificate]) -> str:
    if arguments.cert:
        return str(arguments.cert).lower()
    now = datetime.now(UTC)
    for token in host.tokens():
        if token.serial != arguments.token:
            continue
        held = read_certificates(token)
        for certificate in held:
            if not why_unfit(certificate, now, trusted, held):
                return certificate.fingerprint(hashes.SHA256()).hex()
    raise WrongUsage(detail=f"không có chứng thư dùng được trên USB «{arguments.token}»; chỉ rõ bằng --cert")


def sign(arguments: argparse.Namespace) -> Answer:
    """Sign one file; the PIN comes from standard input and is tried once."""
    out = output(arguments, arguments.out, [arguments.file])
    settings, authorities, station = _counter(arguments)
    pdf = read(arguments.file)
    if arguments.role == SignatureRole.AGENCY and not settings.keeps_seal:
        raise NotSealKeeper()
    pin = bytearray(sys.stdin.buffer.readline().rstrip(b"\r\n"))
    now = datetime.now(UTC)
    host = _host(arguments, settings, station)
    try:
        chosen = _chosen(host, arguments, authorities.trusted)
        certificate, others = host.certificate(arguments.token, chosen)
        way = chain(certificate, authorities.trusted, now, others)
        how = SignatureRequest(
            role=arguments.role,
            signed_at=now,
            trusted=authorities.trusted,
            revocation=authorities.desk.look(way, now) if way else UNASKED,
            revocation_required=authorities.revocation_required,
            tsa=authorities.tsa(),
            pss=settings.rsa_pss,
            own_copy=arguments.own_copy,
            stamp=Stamp(agency=arguments.stamp, signed_at=now) if arguments.stamp else None,
        )
        require_fit(certificate, how, others)
        with host.open(arguments.token, chosen, pin) as session:
            signed = sign_pdf(pdf, session, how)
    finally:
        wipe(pin)
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


def verify(arguments: argparse.Namespace) -> Answer:
    """The verdict on a file; exit status 1 where a signature does not hold."""
    report = output(arguments, arguments.report, [arguments.file]) if arguments.report else None
    _, authorities, _ = _counter(arguments)
    pdf, now = read(arguments.file), datetime.now(UTC)
    desk = None if arguments.offline else authorities.desk
    verdict = verify_pdf(pdf, authorities.trusted, name=arguments.file.name, at=now, desk=desk)
    data = verdict.as_data()
    if report:
        page = report_pdf(verdict, arguments.file.name, hashlib.sha256(pdf).hexdigest(), now)
        report.write(page)
        data["report"] = str(arguments.report)
    lines = [str(data["sentence"])]
    for signature in verdict.signatures:
        lines += ["", f"  {signature.why}"] if signature.why else [""]
        lines += [f"  {label}: {words}" for label, words in signature.facts]
    return Answer(data=data, lines=lines, status=1 if verdict.word is Word.INVALID else 0)


def extend(arguments: argparse.Namespace) -> Answer:
    """Append validation data and a document timestamp to a signed file; no token is needed."""
    out = output(arguments, arguments.out, [arguments.file])
    _, authorities, _ = _counter(arguments)
    tsa = authorities.tsa()
    if tsa is None:
        raise WrongUsage(detail="chưa khai báo cơ quan cấp dấu thời gian (tsa_address hoặc --tsa)")
    done = extend_pdf(read(arguments.file), authorities.trusted, authorities.desk, tsa, datetime.now(UTC))
    out.write(done.pdf)
    data = {"out": str(arguments.out), "sha256": done.sha256, "level": done.level, **done.verdict.as_data()}
    return Answer(data=data, lines=[f"Đã bổ sung: {arguments.out} ({done.level})"])
