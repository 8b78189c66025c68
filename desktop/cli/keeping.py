"""`backup`, `restore`, `recover`, `recovery-sheet`, `check`, `salvage`, `purge`, `incident-pack`: store keeping."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from desktop.cli.answer import Answer
from desktop.cli.inputs import opened, pin_line, secret_line, secret_lines
from desktop.cli.outputs import output
from desktop.machine.clock import SystemClock, vietnam_time
from desktop.machine.folders import Folders, folders
from desktop.machine.log import start_log
from desktop.machine.recovery_code import read_recovery_code
from desktop.machine.secrets import SecretStore, secrets_of
from desktop.machine.settings_file import counter_settings
from desktop.model.errors import TROUBLE, WrongUsage
from desktop.store.file import lock
from desktop.store.folder import mark_folder
from desktop.store.keeping.backup import BackupFacts
from desktop.store.keeping.reserve import use_reserve
from desktop.store.keeping.restore import restore
from desktop.store.keeping.salvage import SalvageReport, salvage
from desktop.store.keys import StoreKeys
from desktop.sync.package.seals import Passphrase


def _place(arguments: argparse.Namespace) -> tuple[Folders, SecretStore]:
    """Folders and keyring without opening the store, which may be unable to."""
    place = folders(arguments.data, training=arguments.training)
    mark_folder(place, training=arguments.training)
    start_log(place)
    return place, secrets_of(place, training=arguments.training)


def _facts(facts: BackupFacts) -> dict[str, Any]:
    return {
        "file": str(facts.file),
        "bytes": facts.size,
        "dossiers": facts.dossiers,
        "papers": facts.papers,
        "audit_rows": facts.audit_number,
        "last_entry": facts.last_entry and facts.last_entry.isoformat(),
    }


def back_up(arguments: argparse.Namespace) -> Answer:
    """Make a proven backup."""
    if arguments.file:
        output(arguments, arguments.file)
    with opened(arguments, by_anybody=True) as app:
        facts = app.keeping.back_up(arguments.file, replace=arguments.force)
    words = f"Đã sao lưu và kiểm tra: {facts.file} ({facts.dossiers} hồ sơ, {facts.papers} giấy tờ)."
    return Answer(data={"backup": _facts(facts)}, lines=[words])


def bring_back(arguments: argparse.Namespace) -> Answer:
    """Restore a backup, or rehearse it."""
    place, secrets = _place(arguments)
    settings, _ = counter_settings(place.data, training=arguments.training)
    facts = restore(
        place,
        secrets,
        arguments.file,
        SystemClock().now(),
        training=arguments.training,
        who=settings.officer,
        recovery=read_recovery_code(secret_lines()) if arguments.code_stdin else None,
        rehearse=arguments.check,
    )
    until = vietnam_time(facts.last_entry)[:16] if facts.last_entry else "khi lập kho"
    verb = "Diễn tập xong, bản sao lưu dùng được" if arguments.check else "Đã khôi phục"
    words = f"{verb}: {facts.dossiers} hồ sơ, {facts.papers} giấy tờ, đến {until}."
    return Answer(data={"restored": not arguments.check, "backup": _facts(facts)}, lines=[words])


def recover(arguments: argparse.Namespace) -> Answer:
    """Bring the store's key back into the keyring."""
    place, secrets = _place(arguments)
    recovery = read_recovery_code(secret_lines())
    with lock(place):
        StoreKeys(place, secrets).recover(recovery)
    with opened(arguments, by_anybody=True):
        pass
    return Answer(data={"recovered": True}, lines=["Đã lấy lại khoá, kho dữ liệu mở được."])


def recovery_sheet(arguments: argparse.Namespace) -> Answer:
    """Write the sheet to print."""
    out = output(arguments, arguments.out)
    with opened(arguments) as app:
        pdf = app.keeping.recovery_sheet(new=arguments.new)
    out.write(pdf)
    words = f"Đã ghi {arguments.out}. In ra, cất vào két, rồi xoá tệp này."
    return Answer(data={"out": str(arguments.out), "bytes": len(pdf)}, lines=[words])


def check(arguments: argparse.Namespace) -> Answer:
    """Look whether the store is whole; exit status 3 where it is not."""
    with opened(arguments, by_anybody=True) as app:
        report = app.keeping.check(full=arguments.full)
    data = {
        "whole": report.whole,
        "full": report.full,
        "damage": list(report.damage),
        "contents": list(report.contents),
        "audit_broken": report.audit_broken,
    }
    if report.whole:
        return Answer(data=data, lines=["Kho dữ liệu nguyên vẹn."])
    words = [f"✗ {one}" for one in (*report.damage, *report.contents)]
    if report.audit_broken is not None:
        words.append(f"✗ nhật ký bị sửa hoặc mất từ dòng {report.audit_broken}")
    damaged = report.damage or report.contents
    kept = "Giữ nguyên máy, lập «quayso incident-pack» và báo người phụ trách."
    advice = "Chạy «quayso salvage»." if damaged else kept
    return Answer(data=data, lines=[*words, f"→ Đừng xoá gì. {advice}"], status=TROUBLE)


def save(arguments: argparse.Namespace) -> Answer:
    """Salvage a damaged store."""
    place, secrets = _place(arguments)
    settings, _ = counter_settings(place.data, training=arguments.training)
    second = [Path(settings.backup_folder)] if settings.backup_folder else []
    report = salvage(
        place, secrets, SystemClock().now(), training=arguments.training, who=settings.officer, backups=second
    )
    return _saved(report)


def _saved(report: SalvageReport) -> Answer:
    lines = [f"✗ {loss.dossier or '—'}: mất {loss.what}" for loss in report.losses]
    lines.append(
        f"Cứu được {report.kept} dòng; {report.from_backup} dòng lấy từ bản sao lưu {report.backup or '(không có)'}."
    )
    lines.append(f"Tệp hỏng giữ nguyên ở {report.aside}.")
    data = {
        "kept": report.kept,
        "lost": report.lost,
        "from_backup": report.from_backup,
        "backup": report.backup,
        "losses": [{"dossier": loss.dossier, "what": loss.what} for loss in report.losses],
        "aside": str(report.aside) if report.aside else "",
    }
    return Answer(data=data, lines=lines)


def purge(arguments: argparse.Namespace) -> Answer:
    """Delete what is due, or one dossier's content by hand."""
    use_reserve(folders(arguments.data, training=arguments.training))
    with opened(arguments) as app:
        if not arguments.dossier:
            outcome = app.keeping.purge_due()
        elif not (arguments.token and arguments.pin_stdin):
            raise WrongUsage(detail="xoá một hồ sơ cần --token và --pin-stdin")
        else:
            proof = app.signing.proof(arguments.token, pin_line)
            outcome = app.keeping.purge_dossier(arguments.dossier, proof)
    words = f"Đã xoá nội dung {outcome.papers} giấy tờ ({outcome.size / 1024**2:.1f} MB), giữ lại ghi nhận."
    return Answer(data={"papers": outcome.papers, "bytes": outcome.size}, lines=[words])


def incident_pack(arguments: argparse.Namespace) -> Answer:
    """Write the incident pack."""
    out = output(arguments, arguments.out)
    seal = Passphrase(secret_line())
    with opened(arguments) as app:
        parts = app.incidents.write(out.path, seal, replace=out.replace)
    words = "Báo cáo sự cố trong 24 giờ, báo cáo đầy đủ trong 72 giờ; giữ nguyên máy, không cài lại."
    return Answer(data={"out": str(arguments.out), "parts": parts}, lines=[f"Đã ghi {arguments.out}.", words])
