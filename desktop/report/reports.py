"""The reports of this counter, from its own store."""

from __future__ import annotations

from datetime import date

from desktop.report.digitisation import DigitisationReport, digitisation_report
from desktop.store.file import Store


class Reports:
    """Counts what was done here.

    Args:
        store: the open store.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def digitisation(self, first: date, last: date) -> DigitisationReport:
        """The digitisation indicators of the dossiers received from `first` to `last`, both days included."""
        return digitisation_report(self._store, first, last)
