"""What the digitisation indicators count (QĐ 766, R51): derived from the papers' states, checked before sending.

A flag is never set by hand and never filled with something invented: a record that would need that is not sent.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from desktop.model.dossier import Paper
from desktop.model.states import DigitisationState
from desktop.sync.errors import FlagsDiffer


@dataclass(frozen=True, slots=True, kw_only=True)
class Flags:
    """The flags of one paper.

    Attributes:
        digitised: DuocSoHoa: a signed file of it goes along.
        reuse: DuocTaiSuDung: `no`, or `component` or `result`, by what it was where it comes from.
        from_national: DuocLayTuKhoDMQG: it comes from the national store.
        replaced_by: MaKetQuaThayThe: code of the result that stands in for it.
        source: identifier of the paper that stands in for it, in its store (R14).
    """

    digitised: bool = False
    reuse: str = "no"
    from_national: bool = False
    replaced_by: str = ""
    source: str = ""


def flags_of(paper: Paper, source: Mapping[str, Any] | None) -> Flags:
    """The flags that follow from a paper's state.

    Args:
        paper: the paper.
        source: the stored paper that stands in for it (`StoredPaper` as data), None where none does.
    """
    if paper.digitisation is DigitisationState.REUSED:
        if source is None:
            return Flags()
        return Flags(
            reuse=str(source["kind"]),
            from_national=source["shop"] == "national",
            replaced_by=str(source["code"]) if source["kind"] == "result" else "",
            source=str(source["id"]),
        )
    return Flags(digitised=bool(paper.pdf_sha256))


def check_record(record: Mapping[str, Any], files: Mapping[str, str]) -> None:
    """See that a record counts as what it is.

    Args:
        record: the record step's payload.
        files: paper id to the file id that the province gave.

    Raises:
        FlagsDiffer: the first thing that is wrong.
    """
    for name, words in (("received_at", "chưa có ngày tiếp nhận"), ("officer", "chưa có cán bộ tiếp nhận")):
        if not record[name]:
            raise FlagsDiffer(reason=words)
    number = str(record["owner"]["number"])
    if not number or _dummy(number):
        raise FlagsDiffer(reason="số định danh của chủ hồ sơ trống hoặc không thật")
    papers = record["papers"]
    for paper in papers:
        _check_paper(paper, files, str(record["received_at"]))
    if record["digitised"] != any(paper["digitised"] and paper["kind"] == "component" for paper in papers):
        raise FlagsDiffer(reason="cờ hồ sơ có thành phần số hóa không khớp với các thành phần")


def _check_paper(paper: Mapping[str, Any], files: Mapping[str, str], received_at: str) -> None:
    name = paper["name"]
    if paper["digitised"] != bool(paper["sha256"]) or paper["digitised"] != bool(files.get(paper["paper_id"])):
        raise FlagsDiffer(reason=f"«{name}» ghi đã số hóa mà không có tệp ở tỉnh, hoặc ngược lại")
    if paper["kind"] == "result" and not paper["digitised"]:
        raise FlagsDiffer(reason=f"kết quả «{name}» chưa có tệp")
    if paper["digitised"] and paper["reuse"] != "no":
        raise FlagsDiffer(reason=f"«{name}» vừa số hóa vừa tái sử dụng")
    if not paper["digitised"] and paper["reuse"] == "no":
        raise FlagsDiffer(reason=f"«{name}» không có tệp và cũng không có giấy tờ thay thế")
    if (paper["reuse"] != "no") != bool(paper["source"]):
        raise FlagsDiffer(reason=f"«{name}» tái sử dụng mà không rõ lấy từ giấy tờ nào")
    if paper["from_national"] and paper["reuse"] == "no":
        raise FlagsDiffer(reason=f"«{name}» ghi lấy từ Kho quốc gia mà không tái sử dụng")
    until = paper.get("source_valid_until")
    if until and date.fromisoformat(until) < date.fromisoformat(received_at[:10]):
        raise FlagsDiffer(reason=f"giấy tờ thay thế cho «{name}» đã hết hạn khi tiếp nhận")


def _dummy(number: str) -> bool:
    """`000000001` and the like, as some systems send where a number is missing."""
    return len(set(number[:-1])) == 1 and number[:1] == "0"
