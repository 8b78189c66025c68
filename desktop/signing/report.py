"""The verdict on a file as a page to print and sign off (R42, R43)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from desktop.document.printing.printed import Heading, Pair, about_print, printed_pdf
from desktop.machine.clock import vietnam_time
from desktop.signing.verdict import WORDS, Verdict


def report_pdf(verdict: Verdict, name: str, sha256: str, at: datetime) -> bytes:
    """The printable verdict.

    Args:
        verdict: what was found.
        name: of the file.
        sha256: its hash, so that the page speaks of this file and no other.
        at: when it was looked at, UTC.
    """
    about = about_print("Kết quả kiểm tra chữ ký số", at)
    return printed_pdf("KẾT QUẢ KIỂM TRA CHỮ KÝ SỐ", _rows(verdict, name, sha256, at), about)


def _rows(verdict: Verdict, name: str, sha256: str, at: datetime) -> Iterator[Heading | Pair]:
    yield Pair("Tệp", name, air=8)
    yield Pair("Mã băm SHA-256", sha256)
    yield Pair("Kiểm tra lúc", vietnam_time(at))
    yield Heading(WORDS[verdict.word], air=10)
    for place, signature in enumerate(verdict.signatures, 1):
        yield Heading(f"Chữ ký {place}: {WORDS[signature.word]}")
        if signature.why:
            yield Pair("Lý do", signature.why)
        for label, value in signature.facts:
            yield Pair(label, value)
