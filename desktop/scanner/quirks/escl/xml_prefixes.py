"""Prefixes of elements are other ones than the specification's, or nobody declared them.

Source: Namespaces in XML 1.0, 5: a prefix may be any, but must be declared. No two elements of eSCL differ by their
prefix alone, so that the local name is enough.
"""

from __future__ import annotations


def local_name(name: str) -> str:
    """`Jobs` of `scan:Jobs`."""
    return name.rpartition(":")[2]


def local_attributes(attributes: dict[str, str]) -> dict[str, str]:
    """Attributes by their local names; what only declares a prefix is left out."""
    return {local_name(name): value for name, value in attributes.items() if not name.startswith("xmlns")}
