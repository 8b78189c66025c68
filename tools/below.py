"""Gathers the Vietnamese sentences of the rooms below the window into the catalogue of their English.

What stands there stays; what is new gets an empty English, which a test refuses; what is said nowhere any more goes.
"""

from __future__ import annotations

import ast
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from desktop.machine.folders import resources
from desktop.ui.below import CATALOGUE, read_catalogue

PLAIN = "without marks"
"""Vietnamese that no letter gives away: written into the catalogue by hand."""
PRODUCT = "Quầy Số"
ROOMS = Path(__file__).resolve().parents[1] / "desktop"
_VIETNAMESE = re.compile(r"[À-ÖØ-öø-ỹ]")
_PATTERN = re.compile(r"\(\?|\\[swdbW]|^\S{1,3}$")
"""Expressions, and single letters: no words."""

NOT_SHOWN = (
    # The window's own words are English; the command line speaks Vietnamese.
    "ui/",
    "cli/",
    "training/",
    # Written on papers and in files, which are Vietnamese by law.
    "document/printing/",
    "document/file/mark.py",
    "document/file/metadata.py",
    "report/",
    "signing/report.py",
    "signing/appearance/stamp.py",
    "workflow/slips/register.py",
    # Told to applicants by the province.
    "workflow/slips/notices.py",
    # Letters and names that are looked for, or compared with.
    "document/papers/fold.py",
    "document/papers/head/digits.py",
    "document/papers/head/names.py",
    "document/papers/head/number.py",
    "model/mrz.py",
    "model/typed.py",
    "store/search.py",
    "store/migrations/",
    # What the command line alone does: a catalogue from a workbook, what a restore loses, the table of settings.
    "catalogue/",
    "document/papers/extractors.py",
    "machine/settings.py",
    "store/keeping/losses.py",
    "store/keeping/salvage.py",
)


def gathered() -> dict[str, list[str]]:
    """The sentences of each file, as the catalogue has them: `{subject}` is put in by name, `{1}` by its place.

    What the code writes with `:d` keeps it: only a number fits there.
    """
    found: dict[str, list[str]] = {}
    known: set[str] = set()
    for file in sorted(ROOMS.rglob("*.py")):
        name = file.relative_to(ROOMS).as_posix()
        if name.startswith(NOT_SHOWN):
            continue
        fresh = [words for words in dict.fromkeys(sentences(ast.parse(file.read_text("utf-8")))) if words not in known]
        known.update(fresh)
        if fresh:
            found[name] = fresh
    return found


def sentences(tree: ast.AST) -> Iterator[str]:
    """The Vietnamese sentences of a file, but for its documentation."""
    passed = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            # What is put into it may hold sentences of its own: they stand in the tree as nodes like any other.
            passed.update(id(part) for part in node.values)
            passed.update(id(part.format_spec) for part in node.values if isinstance(part, ast.FormattedValue))
    for node in ast.walk(tree):
        if id(node) in passed:
            continue
        words = _words(node)
        if _VIETNAMESE.search(words) and not _PATTERN.search(words) and words != words.upper() and words != PRODUCT:
            yield words.strip()


def _words(node: ast.AST) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if not isinstance(node, ast.JoinedStr):
        return ""
    words, holes = "", 0
    for part in node.values:
        if isinstance(part, ast.Constant):
            words += str(part.value)
        else:
            holes += 1
            words += f"{{{holes}{_number(part)}}}"
    return words


def _number(part: ast.expr) -> str:
    spec = part.format_spec if isinstance(part, ast.FormattedValue) else None
    return ":d" if spec is not None and _words(spec) == "d" else ""


def catalogue_of(found: dict[str, list[str]], english: dict[str, str]) -> str:
    """The catalogue's text: a table a file, a line a sentence."""
    known = {words for file in found.values() for words in file}
    plain = [words for words in english if words not in known and not _VIETNAMESE.search(words)]
    parts = []
    for name, words in {**found, PLAIN: plain}.items():
        lines = [f"{json.dumps(one, ensure_ascii=False)} = {json.dumps(english.get(one, ''))}" for one in words]
        parts.append("\n".join([f"[{json.dumps(name)}]", *lines]))
    return "\n\n".join(parts) + "\n"


def main() -> int:
    """Write the catalogue anew."""
    file = resources() / "i18n" / CATALOGUE
    english = read_catalogue(file) if file.exists() else {}
    found = gathered()
    file.write_text(catalogue_of(found, english), "utf-8")
    missing = sum(not english.get(one) for words in found.values() for one in words)
    print(f"{file}: {sum(map(len, found.values()))}, {missing} without English")
    return 0


if __name__ == "__main__":
    sys.exit(main())
