"""A WIA manager and its items as far as the driver sees them, and the streams they send."""

from __future__ import annotations

import io

from PIL import Image

from desktop.scanner.wia.ids import HandlingStatus, Message, Property
from desktop.scanner.wia.properties import WiaProperty
from desktop.scanner.wia.troubles import WiaError

DEVICE = "wia:{6bdd1fc6-810f-11d0-bec7-08002be2092f}\\0001"
INCHES = (8.5, 14.0)


def sheet(shade: int = 120, size: tuple[int, int] = (40, 60)) -> Image.Image:
    """A sheet whose upper half is lighter: what is upside down shows."""
    picture = Image.new("RGB", size, (shade, 20, 200))
    picture.paste((255, 255, 255), (0, 0, size[0], size[1] // 2))
    return picture


def bmp(picture: Image.Image, dpi: int | None = None) -> bytes:
    out = io.BytesIO()
    picture.save(out, "BMP", **({"dpi": (dpi, dpi)} if dpi else {}))
    return out.getvalue()


class Item:
    """A way of taking paper; its extents follow its resolution, as real ones do."""

    def __init__(self, category: str, **more) -> None:
        self.category = category
        self.below: list[Item] = []
        self.script: list = []
        self.written: list[tuple[str, object]] = []
        self._own: dict[int, WiaProperty] = {Property[name]: value for name, value in more.items()}

    def properties(self):
        found = dict(self._own)
        if Property.X_RESOLUTION in found:
            dpi = int(found[Property.X_RESOLUTION].value)
            for extent, inches in ((Property.X_EXTENT, INCHES[0]), (Property.Y_EXTENT, INCHES[1])):
                found[extent] = WiaProperty(value=int(inches * dpi), limits=(1, int(inches * dpi), 1))
        return found

    def write(self, which, value) -> None:
        known = self.properties()[which]
        if known.values and value not in known.values:
            raise WiaError(0x80070057)
        self.written.append((which.name, value))
        self._own[which] = WiaProperty(value=value, values=known.values, limits=known.limits)

    def children(self):
        return iter(self.below)

    def download(self, transfer) -> None:
        for act in self.script:
            if isinstance(act, int):
                raise WiaError(act)
            if not act(transfer):
                transfer.told(Message.END_OF_TRANSFER, 100, 0, b"")
                raise WiaError(0x80210001)
        transfer.told(Message.END_OF_TRANSFER, 100, 0, b"")


def sends(data: bytes, status: int = 0):
    """One page as a driver sends it: progress, then the end of its stream."""

    def act(transfer) -> bool:
        for percent in (10, 60, 100):
            if not transfer.told(Message.STATUS, percent, 0, b""):
                return False
        return bool(transfer.told(Message.END_OF_STREAM, 100, status, data))

    return act


def choices(*values) -> WiaProperty:
    return WiaProperty(value=values[0], values=values)


class Manager:
    def __init__(self, root: Item) -> None:
        self.root = root

    def devices(self):
        name, kind = Property.DEVICE_NAME, Property.DEVICE_TYPE
        camera = {Property.DEVICE_ID: WiaProperty(value="cam"), kind: WiaProperty(value=2 << 16)}
        gone = {Property.DEVICE_ID: WiaProperty(value="gone"), kind: WiaProperty(value=1 << 16)}
        known = {
            Property.DEVICE_ID: WiaProperty(value=DEVICE.removeprefix("wia:")),
            name: WiaProperty(value="Máy quét WIA"),
            kind: WiaProperty(value=(1 << 16) + 3),
        }
        return [camera, gone, known]

    def open(self, device_id: str) -> Item:
        if device_id == "gone":
            raise WiaError(0x80210005)
        return self.root


class Pile:
    """A feeder whose driver gives one sheet in each transfer, and ends each of them well."""

    def __init__(self, root: Item, feeder: Item, sheets: int, *, says: int | None = None) -> None:
        self._root, self._says = root, says
        self.left = sheets
        feeder.script = [self]
        feeder._own[Property.PAGES] = WiaProperty(value=1, limits=(1, 1, 1))
        self._tell()

    def _tell(self) -> None:
        ready = HandlingStatus.FEED_READY if self.left else 0
        self._root._own[Property.HANDLING_STATUS] = WiaProperty(value=int(ready if self._says is None else self._says))

    def __call__(self, transfer) -> bool:
        if not self.left:
            return True
        self.left -= 1
        self._tell()
        return bool(sends(bmp(sheet()))(transfer))
