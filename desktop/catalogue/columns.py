"""What a column means, from the words over it: provinces write the same thing in many ways."""

from __future__ import annotations

import re
from collections.abc import Sequence

from desktop.catalogue.words import without_marks

# The first that fits counts, so what is more special comes first.
_MEANINGS: tuple[tuple[str, str], ...] = (
    ("replaced_by", r"thay the"),
    ("result_code", r"\bma (so )?(loai )?(giay to )?(ket qua|kq)"),
    ("result_name", r"\bten (loai )?(giay to )?(ket qua|kq)|^ket qua( giai quyet| thuc hien)?( tthc| thu tuc.*)?$"),
    ("procedure_code", r"\bma (so )?(tthc|thu tuc|dich vu cong)"),
    ("procedure_name", r"\bten (tthc|thu tuc|dich vu cong)|^(tthc|thu tuc( hanh chinh)?)$"),
    ("case_code", r"\bma truong hop"),
    ("case_name", r"truong hop"),
    ("must_digitise", r"so hoa"),
    ("originals", r"ban (chinh|goc)"),
    ("copies", r"ban (sao|chup|photo)"),
    ("component_code", r"\bma (so )?(loai )?(giay to|thanh phan|tphs)"),
    ("component_name", r"\bten (loai )?(giay to|thanh phan|tphs)|^(cac )?(thanh phan( ho so)?|giay to|tphs)$"),
    ("field", r"linh vuc"),
    ("secret", r"bi mat|do mat"),
    ("limit", r"thoi (han|gian) (giai quyet|thuc hien|xu ly)"),
    ("predecessors", r"(don vi|co quan|ma) cu\b|tien than|sap nhap tu|hop nhat tu"),
    ("aliases", r"(ten|ma) (goi )?khac|bi danh|ten viet tat"),
    ("valid_to", r"den ngay|het hieu luc|ngay (giai the|ket thuc)|hieu luc den"),
    ("valid_from", r"tu ngay|hieu luc tu|ngay (hieu luc|thanh lap|bat dau)"),
    ("agency_code", r"\bma (so )?(dinh danh|don vi|co quan|to chuc)"),
    ("agency_name", r"\bten (don vi|co quan|to chuc)"),
)
_ANCHORS = ({"procedure_code"}, {"component_code", "component_name"}, {"result_code", "result_name"}, {"agency_code"})
_LEAST = 2


def meaning(words: str) -> str:
    """What a column with these words over it holds; empty where that is not known."""
    folded = without_marks(words)
    for name, pattern in _MEANINGS:
        if re.search(pattern, folded):
            return name
    return ""


def columns_of(cells: Sequence[str]) -> dict[int, str]:
    """Meaning by column number of a row of headings; the first of two columns with one meaning counts."""
    found: dict[int, str] = {}
    for at, words in enumerate(cells):
        name = meaning(words) if words and len(words) < 120 else ""
        if name and name not in found.values():
            found[at] = name
    return found


def is_heading(columns: dict[int, str]) -> bool:
    """Whether these columns can be a table of ours."""
    names = set(columns.values())
    return len(names) >= _LEAST and any(names & anchor for anchor in _ANCHORS)
