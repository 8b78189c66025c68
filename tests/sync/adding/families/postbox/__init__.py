"""The postbox: an invented family, added as docs/development.md says."""

from desktop.sync.family import Family

from .dossiers import Postbox

FAMILY = Family(
    dossiers=Postbox,
    paths=("official_code", "upload", "find_file", "create", "find_dossier", "progress", "status"),
    bodies=("record", "progress", "status"),
)
