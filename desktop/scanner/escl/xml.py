"""XML from a device, which may send anything: limited in size, depth and number of elements, without entities.

It need not follow the standard exactly (`loose_xml`, `xml_prefixes`): elements are known by their local names.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar
from xml.etree import ElementTree
from xml.parsers import expat

from desktop.scanner.errors import ScannerTrouble, StrangeScanner
from desktop.scanner.quirks.escl.loose_xml import text_of
from desktop.scanner.quirks.escl.xml_prefixes import local_attributes, local_name

XML_LIMIT = 1_000_000
"""Bytes; the capabilities of a large office device are about 30,000."""
DEPTH_LIMIT = 32
ELEMENT_LIMIT = 20_000

T = TypeVar("T")


class _Builder:
    """Builds a tree of local names, and refuses what no scanner needs before it is expanded."""

    def __init__(self) -> None:
        self._tree = ElementTree.TreeBuilder()
        self._depth = 0
        self._count = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._count += 1
        if self._depth > DEPTH_LIMIT or self._count > ELEMENT_LIMIT:
            raise StrangeScanner(cause=f"XML with {self._count} elements, {self._depth} deep")
        self._tree.start(local_name(name), local_attributes(attributes))

    def end(self, name: str) -> None:
        self._depth -= 1
        self._tree.end(local_name(name))

    def data(self, text: str) -> None:
        self._tree.data(text)

    def refuse(self, *_: Any) -> int:
        raise StrangeScanner(cause="XML with a DOCTYPE or entities")

    def close(self) -> ElementTree.Element:
        return self._tree.close()


def parse_xml(body: bytes) -> ElementTree.Element:
    """Parse a scanner's XML; tags and attributes are local names, without prefix or namespace.

    Raises:
        StrangeScanner: too large, too deep, not XML, or XML that defines anything of its own.
    """
    if len(body) > XML_LIMIT:
        raise StrangeScanner(cause=f"XML of {len(body)} bytes")
    builder = _Builder()
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = builder.refuse
    parser.EntityDeclHandler = builder.refuse
    parser.ExternalEntityRefHandler = builder.refuse
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.data
    try:
        parser.Parse(text_of(body), True)  # noqa: FBT003 - expat takes no keywords
        return builder.close()
    except (expat.ExpatError, ValueError, LookupError, AssertionError) as error:
        raise StrangeScanner(cause=f"not XML: {error}"[:200]) from None


def read_xml(body: bytes, meaning: Callable[[ElementTree.Element], T]) -> T:
    """What a scanner's XML means: here, and nowhere else, its words become ours; whatever they are, nothing crashes.

    Args:
        body: as it came.
        meaning: reads the parsed tree.

    Raises:
        StrangeScanner: it is not XML, or makes no sense.
    """
    try:
        return meaning(parse_xml(body))
    except ScannerTrouble:
        raise
    except Exception as error:
        raise StrangeScanner(cause=repr(error)[:200]) from None
