"""The printable verdict: what must be on it, in Vietnamese, on pages that print."""

from __future__ import annotations

from datetime import UTC, datetime

import pypdfium2 as pdfium
import pytest

from desktop.document.file.check import check_pdfa
from desktop.signing.authorities.revocation import Standing
from desktop.signing.report import report_pdf
from desktop.signing.verdict import STANDINGS, WORDS, SignatureVerdict, Verdict, Word

AT = datetime(2026, 3, 4, 18, 5, 6, tzinfo=UTC)
GOOD = SignatureVerdict(
    signer="Nguyễn Thị Ẵm",
    issuer="Nhà cấp chứng thư số Mẫu",
    signed_at=AT,
    time_source="tsa",
    intact=True,
    covers_whole_file=True,
    trusted=True,
    revocation=Standing.GOOD,
    findings=(),
    certificate_from=datetime(2026, 1, 1, tzinfo=UTC),
    certificate_until=datetime(2027, 1, 1, tzinfo=UTC),
)


def text_of(pdf: bytes) -> list[str]:
    document = pdfium.PdfDocument(pdf)
    texts = []
    for page in document:
        text = page.get_textpage()
        texts.append(" ".join(text.get_text_range().split()))
        text.close()
        page.close()
    document.close()
    return texts


def test_it_says_all_that_the_rules_ask() -> None:
    pdf = report_pdf(Verdict((GOOD,)), "giay-khai-sinh.pdf", "ab" * 32, AT)
    assert check_pdfa(pdf) == []
    (text,) = text_of(pdf)
    for part in (
        WORDS[Word.VALID],
        "giay-khai-sinh.pdf",
        GOOD.signer,
        GOOD.issuer,
        "05/03/2026 01:05:06 +07:00",
        "dấu thời gian",
        "nội dung không bị thay đổi",
        "toàn bộ tệp",
        "còn hạn lúc ký, chưa bị thu hồi",
    ):
        assert part in text
    assert ("ab" * 32) in text.replace(" ", "")


@pytest.mark.parametrize("count", [0, 1, 12])
def test_it_takes_as_many_pages_as_it_needs(count: int) -> None:
    pages = text_of(report_pdf(Verdict((GOOD,) * count), "x" * 500, "0" * 64, AT))
    assert len(pages) == {0: 1, 1: 1, 12: 4}[count]
    assert sum(page.count("Người ký") for page in pages) == count


def test_every_standing_has_its_words() -> None:
    assert set(STANDINGS) == set(Standing)
    for standing in Standing:
        assert SignatureVerdict(revocation=standing).facts
