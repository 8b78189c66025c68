"""The catalogue as a province gives it."""

from __future__ import annotations

from desktop.catalogue.reader import catalogue_from_data
from desktop.model.catalogue import Catalogue
from desktop.sync.api import ProvinceApi


class ProvinceCatalogue:
    """Where a newer catalogue comes from.

    Args:
        api: how the province is asked.
    """

    def __init__(self, api: ProvinceApi) -> None:
        self._api = api

    def pull_catalogue(self, known_version: str | None) -> Catalogue | None:
        """The catalogue where it is another version than ours.

        Raises:
            NotOffered: this province gives none; it comes from a file.
        """
        found = self._api.find(self._api.path("catalogue"), params={"version": known_version or ""})
        return None if found is None else catalogue_from_data(found, "danh mục của tỉnh")
