"""How `doctor`, `audit verify` are asked for."""

from __future__ import annotations

import argparse
from typing import Any


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the commands of this room."""
    examining = commands.add_parser("doctor", parents=[common], help="kiểm tra máy quét, chữ ký số, kho, đường truyền")
    examining.set_defaults(run="admin:doctor")
    auditing = commands.add_parser("audit", help="nhật ký").add_subparsers(dest="action", required=True)
    verifying = auditing.add_parser("verify", parents=[common], help="nhật ký còn nguyên vẹn không")
    verifying.set_defaults(run="admin:audit_verify")
