"""What building needs and a machine may not have: those tests are skipped, and say so."""

from __future__ import annotations

import shutil

import pytest

TOOLS = {
    "compiler": ("x86_64-w64-mingw32-gcc-posix", "x86_64-w64-mingw32-objdump"),
    "nsis": ("makensis",),
    "signing": ("osslsigncode", "openssl"),
}


def need(kind: str) -> pytest.MarkDecorator:
    """Skips a test, visibly, where `make installer-tools` has not been run."""
    missing = [name for name in TOOLS[kind] if shutil.which(name) is None]
    return pytest.mark.skipif(bool(missing), reason=f"not here: {', '.join(missing)} (make installer-tools)")
