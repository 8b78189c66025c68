"""A real counter, not one of training, that nobody has set up, and what stands around it: scanner, token, province."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cached_property
from pathlib import Path

import pytest

from desktop.app import App
from desktop.machine.clock import SystemClock
from desktop.machine.folders import folders
from desktop.machine.provision import Provision
from desktop.machine.settings import CLIENT_SECRET
from desktop.machine.settings_file import FILE_NAME, load_settings
from desktop.store.file import Store
from desktop.store.folder import mark_folder
from desktop.training import pki
from desktop.training.names import OFFICIAL
from desktop.training.papers.pile import PaperSpec, write_pile
from desktop.training.province.accounts import CLIENT, SECRET
from desktop.training.province.sandbox import SandboxProvince
from desktop.training.scanner.virtual import VirtualScanner
from tests.bench.softhsm import MODULES, SoftHsm
from tests.samples import MemorySecrets


class NewCounter:
    """The counter's folder, its keyring, what the province says to it; a part around it is there once it is asked for.

    Args:
        folder: for all of it.
        parts: closes them in the end.
        monkeypatch: tells SoftHSM2 where its tokens are; none is plugged in before `hsm` is asked for.
    """

    def __init__(self, folder: Path, parts: ExitStack, monkeypatch: pytest.MonkeyPatch) -> None:
        self._folder, self._parts, self._patch = folder, parts, monkeypatch
        module = next((place for place in MODULES if Path(place).exists()), "")
        if not module:
            pytest.skip("SoftHSM2 is not installed")
        self.place = folders(folder / "quay", training=False)
        mark_folder(self.place, training=False)
        self.secrets = MemorySecrets()
        self.provision = Provision()
        (folder / "no-tokens").mkdir()
        none = folder / "none.conf"
        none.write_text(f"directories.tokendir = {folder / 'no-tokens'}\nlog.level = ERROR\n")
        monkeypatch.setenv("SOFTHSM2_CONF", str(none))
        # What else this PC has must not be found.
        self.write(sane=False, token_module=module)

    @cached_property
    def scanner(self) -> VirtualScanner:
        """A network scanner with one sheet on its glass."""
        made = self._parts.enter_context(VirtualScanner())
        write_pile(self._folder / "pile", [PaperSpec(kind="tiep-nhan")], "first run")
        made.load(self._folder / "pile")
        return made

    @cached_property
    def hsm(self) -> SoftHsm:
        """The official's token, plugged in; it has to be there before it is looked for."""
        made = SoftHsm.made(self._folder)
        self._patch.setenv("SOFTHSM2_CONF", made.configuration)
        return made

    @cached_property
    def province(self) -> SandboxProvince:
        """The province."""
        return self._parts.enter_context(SandboxProvince(self._folder / "province"))

    @cached_property
    def roots(self) -> Path:
        """The file of roots that the token's certificate is trusted by."""
        file = self._folder / "goc.pem"
        pki.write_roots(file, self.hsm.trusted)
        return file

    def answer(self, name: str) -> str:
        """What somebody who knows types for a question."""
        told = {
            "escl_scanners": lambda: self.scanner.address,
            "trust_roots": lambda: str(self.roots),
            "province_address": lambda: self.province.address,
            "province_profile": lambda: "mau-six-step",
            "province_client": lambda: CLIENT,
            CLIENT_SECRET: lambda: SECRET,
            "unit": lambda: "000.00.12.H99",
            "unit_name": lambda: "Ủy ban nhân dân xã Mẫu",
            "officer_name": lambda: OFFICIAL,
            "officer": lambda: "canbo.mau",
        }
        return told[name]()

    def write(self, **settings: object) -> None:
        """Write the counter's own settings file."""
        lines = [f"{name} = {json.dumps(value, ensure_ascii=False)}\n" for name, value in settings.items()]
        (self.place.data / FILE_NAME).write_text("".join(lines), "utf-8")

    def open(self) -> App:
        """Open it, as the program does but for the keyring."""
        settings = load_settings(self.place.data / FILE_NAME, self.provision)
        store = Store(self.place, self.secrets, training=False)
        return App(self.place, settings, store, self.secrets, SystemClock(), None, self.provision)


@contextmanager
def new_counter(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[NewCounter]:
    """A counter in a folder; it knows its token's module, and nothing else."""
    with ExitStack() as parts:
        yield NewCounter(folder, parts, monkeypatch)
