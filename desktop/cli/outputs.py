"""Where commands write: looked at before any work is done for it, and never over what stands there unless `--force`."""

from __future__ import annotations

import argparse
import glob
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop.machine.folders import folders
from desktop.machine.writing import AlreadyThere, NoPlaceForFile, make_folder, require_place, write_file
from desktop.model.errors import WrongUsage


@dataclass(frozen=True, slots=True)
class Output:
    """A file that a command will write.

    Attributes:
        path: where.
        replace: whether a file that stands there may be replaced.
        sources: what it is made from.
    """

    path: Path
    replace: bool
    sources: tuple[Path, ...] = ()

    def write(self, data: bytes) -> None:
        """Write it whole or not at all.

        Raises:
            AlreadyThere, NoPlaceForFile, CannotWrite: what came there meanwhile is in the way, or the disk.
        """
        write_file(self.path, data, replace=self.replace, sources=self.sources)


def output(arguments: argparse.Namespace, path: Path, sources: Sequence[Path] = ()) -> Output:
    """The place for a result, asked before the work is begun.

    Raises:
        AlreadyThere, NoPlaceForFile, WouldOverwriteInput, CannotWrite: why nothing can go there.
    """
    require_place(path, replace=arguments.force, sources=sources)
    _require_not_ours(arguments, path)
    return Output(path, arguments.force, tuple(sources))


class OutputFolder:
    """A folder that a command will write files into, made where it is not there.

    Args:
        arguments: of the command.
        path: where.
        patterns: names that the command may use, as in `glob`; none of them may stand there yet, unless `--force`.

    Raises:
        AlreadyThere: one of them does.
        CannotWrite: the folder cannot be made.
    """

    def __init__(self, arguments: argparse.Namespace, path: Path, patterns: Sequence[str] = ()) -> None:
        make_folder(path)
        self.path = path
        self._arguments = arguments
        for pattern in patterns if not arguments.force else ():
            for there in sorted(path.glob(pattern)):
                raise AlreadyThere(str(there))

    def write(self, name: str, data: bytes, sources: Sequence[Path] = ()) -> Path:
        """Write one file; gives where it is.

        Raises:
            AlreadyThere, NoPlaceForFile, WouldOverwriteInput, CannotWrite: as for `output`.
        """
        one = output(self._arguments, self.path / name, sources)
        one.write(data)
        return one.path


def result_folder(arguments: argparse.Namespace, path: Path, ending: str) -> OutputFolder:
    """The folder for one or more results of each of the command's inputs, named like them.

    Raises:
        WrongUsage: two inputs have one name, so that one's result would replace the other's.
        AlreadyThere, CannotWrite: as for `OutputFolder`.
    """
    names = [source.stem for source in arguments.inputs]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise WrongUsage(detail=f"hai tệp nguồn cùng tên «{twice}» sẽ cho kết quả trùng tên")
    plain = [glob.escape(name) for name in names]
    return OutputFolder(
        arguments, path, [f"{name}{part}{ending}" for name in plain for part in ("", "-[0-9][0-9][0-9]")]
    )


def _require_not_ours(arguments: argparse.Namespace, path: Path) -> None:
    """The store, its keys and what belongs to them are never replaced by a result, asked or not."""
    own = folders(arguments.data, training=arguments.training).data
    if path.exists() and path.resolve().is_relative_to(own.resolve()):
        raise NoPlaceForFile(str(path), reason="đó là tệp của chính Quầy Số")
