"""The scan profiles of this counter: the administrator's or its own, one remembered for each component."""

from __future__ import annotations

from dataclasses import replace

from desktop.machine.settings import Settings
from desktop.model.data import as_data
from desktop.model.dossier import Paper, PaperKind
from desktop.model.scanning import (
    USUAL,
    Colour,
    ScanProfile,
    profiles_from_data,
)
from desktop.store import remembered
from desktop.store.file import Store
from desktop.workflow.errors import BadScanProfile, NotInColour, ProfilesLocked, UnknownProfile

_PROFILES = "scan profiles"
_REMEMBERED = "scan profile of component "


class ScanProfiles:
    """What the clerk can choose between, and what is chosen for her.

    Args:
        store: where the counter's own profiles are kept.
        settings: the administrator's profiles, and whether they are locked.
    """

    def __init__(self, store: Store, settings: Settings) -> None:
        self._store = store
        self._settings = settings

    @property
    def locked(self) -> bool:
        """Whether the administrator alone decides which profiles there are."""
        return self._settings.scan_profiles_locked

    def all(self) -> tuple[ScanProfile, ...]:
        """The profiles, in the order of the window: the counter's own where it has any, else the administrator's."""
        given = self._settings.scan_profiles or self._usual()
        if self.locked:
            return given
        with self._store.reading() as tx:
            own = remembered.get(tx, _PROFILES)
        return profiles_from_data(own) if own else given

    def _usual(self) -> tuple[ScanProfile, ...]:
        return tuple(replace(profile, dpi=max(profile.dpi, self._settings.scan_dpi)) for profile in USUAL)

    def named(self, name: str) -> ScanProfile:
        """The profile with this name.

        Raises:
            UnknownProfile: there is none.
        """
        for profile in self.all():
            if profile.name == name:
                return profile
        raise UnknownProfile(name)

    def for_component(self, code: str) -> ScanProfile:
        """The profile that this component was last scanned with, else the first one."""
        with self._store.reading() as tx:
            name = remembered.get(tx, _REMEMBERED + code, "")
        known = self.all()
        return next((profile for profile in known if profile.name == name), known[0])

    def remember(self, code: str, name: str) -> None:
        """From now on scan this component with that profile.

        Raises:
            UnknownProfile: there is none of that name.
        """
        self.named(name)
        with self._store.writing() as tx:
            remembered.put(tx, _REMEMBERED + code, name)

    def save(self, profiles: tuple[ScanProfile, ...]) -> None:
        """Keep these profiles instead of the present ones; none at all brings back the administrator's.

        Raises:
            ProfilesLocked: the administrator alone decides.
            BadScanProfile: a name or a key is used twice, or a value cannot be.
        """
        if self.locked:
            raise ProfilesLocked()
        rows = as_data(profiles)
        try:
            profiles_from_data(rows)
        except ValueError as error:
            raise BadScanProfile(reason=str(error)) from None
        with self._store.writing() as tx:
            remembered.put(tx, _PROFILES, rows)


def require_fit(profile: ScanProfile, paper: Paper) -> None:
    """Results are kept in colour (R22): a red seal in grey is no seal.

    Raises:
        NotInColour: this profile would lose it.
    """
    if paper.kind is PaperKind.RESULT and profile.colour is not Colour.COLOUR:
        raise NotInColour(paper.name)
