"""The life of an installation: install, upgrade, refuse, repair, fail in the middle, go."""

from __future__ import annotations

import hashlib
import shutil
import time
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from installer.check.machine import Counter
from installer.check.report import Report

NEWER_IS_THERE, CANNOT_WRITE, BAD_PROVISION, DAMAGED = 11, 13, 14, 2
TYPE_KEY = r"HKLM\Software\Classes\.quayso"
RUN_KEY = r"HKLM\Software\Microsoft\Windows\CurrentVersion\Run"
CHECK_FILES = ("-X", "utf8", "-m", "desktop.machine.installed")


def _whole(counter: Counter) -> str:
    """What the installed program finds wrong with its own files."""
    done = counter.wine.run(counter.home / "python" / "python.exe", *CHECK_FILES)
    return "" if done.status == 0 else done.text or "no word"


def _no_rests(counter: Counter) -> bool:
    return not (counter.home / ".new").exists() and not (counter.home / ".old").exists()


def prepared_beforehand(counter: Counter) -> None:
    """Somebody has made the machine's folder before the first setup, with settings of theirs in it."""
    (counter.machine / "cap-phat").mkdir(parents=True)
    (counter.machine / "cap-phat" / "cau-hinh.toml").write_text("a stranger's")
    (counter.machine / "install.log").write_text("a stranger's")
    counter.machine.chmod(0o777)


def strangers_folder(report: Report, counter: Counter) -> None:
    """It went aside as it was; the new one is closed, as far as Wine keeps access lists (as this system's modes)."""
    aside = list(counter.machine.parent.glob("QuaySo.la-*"))
    there = [(one / name).read_text() for one in aside for name in ("install.log", "cap-phat/cau-hinh.toml")]
    report.same("a folder made beforehand went aside, untouched", ["a stranger's"] * 2, there)
    left = sorted(one.name for one in counter.machine.iterdir())
    report.same("nothing of it is in the machine folder", ["install.log"], left)
    mode = counter.machine.stat().st_mode & 0o777
    report.that("nobody else writes there", not mode & 0o022, oct(mode))


def first_install(report: Report, counter: Counter, setup: Path, version: str) -> None:
    """On a PC that has never seen it."""
    done = counter.install(setup)
    report.same("first install", 0, done.status, done.text)
    report.same("listed among installed programs", version, counter.version)
    files = [one for one in counter.home.rglob("*") if one.is_file()]
    size = sum(one.stat().st_size for one in files) / 1e6
    report.note(f"{len(files)} files, {size:.0f} MB")
    report.that("files are what was built", not (wrong := _whole(counter)), wrong)
    report.same("two shortcuts for everyone", 2, counter.shortcuts())
    report.that("machine folder", counter.machine.is_dir())


def upgrade(report: Report, counter: Counter, setup: Path, version: str, folder: Path) -> None:
    """Over an older one, with the province's signed settings and the window opened at log-on."""
    stale = counter.home / "app" / "desktop" / "stale.py"
    stale.write_text("stale")
    done = counter.install(setup, "/TUMO", f"/CAUHINH={counter.wine.windows(_provision(folder / 'tinh'))}")
    report.same("upgrade", 0, done.status, done.text)
    report.same("the new version is listed", version, counter.version)
    report.that("nothing stale is left", not stale.exists() and _no_rests(counter))
    report.that("province's settings are in place", (counter.machine / "cap-phat" / "cau-hinh.toml").exists())
    report.same(
        "file type of packages", "QuaySo.Package", counter.wine.run("reg", "query", TYPE_KEY, "/ve").text.split()[-1]
    )
    report.that("opens at log-on", "QuaySo.exe" in counter.wine.registry(RUN_KEY, "QuaySo"))


def _provision(folder: Path, *, forged: bool = False) -> Path:
    """Settings of an invented province with a root; `forged` changes them after signing."""
    folder.mkdir()
    key = Ed25519PrivateKey.generate()
    root = b"-----BEGIN CERTIFICATE-----\n"
    (folder / "goc.pem").write_bytes(root)
    text = (
        'serial = 1\nlocked = ["unit"]\n[settings]\nunit = "H99.77"\nunit_name = "Trung tâm xã Thử"\n'
        f'[files]\n"goc.pem" = "{hashlib.sha256(root).hexdigest()}"\n'
    ).encode()
    (folder / "cau-hinh.toml.sig").write_bytes(key.sign(text))
    (folder / "cau-hinh.toml").write_bytes(text.replace(b"H99.77", b"H66.66") if forged else text)
    public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    (folder / "tinh.pub").write_bytes(public)
    return folder


def refusals(report: Report, counter: Counter, setup: Path, version: str, folder: Path) -> None:
    """What a setup must not do."""
    forged = _provision(folder / "gia", forged=True)
    done = counter.install(setup, f"/CAUHINH={counter.wine.windows(forged)}")
    report.same("forged settings are refused", BAD_PROVISION, done.status, done.text)
    settings = (counter.machine / "cap-phat" / "cau-hinh.toml").read_text("utf-8")
    report.that(
        "the old settings and program stay", "H99.77" in settings and _no_rests(counter) and not _whole(counter)
    )
    damaged = folder / "damaged.exe"
    shutil.copyfile(setup, damaged)
    with damaged.open("r+b") as file:
        file.seek(setup.stat().st_size // 2)
        file.write(b"XYZ")
    done = counter.install(damaged)
    report.same("a damaged setup is refused", DAMAGED, done.status, done.text)
    report.same("version unchanged", version, counter.version)


def repair(report: Report, counter: Counter, setup: Path) -> None:
    """The same version once more puts right what is broken."""
    (counter.home / "app" / "resources" / "tessdata" / "vie.traineddata").unlink()
    (counter.home / "app" / "desktop" / "app.py").write_text("broken")
    report.that("a broken installation is noticed", "vie.traineddata" in _whole(counter))
    done = counter.install(setup)
    report.same("repair", 0, done.status, done.text)
    report.that("repaired", not (wrong := _whole(counter)), wrong)


def failure_in_the_middle(report: Report, counter: Counter, setup: Path, version: str) -> None:
    """A disk that takes no more: the largest files cannot be written."""
    # The variant that does not fit: a limit for single files stands in for the full disk.
    done = counter.install(setup, largest_file=15_000_000)
    report.same("a full disk stops the setup", CANNOT_WRITE, done.status, done.text)
    report.same("the version before is still listed", version, counter.version)
    report.that("the program before is whole", not (wrong := _whole(counter)) and _no_rests(counter), wrong)


def upgrade_with_migration(report: Report, counter: Counter, setup: Path, version: str) -> None:
    """The newer program migrates the store when it first opens it, after a copy."""
    done = counter.install(setup)
    report.same("upgrade to a version with a migration", 0, done.status, done.text)
    report.same("that version is listed", version, counter.version)
    said = counter.quayso("dossier", "list", "--json")
    report.same("the dossier is still there", 1, len(said.json()["dossiers"]) if said.status == 0 else said.text)
    report.that("a copy was made before the migration", list(counter.data.glob("quayso-truoc-*.db")))


def downgrade(report: Report, counter: Counter, setup: Path, version: str) -> None:
    """An older program cannot read a newer store."""
    done = counter.install(setup)
    report.same("downgrade is refused", NEWER_IS_THERE, done.status, done.text)
    report.same("the newer version stays", version, counter.version)


def _gone(counter: Counter) -> bool:
    """Whether the program is gone; the uninstaller cannot remove itself while it runs."""
    for _ in range(50):
        left = [one for one in counter.home.rglob("*") if one.is_file() and one.name != "uninstall.exe"]
        if not left:
            return True
        time.sleep(0.2)
    return False


def removal(report: Report, counter: Counter) -> None:
    """Uninstalling keeps what the clerks have made."""
    done = counter.uninstall()
    report.same("uninstall", 0, done.status, done.text)
    report.that("the program is gone", _gone(counter))
    report.same("not listed any more", "", counter.version)
    report.same("no shortcut left", 0, counter.shortcuts())
    report.that("data and settings stay", (counter.data / "quayso.db").exists() and counter.machine.is_dir())


def purge(report: Report, counter: Counter, setup: Path) -> None:
    """Unless the administrator wants it all gone."""
    report.same("install once more", 0, counter.install(setup).status)
    report.that("it knows its machine folder again", (counter.machine / "cap-phat" / "cau-hinh.toml").exists())
    said = counter.quayso("dossier", "list", "--json")
    report.same("and the dossier is there again", 1, len(said.json()["dossiers"]) if said.status == 0 else said.text)
    report.same("uninstall and purge", 0, counter.uninstall("/PURGE").status)
    report.that("everything is gone", _gone(counter) and not counter.data.exists() and not counter.machine.exists())
