"""What a Windows program file imports and exports, read from the file itself.

binutils' objdump will not do: it stops where the table of imports leaves its section, as in every DLL whose imports
delvewheel has given other names, and would let through what those lack.
"""

from __future__ import annotations

import struct
from pathlib import Path

from installer.build.tools import BuildBroken

_X64 = 0x8664
_PE32_PLUS = 0x20B
# Entries of the data directory, and the length of a descriptor there.
_EXPORTS, _EXPORT_COUNT, _EXPORT_NAMES = 0, 24, 32
_IMPORTS, _IMPORT_LENGTH, _IMPORT_NAME = 1, 20, 12
_DELAYED, _DELAYED_LENGTH, _DELAYED_NAME, _DELAYED_TABLE = 13, 32, 4, 16
_BY_NUMBER = 1 << 63


def imported(file: Path) -> dict[str, list[str]]:
    """Names of the DLLs that a program file imports, lower case, each with the names of what it takes from it.

    What is taken by number is called `#7`. DLLs that are only loaded when first called are among them.

    Raises:
        BuildBroken: it is not for Windows x64.
    """
    try:
        return _Image(file.read_bytes()).imported()
    except (struct.error, IndexError, ValueError) as error:
        raise BuildBroken(f"{file.name} is not for Windows x64: {error}") from None


def exported(file: Path) -> set[str]:
    """Names of what a program file gives to others.

    Raises:
        BuildBroken: it is not for Windows x64.
    """
    try:
        return _Image(file.read_bytes()).exported()
    except (struct.error, IndexError, ValueError) as error:
        raise BuildBroken(f"{file.name} is not for Windows x64: {error}") from None


class _Image:
    """A program file as it would lie in memory."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        if data[:2] != b"MZ":
            raise ValueError("no program file")
        (head,) = struct.unpack_from("<I", data, 0x3C)
        signature, machine, sections = struct.unpack_from("<4sHH", data, head)
        (optional_length,) = struct.unpack_from("<H", data, head + 20)
        optional = head + 24
        (magic,) = struct.unpack_from("<H", data, optional)
        if signature != b"PE\0\0" or machine != _X64 or magic != _PE32_PLUS:
            raise ValueError("another machine")
        self._directory = optional + 112
        table = optional + optional_length
        # Where each section lies in memory, how much of it the file holds, and where.
        self._sections = [struct.unpack_from("<III", data, table + 40 * at + 12) for at in range(sections)]

    def imported(self) -> dict[str, list[str]]:
        """See the module's function."""
        found: dict[str, list[str]] = {}
        for entry, length, name_at, table_at in (
            (_IMPORTS, _IMPORT_LENGTH, _IMPORT_NAME, 0),
            (_DELAYED, _DELAYED_LENGTH, _DELAYED_NAME, _DELAYED_TABLE),
        ):
            (begin,) = struct.unpack_from("<I", self._data, self._directory + 8 * entry)
            place = self._place(begin) if begin else 0
            while place and any(self._data[place : place + length]):
                (name,) = struct.unpack_from("<I", self._data, place + name_at)
                (table,) = struct.unpack_from("<I", self._data, place + table_at)
                found.setdefault(self._text(name).lower(), []).extend(self._taken(table))
                place += length
        return found

    def exported(self) -> set[str]:
        """See the module's function."""
        (begin,) = struct.unpack_from("<I", self._data, self._directory + 8 * _EXPORTS)
        if not begin:
            return set()
        table = self._place(begin)
        (count,) = struct.unpack_from("<I", self._data, table + _EXPORT_COUNT)
        (names,) = struct.unpack_from("<I", self._data, table + _EXPORT_NAMES)
        return {self._text(at) for at in struct.unpack_from(f"<{count}I", self._data, self._place(names))}

    def _taken(self, table: int) -> list[str]:
        names = []
        place = self._place(table)
        while (entry := struct.unpack_from("<Q", self._data, place)[0]) != 0:
            # In front of a name stands a hint of two bytes.
            names.append(f"#{entry & 0xFFFF}" if entry & _BY_NUMBER else self._text(entry + 2))
            place += 8
        return names

    def _text(self, address: int) -> str:
        begin = self._place(address)
        return self._data[begin : self._data.index(b"\0", begin)].decode("ascii")

    def _place(self, address: int) -> int:
        """Where in the file lies what is at an address relative to the image's base."""
        for start, held, offset in self._sections:
            if start <= address < start + held:
                return int(address - start + offset)
        raise ValueError(f"nothing at {address:#x}")
