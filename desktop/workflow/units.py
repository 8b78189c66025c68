"""Which units a dossier names: the one that takes it in, and the one that decides (R12); both must exist (R11)."""

from __future__ import annotations

from datetime import date

from desktop.machine.settings import Settings
from desktop.model.catalogue import Catalogue, Procedure, UnknownCode
from desktop.model.dossier import Dossier
from desktop.workflow.catalogue_desk import CatalogueDesk
from desktop.workflow.errors import UnitDefunct


def competent_unit(procedure: Procedure, settings: Settings) -> str:
    """Unit code of the authority that decides: the catalogue's for the procedure, else the one set for the settings."""
    return procedure.competent or settings.competent_unit or settings.unit


def competent_name(catalogue: CatalogueDesk, dossier: Dossier, settings: Settings) -> str:
    """Name of who decides a dossier; empty where neither the catalogue nor the settings know it."""
    try:
        return catalogue.version(dossier.catalogue_version).agency(dossier.competent_unit).name
    except UnknownCode:
        return settings.unit_name if dossier.competent_unit == dossier.receiving_unit else ""


def why_not_units(catalogue: Catalogue, receiving: str, competent: str, day: date) -> UnitDefunct | None:
    """Why a dossier of a day may not name these units: one of them is known, and did not exist then (R11).

    Args:
        catalogue: has the units with their history; of one that it does not know nothing is said.
        receiving: code of the unit that takes the dossier in.
        competent: code of the one that decides.
        day: Vietnam's day of receipt.
    """
    for whose, code in (("nơi tiếp nhận", receiving), ("cơ quan giải quyết", competent)):
        try:
            agency = catalogue.agency(code)
        except UnknownCode:
            continue
        if not agency.existed_on(day):
            return UnitDefunct(agency.name, whose=whose)
    return None
