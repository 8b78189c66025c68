"""Putting the province's settings on this PC, for the setup and for administrators.

python -m desktop.machine.take_provision FROM KEY MACHINE_FOLDER      exit status 0 once they are in place
"""

from __future__ import annotations

import os
import secrets
import shutil
import sys
from pathlib import Path

from desktop.machine.provision import FILE, FOLDER, KEY, BadProvision, Provision, read_issue, read_provision
from desktop.machine.settings_file import cannot_be_locked, load_settings
from desktop.machine.signed import LIMIT_BYTES, NotSigned, key_of, read_limited
from desktop.machine.writing import write_file
from desktop.model.errors import QuaySoError


def take_provision(source: Path, key: Path, machine: Path) -> Provision:
    """Put new settings of the province in the place of the old ones.

    Everything is read once, and what was read is verified and written: the source may be a stick that somebody changes
    meanwhile. Nothing is written before all of it holds.

    Args:
        source: folder with the file, its signature and the files it names.
        key: the province's public key; where there is no such file, the one that is in place already.
        machine: this machine's folder.

    Raises:
        NotSigned, BadProvision, BadSettings: not to be believed, not usable, or older; the old ones stay.
    """
    place = machine / FOLDER
    chosen = key if key.exists() else place / KEY
    try:
        pem = read_limited(chosen, LIMIT_BYTES)
    except OSError as error:
        raise NotSigned(chosen.name, reason="không đọc được khoá công khai của tỉnh", cause=str(error)) from None
    issue = read_issue(source, key_of(pem, chosen.name))
    new = issue.said(place)
    if not new.serial:
        raise BadProvision(FILE, reason="thiếu số phát hành (serial)")
    load_settings(source / "none", new)
    if wrong := cannot_be_locked(new.locked):
        raise BadProvision(FILE, reason=f"không thể khoá «{'», «'.join(wrong)}»")
    if (place / FILE).exists() and new.serial < read_provision(place).serial:
        raise BadProvision(FILE, reason="cũ hơn cấu hình đang có")
    _put(machine, {FILE: issue.text, f"{FILE}.sig": issue.signature, KEY: pem, **issue.files})
    return new


def _put(machine: Path, files: dict[str, bytes]) -> None:
    """Write the folder aside, under a name that nobody can have prepared, and give it its name."""
    place, old = machine / FOLDER, machine / f"{FOLDER}.old"
    fresh = machine / f"{FOLDER}.new-{secrets.token_hex(8)}"
    fresh.mkdir(parents=True)
    try:
        for name, data in files.items():
            write_file(fresh / name, data, replace=False)
        _readable_by_all(fresh)
        if place.exists():
            _remove(old)
            place.rename(old)
        try:
            fresh.rename(place)
        except OSError:
            old.rename(place)
            raise
    finally:
        _remove(fresh)
    _remove(old)


def _readable_by_all(folder: Path) -> None:
    """Every clerk of this PC reads the province's settings; only administrators write them."""
    if os.name == "posix":
        for one in folder.iterdir():
            one.chmod(0o644)
        folder.chmod(0o755)


def _remove(folder: Path) -> None:
    """Remove a folder; a link is removed itself, never what it leads to."""
    if folder.is_symlink():
        folder.unlink()
    else:
        shutil.rmtree(folder, ignore_errors=True)


def main(words: list[str]) -> int:
    """For the setup: take what lies in a folder."""
    try:
        taken = take_provision(*map(Path, words))
    except (QuaySoError, OSError) as error:
        sys.stdout.write(f"{error}\n")
        return 1
    sys.stdout.write(f"serial {taken.serial}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
