"""The one way to write a file: aside, under a random name in its folder; it gets its own name once it is whole.

The program's own files replace what was there. Where a person says where a file goes, what stands there is replaced
only where somebody said so, and never where it is anything but a plain file. What somebody takes along is read back
before it gets its name (`write_proven`, `write_folder`).
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import itertools
import os
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PureWindowsPath
from typing import IO

from desktop.machine.disk import TAKES_NOTHING, free_bytes
from desktop.machine.folders import FRESH
from desktop.model.errors import Refusal, Trouble

_SYSTEM = tuple(map(Path, ("/dev", "/proc", "/sys")))
_MEMORY = Path("/dev/shm")  # noqa: S108
"""The one folder under /dev that holds plain files."""


class CannotWrite(Trouble):
    """A file cannot be written where it should go."""

    code = "cannot_write"
    sentence = "Không ghi được «{subject}»: {reason}."
    advice = "Kiểm tra đường dẫn, quyền ghi và chỗ trống trên ổ đĩa, hoặc chọn chỗ khác."


class AlreadyThere(Refusal):
    """Something stands where the file would go, and nobody said that it may be replaced."""

    code = "file_exists"
    sentence = "Đã có «{subject}», chưa ghi gì."
    advice = "Chọn tên khác; chỉ thêm «--force» khi đúng là muốn thay tệp đang có."


class NoPlaceForFile(Refusal):
    """Where the file would go stands something that is no plain file; it is never replaced."""

    code = "no_place_for_file"
    sentence = "Không thể ghi tệp vào «{subject}»: {reason}."
    advice = "Chọn tên một tệp thường, trong thư mục của anh chị."


class FolderThere(Refusal):
    """A folder that is written whole is a new one: what lies in another is left alone, whatever anybody said."""

    code = "folder_exists"
    sentence = "Đã có thư mục «{subject}», chưa ghi gì."
    advice = "Chọn tên khác, hoặc tự xoá thư mục đó nếu không cần nữa."


class NoRoom(Trouble):
    """There is less room than what is to be written needs; nothing was begun."""

    code = "no_room"
    sentence = "Không đủ chỗ để ghi «{subject}»: cần {needed} MB, còn {free} MB."
    advice = "Xoá bớt tệp ở đó, hoặc chọn ổ đĩa hay USB khác."


class NotAsWritten(Trouble):
    """What was written is not what is read back; it was removed."""

    code = "not_as_written"
    sentence = "Đã ghi «{subject}» nhưng đọc lại thì khác, nên không giữ lại."
    advice = "Đừng dùng ổ đĩa hay USB này nữa, nó có thể bị hỏng; dùng cái khác."


class WouldOverwriteInput(Refusal):
    """The result would replace what it is made from."""

    code = "would_overwrite_input"
    sentence = "Tệp kết quả «{subject}» trùng với tệp nguồn."
    advice = "Chọn tên khác cho tệp kết quả."


def require_place(path: Path, *, replace: bool, sources: Sequence[Path] = ()) -> None:
    """See that a file may go somewhere, before any work is done for it.

    Args:
        path: where it is to go.
        replace: whether a plain file that stands there may be replaced.
        sources: what the file is made from; never replaced.

    Raises:
        NoPlaceForFile: a device, a folder, or a link to one.
        WouldOverwriteInput: `path` is one of `sources`.
        AlreadyThere: something stands there, a link to nothing included.
        CannotWrite: there is no such folder, or it may not be looked into.
    """
    try:
        _require_plain(path)
        if not os.path.lexists(path):
            path.parent.stat()
            return
        if any(source.exists() and path.exists() and path.samefile(source) for source in sources):
            raise WouldOverwriteInput(path.name)
    except OSError as error:
        raise cannot_write(path, error) from None
    except ValueError as error:
        raise CannotWrite(repr(path.name), reason="tên có ký tự không dùng được", cause=str(error)) from None
    if not replace:
        raise AlreadyThere(str(path))


def _require_plain(path: Path) -> None:
    if PureWindowsPath(path.name).is_reserved():
        raise NoPlaceForFile(str(path), reason="Windows dành tên này cho thiết bị")
    real = path.parent.resolve() / path.name
    if not real.is_relative_to(_MEMORY) and any(real.is_relative_to(place) for place in _SYSTEM):
        raise NoPlaceForFile(str(path), reason="đó là chỗ của hệ điều hành, không phải của tệp")
    if path.is_dir():
        raise NoPlaceForFile(str(path), reason="đó là một thư mục")
    if path.exists() and not stat.S_ISREG(path.stat().st_mode):
        raise NoPlaceForFile(str(path), reason="đó là một thiết bị")


@contextmanager
def written_aside(path: Path, *, replace: bool) -> Iterator[IO[bytes]]:
    """A file to write into, readable by this user only; it gets its name when the block ends well.

    Raises:
        AlreadyThere, NoPlaceForFile: as `require_place`, also where something came there meanwhile.
        CannotWrite: the file system refuses; nothing is left behind.
    """
    require_place(path, replace=replace)
    try:
        with _aside(path, lambda fresh: give_name(fresh, path, replace=replace)) as file:
            yield file
    except OSError as error:
        raise cannot_write(path, error) from None


@contextmanager
def _aside(path: Path, give: Callable[[Path], object]) -> Iterator[IO[bytes]]:
    """A file beside its place, closed to others; what is whole and on the disk is given its name, the rest removed."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=FRESH)
    fresh = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        give(fresh)
    finally:
        fresh.unlink(missing_ok=True)


def write_whole(path: Path, data: bytes) -> None:
    """Write a file of the program's own whole or not at all, and on the disk before this returns.

    Raises:
        OSError: the file system refuses; what was there before is still there.
    """
    with _aside(path, lambda fresh: fresh.replace(path)) as file:
        file.write(data)


def write_file(path: Path, data: bytes, *, replace: bool, sources: Sequence[Path] = ()) -> None:
    """Write a file whole or not at all.

    Raises:
        AlreadyThere, NoPlaceForFile, WouldOverwriteInput, CannotWrite: as above.
    """
    require_place(path, replace=replace, sources=sources)
    with written_aside(path, replace=replace) as file:
        file.write(data)


def write_files(folder: Path, files: Sequence[tuple[str, bytes]], *, replace: bool) -> list[Path]:
    """Write files into a folder, made where it is not there; none where one of them has no place.

    Raises:
        AlreadyThere, NoPlaceForFile, CannotWrite: as above.
    """
    make_folder(folder)
    places = [folder / name for name, _ in files]
    for place in places:
        require_place(place, replace=replace)
    for place, (_, data) in zip(places, files, strict=True):
        write_file(place, data, replace=replace)
    return places


def write_proven(path: Path, data: bytes, *, replace: bool) -> None:
    """Write a file that somebody takes along: whole or not at all, and read back before it gets its name.

    Raises:
        AlreadyThere, NoPlaceForFile, CannotWrite: as above.
        NoRoom: it does not fit; nothing was begun.
        NotAsWritten: what is read back is something else; nothing is left behind.
    """
    require_place(path, replace=replace)

    def give(fresh: Path) -> None:
        _require_same(fresh, data, path.name)
        give_name(fresh, path, replace=replace)

    try:
        _require_room(path, len(data))
        with _aside(path, give) as file:
            file.write(data)
        _settle(path.parent)
    except OSError as error:
        raise cannot_write(path, error) from None


def write_folder(path: Path, files: Sequence[tuple[str, bytes]]) -> list[Path]:
    """Write a new folder that somebody takes along: all of its files or none, read back before it gets its name.

    Gives where they are, in their order.

    Raises:
        FolderThere: something has this name already.
        NoRoom, NotAsWritten, CannotWrite: as for one file; nothing is left behind, unless the disk was pulled.
    """
    try:
        require_new_folder(path)
        _require_room(path, sum(len(data) for _, data in files))
        fresh = Path(tempfile.mkdtemp(dir=path.parent, prefix=FRESH))
        try:
            for name, data in files:
                write_whole(fresh / name, data)
            for name, data in files:
                _require_same(fresh / name, data, name)
            fresh.rename(path)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
        _settle(path.parent)
    except OSError as error:
        raise cannot_write(path, error) from None
    return [path / name for name, _ in files]


def require_new_folder(path: Path) -> None:
    """See that a new folder may go somewhere, before any work is done for it.

    Raises:
        FolderThere: something has this name already.
        CannotWrite: there is no folder that it could lie in, or it may not be looked into.
    """
    if os.path.lexists(path):
        raise FolderThere(str(path))
    try:
        path.parent.stat()
    except OSError as error:
        raise cannot_write(path, error) from None


def sweep_unfinished(folder: Path) -> None:
    """Remove what a pulled stick or a kill left half written in a folder, so that nobody takes it along."""
    for left in folder.glob(f"{FRESH}*"):
        if left.is_dir() and not left.is_symlink():
            shutil.rmtree(left, ignore_errors=True)
        else:
            with contextlib.suppress(OSError):
                left.unlink()


def free_name(folder: Path, name: str, ending: str) -> Path:
    """A place in a folder that nothing has yet: `name`, `name (2)`, `name (3)` and so on, with the ending behind."""
    numbered = (f"{name} ({number})" for number in itertools.count(2))
    places = (folder / f"{one}{ending}" for one in itertools.chain([name], numbered))
    return next(place for place in places if not os.path.lexists(place))


def _require_room(path: Path, needed: int) -> None:
    free = free_bytes(path.parent)
    if needed > free:
        raise NoRoom(path.name, needed=_megabytes(needed), free=_megabytes(free))


def _megabytes(count: int) -> str:
    return f"{count / 1_000_000:.1f}".replace(".", ",")


def _require_same(written: Path, data: bytes, name: str) -> None:
    """Compare by SHA-256 what was written with what is read, from the disk itself where the system has a way to."""
    with written.open("rb") as file:
        if hasattr(os, "posix_fadvise"):
            # Else it is read from memory, where it is right whatever the disk has.
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        found = hashlib.file_digest(file, "sha256")
    if found.digest() != hashlib.sha256(data).digest():
        raise NotAsWritten(name)


def _settle(folder: Path) -> None:
    """Have the disk know the new name too, before anybody pulls it; some file systems know no such order."""
    if os.name == "posix":
        with contextlib.suppress(OSError):
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def make_folder(path: Path) -> None:
    """A folder to write into, made where it is not there.

    Raises:
        CannotWrite: it cannot be made.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_write(path, error) from None


def give_name(fresh: Path, path: Path, *, replace: bool) -> None:
    """Give a file that is whole its name; what came there meanwhile is replaced only where it may be.

    Raises:
        AlreadyThere: something is there now.
        OSError: the file system refuses.
    """
    if replace:
        fresh.replace(path)
        return
    try:
        if os.name == "nt":
            fresh.rename(path)
        else:
            _name_anew(fresh, path)
    except FileExistsError:
        raise AlreadyThere(str(path)) from None


def _name_anew(fresh: Path, path: Path) -> None:
    try:
        path.hardlink_to(fresh)
    except FileExistsError:
        raise
    except OSError:
        # File systems of sticks have no hard links: make an empty file of that name first, then replace it.
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        fresh.replace(path)
    else:
        fresh.unlink()


def cannot_write(path: Path, error: OSError) -> CannotWrite:
    """What the file system said, in words."""
    reason = _REASONS.get(error.errno or 0, "hệ điều hành không cho ghi")
    return CannotWrite(path.name or str(path), reason=reason, cause=str(error))


_REASONS = {
    **TAKES_NOTHING,
    errno.EFBIG: "tệp quá lớn với ổ đĩa này",
    errno.EACCES: "không có quyền ghi ở đó",
    errno.EPERM: "không có quyền ghi ở đó",
    errno.ENOENT: "không có thư mục đó",
    errno.ENOTDIR: "đường dẫn đi qua một tệp, không phải thư mục",
    errno.EEXIST: "ở đó có một tệp, không phải thư mục",
    errno.ENAMETOOLONG: "tên quá dài",
    errno.ELOOP: "liên kết vòng quanh",
    errno.EIO: "ổ đĩa hoặc USB bị lỗi",
    errno.ENODEV: "ổ đĩa hoặc USB đã bị rút",
}
