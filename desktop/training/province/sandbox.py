"""The sandbox province as the rest of the program holds it: start, look into, make trouble, stop."""

from __future__ import annotations

import ssl
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from desktop.machine.child import Child
from desktop.machine.folders import resources
from desktop.sync.doors import open_gateway
from desktop.sync.gateway import ProvinceGateway
from desktop.sync.profile import sample_of
from desktop.training.province.accounts import CLIENT, SECRET
from desktop.training.province.certificates import AUTHORITY

START_S = 60.0


class SandboxProvince:
    """A province in a process of its own; its books survive in the folder. Use it as a context.

    Args:
        folder: where its books are.
        catalogue: file of its catalogue.
        port: 0 for any free one.
        family: one of `desktop.sync.families.family_names`.
        tls: serve it behind TLS, with certificates of an authority of its own.
    """

    def __init__(
        self,
        folder: Path,
        catalogue: Path | None = None,
        port: int = 0,
        family: str = "six_step",
        *,
        tls: bool = False,
    ) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        file = catalogue or resources() / "catalogue" / "sample.json"
        self.family = family
        self.authority = folder / "tls" / AUTHORITY if tls else None
        arguments = (str(folder), str(file), str(port), family, *(["tls"] if tls else []))
        self._child = Child("desktop.training.province.server", arguments)
        header, _ = self._child.receive(START_S)
        self.address: str = header["address"]

    def gateway(self, *, trust: ssl.SSLContext | None = None, answer_s: float = 60.0) -> ProvinceGateway:
        """A gateway to it; behind TLS it trusts the sandbox's authority unless told otherwise."""
        if self.authority and trust is None:
            trust = ssl.create_default_context(cafile=str(self.authority))
        return open_gateway(sample_of(self.family), self.address, CLIENT, SECRET, trust=trust, answer_s=answer_s)

    def fault(self, spec: str) -> None:
        """Ask for a trouble (see `faults`)."""
        self._child.ask({"fault": spec}, timeout=START_S)

    def clear_faults(self) -> None:
        """All well again."""
        self._child.ask({"clear": True}, timeout=START_S)

    def store_paper(self, owner: str, shop: str, facts: dict[str, Any], file: bytes = b"") -> None:
        """Put a paper into the `province` or the `national` e-store, with its file where there is one."""
        self._child.ask({"store": {"owner": owner, "shop": shop, "facts": facts}}, file, timeout=START_S)

    def file_online(self, facts: Mapping[str, Any], files: Sequence[bytes]) -> None:
        """File a dossier on its portal (`online.file_online`)."""
        message = {"online": dict(facts), "sizes": [len(data) for data in files]}
        self._child.ask(message, b"".join(files), timeout=START_S)

    def state(self) -> dict[str, Any]:
        """What it has: dossiers, files, codes given, requests counted."""
        return self._child.ask({"state": True}, timeout=START_S)[0]

    def kill(self) -> None:
        """Pull its plug."""
        self._child.kill()

    def close(self) -> None:
        """Shut it down."""
        self._child.close()

    def __enter__(self) -> SandboxProvince:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
