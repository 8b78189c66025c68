"""`tokens`, `sign`, `verify`."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes

from desktop.cli.answer import Answer
from desktop.cli.inputs import read, write
from desktop.machine.folders import Folders, folders
from desktop.machine.settings import FILE_NAME, Settings, load_settings
from desktop.model.errors import WrongUsage
from desktop.signing.checks import issuer_of, name_of, why_unfit
from desktop.signing.pades import SignatureRequest, sign_pdf
from desktop.signing.stamp import Stamp
from desktop.signing.tokens import TokenHost
from desktop.signing.trust import read_trusted
from desktop.signing.verify import Word, verify_pdf
from desktop.store.file import mark_folder
from desktop.training.station import TrainingStation


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the commands of this room."""
    listing = commands.add_parser("tokens", parents=[common], help="USB ký số và chứng thư")
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
    _where(signing)
    signing.set_defaults(run=sign)
    verifying = commands.add_parser("verify", parents=[common], help="kiểm tra chữ ký")
    verifying.add_argument("file", type=Path, metavar="G.pdf")
    _where(verifying)
    verifying.set_defaults(run=verify)


def _where(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--module", type=Path, metavar="FILE", help="trình điều khiển PKCS#11 của USB ký số")
    parser.add_argument("--root", type=Path, action="append", default=[], metavar="PEM", help="chứng thư gốc tin cậy")


def _counter(arguments: argparse.Namespace) -> tuple[Folders, Settings, TrainingStation | None]:
    place = folders(arguments.data, training=arguments.training)
    settings = load_settings(place.data / FILE_NAME)
    if not arguments.training:
        return place, settings, None
    mark_folder(place, training=True)
    station = TrainingStation(place)
    return place, station.settings(settings), station


def _host(arguments: argparse.Namespace, settings: Settings, station: TrainingStation | None) -> TokenHost:
    if station and not arguments.module:
        return station.token_host()
    return TokenHost(module=arguments.module or Path(settings.token_module))


def _trusted(arguments: argparse.Namespace, settings: Settings) -> list[x509.Certificate]:
    return read_trusted([*(Path(file) for file in settings.trust_roots), *arguments.root])


def tokens(arguments: argparse.Namespace) -> Answer:
    """List tokens with their certificates."""
    _, settings, station = _counter(arguments)
    trusted = _trusted(arguments, settings)
    host = _host(arguments, settings, station)
    try:
        found = host.tokens()
    finally:
        host.close()
    now = datetime.now(UTC)
    rows: list[dict[str, Any]] = []
    for token in found:
        certificates = [x509.load_der_x509_certificate(der) for der in token.certificates]
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
                        "fit": not why_unfit(one, now, trusted),
                        "why_not": why_unfit(one, now, trusted),
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


def _certificate(host: TokenHost, arguments: argparse.Namespace, trusted: list[x509.Certificate]) -> str:
    if arguments.cert:
        return str(arguments.cert).lower()
    now = datetime.now(UTC)
    for token in host.tokens():
        if token.serial != arguments.token:
            continue
        for der in token.certificates:
            certificate = x509.load_der_x509_certificate(der)
            if not why_unfit(certificate, now, trusted):
                return certificate.fingerprint(hashes.SHA256()).hex()
    raise WrongUsage(detail=f"không có chứng thư dùng được trên USB «{arguments.token}»; chỉ rõ bằng --cert")


def sign(arguments: argparse.Namespace) -> Answer:
    """Sign one file; the PIN comes from standard input and is tried once."""
    _, settings, station = _counter(arguments)
    pdf = read(arguments.file)
    trusted = _trusted(arguments, settings)
    pin = bytearray(sys.stdin.buffer.readline().rstrip(b"\r\n"))
    now = datetime.now(UTC)
    stamp = Stamp(agency=arguments.stamp, signed_at=now) if arguments.stamp else None
    host = _host(arguments, settings, station)
    try:
        with host.open(arguments.token, _certificate(host, arguments, trusted), pin) as session:
            how = SignatureRequest(role=arguments.role, signed_at=now, trusted=trusted, stamp=stamp)
            signed = sign_pdf(pdf, session, how)
    finally:
        host.close()
    write(arguments.out, signed.pdf, sources=[arguments.file])
    data = {
        "out": str(arguments.out),
        "sha256": signed.sha256,
        "level": signed.level,
        "signer": signed.signer,
        "certificate_sha256": signed.certificate_sha256,
        "signed_at": signed.signed_at.isoformat(),
        "time_source": signed.time_source,
        "revocation": signed.revocation,
    }
    return Answer(data=data, lines=[f"Đã ký: {arguments.out} ({signed.signer}, {signed.level})"])


def verify(arguments: argparse.Namespace) -> Answer:
    """The verdict on a file; exit status 1 where a signature does not hold."""
    _, settings, _ = _counter(arguments)
    verdict = verify_pdf(read(arguments.file), _trusted(arguments, settings), name=arguments.file.name)
    data = verdict.as_data()
    lines = [str(data.get("sentence", verdict.word))]
    lines += [f"  {one['signer']}  {one['signed_at']}" for one in data["signatures"]]
    return Answer(data=data, lines=lines, status=1 if verdict.word is Word.INVALID else 0)
