"""A store with real work in it: dossiers, papers, pages with images, signed files, an outbox, an audit chain."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID, uuid4

from desktop.model.dossier import Dossier, PageOrigin, Paper, PaperKind, Party
from desktop.model.outbox import Acknowledged, Outcome
from desktop.model.states import DigitisationState, SigningState, SyncState
from desktop.store import audit, contents, dossiers, outbox, papers
from desktop.store.file import Store
from desktop.store.outbox import Outbox
from desktop.sync.chain import plan_chain
from tests.samples import MORNING, sample_dossier

NAMES = ("Đặng Thị Ngọc Ánh", "Nguyễn Văn Đức", "Trần Thuỵ Uyên", "Lê Hoàng Phước")


@dataclass
class Work:
    """What was put in, to compare with what comes out."""

    dossiers: list[Dossier] = field(default_factory=list)
    papers: list[Paper] = field(default_factory=list)
    pages: dict[UUID, bytes] = field(default_factory=dict)
    pdfs: dict[UUID, bytes] = field(default_factory=dict)


def fill(store: Store, *, dossier_count: int = 6, confirmed: int = 0, seed: int = 1) -> Work:
    """Take in dossiers of two papers, two pages each; the first `confirmed` are acknowledged by the province."""
    chance = random.Random(seed)
    work = Work()
    for number in range(dossier_count):
        dossier = sample_dossier(
            procedure="1.004873",
            party=Party(number=f"052199{seed:03}{number:03}", name=NAMES[number % len(NAMES)]),
            received_at=MORNING + timedelta(minutes=number),
            officer="canbo.mau",
        )
        with store.writing() as tx:
            dossiers.add(tx, dossier)
            audit.append(tx, "canbo.mau", "dossier opened", str(dossier.id))
        work.dossiers.append(dossier)
        own = [_paper(store, work, dossier, position, chance) for position in range(2)]
        with store.writing() as tx:
            outbox.add_chain(tx, dossier.id, plan_chain(dossier, own, own))
        if number < confirmed:
            known = tuple(
                Acknowledged(paper_id=paper.id, province_id=f"GT-{paper.id.hex[:8]}", sha256=paper.pdf_sha256)
                for paper in own
            )
            Outbox(store).believe(dossier.id, Outcome(papers=known))
    return work


def _paper(store: Store, work: Work, dossier: Dossier, position: int, chance: random.Random) -> Paper:
    pdf = b"%PDF-1.7\n/ByteRange " + chance.randbytes(9000)
    with store.writing() as tx:
        paper = Paper(
            id=uuid4(),
            dossier_id=dossier.id,
            kind=PaperKind.COMPONENT,
            code=("GT.XN.01", "GT.CC.01")[position],
            name=("Tờ khai", "Căn cước")[position],
            position=position,
            digitisation=DigitisationState.BUILT,
            signing=SigningState.SIGNED,
            sync=SyncState.QUEUED,
            pdf_sha256=contents.keep(tx, pdf),
            item_code=f"X.{dossier.id}.{position}",
        )
        papers.add(tx, paper)
        for sheet in (1, 2):
            image = b"\xff\xd8" + chance.randbytes(14_000)
            origin = PageOrigin(
                device="escl:x", driver="escl", source="adf", side="front", sheet=sheet, dpi=200, scanned_at=MORNING
            )
            page = papers.add_page(tx, uuid4(), paper.id, origin, image)
            work.pages[page.id] = image
        audit.append(tx, "canbo.mau", "paper signed", str(paper.id))
    work.papers.append(paper)
    work.pdfs[paper.id] = pdf
    return paper
