"""What each step asks of the province, and what counts as its answer.

A step whose last outcome is unknown is looked up before it is done again, and so is what the province says it has
already: what it shows under our code or hash counts, whatever became of the answer. What it does not show yet is asked
for again; different is only what it shows to be different.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from uuid import UUID

from desktop.model.codes import LONGEST_DOSSIER_CODE, is_provisional
from desktop.model.outbox import Acknowledged, Outcome, Step, StepKind, canonical_sha256
from desktop.model.record import CodeRequest, DossierRecord, DossierStatus, FileToSend, ProgressEntry, RecordPaper
from desktop.model.states import StepState
from desktop.store.outbox import Outbox
from desktop.sync.errors import AlreadyThere, Conflict, HashDiffers, NotYet, PayloadChanged, StrangeAnswer
from desktop.sync.flags import check_record
from desktop.sync.gateway import Dossiers, RemoteDossier, RemoteFile, RemotePaper, Sent, Slice
from desktop.sync.values import may_be_same_person, same_code

LONGEST_ITEM_CODE = 400


class Steps:
    """Does one step at the province.

    Args:
        outbox: what is to be sent.
        dossiers: their way to the province.
        now: what time it is.
    """

    def __init__(self, outbox: Outbox, dossiers: Dossiers, now: Callable[[], datetime]) -> None:
        self._outbox = outbox
        self._dossiers = dossiers
        self._now = now

    def send(self, step: Step) -> Outcome | None:
        """Do it; gives the outcome, None where only a slice of a file was sent and other steps may go first.

        Raises:
            PayloadChanged: it is not what was queued; nothing was sent.
            NotYet: the province does not show it yet.
            HashDiffers, Conflict: the province shows something else.
            QuaySoError: whatever the province answers.
        """
        if canonical_sha256(step.payload) != step.payload_sha256:
            raise PayloadChanged(cause=f"step {step.id}")
        match step.payload:
            case CodeRequest() as request:
                return self._official_code(step, request)
            case FileToSend() as file:
                return self._file(step, file)
            case DossierRecord() as record:
                return self._record(step, record)
            case ProgressEntry() as entry:
                return self._progress(step, entry)
            case DossierStatus() as status:
                return self._status(step, status)
            case None:
                raise PayloadChanged(cause=f"step {step.id}")

    def _official_code(self, step: Step, request: CodeRequest) -> Outcome:
        try:
            code = self._dossiers.official_code(request.procedure, step.key)
        except AlreadyThere as refusal:
            # The number was given, or is being given, under our key: asked again, the province tells it.
            raise NotYet(what=f"mã hồ sơ («{refusal.values['words']}»)") from None
        if len(code) > LONGEST_DOSSIER_CODE or is_provisional(code):
            raise StrangeAnswer(reason="mã hồ sơ không đúng dạng")
        return Outcome(result={"code": code}, official_code=code)

    def _file(self, step: Step, ours: FileToSend) -> Outcome | None:
        if ours.came_from:
            # Its hash was reckoned here from the bytes that the province gave under this identifier.
            return Outcome(result={"file": ours.came_from})
        have = self._dossiers.find_file(ours.sha256) if step.attempts > 1 and not step.result else None
        if have is None:
            came = self._upload(step, ours)
            if isinstance(came, Slice):
                self._outbox.give_way(step.id, came.sent)
                return None
            have = came
        if not have.sha256:
            raise StrangeAnswer(reason="mã băm của tệp không phải SHA-256")
        if have.sha256 != ours.sha256:
            raise HashDiffers(cause=f"{have.sha256[:16]} instead of {ours.sha256[:16]}")
        return Outcome(result={"file": have.id})

    def _upload(self, step: Step, ours: FileToSend) -> RemoteFile | Slice:
        file = self._outbox.file(ours.sha256)
        file.check()
        sent = Sent(
            file=file,
            name=ours.name,
            sha256=ours.sha256,
            key=step.key,
            memo=step.result,
            remember=lambda memo: self._outbox.remember(step.id, memo),
        )
        try:
            return self._dossiers.upload(sent)
        except AlreadyThere as refusal:
            found = self._dossiers.find_file(ours.sha256)
            if found is None:
                raise NotYet(what=f"tệp («{refusal.values['words']}»)") from None
            return found

    def _record(self, step: Step, record: DossierRecord) -> Outcome:
        code = self._outbox.code(step.dossier_id)
        files = self._files(step)
        check_record(record, files)
        changed = self._sent_before(step)
        known = self._known(code, record) if step.attempts > 1 or changed else None
        if known is None:
            try:
                return Outcome(result={"dossier": self._dossiers.create(record, code, files, step.key)})
            except AlreadyThere as refusal:
                known = self._shown(code, record, refusal)
        if not changed and _all_there(known, record, files):
            return Outcome(result={"dossier": known.id})
        try:
            return Outcome(result={"dossier": self._dossiers.update(record, code, files, step.key)})
        except AlreadyThere as refusal:
            known = self._shown(code, record, refusal)
            if not _all_there(known, record, files):
                raise NotYet(what=f"giấy tờ của hồ sơ («{refusal.values['words']}»)") from None
            return Outcome(result={"dossier": known.id})

    def _shown(self, code: str, record: DossierRecord, refusal: AlreadyThere) -> RemoteDossier:
        """The dossier that the province says it has already.

        Raises:
            NotYet: it does not show it.
        """
        known = self._known(code, record)
        if known is None:
            raise NotYet(what=f"hồ sơ («{refusal.values['words']}»)") from None
        return known

    def _progress(self, step: Step, entry: ProgressEntry) -> Outcome:
        code = self._outbox.code(step.dossier_id)
        try:
            self._dossiers.progress(entry, code, self._now(), step.key)
        except AlreadyThere as refusal:
            self._require_ours(step, code, refusal)
        return Outcome()

    def _status(self, step: Step, status: DossierStatus) -> Outcome:
        """Send the state, then ask what the province shows of the dossier: only what it shows is acknowledged."""
        code = self._outbox.code(step.dossier_id)
        try:
            self._dossiers.status(status, code, step.key)
        except AlreadyThere as refusal:
            self._require_ours(step, code, refusal)
        record = self._record_before(step)
        known = self._known(code, record)
        if known is None:
            raise NotYet(what="hồ sơ vừa gửi")
        files = self._files(step)
        seen = []
        for paper in _with_file(record):
            there = _found(known, paper, files)
            if there is None:
                _require_not_different(known, paper, files)
                raise NotYet(what=f"giấy tờ {paper.code} vừa gửi")
            item_code = there.item_code if len(there.item_code) <= LONGEST_ITEM_CODE else ""
            seen.append(
                Acknowledged(paper_id=paper.paper_id, province_id=there.id, sha256=paper.sha256, item_code=item_code)
            )
        return Outcome(result={"dossier": known.id}, papers=tuple(seen))

    def _require_ours(self, step: Step, code: str, refusal: AlreadyThere) -> None:
        """The province says that it has this already: so it has, if an answer was lost and the dossier is ours.

        Raises:
            AlreadyThere: no answer was lost; it refuses.
            NotYet: it does not show the dossier.
            Conflict: the dossier there is another person's.
        """
        if step.attempts <= 1:
            raise refusal
        self._shown(code, self._record_before(step), refusal)

    def _sent_before(self, step: Step) -> bool:
        """Whether an earlier chain brought this dossier's record already, and this one changes it."""
        return any(
            earlier.kind is StepKind.RECORD and earlier.state is StepState.DONE and earlier.position < step.position
            for earlier in self._outbox.chain(step.dossier_id)
        )

    def _record_before(self, step: Step) -> DossierRecord:
        """The record that this chain has sent."""
        return next(
            earlier.payload
            for earlier in reversed(self._outbox.chain(step.dossier_id))
            if isinstance(earlier.payload, DossierRecord) and earlier.position < step.position
        )

    def _known(self, code: str, record: DossierRecord) -> RemoteDossier | None:
        """The province's dossier with this code, if it is ours.

        Raises:
            StrangeAnswer: it answers with another dossier.
            Conflict: the dossier there is another person's.
        """
        known = self._dossiers.find_dossier(code)
        if known is None:
            return None
        if not same_code(known.code, code):
            raise StrangeAnswer(reason="trả lời về một hồ sơ khác")
        if not may_be_same_person(known.owner, record.owner.number):
            raise Conflict(code, reason="chủ hồ sơ là người khác")
        return known

    def _files(self, step: Step) -> dict[UUID, str]:
        """Paper id to file id, from the chain's earlier steps."""
        return {
            earlier.paper_id: earlier.result["file"]
            for earlier in self._outbox.chain(step.dossier_id)
            if earlier.kind is StepKind.FILE and earlier.state is StepState.DONE and earlier.paper_id
        }


def _with_file(record: DossierRecord) -> list[RecordPaper]:
    return [paper for paper in record.papers if paper.sha256]


def _all_there(known: RemoteDossier, record: DossierRecord, files: Mapping[UUID, str]) -> bool:
    return all(_found(known, paper, files) for paper in _with_file(record))


def _found(known: RemoteDossier, paper: RecordPaper, files: Mapping[UUID, str]) -> RemotePaper | None:
    """Our paper among the province's: by hash, or by the file whose hash was proven when it was sent."""
    for there in known.papers:
        same = there.sha256 == paper.sha256 if there.sha256 else _same_file(there, paper, files)
        if there.id and same and same_code(there.code, paper.code):
            return there
    return None


def _same_file(there: RemotePaper, paper: RecordPaper, files: Mapping[UUID, str]) -> bool:
    ours = files.get(paper.paper_id, "")
    return bool(ours) and same_code(there.file, ours)


def _require_not_different(known: RemoteDossier, paper: RecordPaper, files: Mapping[UUID, str]) -> None:
    """A list that lags shows nothing of a paper, or an older one; only our own file with another hash is a difference.

    Raises:
        HashDiffers: that is what it shows.
    """
    for there in known.papers:
        if there.sha256 and there.sha256 != paper.sha256 and _same_file(there, paper, files):
            raise HashDiffers(cause=f"{paper.code} has {there.sha256[:16]}")
