"""A job has its address written in any way: relative, of another host or port, with a slash or a query, cut off.

Only its path counts: the scanner is asked where it was found. In a status the same job may have another spelling, or
its UUID alone.

Source: sane-airscan, report 136 (Epson: a wrong port); Paperparrot, report 168 (Brother: relative);
node-hp-scan-to, change 1331 (HP: relative, with a slash; the UUID is the last word of the address).
"""

from __future__ import annotations


def path_of(address: str, root: str = "/") -> str:
    """The path and query of an address, whole or relative, however its host is written.

    Args:
        address: as a scanner writes it.
        root: what a relative one is relative to, ending with a slash.
    """
    scheme, sign, rest = address.strip().partition("#")[0].partition("://")
    if sign:
        return "/" + rest.partition("/")[2]
    if scheme.startswith("//"):
        return "/" + scheme[2:].partition("/")[2]
    return scheme if scheme.startswith("/") else root + scheme


def below(path: str, name: str) -> str:
    """The path of something below a path; a query stays at its end."""
    base, sign, query = path.partition("?")
    return f"{base.rstrip('/')}/{name}{sign}{query}"


def last_word(address: str) -> str:
    """By what a job is known however its address is written: `17` of `http://me/ScanJobs/17/?x` or `urn:uuid:17`."""
    base = address.strip().partition("?")[0].rstrip("/")
    return base.rpartition("/")[2].rpartition(":")[2].lower()
