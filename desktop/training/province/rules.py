"""What an honest province looks at before it takes a record, and the words it refuses with."""

from __future__ import annotations

from dataclasses import replace

from desktop.model.catalogue import Catalogue, Procedure, UnknownCode
from desktop.training.province.books import Books
from desktop.training.province.record import KeptPaper, Record

FILE_LIMIT = 100_000_000


class Refused(Exception):
    """A refusal with its status and words."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status, self.words = status, words


def known_procedure(catalogue: Catalogue, code: str) -> Procedure:
    """The procedure with this code."""
    try:
        return catalogue.procedure(code)
    except UnknownCode:
        raise Refused(400, f"Không có thủ tục {code}") from None


def check_file(data: bytes) -> None:
    """Only signed PDFs are taken."""
    if len(data) > FILE_LIMIT:
        raise Refused(413, "Tệp quá lớn")
    if not data.startswith(b"%PDF-") or b"/ByteRange" not in data:
        raise Refused(400, "Tệp phải là PDF đã ký số")


def check_record(books: Books, catalogue: Catalogue, record: Record) -> Record:
    """The record with the hashes of its files as the province has them, or a refusal."""
    for name, words in (
        ("code", "mã hồ sơ"),
        ("case", "trường hợp"),
        ("received_at", "ngày tiếp nhận"),
        ("unit", "đơn vị tiếp nhận"),
        ("owner_number", "số định danh của chủ hồ sơ"),
        ("owner_name", "chủ hồ sơ"),
        ("officer", "người tiếp nhận"),
    ):
        if not getattr(record, name):
            raise Refused(400, f"Thiếu {words}")
    if not books.was_given(record.code):
        raise Refused(400, f"Mã hồ sơ {record.code} không do hệ thống cấp")
    procedure = known_procedure(catalogue, record.procedure)
    try:
        allowed = {component.code for component in procedure.case(record.case).components}
    except UnknownCode:
        raise Refused(400, f"Thủ tục không có trường hợp {record.case}") from None
    results = {result.code for result in procedure.results}
    for paper in record.papers:
        if paper.code not in (results if paper.kind == "result" else allowed):
            what = "kết quả" if paper.kind == "result" else "thành phần"
            raise Refused(400, f"Không có {what} {paper.code} trong danh mục")
    papers = tuple(_checked(books, paper) for paper in record.papers)
    if record.digitised != any(paper.digitised and paper.kind == "component" for paper in papers):
        raise Refused(400, "Cờ hồ sơ có thành phần số hóa không khớp với các thành phần")
    return replace(record, papers=papers)


def _checked(books: Books, paper: KeptPaper) -> KeptPaper:
    if paper.digitised != bool(paper.file):
        raise Refused(400, f"{paper.code}: cờ đã số hóa không khớp với tệp đính kèm")
    if paper.reuse and not paper.source:
        raise Refused(400, f"{paper.code}: tái sử dụng nhưng thiếu mã giấy tờ nguồn")
    if paper.from_national and not paper.reuse:
        raise Refused(400, f"{paper.code}: cờ lấy từ Kho quốc gia không khớp với tái sử dụng")
    if not paper.file:
        return paper
    file = books.file(paper.file)
    if file is None:
        raise Refused(400, f"Không có tệp {paper.file}")
    if paper.sha256 and file[0] != paper.sha256.lower():
        raise Refused(400, f"Tệp {paper.file} không khớp mã băm")
    return replace(paper, sha256=file[0])
