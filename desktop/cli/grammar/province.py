"""How `queue …`, `sync` are asked for."""

from __future__ import annotations

import argparse
from typing import Any


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the commands of this room."""
    queue = commands.add_parser("queue", help="hàng đợi gửi").add_subparsers(dest="action", required=True)
    listing = queue.add_parser("list", parents=[common], help="các bước của hàng đợi")
    listing.add_argument("--limit", type=int, default=100_000, help="nhiều nhất bao nhiêu bước")
    listing.set_defaults(run="province:queue_list")
    for action, words in (
        ("show", "một bước, và những lần đã thử"),
        ("retry", "thử lại ngay"),
        ("park", "tạm để lại, không gửi nữa cho tới khi thử lại"),
    ):
        one = queue.add_parser(action, parents=[common], help=words)
        one.add_argument("id", type=int, help="số của bước trong hàng đợi")
        one.set_defaults(run=f"province:queue_{action}")
    sync = commands.add_parser("sync", parents=[common], help="gửi những gì đến hạn")
    sync.add_argument("--once", action="store_true", help="một lượt rồi thôi (mặc định)")
    sync.set_defaults(run="province:sync_once")
