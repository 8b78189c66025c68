"""`export-package`, `import-package`, `unpack`, `package-key`: a stick instead of the line."""

from __future__ import annotations

import argparse
from pathlib import Path

from desktop.cli.answer import Answer
from desktop.cli.inputs import opened, secret_line
from desktop.cli.outputs import output
from desktop.machine.writing import write_files
from desktop.model.errors import REFUSED
from desktop.sync.package.container import PackageReader
from desktop.sync.package.errors import BadPackage
from desktop.sync.package.seals import Passphrase
from desktop.workflow.keeping.packages import Taken


def export_package(arguments: argparse.Namespace) -> Answer:
    """Write a package, or the receipts of one."""
    out = output(arguments, arguments.file)
    passphrase = secret_line() if arguments.passphrase_stdin else ""
    with opened(arguments) as app:
        if arguments.receipts:
            packed = app.packages.export_receipts(out.path, arguments.package, replace=out.replace)
        else:
            packed = app.packages.export(out.path, passphrase, replace=out.replace)
    data = {
        "out": str(packed.file),
        "package": packed.package_id,
        "dossiers": packed.dossiers,
        "files": packed.files,
    }
    return Answer(data=data, lines=[f"Đã ghi {packed.file}: {packed.dossiers} hồ sơ, {packed.files} tệp."])


def import_package(arguments: argparse.Namespace) -> Answer:
    """Take a package in; exit status 1 where a receipt in it is not believed."""
    passphrase = secret_line() if arguments.passphrase_stdin else ""
    with opened(arguments) as app:
        taken = app.packages.take(arguments.file, passphrase, tuple(arguments.sender))
    return _taken(taken)


def _taken(taken: Taken) -> Answer:
    lines = [f"✗ {code}: {why}" for code, why in taken.refused.items()]
    if taken.kind == "receipts":
        lines.append(f"Biên nhận của {len(taken.dossiers)} hồ sơ: {taken.confirmed} giấy tờ được xác nhận.")
    else:
        lines.append(f"Đã nhận {len(taken.dossiers)} hồ sơ, {len(taken.known)} hồ sơ đã có từ trước.")
    data = {
        "kind": taken.kind,
        "package": taken.package_id,
        "dossiers": taken.dossiers,
        "known": taken.known,
        "confirmed": taken.confirmed,
        "refused": taken.refused,
    }
    return Answer(data=data, lines=lines, status=REFUSED if taken.refused else 0)


def unpack(arguments: argparse.Namespace) -> Answer:
    """Open a package of parts into a folder; needs no data folder."""
    reader = PackageReader(arguments.file, Passphrase(secret_line()))
    parts = [(str(meta.get("id", "")), body) for meta, body in reader.records() if meta.get("type") == "part"]
    if not parts or any(not name or Path(name).name != name for name, _ in parts):
        raise BadPackage(arguments.file.name, reason="không phải gói mở ra thư mục được")
    place = arguments.out
    write_files(place, parts, replace=arguments.force)
    names = [name for name, _ in parts]
    return Answer(data={"out": str(place), "parts": names}, lines=[f"Đã mở {len(names)} tệp vào {place}."])


def package_key(arguments: argparse.Namespace) -> Answer:
    """Show this PC's public line."""
    with opened(arguments) as app:
        line = app.packages.identity().line
    return Answer(data={"line": line}, lines=[line])
