"""What many rooms' tests begin with: an invented dossier, and a keyring in memory."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from desktop.model.codes import provisional_code
from desktop.model.dossier import Dossier, Party

MORNING = datetime(2026, 3, 12, 1, 30, tzinfo=UTC)
OWNER = Party(number="052199000123", name="Đặng Thị Ngọc Ánh")


def sample_dossier(**changes: Any) -> Dossier:
    """A new dossier as the counter makes one, changed where a test needs it."""
    dossier_id = uuid4()
    code = provisional_code(dossier_id)
    usual: dict[str, Any] = {
        "id": dossier_id,
        "code": code,
        "provisional_code": code,
        "procedure": "1.001193",
        "case": "TH1",
        "catalogue_version": "2026.1",
        "party": OWNER,
        "receiving_unit": "H99.12",
        "competent_unit": "H99.12",
        "received_at": MORNING,
    }
    return Dossier(**usual | changes)


class MemorySecrets:
    """A keyring that is forgotten with the test."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}

    def get(self, name: str) -> str | None:
        return self.kept.get(name)

    def put(self, name: str, secret: str) -> None:
        self.kept[name] = secret

    def forget(self, name: str) -> None:
        self.kept.pop(name, None)
