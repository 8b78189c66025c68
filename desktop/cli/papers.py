"""`paper suggest`, `paper build`: page pictures alone, no dossier."""

from __future__ import annotations

import argparse
import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from desktop.catalogue.reader import read_catalogue_file
from desktop.cli.answer import Answer
from desktop.cli.inputs import read, require_pages
from desktop.cli.outputs import output
from desktop.cli.pages import worked_on
from desktop.document.file.check import check_pdfa, require_fit
from desktop.document.file.metadata import PaperAbout
from desktop.document.file.pdf import PdfPage
from desktop.document.file.pdf import build as build_file
from desktop.document.papers.fields import read_fields, summary, worth_reading_twice
from desktop.document.papers.issuers import with_known_issuer
from desktop.document.papers.split import split
from desktop.machine.clock import SystemClock
from desktop.machine.folders import resources
from desktop.model.catalogue import Catalogue
from desktop.model.errors import UnreadableInput

_META = {"title", "creator", "created", "item_code", "paper_code", "dossier_code"}


def _names(catalogue: Catalogue, procedure: str | None) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    everything: dict[str, str] = {}
    wanted: dict[str, str] = {}
    for one in catalogue.procedures:
        mine = {item.code: item.name for case in one.cases for item in case.components}
        mine |= {result.code: result.name for result in one.results}
        everything |= mine
        if procedure and one.code[:8] == procedure[:8]:
            wanted |= mine
    return list(wanted.items()), list(everything.items())


def suggest(arguments: argparse.Namespace) -> Answer:
    """Which papers lie in a pile, and what they say."""
    file = arguments.catalogue or resources() / "catalogue" / "sample.json"
    catalogue = read_catalogue_file(file)
    checklist, everything = _names(catalogue, arguments.procedure)
    facts = [result.facts for _, _, result in worked_on(arguments.inputs, reading=True, worth=worth_reading_twice)]
    readings, codes = [one.reading for one in facts], [one.codes for one in facts]
    papers: list[dict[str, Any]] = []
    for part in split(readings, codes, checklist, everything):
        best = part.suggestions[0].name if part.suggestions else ""
        fields = read_fields([readings[at] for at in part.pages], [codes[at] for at in part.pages], best)
        papers.append(
            {
                "pages": list(part.pages),
                "suggestions": [
                    {"code": one.code, "name": one.name, "score": one.score, "why": one.why} for one in part.suggestions
                ],
                "fields": summary(with_known_issuer(fields, catalogue)),
            }
        )
    lines = [
        f"Trang {[at + 1 for at in paper['pages']]}: "
        + (paper["suggestions"][0]["name"] if paper["suggestions"] else "chưa rõ")
        for paper in papers
    ]
    return Answer(data={"papers": papers}, lines=lines)


def _meta(file: Path | None, title: str) -> PaperAbout:
    data: dict[str, Any] = {}
    if file:
        try:
            data = json.loads(read(file))
        except (ValueError, RecursionError) as error:
            raise UnreadableInput(file.name, reason=f"không phải JSON ({str(error)[:80]})") from None
        if not isinstance(data, dict) or not all(isinstance(value, str) for value in data.values()):
            raise UnreadableInput(file.name, reason="phải là đối tượng JSON gồm các chuỗi")
        strange = sorted(set(data) - _META)
        if strange:
            raise UnreadableInput(file.name, reason=f"không có mục «{strange[0]}»")
    try:
        created = datetime.fromisoformat(data["created"]) if "created" in data else SystemClock().now()
    except ValueError:
        raise UnreadableInput(file.name if file else "", reason="«created» không phải thời điểm ISO") from None
    data.pop("created", None)
    created = created if created.tzinfo else created.replace(tzinfo=UTC)
    return PaperAbout(**{"title": title, "creator": "Quầy Số", **data}, created=created)


def build(arguments: argparse.Namespace) -> Answer:
    """Build the searchable PDF/A of page pictures."""
    out = output(arguments, arguments.out, [*arguments.inputs, *([arguments.meta] if arguments.meta else [])])
    about = _meta(arguments.meta, arguments.out.stem)
    require_pages(arguments.inputs)
    # A page goes into the file while the next ones are still worked on.
    built = build_file(
        (
            PdfPage(image=result.clean_jpeg, dpi=result.facts.dpi, reading=result.facts.reading)
            for _, _, result in worked_on(arguments.inputs, reading=True)
        ),
        about,
    )
    pdf = built.data
    require_fit(pdf, arguments.out.name)
    found = check_pdfa(pdf)
    if found:
        raise UnreadableInput(arguments.out.name, reason=f"PDF/A: {found[0]}")
    out.write(pdf)
    sha256 = hashlib.sha256(pdf).hexdigest()
    data = {
        "out": str(arguments.out),
        "pages": len(built.page_bytes),
        "bytes": len(pdf),
        "sha256": sha256,
        "pdfa": "2B",
    }
    return Answer(
        data=data, lines=[f"{arguments.out}: {len(built.page_bytes)} trang, {len(pdf) / 1024:.0f} kB, PDF/A-2b"]
    )
