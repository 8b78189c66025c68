"""Electronic results: the signed file of the issuing software, kept byte for byte, and originals that are made here.

A scanned result goes the way of every paper (`capture`, `confirm`). Whatever way it came, it is hidden until it is
handed over (R52), and its code is that of a result (R7).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from desktop.document.file.incoming import looked_at
from desktop.document.file.metadata import PaperAbout
from desktop.document.printing.issued import IssuedText, issued_pdf
from desktop.machine.clock import VIETNAM, Clock
from desktop.machine.folders import resources
from desktop.machine.own_file import filled, read_own_file
from desktop.machine.settings import Settings
from desktop.model.dossier import Dossier, Paper, PaperDetails, PaperKind
from desktop.model.entry import require_possible
from desktop.model.errors import Refusal, UnreadableInput
from desktop.model.states import DigitisationState, SigningState
from desktop.signing.authorities.counter import CounterAuthorities
from desktop.signing.verify import Verdict, Word, verify_pdf
from desktop.store import audit, contents, dossiers, papers
from desktop.store.file import Store
from desktop.workflow.catalogue_desk import CatalogueDesk
from desktop.workflow.confirm import item_code_of
from desktop.workflow.errors import IssuedBroken, IssuedUnproven, IssuedUnsigned, WhichResult
from desktop.workflow.filling import paper_to_fill
from desktop.workflow.importing import said_by
from desktop.workflow.intake import Intake
from desktop.workflow.readiness.finding import Stops, nothing_stops
from desktop.workflow.sending import queue_complete

OWN_TEMPLATES = "mau-ket-qua"
"""Folder of an office's own templates, in the data folder."""
_GENERAL = "chung"
_MOST_BYTES = 100_000


@dataclass(frozen=True, slots=True)
class Issued:
    """What a file of the issuing software says of itself.

    Attributes:
        verdict: what its signatures are worth.
        details: what they say of the paper: signer, issuer, day; proposals.
    """

    verdict: Verdict
    details: PaperDetails


class Issuing:
    """Takes electronic results in, and makes them.

    Args:
        store: the open store.
        clock: the time.
        settings: of this counter.
        catalogue: which results a procedure gives.
        intake: adds a result to a dossier.
        authorities: against whom signatures are checked.
        templates: folder of the office's own templates; it need not exist.
        whole_numbers: whether the province wants a person's whole number in the codes of items (R26).
        stops: what keeps a dossier from being sent.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        settings: Settings,
        catalogue: CatalogueDesk,
        intake: Intake,
        authorities: CounterAuthorities,
        templates: Path,
        whole_numbers: Callable[[], bool],
        stops: Stops = nothing_stops,
    ) -> None:
        self._store = store
        self._clock = clock
        self._settings = settings
        self._catalogue = catalogue
        self._intake = intake
        self._authorities = authorities
        self._templates = templates
        self._whole_numbers = whole_numbers
        self._stops = stops

    def place(self, dossier_id: UUID, code: str = "") -> Paper:
        """The paper that a result goes into: one with this code that is still empty, else a new one.

        Args:
            dossier_id: whose result.
            code: of the result; empty where the procedure gives only one.

        Raises:
            WhichResult: it gives several, or none.
            UnknownCode: it gives no such result.
        """
        with self._store.reading() as tx:
            dossier = dossiers.get(tx, dossier_id)
            own = papers.of_dossier(tx, dossier_id)
        given = self._catalogue.procedure_of(dossier)
        if not code and len(given.results) != 1:
            codes = ", ".join(f"{one.code} {one.name}" for one in given.results)
            raise WhichResult(given.name, codes=codes or "không có")
        wanted = code or given.results[0].code
        empty = (
            one
            for one in own
            if one.kind is PaperKind.RESULT and one.code == wanted and one.digitisation is DigitisationState.EMPTY
        )
        return next(empty, None) or self._intake.add_result(dossier_id, wanted)

    def judge(self, data: bytes, name: str, *, unproven: bool = True) -> Issued:
        """What a file of the issuing software is worth; nothing of it is taken in.

        Args:
            data: the file.
            name: of the file, for a refusal.
            unproven: it is worth something although not everything about its signatures could be checked.

        Raises:
            IssuedUnsigned: it bears no signature.
            IssuedBroken: one of its signatures does not hold.
            IssuedUnproven: not everything could be checked, and that is not enough.
            UnsafeFile, UnreadableInput: it is refused.
        """
        if not looked_at(data, name).signed:
            raise IssuedUnsigned(name)
        known = self._authorities
        verdict = verify_pdf(data, known.trusted, name, at=self._clock.now(), desk=known.desk)
        if verdict.word is Word.INVALID:
            raise IssuedBroken(name, reason=_why(verdict))
        if verdict.word is not Word.VALID and not unproven:
            raise IssuedUnproven(name, reason=_why(verdict))
        return Issued(verdict, said_by(verdict))

    def take(
        self, paper_id: UUID, data: bytes, name: str, details: PaperDetails | None = None, *, unproven: bool = False
    ) -> Paper:
        """Take a signed file in as a result, byte for byte.

        It needs no signature of ours, unless the settings want one: that is appended then. All of it is one
        transaction; a dossier in which nothing else is left to do is closed and queued.

        Args:
            paper_id: the result (`place`).
            data: the file.
            name: of the file, for a refusal.
            details: what it says; None for what its signatures say.
            unproven: the clerk takes it although not everything about its signatures could be checked.

        Raises:
            PaperLocked: the result is there already.
            NotUnderstood: what it says cannot be true.
            IssuedUnsigned, IssuedBroken, IssuedUnproven, UnsafeFile, UnreadableInput: as `judge`.
        """
        found = self.judge(data, name, unproven=unproven)
        said = found.details if details is None else details
        signing = SigningState.UNSIGNED if self._settings.sign_issued else SigningState.ISSUED
        paper = self._keep(paper_id, data, said, f"issued file taken in, {found.verdict.word}", signing)
        self._finish(paper.dossier_id)
        return self._get(paper_id)

    def make(self, paper_id: UUID, details: PaperDetails, words: str = "") -> Paper:
        """Make the electronic original of a result from the template of its type; it waits for signatures then.

        Args:
            paper_id: the result (`place`).
            details: its number and signer; what is missing is the counter's own.
            words: what it says besides what the dossier knows.

        Raises:
            PaperLocked: the result is there already, and signed.
            NotUnderstood: what it says cannot be true.
            UnreadableInput: the office's own template is no such thing.
        """
        with self._store.reading() as tx:
            paper = papers.get(tx, paper_id)
            dossier = dossiers.get(tx, paper.dossier_id)
        now = self._clock.now().astimezone(VIETNAM)
        agency = self._settings.agency_name or self._settings.unit_name
        said = PaperDetails(
            number=details.number,
            issued=now.date(),
            issuer=details.issuer or agency,
            signer=details.signer or self._settings.officer_name,
            abstract=words,
            valid_until=details.valid_until,
            permanent=details.permanent,
        )
        about = PaperAbout(
            title=paper.name, creator=agency or "Quầy Số", created=now, paper_code=paper.code, dossier_code=dossier.code
        )
        pdf = issued_pdf(self._text(dossier, paper, said), about)
        return self._keep(paper_id, pdf, said, "electronic result made", SigningState.UNSIGNED)

    def _keep(self, paper_id: UUID, pdf: bytes, said: PaperDetails, what: str, signing: SigningState) -> Paper:
        require_possible(said, self._clock.now().astimezone(VIETNAM).date())
        with self._store.writing() as tx:
            paper = paper_to_fill(tx, paper_id)
            sha256 = contents.keep(tx, pdf)
            if paper.digitisation is not DigitisationState.EMPTY:
                papers.change(tx, paper_id, digitisation=DigitisationState.SCANNED, pdf_sha256="", item_code="")
            for state in (DigitisationState.SCANNED, DigitisationState.CONFIRMED):
                paper = papers.change(tx, paper_id, digitisation=state, details=said)
            code = self._item_code(tx, paper)
            audit.append(tx, self._settings.officer, what, str(paper_id), sha256[:16])
            return papers.change(
                tx,
                paper_id,
                digitisation=DigitisationState.BUILT,
                signing=signing,
                pdf_sha256=sha256,
                item_code=code,
            )

    def _item_code(self, tx: Connection, paper: Paper) -> str:
        return item_code_of(tx, dossiers.get(tx, paper.dossier_id), paper, whole=self._whole_numbers())

    def _finish(self, dossier_id: UUID) -> None:
        """Close and queue a dossier in which nothing is left; else it waits for what is."""
        try:
            self._intake.close(dossier_id)
        except Refusal:
            return
        with self._store.writing() as tx:
            agency_signs, officer = self._settings.agency_signs, self._settings.officer
            queue_complete(tx, officer, dossier_id, agency_signs=agency_signs, stops=self._stops)

    def _get(self, paper_id: UUID) -> Paper:
        with self._store.reading() as tx:
            return papers.get(tx, paper_id)

    def _text(self, dossier: Dossier, paper: Paper, said: PaperDetails) -> IssuedText:
        template, owner, issued = self._template(paper.code), dossier.party, said.issued
        said_of = {
            "agency": said.issuer,
            "result": paper.name,
            "procedure": self._catalogue.procedure_of(dossier).name,
            "dossier": dossier.code,
            "received": f"{dossier.received_at.astimezone(VIETNAM):%d/%m/%Y}",
            "owner": owner.name,
            "owner_number": owner.number,
            "owner_born": f"{owner.born:%d/%m/%Y}" if owner.born else "",
            "owner_address": owner.address,
            "number": said.number,
            "words": said.abstract,
        }
        day = f"ngày {issued:%d} tháng {issued:%m} năm {issued:%Y}" if issued else ""
        return IssuedText(
            agency=said.issuer,
            number=said.number or "không số",
            place_and_day=day[:1].upper() + day[1:],
            title=filled(template["title"], said_of),
            paragraphs=[text for one in template["paragraphs"] if (text := filled(one, said_of))],
            signer=said.signer,
        )

    def _template(self, code: str) -> dict[str, Any]:
        """The template of a result type: the office's own before the program's, its own before the general one.

        Raises:
            UnreadableInput: it is no template.
        """
        folders = (self._templates, resources() / "results")
        # A code may have a slash in it.
        names = (code.replace("/", "-"), _GENERAL)
        files = (folder / f"{name}.toml" for name in names for folder in folders)
        file = next(one for one in files if one.is_file())

        def bad(cause: str) -> UnreadableInput:
            return UnreadableInput(file.name, reason="không phải mẫu kết quả", cause=cause)

        read = read_own_file(file, _MOST_BYTES, bad)
        paragraphs = read.get("paragraphs")
        if not isinstance(read.get("title"), str) or not isinstance(paragraphs, list):
            raise bad("no title, or no paragraphs")
        if not all(isinstance(one, str) for one in paragraphs):
            raise bad("a paragraph is no text")
        return read


def _why(verdict: Verdict) -> str:
    return next((one.why for one in verdict.signatures if one.word is verdict.word), "") or "không rõ"
