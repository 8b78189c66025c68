"""Licences, notices and the bill of materials."""

from __future__ import annotations

import json
from email.message import Message
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from installer.build.notices import write_notices
from installer.build.parts import Part, licence_of, parts
from installer.build.runtime import read_pins
from installer.build.sbom import write_sbom
from installer.build.tools import BuildBroken

LIBRARY = Part(
    name="thing",
    version="1.2",
    licence="MIT",
    home="https://example.org",
    purl="pkg:pypi/thing@1.2",
    texts=(("LICENSE", "Do"),),
)
LESSER = Part(name="PySide6_Essentials", version="6.0", licence="LGPL-3.0-only", home="", purl="", texts=())


def _said(**lines: str) -> Message:
    said = Message()
    for name, value in lines.items():
        said[name.replace("_", "-")] = value
    return said


@pytest.mark.parametrize(
    ("said", "licence"),
    [
        (_said(Name="a", License_Expression="MIT OR Apache-2.0"), "MIT OR Apache-2.0"),
        (_said(Name="a", Classifier="License :: OSI Approved :: MIT License"), "MIT"),
        (_said(Name="a", License="BSD-3-Clause"), "BSD-3-Clause"),
        (_said(Name="PySide6_Essentials", License="LGPL"), "LGPL-3.0-only"),
    ],
)
def test_licence_of_a_package(said: Message, licence: str) -> None:
    assert licence_of(said) == licence


def test_a_package_that_names_no_licence_stops_the_build() -> None:
    with pytest.raises(BuildBroken, match="what licence has nameless"):
        licence_of(_said(Name="nameless", License="see the file somewhere"))


def test_the_bill_of_materials_holds_to_its_standard_and_is_the_same_twice(tmp_path: Path) -> None:
    first, second = tmp_path / "1.json", tmp_path / "2.json"
    write_sbom(first, [LIBRARY, LESSER], "0.1.0", 1_700_000_000)
    write_sbom(second, [LIBRARY, LESSER], "0.1.0", 1_700_000_000)
    assert first.read_bytes() == second.read_bytes()
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(first.read_text("utf-8")) is None
    said = json.loads(first.read_text("utf-8"))
    assert {one["name"] for one in said["components"]} == {"thing", "PySide6_Essentials"}


def test_what_is_in_no_wheel_is_listed_too(tmp_path: Path) -> None:
    (tmp_path / "LICENSE.txt").write_text("of the Foundation")
    pins = read_pins()
    found = {one.name: one for one in parts(tmp_path, tmp_path, pins)}
    assert found["CPython"].version == pins["python"]["version"]
    assert (found["OpenSSL"].version, found["OpenSSL"].licence) == (pins["openssl"]["version"], "Apache-2.0")
    assert found["OpenSSL"].purl == f"pkg:generic/openssl@{pins['openssl']['version']}"


def test_lgpl_duties_are_met(tmp_path: Path) -> None:
    write_notices(tmp_path / "licences", [LIBRARY, LESSER])
    said = (tmp_path / "licences" / "LGPL-LIBRARIES.txt").read_text("utf-8")
    assert "PySide6_Essentials 6.0 (LGPL-3.0-only): https://download.qt.io" in said
    assert "thing" not in said
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in (tmp_path / "licences" / "LGPL-3.txt").read_text("utf-8")
    assert "thing 1.2\nMIT\n" in (tmp_path / "licences" / "THIRD-PARTY-NOTICES.txt").read_text("utf-8")
