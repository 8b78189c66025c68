"""The forms as data: every one of the program's is whole, and an office's own is looked at before it is used."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from desktop.model.slip import SlipKind
from desktop.workflow.slips.errors import BadSlipTemplate
from desktop.workflow.slips.template import (
    FILES,
    FORMER_FILES,
    REGISTER_FILE,
    basis_on,
    register_template,
    slip_template,
)

GOOD = 'size = "A5"\ntitle = "Giấy"\nsymbol = "G"\nhead = ["Của {owner}."]\n'


@pytest.mark.parametrize("kind", list(SlipKind))
def test_the_programs_own_are_whole(kind: SlipKind, tmp_path: Path) -> None:
    template = slip_template(tmp_path, kind)
    number = list(SlipKind).index(kind) + 1
    assert (template.form, FILES[kind][:2]) == (f"Mẫu số {number:02}", f"{number:02}")
    assert template.head


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("size = 5", "size"),
        (GOOD.replace("A5", "A3"), "A5"),
        (GOOD.replace("{owner}", "{nobody}"), "nobody"),
        (GOOD.replace('"Giấy"', '""'), "title"),
        (GOOD + 'table = "other"\n', "table"),
        (GOOD + "foot = 'x'\n", "foot"),
        (GOOD + f"rows = {['x'] * 21!r}\n", "rows"),
        ("title = ", "01-tiep-nhan.toml"),
    ],
)
def test_a_form_that_is_none_is_refused_with_its_reason(text: str, named: str, tmp_path: Path) -> None:
    (tmp_path / FILES[SlipKind.RECEIPT]).write_text(text, "utf-8")
    with pytest.raises(BadSlipTemplate, match=named):
        slip_template(tmp_path, SlipKind.RECEIPT)


def test_an_offices_own_form_counts_under_the_name_that_it_had_before(tmp_path: Path) -> None:
    name = FILES[SlipKind.CONTROL]
    (tmp_path / FORMER_FILES[name]).write_text(GOOD.replace("Giấy", "Cũ"), "utf-8")
    assert slip_template(tmp_path, SlipKind.CONTROL).title == "Cũ"
    assert slip_template(tmp_path, SlipKind.STOP).title == "Phiếu dừng giải quyết hồ sơ"
    (tmp_path / name).write_text(GOOD.replace("Giấy", "Mới"), "utf-8")
    assert slip_template(tmp_path, SlipKind.CONTROL).title == "Mới"
    (tmp_path / FORMER_FILES[REGISTER_FILE]).write_text(REGISTER.replace("{code}", "{nobody}"), "utf-8")
    with pytest.raises(BadSlipTemplate, match=FORMER_FILES[REGISTER_FILE]):
        register_template(tmp_path)


def test_the_law_that_is_cited_is_the_one_of_the_day(tmp_path: Path) -> None:
    before, first, second = date(2025, 6, 30), date(2025, 7, 1), date(2026, 8, 5)
    assert basis_on(tmp_path, before) == ""
    assert basis_on(tmp_path, first) != basis_on(tmp_path, second) != ""
    (tmp_path / "can-cu.toml").write_text('[[basis]]\nsince = 2027-01-01\nwords = "Luật mới"\n', "utf-8")
    assert basis_on(tmp_path, date(2027, 1, 1)) == "Luật mới"
    (tmp_path / "can-cu.toml").write_text('[[basis]]\nsince = "2027"\nwords = "Luật mới"\n', "utf-8")
    with pytest.raises(BadSlipTemplate, match="since"):
        basis_on(tmp_path, first)


COLUMN = '[[column]]\nhead = "Mã"\nwords = "{code}"\nwidth = 2\n'
REGISTER = f'title = "Sổ"\nsigner = "Người lập"\n{COLUMN}'


def test_the_programs_own_register_is_whole(tmp_path: Path) -> None:
    template = register_template(tmp_path)
    assert len(template.columns) == 13
    assert {one.words for one in template.columns} >= {"{code}", "{owner}", "{received}", "{due}", "{returned}"}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (REGISTER.replace("{code}", "{owner_number}"), "owner_number"),
        (REGISTER.replace("width = 2", "width = 0"), "width"),
        (REGISTER.replace("width = 2", "width = true"), "width"),
        (REGISTER.replace('head = "Mã"', 'head = ""'), "head"),
        (REGISTER.replace('"Sổ"', "5"), "title"),
        (REGISTER.replace(COLUMN, ""), "column"),
        (REGISTER + 14 * COLUMN, "column"),
        ("column = 5\n" + REGISTER.replace(COLUMN, ""), "column"),
    ],
)
def test_a_register_that_is_none_is_refused_with_its_reason(text: str, named: str, tmp_path: Path) -> None:
    (tmp_path / REGISTER_FILE).write_text(text, "utf-8")
    with pytest.raises(BadSlipTemplate, match=named):
        register_template(tmp_path)
