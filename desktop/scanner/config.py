"""Where this counter looks for scanners, from the administrator's settings."""

from __future__ import annotations

from pathlib import Path

from desktop.machine.settings import Settings
from desktop.scanner.driver import ScannerConfig


def configured(settings: Settings) -> ScannerConfig:
    """The scanners of a counter."""
    return ScannerConfig(
        escl_addresses=settings.escl_scanners,
        escl_fingerprints=settings.escl_fingerprints,
        sane=settings.sane,
        discovery=settings.discover_scanners,
        folders=tuple(Path(folder) for folder in settings.watched_folders),
        wia=settings.wia,
        wia_manager=settings.wia_manager,
    )
