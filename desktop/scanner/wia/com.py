"""The thin layer over COM; Windows only. Everything it decides is decided in the other modules of this room."""

from __future__ import annotations

import contextlib
import ctypes
from collections.abc import Iterator
from ctypes import POINTER, c_int32, c_uint16, c_uint32, c_uint64, c_void_p, c_wchar_p
from typing import Any

import comtypes
from comtypes import GUID, STDMETHOD, COMError, COMObject, IUnknown
from comtypes.automation import BSTR

from desktop.scanner.quirks.wia import untold_ends
from desktop.scanner.quirks.wia.kept_streams import copy_of
from desktop.scanner.wia.ids import LOCAL_DEVICES, Message, Property
from desktop.scanner.wia.layouts import LAYOUTS
from desktop.scanner.wia.properties import Properties, Value, WiaProperty, property_from
from desktop.scanner.wia.session import WiaTransfer
from desktop.scanner.wia.troubles import WiaError

_S_OK, _S_FALSE = 0, 1
_BY_ID = 1
_VT_I4, _VT_BSTR, _VT_UI4, _VT_CLSID, _VECTOR = 3, 8, 19, 72, 0x1000
_FIRST_NAME = 2
_INPROC_OR_LOCAL = 1 | 4


class _Vector(ctypes.Structure):
    _fields_ = (("count", c_uint32), ("items", c_void_p))


class _Union(ctypes.Union):
    _fields_ = (("number", c_int32), ("pointer", c_void_p), ("vector", _Vector))


class PropVariant(ctypes.Structure):
    """PROPVARIANT."""

    _fields_ = (("kind", c_uint16), ("reserved", c_uint16 * 3), ("value", _Union))


class PropSpec(ctypes.Structure):
    """PROPSPEC, by number."""

    _fields_ = (("kind", c_uint32), ("number", c_void_p))


class TransferParams(ctypes.Structure):
    """WiaTransferParams."""

    _fields_ = (("message", c_int32), ("percent", c_int32), ("bytes", c_uint64), ("status", c_int32))


def _interface(name: str) -> Any:
    iid, _ = LAYOUTS[name]
    return type(IUnknown)(name, (IUnknown,), {"_iid_": GUID(iid), "_idlflags_": []})


IStream = _interface("IStream")
IWiaPropertyStorage = _interface("IWiaPropertyStorage")
IEnumWIA_DEV_INFO = _interface("IEnumWIA_DEV_INFO")
IEnumWiaItem2 = _interface("IEnumWiaItem2")
IWiaTransferCallback = _interface("IWiaTransferCallback")
IWiaTransfer = _interface("IWiaTransfer")
IWiaItem2 = _interface("IWiaItem2")
IWiaDevMgr2 = _interface("IWiaDevMgr2")

_SPECS, _VARIANTS = POINTER(PropSpec), POINTER(PropVariant)
_ARGUMENTS: dict[Any, dict[str, tuple[Any, ...]]] = {
    IStream: {
        "Read": (c_void_p, c_uint32, POINTER(c_uint32)),
        "Seek": (ctypes.c_int64, c_uint32, POINTER(c_uint64)),
    },
    IWiaPropertyStorage: {
        "ReadMultiple": (c_uint32, _SPECS, _VARIANTS),
        "WriteMultiple": (c_uint32, _SPECS, _VARIANTS, c_uint32),
        "GetPropertyAttributes": (c_uint32, _SPECS, POINTER(c_uint32), _VARIANTS),
    },
    IEnumWIA_DEV_INFO: {"Next": (c_uint32, POINTER(POINTER(IWiaPropertyStorage)), POINTER(c_uint32))},
    IEnumWiaItem2: {"Next": (c_uint32, POINTER(POINTER(IWiaItem2)), POINTER(c_uint32))},
    IWiaTransferCallback: {
        "TransferCallback": (c_int32, POINTER(TransferParams)),
        "GetNextStream": (c_int32, c_void_p, c_void_p, POINTER(POINTER(IStream))),
    },
    IWiaTransfer: {"Download": (c_int32, POINTER(IWiaTransferCallback)), "Cancel": ()},
    IWiaItem2: {
        "EnumChildItems": (c_void_p, POINTER(POINTER(IEnumWiaItem2))),
        "GetItemCategory": (POINTER(GUID),),
    },
    IWiaDevMgr2: {
        "EnumDeviceInfo": (c_int32, POINTER(POINTER(IEnumWIA_DEV_INFO))),
        "CreateDevice": (c_int32, BSTR, POINTER(POINTER(IWiaItem2))),
    },
}
"""Only what we call has arguments; the others hold their places."""

for _kind, _arguments in _ARGUMENTS.items():
    _kind._methods_ = [
        STDMETHOD(comtypes.HRESULT, _name, list(_arguments.get(_name, ()))) for _name in LAYOUTS[_kind.__name__][1]
    ]


@contextlib.contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except COMError as error:
        raise WiaError(error.hresult) from None
    except OSError as error:
        raise WiaError(getattr(error, "winerror", 0) or 0x80004005) from None


@contextlib.contextmanager
def manager(class_id: str) -> Iterator[Manager]:
    """The device manager of a class id, in this thread and for it alone.

    Raises:
        WiaError: WIA is not there.
    """
    comtypes.CoInitializeEx(comtypes.COINIT_MULTITHREADED)
    try:
        with _told():
            raw = comtypes.CoCreateInstance(GUID(class_id), IWiaDevMgr2, _INPROC_OR_LOCAL)
        yield Manager(raw)
    finally:
        comtypes.CoUninitialize()


class Manager:
    """See `WiaManager`."""

    def __init__(self, raw: Any) -> None:
        self._raw = raw

    def devices(self) -> Iterator[Properties]:
        """See `WiaManager`."""
        listing = POINTER(IEnumWIA_DEV_INFO)()
        with _told():
            self._raw.EnumDeviceInfo(LOCAL_DEVICES, ctypes.byref(listing))
        for storage in _each(listing, IWiaPropertyStorage):
            yield _read_all(storage)

    def open(self, device_id: str) -> Item:
        """See `WiaManager`."""
        root = POINTER(IWiaItem2)()
        with _told():
            self._raw.CreateDevice(0, device_id, ctypes.byref(root))
        return Item(root)


class Item:
    """See `WiaItem`."""

    def __init__(self, raw: Any) -> None:
        self._raw = raw
        with _told():
            self._storage = raw.QueryInterface(IWiaPropertyStorage)

    @property
    def category(self) -> str:
        """See `WiaItem`."""
        found = GUID()
        with _told():
            self._raw.GetItemCategory(ctypes.byref(found))
        return str(found).lower()

    def properties(self) -> Properties:
        """See `WiaItem`."""
        return _read_all(self._storage)

    def write(self, which: Property, value: Value) -> None:
        """See `WiaItem`."""
        variant = PropVariant()
        if isinstance(value, int):
            variant.kind, variant.value.number = _VT_I4, value
            kept: Any = None
        else:
            kept = GUID(value)
            variant.kind, variant.value.pointer = _VT_CLSID, ctypes.addressof(kept)
        with _told():
            self._storage.WriteMultiple(1, ctypes.byref(_spec(which)), ctypes.byref(variant), _FIRST_NAME)
        del kept

    def children(self) -> Iterator[Item]:
        """See `WiaItem`."""
        listing = POINTER(IEnumWiaItem2)()
        with _told():
            self._raw.EnumChildItems(None, ctypes.byref(listing))
        for child in _each(listing, IWiaItem2):
            yield Item(child)

    def download(self, transfer: WiaTransfer) -> None:
        """See `WiaItem`."""
        with _told():
            raw = self._raw.QueryInterface(IWiaTransfer)
            callback = Callback(transfer)
            raw.Download(0, callback.QueryInterface(IWiaTransferCallback))
            callback.finish()


class Callback(COMObject):  # type: ignore[misc]
    """`IWiaTransferCallback` over a plain transfer: one stream in memory for each page."""

    _com_interfaces_ = (IWiaTransferCallback,)

    def __init__(self, transfer: WiaTransfer) -> None:
        super().__init__()
        self._transfer = transfer
        self._streams: list[Any] = []
        self._wanted = True

    def finish(self) -> None:
        """The transfer is over; gives on what nobody told the end of."""
        for page in untold_ends.pages_left(map(copy_of, self._streams if self._wanted else ())):
            self._transfer.told(Message.END_OF_STREAM, 100, 0, page)
        self._streams.clear()

    def IWiaTransferCallback_TransferCallback(self, this: Any, flags: int, told: Any) -> int:  # noqa: N802
        """Progress, and the ends of pages."""
        params = told.contents
        ended = params.message == Message.END_OF_STREAM and self._streams
        page = copy_of(self._streams.pop(0)) if ended else b""
        self._wanted = self._transfer.told(params.message, params.percent, params.status & 0xFFFFFFFF, page)
        return _S_OK if self._wanted else _S_FALSE

    def IWiaTransferCallback_GetNextStream(  # noqa: N802
        self, this: Any, flags: int, item_name: Any, full_name: Any, destination: Any
    ) -> int:
        """A stream for the next page."""
        make = ctypes.WinDLL("shlwapi").SHCreateMemStream  # type: ignore[attr-defined]
        make.restype = POINTER(IStream)
        make.argtypes = (c_void_p, c_uint32)
        stream = make(None, 0)
        if not stream:
            return -0x7FF8FFF2  # E_OUTOFMEMORY
        self._streams.append(stream)
        destination[0] = stream
        return _S_OK


def _each(listing: Any, kind: Any) -> Iterator[Any]:
    while True:
        found, count = POINTER(kind)(), c_uint32()
        with _told():
            listing.Next(1, ctypes.byref(found), ctypes.byref(count))
        if not count.value:
            return
        yield found


def _spec(which: int) -> PropSpec:
    return PropSpec(_BY_ID, which)


def _read_all(storage: Any) -> dict[int, WiaProperty]:
    found = {which: _read(storage, which) for which in Property}
    return {which: one for which, one in found.items() if one is not None}


def _read(storage: Any, which: Property) -> WiaProperty | None:
    """One property; None where the item has not got it."""
    spec, variant = _spec(which), PropVariant()
    try:
        with _told():
            storage.ReadMultiple(1, ctypes.byref(spec), ctypes.byref(variant))
        value = _single(variant)
    except WiaError:
        return None
    finally:
        _clear(variant)
    if value is None:
        return None
    flags, attributes = c_uint32(), PropVariant()
    try:
        with _told():
            storage.GetPropertyAttributes(1, ctypes.byref(spec), ctypes.byref(flags), ctypes.byref(attributes))
        return property_from(value, flags.value, _several(attributes))
    except WiaError:
        return WiaProperty(value=value, writable=False)
    finally:
        _clear(attributes)


def _single(variant: PropVariant) -> Value | None:
    if variant.kind in {_VT_I4, _VT_UI4}:
        return int(variant.value.number)
    if variant.kind == _VT_BSTR and variant.value.pointer:
        return str(c_wchar_p(variant.value.pointer).value)
    if variant.kind == _VT_CLSID and variant.value.pointer:
        return str(GUID.from_address(variant.value.pointer)).lower()
    return None


def _several(variant: PropVariant) -> list[Value]:
    if not variant.kind & _VECTOR or not variant.value.vector.items:
        return []
    count, at = variant.value.vector.count, variant.value.vector.items
    match variant.kind & ~_VECTOR:
        case 3 | 19:
            return [int(number) for number in (c_int32 * count).from_address(at)]
        case 72:
            return [str(one).lower() for one in (GUID * count).from_address(at)]
    return []


def _clear(variant: PropVariant) -> None:
    ctypes.WinDLL("ole32").PropVariantClear(ctypes.byref(variant))  # type: ignore[attr-defined]
