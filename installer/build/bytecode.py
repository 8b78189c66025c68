"""Byte code for everything: whoever uses the counter cannot write it there, and nothing need be compiled at a start."""

from __future__ import annotations

import ast
import compileall
import importlib.util
import marshal
from pathlib import Path
from py_compile import PycInvalidationMode

from installer.build.tools import BuildBroken

# What stays readable, with its byte code beside it: ours; what its licence gives everyone the right to change
# (LGPL, MPL); what is read as text when it starts (cv2).
READABLE = ("PySide6", "shiboken6", "stdnum", "zeroconf", "img2pdf.py", "pikepdf", "certifi", "cv2")

# numpy does not start without its docstrings.
SPOKEN = ("numpy",)


def compile_program(stage: Path) -> None:
    """Compile our own program, sources and assertions kept.

    Raises:
        BuildBroken: it does not compile.
    """
    if not _compile(stage / "app", stage):
        raise BuildBroken("the program does not compile")


def compile_libraries(stage: Path) -> None:
    """Compile the libraries.

    Most go without their sources, as CPython's own library in the bundle does, and without what their functions say
    about themselves: that is half the files to copy and to scan for viruses on every counter.
    """
    site_packages = stage / "python" / "Lib" / "site-packages"
    for one in sorted(site_packages.iterdir()):
        if one.name in READABLE:
            _compile(one, stage)
        else:
            for source in sorted(one.rglob("*.py")) if one.is_dir() else [one]:
                if source.suffix == ".py":
                    _put_byte_code(source, stage, spoken=one.name in SPOKEN)


def _compile(place: Path, stage: Path) -> bool:
    how = {"quiet": 2, "invalidation_mode": PycInvalidationMode.UNCHECKED_HASH, "stripdir": str(stage)}
    if place.is_dir():
        return bool(compileall.compile_dir(place, **how))  # type: ignore[arg-type]
    return bool(compileall.compile_file(place, **how))  # type: ignore[arg-type]


def _put_byte_code(source: Path, stage: Path, *, spoken: bool) -> None:
    """Put byte code in a source's place; assertions are kept, docstrings only where `spoken`."""
    text = source.read_bytes()
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError):
        return  # a template with a .py name is no Python
    if not spoken:
        _silence(tree)
    code = compile(tree, source.relative_to(stage).as_posix(), "exec", dont_inherit=True, optimize=0)
    # PEP 552: loaded without comparing it with its source.
    head = importlib.util.MAGIC_NUMBER + (1).to_bytes(4, "little") + importlib.util.source_hash(text)
    source.with_suffix(".pyc").write_bytes(head + marshal.dumps(code))
    source.unlink()


def _silence(tree: ast.Module) -> None:
    """Take out docstrings; what has nothing else in it passes."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and (
            ast.get_docstring(node, clean=False) is not None
        ):
            # Gone, not replaced: nothing may stand before an import from __future__.
            node.body = node.body[1:] or [ast.copy_location(ast.Pass(), node.body[0])]
