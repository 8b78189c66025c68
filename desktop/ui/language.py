"""What the window speaks: its own words and Qt's from `resources/i18n`, those of the rooms below from `below`."""

from __future__ import annotations

import logging
import subprocess
import sys
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from desktop.machine.folders import resources
from desktop.model.errors import QuaySoError
from desktop.ui.below import below

log = logging.getLogger(__name__)


class Language(StrEnum):
    """The languages, as the setting `language` has them."""

    VIETNAMESE = "vi"
    ENGLISH = "en"


NAMES = {Language.VIETNAMESE: "Tiếng Việt", Language.ENGLISH: "English"}
"""Each in its own words: who does not understand the window finds them."""
_LOCALES = {Language.VIETNAMESE: "vi_VN", Language.ENGLISH: "en_GB"}
"""How days and numbers are written. Both have the day before the month."""
_spoken: list[tuple[Language, QTranslator | None]] = [(Language.VIETNAMESE, None)]


def sources_of(language: Language, folder: Path) -> list[Path]:
    """The texts that a language is compiled from; Qt brings its own English."""
    files = [folder / f"{language}.ts", folder / f"qt.{language}.ts"]
    return [file for file in files if file.exists()]


def compiled(language: Language = Language.VIETNAMESE, folder: Path | None = None) -> Path:
    """The compiled words, made anew where the text is newer (in the workshop; the bundle ships them)."""
    place = folder or resources() / "i18n"
    sources, made = sources_of(language, place), place / f"{language}.qm"
    if sources and (not made.exists() or made.stat().st_mtime < max(file.stat().st_mtime for file in sources)):
        tool = Path(sys.executable).with_name("pyside6-lrelease")
        if tool.exists():
            subprocess.run(
                [str(tool), "-silent", *map(str, sources), "-qm", str(made)], check=False, capture_output=True
            )
    return made


def speak(application: QApplication, language: Language) -> None:
    """Speak a language from now on; where its words are missing, what stands in the code, and the log says so."""
    former = _spoken[-1][1]
    if former:
        application.removeTranslator(former)
    QLocale.setDefault(QLocale(_LOCALES[language]))
    translator = QTranslator(application)
    if translator.load(str(compiled(language))):
        application.installTranslator(translator)
    else:
        log.error("the words of the window are missing: %s", language)
    _spoken[:] = [(language, translator)]


def spoken() -> Language:
    """What the window speaks now."""
    return _spoken[-1][0]


def other() -> Language:
    """What it can speak besides."""
    return Language.ENGLISH if spoken() is Language.VIETNAMESE else Language.VIETNAMESE


def said(words: str) -> str:
    """What a room below the window says, in the window's language."""
    return words if spoken() is Language.VIETNAMESE else below().english(words)


def said_of(error: QuaySoError) -> str:
    """A trouble in one line: what happened, and what to do."""
    return f"{said(error.message)} {said(error.what_to_do)}"
