"""XML from a stranger: bounded in size, depth and number of elements, without a word of its own making."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree
from xml.parsers import expat

from desktop.scanner.errors import StrangeScanner

XML_LIMIT = 1_000_000
"""Bytes; the capabilities of a large office device are about 30,000."""
DEPTH_LIMIT = 32
ELEMENT_LIMIT = 20_000


class _Builder:
    """Builds a tree, and refuses what no scanner needs before it is expanded."""

    def __init__(self) -> None:
        self._tree = ElementTree.TreeBuilder()
        self._depth = 0
        self._count = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._count += 1
        if self._depth > DEPTH_LIMIT or self._count > ELEMENT_LIMIT:
            raise StrangeScanner(cause=f"XML with {self._count} elements, {self._depth} deep")
        self._tree.start(_clark(name), {_clark(key): value for key, value in attributes.items()})

    def end(self, name: str) -> None:
        self._depth -= 1
        self._tree.end(_clark(name))

    def data(self, text: str) -> None:
        self._tree.data(text)

    def refuse(self, *_: Any) -> int:
        raise StrangeScanner(cause="XML with a DOCTYPE or entities")

    def close(self) -> ElementTree.Element:
        return self._tree.close()


def _clark(name: str) -> str:
    return "{" + name if "}" in name else name


def parse_xml(body: bytes) -> ElementTree.Element:
    """Parse a scanner's XML.

    Raises:
        StrangeScanner: too large, too deep, not XML, or XML that defines anything of its own.
    """
    if len(body) > XML_LIMIT:
        raise StrangeScanner(cause=f"XML of {len(body)} bytes")
    builder = _Builder()
    parser = expat.ParserCreate(namespace_separator="}")
    parser.StartDoctypeDeclHandler = builder.refuse
    parser.EntityDeclHandler = builder.refuse
    parser.ExternalEntityRefHandler = builder.refuse
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.data
    try:
        parser.Parse(body, True)  # noqa: FBT003 - expat takes no keywords
        return builder.close()
    except (expat.ExpatError, ValueError, LookupError, AssertionError) as error:
        raise StrangeScanner(cause=f"not XML: {error}"[:200]) from None
