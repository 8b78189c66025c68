"""The bill of materials as CycloneDX 1.6 JSON: what is in the bundle, in which version, under which licence (R67)."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from pathlib import Path

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import ExternalReference, ExternalReferenceType, XsUri
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

from installer.build.parts import Part

_SPACE = uuid.UUID("5b0f0e6c-6d6d-4d64-9f0e-7175617973c1")


def write_sbom(file: Path, found: list[Part], version: str, epoch: int) -> None:
    """Write it; the same parts at the same time give the same bytes.

    Args:
        file: to write.
        found: the parts.
        version: of the program.
        epoch: seconds since 1970, UTC, that the build calls now.
    """
    licences = LicenseFactory()
    program = Component(
        name="quayso",
        version=version,
        type=ComponentType.APPLICATION,
        bom_ref=f"quayso@{version}",
        licenses=[licences.make_from_string("Apache-2.0")],
    )
    bom = Bom(components=[_component(one, licences) for one in found])
    bom.metadata.component = program
    bom.metadata.timestamp = datetime.fromtimestamp(epoch, UTC)
    named = "\n".join(f"{one.name}@{one.version}" for one in found)
    bom.serial_number = uuid.uuid5(_SPACE, f"{version} {epoch}\n{named}")
    bom.register_dependency(program, bom.components)
    JsonV1Dot6(bom).output_to_file(str(file), allow_overwrite=True, indent=1)


def _component(part: Part, licences: LicenseFactory) -> Component:
    return Component(
        name=part.name,
        version=part.version or None,
        type=ComponentType.LIBRARY,
        bom_ref=f"{part.name}@{part.version}",
        purl=PackageURL.from_string(part.purl) if part.purl else None,
        licenses=[licences.make_from_string(part.licence)],
        external_references=[_home(part.home)] if part.home else None,
    )


def _home(address: str) -> ExternalReference:
    return ExternalReference(type=ExternalReferenceType.WEBSITE, url=XsUri(address))
