"""Templates as data: the program's are whole, and an office's own is looked at, line by line, before it is used."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path
from uuid import UUID

import pytest

from desktop.document.papers.extractors import load_extractors
from desktop.machine.folders import resources
from desktop.model.dossier import Paper, PaperDetails, PaperKind
from desktop.workflow.declarations.errors import BadDeclarationTemplate
from desktop.workflow.declarations.template import HAND, RECORDED, Templates, When

PAPER = Paper(id=UUID(int=1), dossier_id=UUID(int=2), kind=PaperKind.COMPONENT, code="", name="", position=0)
GOOD = """components = ["GT.KS.01"]
title = "Tờ khai"
signer = "Người khai"

[[value]]
place = "certificate"
papers = ["GT.DD.02"]
of = "number"

[[part]]
when = "person"
lines = ["Họ và tên: {owner} | Số: {certificate}"]
"""


def test_the_programs_own_are_whole_and_say_what_they_are_to_be_compared_with() -> None:
    templates = Templates(Path("/nothing")).all()
    assert len(templates) == 3
    for one in templates:
        assert not one.own
        text = (resources() / "declarations" / one.name).read_text("utf-8")
        assert "đối chiếu với mẫu đang có hiệu lực" in text.partition("components")[0]
        asked = [blank.place for part in one.parts for line in part.lines for blank in line]
        assert HAND in asked, "something is always left to the applicant"
        assert {value.place for value in one.values} <= set(asked)


def test_what_may_be_filled_in_of_a_paper_is_recorded_of_it_or_read_on_it() -> None:
    assert {one.name for one in fields(PaperDetails)} >= RECORDED
    assert "land_plot" in {rule.name for one in load_extractors() for rule in one.rules}


def test_it_is_for_a_component_by_code_or_by_name_however_it_is_written() -> None:
    (land,) = (one for one in Templates(Path("/nothing")).all() if "GT.DD.01" in one.components)
    assert land.is_for("gt.dd.01", "")
    assert land.is_for("000.00.00.H08-KQ0001", "ĐƠN ĐĂNG KÝ  biến động đất đai")
    assert not land.is_for("GT.DD.011", "Đơn đăng ký biến động")


def test_the_offices_own_stands_for_the_programs_and_comes_first(tmp_path: Path) -> None:
    (tmp_path / "to-khai-khai-sinh.toml").write_text(GOOD, "utf-8")
    first, *rest = Templates(tmp_path).all()
    assert (first.own, first.title, first.parts[0].when) == (True, "Tờ khai", When.PERSON)
    assert "to-khai-khai-sinh.toml" not in {one.name for one in rest}
    assert len(rest) == 2


@pytest.mark.parametrize(
    ("text", "line", "named"),
    [
        (GOOD.replace("{owner}", "{nobody}"), 12, "nobody"),
        (GOOD.replace("{owner}", "{owner} (viết hoa)"), 12, "chỗ điền"),
        (GOOD.replace(" | Số", " | | Số"), 12, "mỗi ô"),
        (GOOD.replace("{owner}", "{owner"), 12, "chỗ điền"),
        (GOOD.replace(" | Số", " | a | b | c | Số"), 12, "4 ô"),
        (GOOD.replace('of = "number"', 'of = "colour"'), 8, "colour"),
        (GOOD.replace('place = "certificate"', 'place = "owner"'), 6, "place"),
        (GOOD.replace('"person"', '"anybody"'), 11, "when"),
        (GOOD.replace('title = "Tờ khai"', "title = 5"), 2, "title"),
        (GOOD.replace("signer", "signers"), 3, "signers"),
        (GOOD.replace('title = "Tờ khai"', "title = "), 2, "TOML"),
        (GOOD.replace('["GT.KS.01"]', "[]"), 1, "components"),
        (GOOD.replace('"Tờ khai"', f'"{"x" * 201}"'), 2, "200"),
    ],
)
def test_a_template_that_is_none_is_refused_with_file_line_and_reason(
    text: str, line: int, named: str, tmp_path: Path
) -> None:
    (tmp_path / "của-xã.toml").write_text(text, "utf-8")
    with pytest.raises(BadDeclarationTemplate) as refused:
        Templates(tmp_path).all()
    assert "«của-xã.toml»" in refused.value.message
    assert f"dòng {line}: " in refused.value.message
    assert named in refused.value.message


def test_a_template_without_parts_and_a_file_too_large_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    file.write_text(GOOD.partition("[[value]]")[0], "utf-8")
    with pytest.raises(BadDeclarationTemplate, match="part"):
        Templates(tmp_path).all()
    file.write_text(GOOD + "#" * 100_000, "utf-8")
    with pytest.raises(BadDeclarationTemplate, match="quá lớn"):
        Templates(tmp_path).all()


def test_what_changes_is_read_again_and_a_bad_one_is_there_for_nothing(tmp_path: Path) -> None:
    templates, file = Templates(tmp_path), tmp_path / "a.toml"
    paper = replace(PAPER, code="GT.LA.01", name="Đơn lạ")
    assert not templates.is_there_for(paper)
    file.write_text(GOOD.replace("GT.KS.01", "GT.LA.01"), "utf-8")
    assert templates.is_there_for(paper)
    assert not templates.is_there_for(replace(paper, kind=PaperKind.RESULT))
    assert templates.all() is templates.all(), "read once"
    file.write_text("title = ", "utf-8")
    assert not templates.is_there_for(paper)
    with pytest.raises(BadDeclarationTemplate):
        templates.one_for(paper)
    file.unlink()
    assert len(templates.all()) == 3
