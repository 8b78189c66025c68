"""Every promise of `docs/security.md` stands beside the tests that prove it, and those are there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "security.md"
NOT_PROVEN = "**not proven**"
_NAMED = re.compile(r"`(tests/[^`]+)`")


def tables(text: str) -> list[list[list[str]]]:
    """The tables of a Markdown page: rows of cells, first the head, then the line below it."""
    blocks = re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE)
    return [[[cell.strip() for cell in line.strip("|").split("|")] for line in block.splitlines()] for block in blocks]


def promises(text: str) -> list[list[str]]:
    return [row for head, _, *rows in tables(text) if head[0] == "promise" for row in rows]


def is_there(named: str) -> bool:
    """Whether a test's file, or folder, is there, and has the function that is named with it."""
    place, _, function = named.partition("::")
    path = ROOT / place
    if not function:
        return path.is_file() or any(path.glob("test_*.py"))
    tree = ast.parse(path.read_text("utf-8")) if path.is_file() else ast.Module([], [])
    return any(isinstance(one, ast.FunctionDef) and one.name == function for one in ast.walk(tree))


TEXT = PAGE.read_text("utf-8")


def test_every_table_of_promises_names_promise_way_and_test() -> None:
    heads = [head for head, *_ in tables(TEXT) if head[0] == "promise"]
    assert len(heads) >= 6
    assert all(head == ["promise", "how", "test"] for head in heads)


def test_no_row_stands_outside_a_table() -> None:
    """A blank line between two rows makes the second one plain text with bars in it."""
    for head, *rows in tables(TEXT):
        assert rows and set("".join(rows[0])) == {"-"}, head
        assert {len(row) for row in rows} == {len(head)}, head


@pytest.mark.parametrize("row", promises(TEXT), ids=lambda row: row[0][:60])
def test_a_promise_has_a_test_beside_it(row: list[str]) -> None:
    promise, how, test = row
    assert promise and how
    assert _NAMED.search(test) or test.startswith(NOT_PROVEN), f"nothing proves: {promise}"


@pytest.mark.parametrize("named", sorted(set(_NAMED.findall(TEXT))))
def test_what_is_named_is_there(named: str) -> None:
    assert is_there(named)


def test_what_is_not_there_is_noticed() -> None:
    assert not is_there("tests/no_such_test.py")
    assert not is_there("tests/no_such_test.py::test_x")
    assert not is_there("tests/test_promises.py::test_no_such_promise")
    assert is_there("tests/test_promises.py::test_what_is_not_there_is_noticed")
    (row,) = promises("| promise | how | test |\n|---|---|---|\n| a | b | `tests/x.py`, c |\n")
    assert row == ["a", "b", "`tests/x.py`, c"]


def test_every_rule_that_is_cited_has_its_line() -> None:
    told = re.findall(r"^\| (R\d+) \|", (ROOT / "docs" / "rules.md").read_text("utf-8"), re.MULTILINE)
    assert len(told) == len(set(told))
    cited = {
        number
        for folder in ("desktop", "docs", "installer", "resources", "tests", "tools")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".py", ".md", ".toml", ".sh"} and path.is_file()
        for number in re.findall(r"\bR[1-9]\d?\b", path.read_text("utf-8"))
    }
    assert len(cited) > 50
    assert cited <= set(told), sorted(cited - set(told))
