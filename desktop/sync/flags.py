"""What the digitisation indicators count (QĐ 766, R51): derived from the papers' states, checked before sending.

A flag is never set by hand and never filled with something invented: a record that would need that is not sent.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from desktop.model.dossier import Paper, PaperKind
from desktop.model.record import DossierRecord, RecordPaper
from desktop.model.states import DigitisationState
from desktop.model.stored import Shop, StoredPaper
from desktop.sync.errors import FlagsDiffer

NOT_REUSED = "no"


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
    reuse: str = NOT_REUSED
    from_national: bool = False
    replaced_by: str = ""
    source: str = ""


def flags_of(paper: Paper, source: StoredPaper | None) -> Flags:
    """The flags that follow from a paper's state.

    Args:
        paper: the paper.
        source: the stored paper that stands in for it, None where none does.
    """
    if paper.digitisation is DigitisationState.REUSED:
        if source is None:
            return Flags()
        return Flags(
            reuse=source.kind,
            from_national=source.shop is Shop.NATIONAL,
            replaced_by=source.code if source.kind == PaperKind.RESULT else "",
            source=source.id,
        )
    return Flags(digitised=bool(paper.pdf_sha256))


def check_record(record: DossierRecord, files: Mapping[UUID, str]) -> None:
    """See that a record counts as what it is, and that the province has the files that it names.

    Args:
        record: as it was queued.
        files: paper id to the file id that the province gave.

    Raises:
        FlagsDiffer: the first thing that is wrong.
    """
    check_facts(record)
    for paper in record.papers:
        if paper.digitised != bool(files.get(paper.paper_id)):
            raise FlagsDiffer(reason=f"«{paper.name}» ghi đã số hóa mà không có tệp ở tỉnh, hoặc ngược lại")


def check_facts(record: DossierRecord) -> None:
    """See that a record counts as what it is, as far as that is known before its files are sent.

    Raises:
        FlagsDiffer: the first thing that is wrong.
    """
    if not record.officer:
        raise FlagsDiffer(reason="chưa có cán bộ tiếp nhận")
    number = record.owner.number
    if not number or _dummy(number):
        raise FlagsDiffer(reason="số định danh của chủ hồ sơ trống hoặc không thật")
    for paper in record.papers:
        _check_paper(paper, record.received_at.date())
    if record.digitised != any(paper.digitised and paper.kind is PaperKind.COMPONENT for paper in record.papers):
        raise FlagsDiffer(reason="cờ hồ sơ có thành phần số hóa không khớp với các thành phần")


def _check_paper(paper: RecordPaper, received_on: date) -> None:
    if paper.digitised != bool(paper.sha256):
        raise FlagsDiffer(reason=f"«{paper.name}» ghi đã số hóa mà không có tệp, hoặc ngược lại")
    if paper.kind is PaperKind.RESULT and not paper.digitised:
        raise FlagsDiffer(reason=f"kết quả «{paper.name}» chưa có tệp")
    reused = paper.reuse != NOT_REUSED
    if paper.digitised and reused:
        raise FlagsDiffer(reason=f"«{paper.name}» vừa số hóa vừa tái sử dụng")
    if not paper.digitised and not reused:
        raise FlagsDiffer(reason=f"«{paper.name}» không có tệp và cũng không có giấy tờ thay thế")
    if reused != bool(paper.source):
        raise FlagsDiffer(reason=f"«{paper.name}» tái sử dụng mà không rõ lấy từ giấy tờ nào")
    if paper.from_national and not reused:
        raise FlagsDiffer(reason=f"«{paper.name}» ghi lấy từ Kho quốc gia mà không tái sử dụng")
    if paper.source_valid_until and paper.source_valid_until < received_on:
        raise FlagsDiffer(reason=f"giấy tờ thay thế cho «{paper.name}» đã hết hạn khi tiếp nhận")


def _dummy(number: str) -> bool:
    """`000000001` and the like, as some systems send where a number is missing."""
    return len(set(number[:-1])) == 1 and number[:1] == "0"
