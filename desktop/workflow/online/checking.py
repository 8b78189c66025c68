"""The check of a file that came in online: can it be read, and what are its signatures worth (R42)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from desktop.document.file.incoming import looked_at, pictures
from desktop.model.errors import Refusal
from desktop.model.online import USABLE, FileCheck, FiledFile
from desktop.signing.verdict import Verdict, Word
from desktop.workflow.importing import DrawnImage, Importing

_FOUND = {Word.VALID: FileCheck.VALID, Word.UNKNOWN: FileCheck.UNKNOWN, Word.INVALID: FileCheck.INVALID}


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What was found of a file, before anything of it is kept.

    Attributes:
        filed: which file.
        data: its bytes.
        at: when it was looked at, UTC.
        found: what it was found to be.
        words: the same as Vietnamese sentences.
        pages: how many; 0 where they cannot be counted.
        verdict: what its signatures are worth; None where it has none.
        drawn: its pages, of a file that is not signed.
    """

    filed: FiledFile
    data: bytes
    at: datetime
    found: FileCheck
    words: str
    pages: int = 0
    verdict: Verdict | None = None
    drawn: Sequence[DrawnImage] = ()

    @property
    def usable(self) -> bool:
        """Whether it makes a paper; otherwise the paper itself has to be shown."""
        return self.found in USABLE


def checked(importing: Importing, filed: FiledFile, data: bytes, at: datetime) -> Check:
    """Look at a file; nothing of it is run, and nothing kept.

    Args:
        importing: looks at files, and knows against whom signatures are checked.
        filed: which file.
        data: its bytes.
        at: now, UTC.
    """
    about = partial(Check, filed=filed, data=data, at=at)
    try:
        # What is attached to a file stays at the province, which has it whole.
        came = importing.look(data, filed.called, pages_only=True)
    except Refusal as refused:
        return about(found=FileCheck.UNREADABLE, words=_instead(refused.message))
    pages, verdict = came.incoming.pages, came.verdict
    if verdict is None:
        words = f"Không ký số, {pages} trang: đối chiếu với bản giấy rồi xác nhận."
        return about(found=FileCheck.UNSIGNED, words=words, pages=pages, drawn=came.drawn)
    found = _FOUND[verdict.word]
    words = _instead(_said(verdict)) if found is FileCheck.INVALID else _said(verdict)
    return about(found=found, words=words, pages=pages, verdict=verdict)


def first_page(check: Check) -> bytes:
    """The first page of a file as JPEG; empty where it cannot be shown.

    Args:
        check: of the file.
    """
    if check.found is FileCheck.UNREADABLE:
        return b""
    return (check.drawn[0] if check.drawn else next(pictures(looked_at(check.data, check.filed.called))))[0]


def _instead(why: str) -> str:
    """Why a file is of no use, with what is wanted in its place."""
    return f"{why} Yêu cầu xuất trình bản giấy hoặc nộp lại."


def _said(verdict: Verdict) -> str:
    """The verdict, with who signed."""
    worst = next(one for one in verdict.signatures if one.word is verdict.word)
    signers = ", ".join(one.signer or "không đọc được" for one in verdict.signatures)
    return f"{worst.sentence} Người ký: {signers}."
