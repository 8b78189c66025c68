"""What was filed on the sandbox's portal before the training began: two dossiers of invented citizens."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, SimpleSigner, sign_pdf

from desktop.document.file.metadata import PaperAbout
from desktop.document.file.pdf import PdfPage, build_pdf
from desktop.machine.clock import VIETNAM
from desktop.training.names import PIN, SERIAL
from desktop.training.papers.pile import PaperSpec, draw, kind_for
from desktop.training.people import Person, person

DPI = 200
_AGENCYS = 1
"""Which key of the training token is the agency's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledOnline:
    """A dossier as it was filed: what `online.file_online` asks for."""

    facts: Mapping[str, Any]
    files: Sequence[bytes]


def filed_dossiers(token: Path, unit: str, now: datetime) -> Iterator[FiledOnline]:
    """One with a signed form and its card still to be shown; one with a plain form, a broken file and a photo.

    Args:
        token: folder of the training token: the agency's key signs what an agency would have signed.
        unit: for whom they are filed.
        now: UTC.
    """
    first, second = person("citizen 5"), person("citizen 6")
    hour, day = now - timedelta(minutes=40), now - timedelta(minutes=90)
    form = signed_by_agency(token, drawn_pdf("GT.XN.01", first))
    yield _filed(unit, 90001, "1.004873", "TH1", first, day, [("GT.XN.01", "to-khai.pdf", form)])
    yield _filed(
        unit,
        90002,
        "1.001193",
        "TH2",
        second,
        hour,
        [
            ("GT.KS.01", "to-khai.pdf", drawn_pdf("GT.KS.01", second)),
            ("GT.KS.03", "giay-to.pdf", b"%PDF-1.7\nhalf a file"),
            ("GT.CC.01", "can-cuoc.jpg", drawn_photo("GT.CC.01", second)),
        ],
    )


def _filed(
    unit: str,
    number: int,
    procedure: str,
    case: str,
    who: Person,
    at: datetime,
    files: Sequence[tuple[str, str, bytes]],
) -> FiledOnline:
    facts = {
        "code": f"{unit}-{at.astimezone(VIETNAM):%y%m%d}-{number}",
        "unit": unit,
        "procedure": procedure,
        "case": case,
        "owner_number": who.number,
        "owner_name": who.name,
        "born": who.born.isoformat(),
        "address": who.address,
        "filed_at": at.astimezone(VIETNAM).isoformat(),
        "consent": True,
        "components": [{"code": code, "name": name} for code, name, _ in files],
    }
    return FiledOnline(facts=facts, files=[data for _, _, data in files])


@cache
def drawn_photo(code: str, who: Person) -> bytes:
    """The first page of a paper as a citizen's photo of it, JPEG."""
    out = io.BytesIO()
    first = draw(PaperSpec(kind=kind_for(code), dpi=DPI), f"online {code}", who)[0]
    first.image.convert("RGB").save(out, "JPEG", quality=80, dpi=(DPI, DPI))
    return out.getvalue()


@cache
def drawn_pdf(code: str, who: Person) -> bytes:
    """The same as a PDF that nobody signed."""
    about = PaperAbout(title=code, creator="Cổng dịch vụ công", created=datetime(2026, 3, 1, 8, tzinfo=VIETNAM))
    return build_pdf([PdfPage(image=drawn_photo(code, who), dpi=DPI)], about)


def signed_by_agency(token: Path, pdf: bytes) -> bytes:
    """A file signed with the training agency's key, as another system signs.

    Args:
        token: folder of the training token.
        pdf: the file.
    """
    signer: SimpleSigner | None = SimpleSigner.load_pkcs12(  # type: ignore[no-untyped-call]
        str(token / f"{SERIAL}-{_AGENCYS}.p12"), passphrase=PIN.encode()
    )
    assert signer
    how = PdfSignatureMetadata(field_name="CoQuan", subfilter=SigSeedSubFilter.PADES)
    out = sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)), how, signer)
    return bytes(out.getvalue())
