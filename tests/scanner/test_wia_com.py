"""The COM layer against a stand-in, and its layouts against two public sources."""

from __future__ import annotations

import ctypes
import types

from desktop.scanner.wia.ids import Message
from desktop.scanner.wia.layouts import LAYOUTS

SDK = {
    "IWiaDevMgr2": "EnumDeviceInfo CreateDevice SelectDeviceDlg SelectDeviceDlgID RegisterEventCallbackInterface "
    "RegisterEventCallbackProgram RegisterEventCallbackCLSID GetImageDlg",
    "IWiaItem2": "CreateChildItem DeleteItem EnumChildItems FindItemByName GetItemCategory GetItemType DeviceDlg "
    "DeviceCommand EnumDeviceCapabilities CheckExtension GetExtension GetParentItem GetRootItem GetPreviewComponent "
    "EnumRegisterEventInfo Diagnostic",
    "IWiaTransfer": "Download Upload Cancel EnumWIA_FORMAT_INFO",
    "IWiaTransferCallback": "TransferCallback GetNextStream",
    "IEnumWiaItem2": "Next Skip Reset Clone GetCount",
    "IEnumWIA_DEV_INFO": "Next Skip Reset Clone GetCount",
    "IWiaPropertyStorage": "ReadMultiple WriteMultiple DeleteMultiple ReadPropertyNames WritePropertyNames "
    "DeletePropertyNames Commit Revert Enum SetTimes SetClass Stat GetPropertyAttributes GetCount GetPropertyStream "
    "SetPropertyStream",
    "IStream": "Read Write Seek SetSize CopyTo Commit Revert LockRegion UnlockRegion Stat Clone",
}
"""As the Windows SDK's headers order them; ids below as NAPS2.Wia has them."""
NAPS2_IDS = {
    "IWiaDevMgr2": "79C07CF1-CBDD-41ee-8EC3-F00080CADA7A",
    "IWiaItem2": "6CBA0075-1287-407d-9B77-CF0E030435CC",
    "IWiaTransfer": "c39d6942-2f4e-4d04-92fe-4ef4d3a1de5a",
    "IWiaTransferCallback": "27d4eaaf-28a6-4ca5-9aab-e678168b9527",
    "IEnumWiaItem2": "59970AF4-CD0D-44d9-AB24-52295630E582",
    "IEnumWIA_DEV_INFO": "5e38b83c-8cf1-11d1-bf92-0060081ed811",
    "IWiaPropertyStorage": "98B5E8A0-29CC-491a-AAC0-E6DB4FDCCEB6",
    "IStream": "0000000c-0000-0000-C000-000000000046",
}


def test_the_layouts_are_those_of_two_public_sources():
    assert {name: " ".join(methods) for name, (_, methods) in LAYOUTS.items()} == SDK
    assert {name: iid for name, (iid, _) in LAYOUTS.items()} == {
        name: f"{{{iid.lower()}}}" for name, iid in NAPS2_IDS.items()
    }


def test_the_com_layer_builds_its_tables_from_the_layouts(com):
    for name, (_, methods) in LAYOUTS.items():
        table = getattr(com, name)._methods_
        assert [slot[1] for slot in table] == list(methods)
    given = {name: slot[2] for slot in com.IWiaDevMgr2._methods_ for name in (slot[1],) if slot[2]}
    assert set(given) == {"EnumDeviceInfo", "CreateDevice"}


def test_the_structures_have_their_size_on_64_bits(com):
    assert ctypes.sizeof(com.PropVariant) == 24
    assert ctypes.sizeof(com.PropSpec) == 16
    assert ctypes.sizeof(com.TransferParams) == 24
    assert com.TransferParams.status.offset == 16


def test_the_com_callback_speaks_plain_python(com, monkeypatch):
    heard = []

    class Transfer:
        def told(self, message, percent, status, stream) -> bool:
            heard.append((message, percent, status, stream))
            return message != Message.STATUS

    callback = com.Callback(Transfer())
    monkeypatch.setattr(com, "copy_of", lambda stream: stream)
    callback._streams = [b"page"]
    told = types.SimpleNamespace(contents=com.TransferParams(Message.END_OF_STREAM, 100, 4, 0))
    assert callback.IWiaTransferCallback_TransferCallback(None, 0, told) == 0
    told.contents = com.TransferParams(Message.STATUS, 50, 2, -2145320928)
    assert callback.IWiaTransferCallback_TransferCallback(None, 0, told) == 1
    assert heard == [(2, 100, 0, b"page"), (1, 50, 0x80210020, b"")]


def test_property_values_come_out_of_their_variants(com):
    number = com.PropVariant()
    number.kind, number.value.number = 3, -7
    assert com._single(number) == -7
    words = ctypes.create_unicode_buffer("Máy quét")
    text = com.PropVariant()
    text.kind, text.value.pointer = 8, ctypes.addressof(words)
    assert com._single(text) == "Máy quét"
    several = (ctypes.c_int32 * 3)(1, 2, 3)
    vector = com.PropVariant()
    vector.kind, vector.value.vector = 0x1003, com._Vector(3, ctypes.addressof(several))
    assert com._several(vector) == [1, 2, 3]
    assert com._several(number) == []
    assert com._single(com.PropVariant()) is None
