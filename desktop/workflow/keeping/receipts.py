"""What a carrier's outbox says of a dossier, and how far the dossier's own counter believes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from desktop.model.codes import is_provisional
from desktop.model.outbox import Acknowledged, Outcome, Step
from desktop.model.states import StepState, SyncState
from desktop.store import dossiers, outbox, papers
from desktop.store.errors import CodeTaken, NotFound
from desktop.store.file import Store
from desktop.store.outbox import Outbox


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """What came of a receipt.

    Attributes:
        code: the dossier's, official where the receipt brought it.
        confirmed: how many papers are confirmed by it.
        refused: why it is not believed; empty where it is.
    """

    code: str
    confirmed: int = 0
    refused: str = ""


def receipt_of(store: Store, dossier_id: UUID) -> dict[str, Any]:
    """What the province answered so far, as a record of a package."""
    with store.reading() as tx:
        code = dossiers.get(tx, dossier_id).code
        own = papers.of_dossier(tx, dossier_id)
        chain = outbox.steps(tx, dossier_id=dossier_id)
    return {
        "type": "receipt",
        "id": str(dossier_id),
        "code": "" if is_provisional(code) else code,
        "steps": {step.key: step.result for step in chain if step.state is StepState.DONE},
        "papers": {
            str(paper.id): {"province_id": paper.province_id, "sha256": paper.pdf_sha256}
            for paper in own
            if paper.sync is SyncState.CONFIRMED
        },
    }


def apply_receipt(store: Store, who: str, receipt: dict[str, Any]) -> Applied:
    """Believe a receipt whole, where each of its papers has an identifier and our own hash; or nothing of it.

    Args:
        store: the open store of the counter that made the package.
        who: login name for the audit chain.
        receipt: the record.

    Raises:
        KeyError, TypeError, ValueError: it is not of this shape.
    """
    dossier_id = UUID(str(receipt["id"]))
    answered, results = _answers(receipt["papers"]), _objects(receipt["steps"])
    try:
        with store.reading() as tx:
            dossier = dossiers.get(tx, dossier_id)
            own = {str(paper.id): paper for paper in papers.of_dossier(tx, dossier_id)}
            chain = outbox.steps(tx, dossier_id=dossier_id)
    except NotFound:
        return Applied(code=str(dossier_id), refused="máy này không có hồ sơ này")
    for paper_id, answer in answered.items():
        paper = own.get(paper_id)
        if paper is None or not answer["province_id"] or answer["sha256"] != paper.pdf_sha256:
            return Applied(code=dossier.code, refused="tệp trên hệ thống của tỉnh khác với tệp ở máy này")
    box = Outbox(store, who)
    news = str(receipt["code"]) if is_provisional(dossier.code) else ""
    fresh = tuple(
        Acknowledged(paper_id=own[paper_id].id, province_id=answer["province_id"], sha256=answer["sha256"])
        for paper_id, answer in answered.items()
        if own[paper_id].sync is not SyncState.CONFIRMED
    )
    try:
        box.believe(dossier_id, Outcome(official_code=news, papers=fresh))
    except CodeTaken as taken:
        return Applied(code=dossier.code, refused=taken.message)
    for step in chain:
        if step.key in results and step.state is not StepState.DONE:
            _done(store, box, step, results[step.key])
    return Applied(code=news or dossier.code, confirmed=len(fresh))


def _objects(data: Any) -> dict[str, dict[str, Any]]:
    """Objects by their names.

    Raises:
        TypeError: something else.
    """
    if not isinstance(data, dict) or not all(isinstance(one, dict) for one in data.values()):
        raise TypeError("no objects")
    return data


def _answers(data: Any) -> dict[str, dict[str, str]]:
    """What the province said of each paper: identifier and hash, both texts.

    Raises:
        TypeError: something else.
    """
    answers = {
        paper_id: {name: answer[name] for name in ("province_id", "sha256")}
        for paper_id, answer in _objects(data).items()
    }
    if not all(isinstance(text, str) for answer in answers.values() for text in answer.values()):
        raise TypeError("no texts")
    return answers


def _done(store: Store, box: Outbox, step: Step, result: dict[str, Any]) -> None:
    if step.state in {StepState.FAILED, StepState.PARKED}:
        with store.writing() as tx:
            outbox.retry_now(tx, step.id)
    box.begin(step.id)
    box.done(step.id, Outcome(result=result))
