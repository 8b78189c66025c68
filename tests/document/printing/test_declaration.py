"""Declarations as they are printed: whatever is filled in stands whole on its lines, and the code is read again."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import combinations
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from desktop.document.file.check import check_pdfa
from desktop.document.file.lettering import clean_text
from desktop.document.file.metadata import PaperAbout
from desktop.document.printing.declaration import (
    DeclarationFile,
    DeclarationText,
    Entry,
    Field,
    Part,
    declaration_pdf,
)
from desktop.machine.pdfium import PDFIUM
from desktop.model.declaration import declaration_code
from desktop.model.page import CodeKind
from desktop.page.codes import read_codes
from desktop.training.papers.page import DrawnPage
from desktop.training.papers.wear import wear
from desktop.workflow.declarations.template import DeclarationTemplate, Templates

TEMPLATES = Templates(Path("/nothing of the office's own")).all()
ABOUT = PaperAbout(title="Tờ khai", creator="UBND xã Mẫu", created=datetime(2026, 3, 12, 1, tzinfo=UTC))
CODE = declaration_code("H99.12-260312-00004", "GT.DD.01")
_, HIGH = WIDE_HIGH = (595.28, 841.89)
LONG_NAME = "Tôn Nữ Hoàng Thị Bảo Châu Ngọc Quỳnh Anh Phương Thảo Minh Khuê Diễm My Thục Đoan"
LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
WORDS = st.text(f"{LETTERS}{LETTERS.upper()}0123456789,./() ", max_size=260)


def filled(template: DeclarationTemplate, values: Sequence[str], **said: str) -> DeclarationText:
    """A template with values in all its places, one after the other, over and over."""
    places = [blank for part in template.parts for line in part.lines for blank in line]
    stands = {id(blank): values[at % len(values)] for at, blank in enumerate(places)}
    parts = [
        Part(
            part.heading,
            [[Entry(one.words, stands[id(one)] if one.place else None) for one in line] for line in part.lines],
        )
        for part in template.parts
    ]
    words = {"form": template.form, "title": template.title, "place": "", "signer": template.signer, **said}
    told = f"{CODE.dossier} · {CODE.component}"
    return DeclarationText(parts=parts, closing=template.closing, code=CODE.text, told=told, **words)


def stand_on(page: pypdfium2.PdfTextPage, field: Field) -> str:
    left, foot, right, top = field.box
    return page.get_text_bounded(left, foot, right, top)


def bare(text: str) -> str:
    return "".join(text.split())


def require_whole(file: DeclarationFile, said: DeclarationText) -> None:
    """See that each value stands whole within its lines, nothing over another, nothing off the paper."""
    with PDFIUM:
        pdf = pypdfium2.PdfDocument(file.data)
        pages = [page.get_textpage() for page in pdf]
        assert len(pages) == file.sheets
        for field in file.fields:
            assert bare(stand_on(pages[field.sheet], field)) == bare(field.value)
        for page in pages:
            boxes = [page.get_charbox(at) for at in range(page.count_chars())]
            assert all(left >= 20 and foot >= 20 for left, foot, _, _ in boxes)
            assert all(right <= WIDE_HIGH[0] - 20 and top <= HIGH - 20 for _, _, right, top in boxes)
        everything = bare("".join(page.get_text_range() for page in pages))
        pdf.close()
    lines = "".join(bare(one.value) for one in file.fields)
    entries = [one for part in said.parts for line in part.lines for one in line]
    assert lines == "".join(bare(clean_text(one.value)) for one in entries if one.value), "whole, and in order"
    assert all(bare(one.words) in everything for one in entries), "no words of the form are lost"
    assert bare(said.signer.upper()) in everything
    for one, other in combinations(file.fields, 2):
        assert one.sheet != other.sheet or not meet(one.box, other.box), (one, other)


def meet(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@settings(max_examples=20, deadline=None)
@example(at=0, values=[LONG_NAME])
@example(at=1, values=["W" * 80])
@example(at=2, values=[""])
@example(at=1, values=["Ngã " * 60, ""])
@given(at=st.integers(0, len(TEMPLATES) - 1), values=st.lists(WORDS, min_size=1, max_size=9))
def test_whatever_is_filled_in_stands_whole_on_its_own_lines(at: int, values: list[str]) -> None:
    said = filled(TEMPLATES[at], values)
    require_whole(declaration_pdf(said, ABOUT), said)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda one: one.name)
def test_usual_values_need_one_sheet_of_pdfa_in_true_size(template: DeclarationTemplate) -> None:
    file = declaration_pdf(filled(template, ["Nguyễn Văn A", "", "12/03/1988"]), ABOUT)
    assert check_pdfa(file.data) == []
    assert any(field.value == "" for field in file.fields), "lines to write on"
    with pikepdf.open(io.BytesIO(file.data)) as pdf:
        assert [[float(side) for side in page.mediabox] for page in pdf.pages] == [[0, 0, *WIDE_HIGH]] * file.sheets


def test_all_the_templates_are_one_sheet_where_nobody_hands_in_for_the_owner() -> None:
    for template in TEMPLATES:
        said = filled(template, ["Nguyễn Văn A", ""])
        parts = [part for part, one in zip(said.parts, template.parts, strict=True) if one.when in {"always", "person"}]
        assert declaration_pdf(replace(said, parts=parts), ABOUT).sheets == 1


@pytest.mark.parametrize("seed", range(3))
def test_every_sheet_is_known_again_by_its_code_however_it_was_scanned(seed: int) -> None:
    file = declaration_pdf(filled(TEMPLATES[0], [LONG_NAME * 3]), ABOUT)
    assert file.sheets > 1
    for at in range(file.sheets):
        with PDFIUM:
            pdf = pypdfium2.PdfDocument(file.data)
            picture = pdf[at].render(scale=200 / 72).to_pil().convert("RGB")
            pdf.close()
        page = DrawnPage(f"declaration {seed}", 200, (210, 297))
        page.image = picture.resize(page.image.size)
        worn = wear(page, f"declaration {seed} {at}")
        (code,) = read_codes(worn.image, dpi=200, today=date(2040, 1, 1))
        assert code.kind is CodeKind.DECLARATION
        assert code.fields == {"dossier": CODE.dossier, "code": CODE.component}
