"""`subject find|export|delete`: the rights of the owner of the data (R68)."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

from desktop.cli.answer import Answer
from desktop.cli.inputs import opened, secret_line
from desktop.cli.outputs import output
from desktop.sync.package.seals import Passphrase
from desktop.workflow.keeping.subject import Owned


def _rows(found: Sequence[Owned]) -> list[dict[str, Any]]:
    return [
        {
            "dossier": one.dossier.code,
            "received_at": one.dossier.received_at.isoformat(),
            "papers": [{"code": paper.code, "name": paper.name, "sync": str(paper.sync)} for paper in one.papers],
            "pages": one.pages,
        }
        for one in found
    ]


def _lines(found: Sequence[Owned]) -> list[str]:
    return [f"{one.dossier.code}: {len(one.papers)} giấy tờ, {one.pages} trang" for one in found]


def find(arguments: argparse.Namespace) -> Answer:
    """List everything of an owner."""
    with opened(arguments) as app:
        found = app.subjects.find(arguments.number)
    return Answer(data={"dossiers": _rows(found)}, lines=_lines(found))


def export(arguments: argparse.Namespace) -> Answer:
    """Write the owner's copy."""
    if arguments.passphrase_stdin:
        return _sealed(arguments)
    with opened(arguments) as app:
        written = app.subjects.hand_over(arguments.number, arguments.out, replace=arguments.force)
    words = f"Đã ghi {len(written)} tệp vào {arguments.out}. Giao cho đúng người rồi xoá thư mục này."
    return Answer(data={"out": str(arguments.out), "files": [file.name for file in written]}, lines=[words])


def _sealed(arguments: argparse.Namespace) -> Answer:
    out = output(arguments, arguments.out)
    seal = Passphrase(secret_line())
    with opened(arguments) as app:
        count = app.subjects.seal(arguments.number, out.path, seal, app.packages.signer(), replace=out.replace)
    return Answer(
        data={"out": str(arguments.out), "parts": count}, lines=[f"Đã niêm phong {count} tệp: {arguments.out}."]
    )


def delete(arguments: argparse.Namespace) -> Answer:
    """Delete everything of an owner."""
    with opened(arguments) as app:
        found = app.subjects.delete(arguments.number, unsent_too=arguments.unsent_too)
    words = "Các bản sao lưu còn giữ dữ liệu này cho đến khi được thay, chậm nhất sau 7 bản hằng ngày."
    return Answer(data={"deleted": _rows(found)}, lines=[*_lines(found), f"Đã xoá {len(found)} hồ sơ.", words])
