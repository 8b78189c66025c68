"""The check of a file that came in online: can it be read, and what are its signatures worth (R42)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.model.errors import Refusal
from desktop.model.online import USABLE, FileCheck, FiledFile
from desktop.signing.verdict import Verdict, Word
from desktop.workflow.importing import DrawnImage, Importing
from desktop.workflow.steps import Step, unheard

_FOUND = {Word.VALID: FileCheck.VALID, Word.UNKNOWN: FileCheck.UNKNOWN, Word.INVALID: FileCheck.INVALID}
_PAPER = " Yêu cầu xuất trình bản giấy hoặc nộp lại."


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What was found of a file, before anything of it is kept.

    Attributes:
        filed: which file.
        data: its bytes.
        found: what it was found to be.
        words: the same as Vietnamese sentences.
        pages: how many; 0 where they cannot be counted.
        verdict: what its signatures are worth; None where it has none.
        drawn: its pages, of a file that is not signed.
    """

    filed: FiledFile
    data: bytes
    found: FileCheck
    words: str
    pages: int = 0
    verdict: Verdict | None = None
    drawn: Sequence[DrawnImage] = ()

    @property
    def usable(self) -> bool:
        """Whether it makes a paper; otherwise the paper itself has to be shown."""
        return self.found in USABLE


def checked(importing: Importing, filed: FiledFile, data: bytes, step: Step = unheard) -> Check:
    """Look at a file; nothing of it is run, and nothing kept.

    Args:
        importing: looks at files, and knows against whom signatures are checked.
        filed: which file.
        data: its bytes.
        step: told before each page that is drawn; what it raises stops the work.
    """
    try:
        # What is attached to a file stays at the province, which has it whole.
        came = importing.look(data, filed.called, pages_only=True, step=step)
    except Refusal as refused:
        return Check(filed=filed, data=data, found=FileCheck.UNREADABLE, words=refused.message + _PAPER)
    pages, verdict = came.incoming.pages, came.verdict
    if verdict is None:
        words = f"Không ký số, {pages} trang: đối chiếu với bản giấy rồi xác nhận."
        return Check(filed=filed, data=data, found=FileCheck.UNSIGNED, words=words, pages=pages, drawn=came.drawn)
    found = _FOUND[verdict.word]
    words = _said(verdict) + (_PAPER if found is FileCheck.INVALID else "")
    return Check(filed=filed, data=data, found=found, words=words, pages=pages, verdict=verdict)


def _said(verdict: Verdict) -> str:
    """The verdict, with who signed."""
    worst = next(one for one in verdict.signatures if one.word is verdict.word)
    signers = ", ".join(one.signer or "không đọc được" for one in verdict.signatures)
    return f"{worst.sentence} Người ký: {signers}."
