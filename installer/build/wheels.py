"""The Windows part of the one lock: which of its packages the bundle needs, fetched and installed by hash."""

from __future__ import annotations

import re
import shutil
import tomllib
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from pathlib import Path

from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename
from packaging.version import Version

from installer.build.tools import ROOT, BuildBroken, pip

PROJECT = ROOT / "pyproject.toml"
# What a marker means on the counter PC, whatever machine builds.
WINDOWS = {
    "implementation_name": "cpython",
    "implementation_version": "3.11.9",
    "os_name": "nt",
    "platform_machine": "AMD64",
    "platform_python_implementation": "CPython",
    "platform_release": "10",
    "platform_system": "Windows",
    "platform_version": "10.0.19045",
    "python_full_version": "3.11.9",
    "python_version": "3.11",
    "sys_platform": "win32",
    "extra": "",
}
_TARGET = (
    *("--only-binary", ":all:", "--platform", "win_amd64", "--implementation", "cp", "--python-version", "3.11"),
    *("--abi", "cp311", "--abi", "abi3", "--abi", "none", "--no-deps", "--require-hashes"),
)
# Asked for by a wheel, but by a part of it that this program never imports: the self-test runs without them.
NEVER_IMPORTED = {
    "flatbuffers": "onnxruntime's converters",
    "oscrypto": "the certificate library's look at Windows' own roots; ours are always named",
    "protobuf": "onnxruntime's converters",
    "pycparser": "cffi's compiler",
    "python-barcode": "bar codes on a stamp; zxing-cpp draws ours",
}
_OURSELVES = "quayso (pyproject.toml)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Locked:
    """One entry of a lock.

    Attributes:
        name: normalized.
        version: pinned.
        marker: where it is needed; empty for everywhere.
        hashes: of its files, `sha256:…`.
        wanted_by: names of the packages that ask for it.
    """

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]
    wanted_by: tuple[str, ...]

    @property
    def on_windows(self) -> bool:
        """Whether the counter PC needs it."""
        return not self.marker or Marker(self.marker).evaluate(WINDOWS)

    def as_line(self) -> str:
        """As pip reads it, its marker decided."""
        return " ".join((f"{self.name}=={self.version}", *(f"--hash={one}" for one in self.hashes)))


def read_lock(file: Path) -> list[Locked]:
    """The entries of a lock that `uv pip compile` wrote, in its order."""
    return [_entry(block) for block in re.split(r"\n(?=\S)", file.read_text("utf-8")) if block.strip()]


def _entry(block: str) -> Locked:
    lines = block.splitlines()
    pin, _, marker = lines[0].rstrip(" \\").partition(" ; ")
    name, _, version = pin.partition("==")
    comments = " ".join(line.strip().removeprefix("#").strip() for line in lines if line.strip().startswith("#"))
    # "via a b quayso (pyproject.toml)": names are words, only our own has a blank in it.
    wanted_by = re.findall(re.escape(_OURSELVES) + r"|\S+", comments.removeprefix("via").strip())
    return Locked(
        name=canonicalize_name(name),
        version=version,
        marker=marker,
        hashes=tuple(re.findall(r"--hash=(\S+)", block)),
        wanted_by=tuple(wanted_by),
    )


def for_windows(lock: list[Locked], project: Path = PROJECT) -> list[Locked]:
    """What the program may need on Windows, by what the lock says who asks for whom.

    A little too much: the lock does not tell a package's own needs from those of its extras. `put_wheels` looks closer.
    """
    needed: set[str] = {canonicalize_name(one.name) for one in asked_for(project)}
    there = [entry for entry in lock if entry.on_windows]
    while more := {one.name for one in there if needed & set(one.wanted_by)} - needed:
        needed |= more
    return [entry for entry in there if entry.name in needed]


def asked_for(project: Path = PROJECT) -> list[Requirement]:
    """The program's own dependencies on Windows; no extra of ours (`dev`, `fast`, `sane`)."""
    lines = tomllib.loads(project.read_text("utf-8"))["project"]["dependencies"]
    return [one for one in map(Requirement, lines) if _wanted(one, "")]


def put_wheels(site_packages: Path, cache: Path, entries: list[Locked], asked: list[Requirement]) -> list[str]:
    """Install the wheels into the bundle; gives the names of those that went in.

    From the lock, not by the wheels' paths: pip would write those paths into `direct_url.json`.

    Raises:
        BuildBroken: a wheel is not there or is not the locked one, or one asks for something the lock has not.
    """
    wheels = cache / "wheels"
    wanted = cache / "windows.lock"
    cache.mkdir(parents=True, exist_ok=True)
    _write(wanted, entries)
    pip("download", "--quiet", *_TARGET, "-d", wheels, "--find-links", wheels, "-r", wanted)
    metadata = {one.name: _metadata(wheels, one) for one in entries}
    needed = closure(asked, metadata)
    _write(wanted, [entry for entry in entries if entry.name in needed])
    offline = ("--no-index", "--find-links", wheels, "--no-compile", "--target", site_packages)
    pip("install", "--quiet", *_TARGET, *offline, "-r", wanted)
    # Scripts for a shell are of no use in the bundle.
    shutil.rmtree(site_packages / "bin", ignore_errors=True)
    return sorted(needed)


def fetch(folder: Path, entry: Locked) -> Path:
    """Fetch one wheel for Windows by its hash, without what it asks for; gives the file.

    Raises:
        BuildBroken: it is not there or is not the locked one.
    """
    folder.mkdir(parents=True, exist_ok=True)
    wanted = folder / "wanted.lock"
    _write(wanted, [entry])
    pip("download", "--quiet", *_TARGET, "-d", folder, "--find-links", folder, "-r", wanted)
    return _wheel(folder, entry)


def closure(asked: list[Requirement], metadata: Mapping[str, Message]) -> set[str]:
    """Names of all packages that the requirements need on Windows, by the wheels' own metadata.

    `NEVER_IMPORTED` is left out, and what only those need.

    Args:
        asked: where to begin.
        metadata: of every wheel that is there, by normalized name.

    Raises:
        BuildBroken: something needed is not there, or not in a version that will do.
    """
    needed: set[str] = set()
    seen: set[tuple[str, str]] = set()
    ahead = [(one, "the program") for one in asked]
    while ahead:
        one, by = ahead.pop()
        name = canonicalize_name(one.name)
        if name in NEVER_IMPORTED:
            continue
        if name not in metadata or not one.specifier.contains(metadata[name]["Version"], prereleases=True):
            raise BuildBroken(f"the lock lacks for Windows: {one} (for {by})")
        needed.add(name)
        for extra in {"", *one.extras}:
            if (name, extra) in seen:
                continue
            seen.add((name, extra))
            lines = metadata[name].get_all("Requires-Dist") or []
            ahead += [(more, name) for more in map(Requirement, lines) if _wanted(more, extra)]
    return needed


def _wanted(requirement: Requirement, extra: str) -> bool:
    return requirement.marker is None or requirement.marker.evaluate({**WINDOWS, "extra": extra})


def _write(file: Path, entries: list[Locked]) -> None:
    file.write_text("\n".join(entry.as_line() for entry in entries) + "\n", "utf-8")


def _metadata(wheels: Path, entry: Locked) -> Message:
    """The metadata in a downloaded wheel."""
    with zipfile.ZipFile(_wheel(wheels, entry)) as archive:
        inside = next(one for one in archive.namelist() if one.endswith(".dist-info/METADATA"))
        return message_from_bytes(archive.read(inside))


def _wheel(wheels: Path, entry: Locked) -> Path:
    """The file of a downloaded wheel."""
    for file in wheels.glob("*.whl"):
        name, version, *_ = parse_wheel_filename(file.name)
        if name == entry.name and str(version) == str(Version(entry.version)):
            return file
    raise BuildBroken(f"no wheel of {entry.name} {entry.version} was fetched")
