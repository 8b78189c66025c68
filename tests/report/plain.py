"""The report once more, in plain Python over the rows as they lie in the store: no condition and no SQL is shared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, select

from desktop.machine.clock import VIETNAM
from desktop.store.file import Store
from desktop.store.tables import catalogue, dossier, paper, reused, step

Row = dict[str, Any]

NOT_RECEIVED = ("book", "copy", "former", "refused")
"""States of what is no dossier that the counter received."""


def plain_rows(store: Store, first: date, last: date) -> list[Row]:
    """Each dossier received from `first` to `last`, with what the regulations ask of it."""
    with store.reading() as tx:
        versions = {row.version: row.data["procedures"] for row in tx.execute(select(catalogue))}
        sources = {row.paper_id: row.source for row in tx.execute(select(reused))}
        records = [row for row in tx.execute(select(step)) if (row.kind, row.state) == ("record", "done")]
        recorded = {row.dossier_id for row in records if row.payload["papers"]}
        own: dict[Any, list[Row]] = defaultdict(list)
        for row in tx.execute(select(paper)).mappings():
            own[row["dossier_id"]].append({**row, "source": sources.get(row["id"])})
        found = _received(tx)
    told = [
        _told(one, own[one["id"]], versions.get(one["catalogue_version"], []), one["id"] in recorded) for one in found
    ]
    return [one for one in told if first <= one["on"] <= last]


def _received(tx: Connection) -> list[Row]:
    found = [dict(row) for row in tx.execute(select(dossier)).mappings()]
    # One that was stopped before the province had any of it is as one that was refused.
    early = {row["id"] for row in found if row["state"] == "stopped" and row["last_confirmed_at"] is None}
    return [row for row in found if row["state"] not in NOT_RECEIVED and row["id"] not in early]


def _told(row: Row, papers: list[Row], procedures: list[Row], recorded: bool) -> Row:
    known = next((one for one in procedures if one["code"][:8] == row["procedure"][:8]), None)
    must = set()
    for case in known["cases"] if known else ():
        if case["code"] == row["case"]:
            must |= {one["code"] for one in case["components"] if one["must_digitise"]}
    components = [one for one in papers if one["kind"] == "component"]
    results = [one for one in papers if one["kind"] == "result"]
    sent = [one for one in components + results if one["digitisation"] in ("scanned", "confirmed", "built")]
    told = {
        "code": row["code"],
        "on": row["received_at"].astimezone(VIETNAM).date(),
        "unit": row["competent_unit"],
        "official": row["officer"],
        "procedure": row["procedure"][:8],
        "field": known["field"] if known else "",
        "result_due": bool(known and known["results"]) or bool(results),
        "component_file": any(_has_file(one) for one in components),
        "result_file": any(_has_file(one) for one in results),
        "reused": any(_stands_in(one) for one in components),
        "national": any(_stands_in(one) and one["source"]["shop"] == "national" for one in components),
        "result_confirmed": any(one["sync"] == "confirmed" for one in results),
        "confirmed": all(one["sync"] == "confirmed" for one in sent) and (bool(sent) or recorded),
        "must_scan": any(one["digitisation"] == "empty" and one["code"] in must for one in components),
        "must_sign": any(not _signed(one) for one in sent),
        "leaving": any(_signed(one) and one["sync"] in ("local", "queued", "sending", "sent") for one in sent),
        "refused": any(one["sync"] in ("failed", "conflict") for one in papers),
    }
    return {**told, "resolved": row["state"] == "returned" or told["result_file"]}


def _signed(one: Row) -> bool:
    return one["digitisation"] == "built" and one["signing"] != "unsigned"


def _stands_in(one: Row) -> bool:
    return one["digitisation"] == "reused" and one["source"] is not None


def _has_file(one: Row) -> bool:
    return (_signed(one) and one["pdf_sha256"] != "") or _stands_in(one)


def plain_shares(rows: Iterable[Row]) -> dict[str, tuple[int, int, int]]:
    """By indicator: due, met, and how many of these the province has not confirmed."""
    rows = list(rows)

    def dossiers(due: Any, met: Any) -> tuple[int, int, int]:
        counted = [one for one in rows if due(one)]
        good = [one for one in counted if met(one)]
        return len(counted), len(good), sum(not one["confirmed"] for one in good)

    everyone = lambda one: True  # noqa: E731
    procedures = {one["procedure"] for one in rows}
    using = {one["procedure"] for one in rows if one["national"]}
    proven = {one["procedure"] for one in rows if one["national"] and one["confirmed"]}
    return {
        "4.1": dossiers(lambda one: one["result_due"], lambda one: one["result_file"]),
        "4.2": dossiers(everyone, lambda one: one["component_file"] and (one["result_file"] or not one["result_due"])),
        "4.3": dossiers(everyone, lambda one: one["reused"]),
        "4.4": dossiers(everyone, lambda one: one["national"] or one["result_confirmed"]),
        "4.5a": dossiers(everyone, lambda one: one["national"]),
        "4.5b": (len(procedures), len(using), len(using) - len(proven)),
        "1.4": dossiers(everyone, lambda one: one["confirmed"]),
    }


def plain_counts(rows: Iterable[Row]) -> dict[str, int]:
    """By counter of §8.2, and by reason."""
    rows = list(rows)
    solved = [one for one in rows if one["resolved"]]
    undone = [one for one in solved if one["result_due"] and not one["result_file"]]
    return {
        "TiepNhan": len(rows),
        "ChuaSoHoaTPHS": sum(not one["component_file"] for one in rows),
        "CoSoHoaTPHS": sum(one["component_file"] for one in rows),
        "CoTaiSuDungTPHS": sum(one["reused"] for one in rows),
        "CoTaiSuDungTPHSTuDvcQg": sum(one["national"] for one in rows),
        "DaGiaiQuyet": len(solved),
        "DaGiaiQuyetChuaSoHoa": len(undone),
        "DaGiaiQuyetDaSoHoa": len(solved) - len(undone),
        **{name: sum(one[name] for one in rows) for name in ("must_scan", "must_sign", "leaving", "refused")},
    }


def days(first: date, last: date) -> list[date]:
    """Every day from `first` to `last`."""
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def plain_ways(store: Store, first: date, last: date) -> list[Row]:
    """Each dossier received from `first` to `last`: when it was opened, and when each stage ended."""
    with store.reading() as tx:
        own: dict[Any, list[Row]] = defaultdict(list)
        for row in tx.execute(select(paper)).mappings():
            if row["kind"] == "component":
                own[row["dossier_id"]].append(dict(row))
        found = _received(tx)
    told = [_way(one, own[one["id"]]) for one in found]
    return [one for one in told if first <= one["opened"].astimezone(VIETNAM).date() <= last]


def _way(row: Row, papers: list[Row]) -> Row:
    opened = row["received_at"]
    ends, end = [], opened
    for name in ("scanned_at", "checked_at", "signed_at", "sent_at", "confirmed_at"):
        end = max([end, *(one[name] for one in papers if one[name])])
        ends.append(end)
    known = any(one["checked_at"] for one in papers) and not any(one["digitisation"] == "scanned" for one in papers)
    days = {moment.astimezone(VIETNAM).date() for moment in (opened, ends[1])}
    sendable = [one for one in papers if one["digitisation"] not in ("empty", "reused")]
    arrived = all(one["sync"] == "confirmed" and one["signed_at"] and one["sent_at"] for one in sendable)
    return {
        "code": row["code"],
        "official": row["officer"],
        "opened": opened,
        "ends": ends,
        "at_counter": known and len(days) == 1,
        "many_days": known and len(days) == 2,
        "not_known": not known,
        "through": known and arrived and any(one["confirmed_at"] for one in papers),
    }
