"""Whom a command called, and what it left behind."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen of a command and of every process that it started.

    Attributes:
        names: names that were looked up; `?` where only the question to a name server was seen.
        reached: `[address]:port` of everybody called, this machine itself left out.
        left: files outside the data folder, in the home and the temporary folder.
        status: the command's exit status.
        said: what it wrote, to tell where something is wrong.
    """

    names: set[str] = field(default_factory=set)
    reached: set[str] = field(default_factory=set)
    left: set[str] = field(default_factory=set)
    status: int = 0
    said: str = ""
