"""An option is known by the name that the standard gives it."""

from __future__ import annotations

from desktop.scanner.quirks.sane.option_names import well_known


def test_names_of_backends_own_are_the_standards():
    assert [well_known(name) for name in ("scan-resolution", "doc-source", "mode")] == ["resolution", "source", "mode"]
