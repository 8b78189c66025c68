"""Putting the province's settings on this PC, for the setup and for administrators.

python -m desktop.machine.take_provision FROM KEY MACHINE_FOLDER      exit status 0 once they are in place
"""

from __future__ import annotations

import shutil
import sys
import tomllib
from pathlib import Path

from desktop.machine.provision import FILE, FOLDER, KEY, BadProvision, Provision, read_provision
from desktop.machine.settings import load_settings
from desktop.model.errors import QuaySoError


def take_provision(source: Path, key: Path, machine: Path) -> Provision:
    """Put new settings of the province in the place of the old ones.

    Args:
        source: folder with the file, its signature and the files it names.
        key: the province's public key; where there is no such file, the one that is in place already.
        machine: this machine's folder.

    Raises:
        NotSigned, BadProvision, BadSettings: not to be believed, not usable, or older; the old ones stay.
    """
    place, fresh, old = machine / FOLDER, machine / f"{FOLDER}.new", machine / f"{FOLDER}.old"
    key = key if key.exists() else place / KEY
    new = read_provision(source, key)
    if not new.serial:
        raise BadProvision(FILE, reason="thiếu tệp hoặc thiếu số phát hành (serial)")
    load_settings(source / "none", new)
    if (place / FILE).exists() and new.serial < read_provision(place).serial:
        raise BadProvision(FILE, reason="cũ hơn cấu hình đang có")
    for folder in (fresh, old):
        shutil.rmtree(folder, ignore_errors=True)
    fresh.mkdir(parents=True)
    files = tomllib.loads((source / FILE).read_text("utf-8")).get("files", {})
    for name in (FILE, f"{FILE}.sig", *files):
        shutil.copyfile(source / name, fresh / name)
    shutil.copyfile(key, fresh / KEY)
    # What was copied is what counts: the source may be a stick that somebody changes meanwhile.
    new = read_provision(fresh)
    if place.exists():
        place.rename(old)
    fresh.rename(place)
    shutil.rmtree(old, ignore_errors=True)
    return new


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
