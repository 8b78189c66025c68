"""The six-step API of 2026 (signing-and-sync.md §3.4)."""

from desktop.sync.families.six_step.dossiers import SixStep
from desktop.sync.family import Family

FAMILY = Family(
    dossiers=SixStep,
    paths=("official_code", "upload", "find_file", "create", "find_dossier", "progress", "status"),
    bodies=("record", "progress", "status"),
)
