"""Every package with native code is in the self-test: what a counter PC cannot load must show there, not at work."""

from __future__ import annotations

from pathlib import Path

from desktop.cli.self_test import NATIVE_MODULES
from installer.build.closure import PROGRAM_FILES
from installer.build.tools import BuildBroken

# Native code of CPython's own: signed as a whole, and the one with DLLs of its own is tried.
_CPYTHON = {"ssl"}


def demand_tested(site_packages: Path) -> None:
    """See that the self-test names a module of every package that brings native code, and of no other.

    Raises:
        BuildBroken: names the packages.
    """
    native = {_package(file.relative_to(site_packages)) for file in _program_files(site_packages)}
    tested = {module.partition(".")[0] for module in NATIVE_MODULES} - _CPYTHON
    if native != tested:
        untried, idle = sorted(native - tested), sorted(tested - native)
        raise BuildBroken(f"self-test and bundle differ: not tried {untried}, not native {idle}")


def _program_files(site_packages: Path) -> list[Path]:
    return [one for one in site_packages.rglob("*") if one.suffix.lower() in PROGRAM_FILES]


def _package(inside: Path) -> str:
    """The package that a file belongs to; DLLs of a wheel lie beside its package."""
    return inside.parts[0].removesuffix(".libs").partition(".")[0]
