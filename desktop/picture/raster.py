"""Pictures: JPEG, PNG, TIFF and their like become sheets, by Pillow and within bounds."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from PIL import ExifTags, Image

from desktop.model.errors import UnreadableInput
from desktop.picture.density import Density, density_of
from desktop.picture.depth import NoScale, eight_bits, is_deep
from desktop.picture.kinds import picture_kind
from desktop.picture.sheet import PAGE_LIMIT, PIXEL_LIMIT, SMALLEST_PX, Sheet

_SCANS_LIMIT = 100
"""Most scans of a JPEG; a progressive one has ten. Each costs few bytes and goes over the whole picture. Chosen."""
_REDUCED = 1
_SUBFILE_TYPE = 254
_MPO = "MPO"
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What undoes each way up that EXIF and TIFF know."""
_LYING = frozenset({5, 6, 7, 8})


def sheets(data: bytes, name: str) -> Iterator[Sheet]:
    """The pages of a picture file, one after the other.

    Raises:
        UnreadableInput: a moving picture, cut short, over the limits, or with samples that have no scale.
    """
    with told(name):
        if data.startswith(b"\xff\xd8") and data.count(b"\xff\xda") > _SCANS_LIMIT:
            raise UnreadableInput(name, reason="ảnh JPEG có quá nhiều lượt quét")
        picture = Image.open(io.BytesIO(data), formats=_formats(data))
    with picture:
        if picture.format not in {"TIFF", _MPO} and getattr(picture, "is_animated", False):
            raise UnreadableInput(name, reason="ảnh động, không phải trang giấy")
        for _ in _frames(picture, name):
            with told(name):
                sheet = _sheet(picture, data, name)
            yield sheet


def count(data: bytes, name: str) -> int:
    """How many pages a picture file has; nothing is unpacked.

    Raises:
        UnreadableInput: it is no picture, or has too many.
    """
    with told(name):
        picture = Image.open(io.BytesIO(data), formats=_formats(data))
    with picture:
        return sum(1 for _ in _frames(picture, name))


def require_whole(jpeg: bytes, name: str) -> None:
    """Look at every byte of a JPEG with little memory: at an eighth of its size.

    Raises:
        UnreadableInput: it is cut short, or broken.
    """
    with told(name), Image.open(io.BytesIO(jpeg), formats=["JPEG", _MPO]) as picture:
        picture.draft(None, (picture.width // 8, picture.height // 8))
        picture.load()


@contextmanager
def told(name: str) -> Iterator[None]:
    """Pillow's decoders raise nearly anything on hostile input, and warn; here it becomes one refusal."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except UnreadableInput:
        raise
    except Image.DecompressionBombError as error:
        raise UnreadableInput(name, reason="ảnh quá lớn", cause=str(error)) from None
    except NoScale:
        raise UnreadableInput(name, reason="ảnh không ghi mức nào là đen, mức nào là trắng") from None
    except Exception as error:
        reason = "không phải ảnh, hoặc bị cắt cụt"
        raise UnreadableInput(name, reason=reason, cause=repr(error)[:300]) from None


def _formats(data: bytes) -> list[str]:
    kind = picture_kind(data)
    # A camera's JPEG with previews behind it opens as MPO.
    return ["JPEG", _MPO] if kind == "JPEG" else [kind] if kind else []


def _frames(picture: Image.Image, name: str) -> Iterator[int]:
    """Turn to each frame that is a page: what follows in a camera's file are previews, and a TIFF may hold such too."""
    if picture.format != "TIFF":
        yield 0
        return
    at = found = 0
    while True:
        with told(name):
            try:
                picture.seek(at)
            except EOFError:
                break
            small = bool(picture.tag_v2.get(_SUBFILE_TYPE, 0) & _REDUCED)  # type: ignore[attr-defined]
        at += 1
        if at > PAGE_LIMIT:
            raise UnreadableInput(name, reason=f"nhiều hơn {PAGE_LIMIT} trang")
        if small:
            continue
        found += 1
        yield at - 1
    if not found:
        raise UnreadableInput(name, reason="không có trang nào")


def _sheet(frame: Image.Image, data: bytes, name: str) -> Sheet:
    _require_size(frame, name)
    density, way_up = density_of(frame), _way_up(frame)
    dpi = None if density.across is None or density.down is None else round(max(density.across, density.down))
    if frame.format in {"JPEG", _MPO} and frame.mode in {"L", "RGB"} and way_up not in _TURNS and density.is_square:
        return Sheet(Image.open(io.BytesIO(data), formats=["JPEG", _MPO]), dpi, as_it_came=data)
    frame.load()
    picture = _plain(frame)
    if frame.format != "TIFF" and way_up in _TURNS:
        # Pillow turns a TIFF by itself.
        picture = picture.transpose(_TURNS[way_up])
    return Sheet(_squared(picture, density.turned() if way_up in _LYING else density, name), dpi)


def _way_up(frame: Image.Image) -> int:
    tags: Any = frame.tag_v2 if frame.format == "TIFF" else frame.getexif()  # type: ignore[attr-defined]
    way_up = tags.get(ExifTags.Base.Orientation, 1)
    return way_up if isinstance(way_up, int) else 1


def _require_size(frame: Image.Image, name: str) -> None:
    if frame.width * frame.height > PIXEL_LIMIT:
        raise UnreadableInput(name, reason=f"ảnh {frame.width}×{frame.height} điểm, lớn quá mức cho phép")
    if frame.width < SMALLEST_PX or frame.height < SMALLEST_PX:
        raise UnreadableInput(name, reason="ảnh quá nhỏ")


def _plain(frame: Image.Image) -> Image.Image:
    """Grey or RGB of eight bits on white paper."""
    if is_deep(frame):
        return eight_bits(frame)
    if frame.has_transparency_data:
        clear = frame.convert("RGBA")
        paper = Image.new("RGBA", clear.size, "white")
        paper.alpha_composite(clear)
        return paper.convert("RGB")
    if frame.mode in {"L", "RGB"}:
        return frame.copy()
    return frame.convert("L" if frame.mode == "1" else "RGB")


def _squared(picture: Image.Image, density: Density, name: str) -> Image.Image:
    """A picture whose px are as dense down as across: the coarser direction is drawn out."""
    if density.is_square:
        return picture
    wide, high = max(1.0, 1 / density.stretch), max(1.0, density.stretch)
    size = (round(picture.width * wide), round(picture.height * high))
    if size[0] * size[1] > PIXEL_LIMIT:
        raise UnreadableInput(name, reason="độ phân giải ngang và dọc lệch nhau quá mức cho phép")
    return picture.resize(size, Image.Resampling.BICUBIC)
