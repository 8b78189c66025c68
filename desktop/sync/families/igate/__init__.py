"""VNPT iGate: its REST paths as found in use (signing-and-sync.md §3.3)."""

from desktop.sync.families.igate.dossiers import IGate
from desktop.sync.family import Family

FAMILY = Family(
    dossiers=IGate,
    paths=(
        "official_code",
        "pattern",
        "procedures",
        "upload",
        "read_file",
        "create",
        "find_dossier",
        "dossier",
        "status",
    ),
    bodies=("record", "status"),
)
