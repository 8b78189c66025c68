"""How `queue …`, `sync`, `report …` are asked for."""

from __future__ import annotations

import argparse
from datetime import date
from typing import Any

from desktop.cli.parsing import may_replace, place
from desktop.model.errors import WrongUsage


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
    report = commands.add_parser("report", help="báo cáo").add_subparsers(dest="action", required=True)
    digitisation = report.add_parser("digitisation", parents=[common], help="chỉ số số hóa")
    digitisation.add_argument("--from", dest="first", required=True, type=_day, metavar="D", help="từ ngày")
    digitisation.add_argument("--to", dest="last", required=True, type=_day, metavar="D", help="đến hết ngày")
    digitisation.add_argument("--xlsx", type=place, metavar="F", help="ghi cả ra tệp Excel")
    digitisation.add_argument("--pdf", type=place, metavar="F", help="ghi cả ra bản in PDF")
    may_replace(digitisation)
    digitisation.set_defaults(run="province:report_digitisation")


def _day(text: str) -> date:
    # Here and not above: help needs nothing of what understands a day.
    from desktop.machine.clock import SystemClock, vietnam_day
    from desktop.model import entry

    try:
        found = entry.day(text, vietnam_day(SystemClock().now()), past=False)
    except entry.NotUnderstood as refused:
        raise WrongUsage(detail=f"«{text}»: {refused.reason}") from None
    if found is None:
        raise WrongUsage(detail="thiếu ngày")
    return found
