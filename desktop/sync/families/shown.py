"""A dossier as a province shows it, read by the names that its family has for the fields."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from desktop.sync.api import rows_of, text_of
from desktop.sync.gateway import RemoteDossier, RemotePaper
from desktop.sync.values import sha256_in, text_in


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordNames:
    """What a family calls the fields of a dossier's record and of the papers in it.

    `item_code` is empty where it does not show the code of the digitised item.
    """

    id: str
    code: str
    owner: str
    papers: str
    paper_id: str
    paper_code: str
    file: str
    sha256: str
    item_code: str = ""


def remote_dossier(found: Any, names: RecordNames) -> RemoteDossier:
    """A dossier as the province has it.

    Raises:
        StrangeAnswer: it is no dossier.
    """
    # Its identifiers first: they refuse what is no object.
    dossier_id, code = text_of(found, names.id), text_of(found, names.code)
    return RemoteDossier(
        id=dossier_id,
        code=code,
        owner=text_in(found.get(names.owner)),
        papers=tuple(
            RemotePaper(
                id=text_in(row.get(names.paper_id)),
                code=text_in(row.get(names.paper_code)),
                file=text_in(row.get(names.file)),
                sha256=sha256_in(row.get(names.sha256)),
                item_code=text_in(row.get(names.item_code)) if names.item_code else "",
            )
            for row in rows_of(found.get(names.papers), "giấy tờ của hồ sơ")
            if isinstance(row, dict)
        ),
    )
