"""The register of dossiers (form 07): who handed in what and when, when it is due, when and how it was handed out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from desktop.document.file.metadata import PaperAbout
from desktop.document.printing.official import Head, Paragraph, Signing, Table, official_pdf
from desktop.machine.clock import VIETNAM, Clock, vietnam_day
from desktop.machine.own_file import filled
from desktop.machine.settings import Settings
from desktop.model.dossier import Dossier
from desktop.model.handing import HandedOver, Way
from desktop.model.official import Right
from desktop.model.slip import Slip, SlipKind
from desktop.model.states import DossierState
from desktop.store import audit, dossiers, handing, slips
from desktop.store.file import Store
from desktop.workflow.catalogue_desk import CatalogueDesk
from desktop.workflow.slips.errors import RegisterEmpty, RegisterTooLong
from desktop.workflow.slips.template import RegisterTemplate, register_template
from desktop.workflow.steps import Step, unheard
from desktop.workflow.units import competent_name

MOST_ROWS = 1000
"""Dossiers in one file, about a hundred sheets; more is several registers. Chosen."""
_WAYS: Mapping[Way, str] = {
    Way.PAPER: "bản giấy, tại quầy",
    Way.ELECTRONIC: "bản điện tử",
    Way.POST: "qua bưu chính",
}


class DossierRegister:
    """Draws the register of the dossiers that were received here.

    Args:
        store: the open store.
        clock: the time.
        settings: whose office, and who draws it.
        catalogue: what procedures and units are called.
        own: folder of the office's own forms (`template`).
    """

    def __init__(self, store: Store, clock: Clock, settings: Settings, catalogue: CatalogueDesk, own: Path) -> None:
        self._store = store
        self._clock = clock
        self._settings = settings
        self._catalogue = catalogue
        self._own = own

    def draw(self, first: date, last: date, step: Step = unheard) -> bytes:
        """The register of a period, PDF/A; noted in the journal.

        Args:
            first: the first day of reception, Vietnam time.
            last: the last one, included.
            step: told how many rows are written, of how many; what it raises stops the work.

        Raises:
            RegisterEmpty: nothing was received then.
            RegisterTooLong: more than `MOST_ROWS` dossiers were.
            BadSlipTemplate: the office's own form is no such thing.
        """
        self._store.require(Right.TAKE_ALONG)
        template = register_template(self._own)
        with self._store.reading() as tx:
            found = dossiers.received(tx, first, last, MOST_ROWS + 1)
            ids = [one.id for one in found]
            handed, written = handing.of_dossiers(tx, ids), slips.of_dossiers(tx, ids)
        if not found:
            raise RegisterEmpty(f"{first:%d/%m/%Y}–{last:%d/%m/%Y}")
        if len(found) > MOST_ROWS:
            raise RegisterTooLong(most=MOST_ROWS)
        rows = []
        for at, one in enumerate(found, 1):
            step(at - 1, len(found))
            values = {"at": str(at), **self._values(one, handed.get(one.id, ()), written.get(one.id, ()))}
            rows.append([filled(column.words, values) for column in template.columns])
        pdf = self._pdf(template, rows, first, last)
        with self._store.writing() as tx:
            words = f"{first.isoformat()} to {last.isoformat()}, {len(rows)} dossiers"
            audit.append(tx, self._settings.officer, "register printed", "", words)
        return pdf

    def _pdf(self, template: RegisterTemplate, rows: Sequence[Sequence[str]], first: date, last: date) -> bytes:
        now = self._clock.now()
        period = f"từ ngày {first:%d/%m/%Y} đến ngày {last:%d/%m/%Y}"
        head = Head(
            above=self._settings.unit_above,
            agency=self._settings.unit_name,
            symbol="SHS",
            place=self._settings.unit_place,
            day=vietnam_day(now),
            kind=template.kind,
            about=period[:1].upper() + period[1:],
        )
        body: list[Paragraph | Table] = [
            Paragraph(f"Số hồ sơ: {len(rows)}."),
            Table(
                heads=[one.head for one in template.columns],
                widths=[one.width for one in template.columns],
                rows=rows,
                words=True,
            ),
        ]
        about = PaperAbout(title=f"{template.kind} {period}", creator="Quầy Số", created=now)
        signing = Signing(title=template.signer, receivers=("Lưu: VT.",))
        return official_pdf(head, body, signing, about, lying=True)

    def _values(self, dossier: Dossier, handed: Sequence[HandedOver], written: Sequence[Slip]) -> Mapping[str, str]:
        """What each place of a row says. What was typed comes last: it is filled in, and never filled itself."""
        last = handed[0] if handed else None
        return {
            "received": f"{dossier.received_at.astimezone(VIETNAM):%H:%M %d/%m/%Y}",
            "due": f"{dossier.due:%d/%m/%Y}" if dossier.due else "",
            "returned": f"{last.at.astimezone(VIETNAM):%d/%m/%Y}" if last else "",
            "way": _WAYS[last.handing.way] if last else "",
            "note": _note(dossier, written),
            "code": dossier.code,
            "competent": competent_name(self._catalogue, dossier, self._settings),
            "procedure": self._catalogue.procedure_of(dossier).name,
            "taken_by": last.handing.taken_by if last else "",
            "owner_address": dossier.party.address,
            "owner": dossier.party.name,
        }


def _note(dossier: Dossier, written: Sequence[Slip]) -> str:
    """What of a dossier is not as usual."""
    numbers = {one.kind: one.key for one in written if not one.void}
    match dossier.state:
        case DossierState.REFUSED:
            return f"từ chối, phiếu {numbers.get(SlipKind.REFUSAL, '')}".strip()
        case DossierState.STOPPED:
            return f"dừng giải quyết, phiếu {numbers.get(SlipKind.STOP, '')}".strip()
        case DossierState.AWAITING:
            return f"chờ bổ sung, phiếu {numbers.get(SlipKind.ADDITIONS, '')}".strip()
    return f"hẹn lại, phiếu {numbers[SlipKind.APOLOGY]}" if SlipKind.APOLOGY in numbers else ""
