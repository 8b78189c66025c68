"""Dossier, party, paper and page as plain data."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from desktop.model.data import LATER
from desktop.model.page import AUTOMATIC, Edits, PageFacts
from desktop.model.states import (
    DeliveryState,
    DigitisationState,
    DossierState,
    SigningState,
    SyncState,
)


class PartyKind(StrEnum):
    """Who a dossier belongs to; each province's numbers for these are in its profile."""

    CITIZEN = "citizen"
    ENTERPRISE = "enterprise"
    HOUSEHOLD = "household"
    AGENCY = "agency"
    OTHER = "other"


class NumberKind(StrEnum):
    """What kind of number somebody is known by: personal (12 digits), old identity card (9 digits), passport, tax
    number, or the decision that set an organisation up.
    """

    CITIZEN = "citizen"
    OLD_CARD = "old_card"
    PASSPORT = "passport"
    TAX = "tax"
    DECISION = "decision"


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """The owner of a dossier's papers, or who hands them in for the owner.

    Attributes:
        kind: citizen, enterprise, household business, agency, other.
        number: personal, tax or passport number, or that of the decision.
        number_kind: which of these it is.
        name: full name, NFC.
        born: birth date of a person.
        sex: as on the card.
        address: as on the card.
        card_issued: date of issue of the card.
        represented_by: full name of who represents an organisation; empty for a person.
    """

    kind: PartyKind = PartyKind.CITIZEN
    number: str
    number_kind: NumberKind = field(default=NumberKind.CITIZEN, metadata=LATER)
    name: str
    born: date | None = None
    sex: str = ""
    address: str = ""
    card_issued: date | None = None
    represented_by: str = field(default="", metadata=LATER)


@dataclass(frozen=True, slots=True)
class Former:
    """Somebody who was here before, as he was the last time.

    Attributes:
        party: who.
        procedure: what for, its code.
        received_at: when, UTC.
    """

    party: Party
    procedure: str
    received_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """A dossier at the counter.

    Attributes:
        id: random, for life.
        code: official code, or the provisional one until the province has answered.
        provisional_code: kept for searching after the official code came.
        procedure: procedure code.
        case: case code.
        catalogue_version: the version it was taken in with (R1).
        party: the owner.
        receiving_unit: unit code of this counter.
        competent_unit: unit code of the authority that decides (R12).
        received_at: UTC.
        state: business state.
        consent: whether the owner agrees to the papers going to the e-store (R20); None where nobody was asked.
        officer: login name of the receiving official.
        submitter: who hands it in for the owner, under authorisation; None where the owner comes in person.
        authority: the paper that says so: its number and day.
        due: the day of return; None where the procedure states no limit.
    """

    id: UUID
    code: str
    provisional_code: str
    procedure: str
    case: str
    catalogue_version: str
    party: Party
    receiving_unit: str
    competent_unit: str
    received_at: datetime
    state: DossierState = DossierState.OPEN
    consent: bool | None = None
    officer: str = ""
    submitter: Party | None = field(default=None, metadata=LATER)
    authority: str = field(default="", metadata=LATER)
    due: date | None = field(default=None, metadata=LATER)


class PaperKind(StrEnum):
    """A component the citizen hands in, a result the state issues, or the place of pages not sorted yet."""

    COMPONENT = "component"
    RESULT = "result"
    UNSORTED = "unsorted"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperDetails:
    """What is recorded of a paper before it may be queued (R31).

    Attributes:
        number: number and symbol, `không số` where it has none.
        issued: date of issue.
        issuer: issuing body.
        signer: who signed it.
        abstract: in a few words.
        valid_until: last day of validity, None with `permanent`.
        permanent: valid for ever.
        area: where it is valid.
        tax_number: of the enterprise or household business that it is about; empty where it names none.
        no_secret: a clerk has said that it is no state secret (R21); asked where the procedure does not say it.
    """

    number: str = ""
    issued: date | None = None
    issuer: str = ""
    signer: str = ""
    abstract: str = ""
    valid_until: date | None = None
    permanent: bool = False
    area: str = "Toàn quốc"
    tax_number: str = ""
    no_secret: bool = field(default=False, metadata=LATER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One paper of a dossier.

    Attributes:
        id: random, for life.
        dossier_id: whose it is.
        kind: component or result.
        code: component or result code.
        name: its name in the catalogue at intake.
        position: place in the dossier, from 0.
        details: what is recorded of it.
        digitisation, signing, sync, delivery: its states (R46).
        pdf_sha256: hash of the file as it stands (signed where it is signed), empty before it is built. Of a reused
            paper it is the file that its store gave.
        province_id: the province's identifier, empty before it acknowledged.
        item_code: code of the digitised item (R7).
    """

    id: UUID
    dossier_id: UUID
    kind: PaperKind
    code: str
    name: str
    position: int
    details: PaperDetails = field(default_factory=PaperDetails)
    digitisation: DigitisationState = DigitisationState.EMPTY
    signing: SigningState = SigningState.UNSIGNED
    sync: SyncState = SyncState.LOCAL
    delivery: DeliveryState = DeliveryState.NOT_APPLICABLE
    pdf_sha256: str = ""
    province_id: str = ""
    item_code: str = ""

    @property
    def sent_sha256(self) -> str:
        """Hash of the file that goes to the province: none where a stored paper stands in for this one."""
        return "" if self.digitisation is DigitisationState.REUSED else self.pdf_sha256


@dataclass(frozen=True, slots=True, kw_only=True)
class PageOrigin:
    """Where a page came from; kept with it for life.

    Attributes:
        device: scanner id.
        driver: `sane`, `escl`, `wia`, `folder`.
        source: `adf` or `flatbed`.
        side: `front` or `back`.
        sheet: sheet number within its scan job, from 1.
        dpi: as the driver reported; 0 where it came without, as photographs do.
        scanned_at: UTC.
        job: the scan job, random: sheets are numbered within it. Empty for pages from before jobs had names.
        duplex: its sheets were scanned on both sides.
    """

    device: str
    driver: str
    source: str
    side: str
    sheet: int
    dpi: int
    scanned_at: datetime
    job: str = ""
    duplex: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One side of a sheet, as it is kept.

    Attributes:
        id: random, for life.
        paper_id: whose it is.
        position: place in the paper, from 0.
        origin: how it was scanned.
        raw_sha256: hash of the image as scanned.
        clean_sha256: hash of the cleaned image, empty until it is cleaned.
        facts: what the workers found, None until they have.
        removed: set aside by a person; can be brought back.
        edits: what the clerk decided about its cleaning.
        made_of: the pages it is put together from, front and back of a card; empty for a scanned one.
    """

    id: UUID
    paper_id: UUID
    position: int
    origin: PageOrigin
    raw_sha256: str
    clean_sha256: str = ""
    facts: PageFacts | None = None
    removed: bool = False
    edits: Edits = AUTOMATIC
    made_of: tuple[UUID, ...] = ()

    @property
    def dpi(self) -> int:
        """Dots per inch of the page as scanned: as it came, or as the look found them; 0 before that."""
        return self.origin.dpi or (self.facts.dpi if self.facts else 0)
