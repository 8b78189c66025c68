"""A fresh seed for every run: figures on pages that nothing was ever tuned on."""

from __future__ import annotations

import secrets

from tests.bench.row import remark


def fresh() -> str:
    """A seed that nobody knew; printed, so that the same run can be had again."""
    seed = str(secrets.randbelow(1_000_000))
    remark(f"seed {seed}")
    return seed
