"""Vietnamese on every button, also on those that Qt brings without it."""

from __future__ import annotations

import logging
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from desktop.machine.folders import resources

log = logging.getLogger(__name__)


def compiled(folder: Path | None = None) -> Path:
    """The compiled translation, made anew where the text is newer (in the workshop; the bundle ships it)."""
    place = folder or resources() / "i18n"
    sources, made = [file for file in (place / "vi.ts", place / "qt.vi.ts") if file.exists()], place / "vi.qm"
    if sources and (not made.exists() or made.stat().st_mtime < max(file.stat().st_mtime for file in sources)):
        tool = Path(sys.executable).with_name("pyside6-lrelease")
        if tool.exists():
            subprocess.run(
                [str(tool), "-silent", *map(str, sources), "-qm", str(made)], check=False, capture_output=True
            )
    return made


def speak_vietnamese(application: QApplication) -> None:
    """Install the translation; the program speaks English where it is missing, and says so in the log."""
    QLocale.setDefault(QLocale("vi_VN"))
    translator = QTranslator(application)
    if translator.load(str(compiled())):
        application.installTranslator(translator)
    else:
        log.error("the Vietnamese translation is missing")
