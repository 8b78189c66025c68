"""`self-test`, `update check`, `update pack`: what administrators do with an installation."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from desktop import __version__
from desktop.cli.answer import Answer, progress
from desktop.cli.outputs import may_replace, output
from desktop.machine.provision import KEY, provision_folder
from desktop.machine.signed import read_key
from desktop.machine.update import SUFFIX, check_update, pack_update
from desktop.model.errors import REFUSED


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the commands of this room."""
    testing = commands.add_parser("self-test", parents=[common], help="bản cài này có đủ và chạy được không")
    testing.set_defaults(run=self_testing)
    update = commands.add_parser("update", help="gói cập nhật ngoại tuyến").add_subparsers(dest="action", required=True)
    checking = update.add_parser("check", parents=[common], help="gói có đúng là tỉnh ký không; không cài gì")
    checking.add_argument("file", type=Path, help="gói cập nhật")
    checking.add_argument("--out", type=Path, metavar="DIR", help="lấy bộ cài ra thư mục này")
    checking.add_argument(
        "--key", type=Path, metavar="F.pub", help="khoá công khai của tỉnh (mặc định: khoá trên máy này)"
    )
    may_replace(checking)
    checking.set_defaults(run=update_check)
    packing = update.add_parser("pack", parents=[common], help="(cho tỉnh) đóng gói và ký một bộ cài")
    packing.add_argument("setup", type=Path, help="bộ cài")
    packing.add_argument("--version", required=True, help="phiên bản của bộ cài")
    packing.add_argument("--key", type=Path, required=True, metavar="F.key", help="khoá riêng Ed25519, PEM")
    packing.add_argument("--out", type=Path, required=True, metavar=f"F{SUFFIX}", help="gói sẽ ghi")
    may_replace(packing)
    packing.set_defaults(run=update_pack)


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
