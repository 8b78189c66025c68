"""`self-test`, `update check`, `update pack`: what administrators do with an installation."""

from __future__ import annotations

import argparse

from desktop import __version__
from desktop.cli.answer import Answer, progress
from desktop.cli.outputs import output
from desktop.machine.provision import KEY, provision_folder
from desktop.machine.signed import read_key
from desktop.machine.update import check_update, pack_update
from desktop.model.errors import REFUSED


def self_testing(arguments: argparse.Namespace) -> Answer:
    """Try every part of the installation; exit status 1 where one does not work."""
    # It draws in nearly every room; the other commands of this one must not wait for that.
    from desktop.cli.self_test import self_test

    findings = []
    for finding in self_test():
        progress(f"{'✗' if finding.trouble else '✓'} {finding.name}")
        findings.append(finding)
    broken = [one for one in findings if one.trouble]
    data = {
        "version": __version__,
        "works": not broken,
        "findings": [{"name": one.name, "works": not one.trouble, "trouble": one.trouble} for one in findings],
    }
    lines = [f"✗ {one.name}: {one.trouble}" for one in broken]
    lines.append("CÓ PHẦN KHÔNG CHẠY: cài lại Quầy Số." if broken else f"Quầy Số {__version__}: mọi phần chạy được.")
    return Answer(data=data, lines=lines, status=REFUSED if broken else 0)


def update_check(arguments: argparse.Namespace) -> Answer:
    """Verify a package; exit status 1 where it is not to be believed."""
    key = read_key(arguments.key or provision_folder() / KEY)
    update = check_update(arguments.file, key, __version__, arguments.out, replace=arguments.force)
    words = "mới hơn" if update.newer else "KHÔNG mới hơn"
    lines = [f"Gói cập nhật {update.version} do tỉnh ký, nguyên vẹn; {words} bản đang chạy ({__version__})."]
    if arguments.out:
        lines.append(f"Bộ cài: {arguments.out / update.setup}")
    else:
        lines.append("Quản trị viên lấy bộ cài ra bằng «quayso update check GÓI --out THƯ-MỤC» rồi chạy bộ cài.")
    data = {"version": update.version, "newer": update.newer, "setup": update.setup, "sha256": update.sha256}
    return Answer(data=data, lines=lines)


def update_pack(arguments: argparse.Namespace) -> Answer:
    """Make a package for the counters of a province."""
    out = output(arguments, arguments.out, [arguments.setup, arguments.key])
    pack_update(arguments.setup, arguments.version, arguments.key, out.path, replace=out.replace)
    return Answer(data={"out": str(arguments.out)}, lines=[f"Đã đóng gói: {arguments.out}"])
