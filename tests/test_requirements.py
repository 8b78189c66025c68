"""Every rule has its row in `docs/requirements.md`, and what a row names is there."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from tests.test_promises import NOT_PROVEN, ROOT, is_there, tables

PAGE = ROOT / "docs" / "requirements.md"
RULES = ROOT / "docs" / "rules.md"
NOT_HERE = "**not here**"
_TEST = re.compile(r"`(tests/[^`]+)`")
_PLACE = re.compile(r"`([\w/]+\.(?:py|md|ts))(?::(\w+))?`")
_LAW = re.compile(r"\b(?:NĐ|TT|QĐ|QCVN|Luật|Nghị định|Thông tư)[ -]?(?:số )?\d+(?:/\d{4})?(?:/[A-ZĐ]+)?")


def rows() -> list[list[str]]:
    return [row for head, _, *found in tables(PAGE.read_text("utf-8")) if head[1] == "rule" for row in found]


def path_of(named: str) -> Path:
    """Files below `desktop/` are named without it."""
    inside = ROOT / "desktop" / named
    return inside if inside.is_file() else ROOT / named


@cache
def names_in(path: Path) -> frozenset[str]:
    """Functions, classes, and names with a value, of a file."""
    found: set[str] = set()
    for one in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(one, ast.FunctionDef | ast.ClassDef):
            found.add(one.name)
        elif isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name | ast.Attribute):
            found.add(one.target.id if isinstance(one.target, ast.Name) else one.target.attr)
        elif isinstance(one, ast.Assign):
            targets = [target for target in one.targets if isinstance(target, ast.Name | ast.Attribute)]
            found |= {target.id if isinstance(target, ast.Name) else target.attr for target in targets}
    return frozenset(found)


def test_every_rule_has_its_row_once_and_in_order() -> None:
    told = re.findall(r"^\| (R\d+) \|", RULES.read_text("utf-8"), re.MULTILINE)
    assert [row[0] for row in rows()] == told
    assert told == [f"R{number}" for number in range(1, 78)]


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[0])
def test_no_cell_is_empty_and_what_it_names_is_there(row: list[str]) -> None:
    number, rule, where, shown = row
    assert all(len(cell) > 3 for cell in (rule, where, shown)), number
    assert _PLACE.search(where) or where.startswith("not built") or "not built" in where
    assert _TEST.search(shown) or NOT_HERE in shown or NOT_PROVEN in shown
    for named, function in _PLACE.findall(where):
        assert path_of(named).is_file(), f"{number}: {named}"
        assert not function or function in names_in(path_of(named)), f"{number}: {named}:{function}"
    for named in _TEST.findall(shown):
        assert is_there(named), f"{number}: {named}"


def test_what_is_not_there_is_noticed() -> None:
    assert not path_of("workflow/no_such_room.py").is_file()
    assert "no_such_function" not in names_in(path_of("workflow/allowed.py"))
    assert "why_not_close" in names_in(path_of("workflow/allowed.py"))


def test_a_rule_that_is_not_built_says_why() -> None:
    missing = [row for row in rows() if row[2].startswith("not built")]
    assert [row for row in missing if NOT_HERE not in row[3]] == []


def test_no_law_is_cited_in_what_a_clerk_or_citizen_sees() -> None:
    seen = [path for folder in ("i18n", "catalogue") for path in (ROOT / "resources" / folder).rglob("*")]
    said = [path.read_text("utf-8") for path in seen if path.suffix in {".ts", ".json"}]
    strings = [
        text
        for path in (ROOT / "desktop").rglob("*.py")
        if "training" not in path.parts
        for text in _spoken(ast.parse(path.read_text("utf-8")))
    ]
    assert len(said) >= 3
    assert [found.group() for text in (*said, *strings) for found in _LAW.finditer(text)] == []


def _spoken(tree: ast.Module) -> list[str]:
    """The strings of a file but its docstrings."""
    quiet = {
        id(one.value)
        for one in ast.walk(tree)
        if isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant) and isinstance(one.value.value, str)
    }
    strings = (one for one in ast.walk(tree) if isinstance(one, ast.Constant) and id(one) not in quiet)
    return [one.value for one in strings if isinstance(one.value, str)]
