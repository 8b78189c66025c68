"""Every part of others in the bundle: name, version, licence, texts. Notices and SBOM are both made from this list."""

from __future__ import annotations

import importlib.metadata
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from typing import Any

from packaging.utils import canonicalize_name

from desktop.page.models import MODELS
from installer.build.tools import ROOT, BuildBroken

_TEXT_NAMES = ("licen", "copying", "notice", "authors", "thirdparty", "third-party", "third_party")
_BINARY = (".py", ".pyc", ".pyd", ".dll")
# Metadata that says nothing a reader could use, or too much: what the project's own licence file says.
_KNOWN = {
    "backports-tarfile": "MIT",
    "img2pdf": "LGPL-3.0-or-later",
    "jaraco-classes": "MIT",
    "numpy": "BSD-3-Clause",
    "opencv-python-headless": "Apache-2.0",
    "pypdfium2": "BSD-3-Clause AND Apache-2.0",
    "pyside6-essentials": "LGPL-3.0-only",
    "python-stdnum": "LGPL-2.1-or-later",
    "shiboken6": "LGPL-3.0-only",
    "sqlcipher3": "Zlib",
}
_CLASSIFIERS = {
    "MIT License": "MIT",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
_NAMES = {
    "Apache License 2.0": "Apache-2.0",
    "MIT License": "MIT",
    "MIT license": "MIT",
    "3-Clause BSD License": "BSD-3-Clause",
}
DEBIAN_DOC = Path("/usr/share/doc")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Something that others made.

    Attributes:
        name: as its makers write it.
        version: empty where it has none of its own.
        licence: SPDX expression.
        home: where its source is.
        purl: package URL; empty where no registry has it.
        texts: licence texts and notices, as (file name, text).
    """

    name: str
    version: str
    licence: str
    home: str
    purl: str
    texts: tuple[tuple[str, str], ...]


def parts(site_packages: Path, python: Path, pins: dict[str, Any]) -> list[Part]:
    """All of them, by name.

    Raises:
        BuildBroken: one comes without a licence that we could name.
    """
    wheels = [_wheel(one) for one in importlib.metadata.distributions(path=[str(site_packages)])]
    return sorted(
        [*wheels, _cpython(python, pins), _openssl(pins), _tessdata(), *_models(), *_drawn()],
        key=lambda one: one.name.lower(),
    )


def _wheel(distribution: importlib.metadata.Distribution) -> Part:
    metadata: Any = distribution.metadata
    name = metadata["Name"]
    info = Path(str(distribution.locate_file(""))) / _info_folder(distribution)
    package = [info.parent / top for top in _tops(distribution)]
    return Part(
        name=name,
        version=distribution.version,
        licence=licence_of(metadata),
        home=_home(metadata),
        purl=f"pkg:pypi/{canonicalize_name(name)}@{distribution.version}",
        texts=_texts([info, *package]),
    )


def _info_folder(distribution: importlib.metadata.Distribution) -> str:
    path: Path = distribution._path  # type: ignore[attr-defined]
    return path.name


def _tops(distribution: importlib.metadata.Distribution) -> list[str]:
    said = distribution.read_text("top_level.txt") or canonicalize_name(distribution.metadata["Name"]).replace("-", "_")
    return said.split()


def licence_of(metadata: Message) -> str:
    """The licence as an SPDX expression.

    Raises:
        BuildBroken: the package says nothing that we know to read.
    """
    name = canonicalize_name(str(metadata["Name"]))
    if name in _KNOWN:
        return _KNOWN[name]
    if metadata.get("License-Expression"):
        return str(metadata.get("License-Expression"))
    for classifier in metadata.get_all("Classifier") or []:
        last = classifier.rpartition(" :: ")[2]
        if classifier.startswith("License ::") and last in _CLASSIFIERS:
            return _CLASSIFIERS[last]
    said = str(metadata.get("License") or "")
    said = _NAMES.get(said, said)
    if said and " " not in said.replace(" OR ", "").replace(" AND ", ""):
        return said
    raise BuildBroken(f"what licence has {name}? It says: {said[:80]!r}")


def _home(metadata: Message) -> str:
    links = dict(str(one).split(", ", 1) for one in metadata.get_all("Project-URL") or [])
    for wanted in ("Source", "Source Code", "Repository", "Homepage", "Home"):
        if wanted in links:
            return links[wanted]
    return str(metadata.get("Home-page") or next(iter(links.values()), ""))


def _texts(folders: list[Path]) -> tuple[tuple[str, str], ...]:
    found: dict[str, str] = {}
    for folder in folders:
        for file in sorted(folder.rglob("*")) if folder.is_dir() else []:
            inside = file.relative_to(folder).as_posix()
            # In a package only what lies at its top; in .dist-info all of it.
            near = folder.suffix == ".dist-info" or "/" not in inside
            if near and file.is_file() and _is_text(file, inside):
                found.setdefault(file.read_text("utf-8", errors="replace").strip(), f"{folder.name}/{inside}")
    return tuple((name, text) for text, name in found.items())


def _is_text(file: Path, inside: str) -> bool:
    return any(part in inside.lower() for part in _TEXT_NAMES) and file.suffix not in _BINARY


def _cpython(python: Path, pins: dict[str, Any]) -> Part:
    text = (python / "LICENSE.txt").read_text("utf-8")
    version = pins["python"]["version"]
    home, purl = "https://www.python.org", f"pkg:generic/cpython@{version}"
    return Part(
        name="CPython", version=version, licence="PSF-2.0", home=home, purl=purl, texts=(("LICENSE.txt", text),)
    )


def _openssl(pins: dict[str, Any]) -> Part:
    version = pins["openssl"]["version"]
    text = "Copyright The OpenSSL Project Authors. All rights reserved. Licensed under the Apache License 2.0."
    return Part(
        name="OpenSSL",
        version=version,
        licence="Apache-2.0",
        home="https://openssl-library.org",
        purl=f"pkg:generic/openssl@{version}",
        texts=(("copyright", text),),
    )


def _tessdata() -> Part:
    text = (DEBIAN_DOC / "tesseract-ocr-vie" / "copyright").read_text("utf-8")
    home = "https://github.com/tesseract-ocr/tessdata_fast"
    return Part(
        name="tessdata_fast (vie)",
        version="4.1.0",
        licence="Apache-2.0",
        home=home,
        purl="",
        texts=(("copyright", text),),
    )


def _models() -> list[Part]:
    """The packages of this workshop that the page models come from; none of their code is in the bundle."""
    found = []
    for package in sorted({package for package, *_ in MODELS.values()}):
        distribution = importlib.metadata.distribution(package)
        metadata: Any = distribution.metadata
        texts = [
            (file.name, file.read_text("utf-8"))
            for file in distribution.files or []
            if ".dist-info/" in str(file) and "licen" in file.name.lower()
        ]
        found.append(
            Part(
                name=f"{package} (model files)",
                version=distribution.version,
                licence=licence_of(metadata),
                home=_home(metadata),
                purl=f"pkg:pypi/{package}@{distribution.version}",
                texts=tuple(texts),
            )
        )
    return found


def _drawn() -> list[Part]:
    """Typefaces and icons that lie among the resources."""
    folder = ROOT / "resources"
    rows = (
        ("Tinos, Arimo (fonts)", "Apache-2.0", "https://github.com/googlefonts/tinos", "fonts/LICENCE-croscore.txt"),
        (
            "Be Vietnam Pro (font)",
            "OFL-1.1",
            "https://github.com/bettergui/BeVietnamPro",
            "fonts/LICENCE-be-vietnam-pro.txt",
        ),
        ("Lucide (icons)", "ISC", "https://lucide.dev", "icons/lucide/LICENSE"),
    )
    return [
        Part(
            name=name,
            version="",
            licence=licence,
            home=home,
            purl="",
            texts=(("LICENCE", (folder / text).read_text("utf-8")),),
        )
        for name, licence, home, text in rows
    ]
