"""Which packages the bundle gets."""

from __future__ import annotations

from email.message import Message
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from installer.build.tools import ROOT, BuildBroken
from installer.build.wheels import asked_for, closure, for_windows, read_lock

LOCK = """\
alpha==1.0 \\
    --hash=sha256:aa \\
    --hash=sha256:ab
    # via quayso (pyproject.toml)
beta==2.0 ; sys_platform == 'win32' \\
    --hash=sha256:bb
    # via
    #   alpha
    #   tester
gamma==3.0 ; sys_platform == 'linux' \\
    --hash=sha256:cc
    # via alpha
tester==4.0 \\
    --hash=sha256:dd
    # via quayso (pyproject.toml)
"""
PROJECT = """\
[project]
dependencies = ["alpha>=1", "gamma; sys_platform == 'linux'"]
[project.optional-dependencies]
dev = ["tester"]
"""


def test_the_windows_part_of_a_lock(tmp_path: Path) -> None:
    lock, project = tmp_path / "lock", tmp_path / "pyproject.toml"
    lock.write_text(LOCK)
    project.write_text(PROJECT)
    chosen = for_windows(read_lock(lock), project)
    assert [one.as_line() for one in chosen] == [
        "alpha==1.0 --hash=sha256:aa --hash=sha256:ab",
        "beta==2.0 --hash=sha256:bb",
    ]


def test_this_projects_lock() -> None:
    entries = for_windows(read_lock(ROOT / "locks" / "requirements.lock"))
    names = {one.name for one in entries}
    assert {"pyside6-essentials", "comtypes", "pywin32-ctypes", "tzdata", "tesserocr", "sqlcipher3"} <= names
    assert not names & {"pyinsane2", "pytest", "mypy", "ruff", "secretstorage", "cyclonedx-python-lib"}
    assert all(one.hashes for one in entries)
    assert {"onnxruntime", "numpy"} <= {one.name for one in asked_for()}


def _metadata(name: str, version: str, *requires: str) -> Message:
    said = Message()
    said["Name"], said["Version"] = name, version
    for line in requires:
        said["Requires-Dist"] = line
    return said


WHEELS = {
    "app": _metadata(
        "app", "1.0", "core>=2; sys_platform == 'win32'", "unix; os_name == 'posix'", "nice; extra == 'more'"
    ),
    "core": _metadata("core", "2.1"),
    "nice": _metadata("nice", "0.1"),
    "idle": _metadata("idle", "9"),
}


def test_only_what_the_wheels_themselves_ask_for() -> None:
    assert closure([Requirement("app")], WHEELS) == {"app", "core"}
    assert closure([Requirement("app[more]")], WHEELS) == {"app", "core", "nice"}


@pytest.mark.parametrize("asked", ["absent", "core>=3"])
def test_a_lock_that_leaves_something_out(asked: str) -> None:
    with pytest.raises(BuildBroken, match="the lock lacks for Windows"):
        closure([Requirement(asked)], WHEELS)
