"""Serves each family's sandbox province for a moment as it is imported: whoever is forked then has all loaded."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from desktop.catalogue.reader import read_catalogue_file
from desktop.machine.folders import resources
from desktop.sync.families import family_names
from desktop.sync.profile import read_profile, sample_of
from desktop.training.province.books import Books
from desktop.training.province.faults import LineFaults
from desktop.training.province.line import faulty_api
from desktop.training.province.server import UNIT, Serving

_CATALOGUE = read_catalogue_file(resources() / "catalogue" / "sample.json")

for _family in family_names():
    with TemporaryDirectory() as _folder:
        _books = Books(Path(_folder) / "province.db", UNIT)
        _faults = LineFaults(read_profile(sample_of(_family)).paths["health"])
        with Serving(faulty_api(_books, _CATALOGUE, _family, _faults)):
            pass
        _books.close()
