"""Making a salvaged store consistent again, and saying in the clerk's words what is gone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlcipher3.dbapi2 as sqlcipher

from desktop.model.codes import provisional_code

LOST_OWNER = "(mất tên chủ hồ sơ)"


@dataclass(frozen=True, slots=True)
class Loss:
    """One thing that is gone.

    Attributes:
        dossier: its code; the provisional one where no more is known; empty where it belongs to none.
        what: what of it, in words.
    """

    dossier: str
    what: str


def mend(target: sqlcipher.Connection, lost: dict[str, list[dict[str, Any]]]) -> list[Loss]:
    """Remove what refers to nothing any more, mark what must be done again; gives everything that is lost.

    Args:
        target: the salvaged file, foreign keys off.
        lost: by table, what the indexes still knew of rows that could not be read.
    """
    target.execute("BEGIN")
    losses = [
        *_dossiers(target, lost.get("dossier", [])),
        *_owners(target),
        *_papers(target, lost.get("paper", [])),
        *_pages(target, lost.get("page", [])),
        *_files(target),
        *_rest(target, lost),
    ]
    target.execute("DELETE FROM step WHERE dossier_id NOT IN (SELECT id FROM dossier)")
    target.execute(
        "UPDATE step SET state = 'failed', paper_id = NULL, last_error = 'store: giấy tờ đã mất khi cứu kho dữ liệu' "
        "WHERE paper_id NOT IN (SELECT id FROM paper)"
    )
    target.execute("DELETE FROM signature WHERE paper_id NOT IN (SELECT id FROM paper)")
    target.execute("COMMIT")
    return sorted(set(losses), key=lambda loss: (loss.dossier, loss.what))


def _dossiers(target: sqlcipher.Connection, lost: list[dict[str, Any]]) -> list[Loss]:
    there = {row[0] for row in target.execute("SELECT id FROM dossier")}
    known = {row["id"]: str(row.get("code") or "") for row in lost if row.get("id")}
    orphans = {row[0] for row in target.execute("SELECT DISTINCT dossier_id FROM paper")}
    gone = (known.keys() | orphans) - there
    target.execute(
        "DELETE FROM page WHERE paper_id IN (SELECT id FROM paper WHERE dossier_id NOT IN (SELECT id FROM dossier))"
    )
    target.execute("DELETE FROM paper WHERE dossier_id NOT IN (SELECT id FROM dossier)")
    return [Loss(known.get(one) or provisional_code(UUID(one)), "cả hồ sơ") for one in gone]


def _owners(target: sqlcipher.Connection) -> list[Loss]:
    rows = target.execute("SELECT code, party_id FROM dossier WHERE party_id NOT IN (SELECT id FROM party)").fetchall()
    for _, party in rows:
        target.execute(
            "INSERT OR IGNORE INTO party (id, kind, number, name, folded, sex, address) "
            "VALUES (?, 'other', '', ?, '', '', '')",
            (party, LOST_OWNER),
        )
    gone = target.execute(
        "SELECT d.code FROM submitter s JOIN dossier d ON d.id = s.dossier_id "
        "WHERE s.party_id NOT IN (SELECT id FROM party)"
    ).fetchall()
    target.execute(
        "DELETE FROM submitter WHERE dossier_id NOT IN (SELECT id FROM dossier) "
        "OR party_id NOT IN (SELECT id FROM party)"
    )
    losses = [Loss(code, "tên và số giấy tờ của chủ hồ sơ") for code, _ in rows]
    return losses + [Loss(code, "tên và số giấy tờ của người nộp thay") for (code,) in gone]


def _papers(target: sqlcipher.Connection, lost: list[dict[str, Any]]) -> list[Loss]:
    losses = []
    for row in lost:
        code = _code(target, row.get("dossier_id"))
        there = target.execute("SELECT 1 FROM paper WHERE id = ?", (row.get("id"),)).fetchone()
        if code and not there:
            losses.append(Loss(code, f"giấy tờ thứ {int(row['position']) + 1}"))
    target.execute("DELETE FROM page WHERE paper_id NOT IN (SELECT id FROM paper)")
    return losses


def _pages(target: sqlcipher.Connection, lost: list[dict[str, Any]]) -> list[Loss]:
    losses = []
    for row in lost:
        there = target.execute("SELECT 1 FROM page WHERE id = ?", (row.get("id"),)).fetchone()
        if not there and row.get("paper_id"):
            losses += _page(target, row["paper_id"], row["position"])
    without = target.execute(
        "SELECT id, paper_id, position FROM page WHERE raw_sha256 NOT IN (SELECT sha256 FROM content)"
    ).fetchall()
    for page, paper, position in without:
        losses += _page(target, paper, position)
        target.execute("DELETE FROM page WHERE id = ?", (page,))
    # A cleaned image can be made again from the page as scanned: such a page counts as unread.
    target.execute(
        "UPDATE page SET clean_sha256 = '', facts = NULL, thumbnail = NULL "
        "WHERE clean_sha256 != '' AND clean_sha256 NOT IN (SELECT sha256 FROM content)"
    )
    return losses


def _page(target: sqlcipher.Connection, paper: str, position: int) -> list[Loss]:
    row = target.execute(
        "SELECT dossier.code, paper.name FROM paper JOIN dossier ON dossier.id = paper.dossier_id WHERE paper.id = ?",
        (paper,),
    ).fetchone()
    return [Loss(row[0], f"trang {position + 1} của «{row[1]}»")] if row else []


def _files(target: sqlcipher.Connection) -> list[Loss]:
    rows = target.execute(
        "SELECT dossier.code, paper.name, paper.sync FROM paper JOIN dossier ON dossier.id = paper.dossier_id "
        "WHERE pdf_sha256 != '' AND pdf_sha256 NOT IN (SELECT sha256 FROM content) "
        "AND paper.id NOT IN (SELECT paper_id FROM tombstone)"
    ).fetchall()
    at_province = " (tỉnh đã có)"
    return [
        Loss(code, f"tệp PDF của «{name}»{at_province if sync == 'confirmed' else ''}") for code, name, sync in rows
    ]


def _rest(target: sqlcipher.Connection, lost: dict[str, list[dict[str, Any]]]) -> list[Loss]:
    words = {
        "audit": "dòng nhật ký",
        "step": "bước trong hàng đợi",
        "signature": "ghi nhận chữ ký",
        "slip": "phiếu của hồ sơ",
        "catalogue": "phiên bản danh mục",
        "setting": "thiết lập",
        "tombstone": "ghi nhận đã xoá",
    }
    losses = []
    for table, name in words.items():
        for row in lost.get(table, []):
            if not row and table != "audit":
                # Not even an index could be read: there may have been such rows, and the backup may have had them.
                losses.append(Loss("", f"có thể cả {name}"))
            elif not _is_back(target, table, row):
                losses.append(Loss(_code(target, row.get("dossier_id")), name))
    return losses


def _is_back(target: sqlcipher.Connection, table: str, row: dict[str, Any]) -> bool:
    """Whether the backup had what the indexes know of a lost row."""
    if not row:
        return False
    same = " AND ".join(f'"{name}" IS ?' for name in row)
    return target.execute(f'SELECT 1 FROM "{table}" WHERE {same}', tuple(row.values())).fetchone() is not None  # noqa: S608


def _code(target: sqlcipher.Connection, dossier: Any) -> str:
    row = target.execute("SELECT code FROM dossier WHERE id = ?", (dossier,)).fetchone()
    return str(row[0]) if row else ""
