"""What a file and its signatures are worth, as it is told beside the page: in the verdict's own words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop.model.signature import SignatureRole
from desktop.signing.verify import Word
from desktop.ui.views.paper import Told
from desktop.workflow.paper_files import JudgedFile, PaperFile, SignedBy

translate = QCoreApplication.translate

LOOKS = {Word.VALID: "green", Word.INVALID: "refused", Word.UNKNOWN: "asked", Word.UNSIGNED: "asked"}
_KILOBYTE = 1000
_SHOWN_OF_HASH = 16


def sentence_of(judged: JudgedFile) -> tuple[str, str]:
    """The verdict on a file, and its look."""
    return judged.verdict.sentence, LOOKS[judged.verdict.word]


def about_signatures(judged: JudgedFile) -> list[Told]:
    """Each signature: in which role, who, whether it is valid and why not, and what a reader must be shown."""
    return [_about(at, signed) for at, signed in enumerate(judged.signatures, 1)]


def _about(at: int, signed: SignedBy) -> Told:
    verdict = signed.verdict
    (_, signer), *facts = verdict.facts
    return Told(
        heading=f"{at} · {_role(signed.role)}",
        name=signer,
        verdict=verdict.sentence,
        look=LOOKS[verdict.word],
        facts=tuple(facts),
    )


def _role(role: SignatureRole | None) -> str:
    if role is SignatureRole.OFFICIAL:
        return translate("Verdicts", "SIGNATURE OF THE OFFICIAL")
    if role is SignatureRole.AGENCY:
        return translate("Verdicts", "SIGNATURE OF THE AGENCY")
    return translate("Verdicts", "SIGNATURE THAT THE FILE CAME WITH")


def about_file(file: PaperFile) -> Told:
    """The file itself: its conversion mark, its size, its hash."""
    none = translate("Verdicts", "the file has none")
    size = translate("Verdicts", "%1 kB").replace("%1", str(max(1, round(len(file.data) / _KILOBYTE))))
    return Told(
        heading=translate("Verdicts", "THE FILE"),
        facts=(
            (translate("Verdicts", "Conversion mark"), file.conversion or none),
            (translate("Verdicts", "Size"), size),
            (translate("Verdicts", "Begin of its SHA-256"), file.paper.pdf_sha256[:_SHOWN_OF_HASH]),
        ),
    )
