"""A dossier's papers for the citizen: one new folder, or one ZIP, with a plain list of them beside them."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop.machine.clock import VIETNAM
from desktop.machine.writing import require_new_folder, require_place, write_folder, write_proven
from desktop.model.dossier import Paper

LIST_NAME = "danh-sach.txt"
_LONGEST_CODE = 60
_ODD = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class BundledFile:
    """A paper that goes along.

    Attributes:
        paper: the paper.
        name: of its file.
        data: its file.
    """

    paper: Paper
    name: str
    data: bytes


def plain(code: str) -> str:
    """A code as part of a file's name; letters that a file system or a shell takes amiss become dashes."""
    return _ODD.sub("-", unicodedata.normalize("NFC", code))[:_LONGEST_CODE].strip("-.") or "giay-to"


def bundle_name(code: str) -> str:
    """What a dossier's folder or ZIP is called, without its ending: by the dossier's code, after nobody."""
    return f"ho-so-{plain(code)}"


def require_bundle_place(place: Path, *, replace: bool) -> None:
    """See that a bundle may go somewhere, before anything is done for it.

    Raises:
        FolderThere: a folder's name is taken; no folder is ever replaced.
        AlreadyThere, NoPlaceForFile, CannotWrite: a ZIP may not stand there.
    """
    if is_zip(place):
        require_place(place, replace=replace)
    else:
        require_new_folder(place)


def write_bundle(place: Path, code: str, files: Sequence[BundledFile], at: datetime, *, replace: bool) -> list[Path]:
    """Write a bundle whole or not at all, and read it back; gives where each paper is, in a ZIP its place within.

    Args:
        place: of the folder, or of the ZIP where its name ends so.
        code: of the dossier, for the list.
        files: what goes into it.
        at: when, UTC.
        replace: whether a ZIP that stands there may be replaced.

    Raises:
        FolderThere, AlreadyThere, NoPlaceForFile, NoRoom, NotAsWritten, CannotWrite: the place refuses.
    """
    content = [*((one.name, one.data) for one in files), (LIST_NAME, _list(code, files, at))]
    if is_zip(place):
        write_proven(place, _zipped(content, at), replace=replace)
    else:
        write_folder(place, content)
    return [place / one.name for one in files]


def is_zip(place: Path) -> bool:
    """Whether a bundle there is one ZIP, and no folder."""
    return place.suffix.lower() == ".zip"


def _zipped(content: Sequence[tuple[str, bytes]], at: datetime) -> bytes:
    """As it is, not packed tighter: what a PDF holds is packed already."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, data in content:
            packed.writestr(zipfile.ZipInfo(name, at.astimezone(VIETNAM).timetuple()[:6]), data)
    return out.getvalue()


def _list(code: str, files: Sequence[BundledFile], at: datetime) -> bytes:
    """The list, as every text editor reads it: UTF-8 that says so, and the line ends of Windows."""
    return "\r\n".join([*_lines(code, files, at), ""]).encode("utf-8-sig")


def _lines(code: str, files: Sequence[BundledFile], at: datetime) -> Iterator[str]:
    yield f"Hồ sơ {code}: {len(files)} giấy tờ đã ký số, lấy ngày {at.astimezone(VIETNAM):%d/%m/%Y}."
    yield "Mỗi tệp PDF là bản đã ký; sửa hay in rồi quét lại thì không còn chữ ký số."
    yield ""
    for one in files:
        yield f"{one.name}  {one.paper.name}"
