"""The pace of the backlog in one line: what is left, the pace, what would be enough, when all will be done."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop.model.backlog import Progress

translate = QCoreApplication.translate


def forecast(now: Progress) -> str:
    """The line."""
    parts = [translate("Pace", "%1 sheets left").replace("%1", str(now.left))]
    if now.pace is not None:
        pace = f"{now.pace:.1f}".replace(".", ",")
        parts.append(translate("Pace", "%1 a working day").replace("%1", pace))
    if now.needed:
        parts.append(translate("Pace", "%1 needed a day").replace("%1", str(now.needed)))
    if now.forecast:
        parts.append(translate("Pace", "done about %1").replace("%1", f"{now.forecast:%d/%m/%Y}"))
    return " · ".join(parts)
