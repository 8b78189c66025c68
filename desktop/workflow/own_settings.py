"""What a counter sets itself, kept in its settings file beside what somebody wrote there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from desktop.machine.provision import Provision
from desktop.machine.settings_file import keep_setting
from desktop.machine.writing import cannot_write


class OwnSettings:
    """Keeps words of the counter's own settings.

    Args:
        file: the counter's own settings.
        province: what the province has locked.
        use: told the name and the value of what is kept; it counts from then on.
    """

    def __init__(self, file: Path, province: Provision, use: Callable[[str, str], None]) -> None:
        self._file = file
        self._province = province
        self._use = use

    def keep(self, name: str, value: str) -> None:
        """Keep one word, and let it count at once.

        Args:
            name: of the setting.
            value: the word.

        Raises:
            SettingLocked: the province decides.
            BadSettings: the value is not allowed, or the file cannot be changed by the program.
            CannotWrite: the file cannot be written; what was there is still there.
        """
        try:
            keep_setting(self._file, name, value, self._province)
        except OSError as error:
            raise cannot_write(self._file, error) from error
        self._use(name, value)
