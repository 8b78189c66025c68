"""What is ours in the bundle: the program, its resources with compiled words, reading data, page models."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from desktop.page.models import LETTERS, MODELS, letters_path, model_path
from desktop.page.reading.tesseract import LANGUAGE, tessdata
from installer.build.eight_bits import NETS, in_eight_bits
from installer.build.openssl import FORWARDERS as OPENSSL
from installer.build.tools import ROOT, BuildBroken, run, sha256

MANIFEST = "files.sha256"
_SOURCES_ONLY = (".ts", "quayso.svg")
# Without these the program starts and is of no use; the rest of the proof runs the bundle.
DEMANDED = (
    "QuaySo.exe",
    "bin/quayso.exe",
    "python/python.exe",
    "python/pythonw.exe",
    "python/msvcp140.dll",
    *(f"python/{name}" for names in OPENSSL.items() for name in names),
    "app/desktop/__main__.py",
    "app/resources/i18n/vi.qm",
    "app/resources/i18n/en.qm",
    f"app/resources/tessdata/{LANGUAGE}.traineddata",
    *(f"app/resources/models/{name}.onnx" for name in MODELS),
    *(f"app/resources/models/{path.rpartition('/')[2]}" for path in LETTERS.values()),
    "licences/THIRD-PARTY-NOTICES.txt",
    "licences/sbom.cdx.json",
)


def put_program(app: Path, version: str) -> None:
    """Copy the committed program and resources into `app`; the bundle calls itself `version`."""
    for name in run(["git", "ls-files", "-z", "desktop", "resources"]).split("\0"):
        if name and not name.endswith(_SOURCES_ONLY):
            target = app / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, target)
    (app / "resources" / "i18n").mkdir(exist_ok=True)
    for language in ("vi", "en"):
        words = ROOT / "resources" / "i18n" / f"{language}.qm"
        if not words.exists():
            raise BuildBroken(f"resources/i18n/{language}.qm is not compiled: make setup")
        shutil.copyfile(words, app / "resources" / "i18n" / words.name)
    stamp = app / "desktop" / "__init__.py"
    stamp.write_text(re.sub(r'__version__ = ".*"', f'__version__ = "{version}"', stamp.read_text("utf-8")), "utf-8")


def put_reading(resources: Path, pins: dict[str, str]) -> None:
    """Copy Tesseract's Vietnamese and the page models, which the locked packages of `make setup` brought.

    Raises:
        BuildBroken: the reading data are not the pinned ones.
    """
    folder = resources / "tessdata"
    folder.mkdir(parents=True)
    for name, wanted in pins.items():
        shutil.copyfile(tessdata() / name, folder / name)
        if sha256(folder / name) != wanted:
            raise BuildBroken(f"{name} is not the pinned one")
    folder = resources / "models"
    folder.mkdir()
    for name in MODELS:
        net = model_path(name).read_bytes()
        (folder / f"{name}.onnx").write_bytes(in_eight_bits(net) if name in NETS else net)
    for name in LETTERS:
        letters = letters_path(name)
        shutil.copyfile(letters, folder / letters.name)


def demand_whole(stage: Path) -> None:
    """See that nothing is missing that the program needs.

    Raises:
        BuildBroken: names what is.
    """
    missing = [name for name in DEMANDED if not (stage / name).is_file()]
    if missing:
        raise BuildBroken("missing from the bundle: " + ", ".join(missing))


def write_manifest(stage: Path) -> int:
    """List every file with its SHA-256, for `quayso self-test` on the counter; gives how many there are."""
    files = sorted(one for one in stage.rglob("*") if one.is_file() and one.name != MANIFEST)
    lines = [f"{sha256(file)}  {file.relative_to(stage).as_posix()}\n" for file in files]
    (stage / MANIFEST).write_text("".join(lines), "utf-8")
    return len(lines)
