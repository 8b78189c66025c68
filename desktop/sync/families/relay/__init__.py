"""The relay in front of a province's system, for thin lines (docs/relay.md)."""

from desktop.sync.families.relay.dossiers import Relay
from desktop.sync.family import Family

FAMILY = Family(
    dossiers=Relay,
    paths=("official_code", "upload", "digest", "find_file", "create", "find_dossier", "progress", "status"),
    bodies=("record", "progress", "status"),
)
